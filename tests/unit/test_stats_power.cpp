// Power and sample sizes: values that others have printed, and that each function undoes the other.
#include "core/stats/distributions.hpp"
#include "core/stats/power.hpp"
#include "core/stats/power_proportions.hpp"
#include "core/stats/proportions.hpp"

#include <cmath>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

TEST_CASE("the power of a t test is that of R's power.t.test and of published tables") {
    // Cohen 1992, "A power primer", table 2: 64 an arm for a medium effect, d = 0.5, at 80%.
    CHECK(*two_sample_power(0.5, 1, 64, 0.05) == Approx(0.80145956).epsilon(1e-8));
    CHECK(*two_sample_power(-1, 2, 64, 0.05) == Approx(0.80145956).epsilon(1e-8));
    // power.t.test(n = 20, delta = 1): 0.8689528.
    CHECK(*two_sample_power(1, 1, 20, 0.05) == Approx(0.8689528).epsilon(2e-7));
    // power.t.test(power = 0.90, delta = 1): 22.02110; (delta = 0.75, sd = 2.25, power = 0.9): 190.0991,
    // printed in UVA StatLab, "PASS in R", section 1.1.1.
    CHECK(*two_sample_size(1, 1, {0.05, 0.9}) == 23);
    CHECK(*two_sample_size(0.75, 2.25, {0.05, 0.9}) == 191);
    // Dalgaard 2002, Introductory Statistics with R, chapter 8: 477.8021 an arm, 19.96892 pairs.
    CHECK(*two_sample_size(0.5, 2, {0.01, 0.9}) == 478);
    CHECK(*paired_sample_size(10, 10 * std::sqrt(2.0), {0.05, 0.85}) == 20);
}

TEST_CASE("with many degrees of freedom the smallest effect is that of Miller 2024, section 5") {
    // omega^2 = 1/9, 5%, 80%: 969 questions find 0.03.
    CHECK(*minimum_detectable_effect(1.0 / 3 / std::sqrt(969), 1e9, {0.05, 0.8}) ==
          Approx(0.03).epsilon(1e-5));
    // The t distribution asks for z^2 / 2 = 2 more.
    CHECK(*paired_sample_size(0.03, 1.0 / 3, {0.05, 0.8}) == 971);
}

TEST_CASE("power is alpha without an effect, grows with it, and a sample size is the smallest") {
    for (double alpha : {0.2, 0.05, 0.001}) {
        for (double df : {1.0, 4.0, 30.0, 1e6}) {
            CAPTURE(alpha);
            CAPTURE(df);
            CHECK(*power_of_effect(0, 1, df, alpha) == Approx(alpha).epsilon(1e-7));
            double before = 0;
            for (double effect = 0; effect < 3000; effect = effect * 1.3 + 0.1) {
                const double power = *power_of_effect(effect, 1, df, alpha);
                CHECK(power >= before - 1e-9);
                CHECK(power <= 1);
                before = power;
            }
            CHECK(before > 0.99);
            for (double power : {alpha + 0.01, 0.5, 0.8, 0.99}) {
                const auto effect = minimum_detectable_effect(0.25, df, {alpha, power});
                REQUIRE(effect);
                CHECK(*effect > 0);
                CHECK(*power_of_effect(*effect, 0.25, df, alpha) == Approx(power).epsilon(1e-6));
            }
        }
    }
    for (double effect : {0.05, 0.3, 1.0, 20.0}) {
        const auto n = paired_sample_size(effect, 1, {});
        REQUIRE(n);
        CHECK(*paired_power(effect, 1, *n, 0.05) >= 0.8);
        if (*n > 2) CHECK(*paired_power(effect, 1, *n - 1, 0.05) < 0.8);
        CHECK(*paired_power(effect, 1, *n, 0.05) ==
              Approx(*power_of_effect(effect, 1 / std::sqrt(static_cast<double>(*n)),
                                      static_cast<double>(*n - 1), 0.05))
                  .epsilon(1e-9));
    }
}

