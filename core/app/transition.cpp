#include "core/app/transition.hpp"

#include "core/app/facts.hpp"
#include "core/app/live_correction.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/policy/gate.hpp"
#include "core/publish/render.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// One change on its way: what was found, what the gate said, and where to write.
struct Step {
    const Session& session;
    store::Writer& writer;
    const Change& change;
    Action action;
    std::optional<AssetRecord> asset;
    std::optional<VersionRecord> version;
    policy::Verdict verdict;
    std::string reason;           // blob
    std::vector<Finding> waived;  // that a decision lets pass

    // Whose decision it is: who acts, or on whose behalf.
    const Person& decider() const {
        return change.transcript ? change.transcript->person : session.actor.person;
    }

    Event event(std::string_view kind) const {
        Event e = make_event(session, kind);
        e.asset = change.asset;
        e.reason = reason;
        e.reason_code = change.reason_code;
        if (version) {
            e.version = version->number;
            e.digest = version->digest;
        }
        return e;
    }
};

// Whose turn it is after an action.
struct NextRequest {
    Action after;
    Role role;
    std::string_view action;
};
constexpr std::array k_next_requests{
    NextRequest{Action::generate, Role::marketer, "review"},
    NextRequest{Action::edit, Role::marketer, "review"},
    NextRequest{Action::import, Role::marketer, "review"},
    NextRequest{Action::accept, Role::legal, "approve"},
    NextRequest{Action::endorse, Role::legal, "approve"},
    NextRequest{Action::revoke, Role::legal, "approve"},
    NextRequest{Action::request_changes, Role::marketer, "edit"},
};

// As somebody says; today for what readers see wrongly meanwhile; else the brief's.
Result<std::string> due_of(const Step& step, TimeMs now) {
    if (!step.change.due.empty() || !step.change.today) return step.change.due;
    const Brief& brief = *step.change.today->brief;
    if (step.asset) {
        auto corrects = corrects_live_copy(step.session.ledger, brief.id, step.change.asset);
        if (!corrects) return fail(corrects);
        if (*corrects) return to_string(date_of(now));
    }
    return brief.due;
}

Result<std::optional<RequestRecord>> ask_next(Step& step, int number) {
    if (step.asset) {  // a new one has none
        if (auto closed = step.writer.close_requests(step.change.asset); !closed) return fail(closed);
    }
    const auto next = std::ranges::find(k_next_requests, step.action, &NextRequest::after);
    if (next == k_next_requests.end()) return std::optional<RequestRecord>{};
    RequestRecord request;
    request.id = step.writer.new_id();
    request.asset = step.change.asset;
    request.number = number;
    request.role = std::string(to_string(next->role));
    request.action = std::string(next->action);
    request.assignee = step.change.assignee;
    request.opened_at = step.writer.now();
    auto due = due_of(step, request.opened_at);
    if (!due) return fail(due);
    request.due = std::move(*due);
    if (auto opened = step.writer.open_request(request); !opened) return fail(opened);
    return std::optional(std::move(request));
}

Done bump(Step& step) {
    if (!step.asset) return {};
    return step.writer.bump(step.change.asset, step.asset->revision);
}

// The brief as it stands is kept once, so that a version can show the data that it was made from.
Done keep_brief(Step& step) {
    if (!step.change.today) return {};
    const Brief& brief = *step.change.today->brief;
    auto known = step.session.ledger.find_brief_digest(brief.id, brief.source_digest);
    if (!known) return fail(known);
    if (*known) return {};
    auto bytes = step.writer.put_blob(brief.source);
    if (!bytes) return fail(bytes);
    Event event = make_event(step.session, event_kind::brief_seen);
    event.data = {{"brief", brief.id}, {"brief_digest", brief.digest}};
    auto seq = step.writer.append(std::move(event));
    if (!seq) return fail(seq);
    return step.writer.insert_brief_seen({brief.id, brief.digest, brief.source_digest, *bytes}, *seq);
}

