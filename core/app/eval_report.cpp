#include "core/app/eval_report.hpp"

#include "core/base/text.hpp"
#include "core/stats/bootstrap.hpp"
#include "core/stats/clustered.hpp"
#include "core/stats/multiplicity.hpp"
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

constexpr std::int64_t k_resamples = 2'000;
constexpr std::uint64_t k_seed = 20'261'126;
constexpr std::size_t k_case_digest_bytes = 12;
// What nothing varied about: a difference below this is none.
constexpr double k_nothing = 1e-12;

// One test of one variant.
struct Case {
    std::string id;
    std::string digest;
    int cluster = 0;
    bool critical = false;
    int passed = 0;
    int trials = 0;
    double score = 0;
    std::map<std::string, double> metrics;

    double pass_rate() const { return trials == 0 ? 0 : static_cast<double>(passed) / trials; }
};

std::string percent(double share) {
    return fmt::format("{:.1f}%", share * 100);
}
std::string points(double difference) {
    return fmt::format("{:+.1f} points", difference * 100);
}

std::string name_of(const std::string& prompt, const std::string& model) {
    return fmt::format("{} with {}", prompt, model);
}

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
        m_cases.resize(m_out.variants.size());
        if (auto read = read_sums(); !read) return fail(read);
        if (auto read = read_cases(); !read) return fail(read);
        for (std::size_t i = 0; i < m_out.variants.size(); ++i)
            if (auto done = judge_variant(m_out.variants[i], m_cases[i]); !done) return fail(done);
        if (auto read = read_reasons(); !read) return fail(read);
        take_verdict();
        return std::move(m_out);
    }

    const std::vector<std::vector<Case>>& cases() const { return m_cases; }

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
        std::map<std::string, int> clusters;
        auto done = m_session.ledger.each_eval_case(m_out.run.id, [&](const EvalCaseSum& sum) -> Done {
            note(sum);
            if (sum.trials() == 0) return {};
            const int cluster =
                clusters.try_emplace(sum.cluster, static_cast<int>(clusters.size())).first->second;
            auto& cases = m_cases[static_cast<std::size_t>(sum.variant)];
            m_places[static_cast<std::size_t>(sum.variant)][sum.test] = cases.size();
            cases.push_back({sum.id,
                             sum.digest.substr(0, k_case_digest_bytes),
                             cluster,
                             sum.critical,
                             sum.passed,
                             sum.trials(),
                             sum.score,
                             {}});
            return {};
        });
        if (!done) return done;
        return m_session.ledger.each_eval_case_metric(m_out.run.id, [&](const EvalCaseMetric& one) -> Done {
            const auto variant = static_cast<std::size_t>(one.variant);
            const auto place = m_places[variant].find(one.test);
            if (place != m_places[variant].end())
                m_cases[variant][place->second].metrics[one.metric] = one.score;
            return {};
        });
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

    Done judge_variant(EvalVariantReport& report, const std::vector<Case>& cases) {
        report.cases = static_cast<std::int64_t>(cases.size());
        if (report.sum.errors > 0 ||
            report.sum.passed + report.sum.failed < m_out.run.tests * m_out.run.trials) {
            report.verdict = EvalVerdict::infrastructure;
            const std::int64_t all = m_out.run.tests * m_out.run.trials;
            const std::int64_t told = report.sum.passed + report.sum.failed;
            report.sentence = fmt::format("{} of {} answers could not be told", all - told, all);
        }
        if (cases.empty()) return {};
        std::vector<double> rates, scores;
        std::vector<int> clusters;
        for (const Case& c : cases) {
            rates.push_back(c.pass_rate());
            scores.push_back(c.score);
            clusters.push_back(c.cluster);
        }
        auto rate = stats::clustered_mean(rates, clusters, m_guards.confidence);
        auto score = stats::clustered_mean(scores, clusters, m_guards.confidence);
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
        const bool independent = rate->clusters == cases.size() && m_out.run.trials == 1;
        if (!independent && rate->error) report.by_cluster = clipped(rate->error->interval);
        if (score->error) {
            // Of a difference between two such runs whose scores have nothing in common: at worst.
            auto least = stats::minimum_detectable_effect(score->error->standard_error * std::sqrt(2.0),
                                                          score->error->degrees_of_freedom,
                                                          {1 - m_guards.confidence, 0.8});
            if (least) report.detectable = *least;
        }
        if (m_out.run.trials > 1)
            if (auto repeated = judge_repeats(report, cases); !repeated) return repeated;
        if (m_baseline) {
            auto against = compare(report, cases);
            if (!against) return fail(against);
            report.against = std::move(*against);
        }
        if (report.verdict == EvalVerdict::infrastructure) return {};
        if (report.against) {
            report.verdict = report.against->verdict;
            report.sentence = report.against->sentence;
        } else {
            judge_alone(report, cases);
        }
        return {};
    }
    static stats::Interval clipped(stats::Interval interval) {
        return {std::clamp(interval.low, 0.0, 1.0), std::clamp(interval.high, 0.0, 1.0)};
    }

    Done judge_repeats(EvalVariantReport& report, const std::vector<Case>& cases) const {
        double at_least_one = 0;
        double all = 0;
        std::size_t counted = 0;
        for (const Case& c : cases) {
            if (c.trials < m_out.run.trials) continue;
            auto one = stats::pass_at_k(c.trials, c.passed, c.trials);
            auto every = stats::pass_hat_k(c.trials, c.passed, c.trials);
            if (!one) return fail(one);
            if (!every) return fail(every);
            at_least_one += *one;
            all += *every;
            ++counted;
        }
        if (counted == 0) return {};
        report.pass_at_k = at_least_one / static_cast<double>(counted);
        report.pass_hat_k = all / static_cast<double>(counted);
        return {};
    }

    void judge_alone(EvalVariantReport& report, const std::vector<Case>& cases) const {
        const auto failing =
            std::ranges::find_if(cases, [](const Case& c) { return c.critical && c.passed < c.trials; });
        if (failing != cases.end()) {
            report.verdict = EvalVerdict::regression;
            report.sentence = fmt::format("the critical test {} fails", failing->id);
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

    // --- against a baseline ---

    // The one of the same prompt and model, else the only one, else the first of the prompt.
    const BaselineVariant* counterpart(const EvalVariant& variant) const {
        const auto& all = m_baseline->variants;
        for (const BaselineVariant& one : all)
            if (one.prompt == variant.prompt && one.model == variant.model) return &one;
        if (all.size() == 1) return &all.front();
        for (const BaselineVariant& one : all)
            if (one.prompt == variant.prompt || one.model == variant.model) return &one;
        return all.empty() ? nullptr : &all.front();
    }

    Result<EvalComparison> compare(const EvalVariantReport& report, const std::vector<Case>& cases) const {
        EvalComparison out;
        const BaselineVariant* other = counterpart(report.variant);
        if (!other) {
            out.sentence = "the baseline holds nothing";
            return out;
        }
        out.baseline = name_of(other->prompt, other->model);
        std::vector<double> before, now;
        std::vector<int> clusters;
        std::vector<const Case*> both;
        std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> metrics;
        std::map<std::string, std::vector<int>> metric_clusters;
        for (const Case& c : cases) {
            const auto known = other->cases.find(c.id);
            if (known == other->cases.end() || known->second.digest != c.digest ||
                known->second.trials == 0) {
                ++out.left_out;
                continue;
            }
            const BaselineCase& b = known->second;
            before.push_back(b.score);
            now.push_back(c.score);
            clusters.push_back(c.cluster);
            const bool passed_before = b.passed == b.trials;
            const bool passes = c.passed == c.trials;
            out.better += passes && !passed_before ? 1 : 0;
            out.worse += !passes && passed_before ? 1 : 0;
            if (c.critical && passed_before && !passes) out.flipped.push_back(c.id);
            for (const auto& [metric, score] : c.metrics)
                if (const auto m = b.metrics.find(metric); m != b.metrics.end()) {
                    metrics[metric].first.push_back(m->second);
                    metrics[metric].second.push_back(score);
                    metric_clusters[metric].push_back(c.cluster);
                }
        }
        out.cases = static_cast<std::int64_t>(now.size());
        if (now.empty()) {
            out.sentence = "no test is the same as one of the baseline's";
            return out;
        }
        auto paired = stats::paired_difference(before, now, clusters, m_guards.confidence);
        if (!paired) return fail(paired);
        out.difference = paired->difference.mean;
        for (const double score : before) out.baseline_score += score / static_cast<double>(before.size());
        out.p_value = paired->p_value;
        if (const auto& error = paired->difference.error) {
            out.interval = error->interval;
            auto least = stats::minimum_detectable_effect(error->standard_error, error->degrees_of_freedom,
                                                          {1 - m_guards.confidence, 0.8});
            if (least) out.detectable = *least;
        }
        if (auto resampled =
                stats::paired_bootstrap(before, now, clusters, m_guards.confidence, k_resamples, k_seed))
            out.bootstrap = resampled->interval;
        if (out.better + out.worse > 0)
            if (auto p = stats::mcnemar_exact(out.worse, out.better)) out.mcnemar_p = *p;
        if (auto compared = compare_metrics(out, metrics, metric_clusters); !compared) return fail(compared);
        judge_difference(out);
        return out;
    }

    Done compare_metrics(
        EvalComparison& out,
        const std::map<std::string, std::pair<std::vector<double>, std::vector<double>>>& metrics,
        const std::map<std::string, std::vector<int>>& clusters) const {
        std::vector<double> p_values;
        std::vector<std::size_t> places;
        for (const auto& [metric, scores] : metrics) {
            auto paired = stats::paired_difference(scores.first, scores.second, clusters.at(metric),
                                                   m_guards.confidence);
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

    void judge_difference(EvalComparison& out) const {
        const auto set = [&](EvalVerdict verdict, std::string sentence) {
            out.verdict = verdict;
            out.sentence = std::move(sentence);
        };
        const std::string by = fmt::format("{} against {}", points(out.difference), out.baseline);
        if (!out.flipped.empty())
            return set(EvalVerdict::regression,
                       fmt::format("the critical test {} passed before and fails now", out.flipped.front()));
        const double alpha = 1 - m_guards.confidence;
        for (const EvalMetricDifference& metric : out.metrics)
            if (metric.difference < -m_guards.margin && metric.p_value && *metric.p_value < alpha)
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
        if (interval.low > -m_guards.margin)
            return set(EvalVerdict::pass,
                       fmt::format("{}{}, within the margin of {:.1f}", by, range, m_guards.margin * 100));
        if (interval.high < 0) return set(EvalVerdict::regression, by + range + ", worse, surely");
        set(EvalVerdict::inconclusive,
            fmt::format("{}{}: too few tests to tell whether it is worse by {:.1f}{}", by, range,
                        m_guards.margin * 100,
                        out.detectable
                            ? fmt::format("; these find a difference of {:.1f}", *out.detectable * 100)
                            : std::string()));
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
                                 : fmt::format("{}: {}", name_of(found->variant.prompt, found->variant.model),
                                               found->sentence);
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
    std::vector<std::vector<Case>> m_cases;  // by variant
    std::map<std::size_t, std::map<std::int64_t, std::size_t>> m_places;
    std::vector<std::int64_t> m_note_tests;
};

}  // namespace

std::string_view to_string(EvalVerdict verdict) {
    return k_verdicts[static_cast<std::size_t>(verdict)].name;
}
ExitStatus status_of(EvalVerdict verdict) {
    return k_verdicts[static_cast<std::size_t>(verdict)].status;
}

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

// --- baselines ---

std::string baseline_to_text(const Baseline& baseline) {
    const auto text = [](const std::string& value) { return Json(value).dump(); };
    std::string out = "{\n";
    out += fmt::format(
        "\"format_version\": \"1.0\",\n\"suite\": {},\n\"set_on\": {},\n\"set_by\": {},\n\"run\": {},\n",
        text(baseline.suite), text(baseline.set_on), text(baseline.set_by), text(baseline.run));
    out += fmt::format("\"data\": {},\n\"judge\": {},\n\"variants\": [", text(baseline.data_digest),
                       text(baseline.judge_digest));
    bool first = true;
    for (const BaselineVariant& v : baseline.variants) {
        out += fmt::format(
            "{}\n{{\"prompt\": {}, \"prompt_version\": {},\n \"model\": {}, \"model_digest\": {},\n "
            "\"cases\": {{",
            first ? "" : ",", text(v.prompt), text(v.prompt_version), text(v.model), text(v.model_digest));
        first = false;
        bool first_case = true;
        for (const auto& [id, c] : v.cases) {
            Json metrics = Json::object();
            for (const auto& [metric, score] : c.metrics) metrics[metric] = score;
            out += fmt::format(
                "{}\n  {}: {{\"test\": {}, \"passed\": {}, \"trials\": {}, \"score\": {}, \"metrics\": {}}}",
                first_case ? "" : ",", text(id), text(c.digest), c.passed, c.trials, Json(c.score).dump(),
                metrics.dump());
            first_case = false;
        }
        out += "\n }}";
    }
    return out + "\n]\n}\n";
}

Result<Baseline> baseline_from_text(std::string_view text, std::string_view label) {
    const auto wrong = [&](std::string_view why) {
        return fail(ErrorCode::invalid_file, fmt::format("{} is no baseline: {}", label, why),
                    "mkai eval baseline set SUITE writes it anew");
    };
    auto json = parse_json(text, {64U << 20, 8});
    if (!json) return wrong(json.error().message);
    const auto text_of = [](const Json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json->is_object() || !json->contains("variants") || !(*json)["variants"].is_array())
        return wrong("it has no variants");
    Baseline out{text_of(*json, "suite"),
                 text_of(*json, "data"),
                 text_of(*json, "judge"),
                 text_of(*json, "run"),
                 text_of(*json, "set_by"),
                 text_of(*json, "set_on"),
                 {}};
    for (const Json& v : (*json)["variants"]) {
        if (!v.is_object() || !v.contains("cases") || !v["cases"].is_object())
            return wrong("a variant has no cases");
        BaselineVariant variant{text_of(v, "prompt"),
                                text_of(v, "prompt_version"),
                                text_of(v, "model"),
                                text_of(v, "model_digest"),
                                {}};
        for (const auto& [id, c] : v["cases"].items()) {
            const auto number = [&](const char* key) {
                return c.is_object() && c.contains(key) && c[key].is_number() ? c[key].get<double>() : -1.0;
            };
            BaselineCase one;
            one.digest = c.is_object() ? text_of(c, "test") : std::string();
            one.passed = static_cast<int>(std::clamp(number("passed"), -1.0, 1e6));
            one.trials = static_cast<int>(std::clamp(number("trials"), -1.0, 1e6));
            one.score = number("score");
            if (one.passed < 0 || one.trials < one.passed || one.score < 0 || one.score > 1)
                return wrong(fmt::format("the case {} makes no sense", printable_line(id)));
            if (c.contains("metrics") && c["metrics"].is_object())
                for (const auto& [metric, score] : c["metrics"].items())
                    if (score.is_number()) one.metrics[metric] = score.get<double>();
            variant.cases.emplace(id, std::move(one));
        }
        out.variants.push_back(std::move(variant));
    }
    return out;
}

Result<Baseline> baseline_of_run(const Session& session, const EvalRun& run) {
    Reporter reporter(session, {}, nullptr, 0);
    auto report = reporter.run(run.id);
    if (!report) return fail(report);
    Baseline out{run.suite, run.data_digest,         run.judge_digest,
                 run.id,    session.actor.person.id, to_string(date_of(session.clock.now())),
                 {}};
    for (std::size_t i = 0; i < report->variants.size(); ++i) {
        const EvalVariantReport& v = report->variants[i];
        if (v.verdict == EvalVerdict::infrastructure)
            return fail(ErrorCode::blocked, fmt::format("the run cannot be a baseline: {}", v.sentence),
                        fmt::format("mkai eval run {} --resume", run.suite));
        BaselineVariant variant{
            v.variant.prompt, v.variant.prompt_version, v.variant.model, v.variant.model_digest, {}};
        for (const Case& c : reporter.cases()[i])
            variant.cases.emplace(c.id, BaselineCase{c.digest, c.passed, c.trials, c.score, c.metrics});
        out.variants.push_back(std::move(variant));
    }
    return out;
}

}  // namespace mkai::app
