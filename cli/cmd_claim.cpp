#include "cli/check_report.hpp"
#include "cli/claim_views.hpp"
#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/claim_check.hpp"
#include "core/app/claims.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// What a person can do about a claim in each state.
std::string next_for(const app::ShownClaim& shown) {
    switch (shown.state) {
        case ClaimState::approved:
            return {};
        case ClaimState::waiting:
        case ClaimState::changed:
            return fmt::format("mkai claim approve {} --reason \"...\" (as legal)", shown.claim.id);
        case ClaimState::expired:
            return "look at the evidence again, set a later expires in claims.yaml, and have it approved";
        case ClaimState::removed:
            return fmt::format(
                "mkai claim affected {}; put it back into claims.yaml, or take what says it down",
                shown.claim.id);
        case ClaimState::withdrawn:
            break;
    }
    return shown.declared && shown.claim.withdrawn
               ? "take \"withdrawn: true\" out of claims.yaml, and have it approved, when it holds again"
               : fmt::format("mkai claim approve {} --reason \"...\" (as legal), when it holds again",
                             shown.claim.id);
}

std::string approval_words(const app::ShownClaim& shown) {
    if (!shown.approval) return "-";
    return fmt::format("{} {}", shown.approval->person, to_string(date_of(shown.approval->at)));
}

Json shown_json(const app::ShownClaim& shown) {
    Json out = claim_json(shown.claim);
    out["state"] = to_string(shown.state);
    out["declared"] = shown.declared;
    out["approved_by"] = shown.approval ? Json(shown.approval->person) : Json(nullptr);
    out["approved_at"] = shown.approval ? time_json(shown.approval->at) : Json(nullptr);
    return out;
}

Result<Reply> list(Context& context, const Args&) {
    auto session = context.session();
    if (!session) return fail(session);
    auto claims = app::list_claims(*session);
    if (!claims) return fail(claims);
    std::vector<std::vector<Cell>> rows{{{"claim", Colour::dim},
                                         {"state", Colour::dim},
                                         {"kind", Colour::dim},
                                         {"markets", Colour::dim},
                                         {"approved by", Colour::dim},
                                         {"wording", Colour::dim}}};
    Json out = Json::array();
    Reply reply;
    std::vector<std::string> waiting;
    std::string removed;  // the first that is no longer in claims.yaml
    for (const app::ShownClaim& shown : *claims) {
        rows.push_back({{shown.claim.id, Colour::bold},
                        {std::string(to_string(shown.state)), colour_of(shown.state)},
                        {shown.claim.kind},
                        {shown.claim.markets.empty() ? "all" : join(shown.claim.markets, ", ")},
                        {approval_words(shown)},
                        {printable_line(shown.claim.wording)}});
        if (shown.state == ClaimState::waiting || shown.state == ClaimState::changed)
            waiting.push_back(shown.claim.id);
        if (shown.state == ClaimState::removed && removed.empty()) removed = shown.claim.id;
        out.push_back(shown_json(shown));
    }
    reply.text = claims->empty() ? "no claim yet\n" : table(rows, context.terminal());
    if (claims->empty())
        reply.next = "mkai claim add";
    else if (!waiting.empty())
        reply.next = fmt::format("mkai claim show {}; then legal: mkai claim approve {} --reason \"...\"",
                                 waiting.front(), join(waiting, " "));
    else if (!removed.empty())
        reply.next =
            fmt::format("mkai claim affected {}: what is live with a claim that is no longer there", removed);
    set_json(reply, {{"claims", std::move(out)}});
    return reply;
}

void add_line(std::string& out, std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("  {:<12} {}\n", name, printable_line(value));
}

std::string parts_text(const Claim& claim) {
    std::string out;
    add_line(out, "wording", claim.wording);
    for (const std::string& form : claim.forms) add_line(out, "or", form);
    add_line(out, "kind", claim.kind);
    add_line(out, "category", claim.category);
    add_line(out, "markets", claim.markets.empty() ? "all" : join(claim.markets, ", "));
    add_line(out, "languages", join(claim.languages, ", "));
    add_line(out, "footnote", claim.footnote);
    add_line(out, "owner", claim.owner);
    add_line(out, "expires", claim.expires.empty() ? "never" : claim.expires);
    add_line(out, "digest", claim.digest);
    return out;
}

