#include "core/app/eval_power.hpp"

#include "core/app/eval_compare.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/power.hpp"
#include "core/stats/power_proportions.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::array k_differences{0.01, 0.02, 0.03, 0.05, 0.10, 0.15, 0.20};
constexpr std::int64_t k_block = 1'000;  // tests whose rows are read at once

// A test's scores of one variant.
struct Scores {
    std::int64_t count = 0;
    double sum = 0;
    double squares = 0;

    double mean() const { return sum / static_cast<double>(count); }
    double variance() const {
        const auto n = static_cast<double>(count);
        return std::max(0.0, (squares - sum * sum / n) / (n - 1));
    }
};

class SpreadReader {
  public:
    SpreadReader(const Session& session, EvalRun run) : m_session(session), m_run(std::move(run)) {}

    // Empty when the run shows no variation.
    Result<std::optional<EvalSpread>> read(double confidence) {
        m_scores.resize(static_cast<std::size_t>(std::min(m_run.variants, 2)));
        if (auto done = read_clusters(); !done) return fail(done);
        if (auto done = read_scores(); !done) return fail(done);
        if (m_scores.size() == 2) {
            auto paired = spread(2, confidence);
            if (!paired || *paired) return paired;
        }
        return spread(1, confidence);
    }

  private:
    Done read_clusters() {
        std::map<std::string, int> clusters;
        return m_session.ledger.each_eval_case(m_run.id, [&](const EvalCaseSum& sum) -> Done {
            m_clusters[sum.test] =
                clusters.try_emplace(sum.cluster, static_cast<int>(clusters.size())).first->second;
            return {};
        });
    }
    Done read_scores() {
        for (std::int64_t first = 0; first < m_run.tests; first += k_block) {
            auto results = m_session.ledger.list_eval_results(m_run.id, first, first + k_block);
            if (!results) return fail(results);
            for (const EvalResult& result : *results) {
                const auto variant = static_cast<std::size_t>(result.cell.variant);
                if (result.outcome == EvalOutcome::error || variant >= m_scores.size()) continue;
                Scores& scores = m_scores[variant][result.cell.test];
                ++scores.count;
                scores.sum += result.score;
                scores.squares += result.score * result.score;
            }
        }
        return {};
    }

    Result<std::optional<EvalSpread>> spread(std::size_t variants, double confidence) {
        EvalSpread out;
        std::vector<double> values;
        std::vector<int> clusters;
        double within = 0;
        bool repeated = true;
        for (const auto& [test, scores] : m_scores.front()) {
            double value = scores.mean();
            double variance = scores.count > 1 ? scores.variance() : 0;
            repeated = repeated && scores.count > 1;
            if (variants == 2) {
                const auto other = m_scores[1].find(test);
                if (other == m_scores[1].end()) continue;
                value -= other->second.mean();
                variance += other->second.count > 1 ? other->second.variance() : 0;
                repeated = repeated && other->second.count > 1;
            } else {
                variance *= 2;  // another run varies as much
            }
            values.push_back(value);
            clusters.push_back(m_clusters[test]);
            within += variance;
        }
        if (values.empty()) return std::optional<EvalSpread>();
        auto mean = stats::clustered_mean(values, clusters, confidence);
        if (!mean) return fail(mean);
        if (!mean->error) return std::optional<EvalSpread>();
        auto names = m_session.ledger.list_eval_variants(m_run.id);
        if (!names) return fail(names);
        out.run = m_run.id;
        if (!names->empty()) out.left = name_of(names->front());
        if (variants == 2 && names->size() > 1) out.right = name_of((*names)[1]);
        out.tests = values.size();
        out.clusters = mean->clusters;
        out.trials = m_run.trials;
        // SE = sd / sqrt(clusters); two runs without anything in common have twice the variance of one.
        out.sd = mean->error->standard_error * std::sqrt(static_cast<double>(out.clusters)) *
                 (variants == 2 ? 1 : std::sqrt(2.0));
        if (repeated) out.within_tests = within / static_cast<double>(values.size());
        return std::optional(out);
    }

    const Session& m_session;
    EvalRun m_run;
    std::map<std::int64_t, int> m_clusters;
    std::vector<std::map<std::int64_t, Scores>> m_scores;  // by variant, by test
};

Result<std::optional<std::int64_t>> or_too_many(Result<std::int64_t> size) {
    if (size) return std::optional(*size);
    if (size.error().code == ErrorCode::invalid_value) return std::optional<std::int64_t>();
    return fail(std::move(size.error()));
}

class PowerPlanner {
  public:
    PowerPlanner(const EvalPowerRequest& request, EvalPower out)
        : m_request(request), m_out(std::move(out)) {}

    Result<EvalPower> run() {
        if (auto checked = check(); !checked) return fail(checked);
        m_target = {1 - m_out.confidence, m_request.power};
        if (m_out.spread) take_trials();
        std::vector<double> differences(k_differences.begin(), k_differences.end());
        for (const double difference : differences) {
            if (!m_out.spread && !other_rate(difference)) continue;
            auto tests = tests_for(difference);
            if (!tests) return fail(tests);
            m_out.rows.push_back({difference, *tests});
        }
        if (m_request.difference) {
            auto tests = tests_for(*m_request.difference);
            if (!tests) return fail(tests);
            m_out.asked = EvalPowerRow{*m_request.difference, *tests};
        }
        m_out.tests = m_request.tests;
        if (!m_out.tests && m_out.spread) m_out.tests = static_cast<std::int64_t>(m_out.spread->tests);
        if (m_out.tests)
            if (auto done = look_at_tests(*m_out.tests); !done) return fail(done);
        return std::move(m_out);
    }

