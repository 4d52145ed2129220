#include "core/publish/markup.hpp"

#include "core/base/text.hpp"
#include "core/domain/content.hpp"
#include "core/publish/pieces.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/core.h>

namespace mkai::publish {
namespace {

std::string token_html(const Token& token, const Slots& slots) {
    const auto value = slots.find(token.name);
    if (token.slot && value != slots.end())
        return fmt::format("<span class=\"slot\" title=\"Filled from {}\">{}</span>", escape_html(token.name),
                           escape_html(value->second));
    const std::string fallback = token.fallback.empty() ? "" : "|" + token.fallback;
    return fmt::format("<span class=\"token\">{}</span>", escape_html("{{" + token.name + fallback + "}}"));
}

// --- inline Markdown ---
// `text` with its tokens; a span is opened only where it closes, and what it holds is rendered by itself.
class InlineMarkdown {
  public:
    InlineMarkdown(std::string_view text, const Slots& slots)
        : m_text(text), m_slots(slots), m_tokens(find_tokens(text).tokens) {}

    std::string render() {
        while (m_at < m_text.size())
            if (!take_token() && !take_span("**", "strong") && !take_span("*", "em") && !take_link()) ++m_at;
        flush();
        return std::move(m_html);
    }

  private:
    std::string nested(std::string_view inner) const { return InlineMarkdown(inner, m_slots).render(); }

    void flush() {
        m_html += escape_html(m_text.substr(m_literal, m_at - m_literal));
        m_literal = m_at;
    }
    void put(std::string_view html, std::size_t end) {
        flush();
        m_html += html;
        m_at = m_literal = end;
    }

    bool take_token() {
        while (m_next_token < m_tokens.size() && m_tokens[m_next_token].begin < m_at) ++m_next_token;
        if (m_next_token == m_tokens.size() || m_tokens[m_next_token].begin != m_at) return false;
        const Token& token = m_tokens[m_next_token];
        put(token_html(token, m_slots), token.end);
        return true;
    }

    bool take_span(std::string_view mark, std::string_view element) {
        if (!m_text.substr(m_at).starts_with(mark)) return false;
        const std::size_t inner = m_at + mark.size();
        const std::size_t close = m_text.find(mark, inner);
        if (close == std::string_view::npos || close == inner || m_text[inner] == ' ') return false;
        put(fmt::format("<{0}>{1}</{0}>", element, nested(m_text.substr(inner, close - inner))),
            close + mark.size());
        return true;
    }

    bool take_link() {
        if (m_text[m_at] != '[') return false;
        const std::size_t middle = m_text.find("](", m_at);
        if (middle == std::string_view::npos) return false;
        const std::size_t close = m_text.find(')', middle);
        if (close == std::string_view::npos) return false;
        const std::string address = fill_slots(m_text.substr(middle + 2, close - middle - 2), m_slots);
        const std::string label = nested(m_text.substr(m_at + 1, middle - m_at - 1));
        put(is_safe_link(address) ? fmt::format("<a href=\"{}\">{}</a>", escape_html(address), label) : label,
            close + 1);
        return true;
    }

    std::string_view m_text;
    const Slots& m_slots;
    std::vector<Token> m_tokens;
    std::size_t m_next_token = 0;
    std::size_t m_at = 0;
    std::size_t m_literal = 0;  // start of the text that is not written yet
    std::string m_html;
};

// --- blocks ---
enum class BlockKind { paragraph, heading, bullets, numbers };

struct Line {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;  // of a heading
    std::string_view text;
};

std::optional<std::string_view> after_number(std::string_view line) {
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const std::string_view rest = line.substr(digits);
    if (digits == 0 || digits > 3 || !rest.starts_with(". ")) return std::nullopt;
    return trim(rest.substr(2));
}

Line classify(std::string_view raw) {
    const std::string_view line = trim(raw);
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks >= 1 && marks <= 6 && marks < line.size() && line[marks] == ' ')
        return {BlockKind::heading, static_cast<int>(marks), trim(line.substr(marks))};
    if (line.starts_with("- ") || line.starts_with("* "))
        return {BlockKind::bullets, 0, trim(line.substr(2))};
    if (const auto item = after_number(line)) return {BlockKind::numbers, 0, *item};
    return {BlockKind::paragraph, 0, line};
}

// The page's own title is the <h1>.
std::string heading_html(const Line& line, const Slots& slots) {
    const int level = std::clamp(line.level, 2, 4);
    return fmt::format("<h{0}>{1}</h{0}>\n", level, InlineMarkdown(line.text, slots).render());
}

std::string items_html(std::string_view element, const std::vector<std::string_view>& items,
                       const Slots& slots) {
    std::string html = fmt::format("<{}>\n", element);
    for (const std::string_view item : items)
        html += fmt::format("<li>{}</li>\n", InlineMarkdown(item, slots).render());
    return html + fmt::format("</{}>\n", element);
}

std::string block_html(BlockKind kind, const std::vector<std::string_view>& lines, const Slots& slots) {
    if (lines.empty()) return {};
    if (kind == BlockKind::bullets) return items_html("ul", lines, slots);
    if (kind == BlockKind::numbers) return items_html("ol", lines, slots);
    std::string text;
    for (const std::string_view line : lines) text += fmt::format("{}{}", text.empty() ? "" : "\n", line);
    return fmt::format("<p>{}</p>\n", InlineMarkdown(text, slots).render());
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : code_points(text)) {
        switch (c) {
            case U'&':
                out += "&amp;";
                break;
            case U'<':
                out += "&lt;";
                break;
            case U'>':
                out += "&gt;";
                break;
            case U'"':
                out += "&quot;";
                break;
            case U'\'':
                out += "&#39;";
                break;
            default: {
                const bool control = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c < 0xA0);
                append_utf8(out, control ? U'\uFFFD' : c);
            }
        }
    }
    return out;
}

std::string plain_html(std::string_view text, const Slots& slots) {
    std::string html;
    std::size_t at = 0;
    for (const Token& token : find_tokens(text).tokens) {
        html += escape_html(text.substr(at, token.begin - at)) + token_html(token, slots);
        at = token.end;
    }
    return html + escape_html(text.substr(at));
}

std::string markdown_html(std::string_view text, const Slots& slots) {
    std::string html;
    BlockKind kind = BlockKind::paragraph;
    std::vector<std::string_view> open;
    const auto close = [&] {
        html += block_html(kind, open, slots);
        open.clear();
    };
    const std::vector<std::string> lines = split(text, '\n');
    for (const std::string& raw : lines) {
        const Line line = classify(raw);
        if (line.text.empty() || line.kind != kind || line.kind == BlockKind::heading) close();
        kind = line.kind;
        if (line.kind == BlockKind::heading)
            html += heading_html(line, slots);
        else if (!line.text.empty())
            open.push_back(line.text);
    }
    close();
    return html;
}

}  // namespace mkai::publish
