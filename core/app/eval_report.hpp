// What a run came to: sums and intervals a variant, the difference to a baseline, the verdict and the
// sentence why. Everything is read from the rows of the ledger.
//
// - pass: without a baseline, enough tests pass; against one, not worse by the margin, and no critical test
//   flipped
// - regression: fewer than that, surely; worse, surely; or a critical test fails that passed
// - inconclusive: the tests are too few to tell
// - infrastructure: some cells have no outcome, as of a model that could not be reached, or a judge without a
//   verdict
#pragma once

#include "core/app/eval_baseline.hpp"
#include "core/app/eval_compare.hpp"
#include "core/app/session.hpp"
#include "core/domain/evaluation.hpp"
#include "core/eval/suite.hpp"
#include "core/stats/interval.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalCaseNote {
    std::string id;
    std::string description;
    int variant = 0;
    bool critical = false;
    int passed = 0;
    int trials = 0;
    int errors = 0;
    double score = 0;
    std::string reason;  // of the first check that failed, or the error
};

struct EvalVariantReport {
    EvalVariant variant;
    EvalVariantSum sum;
    std::int64_t cases = 0;  // with an outcome
    std::size_t clusters = 0;
    double pass_rate = 0;                       // mean over the tests of their share of passed trials
    std::optional<stats::Interval> wilson;      // of the trials that passed
    std::optional<stats::Interval> by_cluster;  // of the pass rate, where tests share clusters or have trials
    double score = 0;
    std::optional<stats::Interval> score_interval;
    std::optional<double> pass_at_k, pass_hat_k;  // with repeats: at least one, and all of the trials
    std::optional<double> detectable;  // the smallest difference of scores that a paired run would find
    std::int64_t flaky = 0;            // tests that passed and failed
    std::vector<EvalMetricSum> metrics;
    std::optional<EvalComparison> against;
    EvalVerdict verdict = EvalVerdict::pass;
    std::string sentence;
};

struct EvalReport {
    EvalRun run;
    double confidence = 0.95;  // of every interval
    std::vector<EvalVariantReport> variants;
    std::vector<EvalCaseNote> notes;  // failures and errors, critical ones first; at most k_notes_max
    std::int64_t notes_in_all = 0;
    std::vector<EvalCaseNote> flaky;
    EvalVerdict verdict = EvalVerdict::pass;
    std::string sentence;
};

inline constexpr std::size_t k_eval_notes_max = 20;

Result<EvalReport> report_eval(const Session& session, const std::string& run, const eval::GuardRules& guards,
                               const Baseline* baseline, std::size_t notes_max = k_eval_notes_max);

// Keeps the verdict as the run's end.
Done end_eval(const Session& session, const EvalReport& report);

}  // namespace mkai::app
