// Several metrics tested in one run: p values adjusted for their number.
#pragma once

#include "core/base/result.hpp"

#include <span>
#include <vector>

namespace mkai::stats {

// Adjusted p values, in the order of what was given: reject where one is <= alpha. Never below the raw value,
// never above 1, and in the same order as the raw values. No p value gives none.
// Both fail with invalid_value on a p value outside [0, 1].

// Holm's step-down: the chance of any false rejection is at most alpha, whatever the dependence. To decide.
//     adjusted (i) = max over j <= i of min(1, (m - j + 1) p(j)), p(1) <= ... <= p(m)
// Source: Holm 1979, Scand. J. Statist. 6:65; adjusted values: Wright 1992, Biometrics 48:1005.
Result<std::vector<double>> holm_adjusted(std::span<const double> p_values);

// Benjamini and Hochberg's step-up: the expected share of false ones among the rejected is at most alpha, for
// independent or positively dependent tests. To explore.
//     adjusted (i) = min over j >= i of min(1, m p(j) / j)
// Source: Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57:289.
Result<std::vector<double>> benjamini_hochberg_adjusted(std::span<const double> p_values);

}  // namespace mkai::stats