std::string evidence_text(const app::ShownClaim& shown) {
    const Evidence& e = shown.claim.evidence;
    std::string out;
    add_line(out, e.is_missing ? "missing file" : e.is_file ? "file" : "from", e.from);
    add_line(out, "excerpt", e.excerpt);
    add_line(out, "retrieved", e.retrieved);
    add_line(out, "assessed by", e.assessed_by);
    add_line(out, "basis", e.basis);
    add_line(out, "period", e.period);
    add_line(out, "digest", e.digest);
    if (shown.approval && !shown.approval->evidence.empty())
        add_line(
            out, "kept",
            fmt::format("in the ledger, as it was approved: mkai claim show {} --save FILE", shown.claim.id));
    return out;
}

std::string decisions_text(const app::ShownClaim& shown) {
    if (shown.decisions.empty()) return "  nobody yet\n";
    std::string out;
    for (const app::ShownClaimDecision& d : shown.decisions) {
        out += fmt::format("  {} {} {} ({}): {}\n", format_utc(d.decision.at), d.decision.person,
                           d.decision.withdraws ? "withdrew it" : "approved it",
                           short_digest(d.decision.digest), printable_line(d.reason));
        if (!d.decision.withdraws)
            out += fmt::format("      written by: {}\n", writers_words(d.decision.writers));
        if (d.decision.sandbox_only) out += "      good for sandbox destinations alone\n";
    }
    return out;
}

Result<Reply> save(const app::Session& session, const app::ShownClaim& shown, const std::string& file) {
    if (!shown.approval)
        return fail(ErrorCode::unknown_id,
                    fmt::format("nobody has approved {}, so no file was kept", shown.claim.id),
                    next_for(shown));
    std::error_code ec;
    if (fs::exists(file, ec))
        return fail(ErrorCode::already_exists,
                    fmt::format("there is a file \"{}\" already", printable_line(file)),
                    "choose another name");
    auto bytes = app::kept_evidence(session, *shown.approval);
    if (!bytes) return fail(bytes);
    if (auto done = write_file_atomically(file, *bytes); !done) return fail(done);
    Reply reply;
    reply.text = fmt::format("wrote {}: the evidence of {} as {} approved it\n", printable_line(file),
                             shown.claim.id, shown.approval->person);
    return reply;
}

struct Looked {
    app::ShownClaim shown;
    std::vector<app::ClaimUseInVersion> uses;
};

// The claim that was named, and what uses it.
Result<Looked> look_at(const app::Session& session, const Args& args) {
    auto shown = app::find_claim(session, args.get("CLAIM"));
    if (!shown) return fail(shown);
    auto uses = app::find_claim_uses(session, shown->claim);
    if (!uses) return fail(uses);
    return Looked{std::move(*shown), std::move(*uses)};
}

Result<Reply> show(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto looked = look_at(*session, args);
    if (!looked) return fail(looked);
    const app::ShownClaim* const shown = &looked->shown;
    const auto* const uses = &looked->uses;
    const Terminal& t = context.terminal();
    const auto heading = [&](std::string_view text) { return "\n" + t.paint(Colour::bold, text) + "\n"; };
    Reply reply;
    if (auto file = args.find("--save")) {
        auto saved = save(*session, *shown, *file);
        if (!saved) return fail(saved);
        reply = std::move(*saved);
    } else {
        reply.text = fmt::format("{}  {}\n", t.paint(Colour::bold, shown->claim.id),
                                 t.paint(colour_of(shown->state), to_string(shown->state)));
        if (!shown->declared)
            reply.text +=
                shown->decisions.empty()
                    ? "  it is no longer in claims.yaml, and nobody has decided on it; a live asset "
                      "relies on it\n"
                    : "  it is no longer in claims.yaml; this is what was last decided on\n";
        reply.text += parts_text(shown->claim);
        reply.text += heading("Evidence") + evidence_text(*shown);
        reply.text += heading("Who decided what, and why") + decisions_text(*shown);
        if (shown->approved && shown->approved->digest != shown->claim.digest)
            reply.text +=
                heading(fmt::format("What has changed since {} approved it", shown->approval->person)) +
                diff_text(fields_of(*shown->approved), fields_of(shown->claim), t);
        const std::string live = live_text(*uses);
        reply.text += heading("What is live with it") + (live.empty() ? "  nothing\n" : live);
        reply.next = next_for(*shown);
    }
    Json json = shown_json(*shown);
    Json decisions = Json::array();
    for (const app::ShownClaimDecision& d : shown->decisions) decisions.push_back(claim_decision_json(d));
    json["decisions"] = std::move(decisions);
    json["changes"] = Json::array();
    if (shown->approved && shown->approved->digest != shown->claim.digest)
        json["changes"] = diff_json(fields_of(*shown->approved), fields_of(shown->claim));
    json["uses"] = claim_uses_json(*uses);
    set_json(reply, std::move(json));
    return reply;
}

