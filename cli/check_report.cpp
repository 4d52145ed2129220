#include "cli/check_report.hpp"

#include "cli/check_renderers.hpp"
#include "cli/context.hpp"
#include "cli/render.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::string_view k_human = "human";
constexpr std::string_view k_json = "json";

std::string render_human(const CheckReport& report, const Terminal& terminal) {
    return findings_text(report.findings, terminal) + report.summary() + "\n";
}

Json fixed_json(const std::vector<FixedLine>& lines) {
    Json out = Json::array();
    for (const FixedLine& line : lines)
        out.push_back({{"name", line.name},
                       {"field", line.field.empty() ? Json(nullptr) : Json(line.field)},
                       {"line", line.line},
                       {"before", line.before},
                       {"after", line.after},
                       {"why", line.why}});
    return out;
}

std::string render_json(const CheckReport& report, const Terminal&) {
    Json names = Json::array();
    for (const Checked& checked : report.checked) names.push_back(checked.name);
    Json out{{"checked", std::move(names)},
             {"errors", report.count(Level::error)},
             {"warnings", report.count(Level::warning)},
             {"findings", findings_json(report.findings)}};
    if (report.copy) {
        out["left_out"] = report.left_out();
        out["fixed"] = fixed_json(report.copy->fixed);
        out["fixed_lines"] = report.copy->fixed_lines;
    }
    Reply reply;
    set_json(reply, std::move(out));
    return reply.json + "\n";
}

constexpr std::array k_formats{CheckFormat{k_human, render_human}, CheckFormat{k_json, render_json},
                               CheckFormat{"github", render_check_github},
                               CheckFormat{"sarif", render_check_sarif},
                               CheckFormat{"junit", render_check_junit}};

Result<const CheckFormat*> chosen_format(const Globals& globals, const Args& args) {
    const bool json = globals.json || globals.jsonl;
    const std::string name = args.find(k_format_option.flags).value_or(std::string(json ? k_json : k_human));
    const auto* const format = std::ranges::find(k_formats, name, &CheckFormat::name);
    if (format == k_formats.end()) {
        std::vector<std::string> known;
        for (const CheckFormat& f : k_formats) known.emplace_back(f.name);
        return fail(ErrorCode::invalid_value, fmt::format("there is no format {}", in_quotes(name)),
                    did_you_mean(name, known));
    }
    if (json && name != k_json)
        return fail(ErrorCode::usage,
                    fmt::format("{} and --format {} contradict each other",
                                globals.json ? "--json" : "--jsonl", name),
                    "leave one of them out");
    return format;
}

}  // namespace

std::size_t CheckReport::count(Level level) const {
    return count_of(findings, level);
}

std::size_t CheckReport::left_out() const {
    std::size_t count = 0;
    for (const Finding& finding : findings) count += finding.stands_for;
    return count;
}

std::string CheckReport::summary() const {
    const std::string what = counted(checked.size(), noun);
    return findings.empty() ? fmt::format("{} checked, nothing found", what)
                            : fmt::format("{} checked: {}, {}", what, counted(count(Level::error), "error"),
                                          counted(count(Level::warning), "warning"));
}

std::span<const CheckFormat> check_formats() {
    return k_formats;
}

Result<Reply> check_reply(const Context& context, const Args& args, CheckReport report) {
    const auto format = chosen_format(context.globals(), args);
    if (!format) return fail(format.error());
    sort_findings(report.findings);
    const bool errors = has_errors(report.findings);
    Reply reply;
    reply.text = (*format)->render(report, context.terminal());
    reply.json = reply.text;  // whichever is printed, it is in the chosen format
    reply.status = errors ? ExitStatus::findings : ExitStatus::done;
    if (!errors && (*format)->name == k_human) reply.next = std::move(report.next);
    return reply;
}

}  // namespace mkai::cli
