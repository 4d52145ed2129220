#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/status_text.hpp"
#include "cli/views.hpp"
#include "core/app/deliver.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string next_for(Context& context, const std::vector<app::AssetStatus>& rows) {
    for (const app::AssetStatus& s : rows) {
        if (s.stale) return fmt::format("mkai generate {}", s.brief);
        if (s.state == "legal-approved" && s.problem.empty() && !s.withdrawn)
            return fmt::format("mkai publish {} -d {}", s.asset, example_destination(context));
        if (!s.waiting_on.empty() && s.waiting_on[0].action == "approve")
            return fmt::format("mkai approve {}@v{} --reason \"...\"", s.asset, s.version);
        if (!s.waiting_on.empty() && s.waiting_on[0].action == "review")
            return fmt::format("mkai review {} --accept --reason \"...\"", s.asset);
    }
    return {};
}

// About what one asset takes in JSON, so that a thousand of them do not grow a text by copying it.
constexpr std::size_t k_status_bytes = 512;

using ShowStatus = std::function<void(const app::AssetStatus&)>;

// Only reads: no actor is needed unless "me" is asked for, and leftovers of a crash are settled only where
// they are.
Done each_status(Context& context, const app::StatusRequest& request, const ShowStatus& show) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto open = (*ledger)->list_open_deliveries();
    if (!open) return fail(open);
    if (!open->empty()) {
        if (auto session = context.session(); !session) return fail(session);
    }
    return app::each_status(**files, **ledger, context.now(), request, show);
}

// For what is not long: a table at a terminal.
Result<std::vector<app::AssetStatus>> read_status(Context& context, const app::StatusRequest& request) {
    std::vector<app::AssetStatus> rows;
    auto read = each_status(context, request, [&](const app::AssetStatus& s) { rows.push_back(s); });
    if (!read) return fail(read);
    return rows;
}

Result<std::vector<app::ShownPause>> read_pauses(Context& context) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    return app::list_pauses(**ledger);
}

Result<Reply> status_json(Context& context, const app::StatusRequest& request) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto assets = (*ledger)->count_assets();
    if (!assets) return fail(assets);
    JsonWriter w;
    w.reserve(*assets * k_status_bytes);
    w.begin_object().key("format_version").value(k_format_version).key("assets").begin_array();
    auto read = each_status(context, request, [&](const app::AssetStatus& s) { write_status(w, s); });
    if (!read) return fail(read);
    auto pauses = read_pauses(context);
    if (!pauses) return fail(pauses);
    w.end_array().key("pauses").begin_array();
    for (const app::ShownPause& shown : *pauses) write_pause(w, shown);
    w.end_array().end_object();
    Reply reply;
    reply.json = w.take();
    return reply;
}

// Campaigns first, unless something was asked for by name.
Result<Reply> status_text(Context& context, const app::StatusRequest& request) {
    auto rows = read_status(context, request);
    if (!rows) return fail(rows);
    auto pauses = read_pauses(context);
    if (!pauses) return fail(pauses);
    auto files = context.workspace();
    const Roster& roster = (*files)->roster();
    Reply reply;
    reply.text = pauses_text(*pauses, context.now(), context.terminal());
    if (rows->empty()) {
        reply.text += request.waiting_on ? "nothing waits\n" : "nothing has been drafted yet\n";
        if (!request.waiting_on)
            reply.next = (*files)->brief_ids().empty()
                             ? "mkai brief new BRIEF"
                             : fmt::format("mkai generate {}", (*files)->brief_ids().front());
        return reply;
    }
    if (request.targets.empty() && !request.waiting_on) {
        auto ledger = context.ledger();
        auto campaigns = app::overview(**files, **ledger, *rows, context.now());
        if (!campaigns) return fail(campaigns);
        reply.text += overview_text(*campaigns, roster, context) + "\n";
    }
    const auto lines = static_cast<std::size_t>(std::ranges::count(reply.text, '\n'));
    reply.text += assets_text(*rows, roster, context, lines);
    reply.next = pauses->empty() ? next_for(context, *rows) : "mkai pause says what to type to let it go on";
    return reply;
}

constexpr int k_watch_ms = 1000;
constexpr int k_watch_step_ms = 100;  // until Ctrl-C is noticed

// Shows it again when it is other than before. Ctrl-C is the way to end it, and no failure.
Result<Reply> watch(Context& context, const app::StatusRequest& request) {
    if (!context.terminal().out_is_terminal())
        return fail(ErrorCode::needs_terminal, "--watch needs a terminal to draw on",
                    "leave it out, or ask for --json every now and then");
    std::string shown;
    while (!cancelled()) {
        auto reply = status_text(context, request);
        if (!reply) return fail(reply);
        std::string text = reply->text;
        if (!reply->next.empty()) text += fmt::format("next: {}\n", reply->next);
        if (text != shown) {
            context.terminal().redraw(text + "Ctrl-C ends\n");
            shown = std::move(text);
        }
        for (int waited = 0; waited < k_watch_ms && !cancelled(); waited += k_watch_step_ms)
            std::this_thread::sleep_for(std::chrono::milliseconds(k_watch_step_ms));
    }
    return Reply{};
}

