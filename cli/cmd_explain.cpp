#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/explain.hpp"
#include "core/app/transition.hpp"
#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr Names<Action, 5> k_done{{{Action::accept, "accepted"},
                                   {Action::request_changes, "asked for changes to"},
                                   {Action::reject, "rejected"},
                                   {Action::approve, "approved"},
                                   {Action::revoke, "took back the approval of"}}};

// Long sentences, below each other with two spaces before them.
std::string indented(std::string_view text, const Terminal& terminal) {
    const auto columns = static_cast<std::size_t>(std::min(terminal.width(), 100)) - 2;
    return "  " + join(wrap(text, columns), "\n    ") + "\n";
}

std::string origin_line(const app::ExplainedVersion& made, TimeMs now) {
    const VersionRecord& v = made.version;
    std::string out = fmt::format("  v{} {}  {} by {}, {}", v.number, short_digest(v.digest), v.how,
                                  v.made_by, relative_time(v.made_at, now));
    if (made.call && made.run) {
        out += fmt::format("\n      asked {} ({}{}) with prompt {} {}", made.run->model, made.run->provider,
                           made.call->model_answered.empty()
                               ? ""
                               : ", answered by " + printable_line(made.call->model_answered),
                           made.call->prompt_id, short_digest(made.call->prompt_digest));
        if (made.messages_purged_at)
            out += fmt::format("\n      what it was asked was deleted on {}, as mkai.yaml says",
                               to_string(date_of(*made.messages_purged_at)));
        out += fmt::format("\n      it might write: {}", join(made.call->allowed, ", "));
    }
    if (!v.changed.empty() && v.number > 1) out += fmt::format("\n      changed: {}", join(v.changed, ", "));
    return out + "\n";
}

std::string attempt_line(const app::Explanation& e, const CallRecord& c, const Terminal& terminal) {
    std::string out = fmt::format("try {}{}  {}", c.attempt, c.round > 1 ? " (repair)" : "", c.model);
    if (!c.model_asked.empty()) out += fmt::format(" ({})", printable_line(c.model_asked));
    out += ": " + c.outcome;
    const auto made = std::ranges::find(e.made, c.id, [](const auto& m) { return m.version.call; });
    if (made != e.made.end()) out += fmt::format(" as v{}", made->version.number);
    if (!c.failure.empty())
        out += fmt::format(" ({}{})", c.failure,
                           c.http_status > 0 ? fmt::format(", HTTP {}", c.http_status) : std::string());
    if (const Usage& usage = c.usage; usage.input_in_all() + usage.output_in_all() > 0)
        out += fmt::format(", {} tokens in, {} out", usage.input_in_all(), usage.output_in_all());
    out += c.cost ? fmt::format(", ${}", to_decimal(*c.cost)) : ", cost not known";
    if (c.usage.source != UsageSource::reported) out += fmt::format(" ({})", to_string(c.usage.source));
    return indented(out, terminal);
}

std::string price_line(const Price& price, const Terminal& terminal) {
    return indented(
        fmt::format("price {} ({}{}): {}", price.id, short_digest(price.row),
                    price.checked_on.empty() ? "" : ", looked up " + price.checked_on, price_words(price)),
        terminal);
}

// A price stands once, below the tries in a row that were counted with it.
std::string attempts_text(const app::Explanation& e, const Terminal& terminal) {
    std::string out;
    for (auto it = e.attempts.begin(); it != e.attempts.end(); ++it) {
        out += attempt_line(e, it->call, terminal);
        const bool same_goes_on =
            std::next(it) != e.attempts.end() && std::next(it)->call.price_row == it->call.price_row;
        if (it->price && !same_goes_on) out += price_line(*it->price, terminal);
    }
    return out;
}

