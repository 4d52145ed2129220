#include "cli/check_renderers.hpp"
#include "cli/cmd.hpp"
#include "cli/eval_html.hpp"
#include "cli/eval_targets.hpp"
#include "cli/eval_views.hpp"
#include "cli/git_repository.hpp"
#include "cli/meter.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/views.hpp"
#include "core/app/eval_report.hpp"
#include "core/app/eval_run.hpp"
#include "core/app/eval_touched.hpp"
#include "core/app/spend.hpp"
#include "core/base/file_draft.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::size_t k_all_notes = 100'000;
constexpr int k_repeat_max = 100;

std::string cost_words(const std::optional<PicoUsd>& cost) {
    return cost ? "$" + to_decimal(*cost) : "not known";
}

Result<Reply> dry_run(const Context& context, const app::EvalPlan& plan) {
    Reply reply;
    Json variants = Json::array();
    std::vector<std::vector<Cell>> rows;
    for (const app::PlannedVariant& v : plan.variants) {
        rows.push_back({{"  " + v.record.prompt, Colour::bold}, {v.record.model}});
        variants.push_back({{"prompt", v.record.prompt},
                            {"prompt_version", v.record.prompt_version},
                            {"model", v.record.model},
                            {"model_digest", v.record.model_digest}});
    }
    reply.text = fmt::format(
        "would ask {}, {} each, of:\n{}cost at most: {}{}\n",
        counted(static_cast<std::size_t>(plan.cells()), "question"),
        counted(static_cast<std::size_t>(plan.trials), "trial"), table(rows, context.terminal()),
        cost_words(plan.cost_at_most),
        plan.judged > 0
            ? fmt::format(", and {} of a judge", counted(static_cast<std::size_t>(plan.judged), "question"))
            : "");
    reply.next = fmt::format("mkai eval run {}", plan.suite.id);
    set_json(reply, {{"dry_run", true},
                     {"suite", plan.suite.id},
                     {"tests", plan.tests},
                     {"trials", plan.trials},
                     {"questions", plan.cells()},
                     {"judged", plan.judged},
                     {"without_copy", plan.without_copy},
                     {"variants", std::move(variants)},
                     {"cost_at_most_usd",
                      plan.cost_at_most ? Json(to_decimal(*plan.cost_at_most)) : Json(nullptr)}});
    return reply;
}

Progress progress_of(const app::EvalProgress& p) {
    std::vector<std::string> wrong;
    if (p.failed > 0) wrong.push_back(fmt::format("{} fail", p.failed));
    if (p.errors > 0) wrong.push_back(counted(static_cast<std::size_t>(p.errors), "error"));
    return {p.done, p.all, p.known, join(wrong, ", "), p.spent};
}

using RenderFormat = std::string (*)(const CheckReport&, const Terminal&);
struct FormatRow {
    std::string_view name;
    RenderFormat render;  // null: words for people
    bool by_case;         // a finding for each test, and not for the suite
};
constexpr std::array k_formats{
    FormatRow{"human", nullptr, false},
    FormatRow{"github", render_check_github, false},
    FormatRow{"junit", render_check_junit, true},
};

// Looked at before anything is asked. --format json is --json.
Result<const FormatRow*> format_of(const Context& context, const Args& args) {
    const std::string typed = args.get("--format");
    if (typed == "json" && !context.wants_json())
        return fail(ErrorCode::usage, "--format json is --json here", "mkai eval run SUITE --json");
    if (typed.empty() || typed == "json") return &k_formats.front();
    const auto row = std::ranges::find(k_formats, typed, &FormatRow::name);
    if (row == k_formats.end())
        return fail(ErrorCode::invalid_value, fmt::format("{} is no format", in_quotes(typed)),
                    "human, json, github or junit");
    return &*row;
}