Result<Changed> make_version(Step& step) {
    const NewVersion& made = *step.change.make;
    auto bytes = subject_to_bytes(made.subject);
    if (!bytes) return fail(bytes);
    auto digest = step.writer.put_blob(*bytes);
    if (!digest) return fail(digest);
    Changed changed{step.change.asset, 0, *digest, VersionState::draft, false, {}, step.verdict.labels, {}};
    if (step.asset && step.asset->digest == *digest && step.asset->state != VersionState::rejected) {
        changed.version = step.asset->head;
        changed.state = step.asset->state;
        changed.unchanged = true;
        return changed;
    }
    if (auto kept = keep_brief(step); !kept) return fail(kept);
    VersionRecord version;
    version.asset = step.change.asset;
    version.number = step.asset ? step.asset->head + 1 : 1;
    version.digest = *digest;
    version.origin = made.origin;
    version.how = made.how;
    version.made_by = step.session.actor.person.id;
    version.brief_digest = made.subject.brief_digest;
    version.call = made.call;
    version.demo = made.demo;
    version.changed = made.changed;
    version.made_at = step.writer.now();
    step.version = version;

    Event event = step.event(event_kind::version_made);
    event.data = {{"how", made.how},
                  {"origin", std::string(to_string(made.origin))},
                  {"brief_digest", version.brief_digest}};
    if (!made.call.empty()) event.data["call"] = made.call;
    if (!made.changed.empty()) event.data["changed"] = join(made.changed, ",");
    if (!made.correction.empty()) {
        event.data["correction"] = made.correction;
        event.data["corrects"] = fmt::format("v{}", made.corrects);
    }
    auto seq = step.writer.append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = step.writer.insert_version(version, made.subject.asset.brief, *seq); !done)
        return fail(done);
    if (!made.correction.empty())
        if (auto done = step.writer.insert_corrected(
                {version.asset, version.number, made.correction, made.corrects}, *seq);
            !done)
            return fail(done);
    if (made.minutes)
        if (auto done = step.writer.insert_minutes(version.asset, version.number, *made.minutes); !done)
            return fail(done);
    if (auto done = bump(step); !done) return fail(done);
    if (!made.takes_suggestion.empty()) {
        if (auto done = step.writer.take_suggestion(made.takes_suggestion, version.number, *seq); !done)
            return fail(done);
    }
    auto request = ask_next(step, version.number);
    if (!request) return fail(request);
    changed.version = version.number;
    changed.waiting_on = std::move(*request);
    return changed;
}

// What a decision takes back: for a revocation every approval of the version, so that nothing is published on
// another person's yes after it. Any other decision takes nothing back, which is one empty id.
Result<std::vector<std::string>> taken_back(const Step& step) {
    if (step.action != Action::revoke) return std::vector<std::string>{{}};
    auto decisions = step.session.ledger.list_decisions(step.change.asset, step.version->number);
    if (!decisions) return fail(decisions);
    std::vector<std::string> out;
    for (const DecisionRecord& d : *decisions)
        if ((d.action == Action::approve || d.action == Action::endorse) && !d.revoked) out.push_back(d.id);
    return out;
}

Done record_decision(Step& step, const DecisionRecord& decision) {
    Event event = step.event(event_kind::version_decided);
    event.data = {{"action", std::string(to_string(decision.action))}, {"decision", decision.id}};
    if (decision.expires) event.data["expires"] = format_utc_ms(*decision.expires);
    if (decision.sandbox_only) event.data["label"] = std::string(policy::k_sandbox_only);
    if (!decision.revokes.empty()) event.data["revokes"] = decision.revokes;
    if (!decision.transcribed_by.empty()) {
        event.auth = Auth::transcribed;
        event.data["on_behalf_of"] = decision.person;
        event.data["proof"] = decision.proof;
    }
    std::vector<std::string> waived;
    for (const Finding& finding : step.waived)
        waived.push_back(fmt::format("{} ({})", finding.code, finding.waived_by));
    if (!waived.empty()) event.data["waived"] = join(waived, "; ");
    auto seq = step.writer.append(std::move(event));
    if (!seq) return fail(seq);
    return step.writer.insert_decision(decision, *seq);
}