Result<Reply> status(Context& context, const Args& args) {
    app::StatusRequest request;
    request.targets = args.list("ASSET");
    std::optional<Actor> me;
    Person person;
    if (auto who = args.find("--waiting-on")) {
        auto files = context.workspace();
        if (!files) return fail(files);
        if (*who == "me") {
            auto actor = context.actor();
            if (!actor) return fail(actor);
            person = actor->person;
        } else if (const Person* found = (*files)->roster().find(*who)) {
            person = *found;
        } else if (auto role = parse_role(*who)) {
            person.roles = {*role};
        } else {
            return fail(ErrorCode::unknown_person,
                        fmt::format("\"{}\" is not in people.yaml and no role", printable_line(*who)),
                        "--waiting-on me, a person or a role");
        }
        request.waiting_on = &person;
    }
    if (context.wants_json()) {
        if (args.has("--watch"))
            return fail(ErrorCode::usage, "--watch draws for people; it has no JSON",
                        "leave one of them out");
        return status_json(context, request);
    }
    return args.has("--watch") ? watch(context, request) : status_text(context, request);
}

// Null: the person decided on no version before, and none was approved.
Json changed_since_json(const app::ChangedSince& changed) {
    if (changed.base.number == 0) return nullptr;
    return {{"version", changed.base.number},
            {"how", changed.base.how == app::SeenHow::decided ? "decided" : "approved"},
            {"what", changed.what}};
}

Json waiting_json(const app::AssetStatus& status, const RequestRecord& request) {
    Json row = request_json(request);
    row["asset"] = status.asset;
    row["correction"] = status.correction;
    return row;
}

Result<Reply> everyones_inbox(Context& context) {
    auto rows = read_status(context, {});
    if (!rows) return fail(rows);
    auto files = context.workspace();
    const Roster& roster = (*files)->roster();
    const std::vector<app::WaitingSum> sums = app::sum_waiting(*rows);
    Reply reply;
    reply.text = sums.empty() ? "nobody is waited for\n" : waiting_text(sums, roster, context);
    if (!sums.empty()) {
        const RequestRecord& first = sums.front().oldest;
        reply.next =
            fmt::format("mkai status --waiting-on {}", first.assignee.empty() ? first.role : first.assignee);
    }
    Json waiting = Json::array();
    for (const app::AssetStatus& s : *rows)
        for (const RequestRecord& r : s.waiting_on) {
            waiting.push_back(waiting_json(s, r));
            waiting.back()["changed_since"] = nullptr;
        }
    set_json(reply, {{"person", nullptr}, {"waiting", std::move(waiting)}});
    return reply;
}

Result<Reply> inbox(Context& context, const Args& args) {
    if (args.has("--everyone")) return everyones_inbox(context);
    auto actor = context.actor();
    if (!actor) return fail(actor);
    auto rows = read_status(context, {{}, &actor->person});
    if (!rows) return fail(rows);
    std::ranges::stable_partition(*rows, &app::AssetStatus::correction);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    Reply reply;
    Json waiting = Json::array();
    std::vector<std::vector<Cell>> cells;
    for (const app::AssetStatus& s : *rows)
        for (const RequestRecord& r : s.waiting_on) {
            if (!app::waits_for(r, actor->person)) continue;
            auto changed = app::find_changed_since(**ledger, s.asset, r.number, actor->person.id);
            if (!changed) return fail(changed);
            cells.push_back({{r.action + (s.correction ? " correction" : ""), Colour::bold},
                             {fmt::format("{}@v{}", s.asset, r.number)},
                             {fmt::format("asked {}", relative_time(r.opened_at, context.now()))},
                             {r.due.empty() ? "" : "due " + r.due, Colour::yellow},
                             {changed_words(*changed)}});
            waiting.push_back(waiting_json(s, r));
            waiting.back()["changed_since"] = changed_since_json(*changed);
            if (reply.next.empty())
                reply.next = fmt::format("mkai review goes through them; to look at one: mkai show {}@v{}",
                                         s.asset, r.number);
        }
    reply.text = cells.empty()
                     ? fmt::format("nothing waits for {}\n", actor->person.id)
                     : fmt::format("{} for {}\n", counted(cells.size(), "decision"), actor->person.id) +
                           table(cells, context.terminal());
    set_json(reply, {{"person", actor->person.id}, {"waiting", std::move(waiting)}});
    return reply;
}

}  // namespace

Command cmd_status() {
    return {
        "status",
        Group::look,
        "Where everything stands: state, what is live where, who is waited for.",
        "",
        {{"mkai status", "every campaign: its copy, who is waited for, what models cost, where it is live"},
         {"mkai status --watch", "the same, and again when something changes"},
         {"mkai status --waiting-on me", "what you have to decide"},
         {"mkai status 'spring/*' --json", "for a script"}},
        {{"ASSET", "only these", Arity::any}},
        {{"--waiting-on", "WHO", "only what waits for: me, a person, a role"},
         {"--watch", "", "keep it on the screen, and show what changes; Ctrl-C ends"}},
        status};
}

Command cmd_inbox() {
    return {"inbox",
            Group::look,
            "What waits for your decision, since when and until when.",
            "Also what changed since the version that you decided on last, or since the newest approved one.",
            {{"mkai inbox", "yours"},
             {"mkai inbox --everyone", "who is waited for, for how much and how long"},
             {"mkai inbox --as dana --json", "somebody else's, as data"}},
            {},
            {{"--everyone", "", "a line for each who is waited for"}},
            inbox};
}

}  // namespace mkai::cli
