#include "cli/eval_compare_views.hpp"

#include "cli/eval_targets.hpp"
#include "cli/eval_views.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Colour colour_of(app::EvalStanding standing) {
    switch (standing) {
        case app::EvalStanding::better:
            return Colour::green;
        case app::EvalStanding::worse:
            return Colour::red;
        case app::EvalStanding::alike:
            return Colour::none;
        case app::EvalStanding::unclear:
            break;
    }
    return Colour::yellow;
}

std::string copy_cell(const std::optional<app::CopyMean>& mean, double factor, std::string_view unit) {
    if (!mean) return "-";
    return fmt::format("{:.1f}{} ({})", mean->mean * factor, unit, mean->known);
}

Json mean_json(const std::optional<app::CopyMean>& mean) {
    return mean ? Json{{"mean", mean->mean}, {"tests", mean->known}} : Json(nullptr);
}

std::vector<Cell> side_row(const app::EvalSideReport& side, bool with_copy) {
    const app::EvalVariantReport& r = side.report;
    std::string score = fmt::format("{:.3f}", r.score);
    if (r.score_interval)
        score += fmt::format(" ({:.3f} to {:.3f})", r.score_interval->low, r.score_interval->high);
    std::vector<Cell> row{{"  " + printable_line(r.variant.prompt), Colour::bold},
                          {printable_line(r.variant.model)},
                          {short_run(side.side.run.id), Colour::dim},
                          {fmt::format("{} of {}", r.sum.passed, r.sum.passed + r.sum.failed)},
                          {std::move(score)},
                          {"$" + to_decimal(r.sum.cost)}};
    if (with_copy) {
        row.push_back({copy_cell(side.edit_rate, 100, "%")});
        row.push_back({copy_cell(side.minutes, 1, "")});
    }
    return row;
}

std::string preference_text(const app::EvalPreference& p, const std::string& now, const std::string& before) {
    const std::int64_t all = p.now + p.before + p.ties;
    const auto times = [](std::int64_t n) { return counted(static_cast<std::size_t>(n), "time"); };
    std::string out = fmt::format("  a judge prefers {} {}, {} {}, neither {}", now, times(p.now), before,
                                  times(p.before), times(p.ties));
    if (all == 0) out = "  a judge told nothing";
    if (p.by_order > 0) out += fmt::format(" ({} of these by the order alone)", p.by_order);
    if (p.interval)
        out += fmt::format("\n  of those with a preference {:.1f}% are for {} ({:.1f} to {:.1f}{})",
                           100.0 * static_cast<double>(p.now) / static_cast<double>(p.now + p.before), now,
                           p.interval->low * 100, p.interval->high * 100,
                           p.p_value ? fmt::format("; sign test p {:.4f}", *p.p_value) : std::string());
    if (p.errors > 0)
        out += fmt::format("\n  {} without a verdict: {}",
                           counted(static_cast<std::size_t>(p.errors), "pair"), printable_line(p.error));
    return out + "\n";
}

std::string match_text(const app::EvalSideBySide& report, const app::EvalMatchReport& m, const Terminal& t) {
    const app::EvalComparison& c = m.comparison;
    std::string out = fmt::format("\n{}: {}\n", t.paint(colour_of(m.standing), app::to_string(m.standing)),
                                  printable_line(m.sentence));
    if (!m.change.empty()) out += "  " + printable_line(m.change) + "\n";
    if (c.cases > 0) {
        out += fmt::format("  {}", counted(static_cast<std::size_t>(c.cases), "test"));
        if (c.left_out > 0) out += fmt::format(", {} left out (not the same in both)", c.left_out);
        out += fmt::format("; {} pass in the first alone, {} in the other alone", c.worse, c.better);
        if (c.mcnemar_p) out += fmt::format(" (McNemar p {:.4f})", *c.mcnemar_p);
        if (m.p_adjusted) out += fmt::format("; p {:.4f} after Holm over the comparisons", *m.p_adjusted);
        out += '\n';
        for (const app::EvalMetricDifference& metric : c.metrics)
            if (metric.difference != 0) out += metric_line(metric);
    }
    if (m.preference)
        out += preference_text(*m.preference,
                               printable_line(app::name_of(report.sides[m.match.now].side.variant)),
                               printable_line(app::name_of(report.sides[m.match.before].side.variant)));
    return out;
}

Json preference_json(const app::EvalPreference& p) {
    return {{"now", p.now},
            {"before", p.before},
            {"ties", p.ties},
            {"by_order", p.by_order},
            {"same_answer", p.same},
            {"errors", p.errors},
            {"left_out", p.left_out},
            {"error", or_null(p.error)},
            {"interval", interval_json(p.interval)},
            {"p_value", number_json(p.p_value)}};
}

}  // namespace

std::string side_by_side_text(const app::EvalSideBySide& report, const Terminal& t) {
    const bool with_copy = std::ranges::any_of(
        report.sides, [](const app::EvalSideReport& s) { return s.edit_rate || s.minutes; });
    std::vector<std::vector<Cell>> rows{
        {{"  prompt", Colour::dim},
         {"model", Colour::dim},
         {"run", Colour::dim},
         {"passed", Colour::dim},
         {fmt::format("score ({:g}%)", report.guards.confidence * 100), Colour::dim},
         {"cost", Colour::dim}}};
    if (with_copy) {
        rows.front().push_back({"words changed", Colour::dim});
        rows.front().push_back({"minutes", Colour::dim});
    }
    for (const app::EvalSideReport& side : report.sides) rows.push_back(side_row(side, with_copy));
    std::string out =
        fmt::format("{}\n{}", t.paint(Colour::bold, printable_line(report.suite)), table(rows, t));
    for (const app::EvalMatchReport& match : report.matches) out += match_text(report, match, t);
    return out;
}

Json side_by_side_json(const app::EvalSideBySide& report) {
    Json sides = Json::array();
    for (const app::EvalSideReport& side : report.sides) {
        const app::EvalVariantReport& r = side.report;
        sides.push_back({{"typed", side.side.typed},
                         {"run", side.side.run.id},
                         {"prompt", r.variant.prompt},
                         {"prompt_version", or_null(r.variant.prompt_version)},
                         {"model", r.variant.model},
                         {"model_digest", or_null(r.variant.model_digest)},
                         {"tests", r.cases},
                         {"passed", r.sum.passed},
                         {"failed", r.sum.failed},
                         {"score", r.score},
                         {"score_interval", interval_json(r.score_interval)},
                         {"cost_usd", to_decimal(r.sum.cost)},
                         {"edit_rate", mean_json(side.edit_rate)},
                         {"minutes", mean_json(side.minutes)}});
    }
    Json matches = Json::array();
    for (const app::EvalMatchReport& m : report.matches)
        matches.push_back({{"before", m.match.before},
                           {"now", m.match.now},
                           {"standing", app::to_string(m.standing)},
                           {"sentence", m.sentence},
                           {"change", or_null(m.change)},
                           {"p_adjusted", number_json(m.p_adjusted)},
                           {"comparison", comparison_json(m.comparison)},
                           {"preference", m.preference ? preference_json(*m.preference) : Json(nullptr)}});
    return {{"suite", report.suite},
            {"confidence", report.guards.confidence},
            {"margin", report.guards.margin},
            {"sides", std::move(sides)},
            {"comparisons", std::move(matches)}};
}

}  // namespace mkai::cli
