// The paired difference again, without the t distribution: whole clusters are drawn anew, with replacement.
#pragma once

#include "core/base/result.hpp"
#include "core/stats/interval.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace mkai::stats {

struct PairedBootstrap {
    double mean_difference = 0;  // candidate - baseline, of the scores as they are
    // Percentile interval; empty when there is one cluster alone, or no resample differs from another.
    std::optional<Interval> interval;
};

// R resamples of G clusters out of G; each gives the mean difference over the questions in it. The ends are
// the quantiles (1 -+ confidence)/2 of those means, between the order statistics around (R + 1) p.
// The draws depend on the seed and the data alone, not on the order of the questions or the clusters' labels.
//
// Source: percentile interval: Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 13.3;
// (R + 1) p: Davison & Hinkley 1997, Bootstrap Methods and their Application, section 2.4 (type 6 of Hyndman
// & Fan 1996); clusters as the unit: Davison & Hinkley section 3.8; Cameron & Miller 2015, section VI. With
// few clusters it is narrower than the t interval of clustered.hpp, about sqrt((G - 1)/G) of it and without
// the t quantile's width: below some twenty clusters prefer that one.
//
// Fails with invalid_value: as paired_difference; or `resamples` above 1,000,000, or so few that (R + 1) (1 -
// confidence)/2 < 1 and an end would lie outside of what was drawn (39 at 0.95).
Result<PairedBootstrap> paired_bootstrap(std::span<const double> baseline, std::span<const double> candidate,
                                         std::span<const int> clusters, double confidence,
                                         std::int64_t resamples, std::uint64_t seed);

}  // namespace mkai::stats