Reply told(const Context& context, const FormatRow& format, const app::EvalReport& report,
           const std::string& suite_path) {
    Reply reply;
    reply.status = app::status_of(report.verdict);
    reply.text = format.render
                     ? format.render(eval_as_findings(report, suite_path, format.by_case), context.terminal())
                     : eval_text(report, context.terminal());
    set_json(reply, eval_json(report));
    return reply;
}

std::string next_of(const app::EvalReport& report, bool has_baseline) {
    const std::string run = short_run(report.run.id);
    switch (report.verdict) {
        case app::EvalVerdict::pass:
            return has_baseline ? std::string() : fmt::format("mkai eval baseline set {}", report.run.suite);
        case app::EvalVerdict::infrastructure:
            return fmt::format("mkai eval run {} --resume asks again what could not be told",
                               report.run.suite);
        default:
            return report.notes.empty() ? fmt::format("mkai eval show {}", run)
                                        : fmt::format("mkai eval show {} --test {} shows the answer", run,
                                                      report.notes.front().id);
    }
}

// --html FILE: the page beside what is shown.
Done add_page(const Context& context, const app::Session& session, const Args& args,
              const app::EvalReport& report) {
    const std::string file = args.get("--html");
    if (file.empty()) return {};
    auto page = write_eval_page(session, report, file);
    if (!page) {
        Error error = std::move(page.error());
        error.with_context(
            fmt::format("the run is kept: mkai eval show {} --html FILE", short_run(report.run.id)));
        return fail(std::move(error));
    }
    if (!context.wants_json())
        context.terminal().say(fmt::format(
            "{}: {}{}", file, counted(static_cast<std::size_t>(page->cases), "test"),
            page->left_out > 0 ? fmt::format(", {} more left out", page->left_out) : std::string()));
    return {};
}

// What --changed leaves of a plan.
struct Touched {
    app::EvalTouched touched;
    std::string revision;
};

Result<Touched> touched_since(const app::Session& session, const app::EvalPlan& plan,
                              const app::EvalRequest& request, const std::string& revision) {
    const fs::path& root = session.workspace.root();
    const GitRepository repository = GitRepository::around(root);
    if (repository.top.empty())
        return fail(ErrorCode::invalid_value, "the workspace is in no repository of git, which knows changes",
                    "leave --changed out");
    auto scratch = ScratchFolder::make("mkai-before");
    if (!scratch) return fail(scratch);
    if (auto written = repository.write_files(revision, repository.name_of(root), scratch->path()); !written)
        return fail(written);
    auto before = workspace::Workspace::open(scratch->path());
    if (!before || before->root() != fs::weakly_canonical(scratch->path()))
        return Touched{{nullptr, "there was no workspace then", plan.tests}, revision};
    auto touched = app::find_touched(session, plan, *before, request);
    if (!touched) return fail(touched);
    return Touched{std::move(*touched), revision};
}

std::string touched_words(const Touched& t) {
    if (!t.touched.tests)
        return fmt::format("all {} are touched since {}: {}",
                           counted(static_cast<std::size_t>(t.touched.all), "test"),
                           printable_line(t.revision), t.touched.why);
    return fmt::format("{} of {} touched since {}", t.touched.tests->size(),
                       counted(static_cast<std::size_t>(t.touched.all), "test"), printable_line(t.revision));
}

struct Prepared {
    app::EvalPlan plan;
    std::optional<Touched> touched;

    bool nothing_touched() const {
        return touched && touched->touched.tests && touched->touched.tests->empty();
    }
};