TEST_CASE("where the noncentral t is left for its limit, power does not jump") {
    for (double df : {1.0, 2.0, 5.0}) {
        CAPTURE(df);
        const double below = *power_of_effect(999.999999, 1, df, 1e-4);
        const double above = *power_of_effect(1000.000001, 1, df, 1e-4);
        CHECK(std::abs(above - below) < 2e-6);
    }
    CHECK(*power_of_effect(1e300, 1e-300, 1, 0.05) == Approx(1));
    CHECK(*minimum_detectable_effect(1, 1, {1e-9, 0.999999}) > 1e9);
}

TEST_CASE("the exact power of McNemar's test is the sum over every outcome") {
    // Without the function's shortcuts: each (b, c) of n pairs, with its multinomial probability.
    const double only_first = 0.35;
    const double only_second = 0.1;
    for (double alpha : {0.05, 0.2}) {
        const int n = 14;
        double power = 0;
        for (int b = 0; b <= n; ++b)
            for (int c = 0; b + c <= n; ++c)
                if (*mcnemar_exact(b, c) <= alpha)
                    power += binomial_pmf(b, n, only_first) *
                             binomial_pmf(c, n - b, only_second / (1 - only_first));
        CHECK(*mcnemar_power({only_first, only_second}, n, alpha) == Approx(power).epsilon(1e-10));
    }
    // In rational arithmetic: 100 pairs with 0.5 and 0.3.
    CHECK(*mcnemar_power({0.5, 0.3}, 100, 0.05) == Approx(0.5693192607324221).epsilon(1e-10));
    CHECK(*mcnemar_power({0.3, 0.5}, 100, 0.05) == Approx(0.5693192607324221).epsilon(1e-10));
    // An exact test never rejects a true null more often than alpha.
    for (std::int64_t n : {5, 20, 100, 400}) CHECK(*mcnemar_power({0.2, 0.2}, n, 0.05) <= 0.05);
    CHECK(*mcnemar_power({1, 0}, 6, 0.05) == Approx(1));  // 2 / 2^6 = 0.031
    CHECK(*mcnemar_power({1, 0}, 5, 0.05) == 0);          // 2 / 2^5 = 0.0625
}

TEST_CASE("a number of pairs by Connor is that of a published calculator, and the exact test asks for more") {
    // open-powersamplesize (zarathucorp), McNemar's Z-test, 2-sided: 0.45, 0.05, 5%, 80%: 23.
    CHECK(*mcnemar_sample_size_connor({0.45, 0.05}, {0.05, 0.8}) == 23);
    CHECK(*mcnemar_sample_size_connor({0.05, 0.45}, {0.05, 0.8}) == 23);
    for (const Discordance& d : {Discordance{0.45, 0.05}, Discordance{0.15, 0.05}, Discordance{0.08, 0.04}}) {
        const auto exact = mcnemar_sample_size(d, {0.05, 0.8});
        REQUIRE(exact);
        CHECK(*exact > *mcnemar_sample_size_connor(d, {0.05, 0.8}));
        CHECK(*exact < 1.35 * static_cast<double>(*mcnemar_sample_size_connor(d, {0.05, 0.8})));
        CHECK(*mcnemar_power(d, *exact, 0.05) >= 0.8);
        CHECK(*mcnemar_power(d, *exact - 1, 0.05) < 0.8);
    }
    // A million pairs are a sum over some thousands of outcomes.
    CHECK(*mcnemar_power({0.0505, 0.0495}, 1'000'000, 0.05) == Approx(0.885).epsilon(0.01));
}

TEST_CASE("two proportions are those of R's power.prop.test") {
    CHECK(*two_proportion_sample_size(0.20, 0.22, {0.05, 0.8}) == 6510);
    CHECK(*two_proportion_sample_size(0.22, 0.20, {0.05, 0.8}) == 6510);
    // Its help page: n = 50, 0.50 against 0.75: 0.740; power 0.90: 76.7 an arm.
    CHECK(std::abs(*two_proportion_power(0.50, 0.75, 50, 0.05) - 0.740) < 0.0005);
    CHECK(*two_proportion_sample_size(0.50, 0.75, {0.05, 0.9}) == 77);
    for (double p2 : {0.01, 0.3, 0.52, 0.999}) {
        const auto n = two_proportion_sample_size(0.5, p2, {0.01, 0.95});
        CHECK(*two_proportion_power(0.5, p2, *n, 0.01) >= 0.95);
        CHECK(*two_proportion_power(0.5, p2, *n - 1, 0.01) < 0.95);
    }
}

