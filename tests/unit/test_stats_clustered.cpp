// Means of clustered scores: examples by hand, a printed one, and how often the interval holds the truth.
#include "core/stats/clustered.hpp"
#include "core/stats/distributions.hpp"
#include "core/stats/random.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::stats {

using doctest::Approx;

namespace {

std::vector<int> one_cluster_each(std::size_t n) {
    std::vector<int> labels(n);
    std::iota(labels.begin(), labels.end(), 0);
    return labels;
}

// SE^2 of Miller 2024, eq. 4, term by term: SE_CLT^2 of eq. 1 and the products of pairs within a cluster.
double miller_squared(const std::vector<double>& scores, const std::vector<int>& clusters) {
    const double n = static_cast<double>(scores.size());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / n;
    double own = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        own += (scores[i] - mean) * (scores[i] - mean);
        for (std::size_t j = 0; j < scores.size(); ++j)
            if (i != j && clusters[i] == clusters[j]) pairs += (scores[i] - mean) * (scores[j] - mean);
    }
    return own / (n - 1) / n + pairs / (n * n);
}

double standard_normal(SplitMix64& random) {
    return normal_quantile((static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0);
}

}  // namespace

TEST_CASE("one question a cluster is the plain standard error, and the t test: Student's sleep data") {
    // Student 1908, Biometrika 6:1, as R prints it for t.test(paired = TRUE) on `sleep`:
    // t = 4.0621, df = 9, p-value = 0.002833, interval 0.7001142 to 2.4598858, mean 1.58.
    const std::vector<double> first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    const std::vector<double> second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    const auto result = paired_difference(first, second, one_cluster_each(10), 0.95);
    REQUIRE(result);
    CHECK(result->difference.mean == Approx(1.58).epsilon(1e-12));
    CHECK(result->difference.scores == 10);
    CHECK(result->difference.clusters == 10);
    REQUIRE(result->difference.error);
    const ClusteredError& error = *result->difference.error;
    CHECK(error.degrees_of_freedom == 9);
    CHECK(result->difference.mean / error.standard_error == Approx(4.0621).epsilon(1e-5));
    CHECK(error.interval.low == Approx(0.7001142).epsilon(1e-7));
    CHECK(error.interval.high == Approx(2.4598858).epsilon(1e-7));
    CHECK(*result->p_value == Approx(0.002833).epsilon(1e-4));
}

TEST_CASE("the clustered error is Miller's sum with G/(G-1) over all of it") {
    // Clusters of 1, 2 and 3, mean 1/2: the residuals add up to 1/2, 0, -1/2, so SE^2 = 3/2 * 1/2 / 36.
    const std::vector<double> scores = {1, 0, 1, 0, 0, 1};
    const std::vector<int> clusters = {7, -2, -2, 40, 40, 40};
    const auto result = clustered_mean(scores, clusters, 0.9);
    REQUIRE(result);
    REQUIRE(result->error);
    CHECK(result->mean == 0.5);
    CHECK(result->clusters == 3);
    CHECK(result->error->standard_error == Approx(std::sqrt(1.0 / 48)).epsilon(1e-12));
    CHECK(result->error->degrees_of_freedom == 2);
    CHECK(result->error->interval.high - 0.5 ==
          Approx(2.919986 * std::sqrt(1.0 / 48)).epsilon(1e-6));  // t of 2 degrees, 95%

    // Eq. 4 of the same data is 1/20 - 1/36; without its own n/(n-1) and with G/(G-1) it is ours.
    const double miller = miller_squared(scores, clusters);
    CHECK(miller == Approx(1.0 / 20 - 1.0 / 36).epsilon(1e-12));
    const double plain = 1.0 / 20;
    CHECK(std::pow(result->error->standard_error, 2) == Approx(1.5 * (miller - plain / 6)).epsilon(1e-12));
}