  private:
    Done check() const {
        const auto wrong = [](std::string what, std::string fix) {
            return fail(ErrorCode::invalid_value, std::move(what), std::move(fix));
        };
        if (!(m_request.power > 0.5 && m_request.power < 1))
            return wrong("the power is a chance above 0.5 and below 1", "--power 0.8");
        if (!(m_request.rate > 0 && m_request.rate < 1))
            return wrong("the rate is a share above 0 and below 1", "--rate 0.8");
        if (!m_request.difference) return {};
        if (!(*m_request.difference > 0 && *m_request.difference < 1))
            return wrong("the difference is above 0 and below 100 points", "--difference 5");
        if (!m_out.spread && !other_rate(*m_request.difference))
            return wrong(fmt::format("a pass rate of {:g}% cannot change by {:g} points",
                                     m_request.rate * 100, *m_request.difference * 100),
                         "another --rate, or a smaller --difference");
        return {};
    }

    // More trials make what varies within tests smaller, and nothing else.
    void take_trials() {
        const EvalSpread& spread = *m_out.spread;
        m_sd = spread.sd;
        m_out.trials = m_request.trials.value_or(spread.trials);
        if (m_out.trials == spread.trials) return;
        m_out.trials_count = spread.within_tests.has_value();
        if (!m_out.trials_count) return;
        const double change = 1.0 / m_out.trials - 1.0 / spread.trials;
        const double variance = m_sd * m_sd + *spread.within_tests / spread.tests_a_cluster() * change;
        // What is left between tests is estimated, too: never less than a hundredth of it all.
        m_sd = std::sqrt(std::max(variance, m_sd * m_sd / 100));
    }

    // Worse by the difference; better where there is no room below.
    std::optional<double> other_rate(double difference) const {
        if (m_request.rate - difference > 1e-9) return m_request.rate - difference;
        if (m_request.rate + difference < 1 - 1e-9) return m_request.rate + difference;
        return std::nullopt;
    }

    Result<std::optional<std::int64_t>> tests_for(double difference) const {
        if (!m_out.spread)
            return or_too_many(
                stats::two_proportion_sample_size(m_request.rate, *other_rate(difference), m_target));
        auto clusters = or_too_many(stats::paired_sample_size(difference, m_sd, m_target));
        if (!clusters || !*clusters) return clusters;
        return std::optional(static_cast<std::int64_t>(
            std::ceil(static_cast<double>(**clusters) * m_out.spread->tests_a_cluster() - 1e-9)));
    }

    Done look_at_tests(std::int64_t tests) {
        if (!m_out.spread) return look_at_rates(tests);
        const double clusters = static_cast<double>(tests) / m_out.spread->tests_a_cluster();
        if (clusters < 2)
            return fail(ErrorCode::invalid_value,
                        fmt::format("{} tests are fewer than two clusters, which tell nothing", tests),
                        fmt::format("--tests {}", std::ceil(2 * m_out.spread->tests_a_cluster())));
        const double error = m_sd / std::sqrt(clusters);
        auto least = stats::minimum_detectable_effect(error, clusters - 1, m_target);
        if (!least) return fail(least);
        m_out.detectable = *least;
        if (!m_request.difference) return {};
        auto found = stats::power_of_effect(*m_request.difference, error, clusters - 1, m_target.alpha);
        if (!found) return fail(found);
        m_out.found = *found;
        return {};
    }

    // The smallest difference that the formula gives enough power for, to a hundredth of a point.
    Done look_at_rates(std::int64_t tests) {
        constexpr int k_steps = 10'000;
        const auto power_at = [&](int step) -> Result<double> {
            const auto other = other_rate(static_cast<double>(step) / k_steps);
            if (!other) return 1.0;
            return stats::two_proportion_power(m_request.rate, *other, tests, m_target.alpha);
        };
        int low = 0;
        // Below the rate the power grows with the difference; what is beyond is not asked about.
        int high = static_cast<int>(std::ceil(m_request.rate * k_steps)) - 1;
        auto most = power_at(high);
        if (!most) return fail(most);
        if (*most >= m_target.power) {
            while (high - low > 1) {
                const int middle = (low + high) / 2;
                auto power = power_at(middle);
                if (!power) return fail(power);
                (*power >= m_target.power ? high : low) = middle;
            }
            m_out.detectable = static_cast<double>(high) / k_steps;
        }
        if (!m_request.difference) return {};
        auto found = stats::two_proportion_power(m_request.rate, *other_rate(*m_request.difference), tests,
                                                 m_target.alpha);
        if (!found) return fail(found);
        m_out.found = *found;
        return {};
    }

    const EvalPowerRequest& m_request;
    EvalPower m_out;
    stats::PowerTarget m_target;
    double m_sd = 0;
};

}  // namespace

Result<EvalPower> eval_power(const Session& session, const EvalPowerRequest& request) {
    EvalPower out;
    out.rate = request.rate;
    out.power = request.power;
    out.trials = request.trials.value_or(1);
    out.trials_count = out.trials == 1;
    if (!request.suite.empty()) {
        auto runs = session.ledger.list_eval_runs(request.suite);
        if (!runs) return fail(runs);
        auto suite = workspace::read_suite(session.workspace, request.suite);
        if (!suite && runs->empty()) return fail(suite);
        if (suite && suite->suite) out.confidence = suite->suite->guards.confidence;
        if (!runs->empty()) {
            auto spread = SpreadReader(session, std::move(runs->front())).read(out.confidence);
            if (!spread) return fail(spread);
            out.spread = std::move(*spread);
            if (out.spread) out.trials_count = true;
        }
    }
    return PowerPlanner(request, std::move(out)).run();
}

}  // namespace mkai::app
