// What differs between an approved claim and the words of a text that are near it. Part of ClaimMatcher.
#pragma once

#include "core/brand/claim_phrases.hpp"
#include "core/brand/claim_words.hpp"
#include "core/brand/claims.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mkai::brand {

// Words of one side with the phrases in them; the hits count from the first word.
struct ReadWords {
    std::string_view text;  // what the words' offsets point into
    std::span<const ClaimWord> words;
    std::span<const PhraseHit> hits;
};

// A phrase of the hits that denies, and that no longer phrase ("not only", "no. 1") swallows.
std::vector<PhraseHit> negations_in(std::span<const PhraseHit> hits);
// Whether the words are denied on the whole: two negations cancel out, but for languages with concord.
bool is_denied(std::span<const PhraseHit> hits, bool concord);

// In the order of the text. Quadratic in the words of both: the caller bounds them.
std::vector<Difference> find_differences(const ReadWords& claim, const ReadWords& text, bool concord);

}  // namespace mkai::brand
