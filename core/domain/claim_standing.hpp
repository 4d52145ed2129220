// Whether a claim counts: what it says as canonical bytes (`claim-subject/1`), what was decided about these
// bytes, and what follows from both on a day.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Canonical JSON of everything that a claim says, its evidence with its digest; not where it stands, and not
// whether it was withdrawn. An approval names the SHA-256 of these bytes.
std::string claim_to_bytes(const Claim& claim);
std::string digest_of_claim(const Claim& claim);
// The claim of an approval, without its place. ledger_corrupt.
Result<Claim> claim_from_bytes(std::string_view bytes);

// A claim counts when it is approved, and in no other state.
enum class ClaimState {
    approved,
    waiting,    // nobody has approved it
    changed,    // something else was approved than what it says now
    expired,    // whether or not it was approved
    withdrawn,  // in claims.yaml or by a decision
    removed,    // no longer in claims.yaml, and decided on or live
};
std::string_view to_string(ClaimState state);
// "which legal has not approved"; empty for one that counts.
std::string_view words_for(ClaimState state);

// By id. What is not in it does not count.
using ClaimStates = std::map<std::string, ClaimState, std::less<>>;

struct ClaimDecision {
    std::string id;
    std::string claim;
    bool withdraws = false;  // else it approves
    std::string digest;      // of the claim's subject
    std::string subject;     // blob: its bytes
    std::string evidence;  // blob: the file's bytes; empty where words are the evidence, and of a withdrawal
    std::string person;
    std::vector<std::string> writers;  // who wrote what was approved, sorted; empty: nobody knows
    bool sandbox_only = false;         // approved by its writer, for want of another person
    std::string reason;                // blob
    TimeMs at;
};

// Somebody wrote a claim with `mkai claim add`.
struct ClaimAdded {
    std::string claim;
    std::string digest;  // of the subject that was written
    std::string person;
    TimeMs at;
};

// Those about one claim, of all that are sorted by claim.
std::span<const ClaimDecision> decisions_on(std::span<const ClaimDecision> all, std::string_view claim);

// `decisions` are those about one claim, oldest first.
// The approval of exactly this subject that no withdrawal has followed, or null.
const ClaimDecision* find_approval(std::span<const ClaimDecision> decisions, std::string_view digest);
// The newest approval, also of one that was withdrawn since, or null. An empty digest: of whatever subject.
const ClaimDecision* find_last_approval(std::span<const ClaimDecision> decisions,
                                        std::string_view digest = {});
// Whether this subject was withdrawn and not approved since.
bool is_withdrawn(std::span<const ClaimDecision> decisions, std::string_view digest);
// Of a claim that claims.yaml has.
ClaimState state_of(const Claim& today, std::span<const ClaimDecision> decisions, TimeMs now);

}  // namespace mkai
