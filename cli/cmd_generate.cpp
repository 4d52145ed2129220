#include "cli/cmd.hpp"
#include "cli/meter.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/views.hpp"
#include "core/app/generate.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/app/retention.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// "copy", or "copy, chat" where prompts ask for several.
std::string names_of(const app::GeneratePlan& plan) {
    std::vector<std::string> names;
    for (const ModelDecl* model : plan.models()) names.push_back(model->name);
    return join(names, ", ");
}

// On a line that has to hold more than names.
std::string who_drafts(const app::GeneratePlan& plan) {
    const auto models = plan.models();
    return models.size() == 1 ? models.front()->name : counted(models.size(), "model");
}

Progress progress_of(const app::GenerateProgress& p) {
    return {static_cast<std::int64_t>(p.made + p.failed), static_cast<std::int64_t>(p.all), 0,
            p.failed > 0 ? fmt::format("{} failed", p.failed) : std::string(), p.spent};
}

// As people are told whom a dry run would ask: "copy (anthropic claude-opus-4-6)".
std::string models_words(const app::GeneratePlan& plan) {
    std::vector<std::string> out;
    for (const ModelDecl* model : plan.models())
        out.push_back(fmt::format("{} ({}{})", model->name, model->provider,
                                  model->model.empty() ? "" : " " + model->model));
    return join(out, ", ");
}

Json models_json(const app::GeneratePlan& plan) {
    Json out = Json::array();
    for (const ModelDecl* model : plan.models())
        out.push_back({{"name", model->name}, {"provider", model->provider}});
    return out;
}

std::string cost_words(const std::optional<PicoUsd>& cost, const app::GeneratePlan& plan) {
    const auto models = plan.models();
    const auto all = [&](auto is) { return std::ranges::all_of(models, is); };
    if (all([](const ModelDecl* m) { return m->is_demo(); }))
        return "nothing (the demo model is no AI and free)";
    if (all([](const ModelDecl* m) { return m->is_demo() || m->free; }))
        return "nothing (mkai.yaml says that it is free)";
    return cost ? "$" + to_decimal(*cost)
                : fmt::format("not known: mkai.yaml has no price for {}", names_of(plan));
}

Json usd(const std::optional<PicoUsd>& cost) {
    return cost ? Json(to_decimal(*cost)) : Json(nullptr);
}

Result<Reply> dry_run(const Context& context, const app::Session& session, const app::GeneratePlan& plan) {
    Reply reply;
    Json drafts = Json::array();
    const bool several = plan.models().size() > 1;
    std::vector<std::vector<Cell>> rows;
    for (const app::PlannedDraft& draft : plan.drafts) {
        std::size_t characters = 0;
        Json messages = Json::array();
        auto prompt = app::prompt_of(session, plan, draft);
        if (!prompt) return fail(prompt);
        for (const prompts::Message& m : prompt->messages) {
            characters += m.text.size();
            messages.push_back({{"role", prompts::to_string(m.role)}, {"text", m.text}});
        }
        const int next = draft.existing ? draft.existing->head + 1 : 1;
        std::vector<Cell> row{{"  " + draft.asset, Colour::bold}, {fmt::format("v{}", next)}};
        if (several) row.push_back({plan.model_of(draft).name});
        row.push_back({fmt::format("{} characters of prompt {}", characters, short_digest(prompt->digest)),
                       Colour::dim});
        rows.push_back(std::move(row));
        drafts.push_back({{"id", draft.asset},
                          {"version", next},
                          {"model", plan.model_of(draft).name},
                          {"prompt", draft.prompt->id},
                          {"prompt_digest", prompt->digest},
                          {"messages", std::move(messages)}});
    }
    reply.text = plan.drafts.empty()
                     ? "nothing to draft\n"
                     : fmt::format("would ask {} for {}:\n{}", models_words(plan),
                                   counted(plan.drafts.size(), "draft"), table(rows, context.terminal()));
    for (const app::SkippedDraft& s : plan.skipped) reply.text += fmt::format("  {}: {}\n", s.asset, s.why);
    if (!plan.drafts.empty())
        reply.text += fmt::format("cost at most: {}\n", cost_words(plan.cost_at_most, plan));
    reply.next = fmt::format("the same without --dry-run{}", plan.drafts.empty() ? " and with --again" : "");
    Json skipped = Json::array();
    for (const app::SkippedDraft& s : plan.skipped) skipped.push_back({{"id", s.asset}, {"why", s.why}});
    set_json(reply, {{"dry_run", true},
                     {"models", models_json(plan)},
                     {"drafts", std::move(drafts)},
                     {"skipped", std::move(skipped)},
                     {"findings", findings_json(plan.findings)},
                     {"cost_at_most_usd", usd(plan.cost_at_most)}});
    return reply;
}

ExitStatus status_of(const app::Generated& done) {
    if (done.interrupted) return ExitStatus::interrupted;
    for (const app::DraftOutcome& outcome : done.outcomes)
        if (outcome.error) return outcome.error->status();
    return ExitStatus::done;
}