Result<Changed> decide(Step& step) {
    const VersionRecord& version = *step.version;
    const std::optional<Transcript>& transcript = step.change.transcript;
    DecisionRecord decision;
    decision.asset = step.change.asset;
    decision.number = version.number;
    decision.digest = version.digest;
    decision.action = step.action;
    decision.person = step.decider().id;
    decision.reason = step.reason;
    decision.reason_code = step.change.reason_code;
    decision.sandbox_only = step.verdict.has_label(policy::k_sandbox_only);
    decision.at = step.writer.now();
    const bool approval = step.action == Action::approve || step.action == Action::endorse;
    if (approval) {
        const std::int64_t valid_ms = step.session.workspace.config().approvals_valid_days * k_day_ms;
        const TimeMs said = transcript ? transcript->said_at.value_or(decision.at) : decision.at;
        const TimeMs from = std::min(said, decision.at);
        decision.expires = step.change.expires.value_or(TimeMs{from.value + valid_ms});
    }
    if (transcript) {
        auto proof = step.writer.put_blob(transcript->proof);
        if (!proof) return fail(proof);
        decision.transcribed_by = step.session.actor.person.id;
        decision.proof = *proof;
    }
    auto revoked = taken_back(step);
    if (!revoked) return fail(revoked);
    for (const std::string& id : *revoked) {
        decision.id = step.writer.new_id();
        decision.revokes = id;
        if (auto done = record_decision(step, decision); !done) return fail(done);
    }
    const VersionState next = *next_state(version.state, step.action);
    const std::string reviewer = step.action == Action::accept ? decision.person
                                 : next == VersionState::draft ? std::string()
                                                               : version.reviewer;
    if (auto done = step.writer.set_decided(step.change.asset, version.number, next, reviewer); !done)
        return fail(done);
    if (auto done = bump(step); !done) return fail(done);
    // A decision on an older version leaves what the newest one waits for.
    std::optional<RequestRecord> waiting;
    if (version.number == step.asset->head) {
        auto request = ask_next(step, version.number);
        if (!request) return fail(request);
        waiting = std::move(*request);
    }
    return Changed{step.change.asset,   version.number, version.digest,        next, false, decision.id,
                   step.verdict.labels, waiting,        std::move(step.waived)};
}

Result<Changed> begin_delivery(Step& step) {
    const DeliveryPlan& plan = *step.change.deliver;
    const VersionRecord& version = *step.version;
    auto current = step.session.ledger.find_publication(step.change.asset, plan.destination.name);
    if (!current) return fail(current);
    const bool live = *current && (*current)->state == PublicationState::live;
    const auto next = next_state(*current ? std::optional((*current)->state) : std::nullopt,
                                 step.action == Action::withdraw ? Delivery::remove : Delivery::begin);
    if (!next)
        return fail(ErrorCode::conflict,
                    fmt::format("{} is {} at {} right now", step.change.asset,
                                *current ? to_string((*current)->state) : "not live", plan.destination.name),
                    fmt::format("mkai status {}", step.change.asset));
    DeliveryRecord delivery;
    delivery.id = step.writer.new_id();
    delivery.asset = step.change.asset;
    delivery.destination = plan.destination.name;
    delivery.action = step.action;
    delivery.number = version.number;
    delivery.digest = version.digest;
    delivery.rendered = plan.rendered;
    delivery.renderer = std::string(publish::k_renderer_version);
    delivery.location = plan.location;
    delivery.replaces = live ? (*current)->number : 0;
    delivery.actor = step.session.actor.person.id;
    delivery.begun_at = step.writer.now();
    if (!plan.bytes.empty()) {
        auto bytes = step.writer.put_blob(plan.bytes);
        if (!bytes) return fail(bytes);
        delivery.bytes = *bytes;
    }
    Event event = step.event(event_kind::delivery_begun);
    event.data = {{"action", std::string(to_string(step.action))},
                  {"delivery", delivery.id},
                  {"destination", delivery.destination},
                  {"renderer", delivery.renderer}};
    if (!delivery.rendered.empty()) event.data["rendered"] = delivery.rendered;
    if (delivery.replaces > 0) event.data["replaces"] = fmt::format("v{}", delivery.replaces);
    auto seq = step.writer.append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = step.writer.insert_delivery(delivery, *seq); !done) return fail(done);
    if (step.action != Action::withdraw) {
        Publication publication{step.change.asset, plan.destination.name, *next,         version.number,
                                version.digest,    plan.rendered,         plan.location, step.writer.now()};
        if (auto done = step.writer.put_publication(publication); !done) return fail(done);
    }
    if (auto done = bump(step); !done) return fail(done);
    return Changed{step.change.asset,
                   version.number,
                   version.digest,
                   version.state,
                   false,
                   delivery.id,
                   step.verdict.labels,
                   {}};
}