// The plan of what was typed, with everything that is wrong told.
Result<Prepared> prepare(const app::Session& session, const Args& args) {
    auto suite = suite_of(session.workspace, args);
    if (!suite) return fail(suite);
    if (!suite->suite) return fail(wrong_suite(suite->findings, suite->findings.front().file));
    auto repeat = number_option(args, "--repeat", k_repeat_max);
    if (!repeat) return fail(repeat);
    app::EvalRequest request{std::move(*suite->suite),
                             args.list("--prompt"),
                             args.list("--model"),
                             args.list("--only"),
                             *repeat,
                             nullptr};
    const std::string path = request.suite.path;
    auto checked = app::plan_eval(session, request);
    if (!checked) return fail(checked);
    if (!checked->plan) return fail(wrong_suite(checked->findings, path));
    Prepared out{std::move(*checked->plan), {}};
    const auto revision = args.find("--changed");
    if (!revision) return out;
    auto touched = touched_since(session, out.plan, request, *revision);
    if (!touched) return fail(touched);
    out.touched = std::move(*touched);
    if (!out.touched->touched.tests || out.nothing_touched()) return out;
    request.ids = out.touched->touched.tests;
    auto fewer = app::plan_eval(session, request);
    if (!fewer) return fail(fewer);
    if (!fewer->plan) return fail(wrong_suite(fewer->findings, path));
    out.plan = std::move(*fewer->plan);
    return out;
}

Reply nothing_touched(const Context& context, const FormatRow& format, const app::EvalPlan& plan,
                      const Touched& touched) {
    Reply reply;
    const std::string words = fmt::format("{}: nothing is touched since {}, and nothing was asked",
                                          plan.suite.id, printable_line(touched.revision));
    if (format.render) {
        const CheckReport empty{"eval run", "suite", {}, {{plan.suite.id, plan.suite.path}}, {}};
        reply.text = format.render(empty, context.terminal());
        context.terminal().say(words);
    } else {
        reply.text = words + "\n";
    }
    set_json(reply, {{"suite", plan.suite.id},
                     {"tests", plan.tests},
                     {"trials", plan.trials},
                     {"variants", Json::array()},
                     {"touched", 0}});
    return reply;
}

// A run goes on with the same plan alone: whatever made it is typed again.
std::string resume_command(const Context& context, const Args& args, const app::EvalPlan& plan) {
    static constexpr std::array<std::string_view, 7> k_of_the_plan{
        "--against", "--prompt", "--model", "--only", "--changed", "--repeat", "--sandbox"};
    const std::string suite = args.get("SUITE");
    return fmt::format("mkai eval run {}{} --resume", suite.empty() ? plan.suite.id : shell_word(suite),
                       flags_again(context, args, k_of_the_plan));
}

