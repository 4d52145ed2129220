#include "core/stats/multiplicity.hpp"

#include "core/stats/arguments.hpp"

#include <algorithm>
#include <numeric>

namespace mkai::stats {

namespace {

// The places of the p values from the smallest to the largest.
Result<std::vector<std::size_t>> ascending(std::span<const double> p_values) {
    for (double p : p_values)
        if (auto ok = check_probability("p value", p); !ok) return fail(ok);
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
    return order;
}

}  // namespace

Result<std::vector<double>> holm_adjusted(std::span<const double> p_values) {
    auto order = ascending(p_values);
    if (!order) return fail(order);
    std::vector<double> adjusted(p_values.size());
    double so_far = 0;
    for (std::size_t rank = 0; rank < order->size(); ++rank) {
        const std::size_t i = (*order)[rank];
        so_far = std::max(so_far, std::min(1.0, static_cast<double>(order->size() - rank) * p_values[i]));
        adjusted[i] = so_far;
    }
    return adjusted;
}

Result<std::vector<double>> benjamini_hochberg_adjusted(std::span<const double> p_values) {
    auto order = ascending(p_values);
    if (!order) return fail(order);
    std::vector<double> adjusted(p_values.size());
    const double m = static_cast<double>(p_values.size());
    double so_far = 1;
    for (std::size_t rank = order->size(); rank > 0; --rank) {
        const std::size_t i = (*order)[rank - 1];
        // m / rank first: at the last rank it is 1, and the largest p value stays as it is.
        so_far = std::min(so_far, m / static_cast<double>(rank) * p_values[i]);
        adjusted[i] = so_far;
    }
    return adjusted;
}

}  // namespace mkai::stats