Result<Changed> make_schedule(Step& step) {
    const SchedulePlan& plan = *step.change.schedule;
    const VersionRecord& version = *step.version;
    ScheduleRecord schedule{step.writer.new_id(),
                            step.change.asset,
                            version.number,
                            plan.destination.name,
                            plan.at,
                            step.session.actor.person.id,
                            step.writer.now(),
                            {}};
    Event event = step.event(event_kind::schedule_made);
    event.data = {
        {"at", format_utc_ms(plan.at)}, {"destination", schedule.destination}, {"schedule", schedule.id}};
    auto seq = step.writer.append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = step.writer.insert_schedule(schedule, *seq); !done) return fail(done);
    if (auto done = bump(step); !done) return fail(done);
    return Changed{step.change.asset,
                   version.number,
                   version.digest,
                   version.state,
                   false,
                   schedule.id,
                   step.verdict.labels,
                   {}};
}

struct Effect {
    Action action;
    Result<Changed> (*apply)(Step&);
};
constexpr std::array k_effects{
    Effect{Action::generate, make_version},   Effect{Action::edit, make_version},
    Effect{Action::import, make_version},     Effect{Action::accept, decide},
    Effect{Action::request_changes, decide},  Effect{Action::reject, decide},
    Effect{Action::approve, decide},          Effect{Action::endorse, decide},
    Effect{Action::revoke, decide},           Effect{Action::publish, begin_delivery},
    Effect{Action::rollback, begin_delivery}, Effect{Action::withdraw, begin_delivery},
    Effect{Action::schedule, make_schedule},
};

Error conflict_of(const Session& session, const Change& change) {
    Error error{ErrorCode::conflict,
                fmt::format("{} was changed by somebody else while you worked on it", change.asset),
                {},
                fmt::format("look again (mkai show {}) and decide again", change.asset)};
    if (auto last = session.ledger.find_last_event(change.asset); last && *last)
        error.with_context(fmt::format("{} ({})", describe((*last)->event),
                                       relative_time((*last)->event.at, session.clock.now())));
    return error;
}

struct Refusal {
    Error error;
    std::vector<policy::Expiry> expired;  // to be written once (invariant 13)
    int version = 0;
};

// The last approval that is needed makes the state; the ones before it are counted.
Action counted_action(Action action, const policy::Facts& facts, std::string_view decider) {
    if (action != Action::approve || !facts.use_case) return action;
    const int with_this = policy::approvals_in_force(facts, decider);
    return with_this < policy::approvals_needed(facts) ? Action::endorse : action;
}

// What the check of the copy found; of an `accept`, and of an `approve` for what is waived. Every way into
// apply() has to bring it.
using Checked = Result<std::optional<CopyFindings>>;

