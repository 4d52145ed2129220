// Adjusted p values: published examples, and what must hold for any.
#include "core/stats/multiplicity.hpp"
#include "core/stats/random.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

namespace {

void check_close(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(expected[i]).epsilon(1e-6));
}

}  // namespace

TEST_CASE("Holm and Benjamini-Hochberg give the values of R's p.adjust, in the order given") {
    const std::vector<double> p = {0.001, 0.01, 0.05, 0.1, 0.5, 0.9};
    check_close(*holm_adjusted(p), {0.006, 0.05, 0.2, 0.3, 1, 1});
    check_close(*benjamini_hochberg_adjusted(p), {0.006, 0.03, 0.1, 0.15, 0.6, 0.9});
    // The README of PValueAdjust.jl.
    const std::vector<double> unsorted = {0.05, 0.03, 0.01, 0.5};
    check_close(*holm_adjusted(unsorted), {0.1, 0.09, 0.04, 0.5});
    check_close(*benjamini_hochberg_adjusted(unsorted), {0.0666667, 0.06, 0.04, 0.5});
    // A value that the step before it has passed takes that one: 4 * 0.01 above 3 * 0.012.
    check_close(*holm_adjusted(std::vector<double>{0.012, 0.01, 0.9, 0.8}), {0.04, 0.04, 1, 1});
}

TEST_CASE("of the 15 p values of Benjamini & Hochberg 1995, section 3.2, Holm rejects 3 and theirs 4") {
    const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                   0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    const auto rejected = [](const std::vector<double>& adjusted) {
        return std::ranges::count_if(adjusted, [](double value) { return value <= 0.05; });
    };
    CHECK(rejected(*holm_adjusted(p)) == 3);
    CHECK(rejected(*benjamini_hochberg_adjusted(p)) == 4);
}

TEST_CASE("adjusted values keep the order, lie between the raw value and 1, and follow their p value") {
    SplitMix64 random(9);
    for (int round = 0; round < 300; ++round) {
        std::vector<double> p(1 + random.below(12));
        // Few distinct values, so that ties are common; 0 and 1 among them.
        for (double& value : p) value = random.below(21) / 20.0 * (random.below(2) == 0 ? 1 : 0.01);
        const auto holm = *holm_adjusted(p);
        const auto bh = *benjamini_hochberg_adjusted(p);
        const double m = static_cast<double>(p.size());
        for (std::size_t i = 0; i < p.size(); ++i) {
            CHECK(p[i] <= bh[i]);
            CHECK(bh[i] <= holm[i] + 1e-15);
            CHECK(holm[i] <= std::min(1.0, m * p[i]) + 1e-15);  // never worse than Bonferroni
            for (std::size_t j = 0; j < p.size(); ++j) {
                if (p[i] <= p[j]) {
                    CHECK(holm[i] <= holm[j]);
                    CHECK(bh[i] <= bh[j]);
                }
            }
        }
        std::vector<double> reversed(p.rbegin(), p.rend());
        auto of_reversed = *holm_adjusted(reversed);
        std::ranges::reverse(of_reversed);
        CHECK(of_reversed == holm);
    }
}

TEST_CASE("Holm keeps the chance of any false rejection at its level, in a seeded simulation") {
    SplitMix64 random(77);
    const int runs = 4000;
    int any = 0;
    int any_raw = 0;
    for (int run = 0; run < runs; ++run) {
        std::vector<double> p(8);  // of true nulls: uniform
        for (double& value : p) value = static_cast<double>(random.next() >> 11) / 9007199254740992.0;
        any += std::ranges::min(*holm_adjusted(p)) <= 0.05 ? 1 : 0;
        any_raw += std::ranges::min(p) <= 0.05 ? 1 : 0;
    }
    CHECK(any < 0.062 * runs);
    CHECK(any > 0.036 * runs);
    CHECK(any_raw > 0.30 * runs);  // 1 - 0.95^8 = 0.337
}

TEST_CASE("one p value stays as it is, none gives none, and what is no probability is refused") {
    CHECK(*holm_adjusted(std::vector<double>{0.03}) == std::vector<double>{0.03});
    CHECK(*benjamini_hochberg_adjusted(std::vector<double>{0.03}) == std::vector<double>{0.03});
    CHECK(holm_adjusted({})->empty());
    CHECK(benjamini_hochberg_adjusted({})->empty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (double bad : {-0.1, 1.1, nan}) {
        CHECK(holm_adjusted(std::vector<double>{0.5, bad}).error().code == ErrorCode::invalid_value);
        CHECK_FALSE(benjamini_hochberg_adjusted(std::vector<double>{0.5, bad}));
    }
}

}  // namespace mkai::stats