TEST_CASE("with a score a cluster Miller's formula and ours are one; with many clusters they converge") {
    SplitMix64 random(3);
    std::vector<double> scores;
    std::vector<int> clusters;
    for (int cluster = 0; cluster < 400; ++cluster) {
        const double shared = standard_normal(random);
        for (int i = 0; i < 5; ++i) {
            scores.push_back(shared + standard_normal(random));
            clusters.push_back(cluster);
        }
    }
    const auto clustered = clustered_mean(scores, clusters, 0.95);
    CHECK(clustered->error->standard_error ==
          Approx(std::sqrt(miller_squared(scores, clusters))).epsilon(0.002));
    const auto single = clustered_mean(scores, one_cluster_each(scores.size()), 0.95);
    CHECK(single->error->standard_error ==
          Approx(std::sqrt(miller_squared(scores, one_cluster_each(scores.size())))).epsilon(1e-10));
    // Correlation within clusters is 1/2, so the design effect is 1 + 4/2 = 3 (Kish 1965, Survey Sampling).
    CHECK(std::pow(clustered->error->standard_error / single->error->standard_error, 2) ==
          Approx(3).epsilon(0.15));
}

TEST_CASE("clusters of one size are the t test on their means") {
    const std::vector<double> scores = {0.2, 0.4, 0.9, 0.7, 0.1, 0.3, 0.8, 0.8};
    const std::vector<int> clusters = {1, 1, 2, 2, 3, 3, 4, 4};
    const std::vector<double> means = {0.3, 0.8, 0.2, 0.8};
    const auto whole = clustered_mean(scores, clusters, 0.95);
    const auto of_means = clustered_mean(means, one_cluster_each(4), 0.95);
    CHECK(whole->mean == Approx(of_means->mean).epsilon(1e-12));
    CHECK(whole->error->standard_error == Approx(of_means->error->standard_error).epsilon(1e-12));
    CHECK(whole->error->interval.low == Approx(of_means->error->interval.low).epsilon(1e-12));
}

TEST_CASE("neither the order of the questions nor the names of the clusters change a bit") {
    SplitMix64 random(11);
    std::vector<double> baseline;
    std::vector<double> candidate;
    std::vector<int> clusters;
    for (int i = 0; i < 200; ++i) {
        baseline.push_back(standard_normal(random));
        candidate.push_back(standard_normal(random));
        clusters.push_back(static_cast<int>(random.below(17)));
    }
    const auto before = paired_difference(baseline, candidate, clusters, 0.95);
    for (std::uint32_t i = 199; i > 0; --i) {
        const std::uint32_t j = random.below(i + 1);
        std::swap(baseline[i], baseline[j]);
        std::swap(candidate[i], candidate[j]);
        std::swap(clusters[i], clusters[j]);
    }
    for (int& label : clusters) label = -1000 * label;
    const auto after = paired_difference(baseline, candidate, clusters, 0.95);
    CHECK(before->difference.mean == after->difference.mean);
    CHECK(before->difference.error->standard_error == after->difference.error->standard_error);
    CHECK(*before->p_value == *after->p_value);

    const auto swapped = paired_difference(candidate, baseline, clusters, 0.95);
    CHECK(swapped->difference.mean == Approx(-after->difference.mean).epsilon(1e-10));
    CHECK(*swapped->p_value == Approx(*after->p_value).epsilon(1e-10));
}

TEST_CASE("one cluster, or clusters without variation, give a mean and no error, never NaN") {
    const std::vector<double> scores = {0.2, 0.9, 0.4};
    const auto one = clustered_mean(scores, std::vector<int>{5, 5, 5}, 0.95);
    REQUIRE(one);
    CHECK(one->mean == Approx(0.5));
    CHECK(one->clusters == 1);
    CHECK_FALSE(one->error);

    // 0.1 is no binary fraction: what rounding leaves of the residuals is no variation.
    const std::vector<double> same(30, 0.1);
    CHECK_FALSE(clustered_mean(same, one_cluster_each(30), 0.95)->error);
    std::vector<double> shifted(30);
    for (std::size_t i = 0; i < 30; ++i) shifted[i] = 0.1 + static_cast<double>(i) / 7;
    std::vector<double> base(30);
    for (std::size_t i = 0; i < 30; ++i) base[i] = static_cast<double>(i) / 7;
    const auto constant = paired_difference(base, shifted, one_cluster_each(30), 0.95);
    REQUIRE(constant);
    CHECK(constant->difference.mean == Approx(0.1));
    CHECK_FALSE(constant->p_value);
    const auto nothing = paired_difference(base, base, one_cluster_each(30), 0.95);
    CHECK(nothing->difference.mean == 0);
    CHECK_FALSE(nothing->p_value);
    // A little variation is variation.
    shifted[3] += 1e-9;
    CHECK(paired_difference(base, shifted, one_cluster_each(30), 0.95)->p_value);
}

