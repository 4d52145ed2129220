#include "core/app/deliver.hpp"

#include "core/app/after_restore.hpp"
#include "core/app/facts.hpp"
#include "core/app/transition.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/policy/gate.hpp"
#include "core/publish/destination.hpp"
#include "core/publish/render.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

struct Site {
    DestinationDecl declaration;
    std::unique_ptr<publish::Destination> destination;
};

Result<Site> open_site(const Session& session, const std::string& name) {
    const DestinationDecl* declaration = session.workspace.config().find_destination(name);
    if (!declaration) {
        std::vector<std::string> known;
        for (const auto& d : session.workspace.config().destinations) known.push_back(d.name);
        return fail(ErrorCode::unknown_destination,
                    fmt::format("mkai.yaml has no destination \"{}\"", printable_line(name)),
                    did_you_mean(name, known));
    }
    auto destination = publish::make_destination(*declaration, session.workspace.root());
    if (!destination) return fail(destination);
    return Site{*declaration, std::move(*destination)};
}

// The destination that is meant when none was named: the only one that is declared, or where the asset is
// live, or was last when it is live nowhere.
Result<std::string> choose_destination(const Session& session, const std::string& asset,
                                       const std::string& named, bool only_live) {
    if (!named.empty()) return named;
    std::vector<std::string> names;
    if (only_live) {
        auto publications = session.ledger.list_publications();
        if (!publications) return fail(publications);
        for (const PublicationState state : {PublicationState::live, PublicationState::withdrawn}) {
            if (!names.empty()) break;
            for (const Publication& p : *publications)
                if (p.asset == asset && p.state == state) names.push_back(p.destination);
        }
        if (names.empty())
            return fail(ErrorCode::unknown_id, fmt::format("{} is not live anywhere", asset),
                        "mkai status " + asset);
    } else {
        for (const auto& d : session.workspace.config().destinations) names.push_back(d.name);
        if (names.empty())
            return fail(ErrorCode::unknown_destination, "mkai.yaml declares no destination",
                        "add one under destinations in mkai.yaml");
    }
    if (names.size() == 1) return names.front();
    return fail(ErrorCode::usage,
                fmt::format("{} could go to several destinations: {}", asset, join(names, ", ")),
                "name one with -d");
}

// The channel's layout is today's; the words are the frozen ones.
Result<publish::Rendering> render_version(const Session& session, const Site& site,
                                          const VersionRecord& version) {
    auto subject = read_subject(session.ledger, version);
    if (!subject) return fail(subject);
    auto channel = session.workspace.channel(subject->channel);
    if (!channel) return fail(channel);
    return publish::render(**channel, *subject, site.destination->format());
}

Delivered delivered_of(const Site& site, const std::string& asset, int version) {
    Delivered d;
    d.asset = asset;
    d.destination = site.declaration.name;
    d.version = version;
    d.recallable = site.destination->recallable();
    d.recall_note = site.destination->recall_note();
    return d;
}

// What the ledger says about the publication once a delivery has ended.
struct Ending {
    std::string_view outcome;  // done, failed, restored
    Publication publication;
};

// The publication that was live before a delivery began, as the ledger can tell it.
Result<std::optional<Publication>> earlier_publication(store::Ledger& ledger,
                                                       const DeliveryRecord& delivery) {
    if (delivery.replaces == 0) return std::optional<Publication>{};
    auto deliveries = ledger.list_deliveries(delivery.asset);
    if (!deliveries) return fail(deliveries);
    std::optional<Publication> found;
    for (const DeliveryRecord& d : *deliveries)
        if (d.destination == delivery.destination && d.outcome == "done" && d.number == delivery.replaces &&
            d.action != Action::withdraw)
            found =
                Publication{d.asset,    d.destination, PublicationState::live, d.number, d.digest, d.rendered,
                            d.location, d.begun_at};
    return found;
}

