// Where capitals stand that should not, and the other way round: one rule over one text. Part of
// rule_set.hpp.
#pragma once

#include "core/brand/rules.hpp"
#include "core/brand/words.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

enum class CapitalFault {
    none,
    small_beginning,  // of a sentence, or of a word of a title
    capital_inside,   // a sentence
    capital_small,    // "Of" in a title
    small_letters,
    capital_letters,
};

// The text with its first cased letter capital or small; with all letters so.
std::string with_first(std::string_view text, bool upper);
std::string with_all(std::string_view text, bool upper);

class CapitalCheck {
  public:
    struct Fault {
        CapitalFault fault = CapitalFault::none;
        std::size_t begin = 0, end = 0;
    };
    CapitalCheck(const WordRule& rule, std::string_view text, std::string_view locale);

    // Appends what is wrong; a small word of a title is judged when the next word is known.
    void read(const Word& word, std::vector<Fault>& faults);
    void finish(std::vector<Fault>& faults) { end_title(faults); }

  private:
    CapitalFault judge(const Word& word, std::string_view text);
    CapitalFault judge_in_title(const Word& word, bool small, bool upper, bool shaped);
    void end_title(std::vector<Fault>& faults);

    CapitalStyle m_style;
    std::string_view m_text;
    bool m_german;
    std::set<std::string, std::less<>> m_small;
    bool m_first_is_due = false;
    bool m_after_opening = false;    // a colon or a quotation mark
    std::optional<Fault> m_waiting;  // a small word that may be the title's last
    bool m_waiting_upper = false;
};

}  // namespace mkai::brand
