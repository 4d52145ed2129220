#include "core/app/eval_report.hpp"

#include "core/base/text.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/power.hpp"
#include "core/stats/proportions.hpp"
#include "core/stats/repeats.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

std::string percent(double share) {
    return fmt::format("{:.1f}%", share * 100);
}

// What is kept of each test of a variant: a few numbers.
struct Tally {
    std::vector<double> pass_rates, scores;
    std::vector<int> clusters;
    std::string failing_critical;  // the first
    // With repeats, over the tests whose trials could all be told.
    double at_least_one = 0, all = 0;
    std::size_t repeated = 0;
    const BaselineVariant* before = nullptr;
    PairedCases pairs;
};

class Reporter {
  public:
    Reporter(const Session& session, const eval::GuardRules& guards, const Baseline* baseline,
             std::size_t notes_max)
        : m_session(session), m_guards(guards), m_baseline(baseline), m_notes_max(notes_max) {}

    Result<EvalReport> run(const std::string& id) {
        auto runs = m_session.ledger.list_eval_runs_by_id(id);
        if (!runs) return fail(runs);
        if (runs->empty()) return fail(ErrorCode::unknown_id, fmt::format("there is no run {}", id));
        m_out.run = std::move(runs->front());
        m_out.confidence = m_guards.confidence;
        auto variants = m_session.ledger.list_eval_variants(m_out.run.id);
        if (!variants) return fail(variants);
        for (EvalVariant& variant : *variants) {
            EvalVariantReport report;
            report.sum.variant = variant.number;
            report.variant = std::move(variant);
            m_out.variants.push_back(std::move(report));
        }
        m_tallies.resize(m_out.variants.size());
        if (m_baseline)
            for (std::size_t i = 0; i < m_tallies.size(); ++i)
                m_tallies[i].before = m_baseline->counterpart_of(m_out.variants[i].variant);
        if (auto read = read_sums(); !read) return fail(read);
        if (auto read = read_cases(); !read) return fail(read);
        for (std::size_t i = 0; i < m_out.variants.size(); ++i)
            if (auto done = judge_variant(m_out.variants[i], m_tallies[i]); !done) return fail(done);
        if (auto read = read_reasons(); !read) return fail(read);
        take_verdict();
        return std::move(m_out);
    }

  private:
    Done read_sums() {
        auto sums = m_session.ledger.sum_eval_variants(m_out.run.id);
        if (!sums) return fail(sums);
        for (EvalVariantSum& sum : *sums) at(sum.variant).sum = sum;
        auto metrics = m_session.ledger.sum_eval_metrics(m_out.run.id);
        if (!metrics) return fail(metrics);
        for (EvalMetricSum& metric : *metrics) at(metric.variant).metrics.push_back(std::move(metric));
        return {};
    }
    EvalVariantReport& at(int variant) { return m_out.variants[static_cast<std::size_t>(variant)]; }

    Done read_cases() {
        const auto visit = [&](const EvalCaseSum& sum, const ScoredCase& scored) -> Done {
            note(sum);
            if (scored.trials == 0) return {};
            Tally& tally = m_tallies[static_cast<std::size_t>(sum.variant)];
            tally.pass_rates.push_back(scored.pass_rate());
            tally.scores.push_back(scored.score);
            tally.clusters.push_back(m_clusters(scored.cluster));
            if (scored.critical && !scored.passes() && tally.failing_critical.empty())
                tally.failing_critical = sum.id;
            if (tally.before) add_pair(tally.pairs, tally.before->cases, sum.id, scored);
            return count_repeats(tally, scored);
        };
        return each_scored_case(m_session.ledger, m_out.run.id, m_baseline != nullptr, visit);
    }

    Done count_repeats(Tally& tally, const ScoredCase& scored) const {
        if (m_out.run.trials < 2 || scored.trials < m_out.run.trials) return {};
        auto one = stats::pass_at_k(scored.trials, scored.passed, scored.trials);
        auto every = stats::pass_hat_k(scored.trials, scored.passed, scored.trials);
        if (!one) return fail(one);
        if (!every) return fail(every);
        tally.at_least_one += *one;
        tally.all += *every;
        ++tally.repeated;
        return {};
    }

