#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/after_restore.hpp"
#include "core/app/deliver.hpp"
#include "core/base/text.hpp"

#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

using Preview = Result<app::DeliveryPreview>;

Result<std::vector<app::Target>> targets_of(const app::Session& session, const Args& args) {
    std::vector<app::Target> out;
    for (const std::string& typed : args.list("ASSET")) {
        auto found = app::find_targets(session.ledger, typed);
        if (!found) return fail(found);
        out.insert(out.end(), std::make_move_iterator(found->begin()), std::make_move_iterator(found->end()));
    }
    return out;
}

std::string version_word(int number) {
    return number > 0 ? fmt::format("v{}", number) : "nothing";
}

// current -> target, and what cannot be undone.
std::string preview_text(const app::DeliveryPreview& p, std::string_view verb) {
    std::string out = fmt::format("{} at {}: {} -> {}", p.asset, p.destination, version_word(p.current),
                                  version_word(p.target));
    const std::string& note = verb != "publish" && p.target > 0 ? p.replace_note : p.recall_note;
    if (!note.empty())
        out += fmt::format("\n  {}{}", verb == "publish" ? "if it is withdrawn later: " : "", note);
    return out;
}

std::string done_text(const app::Delivered& d, const Terminal& terminal) {
    if (!d.schedule.empty())
        return fmt::format("{}@v{} is scheduled for {} at {}; it passes the same gate again then\n", d.asset,
                           d.version, d.destination, format_utc(d.scheduled_for));
    std::string out;
    for (const std::string& passed : d.passed_over) out += fmt::format("  passed over: {}\n", passed);
    if (d.withdrawn && d.unchanged)
        return out +
               (d.version > 0
                    ? fmt::format("{}@v{} is withdrawn from {} already\n", d.asset, d.version, d.destination)
                    : fmt::format("{} is not live at {}; nothing to do\n", d.asset, d.destination));
    if (d.withdrawn)
        return out + fmt::format("{} {}@v{} from {}\n", terminal.paint(Colour::yellow, "withdrawn"), d.asset,
                                 d.version, d.destination);
    if (d.unchanged) return fmt::format("{}@v{} is live at {} already\n", d.asset, d.version, d.destination);
    return out + fmt::format("{} {}@v{} at {}: {}\n", terminal.paint(Colour::green, "live"), d.asset,
                             d.version, d.destination, d.location);
}

struct Verb {
    std::string_view name;
    std::function<Preview(const app::Target&)> preview;
    std::function<Result<app::Delivered>(const app::Target&)> act;
};

// Shows what will change for every target, asks once, acts on each. One refusal does not hinder the others.
Result<Reply> run_all(Context& context, const std::vector<app::Target>& targets, const Verb& verb) {
    const Terminal& terminal = context.terminal();
    if (!context.globals().yes) {
        for (const app::Target& target : targets) {
            auto preview = verb.preview(target);
            if (!preview) return fail(preview);
            terminal.say(preview_text(*preview, verb.name));
        }
        if (auto sure = context.confirm(fmt::format("{}?", verb.name)); !sure) return fail(sure);
    }
    Reply reply;
    Json done = Json::array();
    Json refused = Json::array();
    std::string next;
    for (const app::Target& target : targets) {
        auto delivered = verb.act(target);
        if (!delivered) {
            if (targets.size() == 1) return fail(delivered);
            if (!context.wants_json()) terminal.say(error_text(delivered.error(), terminal));
            refused.push_back(
                {{"id", target.asset.asset}, {"error", error_json(delivered.error())["error"]}});
            if (reply.status == ExitStatus::done) reply.status = delivered.error().status();
            continue;
        }
        reply.text += done_text(*delivered, terminal);
        if (!delivered->recall_note.empty() && delivered->withdrawn && !delivered->unchanged)
            reply.text += fmt::format("  {}\n", delivered->recall_note);
        done.push_back(delivered_json(*delivered));
        if (next.empty())
            next = delivered->withdrawn ? fmt::format("mkai status {}", delivered->asset)
                   : !delivered->schedule.empty()
                       ? "mkai publish --due (by cron), when the time has come"
                       : fmt::format("mkai explain {0}; to undo: mkai rollback {0} -d {1} --reason \"...\"",
                                     delivered->asset, delivered->destination);
    }
    reply.next = next;
    set_json(reply, {{"action", verb.name}, {"done", std::move(done)}, {"refused", std::move(refused)}});
    return reply;
}

Reply due_reply(const Context& context, const std::vector<app::Fired>& fired) {
    Reply reply;
    Json rows = Json::array();
    if (fired.empty()) reply.text = "nothing is due\n";
    for (const app::Fired& f : fired) {
        if (f.delivered) reply.text += done_text(*f.delivered, context.terminal());
        if (f.refused) {
            if (!context.wants_json()) context.terminal().say(error_text(*f.refused, context.terminal()));
            if (reply.status == ExitStatus::done) reply.status = f.refused->status();
        }
        rows.push_back({{"id", f.schedule.asset},
                        {"version", f.schedule.number},
                        {"destination", f.schedule.destination},
                        {"delivered", f.delivered ? delivered_json(*f.delivered) : Json(nullptr)},
                        {"error", f.refused ? error_json(*f.refused)["error"] : Json(nullptr)}});
    }
    set_json(reply, {{"due", std::move(rows)}});
    return reply;
}

