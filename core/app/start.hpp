// A new workspace with its ledger, and a ledger for a clone that has none.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/hash.hpp"
#include "core/base/result.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <vector>

namespace mkai::app {

struct Started {
    std::vector<std::string> files;  // relative to the folder
    std::string ledger_id;
};

// workspace::init and then the ledger. already_exists when there is a workspace; nothing is overwritten.
Result<Started> start_workspace(const fs::path& folder, const workspace::InitOptions& options,
                                const Clock& clock, Random& random);
// An empty ledger for a workspace without one. already_exists.
Result<std::string> start_ledger(const workspace::Workspace& workspace, std::string_view actor,
                                 const Clock& clock, Random& random);

}  // namespace mkai::app
