#include "core/stats/power_proportions.hpp"

#include "core/stats/arguments.hpp"
#include "core/stats/distributions.hpp"
#include "core/stats/smallest.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mkai::stats {

namespace {

// The exact power sums over the likely numbers of discordant pairs, some tens of sqrt(n).
constexpr std::int64_t k_pairs_max = 1'000'000;

Done check_discordance(Discordance d) {
    if (auto ok = check_probability("discordance", d.only_first); !ok) return ok;
    if (auto ok = check_probability("discordance", d.only_second); !ok) return ok;
    if (d.only_first + d.only_second > 0 && d.only_first + d.only_second <= 1) return {};
    return fail(ErrorCode::invalid_value,
                fmt::format("discordances \"{}\" and \"{}\" are not above 0 and at most 1 together",
                            d.only_first, d.only_second),
                "give the shares of cases that pass under one alone");
}

Done check_rates(double p1, double p2) {
    if (auto ok = check_fraction("rate", p1); !ok) return ok;
    return check_fraction("rate", p2);
}

Done check_differ(double a, double b) {
    if (a != b) return {};
    return fail(ErrorCode::invalid_value, fmt::format("\"{}\" and \"{}\" do not differ", a, b),
                "plan for a difference");
}

// The largest smaller count with which the exact test of m discordant pairs rejects; -1: none does.
std::int64_t critical_count(std::int64_t m, double alpha) {
    // With k = m the doubled tail is 2, so there is always a first count that does not reject.
    return *smallest(0, m, [&](std::int64_t k) { return 2 * binomial_cdf(k, m, 0.5) > alpha; }) - 1;
}

double exact_power(Discordance d, std::int64_t n, double alpha) {
    const double discordant = d.only_first + d.only_second;
    const double first = std::min(1.0, d.only_first / discordant);
    // Ten standard deviations, and ten more for the long tail of a small mean.
    const double mean = static_cast<double>(n) * discordant;
    const double reach = 10 * std::sqrt(mean * (1 - discordant)) + 10;
    const auto from = static_cast<std::int64_t>(std::max(0.0, std::floor(mean - reach)));
    const auto to = static_cast<std::int64_t>(std::min(static_cast<double>(n), std::ceil(mean + reach)));

    double power = 0;
    std::int64_t critical = critical_count(from, alpha);
    for (std::int64_t m = from; m <= to; ++m) {
        // It never falls as m grows.
        while (2 * binomial_cdf(critical + 1, m, 0.5) <= alpha) ++critical;
        if (critical < 0) continue;
        power += binomial_pmf(m, n, discordant) *
                 (binomial_cdf(critical, m, first) + binomial_upper_tail(m - critical, m, first));
    }
    return std::min(1.0, power);
}

Result<std::int64_t> rounded_up(double n) {
    if (!(n <= static_cast<double>(k_sample_size_max))) return no_sample_size(k_sample_size_max);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(n)));
}

}  // namespace

Result<double> mcnemar_power(Discordance discordance, std::int64_t n, double alpha) {
    if (auto ok = check_discordance(discordance); !ok) return fail(ok);
    if (auto ok = check_count("n", n, 1, k_pairs_max); !ok) return fail(ok);
    if (auto ok = check_alpha(alpha); !ok) return fail(ok);
    return exact_power(discordance, n, alpha);
}

Result<std::int64_t> mcnemar_sample_size(Discordance discordance, PowerTarget target) {
    if (auto ok = check_discordance(discordance); !ok) return fail(ok);
    if (auto ok = check_differ(discordance.only_first, discordance.only_second); !ok) return fail(ok);
    if (auto ok = check_target(target); !ok) return fail(ok);
    const auto n = smallest(1, k_pairs_max, [&](std::int64_t pairs) {
        return exact_power(discordance, pairs, target.alpha) >= target.power;
    });
    if (!n) return no_sample_size(k_pairs_max);
    return *n;
}

Result<std::int64_t> mcnemar_sample_size_connor(Discordance discordance, PowerTarget target) {
    if (auto ok = check_discordance(discordance); !ok) return fail(ok);
    if (auto ok = check_differ(discordance.only_first, discordance.only_second); !ok) return fail(ok);
    if (auto ok = check_target(target); !ok) return fail(ok);
    const double s = discordance.only_first + discordance.only_second;
    const double d = std::abs(discordance.only_first - discordance.only_second);
    const double root = normal_upper_quantile(target.alpha / 2) * std::sqrt(s) +
                        normal_quantile(target.power) * std::sqrt(std::max(0.0, s - d * d));
    return rounded_up(std::pow(std::max(0.0, root) / d, 2));
}

Result<double> two_proportion_power(double p1, double p2, std::int64_t n_per_arm, double alpha) {
    if (auto ok = check_rates(p1, p2); !ok) return fail(ok);
    if (auto ok = check_count("n", n_per_arm, 1, k_sample_size_max); !ok) return fail(ok);
    if (auto ok = check_alpha(alpha); !ok) return fail(ok);
    const double pooled = (p1 + p2) / 2;
    const double null_sd = std::sqrt(2 * pooled * (1 - pooled));
    const double sd = std::sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    const double distance = std::abs(p1 - p2) * std::sqrt(static_cast<double>(n_per_arm));
    return normal_cdf((distance - normal_upper_quantile(alpha / 2) * null_sd) / sd);
}

Result<std::int64_t> two_proportion_sample_size(double p1, double p2, PowerTarget target) {
    if (auto ok = check_rates(p1, p2); !ok) return fail(ok);
    if (auto ok = check_differ(p1, p2); !ok) return fail(ok);
    if (auto ok = check_target(target); !ok) return fail(ok);
    const double pooled = (p1 + p2) / 2;
    const double root = normal_upper_quantile(target.alpha / 2) * std::sqrt(2 * pooled * (1 - pooled)) +
                        normal_quantile(target.power) * std::sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return rounded_up(std::pow(std::max(0.0, root) / (p1 - p2), 2));
}

}  // namespace mkai::stats
