#include "core/app/correct.hpp"

#include "core/app/ancestry.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/pause.hpp"
#include "core/app/transition.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// "offer.price was 4.99, is 6.99": what a correction is about, and its reason when none is given.
std::string describe_values(const CorrectionPlan& plan) {
    std::vector<std::string> out;
    for (const CorrectedValue& value : plan.values)
        if (!value.follows)
            out.push_back(fmt::format("{} was {}, is {}", value.path, value.before, value.after));
    return out.empty() ? std::string("words of the copy") : join(out, "; ");
}

std::string reason_of(const CorrectionRequest& request, const CorrectionPlan& plan) {
    return request.reason.empty() ? describe_values(plan) : request.reason;
}

Result<BegunCorrection> read_correction(const Session& session, Correction record) {
    auto blob = session.ledger.get_blob(record.plan);
    if (!blob) return fail(blob);
    auto plan = plan_from_json(blob->bytes);
    if (!plan) return fail(plan);
    return BegunCorrection{std::move(record), std::move(*plan)};
}

// Whether what an ended correction put right is still so: the brief's values, or the versions that it made.
Result<bool> still_stands(const Session& session, const BegunCorrection& correction) {
    auto text = workspace::read_brief_text(session.workspace, correction.record.brief);
    if (!text) return fail(text);
    for (const CorrectedValue& value : correction.plan.values)
        if (!value.follows && workspace::brief_value_at(*text, value.path) != value.after) return false;
    auto publications = session.ledger.list_publications();
    if (!publications) return fail(publications);
    const auto is_wrong_again = [&](const Publication& p) {
        return p.state == PublicationState::live && p.since > correction.record.at &&
               std::ranges::any_of(correction.plan.assets, [&](const CorrectedAsset& asset) {
                   const bool below = asset.base && asset.base->version == p.number;
                   return asset.asset == p.asset && (asset.corrects == p.number || below);
               });
    };
    if (std::ranges::any_of(*publications, is_wrong_again)) return false;
    if (!correction.plan.values.empty()) return true;
    auto made = session.ledger.list_corrected(correction.record.id);
    if (!made) return fail(made);
    for (const CorrectedVersion& version : *made) {
        auto asset = session.ledger.find_asset(version.asset);
        if (!asset) return fail(asset);
        if (!*asset) return false;
        // The newest one, or below other corrections on top of it.
        auto down = corrections_down(session.ledger, version.asset, (*asset)->head);
        if (!down) return fail(down);
        if (std::ranges::find(*down, version.number) == down->end()) return false;
    }
    return true;
}

Done check_allowed(const Session& session, const CorrectionPlan& plan) {
    for (const Action action : {Action::pause, Action::edit, Action::withdraw})
        if (auto allowed = check_gate(session, action, true, plan.brief); !allowed) return allowed;
    return {};
}

Done pause_assets(const Session& session, store::Writer& writer, const CorrectionRequest& request,
                  const CorrectionPlan& plan) {
    for (const CorrectedAsset& asset : plan.assets) {
        if (!asset.stopped()) continue;
        auto paused = pause_within(
            session, writer, {PauseScope::asset, asset.asset, reason_of(request, plan), request.reason_code});
        if (!paused) return fail(paused);
    }
    return {};
}

// --- the brief ---

Done correct_brief(const Session& session, const CorrectionRequest& request, const CorrectionPlan& plan) {
    if (plan.values.empty()) return {};
    auto text = workspace::read_brief_text(session.workspace, plan.brief);
    if (!text) return fail(text);
    std::vector<workspace::BriefAnswer> answers;
    for (const CorrectedValue& value : plan.values) {
        const std::string now = workspace::brief_value_at(*text, value.path);
        if (now == value.after || (value.follows && now != value.before)) continue;
        if (now != value.before)
            return fail(
                ErrorCode::conflict,
                fmt::format("briefs/{}.yaml has another {} by now: {}", plan.brief, value.path,
                            printable_line(now)),
                fmt::format("it was {} and was to become {}; set it as it should be: mkai brief set {} {} "
                            "VALUE",
                            printable_line(value.before), printable_line(value.after), plan.brief,
                            value.path));
        const auto given = request.values.find(value.path);
        answers.push_back({value.path, value.follows || given == request.values.end()
                                           ? yaml_scalar(value.after)
                                           : given->second});
    }
    if (answers.empty()) return {};
    auto draft = workspace::draft_brief_values(session.workspace, plan.brief, *text, answers);
    if (!draft) return fail(draft);
    return workspace::write_brief_text(session.workspace, plan.brief, draft->text);
}

