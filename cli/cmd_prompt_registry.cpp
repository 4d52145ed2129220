#include "cli/cmd.hpp"
#include "cli/prompt_origin.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string version_words(const PromptVersion& version) {
    return fmt::format("{}@v{} ({})", version.name, version.number, short_digest(version.digest));
}

Json use_json(const PromptUse& use) {
    return {{"calls", use.calls},
            {"assets", use.assets},
            {"versions", use.versions},
            {"accepted", use.accepted},
            {"edited", use.edited},
            {"cost_usd", to_decimal(use.cost)},
            {"cost_week_usd", to_decimal(use.cost_since)},
            {"use_cases", use.use_cases},
            {"live", use.live}};
}

// What a move touches: shown before anybody says yes.
std::string radius_text(const PromptUse& use, std::string_view of) {
    if (use.calls == 0) return fmt::format("  {} has not been asked with yet\n", of);
    std::string out =
        fmt::format("  {} was asked with {} for {}, ${} in the last seven days\n", of,
                    counted(static_cast<std::size_t>(use.calls), "time"),
                    counted(static_cast<std::size_t>(use.assets), "asset"), to_decimal(use.cost_since));
    if (!use.use_cases.empty()) out += fmt::format("  use cases: {}\n", join(use.use_cases, ", "));
    out += use.live.empty() ? "  nothing that it wrote is live\n"
                            : fmt::format("  live and written by it: {}\n", join(use.live, ", "));
    return out;
}

Result<Reply> register_one(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    const app::PromptShelf shelf(session->workspace);
    std::vector<std::string> typed = args.list("PROMPT");
    Reply reply;
    Json rows = Json::array();
    for (const std::string& name : typed) {
        auto prompt = shelf.load_typed(name);
        if (!prompt) return fail(prompt);
        auto origin = find_prompt_origin(*session, shelf, name, **prompt);
        if (!origin) return fail(origin);
        auto made = app::register_prompt(*session, shelf, **prompt, *origin);
        if (!made) return fail(made);
        reply.text += fmt::format(
            "{} {}, written by {}\n", version_words(made->version),
            made->unchanged ? "was registered already by " + made->version.registered_by : "is registered",
            join(made->version.writers, ", "));
        std::vector<std::string> strangers = origin->addresses;
        std::erase_if(strangers, [&](const std::string& address) {
            return session->workspace.roster().find_by_email(address) != nullptr;
        });
        if (!strangers.empty())
            reply.text += fmt::format("  people.yaml does not know {}, who committed to it\n",
                                      printable_line(join(strangers, ", ")));
        reply.next =
            fmt::format("somebody else: mkai prompt promote {} --reason \"...\"", made->version.name);
        rows.push_back({{"name", made->version.name},
                        {"number", made->version.number},
                        {"digest", made->version.digest},
                        {"registered_by", made->version.registered_by},
                        {"writers", made->version.writers},
                        {"unknown_addresses", strangers},
                        {"git_commit", made->version.git_commit},
                        {"unchanged", made->unchanged}});
    }
    set_json(reply, {{"registered", std::move(rows)}});
    return reply;
}

// Promotion, rollback and withdrawal differ in these.
struct Verb {
    Result<app::MovePlan> (*plan)(const app::Session&, const app::MoveRequest&);
    Done (*act)(const app::Session&, const app::MoveRequest&, const app::MovePlan&);
    std::string_view question;
    std::string (*done)(const app::MovePlan&);
};

std::string label_words(const app::MovePlan& plan) {
    return fmt::format("{} of {} is v{} now\n", plan.label, plan.version.name, plan.version.number);
}

std::string withdrawn_words(const app::MovePlan& plan) {
    return fmt::format(
        "{} is withdrawn{}\n", version_words(plan.version),
        plan.labels.empty() ? "" : fmt::format("; nothing is {} now", join(plan.labels, ", ")));
}

constexpr Verb k_promote{app::plan_promotion, app::promote, "promote it?", label_words};
constexpr Verb k_rollback{app::plan_prompt_rollback, app::roll_prompt_back, "go back?", label_words};
constexpr Verb k_withdraw{app::plan_withdrawal, app::withdraw_prompt, "withdraw it?", withdrawn_words};

std::string plan_text(const app::MovePlan& plan) {
    std::string out;
    if (plan.label.empty())
        out = fmt::format("{}{}\n", version_words(plan.version),
                          plan.labels.empty()
                              ? ""
                              : fmt::format(" is {}, which would be nothing then", join(plan.labels, ", ")));
    else
        out = fmt::format("{} of {}: {} -> {}\n", plan.label, plan.version.name,
                          plan.replaced.empty() ? "nothing" : short_digest(plan.replaced),
                          short_digest(plan.version.digest));
    if (plan.label.empty() || !plan.replaced.empty())
        out += radius_text(plan.use, plan.label.empty() ? "it" : short_digest(plan.replaced));
    return out;
}