    void note(const EvalCaseSum& sum) {
        EvalCaseNote note{sum.id,     sum.description, sum.variant, sum.critical, sum.passed, sum.trials(),
                          sum.errors, sum.score,       {}};
        if (stats::is_flaky(sum.trials(), sum.passed)) {
            ++at(sum.variant).flaky;
            if (m_out.flaky.size() < m_notes_max) m_out.flaky.push_back(note);
        }
        if (sum.failed == 0 && sum.errors == 0) return;
        ++m_out.notes_in_all;
        // Critical ones first, then as they come.
        const bool room = m_out.notes.size() < m_notes_max;
        if (!room && !sum.critical) return;
        auto place =
            sum.critical ? std::ranges::find(m_out.notes, false, &EvalCaseNote::critical) : m_out.notes.end();
        m_note_tests.insert(m_note_tests.begin() + (place - m_out.notes.begin()), sum.test);
        m_out.notes.insert(place, std::move(note));
        if (m_out.notes.size() > m_notes_max) {
            m_out.notes.pop_back();
            m_note_tests.pop_back();
        }
    }

    // Why each of the noted ones failed.
    Done read_reasons() {
        for (std::size_t i = 0; i < m_out.notes.size(); ++i) {
            EvalCaseNote& note = m_out.notes[i];
            auto told = m_session.ledger.list_eval_told(m_out.run.id, m_note_tests[i], note.variant);
            if (!told) return fail(told);
            for (const auto& [answer, result] : *told) {
                note.reason = result.why;
                if (!note.reason.empty()) break;
                auto checks = m_session.ledger.list_eval_checks(m_out.run.id, answer.cell, answer.take);
                if (!checks) return fail(checks);
                const auto failed = std::ranges::find(*checks, false, &EvalCheck::passed);
                if (failed == checks->end()) continue;
                note.reason = fmt::format("{}: {}", failed->type, failed->reason);
                break;
            }
        }
        return {};
    }

    // --- a variant ---

    Done judge_variant(EvalVariantReport& report, const Tally& tally) {
        report.cases = static_cast<std::int64_t>(tally.scores.size());
        if (report.sum.errors > 0 ||
            report.sum.passed + report.sum.failed < m_out.run.tests * m_out.run.trials) {
            report.verdict = EvalVerdict::infrastructure;
            const std::int64_t all = m_out.run.tests * m_out.run.trials;
            const std::int64_t told = report.sum.passed + report.sum.failed;
            report.sentence = fmt::format("{} of {} answers could not be told", all - told, all);
        }
        if (tally.scores.empty()) return {};
        auto rate = stats::clustered_mean(tally.pass_rates, tally.clusters, m_guards.confidence);
        auto score = stats::clustered_mean(tally.scores, tally.clusters, m_guards.confidence);
        auto wilson = stats::wilson_interval(report.sum.passed, report.sum.passed + report.sum.failed,
                                             m_guards.confidence);
        if (!rate) return fail(rate);
        if (!score) return fail(score);
        if (!wilson) return fail(wilson);
        report.pass_rate = rate->mean;
        report.clusters = rate->clusters;
        report.wilson = *wilson;
        report.score = score->mean;
        if (score->error) report.score_interval = clipped(score->error->interval);
        const bool independent = rate->clusters == rate->scores && m_out.run.trials == 1;
        if (!independent && rate->error) report.by_cluster = clipped(rate->error->interval);
        if (score->error) {
            // Of a difference between two such runs whose scores have nothing in common: at worst.
            auto least = stats::minimum_detectable_effect(score->error->standard_error * std::sqrt(2.0),
                                                          score->error->degrees_of_freedom,
                                                          {1 - m_guards.confidence, 0.8});
            if (least) report.detectable = *least;
        }
        if (tally.repeated > 0) {
            report.pass_at_k = tally.at_least_one / static_cast<double>(tally.repeated);
            report.pass_hat_k = tally.all / static_cast<double>(tally.repeated);
        }
        if (m_baseline) {
            auto against = compare(tally);
            if (!against) return fail(against);
            report.against = std::move(*against);
        }
        if (report.verdict == EvalVerdict::infrastructure) return {};
        if (report.against) {
            report.verdict = report.against->verdict;
            report.sentence = report.against->sentence;
        } else {
            judge_alone(report, tally);
        }
        return {};
    }
    Result<EvalComparison> compare(const Tally& tally) const {
        if (tally.before) return tally.pairs.compare(name_of(tally.before->variant), m_guards);
        EvalComparison out;
        out.sentence = "the baseline holds nothing";
        return out;
    }
    static stats::Interval clipped(stats::Interval interval) {
        return {std::clamp(interval.low, 0.0, 1.0), std::clamp(interval.high, 0.0, 1.0)};
    }