std::string decision_line(const app::ExplainedDecision& d, TimeMs now) {
    std::string out =
        fmt::format("  {} {} v{} ({}), {}", d.decision.person, name_of(k_done, d.decision.action),
                    d.decision.number, short_digest(d.decision.digest), relative_time(d.decision.at, now));
    if (!d.reason.empty()) out += fmt::format(": {}", printable_line(d.reason));
    if (d.decision.expires)
        out += fmt::format("\n      holds until {}", to_string(date_of(*d.decision.expires)));
    if (!d.decision.transcribed_by.empty())
        out += "\n      " +
               app::transcribed_words(d.decision.transcribed_by, d.decision.person, d.decision.proof);
    if (d.decision.revoked) out += "\n      taken back since";
    if (d.decision.sandbox_only) out += "\n      good for sandbox destinations alone";
    return out + "\n";
}

std::string data_words(const app::Explanation& e, const Terminal& terminal) {
    const Subject& s = e.subject;
    std::vector<std::string> out{fmt::format("brief {} ({})", s.asset.brief, short_digest(s.brief_digest))};
    if (s.offer && !s.offer->price.empty())
        out.push_back(fmt::format("offer {} {}{}", s.offer->price, s.offer->currency,
                                  s.offer->ends.empty() ? "" : " until " + s.offer->ends));
    for (const app::ExplainedClaim& c : e.claims)
        out.push_back(fmt::format(
            "claim {} (evidence {}), {}{}", c.frozen.id, short_digest(c.frozen.evidence_digest),
            c.approval
                ? fmt::format("approved by {} on {}", c.approval->person, to_string(date_of(c.approval->at)))
                : std::string("which nobody had approved as it stood then"),
            c.withdrawn ? ", withdrawn since" : ""));
    out.push_back(
        fmt::format("audience: {}", s.audience.empty() ? s.audience_id : printable_line(s.audience)));
    std::string text;
    for (const std::string& line : out) text += indented(line, terminal);
    return text;
}

std::string text_of(const app::Explanation& e, const Context& context, const Roster& roster) {
    const Terminal& t = context.terminal();
    const TimeMs now = context.now();
    const auto heading = [&](std::string_view text) { return "\n" + t.paint(Colour::bold, text) + "\n"; };
    std::string out = fmt::format(
        "{}  {}  {}\n", t.paint(Colour::bold, fmt::format("{}@v{}", e.asset.asset, e.version.number)),
        e.version.digest, t.paint(colour_of_state(to_string(e.version.state)), to_string(e.version.state)));
    out += heading("Who made it, with which model");
    for (const app::ExplainedVersion& made : e.made) out += origin_line(made, now);
    const auto others = std::ranges::count(e.attempts, false, &app::ExplainedAttempt::made_version);
    if (others > 0)
        out += fmt::format("  {} made no version\n",
                           others == 1 ? "1 other try" : fmt::format("{} other tries", others));
    if (!e.attempts.empty()) out += heading("Each try, and what it cost") + attempts_text(e, t);
    out += heading("The data it saw") + data_words(e, t);
    std::vector<std::string> locked;
    for (const auto& f : e.fields)
        if (f.locked && !f.text.empty()) locked.push_back(f.name);
    for (const auto& [slot, value] : e.subject.content.slots)
        if (!value.empty() && slot.starts_with("offer.")) locked.push_back(slot);
    out += heading("What nobody may write") +
           indented(locked.empty() ? "nothing" : "filled from the brief: " + join(locked, ", "), t);
    out += heading("Who decided what, and why");
    if (e.decisions.empty()) out += "  nobody yet\n";
    for (const app::ExplainedDecision& d : e.decisions) out += decision_line(d, now);
    for (const RequestRecord& r : e.waiting_on)
        if (r.number == e.version.number)
            out += fmt::format("  waiting on {}\n", request_words(r, roster, now));
    out += heading("Where it is");
    if (e.publications.empty()) out += "  nowhere\n";
    for (const Publication& p : e.publications)
        out += fmt::format("  {}: {} v{} since {} ({})\n", p.destination,
                           t.paint(colour_of_state(to_string(p.state)), to_string(p.state)), p.number,
                           format_utc(p.since), p.location);
    for (const ScheduleRecord& s : e.schedules)
        out += fmt::format("  {}: v{} is scheduled for {}\n", s.destination, s.number, format_utc(s.at));
    out += heading("How to roll it back");
    if (e.rollback.empty()) out += "  there is nothing live to roll back\n";
    for (const auto& [destination, version] : e.rollback)
        out +=
            fmt::format("  mkai rollback {} -d {} --reason \"...\"\n      {}\n", e.asset.asset, destination,
                        version > 0 ? fmt::format("brings v{} back", version)
                                    : "no earlier version may be live: it withdraws");
    return out;
}

