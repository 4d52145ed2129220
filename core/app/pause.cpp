#include "core/app/pause.hpp"

#include "core/app/facts.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// What there is to be paused, by name; a prompt is any name, because its file may be gone already.
Result<std::vector<std::string>> names_of(const Session& session, PauseScope scope) {
    const workspace::Workspace& files = session.workspace;
    std::vector<std::string> names;
    switch (scope) {
        case PauseScope::campaign:
            return files.brief_ids();
        case PauseScope::channel:
            return files.channel_ids();
        case PauseScope::model:
            for (const auto& model : files.config().models) names.push_back(model.name);
            return names;
        case PauseScope::destination:
            for (const auto& destination : files.config().destinations) names.push_back(destination.name);
            return names;
        case PauseScope::asset: {
            auto assets = session.ledger.list_assets();
            if (!assets) return fail(assets);
            for (AssetRecord& asset : *assets) names.push_back(std::move(asset.asset));
            return names;
        }
        case PauseScope::all:
        case PauseScope::prompt:
            break;
    }
    return names;
}

Done check_value(const Session& session, const PauseRequest& request) {
    if (request.scope == PauseScope::all) {
        if (request.value.empty()) return {};
        return fail(ErrorCode::usage, "a pause of everything takes no name",
                    "mkai pause all --reason \"...\"");
    }
    if (request.value.empty())
        return fail(ErrorCode::usage, fmt::format("which {} is meant?", to_string(request.scope)),
                    fmt::format("mkai pause {} NAME --reason \"...\"", to_string(request.scope)));
    if (request.scope == PauseScope::prompt) return {};
    auto names = names_of(session, request.scope);
    if (!names) return fail(names);
    if (std::ranges::find(*names, request.value) != names->end()) return {};
    return fail(ErrorCode::unknown_id,
                fmt::format("there is no {} \"{}\"", to_string(request.scope), printable_line(request.value)),
                did_you_mean(request.value, *names));
}

std::optional<Pause> find_same(const std::vector<Pause>& open, const PauseRequest& request) {
    const auto same = std::ranges::find_if(
        open, [&](const Pause& p) { return p.scope == request.scope && p.value == request.value; });
    return same == open.end() ? std::nullopt : std::optional(*same);
}

Event event_of(const Session& session, std::string_view kind, const Pause& pause, const PauseRequest& request,
               const std::string& reason) {
    Event event = make_event(session, kind);
    event.reason = reason;
    event.reason_code = request.reason_code;
    event.data = {
        {"pause", pause.id}, {"scope", std::string(to_string(pause.scope))}, {"what", pause.what()}};
    if (!pause.value.empty()) event.data["value"] = pause.value;
    return event;
}

Pause asked_for(const Session& session, const PauseRequest& request) {
    Pause out;
    out.scope = request.scope;
    out.value = request.value;
    out.person = session.actor.person.id;
    return out;
}

bool is_only_person(const Roster& roster, const Person& person) {
    return std::ranges::none_of(roster.people, [&](const Person& other) {
        return other.kind == PersonKind::person && other.id != person.id;
    });
}

}  // namespace

Result<Paused> pause_within(const Session& session, store::Writer& writer, const PauseRequest& request) {
    Pause made = asked_for(session, request);
    auto open = session.ledger.list_open_pauses();
    if (!open) return fail(open);
    if (auto same = find_same(*open, request)) return Paused{std::move(*same), true};
    auto reason = writer.put_blob(request.reason);
    if (!reason) return fail(reason);
    made.id = writer.new_id();
    made.reason = *reason;
    made.at = writer.now();
    auto seq = writer.append(event_of(session, event_kind::pause_made, made, request, *reason));
    if (!seq) return fail(seq);
    if (auto done = writer.insert_pause(made, *seq); !done) return fail(done);
    return Paused{std::move(made), false};
}

Result<Paused> pause(const Session& session, const PauseRequest& request) {
    if (auto known = check_value(session, request); !known) return fail(known);
    const std::string what = asked_for(session, request).what();
    if (auto allowed = check_gate(session, Action::pause, !request.reason.empty(), what); !allowed)
        return fail(allowed);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto paused = pause_within(session, *writer, request);
    if (!paused || paused->unchanged) return paused;
    if (auto done = writer->commit(); !done) return fail(done);
    return paused;
}

Result<Resumed> resume(const Session& session, const PauseRequest& request) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto open = session.ledger.list_open_pauses();
    if (!open) return fail(open);
    auto found = find_same(*open, request);
    if (!found) {
        Error error{ErrorCode::unknown_id,
                    request.scope == PauseScope::all
                        ? std::string("everything goes on already: there is no pause of all")
                        : fmt::format("the {} \"{}\" is not paused", to_string(request.scope),
                                      printable_line(request.value)),
                    {},
                    open->empty() ? "nothing is paused" : "mkai pause lists what is"};
        return fail(std::move(error));
    }
    Resumed out{std::move(*found), false, false, false};
    if (auto allowed = check_gate(session, Action::resume, !request.reason.empty(), out.pause.what());
        !allowed)
        return fail(allowed);
    const std::string& person = session.actor.person.id;
    if (std::ranges::find(out.pause.lifts, person, &PauseLift::person) != out.pause.lifts.end()) {
        out.unchanged = true;
        return out;
    }
    auto reason = writer->put_blob(request.reason);
    if (!reason) return fail(reason);
    const PauseLift lift{person, *reason, writer->now()};
    out.alone = out.pause.lifts.empty() && is_only_person(session.workspace.roster(), session.actor.person);
    out.pause.lifts.push_back(lift);
    out.ended = out.alone || out.pause.lifts.size() >= k_lifts_needed;
    Event event = event_of(session, event_kind::pause_lifted, out.pause, request, *reason);
    event.data["ended"] = out.ended ? "yes" : "no";
    if (out.alone) event.data["label"] = "alone";
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->insert_pause_lift(out.pause.id, lift, *seq); !done) return fail(done);
    if (out.ended) {
        if (auto done = writer->end_pause(out.pause.id, *seq); !done) return fail(done);
    }
    if (auto done = writer->commit(); !done) return fail(done);
    return out;
}

Result<std::vector<ShownPause>> list_pauses(store::Ledger& ledger) {
    auto open = ledger.list_open_pauses();
    if (!open) return fail(open);
    std::vector<ShownPause> out;
    for (Pause& p : *open) {
        auto reason = ledger.get_blob(p.reason);
        if (!reason) return fail(reason);
        out.push_back({std::move(p), std::move(reason->bytes)});
    }
    return out;
}

}  // namespace mkai::app
