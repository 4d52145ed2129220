#include "cli/eval_views.hpp"

#include "cli/eval_targets.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string percent(double share) {
    return fmt::format("{:.1f}%", share * 100);
}

std::string range(const stats::Interval& interval) {
    return fmt::format("{:.1f} to {:.1f}", interval.low * 100, interval.high * 100);
}

Colour colour_of(app::EvalVerdict verdict) {
    switch (verdict) {
        case app::EvalVerdict::pass:
            return Colour::green;
        case app::EvalVerdict::inconclusive:
            return Colour::yellow;
        default:
            return Colour::red;
    }
}

Json note_json(const app::EvalCaseNote& note) {
    return {{"test", note.id},
            {"description", or_null(note.description)},
            {"variant", note.variant},
            {"critical", note.critical},
            {"passed", note.passed},
            {"trials", note.trials},
            {"errors", note.errors},
            {"score", note.score},
            {"reason", or_null(note.reason)}};
}

Json variant_json(const app::EvalVariantReport& v) {
    Json metrics = Json::array();
    for (const EvalMetricSum& m : v.metrics)
        metrics.push_back(
            {{"metric", m.metric}, {"checks", m.count}, {"passed", m.passed}, {"score", m.score}});
    return {{"number", v.variant.number},
            {"prompt", v.variant.prompt},
            {"prompt_version", v.variant.prompt_version},
            {"model", v.variant.model},
            {"model_digest", v.variant.model_digest},
            {"passed", v.sum.passed},
            {"failed", v.sum.failed},
            {"errors", v.sum.errors},
            {"cached", v.sum.cached},
            {"calls", v.sum.calls},
            {"pass_rate", v.pass_rate},
            {"wilson", interval_json(v.wilson)},
            {"by_cluster", interval_json(v.by_cluster)},
            {"clusters", v.clusters},
            {"score", v.score},
            {"score_interval", interval_json(v.score_interval)},
            {"pass_at_k", number_json(v.pass_at_k)},
            {"pass_hat_k", number_json(v.pass_hat_k)},
            {"detectable", number_json(v.detectable)},
            {"flaky", v.flaky},
            {"cost_usd", to_decimal(v.sum.cost)},
            {"spent_usd", to_decimal(v.sum.spent)},
            {"input_tokens", v.sum.input_tokens},
            {"output_tokens", v.sum.output_tokens},
            {"latency_p50_ms", v.sum.latency_p50_ms},
            {"latency_p95_ms", v.sum.latency_p95_ms},
            {"metrics", std::move(metrics)},
            {"against", v.against ? comparison_json(*v.against) : Json(nullptr)},
            {"verdict", app::to_string(v.verdict)},
            {"sentence", v.sentence}};
}

std::string name_of(const app::EvalReport& report, int variant) {
    return app::name_of(report.variants[static_cast<std::size_t>(variant)].variant);
}

std::vector<Cell> variant_row(const app::EvalVariantReport& v) {
    const std::int64_t told = v.sum.passed + v.sum.failed;
    std::string rate = percent(v.pass_rate);
    if (v.by_cluster)
        rate += fmt::format(" ({})", range(*v.by_cluster));
    else if (v.wilson)
        rate += fmt::format(" ({})", range(*v.wilson));
    std::vector<Cell> row{{"  " + v.variant.prompt, Colour::bold},
                          {v.variant.model},
                          {fmt::format("{} of {}", v.sum.passed, told)},
                          {std::move(rate)},
                          {fmt::format("{:.3f}", v.score)},
                          {"$" + to_decimal(v.sum.cost)},
                          {fmt::format("{} / {} ms", v.sum.latency_p50_ms, v.sum.latency_p95_ms)}};
    if (v.sum.errors > 0)
        row.push_back({counted(static_cast<std::size_t>(v.sum.errors), "error"), Colour::red});
    return row;
}

