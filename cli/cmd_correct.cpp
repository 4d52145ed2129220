#include "cli/cmd.hpp"
#include "cli/correct_views.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/actor.hpp"
#include "core/app/after_restore.hpp"
#include "core/app/correct.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

struct WayFlag {
    std::string_view flag;
    std::string_view key;  // that is typed at a terminal
    app::CorrectionWay way;
    std::string_view words;    // in a question
    std::string_view advice;   // in the fix of an error
    std::string_view meaning;  // after a ?
};
constexpr std::array k_ways{
    WayFlag{"--rollback", "r", app::CorrectionWay::rollback, "roll back",
            "--rollback (to the version before)",
            "roll back: the newest earlier version without the fault comes back; where there is none, it is "
            "withdrawn"},
    WayFlag{"--withdraw", "w", app::CorrectionWay::withdraw, "withdraw", "--withdraw",
            "withdraw: it is taken away, and nothing is live until the corrected version is published"},
    WayFlag{"--keep", "k", app::CorrectionWay::keep, "keep it",
            "--keep (until the corrected one is published)",
            "keep it: it stays live, with the fault, until the corrected version is published"}};

bool can_go_back(const app::CorrectionPlan& plan) {
    return std::ranges::any_of(plan.assets, [](const app::CorrectedAsset& asset) {
        return std::ranges::any_of(asset.places, [](const auto& place) { return place.target > 0; });
    });
}

// The ways that are possible: nothing comes back where no earlier version may.
std::vector<const WayFlag*> ways_of(const app::CorrectionPlan& plan) {
    std::vector<const WayFlag*> out;
    for (const WayFlag& row : k_ways)
        if (row.way != app::CorrectionWay::rollback || can_go_back(plan)) out.push_back(&row);
    return out;
}

// "a, b or c"
std::string either(const std::vector<const WayFlag*>& ways, std::string_view WayFlag::*words) {
    std::string out;
    for (std::size_t i = 0; i < ways.size(); ++i)
        out += fmt::format("{}{}", i == 0 ? "" : i + 1 < ways.size() ? ", " : " or ", ways[i]->*words);
    return out;
}

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

std::size_t columns_err(const Terminal& terminal) {
    return static_cast<std::size_t>(terminal.width_err());
}

// In a pipe a line is as long as it is.
PlanView on_stdout(const Terminal& terminal, std::optional<app::CorrectionWay> way) {
    return {way, terminal.out_is_terminal() ? static_cast<std::size_t>(terminal.width()) : 0};
}
PlanView on_stderr(const Terminal& terminal, std::optional<app::CorrectionWay> way) {
    return {way, terminal.shows_progress() ? columns_err(terminal) : 0};
}

// Which way what is live goes: as said, else as answered.
Done choose_way(const Context& context, const app::CorrectionRequest& request, app::CorrectionPlan& plan) {
    if (request.way || !plan.is_live()) return {};
    const std::vector<const WayFlag*> ways = ways_of(plan);
    if (!context.terminal().can_ask())
        return fail(ErrorCode::usage, "wrong copy is live, and it is not said what is to become of it",
                    "add " + either(ways, &WayFlag::advice));
    std::string keys;
    for (const WayFlag* row : ways) keys += fmt::format("{}/", row->key);
    const std::string question =
        fmt::format("what is live: {}? [{}?, anything else stops]", either(ways, &WayFlag::words), keys);
    for (;;) {
        const auto answer = context.terminal().ask(question);
        if (answer == "?") {
            for (const WayFlag* row : ways)
                for (const std::string& line :
                     wrap(fmt::format("{}  {}", row->key, row->meaning), columns_err(context.terminal())))
                    context.terminal().say(line);
            continue;
        }
        const auto chosen =
            std::ranges::find_if(ways, [&](const WayFlag* row) { return answer == row->key; });
        if (chosen == ways.end()) return fail(ErrorCode::interrupted, "nothing was done");
        plan.way = (*chosen)->way;
        return {};
    }
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
        reply.next = next_of_correction(context, *outcome);
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
        if (args.has("--plan")) {
            Reply reply = reply_of(context, *plan, nullptr, request->way || !plan->is_live());
            reply.text =
                plan_text(*plan, on_stdout(terminal, request->way), terminal) + "nothing has been changed\n";
            reply.next = "the same command without --plan";
            return reply;
        }
        if (!context.wants_json())
            terminal.say(plan_text(*plan, on_stderr(terminal, request->way), terminal));
        if (auto chosen = choose_way(context, *request, *plan); !chosen) return fail(chosen);
        if (auto sure = context.confirm("correct it?"); !sure) return fail(sure);
        auto begun = app::begin_correction(*session, *request, std::move(*plan));
        if (!begun) return fail(begun);
        *known = std::move(*begun);
    } else if (args.has("--plan")) {
        Reply reply = reply_of(context, (*known)->plan, nullptr);
        reply.text = plan_text((*known)->plan, on_stdout(terminal, (*known)->plan.way), terminal) +
                     ((*known)->record.ended
                          ? "it was made already: the same command without --plan says how it stands\n"
                          : "it has begun: the same command without --plan goes on with it\n");
        return reply;
    } else if (!(*known)->record.ended) {
        if (!context.wants_json())
            terminal.say("this correction has begun, and was not finished\n" +
                         plan_text((*known)->plan, on_stderr(terminal, (*known)->plan.way), terminal));
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
