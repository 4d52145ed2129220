// The generator's published outputs, and what the resampling promises.
#include "core/stats/bootstrap.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/distributions.hpp"
#include "core/stats/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

namespace {

struct Run {
    std::vector<double> baseline;
    std::vector<double> candidate;
    std::vector<int> clusters;
};

// Pass rates of `briefs` briefs with 1 to 4 questions; the candidate is `effect` better, and more so in some.
Run sample_run(std::uint64_t seed, int briefs, double effect) {
    SplitMix64 random(seed);
    const auto normal = [&] {
        return normal_quantile((static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0);
    };
    Run run;
    for (int brief = 0; brief < briefs; ++brief) {
        const double shared = normal();
        for (std::uint32_t i = 0; i < 1 + random.below(4); ++i) {
            run.baseline.push_back(normal());
            run.candidate.push_back(run.baseline.back() + effect + shared + normal());
            run.clusters.push_back(brief);
        }
    }
    return run;
}

}  // namespace

TEST_CASE("SplitMix64 gives the outputs of its reference for the seed 1234567") {
    // splitmix64.c (Vigna 2015), as listed at Rosetta Code, "Pseudo-random numbers/Splitmix64".
    SplitMix64 random(1234567);
    for (std::uint64_t expected : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                   4593380528125082431U, 16408922859458223821U})
        CHECK(random.next() == expected);
}

TEST_CASE("a bounded draw is as likely to give each number") {
    SplitMix64 random(1);
    CHECK(random.below(1) == 0);
    std::array<int, 7> counts{};
    for (int i = 0; i < 70'000; ++i) ++counts.at(random.below(7));
    for (int count : counts) CHECK(std::abs(count - 10'000) < 5 * 93);  // 93: sqrt(70,000 * 1/7 * 6/7)
    // Of 3 * 2^30 numbers every third would come twice as often, were the surplus not drawn again.
    int thirds = 0;
    for (int i = 0; i < 30'000; ++i) thirds += random.below(3U << 30) % 3 == 0 ? 1 : 0;
    CHECK(std::abs(thirds - 10'000) < 5 * 82);
}

TEST_CASE("a seed gives one interval; another seed gives nearly the same") {
    const Run run = sample_run(5, 40, 0.5);
    const auto first = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.95, 1999, 42);
    const auto again = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.95, 1999, 42);
    const auto other = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.95, 1999, 43);
    REQUIRE(first);
    REQUIRE(first->interval);
    CHECK(first->interval->low == again->interval->low);
    CHECK(first->interval->high == again->interval->high);
    CHECK(other->interval->low != first->interval->low);
    const double width = first->interval->high - first->interval->low;
    CHECK(std::abs(other->interval->low - first->interval->low) < 0.1 * width);
    CHECK(std::abs(other->interval->high - first->interval->high) < 0.1 * width);
}

TEST_CASE("a seed's interval is that of another implementation of the same rules, in rational arithmetic") {
    // Ten briefs, brief i with 1 + i mod 3 questions that differ by (i^2 mod 16) / 16 each.
    std::vector<double> candidate;
    std::vector<int> clusters;
    for (int brief = 0; brief < 10; ++brief) {
        for (int i = 0; i < 1 + brief % 3; ++i) {
            candidate.push_back(brief * brief % 16 / 16.0);
            clusters.push_back(brief);
        }
    }
    const std::vector<double> baseline(candidate.size(), 0);
    const auto result = paired_bootstrap(baseline, candidate, clusters, 0.9, 999, 2026);
    REQUIRE(result);
    CHECK(result->interval->low == Approx(19.0 / 272).epsilon(1e-12));
    CHECK(result->interval->high == Approx(5.0 / 16).epsilon(1e-12));
}

TEST_CASE("the draws depend neither on the order of the questions nor on the names of the clusters") {
    Run run = sample_run(6, 12, 0.1);
    const auto before = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.9, 499, 7);
    std::ranges::reverse(run.baseline);
    std::ranges::reverse(run.candidate);
    std::ranges::reverse(run.clusters);
    for (int& label : run.clusters) label = 100 - label;
    const auto after = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.9, 499, 7);
    CHECK(before->mean_difference == after->mean_difference);
    CHECK(before->interval->low == after->interval->low);
    CHECK(before->interval->high == after->interval->high);
}

TEST_CASE("two clusters of one question have three resamples, and the interval is their ends") {
    // 0 with a chance of 1/4, 1/2 with 1/2, 1 with 1/4.
    const std::vector<double> zero = {0, 0};
    const auto result =
        paired_bootstrap(zero, std::vector<double>{0, 1}, std::vector<int>{1, 2}, 0.95, 999, 1);
    REQUIRE(result->interval);
    CHECK(result->mean_difference == 0.5);
    CHECK(result->interval->low == 0);
    CHECK(result->interval->high == 1);
}

TEST_CASE("with many clusters the bootstrap agrees with the clustered t interval") {
    const Run run = sample_run(8, 200, 0.2);
    const auto t = paired_difference(run.baseline, run.candidate, run.clusters, 0.95);
    const auto boot = paired_bootstrap(run.baseline, run.candidate, run.clusters, 0.95, 4999, 3);
    CHECK(boot->mean_difference == t->difference.mean);
    const Interval& interval = t->difference.error->interval;
    const double width = interval.high - interval.low;
    CHECK(std::abs(boot->interval->low - interval.low) < 0.05 * width);
    CHECK(std::abs(boot->interval->high - interval.high) < 0.05 * width);
}

TEST_CASE("the bootstrap's interval holds the truth about as often as it says") {
    const int runs = 500;
    int held = 0;
    for (int run = 0; run < runs; ++run) {
        const Run data = sample_run(1000 + static_cast<std::uint64_t>(run), 40, 0.3);
        const auto result = paired_bootstrap(data.baseline, data.candidate, data.clusters, 0.95, 399,
                                             static_cast<std::uint64_t>(run));
        held += result->interval->contains(0.3) ? 1 : 0;
    }
    // With 40 clusters a percentile interval is a little too narrow; a standard deviation is 1 point.
    CHECK(held > 0.90 * runs);
    CHECK(held < 0.98 * runs);
}

TEST_CASE("nothing to draw from gives no interval, and bad arguments are refused") {
    const std::vector<double> zero = {0, 0, 0};
    const std::vector<double> scores = {0.1, 0.5, 0.2};
    const std::vector<int> apart = {1, 2, 3};
    const auto one = paired_bootstrap(zero, scores, std::vector<int>{1, 1, 1}, 0.95, 99, 1);
    REQUIRE(one);
    CHECK(one->mean_difference == Approx(0.8 / 3));
    CHECK_FALSE(one->interval);
    CHECK_FALSE(paired_bootstrap(scores, scores, apart, 0.95, 99, 1)->interval);

    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(paired_bootstrap(zero, scores, apart, 0.95, 39, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, 0.95, 38, 1));
    CHECK(paired_bootstrap(zero, scores, apart, 0.99, 199, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, 0.99, 198, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, 0.95, 1'000'001, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, 0.95, -1, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, 0.9999999999, 1'000'000, 1));
    CHECK_FALSE(paired_bootstrap(zero, scores, apart, nan, 99, 1));
    CHECK_FALSE(paired_bootstrap(zero, std::vector<double>{1, 2, nan}, apart, 0.95, 99, 1));
    CHECK_FALSE(paired_bootstrap(zero, std::vector<double>{1, 2}, apart, 0.95, 99, 1));
    CHECK_FALSE(paired_bootstrap({}, {}, {}, 0.95, 99, 1));
}

}  // namespace mkai::stats