Result<Reply> publish(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    if (auto looked = app::look_before_publishing(*session); !looked) return fail(looked);
    if (args.has("--due")) {
        auto fired = app::publish_due(*session);
        if (!fired) return fail(fired);
        return due_reply(context, *fired);
    }
    if (!args.has("ASSET"))
        return fail(ErrorCode::usage, "what is to be published?",
                    "mkai publish ASSET -d DESTINATION, or mkai publish --due");
    auto targets = targets_of(*session, args);
    if (!targets) return fail(targets);
    const app::DeliverRequest request{args.get("--destination"), args.get("--reason"), {}};
    Verb verb{"publish",
              [&](const app::Target& t) { return app::preview_publish(*session, t, request.destination); },
              [&](const app::Target& t) { return app::publish(*session, t, request); }};
    if (auto at = args.find("--schedule")) {
        auto time = parse_time(*at, context.now());
        if (!time) return fail(time);
        verb.act = [&session, request, time = *time](const app::Target& t) {
            return app::schedule(*session, t, request, time);
        };
    }
    return run_all(context, *targets, verb);
}

// A rollback and a withdrawal are asked for alike.
struct WayBack {
    std::string_view name;
    bool may_publish;  // an earlier version: then what a restore left open comes first
    Preview (*preview)(const app::Session&, const app::Target&, const app::DeliverRequest&);
    Result<app::Delivered> (*act)(const app::Session&, const app::Target&, const app::DeliverRequest&);
};

Result<Reply> take_back(Context& context, const Args& args, const WayBack& way) {
    auto session = context.session();
    if (!session) return fail(session);
    if (way.may_publish)
        if (auto looked = app::look_before_publishing(*session); !looked) return fail(looked);
    auto targets = targets_of(*session, args);
    if (!targets) return fail(targets);
    auto reason = context.value_or_ask(args, "--reason", "Reason:", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    const app::DeliverRequest request{args.get("--destination"), std::move(*reason),
                                      args.get("--reason-code"), !context.globals().yes};
    return run_all(context, *targets,
                   {way.name, [&](const app::Target& t) { return way.preview(*session, t, request); },
                    [&](const app::Target& t) { return way.act(*session, t, request); }});
}

Result<Reply> rollback(Context& context, const Args& args) {
    return take_back(context, args, {"rollback", true, app::preview_rollback, app::rollback});
}

Result<Reply> withdraw(Context& context, const Args& args) {
    return take_back(context, args, {"withdraw", false, app::preview_withdraw, app::withdraw});
}

constexpr Option k_destination{"-d,--destination", "NAME",
                               "a destination of mkai.yaml; the only one when left out"};
constexpr Option k_reason{"--reason", "TEXT", "why; kept with the act"};
constexpr Option k_reason_code{"--reason-code", "WORD", "a short word for reports: wrong-price, expired"};

}  // namespace

Command cmd_publish() {
    return {"publish",
            Group::main_job,
            "Send approved copy to a destination, through the gate. What is live already is a success.",
            "Exit status 5 while a decision is missing, 8 when the approval is void, 9 when a rule says no.",
            {{"mkai publish spring/email -d site --yes", "the newest version, without a question"},
             {"mkai publish 'spring/*' -d site --schedule \"2026-12-01 09:00\"",
              "later (UTC), through the same gate again"},
             {"mkai publish --due", "whatever was scheduled and is due; run it by cron"}},
            {{"ASSET", "what is published; a glob or several", Arity::any}},
            {k_destination,
             {"--schedule", "TIME", "later: 2026-12-01, \"2026-12-01 09:30\" (UTC), +2h"},
             {"--due", "", "publish what is due"},
             {"--reason", "TEXT", "why, if you want to say"}},
            publish};
}

Command cmd_rollback() {
    return {
        "rollback",
        Group::main_job,
        "Bring back the newest earlier version that may be live; without one, withdraw.",
        "It goes only to a version that was published before and whose approval, claims and offer still "
        "hold.",
        {{"mkai rollback spring/email -d site --reason \"offer withdrawn\" --yes", "to the version before"},
         {"mkai rollback spring/email@v1 -d site --reason \"v2 has a wrong price\"", "to one that you name"}},
        {{"ASSET", "what is rolled back, maybe to a version", Arity::many}},
        {k_destination, k_reason, k_reason_code},
        rollback};
}

Command cmd_withdraw() {
    return {"withdraw",
            Group::main_job,
            "Take live copy away from a destination.",
            "It says what cannot be recalled: an email that was sent, a page that was read.",
            {{"mkai withdraw spring/email -d site --reason \"offer withdrawn\"", "asks, then takes it away"},
             {"mkai withdraw 'spring/*' -d site --reason \"campaign stopped\" --yes", "the whole campaign"}},
            {{"ASSET", "what is withdrawn", Arity::many}},
            {k_destination, k_reason, k_reason_code},
            withdraw};
}

}  // namespace mkai::cli
