#include "cli/cmd.hpp"
#include "cli/eval_compare_views.hpp"
#include "cli/eval_targets.hpp"
#include "cli/meter.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "core/app/eval_side_by_side.hpp"
#include "core/app/spend.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr int k_concurrency_max = 1'000;

// The judge that was named, else the suite's.
Result<std::string> judge_for(const app::Session& session, const Args& args, const std::string& suite) {
    if (const auto named = args.find("--judge")) return *named;
    auto read = workspace::read_suite(session.workspace, suite);
    if (read && read->suite && !read->suite->judge.empty()) return read->suite->judge;
    return fail(ErrorCode::usage, "no judge was named, and the suite has none", "--judge MODEL");
}

// Asks a judge about every pair of answers.
Done prefer(Context& context, const app::Session& session, const Args& args, app::EvalSideBySide& report) {
    auto judge = judge_for(session, args, report.suite);
    if (!judge) return fail(judge);
    auto plan = app::plan_pairs(session, {*judge, args.get("--prefer")});
    if (!plan) return fail(plan);
    auto concurrency = number_option(args, "--concurrency", k_concurrency_max);
    if (!concurrency) return fail(concurrency);
    auto cost_max = max_cost_option(args);
    if (!cost_max) return fail(cost_max);
    auto caps = app::spend_caps_left(session, {});
    if (!caps) return fail(caps);
    std::int64_t questions = 0;
    for (const app::EvalMatchReport& match : report.matches) questions += 2 * match.comparison.cases;
    app::EvalCalls calls(
        session, plan->candidates, plan->declared, questions,
        {context.credentials(), &cancelled(), concurrency->value_or(0), *cost_max, std::move(*caps)});
    Done judged;
    Meter meter(context.terminal(), MeterUnit::pairs);
    std::int64_t judged_before = 0;
    for (app::EvalMatchReport& match : report.matches) {
        auto told = app::judge_pairs(
            session, *plan, calls, report.sides[match.match.before].side, report.sides[match.match.now].side,
            report.guards.confidence, [&](std::int64_t done) {
                meter.show("judging", {judged_before + done, questions / 2, 0, {}, calls.spent()});
            });
        if (!told) {
            judged = fail(told);
            break;
        }
        match.preference = std::move(*told);
        judged_before += match.comparison.cases;
        if (calls.is_over()) break;
    }
    meter.clear();
    auto ended = calls.end(!judged);
    if (!judged) return judged;
    if (!context.wants_json())
        for (const std::string& warning : calls.warnings()) context.terminal().say(warning);
    if (calls.is_cancelled())
        return fail(ErrorCode::interrupted, "the comparison was stopped; what was judged is kept",
                    "run it again: nothing is asked twice");
    if (calls.stopped()) {
        Error error = *calls.stopped();
        error.with_context("what was judged is kept");
        error.fix = "run it again, once there is room: nothing is asked twice";
        return fail(std::move(error));
    }
    return ended;
}

Result<Reply> compare(Context& context, const Args& args) {
    auto session = eval_session(context, args);
    if (!session) return fail(session);
    auto found = app::find_sides(session->ledger, args.get("--suite"), args.list("WHAT"));
    if (!found) return fail(found);
    const std::string suite = found->sides.front().run.suite;
    auto report = app::report_side_by_side(*session, *found, guards_of(session->workspace, suite));
    if (!report) return fail(report);
    if (args.has("--prefer"))
        if (auto judged = prefer(context, *session, args, *report); !judged) return fail(judged);
    Reply reply;
    reply.text = side_by_side_text(*report, context.terminal());
    if (!args.has("--prefer"))
        reply.next = fmt::format("mkai eval show {}", short_run(report->sides.back().side.run.id));
    set_json(reply, side_by_side_json(*report));
    // A judge without a verdict is no tie.
    const bool untold = std::ranges::any_of(report->matches, [](const app::EvalMatchReport& match) {
        return match.preference && match.preference->errors > 0;
    });
    if (untold) reply.status = app::status_of(app::EvalVerdict::infrastructure);
    return reply;
}

}  // namespace

Command cmd_eval_compare() {
    return {
        "eval compare",
        Group::look,
        "Hold results against each other: prompts, models, or people's copy against a model's.",
        "Each name is a run, a suite (its newest run), or a prompt, a model or a way of making copy (human, "
        "assisted, automated) in the newest run that has it. NAME~1 is the same name before it was last "
        "changed, such as a model's alias before its model changed. The first is held against each of the "
        "others, over the tests that are the same in both. With --prefer a judge is shown both answers in "
        "both orders; where it prefers a place and not an answer, it is a tie. Exit status 7 when "
        "it gave no clear verdict of some.",
        {{"mkai eval compare email", "the variants of the newest run of a suite"},
         {"mkai eval compare copy-fast~1 copy-fast", "a model before and after it was changed"},
         {"mkai eval compare human assisted automated --suite copy", "who or what writes it best"},
         {"mkai eval compare email email@staging --suite email --prefer \"names one action\"",
          "with a judge's preference"}},
        {{"WHAT", "runs, suites, prompts, models or ways", Arity::many}},
        {{"--suite", "SUITE", "look in the runs of this one alone"},
         {"--prefer", "CRITERIA", "ask a judge which answer is better, by these criteria"},
         {"--judge", "MODEL", "the judge; the suite's when it is left out"},
         {"--concurrency", "N", "calls in flight; as the model says when it is left out"},
         {"--max-cost", "USD", "stop before this is spent"},
         sandbox_option()},
        compare};
}

}  // namespace mkai::cli
