#include "cli/decide.hpp"

#include "cli/decision_words.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/explain.hpp"
#include "core/app/next_step.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

void show_copy(const Context& context, const app::Session& session, const app::Target& target) {
    auto explained = app::explain(session, target);
    if (!explained) return;
    context.terminal().say(fmt::format("\n{}@v{} ({})", target.asset.asset, target.version.number,
                                       short_digest(target.version.digest)));
    context.terminal().say(copy_text(explained->fields, context.terminal()));
}

Result<app::DecisionRequest> request_of(Context& context, const Args& args, Action action) {
    app::DecisionRequest request;
    request.action = action;
    if (auto said = say_whom(request, args); !said) return fail(said);
    if (action == Action::accept) {
        request.reason = args.get("--reason");
    } else {
        auto reason = context.value_or_ask(args, "--reason", "Reason:", ErrorCode::needs_reason);
        if (!reason) return fail(reason);
        request.reason = std::move(*reason);
    }
    if (auto expires = args.find("--expires")) {
        auto time = parse_time(*expires, context.now());
        if (!time) return fail(time);
        request.expires = *time;
    }
    return request;
}

}  // namespace

AfterDecision after_decision(Context& context, const app::Changed& changed) {
    AfterDecision out{example_destination(context), {}, {}};
    auto files = context.workspace();
    auto ledger = context.ledger();
    auto actor = context.actor();
    if (!files || !ledger || !actor || changed.state != VersionState::legal_approved) return out;
    out.person = actor->person.id;
    const app::Session session{**files, **ledger, context.clock(), std::move(*actor)};
    auto stops = app::find_stops(session, changed.asset, changed.version, out.destination);
    // The decision stands; that the next command is not known to be stopped is no error of it.
    if (stops && !stops->empty()) out.pause = std::move(stops->front());
    return out;
}

Reply decided_reply(Context& context, Action action, const std::vector<app::Changed>& all,
                    std::string_view who) {
    Reply reply;
    Json rows = Json::array();
    for (const app::Changed& changed : all) {
        reply.text += decided_text(action, changed, context.terminal(), who);
        rows.push_back(changed_json(changed));
    }
    if (!all.empty()) reply.next = next_after(action, all, after_decision(context, all.back()));
    set_json(reply, {{"action", to_string(action)}, {"decisions", std::move(rows)}});
    return reply;
}

Result<std::vector<app::Target>> targets_of(const app::Session& session, const Args& args) {
    std::vector<app::Target> targets;
    for (const std::string& typed : args.list("ASSET")) {
        auto found = app::find_targets(session.ledger, typed);
        if (!found) return fail(found);
        targets.insert(targets.end(), std::make_move_iterator(found->begin()),
                       std::make_move_iterator(found->end()));
    }
    return targets;
}

Done say_whom(app::DecisionRequest& request, const Args& args) {
    request.reason_code = args.get("--reason-code");
    request.assignee = args.get("--ask");
    request.due = args.get("--due");
    if (!request.due.empty() && !parse_date(request.due))
        return fail(ErrorCode::invalid_value, fmt::format("\"{}\" is not a day", printable_line(request.due)),
                    "write it as 2026-12-01");
    return {};
}

Result<Reply> decide_all(Context& context, const Args& args, Action action, bool must_name_version) {
    auto session = context.session();
    if (!session) return fail(session);
    auto found = targets_of(*session, args);
    if (!found) return fail(found);
    const std::vector<app::Target>& targets = *found;
    for (const app::Target& target : targets) {
        if (!must_name_version || target.version_named) continue;
        if (!context.terminal().can_ask())
            return fail(ErrorCode::usage, fmt::format("which version of {} do you mean?", target.asset.asset),
                        fmt::format("look at it (mkai show {0}) and name it: {0}@v{1}", target.asset.asset,
                                    target.asset.head));
        show_copy(context, *session, target);
        if (auto sure = context.confirm(fmt::format(
                "{}?", verb_of(action, fmt::format("{}@v{}", target.asset.asset, target.version.number))));
            !sure)
            return fail(sure);
    }
    auto request = request_of(context, args, action);
    if (!request) return fail(request);
    std::vector<app::Changed> done;
    for (const app::Target& target : targets) {
        auto changed = app::decide(*session, target, *request);
        if (!changed) {
            if (!done.empty()) context.terminal().say(decided_reply(context, action, done).text);
            return fail(changed);
        }
        done.push_back(std::move(*changed));
    }
    return decided_reply(context, action, done);
}

}  // namespace mkai::cli