constexpr std::size_t k_proof_bytes_shown = 64u << 10;

// Its beginning, safe to show; a proof is a file of somebody else's.
Result<std::string> proof_text(store::Ledger& ledger, const std::string& proof) {
    auto blob = ledger.get_blob(proof);
    if (!blob) return fail(blob);
    const std::size_t shown = std::min(blob->bytes.size(), k_proof_bytes_shown);
    std::string text = blob->bytes.substr(0, shown);
    std::erase(text, '\r');
    text = printable(text);
    if (shown < blob->bytes.size()) text += fmt::format("\n({} more bytes)", blob->bytes.size() - shown);
    return text;
}

// A proof's digest, and its text.
using Proofs = std::vector<std::pair<std::string, std::string>>;

const std::string* find_proof(const Proofs& proofs, const std::string& digest) {
    const auto found = std::ranges::find(proofs, digest, &Proofs::value_type::first);
    return found == proofs.end() ? nullptr : &found->second;
}

// --proof: what decisions that were typed in for others were typed in from, the oldest first.
Result<Proofs> proofs_of(store::Ledger& ledger, const app::Explanation& e) {
    Proofs out;
    for (const app::ExplainedDecision& d : e.decisions) {
        if (d.decision.proof.empty() || find_proof(out, d.decision.proof)) continue;
        auto text = proof_text(ledger, d.decision.proof);
        if (!text) return fail(text);
        out.emplace_back(d.decision.proof, std::move(*text));
    }
    return out;
}

std::string proofs_text(const Proofs& proofs, const Terminal& terminal) {
    std::string out;
    for (const auto& [proof, text] : proofs) {
        out += fmt::format("\n{}\n", terminal.paint(Colour::bold, "Proof " + short_digest(proof)));
        for (const std::string& line : split(text, '\n')) out += fmt::format("  | {}\n", line);
    }
    return out.empty() ? "\nNo decision here was typed in for somebody else, so that there is no proof.\n"
                       : out;
}