Result<Reply> move(Context& context, const Args& args, const Verb& verb) {
    auto session = context.session();
    if (!session) return fail(session);
    auto reason = context.value_or_ask(args, "--reason", "why?", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    const app::MoveRequest request{args.get("PROMPT"), args.get("--label"), std::move(*reason),
                                   args.get("--reason-code")};
    auto plan = verb.plan(*session, request);
    if (!plan) return fail(plan);
    Reply reply;
    if (plan->unchanged) {
        reply.text = "it is so already; nothing was changed\n";
    } else {
        const std::string told = plan_text(*plan);
        if (!context.globals().yes && !context.wants_json()) context.terminal().say(told);
        if (auto sure = context.confirm(verb.question); !sure) return fail(sure);
        if (auto done = verb.act(*session, request, *plan); !done) return fail(done);
        reply.text = (context.globals().yes ? told : std::string()) + verb.done(*plan);
    }
    reply.next = fmt::format("mkai prompt log {}", plan->version.name);
    set_json(reply, {{"name", plan->version.name},
                     {"number", plan->version.number},
                     {"digest", plan->version.digest},
                     {"label", plan->label},
                     {"replaced", plan->replaced},
                     {"labels", plan->labels},
                     {"use", use_json(plan->use)},
                     {"unchanged", plan->unchanged}});
    return reply;
}

Result<Reply> promote(Context& context, const Args& args) {
    return move(context, args, k_promote);
}
Result<Reply> rollback(Context& context, const Args& args) {
    return move(context, args, k_rollback);
}
Result<Reply> withdraw(Context& context, const Args& args) {
    return move(context, args, k_withdraw);
}

std::string percent(std::int64_t part, std::int64_t of) {
    return of == 0 ? "-" : fmt::format("{} of {}", part, of);
}

Result<Reply> log(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto history = app::history_of_prompt(*session, args.get("PROMPT"));
    if (!history) return fail(history);
    Reply reply;
    Json versions = Json::array();
    Json moves = Json::array();
    std::vector<std::vector<Cell>> cells{{{"version", Colour::dim},
                                          {"labels", Colour::dim},
                                          {"written by", Colour::dim},
                                          {"registered by", Colour::dim},
                                          {"commit", Colour::dim},
                                          {"assets", Colour::dim},
                                          {"accepted", Colour::dim},
                                          {"edited", Colour::dim},
                                          {"spend", Colour::dim},
                                          {"in a week", Colour::dim}}};
    for (const auto& row : history->versions) {
        const PromptUse& use = row.use;
        cells.push_back(
            {{fmt::format("v{} {}", row.version.number, short_digest(row.version.digest)), Colour::bold},
             {row.version.withdrawn ? "withdrawn"
              : row.labels.empty()  ? "-"
                                    : join(row.labels, ", ")},
             {join(row.version.writers, ", ")},
             {row.version.registered_by},
             {row.version.git_commit.empty() ? "-" : short_digest(row.version.git_commit)},
             {std::to_string(use.assets)},
             {percent(use.accepted, use.versions)},
             {percent(use.edited, use.versions)},
             {"$" + to_decimal(use.cost)},
             {"$" + to_decimal(use.cost_since)}});
        versions.push_back({{"number", row.version.number},
                            {"digest", row.version.digest},
                            {"registered_by", row.version.registered_by},
                            {"writers", row.version.writers},
                            {"git_commit", row.version.git_commit},
                            {"at", format_utc_ms(row.version.at)},
                            {"withdrawn", row.version.withdrawn},
                            {"labels", row.labels},
                            {"use", use_json(use)}});
    }
    reply.text = table(cells, context.terminal());
    for (const app::ShownMove& shown : history->moves) {
        const PromptMove& m = shown.move;
        reply.text += fmt::format("{} {} {} {} {}: {}\n", format_utc(m.at), m.person, m.kind, m.label,
                                  short_digest(m.digest), printable_line(shown.reason));
        moves.push_back({{"kind", m.kind},
                         {"label", m.label},
                         {"digest", m.digest},
                         {"replaced", m.replaced},
                         {"person", m.person},
                         {"reason", shown.reason},
                         {"at", format_utc_ms(m.at)}});
    }
    set_json(reply,
             {{"name", args.get("PROMPT")}, {"versions", std::move(versions)}, {"moves", std::move(moves)}});
    return reply;
}

Result<Reply> diff(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    const app::PromptShelf shelf(**files);
    const std::string after_name = args.get("PROMPT");
    auto after = app::find_prompt(shelf, **ledger, after_name);
    if (!after) return fail(after);
    std::string before_name = args.get("--against");
    if (before_name.empty()) before_name = fmt::format("{}@{}", (*after)->id, app::k_production);
    auto before = app::find_prompt(shelf, **ledger, before_name);
    if (!before) return fail(before);
    const auto fields_of = [](const prompts::LoadedPrompt& prompt) {
        Fields fields;
        fields["prompt"] = FieldValue(prompt.source);
        for (const auto& [name, file] : prompt.partial_files) fields["_" + name] = FieldValue(file->text);
        return fields;
    };
    const bool same = (*before)->version() == (*after)->version();
    Reply reply;
    const std::string text = diff_text(fields_of(**before), fields_of(**after), context.terminal());
    reply.text = fmt::format("{} {} -> {} {}\n", before_name, short_digest((*before)->version()), after_name,
                             short_digest((*after)->version()));
    reply.text +=
        same ? (text.empty() ? "the same\n" : "the same for a model; only comments and order differ\n" + text)
             : text;
    set_json(reply, {{"before", {{"prompt", before_name}, {"version", (*before)->version()}}},
                     {"after", {{"prompt", after_name}, {"version", (*after)->version()}}},
                     {"same", same},
                     {"text", diff_text(fields_of(**before), fields_of(**after), Terminal({}))}});
    return reply;
}

constexpr Option k_reason{"--reason", "TEXT", "why; kept in the ledger"};
constexpr Option k_reason_code{"--reason-code", "WORD", "a short word for reports"};

}  // namespace

