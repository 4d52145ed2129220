// Copy that a platform recombines: does each entry stand alone, and does each say something else?
#pragma once

#include "core/domain/channel.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"

#include <string_view>
#include <vector>

namespace mkai::brand {

// Of the fields whose entries are recombined, in reading order. Pure; no entry is a finding for what
// check_content tells (one that is the same but for case and spaces).
//   not-alone (error)     begins or ends in the middle of a sentence: "... and free returns", "Oak and"
//   leans-on (warning)    begins with a word that points to another entry: "It lasts", "This is"
//   same-words (warning)  the words of another entry in another order or punctuation, or those of an entry of
//                         another field that recombines
std::vector<Finding> check_recombination(const Channel& channel, const Content& content,
                                         std::string_view locale);

}  // namespace mkai::brand
