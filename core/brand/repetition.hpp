// Words that come again too soon: one rule over one text. Part of rule_set.hpp.
#pragma once

#include "core/brand/rules.hpp"
#include "core/brand/words.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mkai::brand {

class RepetitionCheck {
  public:
    struct Again {
        std::size_t first_begin = 0;  // of the first of the two
        std::size_t begin = 0, end = 0;
        int sentences_ago = 0;
    };
    RepetitionCheck(const WordRule& rule, std::string_view text);

    std::optional<Again> read(const Word& word);

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct Last {
        std::int64_t sentence = 0;
        std::size_t begin = 0;
    };
    bool is_meant(const Word& word) const;
    std::optional<Again> twice_in_a_row(const Word& word);
    std::optional<Again> in_sentences(const Word& word);
    void forget_old();

    std::string_view m_text;
    int m_within;
    bool m_match_case;
    std::set<std::string, std::less<>> m_only;
    std::string m_before;  // the word before; empty when there is none beside this one
    std::size_t m_before_begin = 0, m_before_end = 0;
    std::int64_t m_sentence = 0;
    std::unordered_map<std::string, Last, Hash, std::equal_to<>> m_seen;
    std::size_t m_forget_at = 4096;
};

}  // namespace mkai::brand
