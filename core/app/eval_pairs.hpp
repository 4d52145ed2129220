// A judge is shown two answers to the same test, in both orders, and says which is better. What it replied is
// kept, so that a comparison that was stopped goes on where it was, and one that is told again asks nothing.
#pragma once

#include "core/app/eval_calls.hpp"
#include "core/app/eval_sides.hpp"
#include "core/stats/interval.hpp"

#include <functional>
#include <optional>
#include <string>

namespace mkai::app {

struct PairRequest {
    std::string judge;     // an alias of mkai.yaml
    std::string criteria;  // in words: what makes one of them better
};

struct EvalPreference {
    std::int64_t now = 0;  // how often each was preferred, whichever stood first
    std::int64_t before = 0;
    std::int64_t ties = 0;  // of these, `by_order` because the judge preferred a place and not an answer
    std::int64_t by_order = 0;
    std::int64_t same = 0;                    // ties that nobody was asked about: the answers are the same
    std::int64_t errors = 0;                  // no clear verdict, or no reply
    std::int64_t left_out = 0;                // their texts were taken away
    std::string error;                        // the first, in words
    std::optional<stats::Interval> interval;  // Wilson, of `now` among those that were preferred
    std::optional<double> p_value;            // exact sign test of the same
};

// What a judge would be asked at most.
struct PairPlan {
    std::vector<gateway::Candidate> candidates;  // one
    std::vector<ModelDecl> declared;
    std::string judge_digest;
    std::string criteria;
};
// unknown_model and what keeps a model from being asked; invalid_value without criteria.
Result<PairPlan> plan_pairs(const Session& session, const PairRequest& request);

using PairProgress = std::function<void(std::int64_t done)>;
// Failures of single calls are counted; the result is an error when nothing can be asked. What stops the
// whole comparison is in `calls`.
Result<EvalPreference> judge_pairs(const Session& session, const PairPlan& plan, EvalCalls& calls,
                                   const EvalSide& before, const EvalSide& now, double confidence,
                                   const PairProgress& on_progress);

}  // namespace mkai::app