Checked check_copy(const Session& session, std::optional<CopyCheck>& check, const Change& change) {
    if (change.action == Action::approve) {
        auto waivers = session.workspace.waivers();
        if (!waivers) return fail(waivers);
        if ((*waivers)->empty()) return std::optional<CopyFindings>{};
    } else if (change.action != Action::accept) {
        return std::optional<CopyFindings>{};
    }
    if (!check) {  // the claims and the brand are read for what looks at them only
        auto made = CopyCheck::make(session.workspace, session.ledger, session.clock.now());
        if (!made) return fail(made);
        check.emplace(std::move(*made));
    }
    return find_copy_findings(session.ledger, *check, change);
}

tl::expected<Changed, Refusal> apply(const Session& session, store::Writer& writer, const Change& change,
                                     const Checked& checked) {
    const auto refused = [](Error error) { return tl::unexpected(Refusal{std::move(error), {}, 0}); };
    Step step{session, writer, change, change.action, {}, {}, {}, {}, {}};
    auto asset = session.ledger.find_asset(change.asset);
    if (!asset) return refused(std::move(asset.error()));
    step.asset = std::move(*asset);
    const bool as_expected =
        step.asset ? change.expected_revision == step.asset->revision : !change.expected_revision;
    if (!as_expected) return refused(conflict_of(session, change));
    if (change.version > 0) {
        auto version = session.ledger.find_version(change.asset, change.version);
        if (!version) return refused(std::move(version.error()));
        step.version = std::move(*version);
        if (!step.version)
            return refused({ErrorCode::unknown_id,
                            fmt::format("{} has no version v{}", change.asset, change.version),
                            {},
                            {}});
    }
    auto facts = gather_facts(session, change, step.version);
    if (!facts) return refused(std::move(facts.error()));
    if (!checked) return refused(checked.error());
    if (change.action == Action::accept && *checked) facts->broken_limits = (*checked)->broken;
    if (*checked) step.waived = (*checked)->waived;
    step.action = counted_action(change.action, *facts, step.decider().id);
    step.verdict = policy::decide(step.action, *facts, step.decider());
    if (!step.verdict.allowed) {
        // A plan is refused for what will have run out on its day; nothing has run out yet.
        const bool by_now = facts->now <= session.clock.now();
        return tl::unexpected(Refusal{error_of(change.action, change.asset, step.verdict),
                                      by_now ? step.verdict.expired : std::vector<policy::Expiry>{},
                                      change.version});
    }

    if (!change.reason.empty()) {
        auto reason = writer.put_blob(change.reason);
        if (!reason) return refused(std::move(reason.error()));
        step.reason = *reason;
    }
    const auto effect = std::ranges::find(k_effects, change.action, &Effect::action);
    auto changed = effect->apply(step);
    if (!changed) return refused(std::move(changed.error()));
    return std::move(*changed);
}

bool is_ledger_error(const Error& error) {
    return error.status() == ExitStatus::internal || error.code == ErrorCode::ledger_locked ||
           error.code == ErrorCode::read_only;
}

}  // namespace

Done record_expiries(const Session& session, const std::string& asset, int version,
                     std::span<const policy::Expiry> expired) {
    if (expired.empty()) return {};
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    for (const policy::Expiry& expiry : expired) {
        auto known = writer->has_expiry(asset, version, expiry.what, expiry.id);
        if (!known) return fail(known);
        if (*known) continue;
        Event event = make_event(session, event_kind::expired);
        event.asset = asset;
        event.version = version;
        event.data = {{"what", expiry.what}};
        if (!expiry.id.empty()) event.data["id"] = expiry.id;
        auto seq = writer->append(std::move(event));
        if (!seq) return fail(seq);
        if (auto done = writer->insert_expiry(asset, version, expiry.what, expiry.id, *seq); !done)
            return done;
    }
    return writer->commit();
}

Result<Changed> transition_within(const Session& session, store::Writer& writer, const Change& change) {
    std::optional<CopyCheck> check;
    auto changed = apply(session, writer, change, check_copy(session, check, change));
    if (!changed) return fail(std::move(changed.error().error));
    return std::move(*changed);
}