TEST_CASE("a plan that cannot be is refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (double bad : {0.0, 1.0, -0.1, 1e-10, nan}) {
        CHECK(power_of_effect(1, 1, 5, bad).error().code == ErrorCode::invalid_value);
        CHECK_FALSE(minimum_detectable_effect(1, 5, {bad, 0.8}));
        CHECK_FALSE(mcnemar_power({0.2, 0.1}, 10, bad));
        CHECK_FALSE(two_proportion_power(0.2, 0.3, 10, bad));
    }
    for (double bad : {0.0, 1.0, 0.05, 0.01, nan}) {
        CHECK_FALSE(minimum_detectable_effect(1, 5, {0.05, bad}));
        CHECK_FALSE(paired_sample_size(1, 1, {0.05, bad}));
        CHECK_FALSE(mcnemar_sample_size({0.2, 0.1}, {0.05, bad}));
        CHECK_FALSE(mcnemar_sample_size_connor({0.2, 0.1}, {0.05, bad}));
        CHECK_FALSE(two_proportion_sample_size(0.2, 0.3, {0.05, bad}));
    }
    for (double bad : {0.0, -1.0, nan, infinity}) {
        CHECK_FALSE(power_of_effect(1, bad, 5, 0.05));
        CHECK_FALSE(power_of_effect(1, 1, bad, 0.05));
        CHECK_FALSE(minimum_detectable_effect(bad, 5, {}));
        CHECK_FALSE(minimum_detectable_effect(1, bad, {}));
        CHECK_FALSE(paired_power(1, bad, 5, 0.05));
        CHECK_FALSE(two_sample_size(1, bad, {}));
    }
    CHECK_FALSE(power_of_effect(nan, 1, 5, 0.05));
    CHECK_FALSE(power_of_effect(infinity, 1, 5, 0.05));
    CHECK_FALSE(minimum_detectable_effect(1e308, 5, {}));
    CHECK_FALSE(paired_power(1, 1, 1, 0.05));
    CHECK_FALSE(paired_power(1, 1, 1'000'000'000'000, 0.05));
    CHECK_FALSE(paired_sample_size(0, 1, {}));
    CHECK_FALSE(paired_sample_size(nan, 1, {}));
    CHECK_FALSE(paired_sample_size(1e-9, 1, {}));
    CHECK_FALSE(mcnemar_power({0.2, 0.1}, 0, 0.05));
    CHECK_FALSE(mcnemar_power({0.2, 0.1}, 1'000'001, 0.05));
    for (const Discordance& bad : {Discordance{0, 0}, Discordance{0.6, 0.5}, Discordance{-0.1, 0.2},
                                   Discordance{nan, 0.1}, Discordance{0.1, nan}}) {
        CHECK_FALSE(mcnemar_power(bad, 10, 0.05));
        CHECK_FALSE(mcnemar_sample_size(bad, {}));
        CHECK_FALSE(mcnemar_sample_size_connor(bad, {}));
    }
    CHECK_FALSE(mcnemar_sample_size({0.1, 0.1}, {}));
    CHECK_FALSE(mcnemar_sample_size_connor({0.1, 0.1}, {}));
    CHECK_FALSE(mcnemar_sample_size({0.1, 0.1000001}, {}));
    for (double bad : {0.0, 1.0, nan}) {
        CHECK_FALSE(two_proportion_power(0.5, bad, 10, 0.05));
        CHECK_FALSE(two_proportion_sample_size(bad, 0.5, {}));
    }
    CHECK_FALSE(two_proportion_sample_size(0.5, 0.5, {}));
    CHECK_FALSE(two_proportion_sample_size(0.5, 0.5000000001, {}));
    CHECK_FALSE(two_proportion_power(0.5, 0.6, 0, 0.05));
}

}  // namespace mkai::stats
