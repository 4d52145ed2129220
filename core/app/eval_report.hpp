// What a run came to: sums and intervals a variant, the difference to a baseline, the verdict and the
// sentence why. Everything is read from the rows of the ledger.
//
//     pass            no baseline: enough tests pass. A baseline: not worse by the margin, and no critical
//     test flipped regression      fewer than that, surely; worse, surely; or a critical test fails that
//     passed inconclusive    the tests are too few to tell infrastructure  some cells have no outcome: a
//     model that could not be reached, a judge without a verdict
#pragma once

#include "core/app/session.hpp"
#include "core/base/json.hpp"
#include "core/domain/evaluation.hpp"
#include "core/eval/suite.hpp"
#include "core/stats/interval.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

enum class EvalVerdict { pass, regression, inconclusive, infrastructure };
std::string_view to_string(EvalVerdict verdict);
ExitStatus status_of(EvalVerdict verdict);

// A test of one variant as a baseline keeps it.
struct BaselineCase {
    std::string digest;  // the first 12 characters of the test's
    int passed = 0;
    int trials = 0;
    double score = 0;
    std::map<std::string, double> metrics;
};
struct BaselineVariant {
    std::string prompt, prompt_version, model, model_digest;
    std::map<std::string, BaselineCase> cases;  // by the test's id
};
// evals/baselines/SUITE.json: a line a test, so that git shows what changed.
struct Baseline {
    std::string suite;
    std::string data_digest;
    std::string judge_digest;
    std::string run;
    std::string set_by;
    std::string set_on;  // a day
    std::vector<BaselineVariant> variants;
};
std::string baseline_to_text(const Baseline& baseline);
// invalid_file.
Result<Baseline> baseline_from_text(std::string_view text, std::string_view label);
// Of a run with an outcome for every cell; blocked otherwise.
Result<Baseline> baseline_of_run(const Session& session, const EvalRun& run);

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

struct EvalMetricDifference {
    std::string metric;
    double difference = 0;
    std::optional<double> p_value;  // Holm-adjusted over the metrics
};

// A variant against one of the baseline, over the tests that are the same in both.
struct EvalComparison {
    std::string baseline;  // "email with copy"
    std::int64_t cases = 0;
    std::int64_t left_out = 0;  // tests that are new or others
    double baseline_score = 0;
    double difference = 0;
    std::optional<stats::Interval> interval;   // by clusters, Student's t
    std::optional<stats::Interval> bootstrap;  // percentile, seeded
    std::optional<double> p_value;
    std::int64_t better = 0;  // passed here and failed there
    std::int64_t worse = 0;
    std::optional<double> mcnemar_p;
    std::optional<double> detectable;  // the smallest difference that would be found 8 times of 10
    std::vector<std::string> flipped;  // critical tests that passed there and fail here
    std::vector<EvalMetricDifference> metrics;
    EvalVerdict verdict = EvalVerdict::inconclusive;
    std::string sentence;
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
