#include "core/app/claim_evidence.hpp"

#include "core/app/claims.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mkai::app {

namespace {

constexpr std::array<std::string_view, 11> k_text_endings{
    ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".csv", ".tsv", ".json", ".yaml", ".yml"};
constexpr std::size_t k_texts_kept_max = 16;

bool ends_with_any(std::string_view name, std::span<const std::string_view> endings) {
    const std::string lower = lower_ascii(name);
    return std::ranges::any_of(endings, [&](std::string_view end) { return lower.ends_with(end); });
}

// The words of a page: its tags, and the entities that stand between words, are spaces.
std::string without_tags(std::string_view page) {
    std::string out;
    out.reserve(page.size());
    for (std::size_t at = 0; at < page.size();) {
        const bool tag = page[at] == '<';
        const std::size_t end = page.find(tag ? '>' : '<', at);
        if (tag)
            out += ' ';
        else
            out += page.substr(at, end - at);
        if (end == std::string_view::npos) break;
        at = end + (tag ? 1 : 0);
    }
    const auto replace = [&](std::string_view entity, std::string_view with) {
        for (std::size_t at = out.find(entity); at != std::string::npos;
             at = out.find(entity, at + with.size()))
            out.replace(at, entity.size(), with);
    };
    replace("&nbsp;", " ");
    replace("&amp;", "&");
    replace("&pound;", "£");
    replace("&euro;", "€");
    return out;
}

// What stands between the places where something is left out.
std::vector<std::string> parts_of(std::string_view excerpt) {
    std::string text(excerpt);
    constexpr std::string_view k_ellipsis = "…";
    for (std::size_t at = text.find(k_ellipsis); at != std::string::npos; at = text.find(k_ellipsis, at))
        text.replace(at, k_ellipsis.size(), "...");
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find("...", from), text.size());
        parts.push_back(text.substr(from, to - from));
        from = to + 3;
    }
    return parts;
}

bool has_excerpt(const brand::SameWords& words, std::string_view excerpt) {
    std::size_t at = 0;
    for (const std::string& part : parts_of(excerpt)) {
        if (std::ranges::none_of(part, [](char c) {
                return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
                       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            }))
            continue;
        const auto spans = words.find(part);
        const auto next =
            std::ranges::find_if(spans, [&](const brand::WordSpan& span) { return span.begin >= at; });
        if (next == spans.end()) return false;
        at = next->end;
    }
    return true;
}

}  // namespace

bool is_blank(std::string_view bytes) {
    constexpr std::string_view k_mark = "\xEF\xBB\xBF";  // of the encoding
    if (bytes.starts_with(k_mark)) bytes.remove_prefix(k_mark.size());
    return bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

const EvidenceReader::Text& EvidenceReader::read(const std::string& from) {
    if (const auto known = m_texts.find(from); known != m_texts.end()) return known->second;
    if (m_texts.size() >= k_texts_kept_max) m_texts.clear();
    Text& out = m_texts[from];
    auto bytes = read_file(m_root / from, k_kept_evidence_bytes_max);
    if (!bytes) return out;
    out.empty = is_blank(*bytes);
    const bool text = ends_with_any(from, k_text_endings) && is_utf8(*bytes);
    if (out.empty || !text) return out;
    constexpr std::array<std::string_view, 2> k_pages{".html", ".htm"};
    out.text = ends_with_any(from, k_pages) ? without_tags(*bytes) : std::move(*bytes);
    out.words = std::make_unique<brand::SameWords>(out.text);
    return out;
}

EvidenceFault EvidenceReader::look(const Claim& claim) {
    const Evidence& evidence = claim.evidence;
    if (!evidence.is_file) return EvidenceFault::none;
    const Text& text = read(evidence.from);
    if (text.empty) return EvidenceFault::empty;
    if (text.words == nullptr || evidence.excerpt.empty() || has_excerpt(*text.words, evidence.excerpt))
        return EvidenceFault::none;
    return EvidenceFault::no_excerpt;
}

}  // namespace mkai::app
