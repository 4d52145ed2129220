// What a run can find, before it is paid for: power, smallest effect and number of questions for the t tests
// of clustered.hpp, and for two independent arms.
//
// All tests are two-sided at level alpha, and power counts a rejection on either side, so that it is alpha
// where there is no effect. It is exact for normally distributed scores, else as good as the central limit
// theorem makes it:
//     power = P(T > q) + P(T < -q),  T noncentral t with df degrees of freedom and noncentrality effect / SE,
//                                    q the upper alpha/2 point of the central t
// Source: Cohen 1988, Statistical Power Analysis, ch. 2, in the form of R's power.t.test(strict = TRUE).
// Miller 2024, arXiv 2411.00640, eq. 9 and 10, is the same with the normal in place of the t distribution.
//
// All fail with invalid_value on: an effect that is not finite (for a sample size: or is 0), a standard error
// or deviation that is not above 0, alpha outside [10^-9, 1), a target's power not between its alpha and 1, a
// number outside the range said below.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>

namespace mkai::stats {

// A plan that needs more questions, clusters or people than this is refused as invalid_value.
inline constexpr std::int64_t k_sample_size_max = 100'000'000;

// What a plan asks of a test.
struct PowerTarget {
    double alpha = 0.05;  // two-sided
    double power = 0.80;
};

// Of a mean (a paired difference, too) whose standard error has `df` degrees of freedom, 1 to 10^9, as in
// ClusteredError: the chance to find `effect`, which is in the unit of the standard error.
Result<double> power_of_effect(double effect, double standard_error, double df, double alpha);
// The smallest effect above 0 that is found with the target's power: the figure beside every run.
Result<double> minimum_detectable_effect(double standard_error, double df, PowerTarget target);

// A plan for n paired differences with standard deviation `sd`: SE = sd / sqrt(n), df = n - 1, 2 <= n <=
// 10^8. The differences count as independent; where questions come in clusters, they are the clusters' means.
Result<double> paired_power(double effect, double sd, std::int64_t n, double alpha);
// The smallest n with the target's power.
Result<std::int64_t> paired_sample_size(double effect, double sd, PowerTarget target);

// Two independent arms of n each, with one standard deviation: SE = sd sqrt(2/n), df = 2n - 2, 2 <= n <=
// 10^8.
Result<double> two_sample_power(double effect, double sd, std::int64_t n_per_arm, double alpha);
// The smallest n an arm with the target's power.
Result<std::int64_t> two_sample_size(double effect, double sd, PowerTarget target);

// The refusals of this header, which power_proportions.hpp shares.
Done check_alpha(double alpha);
Done check_target(PowerTarget target);
tl::unexpected<Error> no_sample_size(std::int64_t most);

}  // namespace mkai::stats
