#include "core/brand/capitals.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mkai::brand {

namespace {

// What English titles keep small between their first and last word: articles, short conjunctions and
// prepositions (as Vale's title case does after the AP's and Chicago's manuals; https://vale.sh/docs, read
// 2026-11-26).
constexpr std::array<std::string_view, 22> k_small_words{
    "a",   "an", "and", "as", "at",  "but",  "by",  "en", "for", "if", "in",
    "nor", "of", "on",  "or", "per", "than", "the", "to", "v",   "vs", "via"};

// After these a word may be capital as at the beginning of a sentence.
constexpr std::array<std::string_view, 6> k_openings{":", "\"", "“", "„", "«", "‘"};

struct Shape {
    bool cased = false;        // has a letter with case
    bool first_upper = false;  // the first of them
    bool upper_after = false;
    bool lower = false;  // anywhere
};

Shape shape_of(std::string_view text) {
    Shape shape;
    for (std::size_t at = 0; at < text.size();) {
        const CharKind kind = char_kind(next_code_point(text, at));
        if (kind != CharKind::upper && kind != CharKind::lower) continue;
        const bool upper = kind == CharKind::upper;
        if (!shape.cased)
            shape.first_upper = upper;
        else
            shape.upper_after = shape.upper_after || upper;
        shape.lower = shape.lower || !upper;
        shape.cased = true;
    }
    return shape;
}

template <class Change>
std::string changed(std::string_view text, bool upper, Change is_wanted) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = next_code_point(text, at);
        const CharKind kind = char_kind(c);
        if ((kind == CharKind::upper || kind == CharKind::lower) && is_wanted())
            append_utf8(out, upper ? upper_case(c) : lower_case(c));
        else
            out += text.substr(begin, at - begin);
    }
    return out;
}

}  // namespace

std::string with_first(std::string_view text, bool upper) {
    bool first = true;
    return changed(text, upper, [&] { return std::exchange(first, false); });
}

std::string with_all(std::string_view text, bool upper) {
    return changed(text, upper, [] { return true; });
}

CapitalCheck::CapitalCheck(const WordRule& rule, std::string_view text, std::string_view locale)
    : m_style(rule.style),
      m_text(text),
      // Nouns are capital in German and Luxembourgish.
      m_german(holds_for_locale("de", locale) || holds_for_locale("lb", locale)) {
    if (m_style != CapitalStyle::title) return;
    for (const auto& word : rule.small_words) m_small.insert(fold_case(word));
    if (rule.small_words.empty())
        for (const auto word : k_small_words) m_small.emplace(word);
}

CapitalFault CapitalCheck::judge_in_title(const Word& word, bool small, bool upper, bool shaped) {
    if (word.joined) return CapitalFault::none;
    if (small && !m_first_is_due && !m_after_opening) {
        m_waiting = Fault{CapitalFault::none, word.begin, word.end};
        m_waiting_upper = upper;
        return CapitalFault::none;
    }
    return upper || shaped ? CapitalFault::none : CapitalFault::small_beginning;
}

CapitalFault CapitalCheck::judge(const Word& word, std::string_view text) {
    const Shape shape = shape_of(text);
    if (!shape.cased) return CapitalFault::none;
    // "iPhone", "NASA", "I": their capitals are their own.
    const bool shaped = shape.upper_after || (shape.first_upper && !shape.lower);
    switch (m_style) {
        case CapitalStyle::upper:
            return shape.lower ? CapitalFault::small_letters : CapitalFault::none;
        case CapitalStyle::lower:
            return shape.first_upper || shape.upper_after ? CapitalFault::capital_letters
                                                          : CapitalFault::none;
        case CapitalStyle::title:
            return judge_in_title(word, m_small.contains(word.folded), shape.first_upper, shaped);
        case CapitalStyle::sentence:
            if (m_first_is_due)
                return shape.first_upper || shaped ? CapitalFault::none : CapitalFault::small_beginning;
            if (m_german || word.joined || m_after_opening || shaped || !shape.first_upper)
                return CapitalFault::none;
            return CapitalFault::capital_inside;
        case CapitalStyle::names:
            break;
    }
    return CapitalFault::none;
}

// The small word that waited was the last one, which is capital.
void CapitalCheck::end_title(std::vector<Fault>& faults) {
    const auto last = std::exchange(m_waiting, std::nullopt);
    if (last && !m_waiting_upper) faults.push_back({CapitalFault::small_beginning, last->begin, last->end});
}

void CapitalCheck::read(const Word& word, std::vector<Fault>& faults) {
    if (word.starts_sentence) {
        end_title(faults);
        m_first_is_due = true;
    }
    if (word.kind == WordKind::sign) {
        m_after_opening = std::ranges::find(k_openings, word.folded) != k_openings.end() ||
                          (m_after_opening && !word.space_before);
        return;
    }
    if (word.kind == WordKind::word) {
        if (!word.joined)
            if (const auto waiting = std::exchange(m_waiting, std::nullopt); waiting && m_waiting_upper)
                faults.push_back({CapitalFault::capital_small, waiting->begin, waiting->end});
        const CapitalFault fault = judge(word, m_text.substr(word.begin, word.end - word.begin));
        if (fault != CapitalFault::none) faults.push_back({fault, word.begin, word.end});
    }
    m_first_is_due = false;
    m_after_opening = false;
}

}  // namespace mkai::brand
