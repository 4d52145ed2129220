#include "core/stats/power.hpp"

#include "core/stats/arguments.hpp"
#include "core/stats/distributions.hpp"
#include "core/stats/smallest.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mkai::stats {

namespace {

// Below it critical values of the t distribution leave what a double holds.
constexpr double k_alpha_min = 1e-9;

double power_at(double noncentrality, double df, double alpha) {
    const double critical = student_t_upper_quantile(alpha / 2, df);
    // The noncentral t is a long series there. T = (Z + d) / S exceeds q where S < (d + Z)/q, and Z, of mean
    // 0, moves the probability of that by the order of 1/d^2 only.
    constexpr double k_normal_is_small = 1000;
    if (noncentrality > k_normal_is_small) {
        const double ratio = std::min(noncentrality / critical, 1e100);
        return chi_squared_cdf(df * ratio * ratio, df);
    }
    return std::min(1.0, noncentral_t_upper_tail(critical, df, noncentrality) +
                             noncentral_t_cdf(-critical, df, noncentrality));
}

Done check_degrees_of_freedom(double df) {
    if (df >= 1 && df <= 1e9) return {};
    return fail(ErrorCode::invalid_value, fmt::format("degrees of freedom \"{}\" are not from 1 to 10^9", df),
                "take them from a standard error of two clusters or more");
}

struct StandardError {
    double value;
    double df;
};
StandardError paired_error(double sd, double n) {
    return {sd / std::sqrt(n), n - 1};
}
StandardError two_sample_error(double sd, double n_per_arm) {
    return {sd * std::sqrt(2 / n_per_arm), 2 * n_per_arm - 2};
}

using ErrorOfPlan = StandardError (*)(double sd, double n);

Result<double> power_of_plan(ErrorOfPlan error_of, double effect, double sd, std::int64_t n, double alpha) {
    if (auto ok = check_finite("effect", effect); !ok) return fail(ok);
    if (auto ok = check_positive("standard deviation", sd); !ok) return fail(ok);
    if (auto ok = check_count("n", n, 2, k_sample_size_max); !ok) return fail(ok);
    if (auto ok = check_alpha(alpha); !ok) return fail(ok);
    const StandardError error = error_of(1, static_cast<double>(n));
    return power_at(std::abs(effect / sd) / error.value, error.df, alpha);
}

Result<std::int64_t> size_of_plan(ErrorOfPlan error_of, double effect, double sd, PowerTarget target) {
    if (auto ok = check_positive("effect", std::abs(effect)); !ok) return fail(ok);
    if (auto ok = check_positive("standard deviation", sd); !ok) return fail(ok);
    if (auto ok = check_target(target); !ok) return fail(ok);
    const double standardised = std::abs(effect / sd);
    const auto n = smallest(2, k_sample_size_max, [&](std::int64_t size) {
        const StandardError error = error_of(1, static_cast<double>(size));
        return power_at(standardised / error.value, error.df, target.alpha) >= target.power;
    });
    if (!n) return no_sample_size(k_sample_size_max);
    return *n;
}

}  // namespace

Done check_alpha(double alpha) {
    if (alpha >= k_alpha_min && alpha < 1) return {};
    return fail(ErrorCode::invalid_value, fmt::format("alpha \"{}\" is not from {} to 1", alpha, k_alpha_min),
                "give an alpha such as 0.05");
}

Done check_target(PowerTarget target) {
    if (auto ok = check_alpha(target.alpha); !ok) return ok;
    if (target.power > target.alpha && target.power < 1) return {};
    return fail(ErrorCode::invalid_value,
                fmt::format("power \"{}\" is not between alpha, {}, and 1", target.power, target.alpha),
                "give a power such as 0.8");
}

tl::unexpected<Error> no_sample_size(std::int64_t most) {
    return fail(ErrorCode::invalid_value, fmt::format("the plan needs a sample above {}", most),
                "plan for a larger effect or less power");
}

Result<double> power_of_effect(double effect, double standard_error, double df, double alpha) {
    if (auto ok = check_finite("effect", effect); !ok) return fail(ok);
    if (auto ok = check_positive("standard error", standard_error); !ok) return fail(ok);
    if (auto ok = check_degrees_of_freedom(df); !ok) return fail(ok);
    if (auto ok = check_alpha(alpha); !ok) return fail(ok);
    return power_at(std::abs(effect / standard_error), df, alpha);
}

Result<double> minimum_detectable_effect(double standard_error, double df, PowerTarget target) {
    if (auto ok = check_positive("standard error", standard_error); !ok) return fail(ok);
    if (auto ok = check_degrees_of_freedom(df); !ok) return fail(ok);
    if (auto ok = check_target(target); !ok) return fail(ok);
    // Bisection on the noncentrality: power grows with it from alpha to 1.
    double low = 0;
    double high = 1;
    while (power_at(high, df, target.alpha) < target.power) {
        low = high;
        high *= 2;
    }
    for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        (power_at(middle, df, target.alpha) < target.power ? low : high) = middle;
    const double effect = high * standard_error;
    if (auto ok = check_finite("detectable effect", effect); !ok) return fail(ok);
    return effect;
}

Result<double> paired_power(double effect, double sd, std::int64_t n, double alpha) {
    return power_of_plan(paired_error, effect, sd, n, alpha);
}
Result<std::int64_t> paired_sample_size(double effect, double sd, PowerTarget target) {
    return size_of_plan(paired_error, effect, sd, target);
}
Result<double> two_sample_power(double effect, double sd, std::int64_t n_per_arm, double alpha) {
    return power_of_plan(two_sample_error, effect, sd, n_per_arm, alpha);
}
Result<std::int64_t> two_sample_size(double effect, double sd, PowerTarget target) {
    return size_of_plan(two_sample_error, effect, sd, target);
}

}  // namespace mkai::stats