TEST_CASE("scores that are none are refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<int> two = {1, 2};
    for (double bad : {nan, infinity, -infinity})
        CHECK(clustered_mean(std::vector<double>{0, bad}, two, 0.95).error().code ==
              ErrorCode::invalid_value);
    CHECK_FALSE(clustered_mean({}, {}, 0.95));
    CHECK_FALSE(clustered_mean(std::vector<double>{1, 2, 3}, two, 0.95));
    CHECK_FALSE(clustered_mean(std::vector<double>{1, 2}, two, nan));
    CHECK_FALSE(clustered_mean(std::vector<double>{1, 2}, two, 1.0));
    CHECK_FALSE(clustered_mean(std::vector<double>{1e200, -1e200}, two, 0.95));
    CHECK_FALSE(clustered_mean(std::vector<double>{1e308, 1e308}, two, 0.95));
    CHECK_FALSE(paired_difference(std::vector<double>{1}, std::vector<double>{1, 2}, two, 0.95));
    CHECK_FALSE(
        paired_difference(std::vector<double>{1, infinity}, std::vector<double>{1, infinity}, two, 0.95));
    CHECK_FALSE(paired_difference(std::vector<double>{1, -1e308}, std::vector<double>{1, 1e308}, two, 0.95));
}

TEST_CASE("the clustered interval holds the truth as often as it says; the plain one does not") {
    // 1,000 runs of 8 briefs with 6 questions each, half of the variance between briefs; a binomial standard
    // deviation of the coverage is 0.7 points.
    SplitMix64 random(20'261'126);
    const int runs = 1000;
    int held = 0;
    int held_plain = 0;
    int rejected = 0;
    for (int run = 0; run < runs; ++run) {
        std::vector<double> baseline;
        std::vector<double> candidate;
        std::vector<int> clusters;
        for (int brief = 0; brief < 8; ++brief) {
            const double shared = standard_normal(random);
            for (int question = 0; question < 6; ++question) {
                const double difficulty = 3 * standard_normal(random);  // common to both: pairing drops it
                baseline.push_back(difficulty);
                candidate.push_back(difficulty + 0.3 + shared + standard_normal(random));
                clusters.push_back(brief);
            }
        }
        const auto clustered = paired_difference(baseline, candidate, clusters, 0.95);
        const auto plain = paired_difference(baseline, candidate, one_cluster_each(48), 0.95);
        held += clustered->difference.error->interval.contains(0.3) ? 1 : 0;
        held_plain += plain->difference.error->interval.contains(0.3) ? 1 : 0;
        // Of a true null, by moving the candidate back.
        for (double& score : candidate) score -= 0.3;
        rejected += *paired_difference(baseline, candidate, clusters, 0.95)->p_value <= 0.05 ? 1 : 0;
    }
    CHECK(held > 0.925 * runs);
    CHECK(held < 0.975 * runs);
    CHECK(held_plain < 0.80 * runs);
    CHECK(held + rejected == runs);  // the test and the interval are one
}

TEST_CASE("pass/fail scores in briefs of unequal size keep nearly the stated confidence") {
    SplitMix64 random(4711);
    const int runs = 800;
    int held = 0;
    int without = 0;
    for (int run = 0; run < runs; ++run) {
        std::vector<double> scores;
        std::vector<int> clusters;
        for (int brief = 0; brief < 30; ++brief) {
            // A brief passes 5 times in 10 or 9 in 10, whatever its size of 2, 4, 6 or 8.
            const std::uint32_t passes_of_10 = 5 + 4 * random.below(2);
            for (int i = 0; i < 2 + 2 * (brief % 4); ++i) {
                scores.push_back(random.below(10) < passes_of_10 ? 1 : 0);
                clusters.push_back(brief);
            }
        }
        const auto result = clustered_mean(scores, clusters, 0.95);
        if (!result->error)
            ++without;
        else
            held += result->error->interval.contains(0.7) ? 1 : 0;
    }
    CHECK(without == 0);
    CHECK(held > 0.91 * runs);
    CHECK(held < 0.98 * runs);
}

}  // namespace mkai::stats