Done end_delivery(const Session& session, const DeliveryRecord& delivery, const Ending& ending) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    Event event = make_event(session, event_kind::delivery_ended);
    event.asset = delivery.asset;
    event.version = delivery.number;
    event.digest = delivery.digest;
    static constexpr auto k_done_words = [](Action action) {
        return action == Action::withdraw   ? "withdrew"
               : action == Action::rollback ? "rolled back to"
                                            : "published";
    };
    event.data = {{"delivery", delivery.id},
                  {"destination", delivery.destination},
                  {"done", k_done_words(delivery.action)},
                  {"outcome", std::string(ending.outcome)}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->end_delivery(delivery.id, ending.outcome, *seq); !done) return done;
    if (auto done = writer->put_publication(ending.publication); !done) return done;
    auto asset = session.ledger.find_asset(delivery.asset);
    if (!asset) return fail(asset);
    if (*asset) {
        if (auto done = writer->bump(delivery.asset, (*asset)->revision); !done) return done;
    }
    return writer->commit();
}

Publication publication_of(const DeliveryRecord& delivery, PublicationState state, TimeMs since) {
    return {delivery.asset,    delivery.destination, state, delivery.number, delivery.digest,
            delivery.rendered, delivery.location,    since};
}

publish::Placement placement_of(const DeliveryRecord& delivery) {
    return {parse_asset_id(delivery.asset).value_or(AssetId{}), delivery.location};
}

// Looks at the destination and says how a delivery ended.
Result<Ending> judge(const Session& session, const Site& site, const DeliveryRecord& delivery) {
    const publish::Placement placement = placement_of(delivery);
    const TimeMs now = session.clock.now();
    auto current = session.ledger.find_publication(delivery.asset, delivery.destination);
    if (!current) return fail(current);
    if (delivery.action == Action::withdraw) {
        auto found = site.destination->verify(placement, (*current)->rendered);
        if (!found) return fail(found);
        Publication publication = **current;
        if (*found == publish::Found::absent) {
            publication.state = *next_state(PublicationState::live, Delivery::remove);
            publication.since = now;
            return Ending{"done", publication};
        }
        return Ending{"restored", publication};
    }
    auto found = site.destination->verify(placement, delivery.rendered);
    if (!found) return fail(found);
    if (*found == publish::Found::same)
        return Ending{
            "done",
            publication_of(delivery, *next_state(PublicationState::publishing, Delivery::confirm), now)};
    auto earlier = earlier_publication(session.ledger, delivery);
    if (!earlier) return fail(earlier);
    if (*earlier) {
        auto there = site.destination->verify({placement.asset, (*earlier)->location}, (*earlier)->rendered);
        if (!there) return fail(there);
        if (*there == publish::Found::same) return Ending{"restored", **earlier};
    }
    return Ending{"failed",
                  publication_of(delivery, *next_state(PublicationState::publishing, Delivery::fail), now)};
}

Result<DeliveryRecord> find_open_delivery(store::Ledger& ledger, const std::string& id) {
    auto open = ledger.list_open_deliveries();
    if (!open) return fail(open);
    for (DeliveryRecord& d : *open)
        if (d.id == id) return std::move(d);
    return fail(ErrorCode::internal_error, "the delivery that was just begun is not in the ledger");
}

// The act and the outcome of an intent that is in the ledger. The caller holds the lock.
Done carry_out(const Session& session, const Site& site, const std::string& delivery_id,
               const std::string& bytes) {
    auto delivery = find_open_delivery(session.ledger, delivery_id);
    if (!delivery) return fail(delivery);
    const publish::Placement placement = placement_of(*delivery);
    Done acted = delivery->action == Action::withdraw ? site.destination->remove(placement)
                                                      : site.destination->put(placement, bytes);
    // Whatever the destination answered, what stands there decides.
    auto ending = judge(session, site, *delivery);
    if (!ending) return acted ? fail(ending) : acted;
    if (auto ended = end_delivery(session, *delivery, *ending); !ended) return ended;
    if (ending->outcome == "done") return {};
    if (!acted) return acted;
    return fail(ErrorCode::destination_unavailable,
                fmt::format("{} did not keep what was sent for {}", delivery->destination, delivery->asset),
                "run the command again");
}

Result<std::vector<Reconciled>> reconcile_locked(const Session& session) {
    std::vector<Reconciled> out;
    auto open = session.ledger.list_open_deliveries();
    if (!open) return fail(open);
    for (const DeliveryRecord& delivery : *open) {
        auto site = open_site(session, delivery.destination);
        if (!site) return fail(site);
        if (auto tidied = site->destination->tidy(placement_of(delivery)); !tidied) return fail(tidied);
        auto ending = judge(session, *site, delivery);
        if (!ending) return fail(ending);
        if (auto ended = end_delivery(session, delivery, *ending); !ended) return fail(ended);
        out.push_back({delivery, std::string(ending->outcome)});
    }
    return out;
}

