#include "core/stats/bootstrap.hpp"

#include "core/stats/arguments.hpp"
#include "core/stats/cluster_totals.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/random.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace mkai::stats {

namespace {

constexpr std::int64_t k_resamples_max = 1'000'000;

// The quantile p of sorted values at the rank (size + 1) p, counted from 1; the rank lies within them.
double quantile_of(std::span<const double> sorted, double p) {
    const double last = static_cast<double>(sorted.size());
    const double rank = std::clamp((last + 1) * p, 1.0, last);
    const double whole = std::floor(rank);
    const double low = sorted[static_cast<std::size_t>(whole) - 1];
    const double high = sorted[static_cast<std::size_t>(std::ceil(rank)) - 1];
    return low + (rank - whole) * (high - low);
}

}  // namespace

Result<PairedBootstrap> paired_bootstrap(std::span<const double> baseline, std::span<const double> candidate,
                                         std::span<const int> clusters, double confidence,
                                         std::int64_t resamples, std::uint64_t seed) {
    if (auto ok = check_fraction("confidence", confidence); !ok) return fail(ok);
    const double tail = (1 - confidence) / 2;
    if (auto ok = check_count("resamples", resamples, 1, k_resamples_max); !ok) return fail(ok);
    // 1 - 0.95 is a little above 0.05 in binary: a rank of 1 must not depend on it.
    const double fewest = std::ceil(1 / tail - 1e-6) - 1;
    if (static_cast<double>(resamples) < fewest)
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} resamples are too few for a confidence of \"{}\"", resamples, confidence),
                    fmt::format("give {} resamples or more, or a lower confidence", fewest));
    auto difference = differences(baseline, candidate);
    if (!difference) return fail(difference);
    // Says whether the data are usable, and whether there is any variation to draw from.
    auto clustered = clustered_mean(*difference, clusters, confidence);
    if (!clustered) return fail(clustered);
    PairedBootstrap result{clustered->mean, {}};
    if (!clustered->error) return result;

    const std::vector<ClusterTotal> totals = cluster_totals(*difference, clusters);
    SplitMix64 random(seed);
    std::vector<double> means(static_cast<std::size_t>(resamples));
    for (double& mean : means) {
        ClusterTotal drawn;
        for (std::size_t i = 0; i < totals.size(); ++i) {
            const ClusterTotal& total = totals[random.below(static_cast<std::uint32_t>(totals.size()))];
            drawn.count += total.count;
            drawn.sum += total.sum;
        }
        mean = drawn.sum / drawn.count;
    }
    std::ranges::sort(means);
    result.interval = Interval{quantile_of(means, tail), quantile_of(means, 1 - tail)};
    return result;
}

}  // namespace mkai::stats
