#include "core/stats/proportions.hpp"

#include "core/stats/arguments.hpp"
#include "core/stats/distributions.hpp"

#include <algorithm>
#include <cmath>

namespace mkai::stats {

namespace {

// Far above any run, and far below where a count stops being exact as a double.
constexpr std::int64_t k_count_max = 1'000'000'000;

Done check_discordant(std::int64_t b, std::int64_t c) {
    if (auto ok = check_count("b", b, 0, k_count_max); !ok) return ok;
    return check_count("c", c, 0, k_count_max);
}

}  // namespace

Result<Interval> wilson_interval(std::int64_t successes, std::int64_t trials, double confidence) {
    if (auto ok = check_fraction("confidence", confidence); !ok) return fail(ok);
    if (auto ok = check_count("trials", trials, 1, k_count_max); !ok) return fail(ok);
    if (auto ok = check_count("successes", successes, 0, trials); !ok) return fail(ok);
    const double n = static_cast<double>(trials);
    const double p = static_cast<double>(successes) / n;
    const double z = normal_upper_quantile((1 - confidence) / 2);
    const double centre = 2 * n * p + z * z;
    const double spread = z * std::sqrt(z * z + 4 * n * p * (1 - p));
    const double scale = 2 * (n + z * z);
    // At 0 and n one end is exact, which the subtraction would miss by rounding.
    return Interval{successes == 0 ? 0 : std::max(0.0, (centre - spread) / scale),
                    successes == trials ? 1 : std::min(1.0, (centre + spread) / scale)};
}

Result<double> mcnemar_exact(std::int64_t b, std::int64_t c) {
    if (auto ok = check_discordant(b, c); !ok) return fail(ok);
    return std::min(1.0, 2 * binomial_cdf(std::min(b, c), b + c, 0.5));
}

Result<double> mcnemar_mid_p(std::int64_t b, std::int64_t c) {
    if (auto ok = check_discordant(b, c); !ok) return fail(ok);
    if (b + c == 0) return 1;
    const double seen = binomial_pmf(std::min(b, c), b + c, 0.5);
    if (b == c) return 1 - seen / 2;
    // Without the subtraction of two nearly equal numbers: P(X < k) twice, and P(X = k) once.
    return 2 * binomial_cdf(std::min(b, c) - 1, b + c, 0.5) + seen;
}

}  // namespace mkai::stats
