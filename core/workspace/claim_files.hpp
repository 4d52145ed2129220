// Claims that are written into claims.yaml; the rest of the file stays byte for byte.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/finding.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <vector>

namespace mkai::workspace {

// The next free "c-N", after the highest there is.
std::string next_claim_id(const Workspace& workspace);

struct NewClaim {
    Claim claim;                    // as it reads back, with its digest
    std::string text;               // of claims.yaml with it
    std::string before;             // of claims.yaml as it is; empty when there is none
    std::vector<Finding> findings;  // warnings about it
};
// What the file would be; nothing is written. already_exists for an id that is taken, invalid_value for what
// the schema refuses or for a file that cannot be edited.
Result<NewClaim> plan_new_claim(const Workspace& workspace, const Claim& claim);
// conflict when the file is another by now.
Done write_new_claim(const Workspace& workspace, const NewClaim& made);

}  // namespace mkai::workspace
