#include "cli/cmd.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/review_words.hpp"
#include "cli/views.hpp"
#include "core/app/copy_check.hpp"
#include "core/app/delta.hpp"
#include "core/app/edit.hpp"
#include "core/app/explain.hpp"
#include "core/app/facts.hpp"
#include "core/app/transition.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/decision_reply.hpp"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// Today's findings of a version; none when its brief is gone.
std::vector<Finding> findings_of(const app::Session& session, const app::Explanation& e) {
    app::TodayReader reader(session.workspace);
    auto today = reader.look(e.subject.asset);
    if (!today) return {};
    auto check = app::CopyCheck::make(session.workspace, session.ledger, session.clock.now());
    if (!check) return {};
    auto findings = check->check(*today, e.subject.content);
    for (Finding& f : findings) f.file = e.asset.asset;
    return findings;
}

struct ReplyLine {
    Action action;
    std::string line;
};
// What somebody away from here may reply with, for mkai approve --transcribed: the first is what is waited
// for.
std::vector<ReplyLine> reply_lines(const VersionRecord& version) {
    std::vector<ReplyLine> out;
    for (const Action action :
         {Action::accept, Action::approve, Action::request_changes, Action::reject, Action::revoke})
        if (next_state(version.state, action))
            out.push_back(
                {action, workspace::reply_line(action, version.asset, version.number, version.digest)});
    return out;
}

Json delta_json(const std::optional<app::Delta>& delta) {
    if (!delta) return nullptr;
    return {{"corrects", delta->corrects},
            {"approved", delta->approved},
            {"words_changed", delta->words},
            {"reason_code", delta->reason_code}};
}

Result<Reply> show(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.get("ASSET"));
    if (!target) return fail(target);
    auto e = app::explain(*session, *target);
    if (!e) return fail(e);
    auto delta = app::find_delta(*session, e->version, e->subject);
    if (!delta) return fail(delta);
    const Terminal& t = context.terminal();
    const std::vector<Finding> findings = findings_of(*session, *e);
    Reply reply;
    reply.text =
        fmt::format("{}  {}  {}  {} by {}\n\n",
                    t.paint(Colour::bold, fmt::format("{}@v{}", e->asset.asset, e->version.number)),
                    short_digest(e->version.digest),
                    t.paint(colour_of_state(to_string(e->version.state)), to_string(e->version.state)),
                    e->version.how, e->version.made_by);
    if (*delta) reply.text += app::describe(**delta) + "\n\n";
    reply.text += copy_text(e->fields, t);
    if (!findings.empty()) reply.text += "\n" + findings_text(findings, t);
    for (const app::ExplainedRemark& r : e->remarks) {
        reply.text += fmt::format(
            "\n#{} {} on v{}: {}{}{}\n", r.remark.nth, said_words({}, r), r.remark.number,
            r.remark.field.empty() ? "" : fmt::format("{} -> ", r.remark.field), printable(r.text),
            r.remark.taken_in > 0 ? fmt::format(" (taken over into v{})", r.remark.taken_in) : "");
    }
    for (const RequestRecord& r : e->waiting_on)
        if (r.number == e->version.number)
            reply.text += fmt::format("\nwaiting on {}\n",
                                      request_words(r, session->workspace.roster(), context.now()));
    std::string typed_in;
    for (const app::ExplainedDecision& d : e->decisions)
        if (d.decision.number == e->version.number && !d.decision.transcribed_by.empty())
            typed_in += fmt::format(
                "{}, {}\n", to_string(d.decision.action),
                app::transcribed_words(d.decision.transcribed_by, d.decision.person, d.decision.proof));
    if (!typed_in.empty()) reply.text += "\n" + typed_in;
    const std::vector<ReplyLine> replies =
        e->version.number == e->asset.head ? reply_lines(e->version) : std::vector<ReplyLine>{};
    const bool waits = e->version.state == VersionState::draft || e->version.state == VersionState::reviewed;
    if (!replies.empty() && waits)
        reply.text += fmt::format("\nby mail, in one line: {}\n", replies.front().line);
    reply.next = e->version.number < e->asset.head
                     ? fmt::format("v{} is the newest: mkai show {}", e->asset.head, e->asset.asset)
                 : e->version.state == VersionState::draft ? review_words(context, e->asset.asset)
                 : e->version.state == VersionState::reviewed
                     ? fmt::format("mkai approve {}@v{} --reason \"...\"", e->asset.asset, e->version.number)
                     : fmt::format("mkai explain {}", e->asset.asset);
    Json fields = Json::array();
    for (const auto& f : e->fields)
        fields.push_back({{"name", f.name}, {"label", f.label}, {"text", f.text}, {"locked", f.locked}});
    Json remarks = Json::array();
    for (const auto& r : e->remarks)
        remarks.push_back({{"nth", r.remark.nth},
                           {"person", r.remark.person},
                           {"version", r.remark.number},
                           {"field", or_null(r.remark.field)},
                           {"text", r.text},
                           {"at", time_json(r.remark.at)},
                           {"brought_in", or_null(r.remark.brought_in)},
                           {"said_by", or_null(r.remark.said_by)},
                           {"said_by_name", or_null(r.said_by_name)},
                           {"taken_in", r.remark.taken_in > 0 ? Json(r.remark.taken_in) : Json(nullptr)}});
    Json lines = Json::array();
    for (const ReplyLine& r : replies) lines.push_back({{"action", to_string(r.action)}, {"line", r.line}});
    Json version = version_json(e->version);
    version["replies"] = std::move(lines);
    version["id"] = e->asset.asset;
    version["channel"] = e->subject.channel;
    version["content"] = fields_to_json(e->subject.content.fields);
    version["fields"] = std::move(fields);
    version["remarks"] = std::move(remarks);
    version["findings"] = findings_json(findings);
    version["correction"] = delta_json(*delta);
    set_json(reply, {{"asset", std::move(version)}});
    return reply;
}

