// Pass rates: printed intervals and p values.
#include "core/stats/distributions.hpp"
#include "core/stats/proportions.hpp"

#include <cmath>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

TEST_CASE("Wilson's interval is that of Newcombe 1998, table I, method 3") {
    struct Row {
        int successes, trials;
        double low, high;
    };
    for (const Row& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605},
                           Row{0, 20, 0.0000, 0.1611}, Row{1, 29, 0.0061, 0.1718}}) {
        CAPTURE(row.successes);
        const auto interval = wilson_interval(row.successes, row.trials, 0.95);
        REQUIRE(interval);
        CHECK(std::abs(interval->low - row.low) < 0.00005);
        CHECK(std::abs(interval->high - row.high) < 0.00005);
    }
}

TEST_CASE("Wilson's interval stays within 0 and 1, mirrors itself and narrows with more trials") {
    for (std::int64_t n : {1, 2, 3, 10, 97, 1000, 1'000'000'000}) {
        for (std::int64_t k : {std::int64_t{0}, std::int64_t{1}, n / 3, n - 1, n}) {
            for (double confidence : {0.001, 0.5, 0.95, 0.999999}) {
                CAPTURE(n);
                CAPTURE(k);
                CAPTURE(confidence);
                const auto interval = wilson_interval(k, n, confidence);
                const auto mirrored = wilson_interval(n - k, n, confidence);
                REQUIRE(interval);
                REQUIRE(mirrored);
                CHECK(0 <= interval->low);
                CHECK(interval->low < interval->high);
                CHECK(interval->high <= 1);
                CHECK(interval->low == Approx(1 - mirrored->high).epsilon(1e-9));
                CHECK(interval->contains(static_cast<double>(k) / static_cast<double>(n)));
                CHECK((interval->low == 0) == (k == 0));
            }
        }
    }
    const auto narrow = wilson_interval(500, 1000, 0.95);
    const auto wide = wilson_interval(50, 100, 0.95);
    CHECK(narrow->high - narrow->low < wide->high - wide->low);
    // Hillstrom 2008: the visits of 21,306 customers without an email, 10.617%.
    const auto visits = wilson_interval(2262, 21306, 0.95);
    CHECK(visits->low == Approx(0.10210).epsilon(1e-3));
    CHECK(visits->high == Approx(0.11037).epsilon(1e-3));
}

TEST_CASE("Wilson's ends are the rates that a score test just does not reject") {
    // The interval's definition (Newcombe 1998): |p - limit| = z sqrt(limit (1 - limit) / n).
    const auto interval = wilson_interval(37, 90, 0.9);
    REQUIRE(interval);
    for (double limit : {interval->low, interval->high})
        CHECK(std::abs(37.0 / 90 - limit) / std::sqrt(limit * (1 - limit) / 90) ==
              Approx(normal_quantile(0.95)).epsilon(1e-10));
}

TEST_CASE("McNemar's exact test and its mid-p are those of published examples") {
    // Fagerland, Lydersen & Laake 2013, table 1 (Bentur et al. 2009): 1 against 7.
    CHECK(*mcnemar_exact(1, 7) == Approx(0.0703125).epsilon(1e-12));
    CHECK(*mcnemar_mid_p(1, 7) == Approx(0.0390625).epsilon(1e-12));
    // Fay, exact2x2 vignette "Exact McNemar's test and matching confidence intervals": 9 against 2.
    CHECK(*mcnemar_exact(9, 2) == Approx(0.06543).epsilon(1e-4));
    CHECK(*mcnemar_exact(9, 2) == Approx(134.0 / 2048).epsilon(1e-12));
}

TEST_CASE("McNemar's test knows no side, never passes 1 and is never 0") {
    for (std::int64_t b = 0; b <= 12; ++b) {
        for (std::int64_t c = 0; c <= 12; ++c) {
            CAPTURE(b);
            CAPTURE(c);
            CHECK(*mcnemar_exact(b, c) == *mcnemar_exact(c, b));
            CHECK(*mcnemar_exact(b, c) > 0);
            CHECK(*mcnemar_exact(b, c) <= 1);
            CHECK(*mcnemar_mid_p(b, c) == *mcnemar_mid_p(c, b));
            CHECK(*mcnemar_mid_p(b, c) <= *mcnemar_exact(b, c));
            CHECK(*mcnemar_mid_p(b, c) > 0);
        }
    }
    CHECK(*mcnemar_exact(0, 0) == 1);
    CHECK(*mcnemar_mid_p(0, 0) == 1);
    CHECK(*mcnemar_exact(5, 5) == 1);
    CHECK(*mcnemar_mid_p(5, 5) == Approx(1 - 252.0 / 2048).epsilon(1e-12));
    CHECK(*mcnemar_exact(0, 1000) == Approx(std::pow(2.0, -999)).epsilon(1e-10));
}

TEST_CASE("a rate that is none, and a confidence that is none, are refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (double confidence : {0.0, 1.0, -0.5, 95.0, nan})
        CHECK(wilson_interval(1, 2, confidence).error().code == ErrorCode::invalid_value);
    CHECK_FALSE(wilson_interval(0, 0, 0.95));
    CHECK_FALSE(wilson_interval(-1, 5, 0.95));
    CHECK_FALSE(wilson_interval(6, 5, 0.95));
    CHECK_FALSE(wilson_interval(0, -5, 0.95));
    CHECK_FALSE(mcnemar_exact(-1, 2));
    CHECK_FALSE(mcnemar_exact(1, -2));
    CHECK_FALSE(mcnemar_mid_p(-1, 2));
    CHECK_FALSE(mcnemar_exact(1, std::numeric_limits<std::int64_t>::max()));
    const auto refused = wilson_interval(6, 5, 0.95);
    CHECK(refused.error().message == "successes \"6\" is not from 0 to 5");
    CHECK_FALSE(refused.error().fix.empty());
}

}  // namespace mkai::stats
