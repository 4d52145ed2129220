// Bisection over whole numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace mkai::stats {

// A number n of low..high with enough(n), of which n - 1 is not enough or is below `low`; empty when not even
// `high` is. Where `enough` is monotone, the smallest. It grows from `low`, so a small answer is cheap.
template <class Enough>
std::optional<std::int64_t> smallest(std::int64_t low, std::int64_t high, Enough enough) {
    if (enough(low)) return low;
    std::int64_t step = 1;
    std::int64_t too_few = low;
    std::int64_t candidate = std::min(high, low + step);
    while (!enough(candidate)) {
        if (candidate == high) return std::nullopt;
        too_few = candidate;
        step *= 2;
        candidate = std::min(high, candidate + step);
    }
    while (candidate - too_few > 1) {
        const std::int64_t middle = too_few + (candidate - too_few) / 2;
        (enough(middle) ? candidate : too_few) = middle;
    }
    return candidate;
}

}  // namespace mkai::stats
