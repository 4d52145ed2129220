// An evaluation while it runs: asks, checks, keeps. Each answer and each outcome is a row that is committed
// before the next question is sent, so that a kill at any point loses no more than what is in flight, and
// `resume` goes on from the rows that are there.
//
//     cells -> told already? left out | answered before? checked | cached? checked | else asked
//           -> answer row -> checks -> outcome row       (a judge is asked after the answers of its part)
#pragma once

#include "core/app/eval_plan.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalProgress {
    std::int64_t done = 0;  // cells with an outcome, earlier ones too
    std::int64_t all = 0;
    std::int64_t failed = 0;
    std::int64_t errors = 0;
    std::int64_t known = 0;  // of those done: not asked for, as told before or in the cache
    PicoUsd spent;
};

struct EvalOptions {
    gateway::CredentialSource credentials;
    const std::atomic<bool>* cancel = nullptr;
    std::function<void(const EvalProgress&)> on_progress;
    int concurrency = 0;  // 0: as the models say
    bool cache = true;
    std::vector<SpendCap> caps;       // of the workspace: spend_caps_left()
    std::optional<PicoUsd> cost_max;  // of this run, with what it spent before it was resumed
    bool resume = false;              // goes on with the newest run of the same plan
};

struct EvalRan {
    std::string run;
    bool interrupted = false;
    std::optional<Error> stopped;       // a spend cap or a pause: the rest was not asked
    std::vector<std::string> warnings;  // soft caps that were crossed
};

// unknown_id when there is nothing to resume. Failures of single calls are rows; the result is an error when
// nothing can run or the ledger cannot be written.
Result<EvalRan> run_eval(const Session& session, const EvalPlan& plan, const EvalOptions& options);

}  // namespace mkai::app
