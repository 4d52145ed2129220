// A correction for people: what it will do, what it did, and the one next command.
#pragma once

#include "cli/context.hpp"
#include "cli/terminal.hpp"
#include "core/app/correct.hpp"
#include "core/base/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mkai::cli {

struct PlanView {
    std::optional<app::CorrectionWay> way;  // empty while nobody has chosen
    std::size_t columns = 0;                // that a line may have; 0: any number
};
std::string plan_text(const app::CorrectionPlan& plan, const PlanView& view, const Terminal& terminal);
std::string correction_text(const app::CorrectionOutcome& outcome, const Terminal& terminal);
Json standing_json(const std::vector<app::CorrectedStanding>& standing);
// One command for the first step that any of the versions waits for.
std::string next_of_correction(const Context& context, const app::CorrectionOutcome& outcome);
// Nothing is left for anybody.
bool is_finished(const app::CorrectionOutcome& outcome);

}  // namespace mkai::cli
