// Which phrases of a piece of text count, after what stands around them. Part of ClaimMatcher.
#pragma once

#include "core/brand/claim_phrases.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace mkai::brand {

struct CueAt {
    std::uint32_t first = 0;  // words [first, last)
    std::uint32_t last = 0;
    CueKind kind = CueKind::price;
    bool negated = false;
    bool counts = true;  // false: a question that does not take it for true
};

// Leaves out the cues that puffery covers, that a longer cue holds, or that stand twice.
void keep_what_counts(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits);

// The cues among the hits that keep_what_counts left, and quotations with who said them, in reading order.
std::vector<CueAt> find_cues(std::span<const ClaimWord> words, std::uint8_t gap_after,
                             std::span<const PhraseHit> hits, bool concord, bool question);

}  // namespace mkai::brand