Command cmd_prompt_register() {
    return {"prompt register",
            Group::workspace,
            "Keep a prompt as it stands as a version that never changes.",
            "A version is named by the digest of what it says and takes, its partials too. What is "
            "registered already changes nothing. In a repository of git its writers are the authors and "
            "co-authors of the commits to its files since the version before, as people.yaml knows their "
            "addresses, and whoever registers what is not committed; without one, whoever registers. "
            "Promotion is somebody else's: mkai prompt promote.",
            {{"mkai prompt register email", "prompts/email.prompt"},
             {"mkai prompt register prompts/*.prompt --as ci-bot", "in CI, after a merge"}},
            {{"PROMPT", "names or files", Arity::many}},
            {},
            register_one};
}

Command cmd_prompt_promote() {
    return {"prompt promote",
            Group::workspace,
            "Let a label name a version: production is what generate asks with.",
            "Not by whoever wrote the version. What the version that is there now was used for is shown "
            "first.",
            {{"mkai prompt promote email --reason \"shorter openings\"", "the newest version to production"},
             {"mkai prompt promote email@v3 --label staging --reason trial --yes", "in a script"}},
            {{"PROMPT", "a name, maybe with @vN, a digest or another label"}},
            {{"--label", "LABEL", "production, staging or your own; production when left out"},
             k_reason,
             k_reason_code},
            promote};
}

Command cmd_prompt_rollback() {
    return {"prompt rollback",
            Group::workspace,
            "Let a label name the version again that it named before.",
            "",
            {{"mkai prompt rollback email --reason \"off brand\"", "production, to the version before"},
             {"mkai prompt rollback email@v1 --label staging --reason \"trial is over\" --yes",
              "to a named one"}},
            {{"PROMPT", "a name, maybe with the version to go back to"}},
            {{"--label", "LABEL", "production when left out"}, k_reason, k_reason_code},
            rollback};
}

Command cmd_prompt_withdraw() {
    return {"prompt withdraw",
            Group::workspace,
            "Take a version out of use for good; its labels name nothing then.",
            "",
            {{"mkai prompt withdraw email@v3 --reason \"promises too much\"",
              "after showing what it was used for"},
             {"mkai prompt withdraw email@8f2c --reason legal --yes", "in a script"}},
            {{"PROMPT", "a version: NAME@vN, NAME@DIGEST or NAME@LABEL"}},
            {k_reason, k_reason_code},
            withdraw};
}

Command cmd_prompt_log() {
    return {"prompt log",
            Group::workspace,
            "A prompt's versions: labels, assets, acceptance, edits, spend, and who moved which label.",
            "",
            {{"mkai prompt log email", "as a table"}, {"mkai prompt log email --json", "for a script"}},
            {{"PROMPT", "a name"}},
            {},
            log};
}

Command cmd_prompt_diff() {
    return {"prompt diff",
            Group::workspace,
            "Two versions of a prompt, word by word.",
            "Without --against: the file, against what is in production.",
            {{"mkai prompt diff email", "what a promotion would change"},
             {"mkai prompt diff email@v3 --against email@v2", "two registered versions"}},
            {{"PROMPT", "a name, a file, or NAME@LABEL"}},
            {{"--against", "PROMPT", "the one before"}},
            diff};
}

}  // namespace mkai::cli
