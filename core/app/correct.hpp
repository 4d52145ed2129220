// A correction: what is wrong is stopped, taken back where that was chosen, put right in the brief and in
// every version that has it, and asked to be approved as what it is: a small difference from an approved
// version.
//
// The ledger keeps the plan with the correction, so that a command that was killed and is given again goes on
// with that one: nothing is paused, rolled back or made twice.
#pragma once

#include "core/app/correction_plan.hpp"
#include "core/app/deliver.hpp"
#include "core/app/session.hpp"
#include "core/domain/correction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct BegunCorrection {
    Correction record;
    CorrectionPlan plan;
};

// The correction that the same command has begun before: one that is not ended, or one that is and still
// stands.
Result<std::optional<BegunCorrection>> find_correction(const Session& session,
                                                       const CorrectionRequest& request);
// Writes it down and pauses the assets, in one transaction. role_lacking; the one that another process began
// meanwhile, when it is the same.
Result<BegunCorrection> begin_correction(const Session& session, const CorrectionRequest& request,
                                         CorrectionPlan plan);

// What a person or the machine has to do with a corrected version.
enum class CorrectionStep { review, approve, mend, resume, publish, done };
std::string_view to_string(CorrectionStep step);

struct CorrectedStanding {
    std::string asset;
    int version = 0;  // the corrected one, or the newest one after it
    std::string state;
    CorrectionStep step = CorrectionStep::review;
    std::vector<std::string> destinations;  // where it is to be published again
};

struct CorrectionOutcome {
    BegunCorrection correction;
    std::vector<Delivered> delivered;  // by this command
    bool unchanged = false;            // there was nothing left for the machine to do
    std::vector<CorrectedStanding> standing;
};
// Brief, deliveries, versions: whatever of it is not done yet. conflict when the brief has neither the wrong
// value nor the right one by now.
Result<CorrectionOutcome> carry_out(const Session& session, const CorrectionRequest& request,
                                    BegunCorrection correction);

}  // namespace mkai::app