Result<Reply> run(Context& context, const Args& args) {
    if (args.has("--dry-run") && args.has("--html"))
        return fail(ErrorCode::usage, "a dry run asks nothing, so that there are no results for a page",
                    "leave out --html, or --dry-run");
    // Before anything is asked and paid for.
    if (const std::string page = args.get("--html"); !page.empty())
        if (auto there = check_folder_of(page); !there) return fail(there);
    auto session = eval_session(context, args);
    if (!session) return fail(session);
    auto concurrency = number_option(args, "--concurrency", 1'000);
    if (!concurrency) return fail(concurrency);
    auto format = format_of(context, args);
    if (!format) return fail(format);
    auto prepared = prepare(*session, args);
    if (!prepared) return fail(prepared);
    const app::EvalPlan& plan = prepared->plan;
    const std::string path = plan.suite.path;
    if (prepared->nothing_touched()) return nothing_touched(context, **format, plan, *prepared->touched);
    if (prepared->touched && !context.wants_json()) context.terminal().say(touched_words(*prepared->touched));
    if (plan.without_copy > 0 && !context.wants_json())
        context.terminal().say(fmt::format("{} left out: the ledger has no copy of each way for them",
                                           counted(static_cast<std::size_t>(plan.without_copy), "test")));
    if (args.has("--dry-run")) return dry_run(context, plan);

    auto baseline = baseline_for(session->workspace, args, plan.suite.id);
    if (!baseline) return fail(baseline);
    if (*baseline && (*baseline)->judge_digest != plan.judge_digest)
        return fail(ErrorCode::conflict,
                    "the judge is another than the baseline's, so that the scores mean other things",
                    fmt::format("mkai eval baseline set {}, or --against none", plan.suite.id));
    auto cost_max = max_cost_option(args);
    if (!cost_max) return fail(cost_max);
    auto caps = app::spend_caps_left(*session, {});
    if (!caps) return fail(caps);
    app::EvalOptions options;
    options.credentials = context.credentials();
    options.cancel = &cancelled();
    options.concurrency = concurrency->value_or(0);
    options.cache = !args.has("--no-cache");
    options.resume = args.has("--resume");
    options.cost_max = *cost_max;
    options.caps = std::move(*caps);
    Meter meter(context.terminal(), MeterUnit::answers);
    options.on_progress = [&](const app::EvalProgress& p) {
        meter.show(fmt::format("evaluating {}", plan.suite.id), progress_of(p));
    };
    auto ran = app::run_eval(*session, plan, options);
    meter.clear();
    if (!ran) return fail(ran);
    if (!context.wants_json())
        for (const std::string& warning : ran->warnings) context.terminal().say(warning);
    if (ran->interrupted)
        return fail(ErrorCode::interrupted, "the run was stopped; what was told is kept",
                    resume_command(context, args, plan) +
                        (args.has("--max-cost") ? " --max-cost " + shell_word(args.get("--max-cost")) : ""));
    if (ran->stopped) {
        Error error = *ran->stopped;
        error.with_context("what was told is kept");
        error.fix = resume_command(context, args, plan) +
                    (args.has("--max-cost") ? ", with room under --max-cost" : ", once there is room");
        return fail(std::move(error));
    }
    auto report = app::report_eval(*session, ran->run, plan.suite.guards, *baseline ? &**baseline : nullptr);
    if (!report) return fail(report);
    if (auto ended = app::end_eval(*session, *report); !ended) return fail(ended);
    if (auto paged = add_page(context, *session, args, *report); !paged) return fail(paged);
    Reply reply = told(context, **format, *report, path);
    // A trial is nobody's baseline, and its answers are in its own ledger.
    if (!args.has("--sandbox")) reply.next = next_of(*report, baseline->has_value());
    return reply;
}

Json answer_json(const EvalAnswer& answer, const std::string& why, const std::string& text,
                 const std::vector<EvalCheck>& checks) {
    Json list = Json::array();
    for (const EvalCheck& check : checks)
        list.push_back({{"type", check.type},
                        {"metric", check.metric},
                        {"passed", check.passed},
                        {"score", check.score},
                        {"reason", check.reason}});
    return {{"variant", answer.cell.variant},  {"trial", answer.cell.trial + 1},
            {"answer", or_null(text)},         {"error", or_null(why)},
            {"cached", answer.cached},         {"cost_usd", to_decimal(answer.cost)},
            {"latency_ms", answer.latency_ms}, {"checks", std::move(list)}};
}

// The answers to one test, with what was said of each.
Done add_answers(const app::Session& session, const app::EvalReport& report, const std::string& id,
                 const Terminal& t, Reply& reply, Json& out) {
    std::optional<std::int64_t> number;
    auto looked = session.ledger.each_eval_case(report.run.id, [&](const EvalCaseSum& sum) -> Done {
        if (sum.id == id) number = sum.test;
        return {};
    });
    if (!looked) return looked;
    if (!number)
        return fail(ErrorCode::unknown_id, fmt::format("the run has no test {}", in_quotes(id)),
                    "its failures are named by mkai eval show RUN");
    for (const app::EvalVariantReport& v : report.variants) {
        auto told = session.ledger.list_eval_told(report.run.id, *number, v.variant.number);
        if (!told) return fail(told);
        for (const auto& [answer, result] : *told) {
            std::string text;
            if (!answer.answer.empty()) {
                auto blob = session.ledger.get_blob(answer.answer);
                if (!blob) return fail(blob);
                text = blob->purged_at ? "(taken away by the workspace's retention)" : blob->bytes;
            }
            auto checks = session.ledger.list_eval_checks(report.run.id, answer.cell, answer.take);
            if (!checks) return fail(checks);
            reply.text += fmt::format("{} with {}, trial {}\n", t.paint(Colour::bold, v.variant.prompt),
                                      v.variant.model, answer.cell.trial + 1);
            if (!result.why.empty()) reply.text += "  " + printable_line(result.why) + "\n";
            if (!text.empty()) reply.text += printable(text) + "\n";
            for (const EvalCheck& check : *checks)
                reply.text += fmt::format(
                    "  {}  {}: {}\n",
                    check.passed ? t.paint(Colour::green, "ok   ") : t.paint(Colour::red, "fails"),
                    check.type, printable_line(check.reason));
            reply.text += '\n';
            out.push_back(answer_json(answer, result.why, text, *checks));
        }
    }
    return {};
}

Result<Reply> show(Context& context, const Args& args) {
    auto session = eval_session(context, args);
    if (!session) return fail(session);
    auto found = find_eval_run(*session, args.get("RUN"));
    if (!found) return fail(found);
    auto baseline = baseline_for(session->workspace, args, found->suite);
    if (!baseline) return fail(baseline);
    auto report = app::report_eval(*session, found->id, guards_of(session->workspace, found->suite),
                                   *baseline ? &**baseline : nullptr,
                                   args.has("--all") ? k_all_notes : app::k_eval_notes_max);
    if (!report) return fail(report);
    if (auto paged = add_page(context, *session, args, *report); !paged) return fail(paged);
    Reply reply;
    Json json = eval_json(*report);
    json["answers"] = Json::array();
    if (const std::string test = args.get("--test"); !test.empty()) {
        if (auto added = add_answers(*session, *report, test, context.terminal(), reply, json["answers"]);
            !added)
            return fail(added);
    } else {
        reply.text = eval_text(*report, context.terminal());
        if (!report->notes.empty())
            reply.next =
                fmt::format("mkai eval show {} --test {}", short_run(found->id), report->notes.front().id);
    }
    set_json(reply, std::move(json));
    return reply;
}

Result<Reply> list(Context& context, const Args& args) {
    auto session = eval_session(context, args);
    if (!session) return fail(session);
    auto runs = args.get("SUITE").empty() ? session->ledger.list_eval_runs_by_id("")
                                          : session->ledger.list_eval_runs(args.get("SUITE"));
    if (!runs) return fail(runs);
    Reply reply;
    Json json = Json::array();
    std::vector<std::vector<Cell>> rows;
    for (const EvalRun& run : *runs) {
        rows.push_back({{short_run(run.id), Colour::dim},
                        {run.suite, Colour::bold},
                        {run.verdict.empty() ? "not ended" : run.verdict},
                        {counted(static_cast<std::size_t>(run.cells()), "answer")},
                        {printable_line(run.sentence), Colour::dim}});
        json.push_back({{"run", run.id},
                        {"suite", run.suite},
                        {"verdict", or_null(run.verdict)},
                        {"sentence", or_null(run.sentence)},
                        {"answers", run.cells()},
                        {"started_at", time_json(run.started)},
                        {"started_by", run.actor}});
    }
    reply.text = rows.empty() ? "no evaluation has been run\n" : table(rows, context.terminal());
    const auto suites = workspace::suite_ids(session->workspace);
    if (rows.empty() && !suites.empty()) reply.next = fmt::format("mkai eval run {}", suites.front());
    set_json(reply, {{"runs", std::move(json)}, {"suites", suites}});
    return reply;
}

Result<Reply> checks(Context& context, const Args&) {
    auto session = context.session();
    if (!session) return fail(session);
    auto table_of_checks = app::eval_checks(*session);
    if (!table_of_checks) return fail(table_of_checks);
    Reply reply;
    Json json = Json::array();
    std::vector<std::vector<Cell>> rows;
    for (const eval::CheckType& type : table_of_checks->types()) {
        rows.push_back({{"  " + type.name, Colour::bold}, {type.summary}});
        json.push_back({{"type", type.name}, {"summary", type.summary}});
    }
    const std::string rubric = "a judging model says that the answer is as `value` asks";
    rows.push_back({{"  " + std::string(app::k_rubric), Colour::bold}, {rubric}});
    json.push_back({{"type", app::k_rubric}, {"summary", rubric}});
    reply.text = table(rows, context.terminal()) + "Each has its opposite: not-contains.\n";
    set_json(reply, {{"checks", std::move(json)}});
    return reply;
}

}  // namespace

