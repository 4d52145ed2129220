#include "cli/cmd.hpp"
#include "cli/eval_targets.hpp"
#include "cli/eval_views.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/eval_report.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::size_t k_ids_shown = 10;

std::size_t scores_in(const app::Baseline& baseline) {
    std::size_t scores = 0;
    for (const app::BaselineVariant& v : baseline.variants) scores += v.cases.size();
    return scores;
}

Result<Reply> set(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto found = find_eval_run(*session, args.get("SUITE"));
    if (!found) return fail(found);
    auto baseline = app::baseline_of_run(*session, *found);
    if (!baseline) return fail(baseline);
    const std::string name = args.get("--name").empty() ? found->suite : args.get("--name");
    const fs::path path = app::baseline_path(session->workspace, name);
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    const std::string text = app::baseline_to_text(*baseline);
    if (auto written = write_file_atomically(path, text); !written) return fail(written);
    Reply reply;
    const std::string shown = path.lexically_relative(session->workspace.root()).string();
    reply.text = fmt::format("{}: {} of run {}\n", shown, counted(scores_in(*baseline), "score"),
                             short_run(found->id));
    reply.next = fmt::format("git add {}", shown);
    set_json(
        reply,
        {{"file", shown}, {"suite", found->suite}, {"run", found->id}, {"scores", scores_in(*baseline)}});
    return reply;
}

Result<app::Baseline> baseline_named(const workspace::Workspace& workspace, const std::string& name) {
    auto baseline = app::load_baseline(workspace, name);
    if (!baseline) return fail(baseline);
    if (!*baseline)
        return fail(ErrorCode::unknown_id, fmt::format("there is no baseline {}", in_quotes(name)),
                    fmt::format("mkai eval baseline set {}", name));
    return std::move(**baseline);
}

struct Totals {
    std::size_t passed = 0;
    double score = 0;  // mean
};
Totals totals_of(const app::ScoredCases& cases) {
    Totals out;
    for (const auto& [id, scored] : cases) {
        out.passed += scored.passes() ? 1 : 0;
        out.score += scored.score / static_cast<double>(cases.size());
    }
    return out;
}

Result<Reply> show(Context& context, const Args& args) {
    auto workspace = context.workspace();
    if (!workspace) return fail(workspace);
    auto baseline = baseline_named(**workspace, args.get("BASELINE"));
    if (!baseline) return fail(baseline);
    Reply reply;
    const Terminal& t = context.terminal();
    reply.text =
        fmt::format("{}  set on {} by {}, of run {}\n",
                    t.paint(Colour::bold, printable_line(baseline->suite)), printable_line(baseline->set_on),
                    printable_line(baseline->set_by), printable_line(short_run(baseline->run)));
    std::vector<std::vector<Cell>> rows;
    Json variants = Json::array();
    for (const app::BaselineVariant& v : baseline->variants) {
        const Totals totals = totals_of(v.cases);
        rows.push_back({{"  " + printable_line(v.variant.prompt), Colour::bold},
                        {short_digest(v.variant.prompt_version), Colour::dim},
                        {printable_line(v.variant.model)},
                        {short_digest(v.variant.model_digest), Colour::dim},
                        {fmt::format("{} of {} pass", totals.passed, v.cases.size())},
                        {fmt::format("score {:.3f}", totals.score)}});
        Json tests = Json::object();
        for (const auto& [id, scored] : v.cases)
            tests[id] = {{"passed", scored.passed}, {"trials", scored.trials}, {"score", scored.score}};
        variants.push_back({{"prompt", v.variant.prompt},
                            {"prompt_version", v.variant.prompt_version},
                            {"model", v.variant.model},
                            {"model_digest", v.variant.model_digest},
                            {"passed", totals.passed},
                            {"score", totals.score},
                            {"tests", std::move(tests)}});
    }
    reply.text += table(rows, t);
    reply.text += fmt::format(
        "  tests {}{}\n", short_digest(baseline->data_digest),
        baseline->judge_digest.empty() ? std::string() : ", judge " + short_digest(baseline->judge_digest));
    reply.next = fmt::format("mkai eval baseline diff {}", args.get("BASELINE"));
    set_json(reply, {{"suite", baseline->suite},
                     {"set_on", baseline->set_on},
                     {"set_by", baseline->set_by},
                     {"run", baseline->run},
                     {"data_digest", baseline->data_digest},
                     {"judge_digest", or_null(baseline->judge_digest)},
                     {"variants", std::move(variants)}});
    return reply;
}