// The asset as it stands now, after a wait for the lock or a reconciliation moved it.
Result<AssetRecord> fresh(const Session& session, const std::string& asset) {
    auto found = session.ledger.find_asset(asset);
    if (!found) return fail(found);
    if (!*found) return fail(ErrorCode::unknown_id, fmt::format("{} is gone", asset));
    return std::move(**found);
}

struct Desk {
    FileLock lock;
    Site site;
    AssetRecord asset;
    std::optional<Publication> current;    // only when live
    std::optional<Publication> withdrawn;  // what was live last and has been taken away
    std::vector<Reconciled> settled;       // what another process left open meanwhile
};

// Everything that a delivery stands on: the lock, no leftovers, the destination, and the asset as it is now.
Result<Desk> open_desk(const Session& session, const Target& target, const std::string& destination) {
    auto lock = take_delivery_lock(session.workspace);
    if (!lock) return fail(lock);
    auto settled = reconcile_locked(session);
    if (!settled) return fail(settled);
    auto site = open_site(session, destination);
    if (!site) return fail(site);
    auto asset = fresh(session, target.asset.asset);
    if (!asset) return fail(asset);
    auto current = session.ledger.find_publication(target.asset.asset, destination);
    if (!current) return fail(current);
    Desk desk{std::move(*lock), std::move(*site), std::move(*asset), {}, {}, std::move(*settled)};
    if (*current && (*current)->state == PublicationState::live)
        desk.current = std::move(*current);
    else if (*current && (*current)->state == PublicationState::withdrawn)
        desk.withdrawn = std::move(*current);
    return desk;
}

// Today's facts; empty when the brief is gone, which the gate of a rollback or withdrawal does not ask about.
Result<std::optional<Today>> look(const Session& session, const std::string& asset, bool needed) {
    auto id = parse_asset_id(asset);
    if (!id) return fail(id);
    TodayReader reader(session.workspace);
    auto today = reader.look(*id);
    if (today) return std::optional(std::move(*today));
    if (needed) return fail(today);
    return std::optional<Today>{};
}

Result<Delivered> send(const Session& session, Desk& desk, const VersionRecord& version,
                       const Result<publish::Rendering>& rendered, Change change) {
    auto trial = session.ledger.is_sandbox();
    if (!trial) return fail(trial);
    if (*trial)
        return fail(ErrorCode::blocked, "this ledger is for trials: nothing is published from it",
                    "publish from the workspace's own ledger");
    // Bytes that do not hash are the gate's to refuse, with its words.
    if (!rendered && rendered.error().code != ErrorCode::ledger_corrupt) return fail(Error(rendered.error()));
    const publish::Placement placement =
        desk.site.destination->place(parse_asset_id(version.asset).value_or(AssetId{}));
    change.asset = version.asset;
    change.version = version.number;
    change.expected_revision = desk.asset.revision;
    change.deliver =
        DeliveryPlan{desk.site.declaration, placement.location, rendered ? rendered->bytes : std::string(),
                     rendered ? rendered->digest : std::string()};
    auto begun = transition(session, change);
    if (!begun) return fail(begun);
    if (!rendered) return fail(Error(rendered.error()));
    if (auto carried = carry_out(session, desk.site, begun->id, rendered->bytes); !carried)
        return fail(carried);
    Delivered out = delivered_of(desk.site, version.asset, version.number);
    out.previous = desk.current ? desk.current->number : 0;
    out.digest = version.digest;
    out.rendered = rendered->digest;
    out.location = placement.location;
    return out;
}

// Whether exactly these bytes are there already, in the ledger and at the destination.
Result<bool> is_live_already(const Desk& desk, const VersionRecord& version,
                             const Result<publish::Rendering>& rendered) {
    if (!desk.current || desk.current->number != version.number || desk.current->digest != version.digest)
        return false;
    if (!rendered || rendered->digest != desk.current->rendered) return false;
    const AssetId id = parse_asset_id(version.asset).value_or(AssetId{});
    auto found = desk.site.destination->verify({id, desk.current->location}, desk.current->rendered);
    if (!found) return fail(found);
    return *found == publish::Found::same;
}

