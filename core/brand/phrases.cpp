#include "core/brand/phrases.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <bit>

namespace mkai::brand {

namespace {
constexpr std::size_t k_parts_max = 32;
}

void PhraseIndex::ByWord::add(std::string_view word, std::uint32_t phrase) {
    const auto fresh = static_cast<std::uint32_t>(phrases.size());
    const std::uint32_t known = words.add(word, fresh);
    if (known == fresh) phrases.emplace_back();
    phrases[known].push_back(phrase);
}

int PhraseIndex::add(std::string_view phrase, bool match_case) {
    std::vector<Part> parts;
    WordScanner scanner(phrase);
    for (Word word; scanner.next(word);) {
        if (word.kind == WordKind::opaque) return -1;
        const std::string_view text = phrase.substr(word.begin, word.end - word.begin);
        if (text == "*" && !word.space_before && !parts.empty() && parts.back().exact != "*") {
            parts.back().any_ending = true;
            continue;
        }
        parts.push_back({std::string(word.folded), compose(text), false, word.space_before});
        if (!match_case || word.kind != WordKind::word) parts.back().exact.clear();
    }
    if (parts.empty() || parts.size() > k_parts_max) return -1;
    const auto number = static_cast<std::uint32_t>(m_phrases.size());
    const Part& last = parts.back();
    if (last.any_ending) {
        const std::size_t length = last.folded.size();
        auto at = std::ranges::find(m_by_beginning, length, &std::pair<std::size_t, ByWord>::first);
        if (at == m_by_beginning.end()) at = m_by_beginning.insert(at, {length, {}});
        at->second.add(last.folded, number);
    } else {
        m_by_last.add(last.folded, number);
    }
    m_parts_max = std::max(m_parts_max, parts.size());
    m_phrases.push_back(std::move(parts));
    return static_cast<int>(number);
}

PhraseIndex::Run::Run(const PhraseIndex& index, std::string_view text)
    : m_index(index), m_text(text), m_seen(std::bit_ceil(index.m_parts_max)) {}

void PhraseIndex::Run::compare(std::uint32_t phrase, std::vector<Found>& found) const {
    const std::vector<Part>& parts = m_index.m_phrases[phrase];
    if (parts.size() > m_count) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[parts.size() - 1 - i];
        const Seen& seen = back(i);
        if (seen.kind == WordKind::opaque) return;
        if (part.any_ending ? !seen.folded.starts_with(part.folded) : seen.folded != part.folded) return;
        if (i + 1 < parts.size() && seen.space_before != part.space_before) return;
        if (part.exact.empty()) continue;
        const std::string exact = compose(m_text.substr(seen.begin, seen.end - seen.begin));
        if (part.any_ending ? !exact.starts_with(part.exact) : exact != part.exact) return;
    }
    found.push_back({phrase, back(parts.size() - 1).begin, back(0).end});
}

std::size_t PhraseIndex::Run::settled() const {
    return m_count < m_seen.size() ? 0 : back(m_seen.size() - 1).begin;
}

void PhraseIndex::Run::read(const Word& word, std::vector<Found>& found) {
    Seen& seen = m_seen[m_count++ & (m_seen.size() - 1)];
    seen.kind = word.kind;
    seen.space_before = word.space_before;
    seen.begin = word.begin;
    seen.end = word.end;
    seen.folded.assign(word.folded);
    if (word.kind == WordKind::opaque) return;
    const auto compare_all = [&](const ByWord& by_word, std::string_view key) {
        const std::uint32_t known = by_word.words.find(key);
        if (known == WordTable::k_none) return;
        for (const std::uint32_t phrase : by_word.phrases[known]) compare(phrase, found);
    };
    compare_all(m_index.m_by_last, word.folded);
    for (const auto& [length, by_word] : m_index.m_by_beginning)
        if (word.folded.size() >= length) compare_all(by_word, word.folded.substr(0, length));
}

}  // namespace mkai::brand
