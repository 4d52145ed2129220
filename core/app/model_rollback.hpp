// Back to an earlier declaration of a model: the one that calls used before, by its digest.
//
//     ledger: what it was -> mkai.yaml as it would be -> reads back as that digest -> decision -> file
//
// The decision is in the ledger before the file is written. Who is interrupted between the two runs the
// command again.
#pragma once

#include "core/app/models.hpp"
#include "core/workspace/model_files.hpp"

#include <string>
#include <vector>

namespace mkai::app {

struct ModelRollbackRequest {
    std::string target;  // "copy", "copy@8f2c"
    std::string reason;
    std::string reason_code;
};

struct ModelRollbackPlan {
    std::string model;
    std::string replaced;              // digest of today's
    std::string digest;                // of the one that is to count again
    std::vector<ModelChange> changes;  // from today's to it
    std::vector<std::string> remarks;  // what stays and may not fit any more, in words
    workspace::ConfigEdit edit;
    bool unchanged = false;  // it counts already
};

// Nothing is written. needs_reason, role_lacking, blocked (a service account); unknown_model, unknown_id when
// no call has used another declaration; no_price or invalid_file when it could not be asked any more.
Result<ModelRollbackPlan> plan_model_rollback(const Session& session, const ModelRollbackRequest& request);

// Records the decision, then writes mkai.yaml. conflict when mkai.yaml is another than it was planned with.
Done roll_model_back(const Session& session, const ModelRollbackRequest& request,
                     const ModelRollbackPlan& plan);

}  // namespace mkai::app