std::string against_text(const app::EvalVariantReport& v, const Terminal& t) {
    const app::EvalComparison& c = *v.against;
    std::string out = fmt::format("\nagainst the baseline ({}), {}", printable_line(c.baseline),
                                  counted(static_cast<std::size_t>(c.cases), "test"));
    if (c.left_out > 0) out += fmt::format(", {} left out (new or changed)", c.left_out);
    out += "\n" + difference_line(c);
    out += fmt::format("  {} passed before and fail now, {} the other way round", c.worse, c.better);
    if (c.mcnemar_p) out += fmt::format(" (McNemar p {:.4f})", *c.mcnemar_p);
    out += '\n';
    if (c.detectable)
        out += fmt::format("  these tests find a difference of {:.1f} points, 8 times of 10\n",
                           *c.detectable * 100);
    for (const app::EvalMetricDifference& m : c.metrics)
        if (m.difference != 0) out += metric_line(m);
    for (const std::string& id : c.flipped)
        out += "  " + t.paint(Colour::red, "flipped") + fmt::format("  {}\n", printable_line(id));
    return out;
}

}  // namespace

Json comparison_json(const app::EvalComparison& c) {
    Json metrics = Json::array();
    for (const app::EvalMetricDifference& m : c.metrics)
        metrics.push_back(
            {{"metric", m.metric}, {"difference", m.difference}, {"p_value", number_json(m.p_value)}});
    return {{"baseline", c.baseline},
            {"tests", c.cases},
            {"left_out", c.left_out},
            {"baseline_score", c.baseline_score},
            {"difference", c.difference},
            {"interval", interval_json(c.interval)},
            {"bootstrap_interval", interval_json(c.bootstrap)},
            {"p_value", number_json(c.p_value)},
            {"better", c.better},
            {"worse", c.worse},
            {"mcnemar_p", number_json(c.mcnemar_p)},
            {"detectable", number_json(c.detectable)},
            {"flipped", c.flipped},
            {"metrics", std::move(metrics)}};
}