std::string outcome_line(const app::DraftOutcome& outcome, const Terminal& terminal) {
    if (outcome.error) return terminal.paint(Colour::red, "failed") + "  " + outcome.asset + "\n";
    std::string out = terminal.paint(outcome.changed->unchanged ? Colour::dim : Colour::green,
                                     outcome.changed->unchanged ? "same  " : "draft ");
    out += fmt::format("  {}@v{}", outcome.asset, outcome.changed->version);
    if (outcome.changed->unchanged) out += " (the answer was the same; no new version)";
    if (outcome.rounds > 1) out += " (after one repair)";
    const std::size_t errors = count_of(outcome.findings, Level::error);
    if (errors > 0) out += fmt::format(" ({} to mend)", errors);
    if (outcome.findings.size() > errors)
        out += fmt::format(" ({})", counted(outcome.findings.size() - errors, "warning"));
    return out + "\n";
}

bool was_not_asked(const app::DraftOutcome& outcome) {
    return outcome.error && outcome.error->code == ErrorCode::interrupted;
}

// What goes on with a run that was stopped, and pays for nothing twice: with --again or --field the command
// as it was typed would ask for every draft anew.
std::string go_on(const Context& context, const Args& args, const app::GeneratePlan& plan,
                  const app::Generated& done) {
    static constexpr std::array<std::string_view, 6> k_kept{"--variants", "--model", "--prompt",
                                                            "--field",    "--again", "--ask"};
    if (!args.has("--again") && !args.has("--field")) return "the same command again drafts what is missing";
    std::vector<std::string> all, missing;
    for (const app::SkippedDraft& s : plan.skipped) all.push_back(s.asset);
    for (const app::DraftOutcome& outcome : done.outcomes) {
        all.push_back(outcome.asset);
        if (!outcome.changed) missing.push_back(outcome.asset);
    }
    if (missing.empty()) return "nothing is missing: mkai status";
    std::string out = fmt::format("mkai generate {}", shell_word(args.get("TARGET")));
    for (const std::string& glob : globs_for(missing, all)) out += fmt::format(" --only {}", glob);
    return out + flags_again(context, args, k_kept);
}

// A person is led through what waits for them; a script gets the decision by its flag.
std::string look_at(const Context& context, const Person& asker, const app::Generated& done,
                    const std::string& first) {
    if (!context.terminal().can_ask())
        return fmt::format("mkai show {}, then {}", first, review_words(context, first));
    std::vector<std::string> mine;
    for (const app::DraftOutcome& outcome : done.outcomes)
        if (outcome.changed && outcome.changed->waiting_on &&
            app::waits_for(*outcome.changed->waiting_on, asker))
            mine.push_back(outcome.asset);
    if (mine.empty()) return fmt::format("mkai show {}", first);
    return (mine.size() == 1 ? review_words(context, mine.front()) : "mkai review") +
           flags_again(context, {}, {});
}

Reply report(const Context& context, const Args& args, const Person& asker, const app::GeneratePlan& plan,
             const app::Generated& done) {
    const Terminal& terminal = context.terminal();
    Reply reply;
    std::size_t made = 0;
    Json drafts = Json::array();
    std::size_t not_asked = 0;
    std::string first, to_mend;
    for (const app::DraftOutcome& outcome : done.outcomes) {
        not_asked += was_not_asked(outcome) ? 1 : 0;
        if (!was_not_asked(outcome)) reply.text += outcome_line(outcome, terminal);
        if (outcome.changed && !plan.fields.empty())
            reply.text += diff_text(outcome.before, outcome.after, terminal);
        if (outcome.changed) {
            ++made;
            if (first.empty()) first = outcome.asset;
            if (to_mend.empty() && has_errors(outcome.findings)) to_mend = outcome.asset;
        }
        if (outcome.error && !was_not_asked(outcome) && !context.wants_json())
            terminal.say(error_text(*outcome.error, terminal));
        drafts.push_back({{"id", outcome.asset},
                          {"draft", outcome.changed ? changed_json(*outcome.changed) : Json(nullptr)},
                          {"rounds", outcome.rounds},
                          {"changed_fields", outcome.changed_fields},
                          {"findings", findings_json(outcome.findings)},
                          {"error", outcome.error ? error_json(*outcome.error)["error"] : Json(nullptr)}});
    }
    Json skipped = Json::array();
    for (const app::SkippedDraft& s : plan.skipped) {
        skipped.push_back({{"id", s.asset}, {"why", s.why}});
        reply.text += terminal.paint(Colour::dim, "kept  ") + fmt::format("  {} ({})\n", s.asset, s.why);
    }
    if (not_asked > 0) reply.text += fmt::format("stopped: {} not made\n", counted(not_asked, "draft"));
    if (!done.outcomes.empty())
        reply.text += fmt::format("{} of {} by {}, cost {}{}\n", made, counted(done.outcomes.size(), "draft"),
                                  names_of(plan), cost_words(done.cost, plan),
                                  done.estimated ? " (in part estimated: mkai explain tells which)" : "");
    if (!context.wants_json())
        for (const std::string& warning : done.warnings) terminal.say(warning);
    if (done.brief_changed && !context.wants_json())
        terminal.say("the brief was changed meanwhile: these drafts are of the old one, and marked stale");
    if (plan.drafts.empty())
        reply.next = fmt::format("to draft anew: mkai generate {} --again", plan.skipped.front().asset);
    else if (done.interrupted)
        reply.next = go_on(context, args, plan, done);
    else if (!first.empty())
        reply.next = to_mend.empty()
                         ? look_at(context, asker, done, first)
                         : fmt::format("mkai check {0} says what is to be mended: mkai edit {0}", to_mend);
    reply.status = status_of(done);
    set_json(reply, {{"run", or_null(done.run)},
                     {"models", models_json(plan)},
                     {"drafts", std::move(drafts)},
                     {"skipped", std::move(skipped)},
                     {"interrupted", done.interrupted},
                     {"brief_changed", done.brief_changed},
                     {"input_tokens", done.input_tokens},
                     {"output_tokens", done.output_tokens},
                     {"cost_usd", usd(done.cost)},
                     {"cost_estimated", done.estimated},
                     {"warnings", done.warnings},
                     {"findings", findings_json(plan.findings)},
                     {"cost_at_most_usd", usd(plan.cost_at_most)}});
    return reply;
}