Command cmd_eval_run() {
    return {
        "eval run",
        Group::main_job,
        "Hold prompts and models against the tests of a suite: pass, regression, inconclusive, or why not "
        "told.",
        "Everything wrong with the suite is told before a call is paid for. Each answer and outcome is kept "
        "as it "
        "comes: a run that was stopped goes on with --resume. Exit status: 0 pass, 3 regression, 10 "
        "inconclusive, "
        "7 when a model could not be asked, 6 at a spend cap.",
        {{"mkai eval run email", "evals/email.yaml, against its baseline when there is one"},
         {"mkai eval run email --model copy-cheap --repeat 5", "another model, each test five times"},
         {"mkai eval run email --format junit", "for CI"}},
        {{"SUITE", "evals/SUITE.yaml, or a file that ends with .yaml; none: the only one", Arity::optional}},
        {{"--against", "BASELINE", "a baseline's name; none: without. The suite's own when it is left out"},
         {"--prompt", "PROMPT", "instead of the suite's", true},
         {"--model", "MODEL", "instead of the suite's", true},
         {"--only", "GLOB", "tests whose id fits", true},
         {"--changed", "REV", "tests alone that would ask or check otherwise than in this revision of git"},
         {"--repeat", "N", "trials a test"},
         {"--concurrency", "N", "calls in flight; as the models say when it is left out"},
         {"--max-cost", "USD", "stop before this is spent"},
         {"--no-cache", {}, "ask again what was asked before"},
         {"--resume", {}, "go on with the run that was stopped"},
         sandbox_option(),
         {"--dry-run", {}, "what would be asked, of whom, at what cost at most"},
         {"--format", "FORMAT", "human, github or junit"},
         {"--html", "FILE", "a page with plots and every answer too, for a browser"}},
        run};
}