// --- what is live ---

// Only what was live when the plan was made: a command that is given again takes nothing back twice.
Result<bool> is_still_live(const Session& session, const std::string& asset, const CorrectionPlace& place) {
    auto found = session.ledger.find_publication(asset, place.destination);
    if (!found) return fail(found);
    // One that is on its way is waited for, and taken back like what is live.
    const bool there = *found && ((*found)->state == PublicationState::live ||
                                  (*found)->state == PublicationState::publishing);
    return there && (*found)->number == place.live;
}

// Of the gate, and not of the machine or of the moment.
bool is_refusal(const Error& error) {
    return error.status() == ExitStatus::blocked || error.code == ErrorCode::stale_approval ||
           error.code == ErrorCode::waiting;
}

Result<Delivered> take_back(const Session& session, const CorrectionPlan& plan, const std::string& asset,
                            const CorrectionPlace& place, const DeliverRequest& request) {
    const bool back = plan.way == CorrectionWay::rollback && place.target > 0;
    auto target = find_target(session.ledger, back ? fmt::format("{}@v{}", asset, place.target) : asset);
    if (!target) return fail(target);
    if (!back) return withdraw(session, *target, request);
    auto done = rollback(session, *target, request);
    if (done || !is_refusal(done.error())) return done;
    // What could come back when the plan was made cannot any more: it is not left live for that.
    std::string why = std::move(done.error().message);
    done = withdraw(session, *target, request);
    if (done) done->passed_over.push_back(std::move(why));
    return done;
}

// One destination that is down keeps nothing else live: its error is told at the end, and the same command
// goes on from there.
Result<std::vector<Delivered>> take_back_all(const Session& session, const BegunCorrection& correction) {
    std::vector<Delivered> out;
    const CorrectionPlan& plan = correction.plan;
    if (plan.way == CorrectionWay::keep) return out;
    auto reason = session.ledger.get_blob(correction.record.reason);
    if (!reason) return fail(reason);
    std::optional<Error> first;
    for (const CorrectedAsset& asset : plan.assets) {
        for (const CorrectionPlace& place : asset.places) {
            auto live = is_still_live(session, asset.asset, place);
            if (!live) return fail(live);
            if (!*live) continue;
            auto done = take_back(session, plan, asset.asset, place,
                                  {place.destination, reason->bytes, correction.record.reason_code, true});
            if (done)
                out.push_back(std::move(*done));
            else if (!first)
                first = std::move(done.error());
        }
    }
    if (first) return fail(std::move(*first));
    return out;
}

// --- the corrected versions ---

Result<Changed> make_corrected(const Session& session, store::Writer& writer, TodayReader& reader,
                               const BegunCorrection& correction, const CorrectedAsset& planned) {
    auto asset = session.ledger.find_asset(planned.asset);
    if (!asset) return fail(asset);
    auto wrong = session.ledger.find_version(planned.asset, planned.corrects);
    if (!wrong) return fail(wrong);
    if (!*asset || !*wrong)
        return fail(ErrorCode::unknown_id, fmt::format("{} is gone", planned.asset), "mkai doctor");
    auto head = session.ledger.find_version(planned.asset, (*asset)->head);
    if (!head) return fail(head);
    auto newest = fields_of(session, **head);
    if (!newest) return fail(newest);
    auto subject = read_subject(session.ledger, **wrong);
    if (!subject) return fail(subject);
    auto today = reader.look(subject->asset);
    if (!today) return fail(today);
    Content content = std::move(subject->content);
    content.fields = planned.fields;
    Change change;
    change.action = Action::edit;
    change.asset = planned.asset;
    change.expected_revision = (*asset)->revision;
    change.reason_code = correction.record.reason_code;
    change.assignee = correction.plan.assignee;
    change.due = correction.plan.due;
    NewVersion made;
    made.how = "corrected";
    made.correction = correction.record.id;
    made.corrects = planned.corrects;
    made.origin =
        (*wrong)->origin == Origin::model && !planned.changed.empty() ? Origin::mixed : (*wrong)->origin;
    made.demo = (*wrong)->demo;
    made.changed = changed_fields(*newest, content.fields);
    made.subject = subject_today(session.workspace, *today, std::move(content));
    change.make = std::move(made);
    change.today = std::move(*today);
    auto reason = session.ledger.get_blob(correction.record.reason);
    if (!reason) return fail(reason);
    change.reason = std::move(reason->bytes);
    return transition_within(session, writer, change);
}

