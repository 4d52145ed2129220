#include "core/app/facts.hpp"

#include "core/brand/check.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

bool moves_bytes(Action action) {
    return action == Action::publish || action == Action::schedule || action == Action::rollback;
}

std::vector<policy::Approval> approvals_of(const std::vector<DecisionRecord>& decisions) {
    std::vector<policy::Approval> out;
    for (const DecisionRecord& d : decisions)
        if (d.action == Action::approve || d.action == Action::endorse)
            out.push_back(
                {d.person, d.digest, d.at, d.expires, d.revoked, d.sandbox_only, !d.transcribed_by.empty()});
    return out;
}

// A decision that withdrew what the version froze holds, whatever was approved under the same id since.
Result<std::vector<policy::ClaimFact>> claims_of(const Session& session, const Subject& subject) {
    std::vector<policy::ClaimFact> out;
    for (const FrozenClaim& frozen : subject.claims) {
        auto decisions = session.ledger.list_claim_decisions(frozen.id);
        if (!decisions) return fail(decisions);
        const Claim* today = session.workspace.find_claim(frozen.id);
        const std::string& digest = frozen.digest.empty() && today ? today->digest : frozen.digest;
        policy::ClaimFact& fact = out.emplace_back();
        fact.id = frozen.id;
        fact.expires = today ? today->expires : frozen.expires;
        fact.known = today != nullptr;
        fact.withdrawn = (today && today->withdrawn) || is_withdrawn(*decisions, digest);
        const ClaimDecision* approval = today ? find_approval(*decisions, today->digest) : nullptr;
        fact.approved = approval != nullptr;
        fact.sandbox_only = approval && approval->sandbox_only;
    }
    return out;
}

struct ModelOrigin {
    std::string model;
    std::string prompt;
};
// Who wrote the copy first: an edit keeps the origin of what it edits.
Result<ModelOrigin> origin_of(store::Ledger& ledger, const std::optional<VersionRecord>& version) {
    ModelOrigin origin;
    for (std::optional<VersionRecord> at = version; at;) {
        if (at->origin == Origin::human || at->origin == Origin::imported) return origin;
        if (!at->call.empty()) {
            auto call = ledger.find_call(at->call);
            if (!call) return fail(call);
            if (!*call) return origin;
            auto run = ledger.find_run((*call)->run);
            if (!run) return fail(run);
            return ModelOrigin{*run ? (*run)->model : std::string(), (*call)->prompt_id};
        }
        if (at->number <= 1) return origin;
        auto before = ledger.find_version(at->asset, at->number - 1);
        if (!before) return fail(before);
        at = std::move(*before);
    }
    return origin;
}

// Today's use case where the brief is there, else the frozen one.
std::string use_case_of(const Change& change, const std::optional<Subject>& subject) {
    if (change.today) return change.today->brief->use_case;
    if (change.make) return change.make->subject.use_case;
    return subject ? subject->use_case : std::string();
}

}  // namespace

Result<std::vector<Pause>> find_stopping_pauses(store::Ledger& ledger, const Change& change,
                                                const std::optional<VersionRecord>& version) {
    std::vector<Pause> out;
    auto open = ledger.list_open_pauses();
    if (!open) return fail(open);
    if (open->empty()) return out;
    auto origin = origin_of(ledger, version);
    if (!origin) return fail(origin);
    auto id = parse_asset_id(change.asset);
    if (!id) return fail(id);
    const PauseKeys keys{
        id->brief,
        change.today ? std::string_view(change.today->channel->id) : std::string_view(),
        version ? origin->prompt : change.prompt,
        version ? origin->model : change.model,
        change.deliver ? std::string_view(change.deliver->destination.name) : std::string_view(),
        change.asset};
    for (Pause& pause : *open)
        if (stops(pause, keys)) out.push_back(std::move(pause));
    return out;
}

Result<Subject> read_subject(store::Ledger& ledger, const VersionRecord& version) {
    auto blob = ledger.get_blob(version.digest);
    if (!blob) return fail(blob);
    return subject_from_bytes(blob->bytes);
}

