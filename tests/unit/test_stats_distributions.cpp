// Tables that were printed, and tails that must not vanish.
#include "core/stats/distributions.hpp"

#include <cmath>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

TEST_CASE("the normal distribution is that of Abramowitz and Stegun 1964, tables 26.1 and 26.2") {
    CHECK(normal_cdf(0) == 0.5);
    CHECK(normal_cdf(1) == Approx(0.841344746068543).epsilon(1e-13));
    CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-13));
    CHECK(normal_quantile(0.8) == Approx(0.841621233572914).epsilon(1e-13));
    CHECK(normal_upper_quantile(0.025) == -normal_quantile(0.025));
    // Table 26.2 has -log10 Q(x).
    CHECK(-std::log10(normal_upper_tail(5)) == Approx(6.54265).epsilon(1e-6));
    CHECK(-std::log10(normal_upper_tail(10)) == Approx(23.11805).epsilon(1e-6));
    CHECK(-std::log10(normal_upper_tail(20)) == Approx(88.56010).epsilon(1e-6));
}

TEST_CASE("an upper tail keeps its digits where 1 - cdf is 0") {
    CHECK(1 - normal_cdf(10) == 0);
    CHECK(normal_upper_tail(10) > 0);
    CHECK(student_t_upper_tail(40, 200) > 0);
    CHECK(student_t_upper_tail(40, 200) < 1e-90);
    CHECK(binomial_upper_tail(1000, 1000, 0.5) == Approx(std::pow(2.0, -1000)).epsilon(1e-10));
    CHECK(normal_upper_quantile(1e-300) == Approx(37.0471).epsilon(1e-5));
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(normal_cdf(infinity) == 1);
    CHECK(normal_upper_tail(infinity) == 0);
    CHECK(student_t_two_sided(infinity, 3) == 0);
}

TEST_CASE("Student's t is that of the NIST/SEMATECH handbook, table 1.3.6.7.2") {
    struct Row {
        double df, upper_05, upper_025, upper_001;
    };
    for (const Row& row :
         {Row{1, 6.314, 12.706, 318.313}, Row{5, 2.015, 2.571, 5.893}, Row{10, 1.812, 2.228, 4.143},
          Row{30, 1.697, 2.042, 3.385}, Row{100, 1.660, 1.984, 3.174}}) {
        CAPTURE(row.df);
        CHECK(std::abs(student_t_upper_quantile(0.05, row.df) - row.upper_05) < 0.0006);
        CHECK(std::abs(student_t_upper_quantile(0.025, row.df) - row.upper_025) < 0.0006);
        // The table prints 318.313 for 318.3088 in its first row.
        CHECK(std::abs(student_t_upper_quantile(0.001, row.df) - row.upper_001) < 0.006);
        CHECK(student_t_quantile(0.975, row.df) ==
              Approx(student_t_upper_quantile(0.025, row.df)).epsilon(1e-9));
    }
    CHECK(student_t_two_sided(0, 4) == 1);
    CHECK(student_t_two_sided(-2, 4) == student_t_two_sided(2, 4));
    CHECK(student_t_cdf(-2, 4) == Approx(student_t_upper_tail(2, 4)).epsilon(1e-13));
    CHECK(student_t_two_sided(1, 1) == Approx(0.5).epsilon(1e-13));  // Cauchy: 1 - 2 atan(1) / pi
}

TEST_CASE("a two-sided t gives the p values of Hillstrom's 2008 email test") {
    // Welch on spend, mens and womens against none, from the counts, sums and sums of squares of the data.
    CHECK(student_t_two_sided(0.76982716 / 0.14524656, 36671.158) == Approx(1.16381e-7).epsilon(1e-4));
    CHECK(student_t_two_sided(0.42441222 / 0.13033286, 40000) == Approx(0.00112940).epsilon(1e-3));
    CHECK(normal_upper_tail(22.48604) > 0);
}

TEST_CASE("the noncentral t is the central one without noncentrality, and mirrors itself") {
    for (double df : {1.0, 7.0, 126.0, 1e6}) {
        CAPTURE(df);
        CHECK(noncentral_t_upper_tail(1.5, df, 0) == Approx(student_t_upper_tail(1.5, df)).epsilon(1e-9));
        for (double noncentrality : {1e-310, 1e-8, 0.5, 3.0, 40.0}) {
            CAPTURE(noncentrality);
            CHECK(noncentral_t_cdf(2, df, noncentrality) + noncentral_t_upper_tail(2, df, noncentrality) ==
                  Approx(1).epsilon(1e-9));
            CHECK(noncentral_t_cdf(-2, df, -noncentrality) ==
                  Approx(noncentral_t_upper_tail(2, df, noncentrality)).epsilon(1e-9));
        }
    }
}

TEST_CASE("the binomial's tails meet, and end where the counts do") {
    for (std::int64_t k = 0; k <= 11; ++k) {
        CAPTURE(k);
        CHECK(binomial_cdf(k - 1, 11, 0.3) + binomial_upper_tail(k, 11, 0.3) == Approx(1).epsilon(1e-12));
        CHECK(binomial_cdf(k, 11, 0.3) - binomial_cdf(k - 1, 11, 0.3) ==
              Approx(binomial_pmf(k, 11, 0.3)).epsilon(1e-12));
    }
    CHECK(binomial_cdf(-1, 5, 0.5) == 0);
    CHECK(binomial_upper_tail(6, 5, 0.5) == 0);
    CHECK(binomial_pmf(5, 5, 1) == 1);
    CHECK(binomial_cdf(0, 0, 0.5) == 1);
}

}  // namespace mkai::stats
