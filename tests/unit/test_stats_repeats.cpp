// Repeated tries of a case.
#include "core/stats/repeats.hpp"

#include <cmath>
#include <initializer_list>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

TEST_CASE("pass@k and pass^k are the shares of the k-subsets of the trials") {
    // Every subset of n trials of which the first c pass, counted one by one.
    for (int n = 1; n <= 9; ++n) {
        for (int c = 0; c <= n; ++c) {
            for (int k = 1; k <= n; ++k) {
                int subsets = 0;
                int any = 0;
                int all = 0;
                for (unsigned set = 0; set < (1U << n); ++set) {
                    if (__builtin_popcount(set) != k) continue;
                    const unsigned passed = set & ((1U << c) - 1);
                    ++subsets;
                    any += passed != 0 ? 1 : 0;
                    all += passed == set ? 1 : 0;
                }
                CAPTURE(n);
                CAPTURE(c);
                CAPTURE(k);
                CHECK(*pass_at_k(n, c, k) == Approx(static_cast<double>(any) / subsets).epsilon(1e-12));
                CHECK(*pass_hat_k(n, c, k) == Approx(static_cast<double>(all) / subsets).epsilon(1e-12));
            }
        }
    }
}

TEST_CASE("pass@k stays exact at the sizes of Chen et al. 2021: 200 samples, k up to 100") {
    // 1 - C(n - c, k) / C(n, k) in rational arithmetic.
    CHECK(*pass_at_k(200, 10, 100) == Approx(0.9992289739372822).epsilon(1e-12));
    CHECK(*pass_hat_k(200, 150, 10) == Approx(0.05209362940404299).epsilon(1e-12));
    CHECK(*pass_at_k(200, 37, 1) == Approx(37.0 / 200).epsilon(1e-14));
    CHECK(*pass_at_k(1000, 1, 3) == Approx(0.003).epsilon(1e-12));
    // A small estimate keeps its digits: one pass in a million.
    CHECK(*pass_at_k(1'000'000, 1, 1) == Approx(1e-6).epsilon(1e-12));
    CHECK(*pass_hat_k(1'000'000, 2, 2) == Approx(2.0 / (1e6 * 999'999)).epsilon(1e-12));
    CHECK(*pass_at_k(1'000'000, 500'000, 500'000) == 1);
}

TEST_CASE("pass@k rises with k, pass^k falls, and both start at the pass rate") {
    for (std::int64_t c = 0; c <= 20; ++c) {
        CHECK(*pass_at_k(20, c, 1) == Approx(static_cast<double>(c) / 20).epsilon(1e-12));
        CHECK(*pass_hat_k(20, c, 1) == Approx(static_cast<double>(c) / 20).epsilon(1e-12));
        for (std::int64_t k = 2; k <= 20; ++k) {
            CHECK(*pass_at_k(20, c, k) >= *pass_at_k(20, c, k - 1) - 1e-15);
            CHECK(*pass_hat_k(20, c, k) <= *pass_hat_k(20, c, k - 1));
            // None of k fails exactly when all pass.
            CHECK(*pass_hat_k(20, c, k) == Approx(1 - *pass_at_k(20, 20 - c, k)).epsilon(1e-9));
        }
    }
}

TEST_CASE("a case is flaky when it did both") {
    CHECK_FALSE(is_flaky(3, 0));
    CHECK(is_flaky(3, 1));
    CHECK(is_flaky(3, 2));
    CHECK_FALSE(is_flaky(3, 3));
    CHECK_FALSE(is_flaky(1, 1));
    CHECK_FALSE(is_flaky(0, 0));
}

TEST_CASE("more tries than trials, and counts that are none, are refused") {
    CHECK(pass_at_k(3, 1, 4).error().code == ErrorCode::invalid_value);
    CHECK(pass_at_k(3, 1, 4).error().message == "k \"4\" is not from 1 to 3");
    struct Row {
        int trials, passes, k;
    };
    for (const Row& row : {Row{3, 1, 4}, Row{3, 1, 0}, Row{3, 1, -1}, Row{3, 4, 1}, Row{3, -1, 1},
                           Row{0, 0, 1}, Row{-3, 0, 1}, Row{1'000'001, 1, 1}}) {
        CHECK_FALSE(pass_at_k(row.trials, row.passes, row.k));
        CHECK_FALSE(pass_hat_k(row.trials, row.passes, row.k));
    }
}

}  // namespace mkai::stats