std::vector<Result<Changed>> transition_all(const Session& session, std::span<const Change> changes) {
    std::vector<Result<Changed>> out;
    std::vector<std::pair<const Change*, Refusal>> refusals;
    const auto all_fail = [&](const Error& error) {
        return std::vector<Result<Changed>>(changes.size(), Result<Changed>(tl::unexpected(error)));
    };
    // Before the transaction, which others wait for: a version's bytes never change.
    std::optional<CopyCheck> check;
    std::vector<Checked> checked;
    checked.reserve(changes.size());
    for (const Change& change : changes) checked.push_back(check_copy(session, check, change));
    {
        auto writer = session.ledger.begin();
        if (!writer) return all_fail(writer.error());
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const Change& change = changes[i];
            auto changed = apply(session, *writer, change, checked[i]);
            if (changed) {
                out.emplace_back(std::move(*changed));
                continue;
            }
            Refusal& refusal = changed.error();
            if (is_ledger_error(refusal.error)) return all_fail(refusal.error);
            out.emplace_back(tl::unexpected(refusal.error));
            refusals.emplace_back(&change, std::move(refusal));
        }
        if (refusals.size() < changes.size()) {
            if (auto committed = writer->commit(); !committed) return all_fail(committed.error());
        }
    }
    for (const auto& [change, refusal] : refusals) {
        // The refusal stands whether or not the remark about it could be written.
        if (auto written = record_expiries(session, change->asset, refusal.version, refusal.expired);
            !written)
            return all_fail(written.error());
    }
    return out;
}

Result<Changed> transition(const Session& session, const Change& change) {
    return std::move(transition_all(session, {&change, 1}).front());
}

