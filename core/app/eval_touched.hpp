// Which tests of a suite a change touches: those that would ask something else than before, check something
// else, or ask another model.
#pragma once

#include "core/app/eval_plan.hpp"
#include "core/app/session.hpp"

#include <memory>
#include <string>
#include <unordered_set>

namespace mkai::app {

struct EvalTouched {
    std::shared_ptr<const std::unordered_set<std::string>> tests;  // null: all of them, for one reason
    std::string why;                                               // in words, of that reason
    std::int64_t all = 0;
};

// `before`: the workspace as it was. The plan is today's.
Result<EvalTouched> find_touched(const Session& session, const EvalPlan& plan,
                                 const workspace::Workspace& before, const EvalRequest& request);

}  // namespace mkai::app
