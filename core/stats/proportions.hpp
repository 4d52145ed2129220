// Pass rates: the interval of one, and the test of two that were measured on the same cases.
#pragma once

#include "core/base/result.hpp"
#include "core/stats/interval.hpp"

#include <cstdint>

namespace mkai::stats {

// Wilson's score interval for a proportion, without continuity correction; both ends in [0, 1].
//     (2np + z^2 -+ z sqrt(z^2 + 4np(1 - p))) / (2(n + z^2)),  z the upper (1 - confidence)/2 point
// Source: Wilson 1927, JASA 22:209; Newcombe 1998, Statist. Med. 17:857, method 3. It takes the trials as
// independent: for cases in clusters, see clustered.hpp.
// Fails with invalid_value: trials < 1, successes outside 0..trials, confidence outside (0, 1).
Result<Interval> wilson_interval(std::int64_t successes, std::int64_t trials, double confidence);

// McNemar's exact test of two pass rates on the same cases, from the discordant counts: b passed only under
// the first, c only under the second. Two-sided p = min(1, 2 P(X <= min(b, c))), X ~ Binomial(b + c, 1/2);
// no discordant case: 1.
// Source: McNemar 1947, Psychometrika 12:153, in the exact conditional form of Fagerland, Lydersen & Laake
// 2013, BMC Med. Res. Methodol. 13:91.
// Fails with invalid_value: a count outside 0..10^9.
Result<double> mcnemar_exact(std::int64_t b, std::int64_t c);

// The same with only half of the probability of what was seen: p - P(X = min(b, c)) before the doubling's
// cap, so 1 - P(X = b)/2 when b = c. It is less conservative than the exact test, and does not guarantee its
// level. Source: Fagerland, Lydersen & Laake 2013 (above). No discordant case: 1, as in the exact test.
Result<double> mcnemar_mid_p(std::int64_t b, std::int64_t c);

}  // namespace mkai::stats
