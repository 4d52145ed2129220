#include "core/prompts/copy_input.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

// "x-mkai-ours" marks what mkai or a data file of the workspace says, and nobody outside.
constexpr std::string_view k_schema = R"({
  "type": "object",
  "additionalProperties": false,
  "required": ["locale", "variant", "take", "channel", "brand", "campaign", "key_messages", "claims", "mandatories",
               "must_avoid", "fields", "machine_fields", "slots", "tokens", "only_some", "current", "notes"],
  "properties": {
    "locale": {"type": "string", "x-mkai-ours": true, "description": "en-GB"},
    "variant": {"type": "string", "x-mkai-ours": true, "description": "a, b, c"},
    "take": {"type": "integer", "description": "1 for the first draft of an asset, 2 for the next"},
    "channel": {"type": "object", "additionalProperties": false, "required": ["id", "title"], "properties": {
      "id": {"type": "string", "x-mkai-ours": true},
      "title": {"type": "string", "x-mkai-ours": true}}},
    "brand": {"type": "object", "additionalProperties": false, "required": ["name", "voice", "dos", "donts", "note"],
      "description": "brand/brand.yaml; each may be empty", "properties": {
        "name": {"type": "string", "x-mkai-ours": true},
        "voice": {"type": "string", "x-mkai-ours": true},
        "dos": {"type": "array", "items": {"type": "string", "x-mkai-ours": true}},
        "donts": {"type": "array", "items": {"type": "string", "x-mkai-ours": true}},
        "note": {"type": "string", "x-mkai-ours": true, "description": "for the locale"}}},
    "campaign": {"type": "object", "additionalProperties": false,
      "required": ["title", "type", "objective", "measured_by", "audience", "regulated", "price_sensitive", "note"],
      "properties": {
        "title": {"type": "string"}, "type": {"type": "string"}, "objective": {"type": "string"},
        "measured_by": {"type": "string"}, "audience": {"type": "string"},
        "regulated": {"type": "boolean"}, "price_sensitive": {"type": "boolean"},
        "note": {"type": "string", "description": "of the deliverable; may be empty"}}},
    "key_messages": {"type": "array", "items": {"type": "string"}},
    "claims": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["id", "wording"],
      "properties": {"id": {"type": "string"}, "wording": {"type": "string"}}}},
    "mandatories": {"type": "array", "items": {"type": "string"}},
    "must_avoid": {"type": "array", "items": {"type": "string"}},
    "fields": {"type": "array", "description": "to be written", "items": {"type": "object", "additionalProperties": false,
      "required": ["name", "label", "list", "plain", "unique", "about", "limits"], "properties": {
        "name": {"type": "string", "x-mkai-ours": true}, "label": {"type": "string", "x-mkai-ours": true},
        "list": {"type": "boolean"}, "plain": {"type": "boolean"}, "unique": {"type": "boolean"},
        "about": {"type": "string", "x-mkai-ours": true},
        "limits": {"type": "array", "items": {"type": "string", "x-mkai-ours": true}}}}},
    "machine_fields": {"type": "array", "description": "that the machine adds", "items": {"type": "object",
      "additionalProperties": false, "required": ["label", "from"], "properties": {
        "label": {"type": "string", "x-mkai-ours": true}, "from": {"type": "string", "x-mkai-ours": true}}}},
    "slots": {"type": "string", "x-mkai-ours": true, "description": "those of the offer, by commas; empty without one"},
    "tokens": {"type": "string", "x-mkai-ours": true, "description": "merge tokens of the channel, by commas"},
    "only_some": {"type": "boolean", "description": "some fields are written anew, the others stay"},
    "current": {"type": "array", "description": "fields that stay", "items": {"type": "object",
      "additionalProperties": false, "required": ["name", "text"], "properties": {
        "name": {"type": "string", "x-mkai-ours": true}, "text": {"type": "string"}}}},
    "notes": {"type": "array", "description": "what reviewers said since the last version", "items": {"type": "string"}}
  }
})";