Delivered live_already(const Desk& desk) {
    Delivered out = delivered_of(desk.site, desk.current->asset, desk.current->number);
    out.previous = desk.current->number;
    out.digest = desk.current->digest;
    out.rendered = desk.current->rendered;
    out.location = desk.current->location;
    out.unchanged = true;
    return out;
}

Result<Delivered> publish_at(const Session& session, const Target& target, const DeliverRequest& request,
                             const std::string& destination) {
    auto desk = open_desk(session, target, destination);
    if (!desk) return fail(desk);
    if (auto looked = look_after_restore(session); !looked) return fail(looked);
    const int number = target.version_named ? target.version.number : desk->asset.head;
    auto version = session.ledger.find_version(target.asset.asset, number);
    if (!version) return fail(version);
    const auto rendered = render_version(session, desk->site, **version);
    auto live = is_live_already(*desk, **version, rendered);
    if (!live) return fail(live);
    if (*live) return live_already(*desk);
    auto today = look(session, target.asset.asset, true);
    if (!today) return fail(today);
    Change change;
    change.action = Action::publish;
    change.reason = request.reason;
    change.reason_code = request.reason_code;
    change.today = std::move(*today);
    return send(session, *desk, **version, rendered, std::move(change));
}

Result<Delivered> withdraw_at(const Session& session, Desk& desk, const DeliverRequest& request) {
    Delivered out = delivered_of(desk.site, desk.asset.asset, 0);
    out.withdrawn = true;
    if (!desk.current) {
        out.unchanged = true;
        if (desk.withdrawn) {
            out.version = desk.withdrawn->number;
            out.digest = desk.withdrawn->digest;
            out.location = desk.withdrawn->location;
        }
        return out;
    }
    Change change;
    change.action = Action::withdraw;
    change.asset = desk.asset.asset;
    change.version = desk.current->number;
    change.expected_revision = desk.asset.revision;
    change.reason = request.reason;
    change.reason_code = request.reason_code;
    change.deliver = DeliveryPlan{desk.site.declaration, desk.current->location, {}, {}};
    auto begun = transition(session, change);
    if (!begun) return fail(begun);
    if (auto carried = carry_out(session, desk.site, begun->id, {}); !carried) return fail(carried);
    out.version = desk.current->number;
    out.previous = desk.current->number;
    out.digest = desk.current->digest;
    out.location = desk.current->location;
    return out;
}

struct RollbackChoice {
    struct PassedOver {
        int version = 0;
        std::string why;
        std::vector<policy::Expiry> expired;
    };
    std::optional<VersionRecord> version;
    std::vector<PassedOver> passed_over;
};

// The newest earlier version that was once live there and may come back.
Result<RollbackChoice> choose_rollback(const Session& session, const Target& target,
                                       const DestinationDecl& destination, int live,
                                       const DeliverRequest& request) {
    RollbackChoice choice;
    auto numbers = session.ledger.list_published_versions(target.asset.asset, destination.name);
    if (!numbers) return fail(numbers);
    std::ranges::sort(*numbers, std::greater<>{});
    for (int number : *numbers) {
        if (target.version_named ? number != target.version.number : number >= live) continue;
        auto version = session.ledger.find_version(target.asset.asset, number);
        if (!version) return fail(version);
        if (request.unfit && *version) {
            auto why = request.unfit(**version);
            if (!why) return fail(why);
            if (*why) {
                choice.passed_over.push_back({number, std::move(**why), {}});
                continue;
            }
        }
        Change change;
        change.action = Action::rollback;
        change.asset = target.asset.asset;
        change.version = number;
        change.reason = request.reason.empty() ? "asked" : request.reason;
        change.deliver = DeliveryPlan{destination, {}, {}, {}};
        auto facts = gather_facts(session, change, *version);
        if (!facts) return fail(facts);
        const policy::Verdict verdict = policy::decide(Action::rollback, *facts, session.actor.person);
        if (verdict.allowed) {
            choice.version = **version;
            return choice;
        }
        choice.passed_over.push_back({number, verdict.reasons.front().message, verdict.expired});
    }
    return choice;
}

