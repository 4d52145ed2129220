#include "cli/cmd.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/pause.hpp"
#include "core/app/targets.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::string_view k_scope_help = "all, campaign, channel, prompt, model, destination or asset";

Result<app::PauseRequest> request_of(Context& context, const Args& args) {
    app::PauseRequest request;
    const std::string scope = args.get("SCOPE");
    const auto known = parse_pause_scope(scope);
    if (!known) {
        const std::vector<std::string> names{"all",   "campaign",    "channel", "prompt",
                                             "model", "destination", "asset"};
        return fail(ErrorCode::usage,
                    fmt::format("\"{}\" is nothing that can be paused", printable_line(scope)),
                    did_you_mean(scope, names));
    }
    request.scope = *known;
    request.value = args.get("NAME");
    auto reason = context.value_or_ask(args, "--reason", "why?", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    request.reason = std::move(*reason);
    request.reason_code = args.get("--reason-code");
    return request;
}

std::string asker_of(Context& context) {
    auto actor = context.actor();
    return actor ? actor->person.id : std::string();
}

Result<Reply> list(Context& context) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto pauses = app::list_pauses(**ledger);
    if (!pauses) return fail(pauses);
    Reply reply;
    Json rows = Json::array();
    for (const app::ShownPause& shown : *pauses) {
        Json row = pause_json(shown.pause);
        row["reason"] = shown.reason;
        rows.push_back(std::move(row));
    }
    reply.text =
        pauses->empty() ? "nothing is paused\n" : pauses_text(*pauses, context.now(), context.terminal());
    if (!pauses->empty()) reply.next = resume_words(pauses->front().pause, asker_of(context));
    set_json(reply, {{"pauses", std::move(rows)}});
    return reply;
}

// The pause's own name for what was typed: an asset in a shorter form.
Done complete_name(const app::Session& session, app::PauseRequest& request) {
    if (request.scope != PauseScope::asset || request.value.empty()) return {};
    auto target = app::find_target(session.ledger, request.value);
    if (!target) return fail(target);
    request.value = target->asset.asset;
    return {};
}

Result<Reply> pause(Context& context, const Args& args) {
    if (!args.has("SCOPE")) return list(context);
    auto request = request_of(context, args);
    if (!request) return fail(request);
    auto session = context.session();
    if (!session) return fail(session);
    if (auto named = complete_name(*session, *request); !named) return fail(named);
    auto paused = app::pause(*session, *request);
    if (!paused) return fail(paused);
    Reply reply;
    reply.text =
        paused->unchanged
            ? fmt::format("{} is paused already, by {}\n", paused->pause.what(), paused->pause.person)
            : fmt::format("{} is paused: nothing more is generated or published; what is live stays live\n",
                          paused->pause.what());
    reply.next = resume_words(paused->pause, session->actor.person.id);
    Json json = pause_json(paused->pause);
    json["unchanged"] = paused->unchanged;
    set_json(reply, {{"pause", std::move(json)}});
    return reply;
}

std::string resumed_text(const app::Resumed& resumed, const std::string& person) {
    const std::string what = resumed.pause.what();
    if (resumed.alone)
        return fmt::format("{} goes on; {} is the only person here, which is recorded\n", what, person);
    if (resumed.ended) return fmt::format("{} goes on\n", what);
    return fmt::format("{} {} let {} go on; another person has to, too\n", person,
                       resumed.unchanged ? "has already" : "has", what);
}

// Of assets all whose pauses fit what was typed; of anything else the one name.
Result<std::vector<std::string>> names_to_resume(const app::Session& session,
                                                 const app::PauseRequest& request) {
    std::vector<std::string> out;
    if (request.scope == PauseScope::asset) {
        auto pattern = parse_asset_pattern(request.value);
        if (!pattern) return fail(pattern);
        auto open = session.ledger.list_open_pauses();
        if (!open) return fail(open);
        for (Pause& p : *open)
            if (p.scope == PauseScope::asset && matches(*pattern, p.value)) out.push_back(std::move(p.value));
    }
    if (out.empty()) out.push_back(request.value);
    return out;
}

// "asset 'spring/*'", as it was typed.
std::string typed_scope(const Args& args) {
    std::string out = args.get("SCOPE");
    const std::string name = args.get("NAME");
    if (name.empty()) return out;
    const bool quoted = name.find_first_of("*?") != std::string::npos;
    return fmt::format("{} {}{}{}", out, quoted ? "'" : "", printable_line(name), quoted ? "'" : "");
}

Result<Reply> resume(Context& context, const Args& args) {
    auto request = request_of(context, args);
    if (!request) return fail(request);
    auto session = context.session();
    if (!session) return fail(session);
    auto names = names_to_resume(*session, *request);
    if (!names) return fail(names);
    Reply reply;
    Json rows = Json::array();
    for (std::string& name : *names) {
        request->value = std::move(name);
        auto resumed = app::resume(*session, *request);
        if (!resumed) return fail(resumed);
        reply.text += resumed_text(*resumed, session->actor.person.id);
        // Not an error: the first of the two has done their part. A script has to see that it is not going on
        // yet.
        if (!resumed->ended) reply.status = ExitStatus::waiting;
        Json json = pause_json(resumed->pause);
        json["ended"] = resumed->ended;
        json["alone"] = resumed->alone;
        rows.push_back(std::move(json));
    }
    reply.next = reply.status == ExitStatus::done
                     ? "mkai status"
                     : fmt::format("mkai resume {} --as PERSON --reason \"...\"", typed_scope(args));
    Json first = rows.front();
    set_json(reply, {{"pause", std::move(first)}, {"pauses", std::move(rows)}});
    return reply;
}

}  // namespace

Command cmd_pause() {
    return {"pause",
            Group::main_job,
            "Stop generating and publishing at once: everything, or one thing.",
            "What is live stays live, and rollback and withdraw go on working. Calls of models that are on "
            "their way "
            "end by themselves; a stream stops at its next piece.",
            {{"mkai pause", "what is paused"},
             {"mkai pause all --reason \"wrong price everywhere\"", "nothing more, of anything"},
             {"mkai pause model copy-default --reason \"odd answers\"", "one model"}},
            {{"SCOPE", k_scope_help, Arity::optional},
             {"NAME", "of what is paused; none for all", Arity::optional}},
            {{"--reason", "TEXT", "why; kept in the ledger"},
             {"--reason-code", "WORD", "a short word for reports"}},
            pause};
}

Command cmd_resume() {
    return {"resume",
            Group::main_job,
            "Let go on what was paused. Two people have to; whoever paused it may be one.",
            "Exit status 5 while the second person is waited for.",
            {{"mkai resume all --reason \"price corrected\"", "the first of the two"},
             {"mkai resume asset 'spring/*' --reason \"corrected and approved\"",
              "every paused asset of a campaign"},
             {"mkai resume model copy-default --as dana --reason \"answers are fine again\"", "the second"}},
            {{"SCOPE", k_scope_help}, {"NAME", "of what was paused; none for all", Arity::optional}},
            {{"--reason", "TEXT", "why; kept in the ledger"},
             {"--reason-code", "WORD", "a short word for reports"}},
            resume};
}

}  // namespace mkai::cli
