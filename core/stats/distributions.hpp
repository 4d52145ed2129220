// The distributions that tests and intervals stand on, from Boost.Math (1.74: the formulas and their accuracy
// are in its manual, "Statistical Distributions and Functions"). The only file that includes it is
// distributions.cpp.
//
// An upper tail is computed as itself, not as 1 - cdf, so that a small p value keeps its digits and becomes 0
// only below the smallest double.
//
// These are the module's own instruments, and check nothing: an argument outside its stated range is a bug
// of the caller and throws std::domain_error. No function returns NaN.
#pragma once

#include <cstdint>

namespace mkai::stats {

// The standard normal distribution. `z` is any number, infinities too.
double normal_cdf(double z);         // P(Z <= z)
double normal_upper_tail(double z);  // P(Z > z)
double normal_quantile(double p);    // 0 < p < 1
// The z that P(Z > z) = p: exact where 1 - p would round.
double normal_upper_quantile(double p);

// Student's t with df > 0 degrees of freedom, not necessarily whole.
double student_t_cdf(double t, double df);
double student_t_upper_tail(double t, double df);
double student_t_quantile(double p, double df);
double student_t_upper_quantile(double p, double df);
// P(|T| > |t|), at most 1.
double student_t_two_sided(double t, double df);

// The noncentral t: (Z + noncentrality) / sqrt(chi^2_df / df). |noncentrality| <= 1000.
double noncentral_t_cdf(double t, double df, double noncentrality);
double noncentral_t_upper_tail(double t, double df, double noncentrality);

// Chi-squared with df > 0 degrees of freedom, x >= 0.
double chi_squared_cdf(double x, double df);

// Successes of n >= 0 independent trials with probability p in [0, 1].
double binomial_pmf(std::int64_t k, std::int64_t n, double p);         // P(X = k), 0 <= k <= n
double binomial_cdf(std::int64_t k, std::int64_t n, double p);         // P(X <= k), k below 0: 0
double binomial_upper_tail(std::int64_t k, std::int64_t n, double p);  // P(X >= k), k above n: 0

}  // namespace mkai::stats
