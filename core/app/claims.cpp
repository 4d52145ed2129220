#include "core/app/claims.hpp"

#include "core/app/claim_evidence.hpp"
#include "core/app/facts.hpp"
#include "core/base/file.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/brand/claims.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::app {

namespace {

Result<policy::Verdict> ask_gate(const Session& session, Action action, const Claim& claim,
                                 std::vector<std::string> writers, bool has_reason) {
    policy::Facts facts;
    facts.now = session.clock.now();
    facts.roster = &session.workspace.roster();
    facts.has_reason = has_reason;
    facts.asset = claim.id;
    facts.owner = claim.owner;
    facts.writers = std::move(writers);
    policy::Verdict verdict = policy::decide(action, facts, session.actor.person);
    if (verdict.allowed) return verdict;
    return fail(error_of(action, claim.id, verdict));
}

Result<std::optional<Claim>> read_claim(store::Ledger& ledger, const ClaimDecision* decision) {
    if (decision == nullptr) return std::optional<Claim>{};
    auto blob = ledger.get_blob(decision->subject);
    if (!blob) return fail(blob);
    auto claim = claim_from_bytes(blob->bytes);
    if (!claim) return fail(claim);
    return std::optional(std::move(*claim));
}

// `declared` may be null: then the claim is as the newest decision has it.
Result<ShownClaim> show(const Session& session, const Claim* declared, std::vector<ClaimDecision> decisions) {
    ShownClaim out;
    const ClaimDecision* approval = declared ? find_approval(decisions, declared->digest) : nullptr;
    if (approval == nullptr) approval = find_last_approval(decisions);
    auto approved = read_claim(session.ledger, approval);
    if (!approved) return fail(approved);
    out.approved = std::move(*approved);
    if (approval) out.approval = *approval;
    out.declared = declared != nullptr;
    if (declared) {
        out.claim = *declared;
        out.state = state_of(out.claim, decisions, session.clock.now());
    } else {
        out.state = ClaimState::removed;
        auto last = read_claim(session.ledger, &decisions.back());
        if (!last) return fail(last);
        out.claim = std::move(**last);
    }
    for (ClaimDecision& decision : decisions) {
        auto reason = session.ledger.get_blob(decision.reason);
        if (!reason) return fail(reason);
        out.decisions.push_back({std::move(decision), std::move(reason->bytes)});
    }
    return out;
}

// A version that is live somewhere, or on its way there.
struct LiveSubject {
    Publication place;
    Subject subject;
};
Result<std::vector<LiveSubject>> list_live_subjects(store::Ledger& ledger) {
    auto publications = ledger.list_publications();
    if (!publications) return fail(publications);
    std::vector<LiveSubject> out;
    for (Publication& p : *publications) {
        if (p.state != PublicationState::live && p.state != PublicationState::publishing) continue;
        auto version = ledger.find_version(p.asset, p.number);
        if (!version) return fail(version);
        if (!*version) continue;
        auto subject = read_subject(ledger, **version);
        if (!subject) return fail(subject);
        out.push_back({std::move(p), std::move(*subject)});
    }
    return out;
}

// Claims that live assets rely on, as a version of them keeps each.
using FrozenClaims = std::map<std::string, FrozenClaim, std::less<>>;
FrozenClaims claims_of(const std::vector<LiveSubject>& live) {
    FrozenClaims out;
    for (const LiveSubject& one : live)
        for (const FrozenClaim& claim : one.subject.claims) out.emplace(claim.id, claim);
    return out;
}
Result<FrozenClaims> claims_of_live_assets(store::Ledger& ledger) {
    auto live = list_live_subjects(ledger);
    if (!live) return fail(live);
    return claims_of(*live);
}

bool relies_on(const Subject& subject, std::string_view claim) {
    return std::ranges::find(subject.claims, claim, &FrozenClaim::id) != subject.claims.end();
}

// Ids that claims.yaml does not have, of decisions and of what is live.
std::set<std::string> removed_ids(const workspace::Workspace& workspace, const FrozenClaims& live,
                                  const std::vector<ClaimDecision>& decisions) {
    std::set<std::string> ids;
    for (const auto& [id, frozen] : live) ids.insert(id);
    for (const ClaimDecision& decision : decisions) ids.insert(decision.claim);
    std::erase_if(ids, [&](const std::string& id) { return workspace.find_claim(id) != nullptr; });
    return ids;
}

// Nobody has decided on it, and claims.yaml no longer has it: its words are not known.
ShownClaim show_removed(const FrozenClaim& frozen) {
    ShownClaim out;
    out.declared = false;
    out.state = ClaimState::removed;
    out.claim.id = frozen.id;
    out.claim.expires = frozen.expires;
    out.claim.evidence.digest = frozen.evidence_digest;
    out.claim.digest = frozen.digest.empty() ? digest_of_claim(out.claim) : frozen.digest;
    return out;
}

Error other_words(const Claim& claim, std::string_view typed) {
    return {ErrorCode::stale_approval,
            fmt::format("claim {} is {} now, and not {}", claim.id, claim.digest.substr(0, 8), typed),
            {},
            fmt::format("look again: mkai claim show {}", claim.id)};
}

// What no reason makes good.
Done check_may_count(const ShownClaim& shown, TimeMs now) {
    const Claim& claim = shown.claim;
    const auto blocked = [&](std::string why, std::string fix) {
        return fail(ErrorCode::blocked, fmt::format("cannot approve the claim {}: {}", claim.id, why),
                    std::move(fix));
    };
    if (!shown.declared) return blocked("it is no longer in claims.yaml", "put it back there first");
    if (claim.withdrawn)
        return blocked("claims.yaml says that it is withdrawn",
                       "take \"withdrawn: true\" out of claims.yaml first");
    if (!claim.holds(now))
        return blocked(fmt::format("it has expired ({})", claim.expires),
                       "set a later expires in claims.yaml");
    if (claim.evidence.is_missing)
        return blocked(
            fmt::format("its evidence {} is no file of this workspace", in_quotes(claim.evidence.from)),
            "put the file into the workspace, as evidence/NAME, or write in words where the proof is");
    return {};
}

Result<std::optional<std::string>> read_evidence(const Session& session, const Claim& claim) {
    if (!claim.evidence.is_file) return std::optional<std::string>{};
    const fs::path path = session.workspace.root() / claim.evidence.from;
    std::error_code ec;
    if (const auto bytes = fs::file_size(path, ec); !ec && bytes > k_kept_evidence_bytes_max)
        return fail(
            ErrorCode::invalid_file,
            fmt::format("the evidence of {}, {}, has {} MB, and the ledger keeps {} MB at most", claim.id,
                        in_quotes(claim.evidence.from), (bytes + 999'999) / 1'000'000,
                        k_kept_evidence_bytes_max >> 20),
            "keep the passage that proves the claim as a smaller file, and say in it where the rest is");
    auto bytes = read_file(path, k_kept_evidence_bytes_max);
    if (!bytes) return fail(bytes);
    if (sha256_hex(*bytes) != claim.evidence.digest)
        return fail(ErrorCode::conflict,
                    fmt::format("the evidence of {} is being changed right now", claim.id),
                    fmt::format("mkai claim show {}", claim.id));
    return std::optional(std::move(*bytes));
}

// One of the two decisions, in a transaction that began.
Done record(const Session& session, store::Writer& writer, const ClaimRequest& request,
            const ShownClaim& shown, ClaimDecision decision, const std::string& git_commit) {
    auto known = session.ledger.list_claim_decisions(shown.claim.id);
    if (!known) return fail(known);
    if (known->size() != shown.decisions.size())
        return fail(ErrorCode::conflict,
                    fmt::format("{} has decided about {} meanwhile", known->back().person, shown.claim.id),
                    fmt::format("mkai claim show {}", shown.claim.id));
    auto subject = writer.put_blob(claim_to_bytes(shown.claim));
    if (!subject) return fail(subject);
    auto reason = writer.put_blob(request.reason);
    if (!reason) return fail(reason);
    decision.id = writer.new_id();
    decision.claim = shown.claim.id;
    decision.digest = shown.claim.digest;
    decision.subject = std::move(*subject);
    decision.person = session.actor.person.id;
    decision.reason = *reason;
    decision.at = writer.now();
    Event event =
        make_event(session, decision.withdraws ? event_kind::claim_withdrawn : event_kind::claim_approved);
    event.reason = *reason;
    event.reason_code = request.reason_code;
    event.data = {{"claim", decision.claim}, {"claim_digest", decision.digest}, {"decision", decision.id}};
    if (!decision.withdraws) {
        event.data["evidence_digest"] = shown.claim.evidence.digest;
        event.data["writers"] =
            decision.writers.empty() ? std::string("unknown") : join(decision.writers, ",");
        if (!git_commit.empty()) event.data["git_commit"] = git_commit;
        if (decision.sandbox_only) event.data["label"] = std::string(policy::k_sandbox_only);
    }
    auto seq = writer.append(std::move(event));
    if (!seq) return fail(seq);
    return writer.insert_claim_decision(decision, *seq);
}

// Whether copy says a claim, or almost.
class Sayings {
  public:
    explicit Sayings(const Claim& claim) : m_matcher(forms_of(claim)) {}

    bool are_in(const Subject& subject) const {
        return std::ranges::any_of(subject.content.fields, [&](const auto& field) {
            return std::ranges::any_of(texts_of(field.second),
                                       [&](const std::string& text) { return says(text, subject); });
        });
    }

  private:
    static std::vector<brand::ClaimForm> forms_of(const Claim& claim) {
        return {{claim.id, claim.wording, claim.forms, claim.languages, claim.markets}};
    }
    bool says(std::string_view text, const Subject& subject) const {
        const auto uses = m_matcher.match(text, subject.asset.locale);
        return std::ranges::any_of(
            uses, [](const brand::ClaimUse& use) { return use.verdict != brand::Verdict::unsupported; });
    }

    brand::ClaimMatcher m_matcher;
};

}  // namespace

Result<ClaimWriters> find_claim_writers(const Session& session, const Claim& claim,
                                        const ClaimOrigin& origin) {
    auto added = session.ledger.find_claim_added(claim.id);
    if (!added) return fail(added);
    const bool added_so = *added && (*added)->digest == claim.digest;
    ClaimWriters out;
    std::set<std::string> people;
    for (const std::string& address : origin.addresses) {
        if (const Person* person = session.workspace.roster().find_by_email(address))
            people.insert(person->id);
        else
            out.strangers.push_back(address);
    }
    if ((origin.uncommitted || origin.evidence_uncommitted) && !added_so)
        people.insert(session.actor.person.id);
    // What mkai wrote with the demo was written by nobody of the roster.
    if (*added && (added_so || origin.uncommitted || !origin.in_git)) people.insert((*added)->person);
    out.people.assign(people.begin(), people.end());
    return out;
}

Result<ShownClaim> find_claim(const Session& session, std::string_view id) {
    auto decisions = session.ledger.list_claim_decisions(id);
    if (!decisions) return fail(decisions);
    const Claim* declared = session.workspace.find_claim(id);
    if (declared != nullptr || !decisions->empty()) return show(session, declared, std::move(*decisions));
    auto live = claims_of_live_assets(session.ledger);
    if (!live) return fail(live);
    if (const auto found = live->find(id); found != live->end()) return show_removed(found->second);
    std::vector<std::string> known;
    for (const Claim& claim : session.workspace.claims()) known.push_back(claim.id);
    return fail(ErrorCode::unknown_id, fmt::format("there is no claim {}", in_quotes(id)),
                known.empty() ? "write one: mkai claim add" : did_you_mean(id, known));
}

Result<std::vector<ShownClaim>> list_claims(const Session& session) {
    std::vector<ShownClaim> out;
    for (const Claim& claim : session.workspace.claims()) {
        auto shown = find_claim(session, claim.id);
        if (!shown) return fail(shown);
        out.push_back(std::move(*shown));
    }
    auto live = claims_of_live_assets(session.ledger);
    if (!live) return fail(live);
    auto decisions = session.ledger.list_claim_decisions();
    if (!decisions) return fail(decisions);
    for (const std::string& id : removed_ids(session.workspace, *live, *decisions)) {
        const auto on = decisions_on(*decisions, id);
        Result<ShownClaim> shown =
            on.empty() ? show_removed(live->at(id)) : show(session, nullptr, {on.begin(), on.end()});
        if (!shown) return fail(shown);
        out.push_back(std::move(*shown));
    }
    return out;
}

Result<std::vector<RemovedClaim>> list_removed_claims(const workspace::Workspace& workspace,
                                                      store::Ledger& ledger) {
    auto live = list_live_subjects(ledger);
    if (!live) return fail(live);
    auto decisions = ledger.list_claim_decisions();
    if (!decisions) return fail(decisions);
    std::vector<RemovedClaim> out;
    for (const std::string& id : removed_ids(workspace, claims_of(*live), *decisions)) {
        RemovedClaim& removed = out.emplace_back();
        removed.id = id;
        const auto on = decisions_on(*decisions, id);
        // Without a decision its words are not known, and only what named it can be told.
        auto last = read_claim(ledger, on.empty() ? nullptr : &on.back());
        if (!last) return fail(last);
        std::optional<Sayings> sayings;
        if (*last) sayings.emplace(**last);
        for (const auto& [place, subject] : *live)
            if (relies_on(subject, id) || (sayings && sayings->are_in(subject)))
                removed.live.push_back(
                    fmt::format("{}@v{} on {}", place.asset, place.number, place.destination));
    }
    return out;
}

Result<std::vector<ClaimUseInVersion>> find_claim_uses(const Session& session, const Claim& claim) {
    store::Ledger& ledger = session.ledger;
    auto assets = ledger.list_assets();
    if (!assets) return fail(assets);
    auto publications = ledger.list_publications();
    if (!publications) return fail(publications);
    auto schedules = ledger.list_open_schedules();
    if (!schedules) return fail(schedules);
    const Sayings sayings(claim);
    std::vector<ClaimUseInVersion> out;
    for (const AssetRecord& asset : *assets) {
        auto versions = ledger.list_versions(asset.asset);
        if (!versions) return fail(versions);
        for (const VersionRecord& version : *versions) {
            auto subject = read_subject(ledger, version);
            if (!subject) return fail(subject);
            ClaimUseInVersion use;
            use.relies = relies_on(*subject, claim.id);
            use.says = sayings.are_in(*subject);
            if (!use.relies && !use.says) continue;
            use.asset = asset.asset;
            use.version = version.number;
            use.state = version.state;
            use.newest = version.number == asset.head;
            for (const Publication& p : *publications)
                if (p.asset == asset.asset && p.number == version.number &&
                    (p.state == PublicationState::live || p.state == PublicationState::publishing))
                    use.live.push_back({p.destination, p.state, p.location});
            for (const ScheduleRecord& s : *schedules)
                if (s.asset == asset.asset && s.number == version.number)
                    use.scheduled.push_back(s.destination);
            out.push_back(std::move(use));
        }
    }
    return out;
}

Result<ClaimApprovalPlan> plan_claim_approval(const Session& session, const std::string& target,
                                              const ClaimOrigin& origin, const ClaimRequest& request) {
    const std::size_t at = target.find('@');
    auto shown = find_claim(session, target.substr(0, at));
    if (!shown) return fail(shown);
    ClaimApprovalPlan plan;
    plan.shown = std::move(*shown);
    const Claim& claim = plan.shown.claim;
    auto writers = find_claim_writers(session, claim, origin);
    if (!writers) return fail(writers);
    plan.writers = std::move(*writers);
    plan.git_commit = origin.git_commit;
    auto verdict =
        ask_gate(session, Action::approve_claim, claim, plan.writers.people, !request.reason.empty());
    if (!verdict) return fail(verdict);
    plan.sandbox_only = verdict->has_label(policy::k_sandbox_only);
    constexpr std::size_t k_prefix_min = 4;
    if (at != std::string::npos)
        if (const std::string typed = target.substr(at + 1);
            typed.size() < k_prefix_min || !claim.digest.starts_with(typed))
            return fail(other_words(claim, in_quotes(typed)));
    if (auto fits = check_may_count(plan.shown, session.clock.now()); !fits) return fail(fits);
    plan.unchanged = plan.shown.state == ClaimState::approved;
    auto evidence = read_evidence(session, claim);
    if (!evidence) return fail(evidence);
    if (*evidence && is_blank(**evidence))
        return fail(ErrorCode::blocked,
                    fmt::format("cannot approve the claim {}: its evidence {} is empty", claim.id,
                                in_quotes(claim.evidence.from)),
                    "put what proves the claim into the file");
    plan.evidence = std::move(*evidence);
    return plan;
}

Done approve_claims(const Session& session, const ClaimRequest& request,
                    std::span<const ClaimApprovalPlan> plans) {
    if (std::ranges::all_of(plans, &ClaimApprovalPlan::unchanged)) return {};
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    for (const ClaimApprovalPlan& plan : plans) {
        if (plan.unchanged) continue;
        ClaimDecision decision;
        decision.writers = plan.writers.people;
        decision.sandbox_only = plan.sandbox_only;
        if (plan.evidence) {
            auto kept = writer->put_blob(*plan.evidence);
            if (!kept) return fail(kept);
            decision.evidence = std::move(*kept);
        }
        if (auto done = record(session, *writer, request, plan.shown, std::move(decision), plan.git_commit);
            !done)
            return done;
    }
    return writer->commit();
}

Result<ClaimWithdrawalPlan> plan_claim_withdrawal(const Session& session, std::string_view id,
                                                  const ClaimRequest& request) {
    auto shown = find_claim(session, id);
    if (!shown) return fail(shown);
    auto verdict = ask_gate(session, Action::withdraw_claim, shown->claim, {}, !request.reason.empty());
    if (!verdict) return fail(verdict);
    ClaimWithdrawalPlan plan;
    plan.shown = std::move(*shown);
    const auto& decisions = plan.shown.decisions;
    plan.unchanged = !decisions.empty() && decisions.back().decision.withdraws;
    auto uses = find_claim_uses(session, plan.shown.claim);
    if (!uses) return fail(uses);
    plan.uses = std::move(*uses);
    return plan;
}

Done withdraw_claim(const Session& session, const ClaimRequest& request, const ClaimWithdrawalPlan& plan) {
    if (plan.unchanged) return {};
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    ClaimDecision decision;
    decision.withdraws = true;
    if (auto done = record(session, *writer, request, plan.shown, std::move(decision), {}); !done)
        return done;
    return writer->commit();
}

Done record_claim_added(const Session& session, const Claim& claim) {
    if (auto verdict = ask_gate(session, Action::add_claim, claim, {}, false); !verdict) return fail(verdict);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    if (auto done = write_claim_added(session, *writer, claim); !done) return done;
    return writer->commit();
}

Done write_claim_added(const Session& session, store::Writer& writer, const Claim& claim) {
    Event event = make_event(session, event_kind::claim_added);
    event.data = {{"claim", claim.id}, {"claim_digest", claim.digest}};
    auto seq = writer.append(std::move(event));
    if (!seq) return fail(seq);
    return writer.insert_claim_added({claim.id, claim.digest, session.actor.person.id, writer.now()}, *seq);
}

Result<std::string> kept_evidence(const Session& session, const ClaimDecision& approval) {
    if (approval.evidence.empty())
        return fail(ErrorCode::unknown_id,
                    fmt::format("no file was kept with {}: its evidence is words", approval.claim),
                    fmt::format("mkai claim show {}", approval.claim));
    auto blob = session.ledger.get_blob(approval.evidence);
    if (!blob) return fail(blob);
    return std::move(blob->bytes);
}

}  // namespace mkai::app
