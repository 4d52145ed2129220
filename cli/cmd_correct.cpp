#include "cli/cmd.hpp"
#include "cli/correct_views.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/actor.hpp"
#include "core/app/after_restore.hpp"
#include "core/app/correct.hpp"
#include "core/base/text.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

struct WayFlag {
    std::string_view flag;
    std::string_view key;  // that is typed at a terminal
    app::CorrectionWay way;
};
constexpr std::array k_ways{WayFlag{"--rollback", "r", app::CorrectionWay::rollback},
                            WayFlag{"--withdraw", "w", app::CorrectionWay::withdraw},
                            WayFlag{"--keep", "k", app::CorrectionWay::keep}};

Result<std::optional<app::CorrectionWay>> way_of(const Args& args) {
    std::optional<app::CorrectionWay> out;
    for (const WayFlag& row : k_ways) {
        if (!args.has(row.flag)) continue;
        if (out)
            return fail(ErrorCode::usage, "what is live goes one way",
                        "choose one of --rollback, --withdraw, --keep");
        out = row.way;
    }
    return out;
}

// NAME=VALUE is a field of the copy when every named asset has one of that name, else a path of the brief.
Done take_value(const app::Session& session, const std::string& given, app::CorrectionRequest& request) {
    const auto equals = given.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(ErrorCode::usage, fmt::format("\"{}\" is not PATH=VALUE", printable_line(given)),
                    "for example --set offer.price=6.99");
    const std::string name = given.substr(0, equals), value = given.substr(equals + 1);
    if (trim(value).empty())
        return fail(ErrorCode::usage, fmt::format("{} is given no value", printable_line(name)),
                    "for example --set offer.price=6.99");
    auto is_field = app::is_copy_field(session, request.named, name);
    if (!is_field) return fail(is_field);
    auto& values = *is_field ? request.fields : request.values;
    if (!values.emplace(name, value).second)
        return fail(ErrorCode::usage, fmt::format("{} is given twice", printable_line(name)),
                    "give each value once");
    return {};
}

Result<app::CorrectionRequest> request_of(Context& context, const app::Session& session, const Args& args) {
    app::CorrectionRequest request;
    for (const std::string& typed : args.list("ASSET")) {
        auto found = app::find_targets(session.ledger, typed);
        if (!found) return fail(found);
        request.named.insert(request.named.end(), found->begin(), found->end());
    }
    for (const std::string& given : args.list("--set"))
        if (auto taken = take_value(session, given, request); !taken) return fail(taken);
    auto way = way_of(args);
    if (!way) return fail(way);
    request.way = *way;
    auto code =
        context.value_or_ask(args, "--reason-code", "Why, in a word (wrong-price)?", ErrorCode::needs_reason);
    if (!code) return fail(code);
    request.reason_code = std::move(*code);
    request.reason = args.get("--reason");
    request.assignee = args.get("--ask");
    request.due = args.get("--due");
    if (!request.due.empty() && !parse_date(request.due))
        return fail(ErrorCode::invalid_value, fmt::format("\"{}\" is not a day", printable_line(request.due)),
                    "write it as 2026-12-01");
    if (!request.assignee.empty())
        if (auto asked = app::get_person(session.workspace.roster(), request.assignee); !asked)
            return fail(asked);
    return request;
}

// Which way what is live goes: as said, else as answered.
Done choose_way(const Context& context, const app::CorrectionRequest& request, app::CorrectionPlan& plan) {
    if (request.way || !plan.is_live()) return {};
    if (!context.terminal().can_ask())
        return fail(
            ErrorCode::usage, "wrong copy is live, and it is not said what is to become of it",
            "add --rollback (to the version before), --withdraw, or --keep (until the corrected one is "
            "published)");
    const auto answer =
        context.terminal().ask("what is live: roll back, withdraw, or keep it? [r/w/k, anything else stops]");
    for (const WayFlag& row : k_ways) {
        if (answer != row.key) continue;
        plan.way = row.way;
        return {};
    }
    return fail(ErrorCode::interrupted, "nothing was done");
}

