// How hard a text is to read, as a number.
#pragma once

#include "core/brand/rules.hpp"

#include <cstdint>
#include <string_view>

namespace mkai::brand {

struct ReadingCounts {
    std::int64_t sentences = 0;
    std::int64_t words = 0;
    std::int64_t long_words = 0;  // of more than six letters
    std::int64_t syllables = 0;   // by the English rules
};

// flesch: 206.835 - 1.015 words/sentences - 84.6 syllables/words; 100 is easy, 0 is hard. For English.
//   R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948) 221-233.
// flesch_kincaid: 0.39 words/sentences + 11.8 syllables/words - 15.59; years of school. For English.
//   J. P. Kincaid et al., "Derivation of new readability formulas ... for Navy enlisted personnel", Research
//   Branch Report 8-75, Naval Technical Training Command, 1975.
// lix: words/sentences + 100 long words/words; below 30 is easy, above 60 is hard. For every language with
// words.
//   C.-H. Björnsson, "Läsbarhet", Liber, Stockholm 1968.
// The formulas as published, read again 2026-11-26 (docs.rs/readsight 1.0.2; docs.rs/actual_lix 0.1.1). 0
// without words.
double reading_score(Metric metric, const ReadingCounts& counts);

// Whether the metric says anything about texts of this locale. An empty locale is taken for any.
bool applies_to(Metric metric, std::string_view locale);

// By groups of vowels; an estimate as every such rule is. At least 1.
int count_english_syllables(std::string_view folded_word);

}  // namespace mkai::brand
