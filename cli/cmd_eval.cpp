#include "cli/check_renderers.hpp"
#include "cli/cmd.hpp"
#include "cli/eval_html.hpp"
#include "cli/eval_views.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/views.hpp"
#include "core/app/eval_report.hpp"
#include "core/app/eval_run.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::string_view k_no_baseline = "none";
constexpr std::size_t k_all_notes = 100'000;
constexpr int k_repeat_max = 100;

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

// The suite that was named; the only one when none was.
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

fs::path baseline_path(const workspace::Workspace& workspace, const std::string& name) {
    if (name.ends_with(".json")) return name;
    return workspace.root() / "evals" / "baselines" / (name + ".json");
}

// --against NAME, or the suite's own where there is one.
Result<std::optional<app::Baseline>> baseline_for(const workspace::Workspace& workspace, const Args& args,
                                                  const std::string& suite) {
    const std::string named = args.get("--against");
    if (named == k_no_baseline) return std::optional<app::Baseline>{};
    const fs::path path = baseline_path(workspace, named.empty() ? suite : named);
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        if (named.empty()) return std::optional<app::Baseline>{};
        return fail(ErrorCode::unknown_id, fmt::format("there is no baseline {}", in_quotes(named)),
                    fmt::format("mkai eval baseline set {}", suite));
    }
    auto text = read_file(path, 64U << 20);
    if (!text) return fail(text);
    auto baseline = app::baseline_from_text(*text, path.filename().string());
    if (!baseline) return fail(baseline);
    return std::optional(std::move(*baseline));
}

// What is wrong with a suite is what was given; nothing was asked.
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
                     {"variants", std::move(variants)},
                     {"cost_at_most_usd",
                      plan.cost_at_most ? Json(to_decimal(*plan.cost_at_most)) : Json(nullptr)}});
    return reply;
}