// A version's fields as they go out: a correction differs in what the machine fills in, too.
Result<Fields> shown_fields(const app::Session& session, const VersionRecord& version) {
    auto subject = app::read_subject(session.ledger, version);
    if (!subject) return fail(subject);
    auto channel = session.workspace.channel(subject->channel);
    if (!channel) return fail(channel);
    Fields out;
    for (const auto& field : publish::render_fields(**channel, *subject)) out[field.name] = field.text;
    return out;
}

Result<Reply> diff(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.get("ASSET"));
    if (!target) return fail(target);
    auto subject = app::read_subject(session->ledger, target->version);
    if (!subject) return fail(subject);
    auto delta = app::find_delta(*session, target->version, *subject);
    if (!delta) return fail(delta);
    int from = *delta ? (*delta)->corrects : target->version.number - 1;
    if (auto other = args.find("--from")) {
        auto named = app::find_target(session->ledger, fmt::format("{}@{}", target->asset.asset, *other));
        if (!named) return fail(named);
        from = named->version.number;
    }
    Fields before;
    if (from > 0) {
        auto version = session->ledger.find_version(target->asset.asset, from);
        if (!version) return fail(version);
        auto fields = *delta ? shown_fields(*session, **version) : app::fields_of(*session, **version);
        if (!fields) return fail(fields);
        before = std::move(*fields);
    }
    auto after = *delta ? shown_fields(*session, target->version) : app::fields_of(*session, target->version);
    if (!after) return fail(after);
    Reply reply;
    reply.text = fmt::format("{} {} -> v{}\n", target->asset.asset,
                             from > 0 ? fmt::format("v{}", from) : "nothing", target->version.number);
    if (*delta && (*delta)->corrects == from) reply.text += app::describe(**delta) + "\n";
    const std::string text = diff_text(before, *after, context.terminal());
    reply.text += text.empty() ? "no difference\n" : text;
    set_json(reply, {{"id", target->asset.asset},
                     {"from", from > 0 ? Json(from) : Json(nullptr)},
                     {"to", target->version.number},
                     {"correction", delta_json(*delta)},
                     {"fields", diff_json(before, *after)}});
    return reply;
}

