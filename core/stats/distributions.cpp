#include "core/stats/distributions.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace mkai::stats {

namespace {

namespace bm = boost::math;

// In double throughout: `long double` differs between processors, and a report should not.
using Policy = bm::policies::policy<bm::policies::promote_double<false>>;
using Normal = bm::normal_distribution<double, Policy>;
using StudentT = bm::students_t_distribution<double, Policy>;
using NoncentralT = bm::non_central_t_distribution<double, Policy>;
using ChiSquared = bm::chi_squared_distribution<double, Policy>;
using Binomial = bm::binomial_distribution<double, Policy>;

Binomial binomial(std::int64_t n, double p) {
    return {static_cast<double>(n), p};
}

}  // namespace

double normal_cdf(double z) {
    return bm::cdf(Normal(), z);
}
double normal_upper_tail(double z) {
    return bm::cdf(bm::complement(Normal(), z));
}
double normal_quantile(double p) {
    return bm::quantile(Normal(), p);
}
double normal_upper_quantile(double p) {
    return bm::quantile(bm::complement(Normal(), p));
}

double student_t_cdf(double t, double df) {
    return bm::cdf(StudentT(df), t);
}
double student_t_upper_tail(double t, double df) {
    return bm::cdf(bm::complement(StudentT(df), t));
}
double student_t_quantile(double p, double df) {
    return bm::quantile(StudentT(df), p);
}
double student_t_upper_quantile(double p, double df) {
    return bm::quantile(bm::complement(StudentT(df), p));
}
double student_t_two_sided(double t, double df) {
    return std::min(1.0, 2 * student_t_upper_tail(std::abs(t), df));
}

double noncentral_t_cdf(double t, double df, double noncentrality) {
    return std::clamp(bm::cdf(NoncentralT(df, noncentrality), t), 0.0, 1.0);
}
double noncentral_t_upper_tail(double t, double df, double noncentrality) {
    return std::clamp(bm::cdf(bm::complement(NoncentralT(df, noncentrality), t)), 0.0, 1.0);
}

double chi_squared_cdf(double x, double df) {
    return bm::cdf(ChiSquared(df), x);
}

double binomial_pmf(std::int64_t k, std::int64_t n, double p) {
    return bm::pdf(binomial(n, p), static_cast<double>(k));
}
double binomial_cdf(std::int64_t k, std::int64_t n, double p) {
    if (k < 0) return 0;
    if (k >= n) return 1;
    return bm::cdf(binomial(n, p), static_cast<double>(k));
}
double binomial_upper_tail(std::int64_t k, std::int64_t n, double p) {
    if (k <= 0) return 1;
    if (k > n) return 0;
    return bm::cdf(bm::complement(binomial(n, p), static_cast<double>(k - 1)));
}

}  // namespace mkai::stats