Command cmd_eval_show() {
    return {"eval show",
            Group::look,
            "Show what a run came to, or the answers to one of its tests.",
            {},
            {{"mkai eval show email", "the newest run of the suite"},
             {"mkai eval show 0198c2a4 --test spring/email.en-GB", "each answer, with what was said of it"},
             {"mkai eval show email --html report.html", "a page for people without a terminal"}},
            {{"RUN", "a suite, or the beginning of a run's id"}},
            {{"--test", "ID", "the answers to this one"},
             {"--against", "BASELINE", "a baseline's name; none: without"},
             {"--all", {}, "every failure"},
             sandbox_option(),
             {"--html", "FILE", "a page with plots and every answer too, for a browser"}},
            show};
}

Command cmd_eval_list() {
    return {"eval list",
            Group::look,
            "List the runs of evaluations, the newest first.",
            {},
            {{"mkai eval list", "of every suite"}, {"mkai eval list email --json", "of one, as data"}},
            {{"SUITE", "of this suite alone", Arity::optional}},
            {sandbox_option()},
            list};
}

Command cmd_eval_checks() {
    return {"eval checks",
            Group::look,
            "List the checks that a test may ask for.",
            {},
            {{"mkai eval checks", "each with what it looks at"}, {"mkai eval checks --json", "as data"}},
            {},
            {},
            checks};
}

}  // namespace mkai::cli
