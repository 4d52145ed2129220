#include "cli/eval_html.hpp"

#include "cli/eval_html_cases.hpp"
#include "cli/html.hpp"
#include "cli/page_style.hpp"
#include "cli/svg_plot.hpp"
#include "core/base/file_draft.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// What the shared style does not have.
constexpr std::string_view k_style = R"(
:root{--mark:#0a58ca;--mark-2:#a8470a}@media (prefers-color-scheme:dark){:root{--mark:#7db4ff;--mark-2:#ffb27a}}
.verdict{border:1px solid var(--line);border-left:8px solid var(--quiet);border-radius:6px;padding:14px 18px;margin:0 0 16px;background:var(--soft)}
.verdict p{margin:0}
.verdict .plain{font-size:20px;font-weight:600}
.verdict.good{border-left-color:var(--good)}.verdict.bad{border-left-color:var(--bad)}.verdict.odd{border-left-color:var(--odd)}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:24px;margin:0 0 20px;align-items:start}
figure{margin:0}
figcaption{font-weight:600;margin-bottom:6px}
.plot{display:block;width:100%;max-width:540px;height:auto}
.plot text{font-family:inherit;font-size:12px;fill:var(--text)}
.plot .tick{font-size:11px;fill:var(--quiet)}
.plot .name{font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
.plot .grid{stroke:var(--line);stroke-width:.8}
.plot .axis{stroke:var(--quiet);stroke-width:1}
.plot .leader{stroke:var(--quiet);stroke-width:.8}
.plot .range{stroke-width:1.8}
.plot .range.first{stroke:var(--mark)}.plot .range.second{stroke:var(--mark-2)}
.plot .mark.first{fill:var(--mark);stroke:var(--page);stroke-width:1}
.plot .mark.second{fill:var(--page);stroke:var(--mark-2);stroke-width:1.8}
.case{border:1px solid var(--line);border-radius:6px;padding:14px 18px;margin:0 0 14px}
.case details{border-top:1px solid var(--line);padding:7px 0}
.case details:last-child{padding-bottom:0}
.reason{display:block;color:var(--quiet);font-size:14px;padding-left:18px}
.one>p,.one>pre,.one>dl,.one>div{margin:8px 0 10px}
.checks{font-size:14px}.checks th[scope=row]{font-weight:600}
.checks th[scope=row]{min-width:0}
@media (max-width:640px){.verdict .plain{font-size:18px}.case{padding:12px}}
@media print{:root{--mark:#0a58ca;--mark-2:#a8470a}.verdict,figure,.case h3{break-inside:avoid}
.case .unpassed::details-content{content-visibility:visible;display:block;height:auto}}
)";

struct VerdictWords {
    app::EvalVerdict verdict;
    std::string_view style;
    std::string_view plain;
};
constexpr std::array k_words{
    VerdictWords{app::EvalVerdict::pass, "good", "It passes: as good as it has to be."},
    VerdictWords{app::EvalVerdict::regression, "bad", "It does not pass: worse than it has to be."},
    VerdictWords{app::EvalVerdict::inconclusive, "odd", "It cannot be told: there are too few tests."},
    VerdictWords{app::EvalVerdict::infrastructure, "odd",
                 "It cannot be told: some answers are missing, which says nothing about their quality."},
};
const VerdictWords& words_of(app::EvalVerdict verdict) {
    return *std::ranges::find(k_words, verdict, &VerdictWords::verdict);
}

std::string verdict_tag(app::EvalVerdict verdict) {
    return page_tag(words_of(verdict).style, app::to_string(verdict));
}

std::string percent(double share) {
    return fmt::format("{:.1f}%", share * 100);
}
std::string points(double difference) {
    return fmt::format("{:+.1f} points", difference * 100);
}
std::string range(const std::optional<stats::Interval>& interval) {
    if (!interval) return {};
    return fmt::format("<span class=\"small\">{:.1f} to {:.1f}</span>", interval->low * 100,
                       interval->high * 100);
}
std::string p_value(const std::optional<double>& p) {
    if (!p) return "not told";
    return *p < 0.0001 ? "below 0.0001" : fmt::format("{:.4f}", *p);
}
std::string number_cell(std::string_view text) {
    return fmt::format("<td class=\"number\">{}</td>", text);
}

// A table of numbers, as far as its body: all columns but the texts are of numbers. `columns` is HTML.
std::string table_begin(std::string_view caption, const std::vector<std::string>& texts,
                        const std::vector<std::string>& numbers) {
    std::string out = fmt::format("<table><caption>{}</caption>\n<thead><tr>", caption);
    for (const std::string& name : texts) out += fmt::format("<th scope=\"col\">{}</th>", name);
    for (const std::string& name : numbers)
        out += fmt::format("<th scope=\"col\" class=\"number\">{}</th>", name);
    return out + "</tr></thead>\n<tbody>\n";
}
std::string row_name(std::string_view name) {
    return fmt::format("<tr><th scope=\"row\"><bdi>{}</bdi></th>", page_line(name));
}

const std::optional<stats::Interval>& rate_interval(const app::EvalVariantReport& v) {
    return v.by_cluster ? v.by_cluster : v.wilson;
}

std::optional<PlotRange> in_percent(const std::optional<stats::Interval>& interval) {
    if (!interval) return std::nullopt;
    return PlotRange{interval->low * 100, interval->high * 100};
}

double dollars(PicoUsd amount) {
    return static_cast<double>(amount.value) / static_cast<double>(k_pico_per_usd);
}

// --- the head ---

std::string digest(const std::string& hex) {
    return hex.empty() ? std::string() : fmt::format("<span class=\"digest\">{}</span>", html_text(hex));
}

std::string head(const app::EvalReport& report) {
    const EvalRun& run = report.run;
    const VerdictWords& words = words_of(report.verdict);
    const std::string suite = page_line(run.suite);
    std::string out =
        fmt::format("<header>\n<h1>Evaluation of {}</h1>\n<div class=\"verdict {}\" role=\"status\">\n",
                    suite, words.style);
    out += fmt::format("<p class=\"plain\">{}</p>\n<p>{} <span dir=\"auto\">{}</span></p>\n</div>\n",
                       words.plain, verdict_tag(report.verdict), page_line(report.sentence));
    out += "<nav aria-label=\"Parts of this page\"><ul><li><a href=\"#variants\">Variants</a></li>";
    if (std::ranges::any_of(report.variants,
                            [](const app::EvalVariantReport& v) { return v.against.has_value(); }))
        out += "<li><a href=\"#baseline\">Against the baseline</a></li>";
    out +=
        "<li><a href=\"#unsteady\">Errors and flaky tests</a></li><li><a href=\"#cases\">Cases</a></li>"
        "<li><a href=\"#run\">The run</a></li></ul></nav>\n</header>\n<main>\n";
    return out;
}

// --- variants ---

std::string plots(const app::EvalReport& report) {
    IntervalPlot quality{"quality",
                         "Score and pass rate by variant",
                         {},
                         "share of what is possible, %",
                         {"score", "pass rate"},
                         {},
                         PlotRange{0, 100}};
    ScatterPlot cost{"cost", "Cost against quality", {}, "cost of all answers, $", "score, %",
                     {},     PlotRange{0, 100}};
    std::string told;
    bool priced = false;
    for (const app::EvalVariantReport& v : report.variants) {
        if (v.cases == 0) continue;
        const std::string name = page_variant_name(report, v.variant.number);
        quality.rows.push_back({name,
                                {{v.score * 100, in_percent(v.score_interval)},
                                 {v.pass_rate * 100, in_percent(rate_interval(v))}}});
        cost.points.push_back({name, dollars(v.sum.cost), v.score * 100, in_percent(v.score_interval)});
        priced = priced || v.sum.cost.value > 0;
        told += fmt::format("{}: score {}, pass rate {}, cost ${}. ", name, percent(v.score),
                            percent(v.pass_rate), to_decimal(v.sum.cost));
    }
    if (quality.rows.empty()) return "<p>No variant has an outcome, so there is nothing to draw.</p>\n";
    quality.description = told;
    cost.description = told;
    std::string out =
        "<div class=\"plots\">\n<figure>\n<figcaption>Score and pass rate by variant</figcaption>\n";
    out += interval_plot(quality);
    out += fmt::format(
        "<p class=\"quiet\">The lines are intervals at {:g}% confidence. Where two of them lie over "
        "each other, the variants may be alike.</p>\n</figure>\n",
        report.confidence * 100);
    out += "<figure>\n<figcaption>Cost against quality</figcaption>\n";
    out += priced ? scatter_plot(cost) +
                        "<p class=\"quiet\">Better is above, cheaper is to the left. The cost is that of all "
                        "answers, as if none had come from the cache.</p>\n"
                  : "<p class=\"quiet\">No answer had a price, so there is nothing to draw.</p>\n";
    return out + "</figure>\n</div>\n";
}

std::string variants_table(const app::EvalReport& report) {
    const bool repeated = report.run.trials > 1;
    std::vector<std::string> numbers{
        "Passed", "Pass rate", "Score", "Cost", "Latency<br>half / 95%", "Tokens<br>in / out"};
    if (repeated) numbers.insert(numbers.end(), {"Flaky<br>tests", "pass@k", "pass^k"});
    numbers.emplace_back("Detectable");
    std::string out = table_begin("The variants", {"Variant", "Verdict"}, numbers);
    for (const app::EvalVariantReport& v : report.variants) {
        out += row_name(page_variant_name(report, v.variant.number));
        out += fmt::format("<td>{}</td>", verdict_tag(v.verdict));
        std::string passed = fmt::format("{} of {}", v.sum.passed, v.sum.passed + v.sum.failed);
        if (v.sum.errors > 0)
            passed += fmt::format("<span class=\"small\">{}</span>",
                                  counted(static_cast<std::size_t>(v.sum.errors), "error"));
        out += number_cell(passed) + number_cell(percent(v.pass_rate) + range(rate_interval(v)));
        out += number_cell(percent(v.score) + range(v.score_interval));
        out += number_cell("$" + to_decimal(v.sum.cost));
        out += number_cell(fmt::format("{} / {} ms", v.sum.latency_p50_ms, v.sum.latency_p95_ms));
        out += number_cell(fmt::format("{} / {}", v.sum.input_tokens, v.sum.output_tokens));
        if (repeated) {
            out += number_cell(fmt::format("{}", v.flaky));
            out += number_cell(v.pass_at_k ? percent(*v.pass_at_k) : "not told");
            out += number_cell(v.pass_hat_k ? percent(*v.pass_hat_k) : "not told");
        }
        out += number_cell(v.detectable ? fmt::format("{:.1f} points", *v.detectable * 100) : "not told");
        out += "</tr>\n";
    }
    out = page_scroll("The variants", out + "</tbody></table>\n");
    std::string legend = fmt::format(
        "Small print: intervals at {:g}% confidence. Detectable: the difference that two such runs would "
        "find "
        "8 times of 10.",
        report.confidence * 100);
    if (repeated)
        legend += fmt::format(
            " pass@k: the share of tests of which at least one of k = {0} trials passes; pass^k: of which "
            "all "
            "{0} do.",
            report.run.trials);
    return out + fmt::format("<p class=\"quiet\">{}</p>\n", legend);
}

std::string metrics_table(const app::EvalReport& report) {
    std::vector<std::string> names;
    for (const app::EvalVariantReport& v : report.variants)
        for (const EvalMetricSum& metric : v.metrics)
            if (std::ranges::find(names, metric.metric) == names.end()) names.push_back(metric.metric);
    if (names.empty()) return {};
    std::vector<std::string> variants;
    for (const app::EvalVariantReport& v : report.variants)
        variants.push_back(fmt::format(
            "<bdi>{}</bdi>", html_text(printable_line(page_variant_name(report, v.variant.number)))));
    std::string out =
        table_begin("The mean score of each metric, and how many of its checks passed", {"Metric"}, variants);
    for (const std::string& name : names) {
        out += row_name(name);
        for (const app::EvalVariantReport& v : report.variants) {
            const auto metric = std::ranges::find(v.metrics, name, &EvalMetricSum::metric);
            out += number_cell(metric == v.metrics.end()
                                   ? std::string("none")
                                   : fmt::format("{} <span class=\"quiet\">({} of {})</span>",
                                                 percent(metric->score), metric->passed, metric->count));
        }
        out += "</tr>\n";
    }
    return page_scroll("The metrics", out + "</tbody></table>\n");
}

// --- the baseline ---

std::string against(const app::EvalReport& report, const app::EvalVariantReport& v) {
    const app::EvalComparison& c = *v.against;
    std::string out =
        fmt::format("<h3>{}</h3>\n<p>{} <span dir=\"auto\">{}</span></p>\n<dl class=\"facts\">\n",
                    html_text(printable_line(page_variant_name(report, v.variant.number))),
                    verdict_tag(c.verdict), page_line(c.sentence));
    out += page_fact(
        "Held against",
        fmt::format(
            "<bdi>{}</bdi>, {}{}", page_line(c.baseline), counted(static_cast<std::size_t>(c.cases), "test"),
            c.left_out > 0 ? fmt::format("; {} left out (new or changed)", c.left_out) : std::string()));
    std::string difference = fmt::format("{}: {}, was {}", points(c.difference),
                                         percent(c.baseline_score + c.difference), percent(c.baseline_score));
    if (c.interval)
        difference += fmt::format("; {:+.1f} to {:+.1f} at {:g}% confidence", c.interval->low * 100,
                                  c.interval->high * 100, report.confidence * 100);
    out += page_fact("Difference of the scores", difference);
    if (c.bootstrap)
        out += page_fact("The same, by resampling",
                         fmt::format("{:+.1f} to {:+.1f}", c.bootstrap->low * 100, c.bootstrap->high * 100));
    out += page_fact("p value of no difference", p_value(c.p_value));
    out += page_fact("Passed before and fail now", fmt::format("{}; the other way round {}; McNemar p {}",
                                                               c.worse, c.better, p_value(c.mcnemar_p)));
    if (c.detectable)
        out += page_fact("These tests find",
                         fmt::format("a difference of {:.1f} points, 8 times of 10", *c.detectable * 100));
    out += "</dl>\n";
    if (!c.flipped.empty()) {
        out +=
            "<p><span class=\"tag bad\">flipped</span> Critical tests that passed before and fail "
            "now:</p>\n<ul>\n";
        for (const std::string& id : c.flipped) out += fmt::format("<li><bdi>{}</bdi></li>\n", page_line(id));
        out += "</ul>\n";
    }
    std::string rows;
    std::size_t same = 0;
    for (const app::EvalMetricDifference& m : c.metrics) {
        if (m.difference == 0) {
            ++same;
            continue;
        }
        rows += row_name(m.metric) + number_cell(points(m.difference)) + number_cell(p_value(m.p_value)) +
                "</tr>\n";
    }
    if (!rows.empty())
        out += page_scroll(
            "Metrics against the baseline",
            table_begin("The metrics that changed; p after Holm's correction for the number of metrics",
                        {"Metric"}, {"Difference", "p"}) +
                rows + "</tbody></table>\n");
    if (same > 0) out += fmt::format("<p class=\"quiet\">{} as before.</p>\n", counted(same, "metric"));
    return out;
}

std::string baseline_part(const app::EvalReport& report) {
    std::string out;
    for (const app::EvalVariantReport& v : report.variants)
        if (v.against) out += against(report, v);
    if (out.empty()) return {};
    return "<section aria-labelledby=\"baseline\">\n<h2 id=\"baseline\">Against the baseline</h2>\n" + out +
           "</section>\n";
}

// --- what is unsteady ---

std::string unsteady_part(const app::EvalReport& report, const PageCases& cases) {
    std::string out =
        "<section aria-labelledby=\"unsteady\">\n<h2 id=\"unsteady\">Errors and flaky tests</h2>\n";
    std::int64_t errors = 0;
    for (const app::EvalVariantReport& v : report.variants) errors += v.sum.errors;
    out += errors == 0
               ? "<p>Every question has an outcome.</p>\n"
               : fmt::format(
                     "<p>{} could not be told; each is with its case below. "
                     "<code>mkai eval run {} --resume</code> asks them again.</p>\n",
                     counted(static_cast<std::size_t>(errors), "answer"), page_line(report.run.suite));
    if (cases.flaky.empty())
        return out + (report.run.trials > 1
                          ? "<p>No test passed in one trial and failed in another.</p>\n</section>\n"
                          : "<p>Each test was asked once, so that flaky ones cannot be seen; "
                            "<code>--repeat 5</code> shows them.</p>\n</section>\n");
    std::string table =
        table_begin("Tests that passed in one trial and failed in another", {"Test", "Variant"}, {"Passed"});
    for (const PageFlaky& flaky : cases.flaky)
        table += row_name(flaky.id) +
                 fmt::format("<td>{}</td>{}</tr>\n",
                             html_text(printable_line(page_variant_name(report, flaky.variant))),
                             number_cell(fmt::format("{} of {}", flaky.passed, flaky.trials)));
    out += page_scroll("Flaky tests", table + "</tbody></table>\n");
    const auto shown = static_cast<std::int64_t>(cases.flaky.size());
    if (cases.flaky_in_all > shown)
        out += fmt::format("<p class=\"quiet\">{} more are left out.</p>\n", cases.flaky_in_all - shown);
    return out + "</section>\n";
}

std::string run_part(const app::EvalReport& report) {
    const EvalRun& run = report.run;
    std::string out =
        "<section aria-labelledby=\"run\">\n<h2 id=\"run\">The run</h2>\n<dl class=\"facts\">\n";
    out += page_fact("Suite", page_line(run.suite));
    out += page_fact("Run", digest(run.id));
    out += page_fact("Started", html_text(format_utc(run.started)));
    if (run.ended.value > 0) out += page_fact("Ended", html_text(format_utc(run.ended)));
    out += page_fact("By", page_line(run.actor));
    out += page_fact("Answers", fmt::format("{}: {}, {}, {} each", run.cells(),
                                            counted(static_cast<std::size_t>(run.tests), "test"),
                                            counted(static_cast<std::size_t>(run.variants), "variant"),
                                            counted(static_cast<std::size_t>(run.trials), "trial")));
    out += page_fact("Confidence", fmt::format("{:g}%", report.confidence * 100));
    out += page_fact("Digest of the suite", digest(run.suite_digest));
    out += page_fact("Digest of tests and checks", digest(run.data_digest));
    out += page_fact("Digest of the judge", digest(run.judge_digest));
    for (const app::EvalVariantReport& v : report.variants) {
        const std::string name = html_text(printable_line(page_variant_name(report, v.variant.number)));
        out += page_fact(name, fmt::format("prompt {}<br>model {}", digest(v.variant.prompt_version),
                                           digest(v.variant.model_digest)));
    }
    return out + "</dl>\n</section>\n";
}

}  // namespace

