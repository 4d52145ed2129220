#include "core/stats/clustered.hpp"

#include "core/stats/arguments.hpp"
#include "core/stats/cluster_totals.hpp"
#include "core/stats/distributions.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace mkai::stats {

namespace {

// What rounding alone may leave of sums that should be 0: a few units in the last place of what was added.
double rounding_of(std::span<const double> scores) {
    double magnitude = 0;
    for (double score : scores) magnitude += std::abs(score);
    return 16 * std::numeric_limits<double>::epsilon() * magnitude;
}

tl::unexpected<Error> too_large() {
    return fail(ErrorCode::invalid_value, "the scores are too large to be averaged",
                "use scores whose squares fit a double");
}

}  // namespace

Result<ClusteredMean> clustered_mean(std::span<const double> scores, std::span<const int> clusters,
                                     double confidence) {
    if (auto ok = check_fraction("confidence", confidence); !ok) return fail(ok);
    if (auto ok = check_scores(scores, clusters); !ok) return fail(ok);
    const std::vector<ClusterTotal> totals = cluster_totals(scores, clusters);
    ClusteredMean result{mean_of(totals), scores.size(), totals.size(), {}};

    double squares = 0;
    for (const ClusterTotal& total : totals) {
        const double residual = total.sum - total.count * result.mean;
        squares += residual * residual;
    }
    if (!std::isfinite(result.mean) || !std::isfinite(squares)) return too_large();
    if (totals.size() < 2 || std::sqrt(squares) <= rounding_of(scores)) return result;

    const double n = static_cast<double>(scores.size());
    const double g = static_cast<double>(totals.size());
    const double standard_error = std::sqrt(g / (g - 1) * squares) / n;
    const double half = student_t_upper_quantile((1 - confidence) / 2, g - 1) * standard_error;
    if (!std::isfinite(half)) return too_large();
    result.error = ClusteredError{standard_error, g - 1, {result.mean - half, result.mean + half}};
    return result;
}

Result<std::vector<double>> differences(std::span<const double> baseline, std::span<const double> candidate) {
    if (baseline.size() != candidate.size())
        return fail(ErrorCode::invalid_value,
                    fmt::format("the baseline has {} scores and the candidate has {}", baseline.size(),
                                candidate.size()),
                    "compare the questions that both have answered");
    std::vector<double> result(baseline.size());
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = candidate[i] - baseline[i];
    return result;
}

Result<PairedDifference> paired_difference(std::span<const double> baseline,
                                           std::span<const double> candidate, std::span<const int> clusters,
                                           double confidence) {
    auto difference = differences(baseline, candidate);
    if (!difference) return fail(difference);
    auto mean = clustered_mean(*difference, clusters, confidence);
    if (!mean) return fail(mean);
    PairedDifference result{*mean, {}};
    if (mean->error)
        result.p_value =
            student_t_two_sided(mean->mean / mean->error->standard_error, mean->error->degrees_of_freedom);
    return result;
}

}  // namespace mkai::stats
