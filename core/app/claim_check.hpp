// What is wrong with the claims of a workspace, before any copy says them.
#pragma once

#include "core/domain/claim_standing.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <vector>

namespace mkai::app {

// At their lines in claims.yaml. `ids` are those that are asked about; `ledger` may be null: then approvals
// are not looked at.
//   claim-evidence-missing (error)  it names a file that is not there
//   claim-expired (error)           its day is over
//   claim-expires-soon (warning)    within 30 days
//   claim-changed (error)           it or its evidence is another than what was approved
//   claim-unapproved (warning)      nobody has approved it yet
//   claim-withdrawn (warning)       and a brief still names it
//   claim-twice (warning)           an earlier claim has the same wording for the same readers
//   claim-contradiction (warning)   an earlier one differs in its numbers alone
// The last two are told of claims that hold, and once each.
Result<std::vector<Finding>> check_claims(const workspace::Workspace& workspace, store::Ledger* ledger,
                                          const std::vector<std::string>& ids, TimeMs now);

}  // namespace mkai::app
