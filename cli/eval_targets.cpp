#include "cli/eval_targets.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <charconv>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::string_view k_no_baseline = "none";
constexpr std::size_t k_run_prefix_min = 4;
constexpr std::size_t k_short_run = 13;

}  // namespace

Result<app::Session> eval_session(Context& context, const Args& args) {
    if (args.has("--sandbox")) context.use_sandbox();
    return context.session();
}

Option sandbox_option() {
    return {"--sandbox", {}, "in a ledger of trials, from which nothing is ever published"};
}

Result<std::optional<int>> number_option(const Args& args, std::string_view flag, int most) {
    const auto text = args.find(flag);
    if (!text) return std::optional<int>{};
    int number = 0;
    const char* end = text->data() + text->size();
    const auto [stopped, ec] = std::from_chars(text->data(), end, number);
    if (ec != std::errc{} || stopped != end || number < 1 || number > most)
        return fail(ErrorCode::invalid_value, fmt::format("{} is no count for {}", in_quotes(*text), flag),
                    fmt::format("a number from 1 to {}", most));
    return std::optional(number);
}

Result<std::optional<PicoUsd>> max_cost_option(const Args& args) {
    const auto typed = args.find("--max-cost");
    if (!typed) return std::optional<PicoUsd>{};
    auto cost = parse_usd(*typed);
    if (!cost)
        return fail(ErrorCode::invalid_value, fmt::format("{} is no amount in dollars", in_quotes(*typed)),
                    "--max-cost 2.50");
    return cost;
}

Result<workspace::CheckedSuite> suite_of(const workspace::Workspace& workspace, const Args& args) {
    std::string typed = args.get("SUITE");
    if (typed.empty()) {
        const auto ids = workspace::suite_ids(workspace);
        if (ids.size() != 1)
            return fail(ErrorCode::usage,
                        ids.empty() ? "the workspace has no suite" : "there are several suites: name one",
                        ids.empty() ? "write evals/SUITE.yaml; mkai eval run --help" : join(ids, ", "));
        typed = ids.front();
    }
    return workspace::read_suite(workspace, typed);
}

eval::GuardRules guards_of(const workspace::Workspace& workspace, const std::string& suite) {
    auto read = workspace::read_suite(workspace, suite);
    return read && read->suite ? read->suite->guards : eval::GuardRules{};
}

Error wrong_suite(const std::vector<Finding>& findings, const std::string& path) {
    Error error{
        ErrorCode::invalid_file, fmt::format("{} cannot be run", path), {}, "mend these, then run it again"};
    for (const Finding& finding : findings)
        if (finding.level == Level::error)
            error.with_context(fmt::format(
                "{}{}{}",
                finding.line > 0 ? fmt::format("{}:{}: ", finding.file, finding.line) : std::string(),
                printable_line(finding.message),
                finding.fix.empty() ? "" : " (" + printable_line(finding.fix) + ")"));
    return error;
}

Result<EvalRun> find_eval_run(const app::Session& session, const std::string& typed) {
    auto runs = typed.size() >= k_run_prefix_min ? session.ledger.list_eval_runs_by_id(typed)
                                                 : Result<std::vector<EvalRun>>(std::vector<EvalRun>{});
    if (!runs) return fail(runs);
    if (runs->empty()) {
        runs = session.ledger.list_eval_runs(typed);
        if (!runs) return fail(runs);
        if (!runs->empty()) return runs->front();
        return fail(ErrorCode::unknown_id, fmt::format("there is no run {}", in_quotes(typed)),
                    "mkai eval list");
    }
    if (runs->size() > 1)
        return fail(ErrorCode::ambiguous_id,
                    fmt::format("{} runs begin with {}", runs->size(), in_quotes(typed)),
                    runs->front().id.substr(0, 18));
    return runs->front();
}

Result<std::optional<app::Baseline>> baseline_for(const workspace::Workspace& workspace, const Args& args,
                                                  const std::string& suite) {
    const std::string named = args.get("--against");
    if (named == k_no_baseline) return std::optional<app::Baseline>{};
    auto baseline = app::load_baseline(workspace, named.empty() ? suite : named);
    if (!baseline) return fail(baseline);
    if (!*baseline && !named.empty())
        return fail(ErrorCode::unknown_id, fmt::format("there is no baseline {}", in_quotes(named)),
                    fmt::format("mkai eval baseline set {}", suite));
    return baseline;
}

std::string short_run(const std::string& id) {
    return id.substr(0, k_short_run);
}

}  // namespace mkai::cli
