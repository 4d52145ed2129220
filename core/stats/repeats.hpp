// A case tried several times: what one try, or several, would do.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>

namespace mkai::stats {

// Of a case with `passes` among its `trials`, the unbiased estimates of
//   pass@k, the chance that at least one of k tries passes: 1 - C(n - c, k) / C(n, k)
//   pass^k, the chance that all of k tries pass:                C(c, k) / C(n, k)
// computed as products of ratios, so that no factorial overflows and a small estimate keeps its digits. A
// run's value is the mean over its cases.
// Source: pass@k: Chen et al. 2021, arXiv 2107.03374, eq. 1; pass^k: Yao et al. 2024 (tau-bench), arXiv
// 2406.12045.
// Fail with invalid_value: trials outside 1..1,000,000, passes outside 0..trials, k outside 1..trials (with
// fewer tries than k there is no unbiased estimate).
Result<double> pass_at_k(std::int64_t trials, std::int64_t passes, std::int64_t k);
Result<double> pass_hat_k(std::int64_t trials, std::int64_t passes, std::int64_t k);

// It passed and it failed among its trials. Few trials miss much: of a case that fails one time in ten, three
// trials show it flaky 27% of the time (1 - 0.9^3 - 0.1^3).
// Precondition: 0 <= passes <= trials.
constexpr bool is_flaky(std::int64_t trials, std::int64_t passes) {
    return passes > 0 && passes < trials;
}

}  // namespace mkai::stats
