#include "cli/views.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

Json or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json time_json(TimeMs time) {
    return format_utc_ms(time);
}

Json request_json(const RequestRecord& r) {
    return {{"id", r.id},
            {"role", r.role},
            {"action", r.action},
            {"assignee", or_null(r.assignee)},
            {"due", or_null(r.due)},
            {"since", time_json(r.opened_at)},
            {"version", r.number}};
}

Json changed_json(const app::Changed& c) {
    return {{"id", c.asset},
            {"version", c.version},
            {"digest", c.digest},
            {"state", to_string(c.state)},
            {"unchanged", c.unchanged},
            {"decision", or_null(c.id)},
            {"labels", c.labels},
            {"waiting_on", c.waiting_on ? request_json(*c.waiting_on) : Json(nullptr)}};
}

void write_status(JsonWriter& w, const app::AssetStatus& s) {
    w.begin_object().key("id").value(s.asset).key("state").value(s.state).key("version").value(s.version);
    w.key("digest").value(s.digest).key("made_at").value(format_utc_ms(s.since));
    w.key("stale")
        .value(s.stale)
        .key("correction")
        .value(s.correction)
        .key("problem")
        .value_or_null(s.problem)
        .key("expires");
    if (s.expires)
        w.value(format_utc_ms(*s.expires));
    else
        w.null();
    w.key("waiting_on").begin_array();
    for (const RequestRecord& r : s.waiting_on) {
        w.begin_object().key("id").value(r.id).key("role").value(r.role).key("action").value(r.action);
        w.key("assignee").value_or_null(r.assignee).key("due").value_or_null(r.due);
        w.key("since").value(format_utc_ms(r.opened_at)).key("version").value(r.number).end_object();
    }
    w.end_array().key("live").begin_array();
    for (const app::LiveAt& at : s.live) {
        w.begin_object().key("destination").value(at.destination).key("state").value(to_string(at.state));
        w.key("version").value(at.version).key("digest").value(at.digest);
        w.key("location").value(at.location).end_object();
    }
    w.end_array().key("scheduled").begin_array();
    for (const ScheduleRecord& r : s.scheduled) {
        w.begin_object().key("destination").value(r.destination).key("version").value(r.number);
        w.key("at").value(format_utc_ms(r.at)).key("by").value(r.actor).end_object();
    }
    w.end_array().end_object();
}

std::string purged_words(const app::Purged& purged) {
    return fmt::format(
        "deleted {} that models were asked or answered before {}, as mkai.yaml says (retention)",
        counted(purged.texts, "text"), to_string(date_of(purged.through)));
}

Json pause_json(const Pause& pause) {
    Json lifts = Json::array();
    for (const PauseLift& lift : pause.lifts)
        lifts.push_back({{"person", lift.person}, {"at", time_json(lift.at)}});
    return {{"id", pause.id},         {"scope", to_string(pause.scope)}, {"value", or_null(pause.value)},
            {"person", pause.person}, {"at", time_json(pause.at)},       {"lifted_by", std::move(lifts)}};
}

void write_pause(JsonWriter& w, const app::ShownPause& shown) {
    Json json = pause_json(shown.pause);
    json["reason"] = shown.reason;
    w.raw(dump_json(json));
}

std::string pauses_text(const std::vector<app::ShownPause>& pauses, TimeMs now, const Terminal& terminal) {
    constexpr std::string_view k_paused = "paused";
    constexpr std::size_t k_indentation = 2;
    std::string out;
    for (const app::ShownPause& shown : pauses) {
        const Pause& p = shown.pause;
        std::string line = fmt::format("{}: {}, by {} {}: {}", k_paused, p.what(), p.person,
                                       relative_time(p.at, now), printable_line(shown.reason));
        // A reason can be long; a line of a pipe is a line.
        if (terminal.out_is_terminal())
            line = join(wrap(line, static_cast<std::size_t>(terminal.width()) - k_indentation),
                        "\n" + std::string(k_indentation, ' '));
        out += terminal.paint(Colour::yellow, k_paused) + line.substr(k_paused.size()) + "\n";
        for (const PauseLift& lift : p.lifts)
            out += fmt::format("  {} would let it go on; another person has to, too\n", lift.person);
    }
    return out;
}

Json delivered_json(const app::Delivered& d) {
    return {{"id", d.asset},
            {"destination", d.destination},
            {"version", d.version > 0 ? Json(d.version) : Json(nullptr)},
            {"previous", d.previous > 0 ? Json(d.previous) : Json(nullptr)},
            {"digest", or_null(d.digest)},
            {"rendered", or_null(d.rendered)},
            {"location", or_null(d.location)},
            {"withdrawn", d.withdrawn},
            {"unchanged", d.unchanged},
            {"recallable", d.recallable},
            {"recall_note", or_null(d.recall_note)},
            {"passed_over", d.passed_over},
            {"scheduled_for", d.schedule.empty() ? Json(nullptr) : time_json(d.scheduled_for)}};
}

