// Typing that a machine can mend without changing a word: quotes and dashes that make an SMS dear, spaces too
// many, hyphens for dashes. Pure, linear in the text. Nothing is cut, and {{tokens}}, addresses and code stay
// as they are.
#pragma once

#include "core/domain/channel.hpp"
#include "core/domain/finding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct TypingMend {
    std::size_t begin = 0;  // bytes
    std::size_t end = 0;
    std::string replacement;
    std::string_view what;  // "the curly quotes": all of a kind are told at once
    bool costs = false;     // it makes a message longer: a warning, else a note
};

struct TypingRules {
    bool gsm7 = false;  // the channel counts SMS segments
    bool plain = true;  // no Markdown
    std::string_view locale;
};
TypingRules typing_rules_of(const Channel& channel, const ChannelField& field, std::string_view locale);

// In order, none overlapping another. Characters outside of the GSM alphabet are mended only where that makes
// the text one of this alphabet: in a text of Cyrillic letters a curly quote costs nothing.
std::vector<TypingMend> find_typing(std::string_view text, const TypingRules& rules);

// The same as findings, `typography`: a warning for all that costs segments, a note for each other kind.
// `label` is for people: "Headlines 3".
std::vector<Finding> check_typing(std::string_view text, const TypingRules& rules, std::string_view field,
                                  std::string_view label);

std::string with_mends(std::string_view text, const std::vector<TypingMend>& mends);

}  // namespace mkai::brand