std::string ids_line(std::string_view what, const std::vector<std::string>& ids) {
    if (ids.empty()) return {};
    std::string out = fmt::format("  {} {}:", ids.size(), what);
    for (std::size_t i = 0; i < std::min(ids.size(), k_ids_shown); ++i) out += " " + printable_line(ids[i]);
    return out + (ids.size() > k_ids_shown ? " ...\n" : "\n");
}

// What `diff` holds the baseline against: another one, else the suite's newest run.
Result<app::Baseline> other_side(Context& context, const Args& args, const app::Baseline& before) {
    if (const auto other = args.find("OTHER")) {
        auto workspace = context.workspace();
        if (!workspace) return fail(workspace);
        return baseline_named(**workspace, *other);
    }
    auto session = context.session();
    if (!session) return fail(session);
    auto run = find_eval_run(*session, before.suite);
    if (!run) return fail(run);
    return app::baseline_of_run(*session, *run);
}

Result<Reply> diff(Context& context, const Args& args) {
    auto workspace = context.workspace();
    if (!workspace) return fail(workspace);
    auto before = baseline_named(**workspace, args.get("BASELINE"));
    if (!before) return fail(before);
    auto now = other_side(context, args, *before);
    if (!now) return fail(now);
    auto changes = app::diff_baselines(*before, *now, guards_of(**workspace, before->suite));
    if (!changes) return fail(changes);
    Reply reply;
    const Terminal& t = context.terminal();
    if (!changes->same_judge) reply.text += "the judge is another: judged scores mean other things\n";
    Json variants = Json::array();
    for (const app::BaselineChange& v : changes->variants) {
        reply.text += fmt::format("{}, was {}\n", t.paint(Colour::bold, printable_line(app::name_of(v.now))),
                                  printable_line(app::name_of(v.before)));
        if (!v.change.empty()) reply.text += "  " + printable_line(v.change) + "\n";
        const std::string same = reply.text;
        reply.text += ids_line("fail now", v.fails_now) + ids_line("pass now", v.passes_now) +
                      ids_line("new", v.added) + ids_line("gone", v.removed) +
                      ids_line("ask or check otherwise", v.altered);
        if (v.comparison.cases > 0) reply.text += difference_line(v.comparison);
        variants.push_back({{"before", app::name_of(v.before)},
                            {"now", app::name_of(v.now)},
                            {"change", or_null(v.change)},
                            {"fails_now", v.fails_now},
                            {"passes_now", v.passes_now},
                            {"added", v.added},
                            {"removed", v.removed},
                            {"altered", v.altered},
                            {"comparison", comparison_json(v.comparison)}});
    }
    set_json(reply, {{"suite", before->suite},
                     {"same_tests", changes->same_tests},
                     {"same_judge", changes->same_judge},
                     {"variants", std::move(variants)}});
    return reply;
}

}  // namespace

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
            set};
}

Command cmd_eval_baseline_show() {
    return {"eval baseline show",
            Group::look,
            "Show what a baseline holds: of which run, prompts, models and scores.",
            {},
            {{"mkai eval baseline show email", "evals/baselines/email.json"},
             {"mkai eval baseline show email --json", "with the score of each test"}},
            {{"BASELINE", "a baseline's name, or a file that ends with .json"}},
            {},
            show};
}

Command cmd_eval_baseline_diff() {
    return {"eval baseline diff",
            Group::look,
            "Show what differs between a baseline and the newest run, or another baseline.",
            {},
            {{"mkai eval baseline diff email", "against the newest run of its suite"},
             {"mkai eval baseline diff email-human email", "two baselines"}},
            {{"BASELINE", "a baseline's name, or a file that ends with .json"},
             {"OTHER", "another one; the newest run when it is left out", Arity::optional}},
            {},
            diff};
}

}  // namespace mkai::cli
