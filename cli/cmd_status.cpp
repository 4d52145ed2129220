#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/deliver.hpp"
#include "core/base/text.hpp"

#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string live_words(const app::AssetStatus& s) {
    std::vector<std::string> out;
    for (const app::LiveAt& at : s.live)
        out.push_back(at.state == PublicationState::live
                          ? fmt::format("{} v{}", at.destination, at.version)
                          : fmt::format("{} {}", at.destination, to_string(at.state)));
    for (const ScheduleRecord& r : s.scheduled)
        out.push_back(fmt::format("{} v{} at {}", r.destination, r.number, format_utc(r.at)));
    if (out.empty()) return s.withdrawn ? "withdrawn" : "-";
    return join(out, ", ");
}

std::string waiting_words(const app::AssetStatus& s, const Roster& roster, TimeMs now) {
    std::vector<std::string> out;
    for (const RequestRecord& r : s.waiting_on) out.push_back(request_words(r, roster, now));
    if (!s.problem.empty()) out.push_back(s.problem);
    if (s.stale) out.emplace_back("stale: the brief has changed");
    return join(out, "; ");
}

std::string table_of(const std::vector<app::AssetStatus>& rows, const Roster& roster,
                     const Context& context) {
    std::vector<std::vector<Cell>> cells{{{"asset", Colour::dim},
                                          {"version", Colour::dim},
                                          {"state", Colour::dim},
                                          {"live", Colour::dim},
                                          {"waiting on", Colour::dim}}};
    for (const app::AssetStatus& s : rows)
        cells.push_back({{s.asset, Colour::bold},
                         {fmt::format("v{} {}", s.version, short_digest(s.digest))},
                         {s.state, colour_of_state(s.state)},
                         {live_words(s)},
                         {waiting_words(s, roster, context.now())}});
    return table(cells, context.terminal());
}

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
    if (context.wants_json()) return status_json(context, request);
    auto rows = read_status(context, request);
    if (!rows) return fail(rows);
    auto pauses = read_pauses(context);
    if (!pauses) return fail(pauses);
    Reply reply;
    auto files = context.workspace();
    reply.text = pauses_text(*pauses, context.now(), context.terminal());
    if (rows->empty()) {
        reply.text += request.waiting_on ? "nothing waits\n" : "nothing has been drafted yet\n";
        if (!request.waiting_on)
            reply.next = (*files)->brief_ids().empty()
                             ? "mkai brief new BRIEF"
                             : fmt::format("mkai generate {}", (*files)->brief_ids().front());
        return reply;
    }
    reply.text += table_of(*rows, (*files)->roster(), context);
    reply.next = pauses->empty() ? next_for(context, *rows) : "mkai pause says what to type to let it go on";
    return reply;
}

Result<Reply> inbox(Context& context, const Args&) {
    auto actor = context.actor();
    if (!actor) return fail(actor);
    auto rows = read_status(context, {{}, &actor->person});
    if (!rows) return fail(rows);
    auto files = context.workspace();
    Reply reply;
    Json waiting = Json::array();
    std::vector<std::vector<Cell>> cells;
    for (const app::AssetStatus& s : *rows)
        for (const RequestRecord& r : s.waiting_on) {
            if (!app::waits_for(r, actor->person)) continue;
            cells.push_back({{r.action, Colour::bold},
                             {fmt::format("{}@v{}", s.asset, r.number)},
                             {fmt::format("asked {}", relative_time(r.opened_at, context.now()))},
                             {r.due.empty() ? "" : "due " + r.due, Colour::yellow}});
            Json row = request_json(r);
            row["asset"] = s.asset;
            waiting.push_back(std::move(row));
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
    return {"status",
            Group::look,
            "Where everything stands: state, what is live where, who is waited for.",
            "",
            {{"mkai status", "all assets"},
             {"mkai status --waiting-on me", "what you have to decide"},
             {"mkai status 'spring/*' --json", "for a script"}},
            {{"ASSET", "only these", Arity::any}},
            {{"--waiting-on", "WHO", "only what waits for: me, a person, a role"}},
            status};
}

Command cmd_inbox() {
    return {"inbox",
            Group::look,
            "What waits for your decision, since when and until when.",
            "",
            {{"mkai inbox", "yours"}, {"mkai inbox --as dana --json", "somebody else's, as data"}},
            {},
            {},
            inbox};
}

}  // namespace mkai::cli