Json json_of(const app::Explanation& e, const Proofs& proofs) {
    Json made = Json::array();
    for (const app::ExplainedVersion& m : e.made) {
        Json row = version_json(m.version);
        row["call"] = m.call ? call_json(*m.call) : Json(nullptr);
        row["run"] = m.run ? Json{{"id", m.run->id},
                                  {"model", m.run->model},
                                  {"provider", m.run->provider},
                                  {"model_asked", or_null(m.run->model_asked)},
                                  {"actor", m.run->actor}}
                           : Json(nullptr);
        row["messages"] = Json(nullptr);
        if (!m.messages.empty())
            if (auto messages = parse_json(m.messages)) row["messages"] = std::move(*messages);
        row["messages_purged_at"] = m.messages_purged_at ? time_json(*m.messages_purged_at) : Json(nullptr);
        made.push_back(std::move(row));
    }
    Json decisions = Json::array();
    for (const app::ExplainedDecision& d : e.decisions)
        decisions.push_back(decision_json(d.decision, d.reason));
    for (Json& row : decisions) {
        const std::string* text =
            row["proof"].is_string() ? find_proof(proofs, row["proof"].get<std::string>()) : nullptr;
        row["proof_text"] = text == nullptr ? Json(nullptr) : Json(*text);
    }
    Json publications = Json::array();
    for (const Publication& p : e.publications) publications.push_back(publication_json(p));
    Json claims = Json::array();
    for (const app::ExplainedClaim& c : e.claims)
        claims.push_back({{"id", c.frozen.id},
                          {"evidence_digest", c.frozen.evidence_digest},
                          {"expires", or_null(c.frozen.expires)},
                          {"digest", or_null(c.frozen.digest)},
                          {"approved_by", c.approval ? Json(c.approval->person) : Json(nullptr)},
                          {"approved_at", c.approval ? time_json(c.approval->at) : Json(nullptr)},
                          {"withdrawn", c.withdrawn}});
    Json deliveries = Json::array();
    for (const DeliveryRecord& d : e.deliveries)
        deliveries.push_back({{"id", d.id},
                              {"action", to_string(d.action)},
                              {"destination", d.destination},
                              {"version", d.number},
                              {"rendered", or_null(d.rendered)},
                              {"renderer", d.renderer},
                              {"actor", d.actor},
                              {"at", time_json(d.begun_at)},
                              {"outcome", or_null(d.outcome)}});
    Json failed = Json::array();
    Json attempts = Json::array();
    for (const app::ExplainedAttempt& a : e.attempts) {
        Json row = call_json(a.call);
        if (!a.made_version()) failed.push_back(row);
        row["price"] = a.price ? price_json(*a.price) : Json(nullptr);
        attempts.push_back(std::move(row));
    }
    Json rollback = Json::array();
    for (const auto& [destination, version] : e.rollback)
        rollback.push_back({{"destination", destination},
                            {"to_version", version > 0 ? Json(version) : Json(nullptr)},
                            {"command", fmt::format("mkai rollback {} -d {} --reason \"...\" --yes",
                                                    e.asset.asset, destination)}});
    Json waiting = Json::array();
    for (const RequestRecord& r : e.waiting_on) waiting.push_back(request_json(r));
    return {{"id", e.asset.asset},
            {"version", e.version.number},
            {"digest", e.version.digest},
            {"salt", e.subject_salt},
            {"state", to_string(e.version.state)},
            {"made", std::move(made)},
            {"attempts", std::move(attempts)},
            {"other_calls", std::move(failed)},
            {"data",
             {{"brief", e.subject.asset.brief},
              {"brief_digest", e.subject.brief_digest},
              {"brief_source", or_null(e.brief_source)},
              {"audience", or_null(e.subject.audience)},
              {"claims", std::move(claims)},
              {"slots", e.subject.content.slots},
              {"use_case", e.subject.use_case}}},
            {"decisions", std::move(decisions)},
            {"waiting_on", std::move(waiting)},
            {"publications", std::move(publications)},
            {"deliveries", std::move(deliveries)},
            {"rollback", std::move(rollback)}};
}

Result<Reply> run(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.get("ASSET"));
    if (!target) return fail(target);
    auto e = app::explain(*session, *target);
    if (!e) return fail(e);
    Reply reply;
    Proofs proofs;
    reply.text = text_of(*e, context, session->workspace.roster());
    if (args.has("--proof")) {
        auto found = proofs_of(session->ledger, *e);
        if (!found) return fail(found);
        proofs = std::move(*found);
        reply.text += proofs_text(proofs, context.terminal());
    }
    set_json(reply, json_of(*e, proofs));
    return reply;
}

}  // namespace

Command cmd_explain() {
    return {
        "explain",
        Group::look,
        "Who asked which model with what, what it might change, who decided what and why, where it is live.",
        "",
        {{"mkai explain spring/email", "the newest version"},
         {"mkai explain spring/email@v1 --json", "an older one, with the messages word for word"}},
        {{"ASSET", "an asset, maybe with its version"}},
        {{"--proof", "", "what decisions were typed in from that people gave elsewhere"}},
        run};
}

}  // namespace mkai::cli