std::string unit_words(LimitUnit unit) {
    switch (unit) {
        case LimitUnit::graphemes:
            return "characters";
        case LimitUnit::display_width:
            return "columns (a Chinese, Japanese or Korean character is 2)";
        case LimitUnit::weighted:
            return "weighted characters (a link is 23)";
        case LimitUnit::sms_segments:
            return "SMS segments (160 characters of the GSM alphabet, 70 when any other character is in it)";
        case LimitUnit::bytes:
            return "bytes";
        case LimitUnit::words:
            return "words";
        case LimitUnit::items:
            return "entries";
    }
    return "characters";
}

std::string limit_words(const ChannelLimit& limit) {
    std::string range = fmt::format("at most {}", limit.max);
    if (limit.min > 0) range = fmt::format("{} to {}", limit.min, limit.max);
    return fmt::format("{} {}{}", range, unit_words(limit.unit), limit.hard ? "" : " if you can");
}

bool is_asked_for(const CopyRequest& request, const std::string& field) {
    return request.only_fields.empty() ||
           std::ranges::find(request.only_fields, field) != request.only_fields.end();
}

Json fields_of(const CopyRequest& request) {
    Json out = Json::array();
    for (const ChannelField& field : request.channel.fields) {
        if (!is_asked_for(request, field.name)) continue;
        Json limits = Json::array();
        for (const ChannelLimit& limit : request.channel.limits)
            if (limit.field == field.name) limits.push_back(limit_words(limit));
        out.push_back({{"name", field.name},
                       {"label", field.label},
                       {"list", field.list},
                       {"plain", field.plain},
                       {"unique", field.unique},
                       {"about", field.about},
                       {"limits", std::move(limits)}});
    }
    return out;
}

std::string slots_of(const Offer* offer) {
    if (!offer) return {};
    const std::pair<std::string_view, const std::string&> slots[] = {
        {"offer.name", offer->name},     {"offer.price", offer->price}, {"offer.was_price", offer->was_price},
        {"offer.starts", offer->starts}, {"offer.ends", offer->ends},   {"offer.terms", offer->terms}};
    std::vector<std::string> names;
    for (const auto& [name, value] : slots)
        if (!value.empty()) names.push_back(fmt::format("{{{{{}}}}}", name));
    return join(names, ", ");
}

}  // namespace

const Json& copy_input_schema() {
    static const Json k_parsed = Json::parse(k_schema);
    return k_parsed;
}

Json make_copy_input(const CopyRequest& request) {
    const Brief& brief = request.brief;
    Json claims = Json::array();
    for (const auto& [id, wording] : request.claims) claims.push_back({{"id", id}, {"wording", wording}});
    Json machine = Json::array();
    for (const LockedField& field : request.channel.locked)
        machine.push_back({{"label", field.label}, {"from", field.from}});
    return {{"locale", request.locale},
            {"channel", {{"id", request.channel.id}, {"title", request.channel.title}}},
            {"brand",
             {{"name", request.voice.name},
              {"voice", request.voice.words},
              {"dos", request.voice.dos},
              {"donts", request.voice.donts},
              {"note", request.voice.note}}},
            {"campaign",
             {{"title", brief.title},
              {"type", brief.campaign_type},
              {"objective", brief.objective},
              {"measured_by", brief.kpi.metric},
              {"audience", brief.audience.description},
              {"regulated", brief.audience.regulated},
              {"price_sensitive", brief.audience.price_sensitive},
              {"note", request.deliverable.note}}},
            {"key_messages", brief.key_messages.for_locale(request.locale)},
            {"claims", std::move(claims)},
            {"mandatories", brief.mandatories.for_locale(request.locale)},
            {"must_avoid", brief.must_avoid.for_locale(request.locale)},
            {"fields", fields_of(request)},
            {"machine_fields", std::move(machine)},
            {"slots", slots_of(brief.offer.for_locale(request.locale))},
            {"tokens", join(request.channel.tokens, ", ")},
            {"only_some", !request.only_fields.empty()}};
}

Json make_copy_task(const CopyRequest& request) {
    Json current = Json::array();
    if (!request.only_fields.empty())
        for (const auto& [name, value] : request.current)
            if (!is_asked_for(request, name)) current.push_back({{"name", name}, {"text", flat_text(value)}});
    return {{"variant", request.variant},
            {"take", request.take},
            {"current", std::move(current)},
            {"notes", request.notes}};
}

}  // namespace mkai::prompts
