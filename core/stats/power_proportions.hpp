// Power and number of cases for pass rates: of the same cases twice (McNemar), and of two independent arms.
// Two-sided tests at level alpha. All fail with invalid_value on what power.hpp names, and as said below.
#pragma once

#include "core/base/result.hpp"
#include "core/stats/power.hpp"

#include <cstdint>

namespace mkai::stats {

// Discordant pairs as shares of all pairs: of a case to pass only under the first (b), or only under the
// second (c). Each from 0 to 1, together above 0 and at most 1. Their difference is that of the pass rates.
struct Discordance {
    double only_first = 0;
    double only_second = 0;
};

// Of mcnemar_exact on n pairs, 1 <= n <= 1,000,000: the power given m discordant pairs, weighted with
// P(m) of Binomial(n, only_first + only_second). Rejections on either side count. Numerically complete to
// 1e-12. Source: the conditional test's power as SAS/STAT, PROC POWER, PAIREDFREQ DIST=EXACT_COND, computes
// it.
Result<double> mcnemar_power(Discordance discordance, std::int64_t n, double alpha);
// An n <= 1,000,000 that has the target's power while n - 1 has not. Because the test is discrete, power is
// not quite monotone in n, and an n a little smaller may have it, too.
Result<std::int64_t> mcnemar_sample_size(Discordance discordance, PowerTarget target);

// The usual approximation for McNemar's test without continuity correction, which needs fewer pairs than the
// exact test does: with d = |b - c|, s = b + c,
//     n = ceil(((z_{alpha/2} sqrt(s) + z_beta sqrt(s - d^2)) / d)^2)
// Source: Connor 1987, Biometrics 43:207, p. 209.
Result<std::int64_t> mcnemar_sample_size_connor(Discordance discordance, PowerTarget target);

// Two independent arms of n each with rates p1 and p2 in (0, 1), by the normal approximation with the pooled
// rate under the null, without continuity correction, and the rejection on the right side only:
//     power = Phi((|p1 - p2| sqrt(n) - z_{alpha/2} sqrt(2 p q)) / sqrt(p1 q1 + p2 q2)),  p = (p1 + p2)/2
// Source: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; R's
// power.prop.test computes the same.
Result<double> two_proportion_power(double p1, double p2, std::int64_t n_per_arm, double alpha);
// The smallest n an arm with the target's power.
Result<std::int64_t> two_proportion_sample_size(double p1, double p2, PowerTarget target);

}  // namespace mkai::stats
