// What the functions of this module refuse, said in one way. Every failure is `invalid_value`.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace mkai::stats {

// Strictly between 0 and 1; `name` says which ("confidence", "alpha", "power").
Done check_fraction(std::string_view name, double value);
// 0 to 1, both included.
Done check_probability(std::string_view name, double value);
// A finite number above 0.
Done check_positive(std::string_view name, double value);
Done check_finite(std::string_view name, double value);
// `low` to `high`, both included.
Done check_count(std::string_view name, std::int64_t value, std::int64_t low, std::int64_t high);
// At least one score, all of them finite, and a cluster's label for each.
Done check_scores(std::span<const double> scores, std::span<const int> clusters);

}  // namespace mkai::stats