Json version_json(const VersionRecord& v) {
    return {{"version", v.number},
            {"digest", v.digest},
            {"state", to_string(v.state)},
            {"how", v.how},
            {"origin", to_string(v.origin)},
            {"made_by", v.made_by},
            {"made_at", time_json(v.made_at)},
            {"changed", v.changed},
            {"demo", v.demo},
            {"brief_digest", v.brief_digest},
            {"reviewer", or_null(v.reviewer)}};
}

Json decision_json(const DecisionRecord& d, const std::string& reason) {
    return {{"action", to_string(d.action)},
            {"version", d.number},
            {"digest", d.digest},
            {"person", d.person},
            {"at", time_json(d.at)},
            {"reason", or_null(reason)},
            {"reason_code", or_null(d.reason_code)},
            {"expires", d.expires ? time_json(*d.expires) : Json(nullptr)},
            {"revoked", d.revoked},
            {"sandbox_only", d.sandbox_only},
            {"transcribed_by", or_null(d.transcribed_by)},
            {"proof", or_null(d.proof)}};
}

Json publication_json(const Publication& p) {
    return {{"destination", p.destination}, {"state", to_string(p.state)},     {"version", p.number},
            {"digest", p.digest},           {"rendered", or_null(p.rendered)}, {"location", p.location},
            {"since", time_json(p.since)}};
}

Json call_json(const CallRecord& c) {
    const auto count = [&](std::int64_t tokens) { return c.usage.is_known() ? Json(tokens) : Json(nullptr); };
    return {{"id", c.id},
            {"run", c.run},
            {"round", c.round},
            {"model", or_null(c.model)},
            {"provider", or_null(c.provider)},
            {"model_asked", or_null(c.model_asked)},
            {"prompt", c.prompt_id},
            {"prompt_version", c.prompt_version},
            {"prompt_digest", c.prompt_digest},
            {"allowed", c.allowed},
            {"model_answered", or_null(c.model_answered)},
            {"request_id", or_null(c.request_id)},
            {"input_tokens", count(c.usage.input_in_all())},
            {"output_tokens", count(c.usage.output_in_all())},
            {"usage_source", to_string(c.usage.source)},
            {"cost_usd", c.cost ? Json(to_decimal(*c.cost)) : Json(nullptr)},
            {"price_row", or_null(c.price_row)},
            {"attempt", c.attempt},
            {"latency_ms", c.latency_ms},
            {"outcome", c.outcome},
            {"failure", or_null(c.failure)},
            {"http_status", c.http_status > 0 ? Json(c.http_status) : Json(nullptr)}};
}

Json amounts_json(const TokenPrice& price) {
    Json amounts = Json::object();
    for (const AmountKey& amount : k_amount_keys) amounts[amount.key] = or_null(price.*amount.place);
    return amounts;
}

Json price_json(const Price& price) {
    const TokenPrice& p = price.usd_per_million;
    return {{"id", price.id},
            {"free", price.free},
            {"usd_per_million", p.is_known() ? amounts_json(p) : Json(nullptr)},
            {"source", or_null(price.source)},
            {"checked_on", or_null(price.checked_on)},
            {"row", price.row}};
}

std::string price_words(const Price& price) {
    if (price.free) return "free";
    return fmt::format("${} in and ${} out a million tokens", price.usd_per_million.input,
                       price.usd_per_million.output);
}

Json changes_json(const std::vector<ModelChange>& changes) {
    Json out = Json::array();
    for (const ModelChange& change : changes)
        out.push_back(
            {{"key", change.key}, {"before", or_null(change.before)}, {"after", or_null(change.after)}});
    return out;
}

std::string changes_text(const std::vector<ModelChange>& changes, std::string_view indentation) {
    const auto told = [](const std::string& value) {
        return value.empty() ? std::string("(not told)") : printable_line(value);
    };
    std::string out;
    for (const ModelChange& change : changes)
        out +=
            fmt::format("{}{}: {} -> {}\n", indentation, change.key, told(change.before), told(change.after));
    return out;
}

std::string short_who(const RequestRecord& request, const Roster& roster) {
    if (!request.assignee.empty()) return request.assignee;
    std::vector<std::string> people;
    for (const Person& person : roster.people)
        if (app::waits_for(request, person)) people.push_back(person.id);
    return people.empty() || people.size() > 2 ? request.role : join(people, " or ");
}

std::string who_words(const RequestRecord& request, const Roster& roster) {
    if (!request.assignee.empty()) return request.assignee;
    const bool nobody = std::ranges::none_of(
        roster.people, [&](const Person& person) { return app::waits_for(request, person); });
    if (nobody) return fmt::format("{} (nobody has the role)", request.role);
    const std::string who = short_who(request, roster);
    return who == request.role ? who : fmt::format("{} ({})", request.role, who);
}

std::string request_words(const RequestRecord& request, const Roster& roster, TimeMs now) {
    std::string out = fmt::format("{} to {}", who_words(request, roster), request.action);
    const std::string since = relative_time(request.opened_at, now);
    if (since != "just now") out += fmt::format(", asked {}", since);
    if (!request.due.empty()) out += fmt::format(", due {}", request.due);
    return out;
}

}  // namespace mkai::cli
