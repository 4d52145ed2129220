#include "core/stats/repeats.hpp"

#include "core/stats/arguments.hpp"

#include <algorithm>
#include <cmath>

namespace mkai::stats {

namespace {

constexpr std::int64_t k_trials_max = 1'000'000;

Done check_repeats(std::int64_t trials, std::int64_t passes, std::int64_t k) {
    if (auto ok = check_count("trials", trials, 1, k_trials_max); !ok) return ok;
    if (auto ok = check_count("passes", passes, 0, trials); !ok) return ok;
    return check_count("k", k, 1, trials);
}

// C(n - c, k) / C(n, k) = product over i = n-c+1..n of (1 - k/i), as the logarithm of it, for c <= n - k.
// k and c may change places, so the shorter product is taken.
double log_none_of(std::int64_t n, std::int64_t c, std::int64_t k) {
    const std::int64_t factors = std::min(c, k);
    const double other = static_cast<double>(std::max(c, k));
    double log_product = 0;
    for (std::int64_t i = n - factors + 1; i <= n; ++i)
        log_product += std::log1p(-other / static_cast<double>(i));
    return log_product;
}

}  // namespace

Result<double> pass_at_k(std::int64_t trials, std::int64_t passes, std::int64_t k) {
    if (auto ok = check_repeats(trials, passes, k); !ok) return fail(ok);
    if (passes > trials - k) return 1;  // fewer failures than tries
    return -std::expm1(log_none_of(trials, passes, k));
}

Result<double> pass_hat_k(std::int64_t trials, std::int64_t passes, std::int64_t k) {
    if (auto ok = check_repeats(trials, passes, k); !ok) return fail(ok);
    if (passes < k) return 0;
    double product = 1;
    for (std::int64_t i = 0; i < k; ++i)
        product *= static_cast<double>(passes - i) / static_cast<double>(trials - i);
    return product;
}

}  // namespace mkai::stats