// Whether what is live is what a rollback of the same person brought back before a crash, which this command
// was the first to find out. Nobody has been told yet, so that the same again means that one.
bool was_interrupted_after(const Session& session, const Desk& desk) {
    const auto brought_it_back = [&](const DeliveryRecord& d) {
        return d.action == Action::rollback && d.actor == session.actor.person.id &&
               d.asset == desk.current->asset && d.destination == desk.current->destination &&
               d.number == desk.current->number;
    };
    return std::ranges::any_of(session.found_done, brought_it_back) ||
           std::ranges::any_of(desk.settled, [&](const Reconciled& r) {
               return r.outcome == "done" && brought_it_back(r.delivery);
           });
}

// A no to the item ends its schedule. What is wrong with whoever fires it, with the machine or with the
// moment leaves it open for the next one.
bool ends_schedule(const Error& refusal) {
    switch (refusal.status()) {
        case ExitStatus::identity:
        case ExitStatus::unavailable:
        case ExitStatus::internal:
            return false;
        default:
            return refusal.code != ErrorCode::conflict && refusal.code != ErrorCode::paused;
    }
}

}  // namespace

Result<std::vector<Reconciled>> reconcile(const Session& session, int wait_ms) {
    auto open = session.ledger.list_open_deliveries();
    if (!open) return fail(open);
    if (open->empty()) return std::vector<Reconciled>{};
    auto lock = FileLock::take(delivery_lock_path(session.workspace), wait_ms);
    if (!lock) return fail(lock);
    if (!*lock) return std::vector<Reconciled>{};
    return reconcile_locked(session);
}

Result<Delivered> publish(const Session& session, const Target& target, const DeliverRequest& request) {
    auto destination = choose_destination(session, target.asset.asset, request.destination, false);
    if (!destination) return fail(destination);
    return publish_at(session, target, request, *destination);
}

Result<Delivered> withdraw(const Session& session, const Target& target, const DeliverRequest& request) {
    auto destination = choose_destination(session, target.asset.asset, request.destination, true);
    if (!destination) return fail(destination);
    auto desk = open_desk(session, target, *destination);
    if (!desk) return fail(desk);
    return withdraw_at(session, *desk, request);
}

Result<Delivered> rollback(const Session& session, const Target& target, const DeliverRequest& request) {
    auto destination = choose_destination(session, target.asset.asset, request.destination, true);
    if (!destination) return fail(destination);
    auto desk = open_desk(session, target, *destination);
    if (!desk) return fail(desk);
    if (auto looked = look_after_restore(session); !looked) return fail(looked);
    if (!desk->current && !target.version_named) {
        // A rollback that found no earlier version has withdrawn it; asked again, it has nothing left to do.
        if (desk->withdrawn) return withdraw_at(session, *desk, request);
        return fail(ErrorCode::blocked, fmt::format("{} is not live at {}", target.asset.asset, *destination),
                    fmt::format("mkai publish {} -d {}", target.asset.asset, *destination));
    }
    if (desk->current && (target.version_named ? desk->current->number == target.version.number
                                               : !request.previewed && was_interrupted_after(session, *desk)))
        return live_already(*desk);
    const int live = desk->current ? desk->current->number : 0;
    auto choice = choose_rollback(session, target, desk->site.declaration, live, request);
    if (!choice) return fail(choice);
    Change change;
    change.action = Action::rollback;
    change.reason = request.reason;
    change.reason_code = request.reason_code;
    std::vector<std::string> passed_over;
    for (RollbackChoice::PassedOver& passed : choice->passed_over) {
        if (auto told = record_expiries(session, target.asset.asset, passed.version, passed.expired); !told)
            return fail(told);
        passed_over.push_back(std::move(passed.why));
    }
    const VersionRecord* back = choice->version        ? &*choice->version
                                : target.version_named ? &target.version
                                                       : nullptr;
    auto out =
        back ? send(session, *desk, *back, render_version(session, desk->site, *back), std::move(change))
             : withdraw_at(session, *desk, request);
    if (out) out->passed_over = std::move(passed_over);
    return out;
}