std::string describe(const Event& event) {
    struct Words {
        std::string_view kind;
        std::string_view key;    // of `data` that chooses among rows of one kind; may be empty
        std::string_view value;  // "*": any
        std::string_view text;   // {v}: the version, {KEY}: of data
    };
    static constexpr std::array k_words{
        Words{event_kind::ledger_created, "", "", "started the ledger"},
        Words{event_kind::brief_seen, "", "", "used the brief {brief}"},
        Words{event_kind::run_started, "purpose", "test", "tested the model {model}"},
        Words{event_kind::run_started, "", "", "asked the model {model} for {calls} drafts"},
        Words{event_kind::ledger_restored, "", "",
              "restored the ledger from a backup of {backup_events} events"},
        Words{event_kind::restore_checked, "", "",
              "looked at what is live after a restore: {differences} of {places} places differ"},
        Words{event_kind::run_ended, "", "", "the run ended: {outcome}"},
        Words{event_kind::call_ended, "", "", "called the model: {outcome}"},
        Words{event_kind::price_seen, "", "", "used the price {id}"},
        Words{event_kind::model_seen, "", "", "used the model {model} as it is declared"},
        Words{event_kind::model_rolled_back, "", "",
              "rolled the model {model} back to an earlier declaration"},
        Words{event_kind::claim_added, "", "", "wrote the claim {claim}"},
        Words{event_kind::claim_approved, "", "", "approved the claim {claim}"},
        Words{event_kind::claim_withdrawn, "", "", "withdrew the claim {claim}"},
        Words{event_kind::texts_purged, "", "",
              "deleted {texts} prompts and answers from before {before} (kept for {kept_days} days)"},
        Words{event_kind::spend_reconciled, "", "",
              "settled {calls} calls without an outcome at ${cost_usd}"},
        Words{event_kind::version_made, "how", "generated", "generated v{v}"},
        Words{event_kind::version_made, "how", "edited", "edited it to v{v}"},
        Words{event_kind::version_made, "how", "imported", "imported v{v}"},
        Words{event_kind::version_made, "how", "suggested", "took a suggestion over into v{v}"},
        Words{event_kind::version_made, "how", "corrected", "corrected {corrects} in v{v}"},
        Words{event_kind::version_decided, "action", "accept", "reviewed and accepted v{v}"},
        Words{event_kind::version_decided, "action", "request-changes", "asked for changes to v{v}"},
        Words{event_kind::version_decided, "action", "reject", "rejected v{v}"},
        Words{event_kind::version_decided, "action", "approve", "approved v{v}"},
        Words{event_kind::version_decided, "action", "endorse", "approved v{v} (more approvals are needed)"},
        Words{event_kind::version_decided, "action", "revoke", "took back the approval of v{v}"},
        Words{event_kind::expired, "what", "approval", "the approval of v{v} by {id} had expired"},
        Words{event_kind::expired, "what", "offer", "the offer in v{v} had ended"},
        Words{event_kind::expired, "what", "claim", "claim {id} of v{v} had expired"},
        Words{event_kind::comment_made, "brought_in", "*", "brought in a comment on v{v} (#{nth})"},
        Words{event_kind::suggestion_made, "brought_in", "*",
              "brought in a suggestion of another {field} for v{v} (#{nth})"},
        Words{event_kind::comment_made, "", "", "commented on v{v} (#{nth})"},
        Words{event_kind::suggestion_made, "", "", "suggested another {field} for v{v} (#{nth})"},
        Words{event_kind::delivery_begun, "action", "publish", "began to publish v{v} to {destination}"},
        Words{event_kind::delivery_begun, "action", "rollback", "began to roll {destination} back to v{v}"},
        Words{event_kind::delivery_begun, "action", "withdraw", "began to withdraw v{v} from {destination}"},
        Words{event_kind::delivery_ended, "outcome", "done", "{done} v{v} ({destination})"},
        Words{event_kind::delivery_ended, "outcome", "failed", "v{v} did not get through to {destination}"},
        Words{event_kind::delivery_ended, "outcome", "restored",
              "v{v} did not get through to {destination}; what was live stays live"},
        Words{event_kind::pause_made, "", "", "paused {what}"},
        Words{event_kind::pause_lifted, "ended", "yes", "let {what} go on"},
        Words{event_kind::pause_lifted, "ended", "no", "would let {what} go on; another person has to, too"},
        Words{event_kind::correction_begun, "", "", "began to correct {brief}"},
        Words{event_kind::correction_made, "", "", "made the corrected versions of {brief}"},
        Words{event_kind::schedule_made, "", "", "scheduled v{v} for {destination} at {at}"},
        Words{event_kind::schedule_ended, "", "", "the schedule of v{v} for {destination} ended: {outcome}"},
    };
    const auto data = [&](std::string_view key) {
        const auto found = event.data.find(std::string(key));
        return found == event.data.end() ? std::string() : found->second;
    };
    const auto is_of = [&](const Words& words) {
        if (words.key.empty()) return true;
        const std::string value = data(words.key);
        return words.value == "*" ? !value.empty() : value == words.value;
    };
    for (const Words& words : k_words) {
        if (words.kind != event.kind || !is_of(words)) continue;
        // Of a decision that was typed in for somebody, it is theirs.
        std::string out = (event.auth == Auth::transcribed ? data("on_behalf_of") : event.actor) + ": ";
        for (std::string_view rest = words.text; !rest.empty();) {
            const auto open = rest.find('{');
            out += rest.substr(0, open);
            if (open == std::string_view::npos) break;
            const auto close = rest.find('}', open);
            const std::string_view key = rest.substr(open + 1, close - open - 1);
            out += key == "v" ? std::to_string(event.version) : data(key);
            rest = rest.substr(close + 1);
        }
        if (event.auth == Auth::transcribed)
            out += "; " + transcribed_words(event.actor, data("on_behalf_of"), data("proof"));
        return out;
    }
    return event.actor + ": " + event.kind;
}

std::string transcribed_words(std::string_view typist, std::string_view person, std::string_view proof) {
    return fmt::format("transcribed by {} for {}, proof {}", typist, person, proof.substr(0, 8));
}

}  // namespace mkai::app
