// Which claims of the workspace count today.
#pragma once

#include "core/domain/claim_standing.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

namespace mkai::app {

// Of every claim of claims.yaml, held against what people decided.
Result<ClaimStates> find_claim_states(const workspace::Workspace& workspace, store::Ledger& ledger,
                                      TimeMs now);
// Where there is no ledger, as in a fresh clone, approvals cannot be seen: what is declared and has neither
// expired nor been withdrawn counts.
ClaimStates claim_states_without_ledger(const workspace::Workspace& workspace, TimeMs now);
// The note of a check that had to do so.
Finding approvals_not_looked_at();
// The one or the other; `ledger` may be null.
Result<ClaimStates> find_claim_states(const workspace::Workspace& workspace, store::Ledger* ledger,
                                      TimeMs now);
bool counts(const ClaimStates& states, std::string_view claim);

// Warnings for a brief that names claims which do not count, at their lines: `brief` is what was read from
// `label`. What claims.yaml says to be withdrawn the check of the brief itself has told.
std::vector<Finding> check_claims_of_brief(const workspace::Workspace& workspace, const Brief& brief,
                                           const std::string& label, const ClaimStates& states);

}  // namespace mkai::app