Result<EvalPage> write_eval_page(const app::Session& session, const app::EvalReport& report,
                                 const fs::path& file) {
    auto draft = FileDraft::begin(file);
    if (!draft) return fail(draft);
    auto cases = choose_page_cases(session, report.run.id);
    if (!cases) return fail(cases);
    const std::string title =
        fmt::format("{}: evaluation of {}", app::to_string(report.verdict), printable_line(report.run.suite));
    const std::string style = page_style(k_style);
    std::string top = html_begin({title, style}) + head(report);
    top += "<section aria-labelledby=\"variants\">\n<h2 id=\"variants\">Variants</h2>\n";
    top += plots(report) + variants_table(report) + metrics_table(report) + "</section>\n";
    top += baseline_part(report) + unsteady_part(report, *cases);
    top += "<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">Cases</h2>\n";
    top += fmt::format(
        "<p>{}; {} of them did not pass every time. Those come first, critical ones before all.</p>\n",
        counted(static_cast<std::size_t>(cases->all), "test"), cases->failing);
    if (auto written = draft->write(top); !written) return fail(written);

    EvalPage out;
    for (const PageCase& test : cases->shown) {
        if (draft->bytes() > k_page_bytes_max) break;
        auto html = page_case(session, report, test, static_cast<std::size_t>(out.cases) + 1);
        if (!html) return fail(html);
        if (auto written = draft->write(*html); !written) return fail(written);
        ++out.cases;
    }
    out.left_out = cases->all - out.cases;
    std::string bottom;
    if (out.left_out > 0)
        bottom = fmt::format(
            "<p>{} more are left out of this page; <code>mkai eval show {} --test ID</code> shows "
            "one.</p>\n",
            counted(static_cast<std::size_t>(out.left_out), "test"), html_text(report.run.id.substr(0, 13)));
    bottom += "</section>\n" + run_part(report);
    bottom += "<footer>Written by mkai. The answers are a model's, shown as they came.</footer>\n</main>\n" +
              html_end();
    if (auto written = draft->write(bottom); !written) return fail(written);
    out.bytes = draft->bytes();
    if (auto published = draft->publish(); !published) return fail(published);
    return out;
}

}  // namespace mkai::cli
