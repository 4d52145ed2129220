// Which sentences of marketing copy look like claims, and which approved claim each one is. Pure: claims and
// text in, uses out. It says what it sees; what follows (a finding, a stop) is the caller's.
#pragma once

#include "core/brand/claim_cues.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

class ClaimIndex;

// An approved claim as the matcher needs it.
struct ClaimForm {
    std::string id;
    std::string wording;
    std::vector<std::string> forms = {};  // other wordings that are as good
    // "en", "de"; empty: every language. The first one says how its numbers are written.
    std::vector<std::string> languages = {};
    std::vector<std::string> markets = {};  // "GB"; empty: every market
};

// Bytes [begin, end) of the text.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

struct CueUse {
    CueKind kind = CueKind::price;
    TextSpan span;
    bool negated = false;
};

enum class DifferenceKind {
    number,             // another number, one left out, or one more
    qualifier_missing,  // "up to", "from", "selected": the text promises more than the claim
    superlative_added,
    cue_added,  // another kind of cue that the claim does not have: "guaranteed", "free"
    negation,   // one denies what the other says
    order,      // the same words elsewhere
    words,      // anything else; one side may be empty
    cut,        // the same words, as sentences or clauses of another cut
    market,     // approved, but not for the locale's market
};
// "qualifier-missing": as it stands in findings.
std::string_view name_of(DifferenceKind kind);

struct Difference {
    DifferenceKind kind = DifferenceKind::words;
    std::string claim;  // the claim's words; empty where it has none
    std::string text;   // the text's words; empty where it has none
    TextSpan span;      // of the text's words; where there are none, empty at where they would stand
};

enum class Verdict { exact, near, unsupported };
std::string_view name_of(Verdict verdict);

struct ClaimUse {
    TextSpan span;             // the sentence, or the clauses of it that this is about
    TextSpan sentence;         // the sentence it stands in
    std::vector<CueUse> cues;  // in reading order; none where only a claim's likeness tells
    Verdict verdict = Verdict::unsupported;
    std::string claim_id;                      // exact, near
    double likeness = 0;                       // 0..1; 1: the claim's very words
    std::vector<Difference> differences = {};  // near
    bool negated = false;                      // all its cues are denied; without cues, the span is
    bool question = false;
};

// Sentences that are not read as claims, although a cue stands in them:
// - puffery and idioms (claim_cues.hpp);
// - questions, unless they take the claim for true: they offer something (price, reference price, free,
// scarcity,
//   prize), open with "did you know", "why" and the like, or are an approved claim's words. "Looking for the
//   best sofa?" promises nothing; "Why is ours the best sofa?" does.
// A denied cue ("not the cheapest") is listed, with `negated`.
//
// exact: the words of the wording or of a form, in order, as whole clauses of the text. Case, white space,
// quotation marks, dashes, hyphens, commas, footnote marks and the last stop make no difference; the cut into
// sentences does, and so does every word and number. A clause ends at a comma, colon, dash, parenthesis or
// quotation mark; at "and" or "but" only where an approved claim stands on either side of it, since "free
// delivery and returns" promises more than "free delivery".
//
// near: at least k_near_likeness alike, k_near_likeness_bare where no cue says that it is a claim. Likeness
// is the weight of the words in common over it and what either side has beyond (Tversky 1977). What the claim
// has beyond counts four times what the text has; the other way round where the text has a cue and is more
// alike so ("Free delivery." is near "Free delivery on orders from £50."). Words are compared by their stems;
// rare ones and numbers weigh more, function words less, another number in place of a number counts half. It
// knows no synonyms.
//
// Limits, so that time stays linear in the text: a sentence is read in pieces of k_piece_bytes, a phrase over
// the cut is missed; of a clause or piece, the first k_compared_words are compared (cues and exact wordings
// are looked for in all); a text has at most k_uses_max uses, further ones are not looked for.
class ClaimMatcher {
  public:
    static constexpr double k_near_likeness = 0.5;
    static constexpr double k_near_likeness_bare = 0.65;
    static constexpr std::size_t k_piece_bytes = 32'768;
    static constexpr std::size_t k_compared_words = 192;
    static constexpr std::size_t k_uses_max = 100'000;

    // Reads the claims once; they need not outlive the call. A claim without a word matches nothing.
    explicit ClaimMatcher(std::span<const ClaimForm> claims);
    ~ClaimMatcher();
    ClaimMatcher(ClaimMatcher&&) noexcept;
    ClaimMatcher& operator=(ClaimMatcher&&) noexcept;

    // In reading order. `locale` as "en-GB": claims of other languages are not matched, those of other
    // markets as `near` with the market as difference; a locale without a region is of every market. Any
    // bytes may come. Threads may ask at the same time.
    std::vector<ClaimUse> match(std::string_view text, std::string_view locale) const;

  private:
    std::unique_ptr<const ClaimIndex> m_index;
};

}  // namespace mkai::brand