Result<Reply> run(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    app::GenerateRequest request;
    request.target = args.get("TARGET");
    request.only = args.list("--only");
    request.model = args.get("--model");
    if (auto typed = args.find("--prompt")) {
        const app::PromptShelf shelf(session->workspace);
        auto prompt = app::find_prompt(shelf, session->ledger, *typed);
        if (!prompt) return fail(prompt);
        if (auto usable = app::check_usable(shelf, **prompt); !usable) return fail(usable);
        request.prompt = std::move(*prompt);
    }
    request.again = args.has("--again");
    request.fields = args.list("--field");
    request.assignee = args.get("--ask");
    if (auto variants = args.find("--variants")) {
        int count = 0;
        const auto [end, ec] = std::from_chars(variants->data(), variants->data() + variants->size(), count);
        if (ec != std::errc{} || end != variants->data() + variants->size())
            return fail(ErrorCode::usage,
                        fmt::format("\"{}\" is not a number of variants", printable_line(*variants)),
                        "--variants 3");
        request.variants = count;
    }
    auto plan = app::plan_generate(*session, request);
    if (!plan) return fail(plan);
    if (!plan->findings.empty() && !context.wants_json())
        context.terminal().say(findings_text(plan->findings, context.terminal()));
    if (args.has("--dry-run")) return dry_run(context, *session, *plan);
    app::GenerateOptions options;
    options.credentials = context.credentials();
    options.cancel = &cancelled();
    Meter meter(context.terminal(), MeterUnit::drafts);
    options.on_progress = [&](const app::GenerateProgress& p) {
        meter.show(fmt::format("drafting with {}", who_drafts(*plan)), progress_of(p));
    };
    if (!plan->drafts.empty()) options.on_progress({0, 0, plan->drafts.size(), {}});
    auto done = app::generate(*session, *plan, options);
    meter.clear();
    if (!done) return fail(done);
    // Here, so that nobody has to think of it; a purge that failed is tried again by the next run.
    if (auto purged = app::purge_daily(*session); !purged)
        done->warnings.push_back("old prompts and answers could not be deleted: " + purged.error().message);
    else if (purged->texts > 0)
        done->warnings.push_back(purged_words(*purged));
    // One draft that failed is the command's own failure.
    if (done->outcomes.size() == 1 && done->outcomes[0].error && plan->skipped.empty())
        return fail(*done->outcomes[0].error);
    return report(context, args, session->actor.person, *plan, *done);
}

}  // namespace

Command cmd_generate() {
    return {"generate",
            Group::main_job,
            "Draft copy for a brief with a model, side by side.",
            "Assets that have a version of the brief as it stands are left alone; --again drafts them anew. "
            "With --field "
            "the model writes that field alone, and the rest stays as it is.",
            {{"mkai generate spring", "every deliverable, locale and variant of the brief"},
             {"mkai generate spring/email --field subject", "another subject line, nothing else"},
             {"mkai generate spring --only 'push.*' --dry-run",
              "what would be asked, of whom, at what cost at most"}},
            {{"TARGET", "a brief, or some of its assets"}},
            {{"--only", "GLOB", "only deliverables that fit, as email or push.de-DE.*", true},
             {"--variants", "N", "that many variants instead of the brief's"},
             {"--model", "NAME", "another model of mkai.yaml"},
             {"--prompt", "NAME", "another prompt than the channel's: a name or a file"},
             {"--field", "FIELD", "write this field alone", true},
             {"--again", "", "also where there is a version already"},
             {"--ask", "PERSON", "who is asked to review"},
             {"--dry-run", "", "say what would be done, call nobody"}},
            run};
}

}  // namespace mkai::cli
