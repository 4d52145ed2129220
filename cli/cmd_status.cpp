#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/status_screen.hpp"
#include "cli/status_text.hpp"
#include "cli/views.hpp"
#include "core/app/deliver.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// About what one asset takes in JSON, so that a thousand of them do not grow a text by copying it.
constexpr std::size_t k_status_bytes = 512;

Result<Reply> status_json(Context& context, const app::StatusRequest& request) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto assets = (*ledger)->count_assets();
    if (!assets) return fail(assets);
    JsonWriter w;
    w.reserve(*assets * k_status_bytes);
    w.begin_object().key("format_version").value(k_format_version).key("assets").begin_array();
    auto read = look_at_each(context, request, [&](const app::AssetStatus& s) { write_status(w, s); });
    if (!read) return fail(read);
    auto pauses = app::list_pauses(**ledger);
    if (!pauses) return fail(pauses);
    w.end_array().key("pauses").begin_array();
    for (const app::ShownPause& shown : *pauses) write_pause(w, shown);
    w.end_array().end_object();
    Reply reply;
    reply.json = w.take();
    return reply;
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
    return args.has("--watch") ? watch_status(context, request) : show_status(context, request);
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
    auto rows = look_at_all(context, {});
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
    auto rows = look_at_all(context, {{}, &actor->person});
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
         {"--watch", "", "keep it on the screen, and say what changed; Ctrl-C ends"}},
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