std::string progress_line(const app::EvalProgress& p, TimeMs begun, TimeMs now) {
    std::string out = fmt::format("{} of {}", p.done, p.all);
    if (p.failed > 0) out += fmt::format(", {} fail", p.failed);
    if (p.errors > 0) out += fmt::format(", {} errors", p.errors);
    if (p.spent.value > 0) out += fmt::format(", ${} spent", to_decimal(p.spent));
    const std::int64_t took = now.value - begun.value;
    const std::int64_t asked = p.done - p.cached;
    if (took > 2'000 && asked > 10 && p.done < p.all)
        out += fmt::format(", {} s left", (p.all - p.done) * took / asked / 1'000 + 1);
    return out;
}

Result<Reply> told(const Context& context, const Args& args, const app::EvalReport& report,
                   const std::string& suite_path) {
    const std::string format = args.get("--format");
    Reply reply;
    reply.status = app::status_of(report.verdict);
    if (format.empty() || format == "human" || format == "json") {
        if (format == "json" && !context.wants_json())
            return fail(ErrorCode::usage, "--format json is --json here", "mkai eval run SUITE --json");
        reply.text = eval_text(report, context.terminal());
        set_json(reply, eval_json(report));
        return reply;
    }
    if (format != "github" && format != "junit")
        return fail(ErrorCode::invalid_value, fmt::format("{} is no format", in_quotes(format)),
                    "human, json, github or junit");
    const CheckReport findings = eval_as_findings(report, suite_path, format == "junit");
    reply.text = format == "junit" ? render_check_junit(findings, context.terminal())
                                   : render_check_github(findings, context.terminal());
    set_json(reply, eval_json(report));
    return reply;
}

std::string next_of(const app::EvalReport& report, bool has_baseline) {
    const std::string run = report.run.id.substr(0, 13);
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
        error.with_context("the run is kept: mkai eval show " + report.run.id.substr(0, 13) + " --html FILE");
        return fail(std::move(error));
    }
    if (!context.wants_json())
        context.terminal().say(fmt::format(
            "{}: {}{}", file, counted(static_cast<std::size_t>(page->cases), "test"),
            page->left_out > 0 ? fmt::format(", {} more left out", page->left_out) : std::string()));
    return {};
}

Result<Reply> run(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto suite = suite_of(session->workspace, args);
    if (!suite) return fail(suite);
    if (!suite->suite) return fail(wrong_suite(suite->findings, suite->findings.front().file));
    auto repeat = number_option(args, "--repeat", k_repeat_max);
    if (!repeat) return fail(repeat);
    auto concurrency = number_option(args, "--concurrency", 1'000);
    if (!concurrency) return fail(concurrency);
    app::EvalRequest request{std::move(*suite->suite), args.list("--prompt"), args.list("--model"),
                             args.list("--only"), *repeat};
    const std::string path = request.suite.path;
    auto checked = app::plan_eval(*session, request);
    if (!checked) return fail(checked);
    if (!checked->plan) return fail(wrong_suite(checked->findings, path));
    const app::EvalPlan& plan = *checked->plan;
    if (args.has("--dry-run")) return dry_run(context, plan);

    auto baseline = baseline_for(session->workspace, args, plan.suite.id);
    if (!baseline) return fail(baseline);
    if (*baseline && (*baseline)->judge_digest != plan.judge_digest)
        return fail(ErrorCode::conflict,
                    "the judge is another than the baseline's, so that the scores mean other things",
                    fmt::format("mkai eval baseline set {}, or --against none", plan.suite.id));
    app::EvalOptions options;
    options.credentials = context.credentials();
    options.cancel = &cancelled();
    options.concurrency = concurrency->value_or(0);
    options.cache = !args.has("--no-cache");
    options.resume = args.has("--resume");
    if (const auto cost = args.find("--max-cost")) {
        options.cost_max = parse_usd(*cost);
        if (!options.cost_max)
            return fail(ErrorCode::invalid_value, fmt::format("{} is no amount in dollars", in_quotes(*cost)),
                        "--max-cost 2.50");
    }
    const TimeMs begun = context.now();
    options.on_progress = [&](const app::EvalProgress& p) {
        context.terminal().progress(progress_line(p, begun, context.now()));
    };
    auto ran = app::run_eval(*session, plan, options);
    context.terminal().progress("");
    if (!ran) return fail(ran);
    if (!context.wants_json())
        for (const std::string& warning : ran->warnings) context.terminal().say(warning);
    if (ran->interrupted)
        return fail(ErrorCode::interrupted, "the run was stopped; what was told is kept",
                    fmt::format("mkai eval run {} --resume", plan.suite.id));
    auto report = app::report_eval(*session, ran->run, plan.suite.guards, *baseline ? &**baseline : nullptr);
    if (!report) return fail(report);
    if (ran->stopped) {
        Error error = *ran->stopped;
        error.with_context("what was told is kept");
        error.fix = fmt::format("mkai eval run {} --resume, once there is room", plan.suite.id);
        return fail(std::move(error));
    }
    if (auto ended = app::end_eval(*session, *report); !ended) return fail(ended);
    if (auto paged = add_page(context, *session, args, *report); !paged) return fail(paged);
    auto reply = told(context, args, *report, path);
    if (reply) reply->next = next_of(*report, baseline->has_value());
    return reply;
}

// The run that was named by the beginning of its id, or the newest of a suite.
Result<EvalRun> find_run(const app::Session& session, const std::string& typed) {
    auto runs = typed.size() >= 4 ? session.ledger.list_eval_runs_by_id(typed)
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

eval::GuardRules guards_of(const workspace::Workspace& workspace, const std::string& suite) {
    auto read = workspace::read_suite(workspace, suite);
    return read && read->suite ? read->suite->guards : eval::GuardRules{};
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
    auto session = context.session();
    if (!session) return fail(session);
    auto found = find_run(*session, args.get("RUN"));
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
                fmt::format("mkai eval show {} --test {}", found->id.substr(0, 13), report->notes.front().id);
    }
    set_json(reply, std::move(json));
    return reply;
}

Result<Reply> list(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto runs = args.get("SUITE").empty() ? session->ledger.list_eval_runs_by_id("")
                                          : session->ledger.list_eval_runs(args.get("SUITE"));
    if (!runs) return fail(runs);
    Reply reply;
    Json json = Json::array();
    std::vector<std::vector<Cell>> rows;
    for (const EvalRun& run : *runs) {
        rows.push_back({{run.id.substr(0, 13), Colour::dim},
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

Result<Reply> baseline_set(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto found = find_run(*session, args.get("SUITE"));
    if (!found) return fail(found);
    auto baseline = app::baseline_of_run(*session, *found);
    if (!baseline) return fail(baseline);
    const std::string name = args.get("--name").empty() ? found->suite : args.get("--name");
    const fs::path path = baseline_path(session->workspace, name);
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    const std::string text = app::baseline_to_text(*baseline);
    if (auto written = write_file_atomically(path, text); !written) return fail(written);
    std::size_t cases = 0;
    for (const app::BaselineVariant& v : baseline->variants) cases += v.cases.size();
    Reply reply;
    const std::string shown = path.lexically_relative(session->workspace.root()).string();
    reply.text = fmt::format("{}: {} of run {}\n", shown, counted(cases, "score"), found->id.substr(0, 13));
    reply.next = fmt::format("git add {}", shown);
    set_json(reply, {{"file", shown}, {"suite", found->suite}, {"run", found->id}, {"scores", cases}});
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
         {"--repeat", "N", "trials a test"},
         {"--concurrency", "N", "calls in flight; as the models say when it is left out"},
         {"--max-cost", "USD", "stop before this is spent"},
         {"--no-cache", {}, "ask again what was asked before"},
         {"--resume", {}, "go on with the run that was stopped"},
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
            {},
            list};
}

Command cmd_eval_baseline_set() {
    return {"eval baseline set",
            Group::workspace,
            "Keep the scores of a run as what later runs are held against.",
            "The file is small and belongs into git: a line a test, with the digests of tests, prompts, "
            "models and judge.",
            {{"mkai eval baseline set email", "of the newest run of the suite"},
             {"mkai eval baseline set 0198c2a4 --name email-human", "of a run, under a name of its own"}},
            {{"SUITE", "a suite, or the beginning of a run's id"}},
            {{"--name", "NAME", "evals/baselines/NAME.json; the suite's when it is left out"}},
            baseline_set};
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
