#include "core/app/eval_cases.hpp"

#include <utility>
#include <vector>

namespace mkai::app {

namespace {

constexpr std::size_t k_case_digest_bytes = 12;
constexpr std::int64_t k_tests_at_once = 1'000;

using CaseKey = std::pair<std::int64_t, int>;  // test, variant
using MetricsOfCases = std::map<CaseKey, std::map<std::string, double>>;

}  // namespace

Done each_scored_case(store::Ledger& ledger, std::string_view run, bool with_metrics,
                      const std::function<Done(const EvalCaseSum&, const ScoredCase&)>& visit) {
    MetricsOfCases metrics;
    std::int64_t metrics_end = 0;
    ScoredCase scored;
    return ledger.each_eval_case(run, [&](const EvalCaseSum& sum) -> Done {
        if (with_metrics && sum.test >= metrics_end) {
            metrics.clear();
            metrics_end = sum.test + k_tests_at_once;
            auto read = ledger.each_eval_case_metric(
                run, sum.test, metrics_end, [&](const EvalCaseMetric& one) -> Done {
                    metrics[{one.test, one.variant}][one.metric] = one.score;
                    return {};
                });
            if (!read) return read;
        }
        scored.digest.assign(sum.digest, 0, k_case_digest_bytes);
        scored.cluster = sum.cluster;
        scored.critical = sum.critical;
        scored.passed = sum.passed;
        scored.trials = sum.trials();
        scored.score = sum.score;
        if (with_metrics) scored.metrics = std::move(metrics[{sum.test, sum.variant}]);
        return visit(sum, scored);
    });
}

Result<ScoredCases> scored_cases_of(store::Ledger& ledger, std::string_view run, int variant) {
    ScoredCases out;
    auto read =
        each_scored_case(ledger, run, true, [&](const EvalCaseSum& sum, const ScoredCase& scored) -> Done {
            if (sum.variant == variant && scored.trials > 0) out.emplace(sum.id, scored);
            return {};
        });
    if (!read) return fail(read);
    return out;
}

}  // namespace mkai::app