Reply reply_of(const Context& context, const app::CorrectionPlan& plan, const app::CorrectionOutcome* outcome,
               bool way_chosen = true) {
    Reply reply;
    if (outcome) reply.text = correction_text(*outcome, context.terminal());
    Json object{{"plan", app::plan_to_json(plan)},
                {"correction", nullptr},
                {"unchanged", false},
                {"delivered", Json::array()},
                {"standing", Json::array()}};
    if (!way_chosen) object["plan"]["way"] = nullptr;
    if (outcome) {
        object["correction"] = outcome->correction.record.id;
        object["unchanged"] = outcome->unchanged;
        for (const app::Delivered& d : outcome->delivered) object["delivered"].push_back(delivered_json(d));
        object["standing"] = standing_json(outcome->standing);
        reply.next = next_of_correction(*outcome);
        if (!is_finished(*outcome)) reply.status = ExitStatus::waiting;
    }
    set_json(reply, std::move(object));
    return reply;
}

Result<Reply> correct(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    if (auto looked = app::look_before_publishing(*session); !looked) return fail(looked);
    auto request = request_of(context, *session, args);
    if (!request) return fail(request);
    auto known = app::find_correction(*session, *request);
    if (!known) return fail(known);
    const Terminal& terminal = context.terminal();
    if (!*known) {
        auto plan = app::plan_correction(*session, *request);
        if (!plan) return fail(plan);
        const std::string text = plan_text(*plan, request->way, terminal);
        if (args.has("--plan")) {
            Reply reply = reply_of(context, *plan, nullptr, request->way || !plan->is_live());
            reply.text = text + "nothing has been changed\n";
            reply.next = "the same command without --plan";
            return reply;
        }
        if (!context.wants_json()) terminal.say(text);
        if (auto chosen = choose_way(context, *request, *plan); !chosen) return fail(chosen);
        if (auto sure = context.confirm("correct it?"); !sure) return fail(sure);
        auto begun = app::begin_correction(*session, *request, std::move(*plan));
        if (!begun) return fail(begun);
        *known = std::move(*begun);
    } else if (args.has("--plan")) {
        Reply reply = reply_of(context, (*known)->plan, nullptr);
        reply.text = plan_text((*known)->plan, (*known)->plan.way, terminal) +
                     ((*known)->record.ended
                          ? "it was made already: the same command without --plan says how it stands\n"
                          : "it has begun: the same command without --plan goes on with it\n");
        return reply;
    } else if (!(*known)->record.ended) {
        if (!context.wants_json())
            terminal.say("this correction has begun, and was not finished\n" +
                         plan_text((*known)->plan, (*known)->plan.way, terminal));
        if (auto sure = context.confirm("go on with it?"); !sure) return fail(sure);
    }
    auto outcome = app::carry_out(*session, *request, std::move(**known));
    if (!outcome) return fail(outcome);
    return reply_of(context, outcome->correction.plan, &*outcome);
}

}  // namespace

Command cmd_correct() {
    return {
        "correct",
        Group::main_job,
        "Put a wrong value right wherever it stands: stop, take back, correct, ask for approval.",
        "It shows first what it will do: which assets have the wrong value, where each is live, what can "
        "come back, and what cannot be recalled. Then it pauses those assets, sets the value in the brief, "
        "takes back what is live as you choose, and makes corrected versions of each, in the format of each "
        "locale. Words that no machine can mend are listed. Given again after a crash it goes on. Exit "
        "status 5 while a person is waited for.",
        {{"mkai correct spring/landing.en-GB.a --set offer.locales.en-GB.price=6.99 --reason-code "
          "wrong-price --plan",
          "what would be done"},
         {"mkai correct spring/email --set offer.price=6.99 --reason-code wrong-price --rollback --yes",
          "in a script"}},
        {{"ASSET", "where the wrong value was seen", Arity::many}},
        {{"--set", "PATH=VALUE", "the right value of the brief, or FIELD=TEXT of the copy", true},
         {"--reason-code", "WORD", "a short word for reports: wrong-price, wrong-date"},
         {"--reason", "TEXT", "why; kept with the act"},
         {"--rollback", "", "the newest earlier version without the fault comes back; without one, withdraw"},
         {"--withdraw", "", "take it away until the corrected version is published"},
         {"--keep", "", "leave it live until the corrected version is published"},
         {"--ask", "PERSON", "who is asked to review"},
         {"--due", "DATE", "by when"},
         {"--plan", "", "show what would be done, and change nothing"}},
        correct};
}

}  // namespace mkai::cli
