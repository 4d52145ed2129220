#include "core/app/eval_compare.hpp"

#include "core/stats/bootstrap.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/multiplicity.hpp"
#include "core/stats/power.hpp"
#include "core/stats/proportions.hpp"

#include <array>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace mkai::app {

namespace {

struct VerdictRow {
    std::string_view name;
    ExitStatus status;
};
constexpr std::array k_verdicts{
    VerdictRow{"pass", ExitStatus::done},
    VerdictRow{"regression", ExitStatus::findings},
    VerdictRow{"inconclusive", ExitStatus::inconclusive},
    VerdictRow{"infrastructure", ExitStatus::unavailable},
};

constexpr std::size_t k_shown_digest = 8;  // characters
constexpr std::int64_t k_resamples = 2'000;
constexpr std::uint64_t k_seed = 20'261'126;
// What nothing varied about: a difference below this is none.
constexpr double k_nothing = 1e-12;

std::string points(double difference) {
    return fmt::format("{:+.1f} points", difference * 100);
}

void judge_difference(EvalComparison& out, const eval::GuardRules& guards) {
    const auto set = [&](EvalVerdict verdict, std::string sentence) {
        out.verdict = verdict;
        out.sentence = std::move(sentence);
    };
    const std::string by = fmt::format("{} against {}", points(out.difference), out.baseline);
    if (!out.flipped.empty())
        return set(EvalVerdict::regression,
                   fmt::format("the critical test {} passed before and fails now", out.flipped.front()));
    const double alpha = 1 - guards.confidence;
    for (const EvalMetricDifference& metric : out.metrics)
        if (metric.difference < -guards.margin && metric.p_value && *metric.p_value < alpha)
            return set(EvalVerdict::regression,
                       fmt::format("{} is worse by {:.1f} points, surely (p {:.4f} after Holm)",
                                   metric.metric, -metric.difference * 100, *metric.p_value));
    // Nothing varied: what stands there is all that there is to know.
    const stats::Interval interval =
        out.interval ? *out.interval : stats::Interval{out.difference, out.difference};
    const std::string range =
        out.interval ? fmt::format(" ({:+.1f} to {:+.1f})", interval.low * 100, interval.high * 100) : "";
    if (std::abs(out.difference) < k_nothing && !out.interval)
        return set(EvalVerdict::pass,
                   fmt::format("no test scores otherwise than the baseline ({})", out.baseline));
    if (interval.low > -guards.margin)
        return set(EvalVerdict::pass,
                   fmt::format("{}{}, within the margin of {:.1f}", by, range, guards.margin * 100));
    if (interval.high < 0) return set(EvalVerdict::regression, by + range + ", worse, surely");
    set(EvalVerdict::inconclusive,
        fmt::format("{}{}: too few tests to tell whether it is worse by {:.1f}{}", by, range,
                    guards.margin * 100,
                    out.detectable ? fmt::format("; these find a difference of {:.1f}", *out.detectable * 100)
                                   : std::string()));
}

}  // namespace

std::string_view to_string(EvalVerdict verdict) {
    return k_verdicts[static_cast<std::size_t>(verdict)].name;
}
ExitStatus status_of(EvalVerdict verdict) {
    return k_verdicts[static_cast<std::size_t>(verdict)].status;
}

std::string name_of(const EvalVariant& variant) {
    return fmt::format("{} with {}", variant.prompt, variant.model);
}

std::string change_between(const EvalVariant& before, const EvalVariant& now) {
    std::string out;
    if (before.model == now.model && before.model_digest != now.model_digest)
        out = fmt::format("{} is declared otherwise: {} before, {} now", now.model,
                          before.model_digest.substr(0, k_shown_digest),
                          now.model_digest.substr(0, k_shown_digest));
    if (before.prompt == now.prompt && before.prompt_version != now.prompt_version)
        out += fmt::format("{}{} says otherwise: {} before, {} now", out.empty() ? "" : "; ", now.prompt,
                           before.prompt_version.substr(0, k_shown_digest),
                           now.prompt_version.substr(0, k_shown_digest));
    return out;
}

int ClusterNumbers::operator()(std::string_view label) {
    return m_numbers.try_emplace(std::hash<std::string_view>{}(label), static_cast<int>(m_numbers.size()))
        .first->second;
}

void PairedCases::Scores::add(double earlier, double later, int cluster) {
    before.push_back(earlier);
    now.push_back(later);
    clusters.push_back(cluster);
}

void PairedCases::add(const std::string& id, const ScoredCase& before, const ScoredCase& now) {
    const int cluster = m_numbers(now.cluster);
    m_scores.add(before.score, now.score, cluster);
    m_out.better += now.passes() && !before.passes() ? 1 : 0;
    m_out.worse += !now.passes() && before.passes() ? 1 : 0;
    if (now.critical && before.passes() && !now.passes()) m_out.flipped.push_back(id);
    for (const auto& [metric, score] : now.metrics)
        if (const auto earlier = before.metrics.find(metric); earlier != before.metrics.end())
            m_metrics[metric].add(earlier->second, score, cluster);
}

Result<EvalComparison> PairedCases::compare(std::string baseline, const eval::GuardRules& guards) const {
    EvalComparison out = m_out;
    out.baseline = std::move(baseline);
    out.cases = static_cast<std::int64_t>(m_scores.now.size());
    if (out.cases == 0) {
        out.sentence = "no test is the same as one of the baseline's";
        return out;
    }
    const auto& [before, now, clusters] = m_scores;
    auto paired = stats::paired_difference(before, now, clusters, guards.confidence);
    if (!paired) return fail(paired);
    out.difference = paired->difference.mean;
    for (const double score : before) out.baseline_score += score / static_cast<double>(before.size());
    out.p_value = paired->p_value;
    if (const auto& error = paired->difference.error) {
        out.interval = error->interval;
        auto least = stats::minimum_detectable_effect(error->standard_error, error->degrees_of_freedom,
                                                      {1 - guards.confidence, 0.8});
        if (least) out.detectable = *least;
    }
    if (auto resampled =
            stats::paired_bootstrap(before, now, clusters, guards.confidence, k_resamples, k_seed))
        out.bootstrap = resampled->interval;
    if (out.better + out.worse > 0)
        if (auto p = stats::mcnemar_exact(out.worse, out.better)) out.mcnemar_p = *p;
    if (auto compared = compare_metrics(out, guards.confidence); !compared) return fail(compared);
    judge_difference(out, guards);
    return out;
}

Done PairedCases::compare_metrics(EvalComparison& out, double confidence) const {
    std::vector<double> p_values;
    std::vector<std::size_t> places;
    for (const auto& [metric, scores] : m_metrics) {
        auto paired = stats::paired_difference(scores.before, scores.now, scores.clusters, confidence);
        if (!paired) return fail(paired);
        out.metrics.push_back({metric, paired->difference.mean, {}});
        if (!paired->p_value) continue;
        p_values.push_back(*paired->p_value);
        places.push_back(out.metrics.size() - 1);
    }
    if (p_values.empty()) return {};
    auto adjusted = stats::holm_adjusted(p_values);
    if (!adjusted) return fail(adjusted);
    for (std::size_t i = 0; i < places.size(); ++i) out.metrics[places[i]].p_value = (*adjusted)[i];
    return {};
}

void add_pair(PairedCases& pairs, const ScoredCases& before, const std::string& id, const ScoredCase& now) {
    const auto known = before.find(id);
    if (known == before.end() || known->second.digest != now.digest || known->second.trials == 0)
        return pairs.leave_out();
    pairs.add(id, known->second, now);
}

}  // namespace mkai::app