Result<policy::Facts> gather_facts(const Session& session, const Change& change,
                                   const std::optional<VersionRecord>& version) {
    store::Ledger& ledger = session.ledger;
    policy::Facts facts;
    facts.now = session.clock.now();
    facts.asset = change.asset;
    facts.roster = &session.workspace.roster();
    facts.has_reason = !change.reason.empty();
    const workspace::Config& config = session.workspace.config();
    facts.transcribed_counts = config.transcribed_counts;
    if (change.transcript)
        facts.transcriber = policy::Transcriber{session.actor.person, config.transcribed_by_maker};
    if (change.deliver) facts.destination = change.deliver->destination;
    if (change.schedule) {
        facts.destination = change.schedule->destination;
        facts.now = std::max(facts.now, change.schedule->at);
    }

    std::optional<Subject> subject;
    if (version) {
        facts.version = version->number;
        facts.state = version->state;
        facts.digest = version->digest;
        facts.reviewed_by = version->reviewer;
        facts.written_by_demo = version->demo;
        // Only what sends the bytes has to hash and read them; and a version whose brief is gone tells its
        // use case.
        if (moves_bytes(change.action) || !change.today) {
            auto read = read_subject(ledger, *version);
            if (read) {
                subject = std::move(*read);
            } else if (read.error().code == ErrorCode::ledger_corrupt) {
                facts.bytes_match = false;
            } else {
                return fail(read);
            }
        }
        auto decisions = ledger.list_decisions(change.asset, version->number);
        if (!decisions) return fail(decisions);
        facts.approvals = approvals_of(*decisions);
    }
    if (version && (change.action == Action::approve || change.action == Action::endorse)) {
        auto touched = ledger.list_versions_since_approval(change.asset, version->number);
        if (!touched) return fail(touched);
        for (const VersionRecord& v : *touched) facts.touches.push_back({v.made_by, v.how, v.number});
    }

    facts.use_case_id = use_case_of(change, subject);
    if (const UseCase* use_case = session.workspace.find_use_case(facts.use_case_id))
        facts.use_case = *use_case;

    if (change.action == Action::generate || change.action == Action::publish) {
        auto pauses = find_stopping_pauses(ledger, change, version);
        if (!pauses) return fail(pauses);
        for (const Pause& pause : *pauses) facts.pauses.push_back({pause.what(), pause.person});
    }
    if (moves_bytes(change.action) && subject) {
        facts.has_offer = subject->offer.has_value();
        if (subject->offer) facts.offer_ends = subject->offer->ends;
        auto claims = claims_of(session, *subject);
        if (!claims) return fail(claims);
        facts.claims = std::move(*claims);
        if (change.today)
            facts.differences =
                differences(*subject, subject_today(session.workspace, *change.today, subject->content));
    }
    if (change.action == Action::rollback && version && change.deliver) {
        auto published = ledger.list_published_versions(change.asset, change.deliver->destination.name);
        if (!published) return fail(published);
        facts.was_live = std::ranges::find(*published, version->number) != published->end();
    }
    return facts;
}

Result<std::optional<CopyFindings>> find_copy_findings(store::Ledger& ledger, const CopyCheck& check,
                                                       const Change& change) {
    if (!change.today) return std::optional<CopyFindings>{};
    auto version = ledger.find_version(change.asset, change.version);
    if (!version) return fail(version);
    if (!*version) return std::optional<CopyFindings>{};
    auto subject = read_subject(ledger, **version);
    if (!subject) return fail(subject);
    CopyFindings out;
    for (Finding& finding : check.check(*change.today, subject->content)) {
        if (finding.level == Level::error) out.broken.push_back(finding.message);
        if (!finding.waived_by.empty()) out.waived.push_back(std::move(finding));
    }
    return std::optional(std::move(out));
}

Error error_of(Action action, std::string_view asset, const policy::Verdict& verdict) {
    const policy::Reason& first = verdict.reasons.front();
    Error error{
        first.code, fmt::format("cannot {}: {}", verb_of(action, asset), first.message), {}, first.fix};
    for (std::size_t i = 1; i < verdict.reasons.size(); ++i)
        error.with_context("also: " + verdict.reasons[i].message);
    return error;
}

Done check_gate(const Session& session, Action action, bool has_reason, std::string_view what) {
    policy::Facts facts;
    facts.now = session.clock.now();
    facts.roster = &session.workspace.roster();
    facts.has_reason = has_reason;
    const policy::Verdict verdict = policy::decide(action, facts, session.actor.person);
    if (verdict.allowed) return {};
    return fail(error_of(action, what, verdict));
}

}  // namespace mkai::app