Result<Reply> affected(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto looked = look_at(*session, args);
    if (!looked) return fail(looked);
    const app::ShownClaim* const shown = &looked->shown;
    const auto* const uses = &looked->uses;
    std::vector<std::vector<Cell>> rows{
        {{"version", Colour::dim}, {"state", Colour::dim}, {"live", Colour::dim}, {"how", Colour::dim}}};
    for (const app::ClaimUseInVersion& use : *uses) {
        std::vector<std::string> live;
        for (const app::ClaimPlace& place : use.live)
            live.push_back(fmt::format("{} on {}", to_string(place.state), place.destination));
        for (const std::string& destination : use.scheduled) live.push_back("scheduled for " + destination);
        rows.push_back(
            {{fmt::format("{}@v{}{}", use.asset, use.version, use.newest ? "" : " (not the newest)"),
              Colour::bold},
             {std::string(to_string(use.state)), colour_of_state(to_string(use.state))},
             {live.empty() ? "-" : join(live, ", ")},
             {use.says && use.relies ? "says it"
              : use.says             ? "says it, and its brief does not name it"
                                     : "its brief names it"}});
    }
    Reply reply;
    reply.text = uses->empty() ? fmt::format("nothing uses {}\n", shown->claim.id)
                               : fmt::format("{} ({}): {}\n", shown->claim.id, to_string(shown->state),
                                             printable_line(shown->claim.wording)) +
                                     table(rows, context.terminal());
    set_json(
        reply,
        {{"claim", shown->claim.id}, {"state", to_string(shown->state)}, {"uses", claim_uses_json(*uses)}});
    return reply;
}

Result<Reply> check(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger_if_any();
    if (!ledger) return fail(ledger);
    auto checked = app::check_claims(**files, *ledger, args.list("CLAIM"), context.now());
    if (!checked) return fail(checked);
    CheckReport report{"claim check", "claim", std::move(checked->findings), {}, {}};
    if (*ledger == nullptr && !checked->ids.empty())
        report.findings.push_back(app::approvals_not_looked_at());
    for (const std::string& id : checked->ids) report.checked.push_back({id, "claims.yaml"});
    report.next = "mkai claim list";
    return check_reply(context, args, std::move(report));
}

}  // namespace

Command cmd_claim_list() {
    return {
        "claim list",
        Group::workspace,
        "List the claims: whether each counts, for which markets, and who approved it.",
        "A claim counts once legal has approved exactly what it says, with its evidence. State: "
        "approved; waiting "
        "(nobody has approved it); changed (it says something else than what was approved, or its "
        "evidence does); "
        "expired; withdrawn; removed (no longer in claims.yaml, while somebody has decided on it or a live "
        "asset relies on it). Only an approved claim may be said in copy.",
        {{"mkai claim list", "as a table"}, {"mkai claim list --json", "for a script"}},
        {},
        {},
        list};
}

Command cmd_claim_show() {
    return {
        "claim show",
        Group::workspace,
        "Show a claim: what it says, its evidence, who decided what, what has changed, what is live with it.",
        "",
        {{"mkai claim show c-12", "before you approve it"},
         {"mkai claim show c-12 --save evidence.pdf", "the evidence as it was kept at the approval"}},
        {{"CLAIM", "the id of a claim"}},
        {{"--save", "FILE", "write the file that was kept at the approval"}},
        show};
}

Command cmd_claim_affected() {
    return {"claim affected",
            Group::workspace,
            "What a claim touches: every version that relies on it or says it, and where it is live.",
            "",
            {{"mkai claim affected c-12", "before you withdraw or change it"},
             {"mkai claim affected c-12 --json", "for a script"}},
            {{"CLAIM", "the id of a claim"}},
            {},
            affected};
}

Command cmd_claim_check() {
    return {
        "claim check",
        Group::workspace,
        "Check claims: evidence that is gone or has changed, what has expired or soon will, what is not "
        "approved.",
        "Also claims that say the same, or differ in their numbers alone, and those that claims.yaml no "
        "longer "
        "has while live copy relies on them. Exit status 3 with errors; "
        "warnings fail "
        "nothing. Without a ledger, as in a fresh clone, approvals are not looked at, and a note says so.",
        {{"mkai claim check", "all of claims.yaml"},
         {"mkai claim check c-12 --format github", "in CI, at its line of the change"}},
        {{"CLAIM", "ids; all when left out", Arity::any}},
        {k_format_option},
        check};
}

}  // namespace mkai::cli
