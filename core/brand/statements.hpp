// What a text states and in which words, held against what may be said: the facts that are known, the claims
// that are approved, the brand's words. Pure. How long the text is and which marks stand in it is
// check.hpp's.
#pragma once

#include "core/base/clock.hpp"
#include "core/brand/claims.hpp"
#include "core/brand/facts.hpp"
#include "core/brand/rule_set.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/claim_standing.hpp"
#include "core/domain/finding.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// Compiled once, for however many texts of a brief and a locale.
struct Standards {
    const KnownFacts& facts;
    // Of the offer, with the slot that has each as its source ("offer.price"); empty for copy that mkai does
    // not fill.
    const KnownFacts& slots;
    const ClaimMatcher& claims;
    const RuleSet& rules;
    std::function<const Claim*(std::string_view id)> find_claim;  // never null for what `claims` has
    const ClaimStates& claim_states;                              // which of them count
    std::string_view locale;
    std::string_view channel;      // an id; may be empty
    const Brief* brief = nullptr;  // null: copy of no brief
};

struct Passage {
    std::string_view field;  // of the channel; may be empty
    std::string_view label;  // for people: "Headlines 3", "the text"
    std::string_view text;
    PhraseSearch* also = nullptr;  // is given each word of the text
};

// By place. Each has begin, end, excerpt, and where a rule or claim of the workspace says so, its id and
// owner.
//   typed-by-hand (warning)      a price or date that a slot of the offer has
//   fact-not-in-brief            a number, price, percentage or date that neither the brief, the offer nor a
//                                claim has; an error where the offer has a price and this is another
//   discount-untrue (error)      promises more off the price than the offer gives: "half price" where £6.99
//                                was £9.99; a warning where the offer's name in the brief says so
//   claim-unsupported            reads like a claim, and none that is approved says it; an error for health
//                                and the environment
//   claim-near                   differs from an approved wording; an error where it promises something else
//   claim-expired (error)        expired or withdrawn
//   claim-unapproved (error)     says a declared claim, or almost, that legal has not approved as it stands
//   claim-not-in-brief (warning) approved, and the brief does not name it, so that no approval holds on to it
//   word-rule                    a rule of brand/brand.yaml, at the level it has
//   not-read-to-its-end (error)  more facts or claims than are read of one text
// Of a text that is full of them, the first of each level; for the others, behind, a finding of each code and
// rule that stands for them.
// Numbers below ten without a unit ("3 reasons") and times of day are no findings.
// `claims` gets what the matcher said of the text, for who asks more of it.
std::vector<Finding> check_statements(const Standards& standards, const Passage& passage,
                                      std::vector<ClaimUse>* claims = nullptr);

// Whether a finding is one of these, or of a line that has to stand beside it (disclosures.hpp), of how copy
// is recombined or linked: of what a text says, and not of its shape. Copy with it is a draft that review
// does not let pass; copy of the wrong shape is none.
bool is_about_statements(const Finding& finding);

}  // namespace mkai::brand
