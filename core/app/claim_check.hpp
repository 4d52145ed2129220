// What is wrong with the claims of a workspace, before any copy says them.
#pragma once

#include "core/domain/claim_standing.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <vector>

namespace mkai::app {

struct ClaimCheck {
    std::vector<std::string> ids;  // that were checked
    std::vector<Finding> findings;
};
// At their lines in claims.yaml. `ids` are those that are asked about; none: all of claims.yaml, and those
// that were taken out of it (list_removed_claims). `ledger` may be null: then approvals, and what was taken
// out, are not looked at. unknown_id with "did you mean".
//   claim-evidence-missing (error)  it names a file that is not there
//   claim-expired (error)           its day is over
//   claim-expires-soon (warning)    within 30 days
//   claim-changed (error)           it or its evidence is another than what was approved
//   claim-unapproved (warning)      nobody has approved it yet
//   claim-withdrawn (warning)       and a brief still names it
//   claim-twice (warning)           an earlier claim has the same wording for the same readers
//   claim-contradiction (warning)   an earlier one differs in its numbers alone
//   claim-removed (error)           it was taken out, and live copy relies on it or says it
// "twice" and "contradiction" are told of claims that hold, and once each.
Result<ClaimCheck> check_claims(const workspace::Workspace& workspace, store::Ledger* ledger,
                                std::vector<std::string> ids, TimeMs now);

}  // namespace mkai::app