    void judge_alone(EvalVariantReport& report, const Tally& tally) const {
        if (!tally.failing_critical.empty()) {
            report.verdict = EvalVerdict::regression;
            report.sentence = fmt::format("the critical test {} fails", tally.failing_critical);
            return;
        }
        const std::string passed =
            fmt::format("{} of {} passed", report.sum.passed, report.sum.passed + report.sum.failed);
        if (!m_guards.pass_rate) {
            report.verdict = report.sum.failed == 0 ? EvalVerdict::pass : EvalVerdict::regression;
            report.sentence = report.sum.failed == 0 ? passed : passed + ", and the suite asks for all";
            return;
        }
        const stats::Interval interval = report.by_cluster ? *report.by_cluster : *report.wilson;
        const double asked = *m_guards.pass_rate;
        const std::string range = fmt::format("{} ({} to {})", percent(report.pass_rate),
                                              percent(interval.low), percent(interval.high));
        // A rate that was asked for as a whole can be met, but never be proven by an interval.
        const bool all = report.sum.failed == 0 && asked >= 1;
        if (all || interval.low >= asked) {
            report.verdict = EvalVerdict::pass;
            report.sentence = fmt::format("{}: {} pass, and {} are asked for", passed, range, percent(asked));
        } else if (interval.high < asked || (asked >= 1 && report.sum.failed > 0)) {
            report.verdict = EvalVerdict::regression;
            report.sentence = fmt::format("{}: {} pass, less than the {} that are asked for", passed, range,
                                          percent(asked));
        } else {
            report.verdict = EvalVerdict::inconclusive;
            report.sentence = fmt::format(
                "{}: {} pass, which may be more or less than the {} that are asked for; "
                "more tests would tell",
                passed, range, percent(asked));
        }
    }

    void take_verdict() {
        // The worst counts: what could not be told first, since it may be any of the others.
        constexpr std::array k_order{EvalVerdict::infrastructure, EvalVerdict::regression,
                                     EvalVerdict::inconclusive};
        m_out.verdict = EvalVerdict::pass;
        for (const EvalVerdict verdict : k_order) {
            const auto found = std::ranges::find(m_out.variants, verdict, &EvalVariantReport::verdict);
            if (found == m_out.variants.end()) continue;
            m_out.verdict = verdict;
            m_out.sentence = m_out.variants.size() == 1
                                 ? found->sentence
                                 : fmt::format("{}: {}", name_of(found->variant), found->sentence);
            return;
        }
        m_out.sentence = m_out.variants.size() == 1
                             ? m_out.variants.front().sentence
                             : fmt::format("all {} variants pass", m_out.variants.size());
    }

    const Session& m_session;
    eval::GuardRules m_guards;
    const Baseline* m_baseline;
    std::size_t m_notes_max;
    EvalReport m_out;
    std::vector<Tally> m_tallies;  // by variant
    ClusterNumbers m_clusters;
    std::vector<std::int64_t> m_note_tests;
};

}  // namespace

Result<EvalReport> report_eval(const Session& session, const std::string& run, const eval::GuardRules& guards,
                               const Baseline* baseline, std::size_t notes_max) {
    return Reporter(session, guards, baseline, notes_max).run(run);
}

Done end_eval(const Session& session, const EvalReport& report) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    Event event = make_event(session, event_kind::eval_ended);
    event.data = {{"run", report.run.id}, {"verdict", std::string(to_string(report.verdict))}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->end_eval_run(report.run.id, to_string(report.verdict), report.sentence, *seq);
        !done)
        return done;
    return writer->commit();
}

}  // namespace mkai::app