Json interval_json(const std::optional<stats::Interval>& interval) {
    return interval ? Json{{"low", interval->low}, {"high", interval->high}} : Json(nullptr);
}
Json number_json(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

std::string difference_line(const app::EvalComparison& c) {
    std::string out = fmt::format("  score {:.3f}, was {:.3f}: {:+.1f} points",
                                  c.baseline_score + c.difference, c.baseline_score, c.difference * 100);
    if (c.interval)
        out += fmt::format(" ({:+.1f} to {:+.1f})", c.interval->low * 100, c.interval->high * 100);
    return out + "\n";
}

std::string metric_line(const app::EvalMetricDifference& metric) {
    return fmt::format(
        "  {}: {:+.1f} points{}\n", printable_line(metric.metric), metric.difference * 100,
        metric.p_value ? fmt::format(" (p {:.4f} after Holm)", *metric.p_value) : std::string());
}

std::string eval_text(const app::EvalReport& report, const Terminal& t) {
    const EvalRun& run = report.run;
    std::string out =
        fmt::format("{}  {}, {}{}, run {}\n", t.paint(Colour::bold, run.suite),
                    counted(static_cast<std::size_t>(run.tests), "test"),
                    counted(static_cast<std::size_t>(run.variants), "variant"),
                    run.trials > 1 ? fmt::format(", {} trials each", run.trials) : "", short_run(run.id));
    std::vector<std::vector<Cell>> rows{{{"  prompt", Colour::dim},
                                         {"model", Colour::dim},
                                         {"passed", Colour::dim},
                                         {fmt::format("rate ({:g}%)", report.confidence * 100), Colour::dim},
                                         {"score", Colour::dim},
                                         {"cost", Colour::dim},
                                         {"half / 95%", Colour::dim}}};
    std::int64_t cached = 0;
    PicoUsd spent;
    for (const app::EvalVariantReport& v : report.variants) {
        rows.push_back(variant_row(v));
        cached += v.sum.cached;
        spent = sum_of(spent, v.sum.spent).value_or(spent);
    }
    out += table(rows, t);
    if (cached > 0)
        out += fmt::format("{} from the cache; spent ${}\n",
                           counted(static_cast<std::size_t>(cached), "answer"), to_decimal(spent));
    for (const app::EvalVariantReport& v : report.variants) {
        if (v.pass_at_k)
            out += fmt::format(
                "  {}: at least one of {} trials passes in {} of the tests, all of them in {}\n",
                name_of(report, v.variant.number), run.trials, percent(*v.pass_at_k), percent(*v.pass_hat_k));
        if (v.against) out += against_text(v, t);
    }
    if (!report.notes.empty()) {
        out += '\n';
        for (const app::EvalCaseNote& note : report.notes) {
            out += note.errors > 0 ? t.paint(Colour::yellow, "error") : t.paint(Colour::red, "fails");
            out += fmt::format("  {}", printable_line(note.id));
            if (note.critical) out += " (critical)";
            if (run.trials > 1) out += fmt::format(" {} of {}", note.passed, note.trials);
            if (report.variants.size() > 1) out += t.paint(Colour::dim, "  " + name_of(report, note.variant));
            out += fmt::format("\n       {}\n", printable_line(note.reason));
        }
        if (report.notes_in_all > static_cast<std::int64_t>(report.notes.size()))
            out += fmt::format("and {} more: mkai eval show {} --all\n",
                               report.notes_in_all - static_cast<std::int64_t>(report.notes.size()),
                               short_run(run.id));
    }
    if (!report.flaky.empty()) {
        out += fmt::format("\n{} pass and fail:", counted(report.flaky.size(), "test"));
        for (const app::EvalCaseNote& note : report.flaky)
            out += fmt::format(" {} ({} of {})", printable_line(note.id), note.passed, note.trials);
        out += '\n';
    }
    return out + fmt::format("\n{}: {}\n", t.paint(colour_of(report.verdict), app::to_string(report.verdict)),
                             printable_line(report.sentence));
}

Json eval_json(const app::EvalReport& report) {
    Json variants = Json::array();
    for (const app::EvalVariantReport& v : report.variants) variants.push_back(variant_json(v));
    Json failures = Json::array();
    for (const app::EvalCaseNote& note : report.notes) failures.push_back(note_json(note));
    Json flaky = Json::array();
    for (const app::EvalCaseNote& note : report.flaky) flaky.push_back(note_json(note));
    const EvalRun& run = report.run;
    return {{"run", run.id},
            {"suite", run.suite},
            {"suite_digest", run.suite_digest},
            {"data_digest", run.data_digest},
            {"tests", run.tests},
            {"trials", run.trials},
            {"started_at", time_json(run.started)},
            {"variants", std::move(variants)},
            {"failures", std::move(failures)},
            {"failures_in_all", report.notes_in_all},
            {"flaky", std::move(flaky)},
            {"verdict", app::to_string(report.verdict)},
            {"sentence", report.sentence}};
}

CheckReport eval_as_findings(const app::EvalReport& report, const std::string& suite_path, bool by_case) {
    CheckReport out;
    out.verb = "eval run";
    out.noun = by_case ? "test" : "suite";
    if (!by_case) out.checked.push_back({report.run.suite, suite_path});
    for (const app::EvalCaseNote& note : report.notes) {
        const std::string name = report.variants.size() == 1
                                     ? note.id
                                     : fmt::format("{} ({})", note.id, name_of(report, note.variant));
        Finding finding = make_finding(Level::error, note.errors > 0 ? "eval-error" : "eval-failed",
                                       by_case ? note.reason : fmt::format("{}: {}", name, note.reason), {},
                                       by_case ? name : suite_path, by_case ? 0 : 1, by_case ? 0 : 1);
        out.findings.push_back(std::move(finding));
        if (by_case) out.checked.push_back({name, name});
    }
    if (report.verdict != app::EvalVerdict::pass && !by_case)
        out.findings.push_back(make_finding(Level::error, std::string(app::to_string(report.verdict)),
                                            report.sentence, {}, suite_path, 1, 1));
    return out;
}

}  // namespace mkai::cli