// All of them and the end in one transaction.
Done make_versions(const Session& session, const BegunCorrection& correction) {
    TodayReader reader(session.workspace);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    // Another process that was given the same was faster.
    auto others = session.ledger.list_corrected(correction.record.id);
    if (!others) return fail(others);
    if (!others->empty()) return {};
    for (const CorrectedAsset& planned : correction.plan.assets)
        if (auto made = make_corrected(session, *writer, reader, correction, planned); !made)
            return fail(made);
    Event event = make_event(session, event_kind::correction_made);
    event.reason_code = correction.record.reason_code;
    event.data = {{"brief", correction.record.brief}, {"correction", correction.record.id}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->end_correction(correction.record.id, *seq); !done) return done;
    return writer->commit();
}

// --- how it stands ---

struct World {
    std::vector<Pause> pauses;
    std::vector<Publication> publications;
};

CorrectionStep step_of(VersionState state, bool paused, bool to_publish) {
    switch (state) {
        case VersionState::draft:
            return CorrectionStep::review;
        case VersionState::reviewed:
            return CorrectionStep::approve;
        case VersionState::rejected:
            return CorrectionStep::mend;
        case VersionState::legal_approved:
            break;
    }
    return paused ? CorrectionStep::resume : to_publish ? CorrectionStep::publish : CorrectionStep::done;
}

Result<CorrectedStanding> standing_of(const Session& session, const World& world,
                                      const CorrectedAsset& planned) {
    auto asset = session.ledger.find_asset(planned.asset);
    if (!asset) return fail(asset);
    CorrectedStanding out;
    out.asset = planned.asset;
    if (!*asset) return out;
    out.version = (*asset)->head;
    out.state = to_string((*asset)->state);
    for (const CorrectionPlace& place : planned.places) {
        const bool again = std::ranges::any_of(world.publications, [&](const Publication& p) {
            return p.asset == planned.asset && p.destination == place.destination &&
                   p.state == PublicationState::live && p.number > place.live;
        });
        if (!again) out.destinations.push_back(place.destination);
    }
    const bool paused = std::ranges::any_of(world.pauses, [&](const Pause& p) {
        return p.scope == PauseScope::asset && p.value == planned.asset;
    });
    out.step = step_of((*asset)->state, paused, !out.destinations.empty());
    return out;
}

Result<std::vector<CorrectedStanding>> standings_of(const Session& session, const CorrectionPlan& plan) {
    auto pauses = session.ledger.list_open_pauses();
    if (!pauses) return fail(pauses);
    auto publications = session.ledger.list_publications();
    if (!publications) return fail(publications);
    const World world{std::move(*pauses), std::move(*publications)};
    std::vector<CorrectedStanding> out;
    for (const CorrectedAsset& asset : plan.assets) {
        auto standing = standing_of(session, world, asset);
        if (!standing) return fail(standing);
        out.push_back(std::move(*standing));
    }
    return out;
}

struct StepName {
    CorrectionStep step;
    std::string_view name;
};
constexpr std::array k_steps{
    StepName{CorrectionStep::review, "review"},   StepName{CorrectionStep::approve, "approve"},
    StepName{CorrectionStep::mend, "edit"},       StepName{CorrectionStep::resume, "resume"},
    StepName{CorrectionStep::publish, "publish"}, StepName{CorrectionStep::done, "done"}};

}  // namespace