Result<Delivered> schedule(const Session& session, const Target& target, const DeliverRequest& request,
                           TimeMs at) {
    auto destination = choose_destination(session, target.asset.asset, request.destination, false);
    if (!destination) return fail(destination);
    auto site = open_site(session, *destination);
    if (!site) return fail(site);
    if (at <= session.clock.now())
        return fail(ErrorCode::invalid_value, fmt::format("{} is in the past", format_utc(at)),
                    "give a later time, or leave --schedule out");
    auto today = look(session, target.asset.asset, true);
    if (!today) return fail(today);
    Change change;
    change.action = Action::schedule;
    change.asset = target.asset.asset;
    change.version = target.version.number;
    change.expected_revision = target.asset.revision;
    change.reason = request.reason;
    change.reason_code = request.reason_code;
    change.schedule = SchedulePlan{site->declaration, at};
    change.today = std::move(*today);
    auto made = transition(session, change);
    if (!made) return fail(made);
    Delivered out = delivered_of(*site, target.asset.asset, target.version.number);
    out.digest = target.version.digest;
    out.schedule = made->id;
    out.scheduled_for = at;
    return out;
}

Result<std::vector<Fired>> publish_due(const Session& session) {
    auto open = session.ledger.list_open_schedules();
    if (!open) return fail(open);
    std::vector<Fired> out;
    for (ScheduleRecord& schedule : *open) {
        if (schedule.at > session.clock.now()) break;
        auto target = find_target(session.ledger, fmt::format("{}@v{}", schedule.asset, schedule.number));
        if (!target) return fail(target);
        auto delivered = publish(session, *target, {schedule.destination, {}, {}});
        Fired fired{schedule, {}, {}};
        if (delivered) {
            fired.delivered = std::move(*delivered);
        } else {
            fired.refused = std::move(delivered.error());
        }
        if (!fired.refused || ends_schedule(*fired.refused)) {
            auto writer = session.ledger.begin();
            if (!writer) return fail(writer);
            const std::string outcome = fired.delivered ? "published" : "refused";
            Event event = make_event(session, event_kind::schedule_ended);
            event.asset = schedule.asset;
            event.version = schedule.number;
            event.data = {
                {"destination", schedule.destination}, {"outcome", outcome}, {"schedule", schedule.id}};
            if (fired.refused) event.data["refusal"] = std::string(info_of(fired.refused->code).name);
            auto seq = writer->append(std::move(event));
            if (!seq) return fail(seq);
            if (auto done = writer->end_schedule(schedule.id, outcome, *seq); !done) return fail(done);
            if (auto done = writer->commit(); !done) return fail(done);
        }
        out.push_back(std::move(fired));
    }
    return out;
}

Result<DeliveryPreview> preview_publish(const Session& session, const Target& target,
                                        const std::string& named) {
    auto destination = choose_destination(session, target.asset.asset, named, false);
    if (!destination) return fail(destination);
    auto site = open_site(session, *destination);
    if (!site) return fail(site);
    auto current = session.ledger.find_publication(target.asset.asset, *destination);
    if (!current) return fail(current);
    const bool live = *current && (*current)->state == PublicationState::live;
    const AssetId id = parse_asset_id(target.asset.asset).value_or(AssetId{});
    return DeliveryPreview{target.asset.asset,
                           *destination,
                           live ? (*current)->number : 0,
                           target.version.number,
                           site->destination->recallable(),
                           site->destination->recall_note(),
                           site->destination->replace_note(),
                           site->destination->place(id).location};
}

Result<DeliveryPreview> preview_withdraw(const Session& session, const Target& target,
                                         const DeliverRequest& request) {
    auto destination = choose_destination(session, target.asset.asset, request.destination, true);
    if (!destination) return fail(destination);
    auto preview = preview_publish(session, target, *destination);
    if (preview) preview->target = 0;
    return preview;
}

Result<DeliveryPreview> preview_rollback(const Session& session, const Target& target,
                                         const DeliverRequest& request) {
    auto preview = preview_withdraw(session, target, request);
    if (!preview) return preview;
    const DestinationDecl* declaration = session.workspace.config().find_destination(preview->destination);
    auto choice = choose_rollback(session, target, *declaration, preview->current, request);
    if (!choice) return fail(choice);
    preview->target = choice->version        ? choice->version->number
                      : target.version_named ? target.version.number
                                             : 0;
    for (RollbackChoice::PassedOver& passed : choice->passed_over)
        preview->passed_over.push_back(std::move(passed.why));
    return preview;
}

}  // namespace mkai::app