Result<Reply> log(Context& context, const Args& args) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    std::string glob;
    int version = 0;  // only its events, when one is named
    if (auto typed = args.find("ASSET")) {
        auto pattern = parse_asset_pattern(*typed);
        if (!pattern) return fail(pattern);
        auto targets = app::find_targets(**ledger, *typed);
        if (!targets) return fail(targets);
        if (targets->front().version_named) version = targets->front().version.number;
        glob = targets->size() == 1 ? targets->front().asset.asset
                                    : pattern->text + (pattern->text.find('/') == std::string::npos   ? "/*"
                                                       : pattern->text.find('*') == std::string::npos ? ".*"
                                                                                                      : "");
    }
    int newest = 100;
    if (auto n = args.find("--last")) {
        const auto [end, ec] = std::from_chars(n->data(), n->data() + n->size(), newest);
        if (ec != std::errc{} || end != n->data() + n->size() || newest < 1)
            return fail(ErrorCode::usage, fmt::format("\"{}\" is not a number of events", printable_line(*n)),
                        "--last 20");
    }
    auto events = (*ledger)->list_events(glob, newest);
    if (!events) return fail(events);
    if (version > 0)
        std::erase_if(*events, [&](const auto& stored) { return stored.event.version != version; });
    Reply reply;
    Json rows = Json::array();
    std::string lines;
    std::vector<std::vector<Cell>> cells;
    for (const store::StoredEvent& s : *events) {
        const Event& e = s.event;
        std::string reason;
        if (!e.reason.empty())
            if (auto blob = (*ledger)->get_blob(e.reason)) reason = blob->bytes;
        cells.push_back(
            {{fmt::format("{}", s.seq), Colour::dim},
             {format_utc(e.at), Colour::dim},
             {e.asset},
             {app::describe(e) + (reason.empty() ? "" : fmt::format(" — {}", printable_line(reason)))}});
        Json row{{"seq", s.seq},
                 {"id", e.id},
                 {"kind", e.kind},
                 {"at", time_json(e.at)},
                 {"actor", e.actor},
                 {"auth", to_string(e.auth)},
                 {"environment", e.environment},
                 {"asset", or_null(e.asset)},
                 {"version", e.version > 0 ? Json(e.version) : Json(nullptr)},
                 {"digest", or_null(e.digest)},
                 {"reason", or_null(reason)},
                 {"reason_code", or_null(e.reason_code)},
                 {"data", e.data},
                 {"words", app::describe(e)}};
        if (context.globals().jsonl)
            lines += dump_json(row) + "\n";
        else
            rows.push_back(std::move(row));
    }
    reply.text = table(cells, context.terminal());
    set_json(reply, {{"events", std::move(rows)}});
    if (context.globals().jsonl) reply.json = lines;
    return reply;
}

}  // namespace

Command cmd_show() {
    return {"show",
            Group::look,
            "Show a version: the copy as it would go out, what was found, what people said.",
            "",
            {{"mkai show spring/email", "the newest version"},
             {"mkai show spring/email@v1 --json", "an older one, as data"}},
            {{"ASSET", "an asset, maybe with its version"}},
            {},
            show};
}

Command cmd_diff() {
    return {"diff",
            Group::look,
            "Compare two versions, word by word.",
            "",
            {{"mkai diff spring/email", "the newest version against the one before"},
             {"mkai diff spring/email@v3 --from v1", "any two"}},
            {{"ASSET", "an asset, maybe with its version"}},
            {{"--from", "VERSION", "the version to compare with: v1, or a digest"}},
            diff};
}

Command cmd_log() {
    return {"log",
            Group::look,
            "What happened, oldest first: who, when, what, why.",
            "",
            {{"mkai log spring/email", "of one asset"},
             {"mkai log --jsonl --last 1000", "of everything, a JSON object a line"}},
            {{"ASSET", "only these assets", Arity::optional}},
            {{"--last", "N", "that many of the newest events (100)"}},
            log};
}

}  // namespace mkai::cli
