#include "core/brand/repetition.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace mkai::brand {

namespace {

// Shorter words ("the", "with", "auch") come again in every text.
constexpr std::size_t k_letters_min = 5;

bool has_letter(std::string_view folded) {
    for (std::size_t at = 0; at < folded.size();) {
        const CharKind kind = char_kind(next_code_point(folded, at));
        if (kind == CharKind::upper || kind == CharKind::lower || kind == CharKind::letter) return true;
    }
    return false;
}

}  // namespace

RepetitionCheck::RepetitionCheck(const WordRule& rule, std::string_view text)
    : m_text(text), m_within(rule.within_sentences), m_match_case(rule.match_case) {
    for (const auto& word : rule.words) m_only.insert(fold_case(word));
}

bool RepetitionCheck::is_meant(const Word& word) const {
    if (!m_only.empty()) return m_only.contains(word.folded);
    // A phone number or a rating may well say a number twice.
    return has_letter(word.folded) && (m_within == 0 || count_code_points(word.folded) >= k_letters_min);
}

std::optional<RepetitionCheck::Again> RepetitionCheck::twice_in_a_row(const Word& word) {
    std::optional<Again> again;
    const std::string_view text = m_text.substr(word.begin, word.end - word.begin);
    // Two lines of a list may well begin alike.
    if (word.kind == WordKind::word && word.space_before && !word.starts_sentence &&
        word.folded == m_before && is_meant(word) &&
        (!m_match_case || text == m_text.substr(m_before_begin, m_before_end - m_before_begin)))
        again = Again{m_before_begin, word.begin, word.end, 0};
    m_before.assign(word.kind == WordKind::word && !word.joined ? word.folded : std::string_view());
    m_before_begin = word.begin;
    m_before_end = word.end;
    return again;
}

// So that a long text is not kept as a whole.
void RepetitionCheck::forget_old() {
    std::erase_if(m_seen, [&](const auto& entry) { return entry.second.sentence + m_within < m_sentence; });
    m_forget_at = std::max<std::size_t>(4096, 2 * m_seen.size());
}

std::optional<RepetitionCheck::Again> RepetitionCheck::in_sentences(const Word& word) {
    if (word.starts_sentence) ++m_sentence;
    if (word.kind != WordKind::word || word.joined || !is_meant(word)) return std::nullopt;
    auto seen = m_seen.find(word.folded);
    if (seen == m_seen.end()) {
        if (m_seen.size() >= m_forget_at) forget_old();
        m_seen.emplace(word.folded, Last{m_sentence, word.begin});
        return std::nullopt;
    }
    const Last last = std::exchange(seen->second, Last{m_sentence, word.begin});
    const std::int64_t ago = m_sentence - last.sentence;
    // Within N sentences: this one and the N - 1 before.
    if (ago >= m_within) return std::nullopt;
    return Again{word.begin, word.begin, word.end, static_cast<int>(ago)};
}

std::optional<RepetitionCheck::Again> RepetitionCheck::read(const Word& word) {
    return m_within == 0 ? twice_in_a_row(word) : in_sentences(word);
}

}  // namespace mkai::brand
