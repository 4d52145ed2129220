// Claims: who wrote one, legal's yes to exactly what it says, taking it back, and what relies on it.
#pragma once

#include "core/app/claim_states.hpp"
#include "core/app/session.hpp"
#include "core/domain/subject.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

// Evidence that is kept in the ledger: a study as a PDF fits, a film does not.
inline constexpr std::size_t k_kept_evidence_bytes_max = 16U << 20;

// What git says of the lines of a claim; as it stands here: there is no repository.
struct ClaimOrigin {
    bool in_git = false;
    std::string git_commit;              // that is checked out
    std::vector<std::string> addresses;  // of the authors and co-authors of its lines, and of its evidence
    bool uncommitted = false;            // some of its lines are in no commit
    bool evidence_uncommitted = false;   // nor is what stands in its evidence file
};

struct ClaimWriters {
    std::vector<std::string> people;     // sorted; empty: nobody knows
    std::vector<std::string> strangers;  // addresses that people.yaml does not know
};
// Whoever runs this wrote what is not committed, unless `claim add` wrote exactly this.
Result<ClaimWriters> find_claim_writers(const Session& session, const Claim& claim,
                                        const ClaimOrigin& origin);

// A decision with its words.
struct ShownClaimDecision {
    ClaimDecision decision;
    std::string reason;
};
struct ShownClaim {
    // Of claims.yaml; as it was last decided on when it is no longer there, or what a live version keeps of
    // it when nobody did.
    Claim claim;
    bool declared = true;
    ClaimState state = ClaimState::waiting;
    std::vector<ShownClaimDecision> decisions;  // oldest first
    std::optional<ClaimDecision> approval;      // the newest, also one of other words
    std::optional<Claim> approved;              // what that one said
};
// unknown_id with "did you mean".
Result<ShownClaim> find_claim(const Session& session, std::string_view id);
// Of claims.yaml, in its order; then by id those that are no longer there, and that somebody has decided on
// or that a live asset relies on.
Result<std::vector<ShownClaim>> list_claims(const Session& session);

// A claim that claims.yaml no longer has, and that somebody has decided on or a live asset relies on.
struct RemovedClaim {
    std::string id;
    std::vector<std::string>
        live;  // versions that are live and rely on it or say it: "ASSET@vN on DESTINATION"
};
// By id. What is live is read once, whatever the number of claims.
Result<std::vector<RemovedClaim>> list_removed_claims(const workspace::Workspace& workspace,
                                                      store::Ledger& ledger);

// --- what uses it ---
struct ClaimPlace {
    std::string destination;
    PublicationState state = PublicationState::live;
    std::string location;
};
struct ClaimUseInVersion {
    std::string asset;
    int version = 0;
    VersionState state = VersionState::draft;
    bool newest = false;
    bool relies = false;           // its brief names the claim, and the version's approval holds on to it
    bool says = false;             // its copy says it, or almost
    std::vector<ClaimPlace> live;  // where this version is live
    std::vector<std::string> scheduled;  // destinations that it is to go to
};
// By asset, oldest version first.
Result<std::vector<ClaimUseInVersion>> find_claim_uses(const Session& session, const Claim& claim);

// --- decisions ---
struct ClaimRequest {
    std::string reason;
    std::string reason_code;
};
struct ClaimApprovalPlan {
    ShownClaim shown;
    ClaimWriters writers;
    std::string git_commit;
    std::optional<std::string> evidence;  // the file's bytes
    bool sandbox_only = false;
    bool unchanged = false;  // it is approved already
};
// `target` is an id, maybe with the beginning of the digest that the approver saw: "c-12@8f2c". What the gate
// says; blocked when it is expired, withdrawn in claims.yaml, or its evidence is not there; stale_approval
// for another digest; invalid_file for evidence that is too large to keep.
Result<ClaimApprovalPlan> plan_claim_approval(const Session& session, const std::string& target,
                                              const ClaimOrigin& origin, const ClaimRequest& request);
// All or none. conflict when somebody has decided meanwhile.
Done approve_claims(const Session& session, const ClaimRequest& request,
                    std::span<const ClaimApprovalPlan> plans);

struct ClaimWithdrawalPlan {
    ShownClaim shown;
    std::vector<ClaimUseInVersion> uses;
    bool unchanged = false;  // it is withdrawn already
};
Result<ClaimWithdrawalPlan> plan_claim_withdrawal(const Session& session, std::string_view id,
                                                  const ClaimRequest& request);
Done withdraw_claim(const Session& session, const ClaimRequest& request, const ClaimWithdrawalPlan& plan);

// That somebody is about to write this claim into claims.yaml. What the gate says.
Done record_claim_added(const Session& session, const Claim& claim);
// The same in a transaction of the caller, without the gate.
Done write_claim_added(const Session& session, store::Writer& writer, const Claim& claim);

// The file that was kept with an approval.
Result<std::string> kept_evidence(const Session& session, const ClaimDecision& approval);

}  // namespace mkai::app