std::string_view to_string(CorrectionStep step) {
    return std::ranges::find(k_steps, step, &StepName::step)->name;
}

Result<std::optional<BegunCorrection>> find_correction(const Session& session,
                                                       const CorrectionRequest& request) {
    auto all = session.ledger.list_corrections(request.named.front().asset.brief);
    if (!all) return fail(all);
    const std::string asked = asked_digest(request);
    std::ranges::reverse(*all);
    const auto same = std::ranges::find(*all, asked, &Correction::asked);
    if (same == all->end()) return std::optional<BegunCorrection>{};
    auto found = read_correction(session, std::move(*same));
    if (!found) return fail(found);
    if (found->record.ended) {
        auto stands = still_stands(session, *found);
        if (!stands) return fail(stands);
        if (!*stands) return std::optional<BegunCorrection>{};
    }
    if (request.way && *request.way != found->plan.way && found->plan.is_live())
        return fail(
            ErrorCode::conflict,
            fmt::format("this correction was begun with --{}, and goes on so", to_string(found->plan.way)),
            fmt::format("give it as it was begun; to take what is live away: mkai withdraw {} -d "
                        "DESTINATION --reason \"...\"",
                        request.named.front().asset.asset));
    return std::optional(std::move(*found));
}

Result<BegunCorrection> begin_correction(const Session& session, const CorrectionRequest& request,
                                         CorrectionPlan plan) {
    if (auto allowed = check_allowed(session, plan); !allowed) return fail(allowed);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto other = find_correction(session, request);
    if (!other) return fail(other);
    if (*other) return std::move(**other);
    // The plan was shown before it was agreed to, which may have taken a while.
    auto revisions = revisions_of(session, plan.brief);
    if (!revisions) return fail(revisions);
    if (*revisions != plan.revisions)
        return fail(ErrorCode::conflict,
                    fmt::format("copy of {} was changed while you looked at the plan", plan.brief),
                    "give the same command again, and look again");
    auto bytes = canonical_json(plan_to_json(plan));
    if (!bytes) return fail(bytes);
    auto blob = writer->put_blob(*bytes);
    if (!blob) return fail(blob);
    auto reason = writer->put_blob(reason_of(request, plan));
    if (!reason) return fail(reason);
    Correction record{writer->new_id(),        plan.brief, asked_digest(request), *blob,
                      session.actor.person.id, *reason,    request.reason_code,   writer->now()};
    Event event = make_event(session, event_kind::correction_begun);
    event.reason = *reason;
    event.reason_code = request.reason_code;
    event.data = {{"brief", plan.brief},
                  {"correction", record.id},
                  {"assets", std::to_string(plan.assets.size())},
                  {"way", std::string(to_string(plan.way))}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->insert_correction(record, *seq); !done) return fail(done);
    if (auto paused = pause_assets(session, *writer, request, plan); !paused) return fail(paused);
    if (auto done = writer->commit(); !done) return fail(done);
    return BegunCorrection{std::move(record), std::move(plan)};
}

Result<CorrectionOutcome> carry_out(const Session& session, const CorrectionRequest& request,
                                    BegunCorrection correction) {
    CorrectionOutcome out;
    out.unchanged = correction.record.ended;
    if (!correction.record.ended) {
        if (auto allowed = check_allowed(session, correction.plan); !allowed) return fail(allowed);
        if (auto done = correct_brief(session, request, correction.plan); !done) return fail(done);
        auto delivered = take_back_all(session, correction);
        if (!delivered) return fail(delivered);
        out.delivered = std::move(*delivered);
        if (auto made = make_versions(session, correction); !made) return fail(made);
        correction.record.ended = true;
    }
    auto standing = standings_of(session, correction.plan);
    if (!standing) return fail(standing);
    out.standing = std::move(*standing);
    out.correction = std::move(correction);
    return out;
}

}  // namespace mkai::app
