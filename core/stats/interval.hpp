// A confidence interval: what every estimate of this module comes with.
#pragma once

namespace mkai::stats {

// Both ends in the unit of what was estimated; low <= high.
struct Interval {
    double low = 0;
    double high = 0;
    bool contains(double value) const { return low <= value && value <= high; }
};

}  // namespace mkai::stats
