// Means of scores whose questions come in clusters: several cases made from one brief succeed and fail
// together, so they say less than as many independent ones.
#pragma once

#include "core/base/result.hpp"
#include "core/stats/interval.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mkai::stats {

// How far a mean is to be trusted.
struct ClusteredError {
    double standard_error = 0;      // in the unit of the scores; above 0
    double degrees_of_freedom = 0;  // clusters - 1
    Interval interval;              // mean -+ t quantile * standard_error
};

struct ClusteredMean {
    double mean = 0;  // of all scores, each counting the same
    std::size_t scores = 0;
    std::size_t clusters = 0;
    // Empty when the data show no variation between clusters: there is one cluster alone, or the scores of
    // each differ from the mean by the same nothing. Such data support no interval and no p value.
    std::optional<ClusteredError> error;
};

// The mean of `scores` (any finite numbers) with its cluster-robust standard error
//     SE^2 = G/(G-1) * (1/n^2) * sum over clusters (sum of s_i - mean in the cluster)^2
// for n scores in G clusters, and a t interval with G - 1 degrees of freedom. `clusters` has a label for each
// score; equal labels are one cluster, and the values mean nothing else.
//
// Source: Miller 2024, arXiv 2411.00640, eq. 4, which is the same sum written as SE_CLT^2 plus the
// covariances within clusters, but corrects only the first part for the estimated mean (n/(n-1) in SE_CLT^2).
// G/(G-1) here corrects the whole (Cameron & Miller 2015, J. Human Resources 50:317, sections II and VI;
// "CR1" of the intercept-only model), because evaluations have few briefs and the uncorrected error is too
// small then. With a cluster a score it is exactly SE_CLT, eq. 1; with clusters of one size it is the t test
// on their means. Few clusters of very unequal size still make it optimistic (same, section VI).
//
// Fails with invalid_value: no score, labels of another number, a score that is not finite or so large that
// its square is not, confidence outside (0, 1).
Result<ClusteredMean> clustered_mean(std::span<const double> scores, std::span<const int> clusters,
                                     double confidence);

struct PairedDifference {
    ClusteredMean difference;  // candidate - baseline; above 0: the candidate scores higher
    // Of the t test that the mean difference is 0, two-sided, with the same degrees of freedom. Empty with
    // `difference.error`.
    std::optional<double> p_value;
};

// The same questions scored under two systems: the clustered mean of the differences a question, which drops
// the questions' common difficulty from the error.
// Source: Miller 2024, eq. 7 (paired), with the clustered error of the differences in place of eq. 1.
// Fails with invalid_value as clustered_mean, or when the two have not the same number of scores.
Result<PairedDifference> paired_difference(std::span<const double> baseline,
                                           std::span<const double> candidate, std::span<const int> clusters,
                                           double confidence);

// candidate - baseline, a question; invalid_value when their numbers differ.
Result<std::vector<double>> differences(std::span<const double> baseline, std::span<const double> candidate);

}  // namespace mkai::stats
