#include "core/prompts/sections.hpp"

#include "core/domain/ids.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

Json limit(std::string_view unit, std::int64_t least, std::int64_t most, bool hard) {
    return {{"unit", unit}, {"min", least}, {"max", most}, {"hard", hard}};
}

// The bounds that the schema of one field sets, in the form of limits.
Json schema_limits(const Json& property) {
    constexpr std::int64_t k_any = 1'000'000;
    Json limits = Json::array();
    if (!property.is_object()) return limits;
    const bool list = property.value("type", Json()) == "array";
    if (list && (property.contains("minItems") || property.contains("maxItems")))
        limits.push_back(limit("items", property.value("minItems", std::int64_t{0}),
                               property.value("maxItems", k_any), true));
    const Json text = list ? property.value("items", Json::object()) : property;
    if (text.contains("maxLength"))  // JSON Schema counts code points of the text as it is written
        limits.push_back(limit("code_points", text.value("minLength", std::int64_t{0}),
                               text.value("maxLength", k_any), true));
    return limits;
}

Json make_field(const Channel& channel, const ChannelField& field, const Json& property) {
    Json limits = schema_limits(property);
    for (const ChannelLimit& l : channel.limits)
        if (l.field == field.name) limits.push_back(limit(to_string(l.unit), l.min, l.max, l.hard));
    return {{"name", field.name},         {"label", field.label},
            {"about", field.about},       {"part", to_string(field.part)},
            {"list", field.list},         {"required", field.required},
            {"plain", field.plain},       {"unique", field.unique},
            {"limits", std::move(limits)}};
}

Json make_channel(const Channel& channel) {
    const auto schema = parse_json(channel.output_schema);
    const Json properties =
        schema && schema->is_object() ? schema->value("properties", Json::object()) : Json::object();
    Json fields = Json::array();
    for (const ChannelField& field : channel.fields)
        fields.push_back(make_field(channel, field, properties.value(field.name, Json())));
    Json locked = Json::array();
    for (const LockedField& field : channel.locked)
        locked.push_back({{"name", field.name}, {"label", field.label}, {"from", field.from}});
    return {{"id", channel.id},
            {"title", channel.title},
            {"tokens", channel.tokens},
            {"fields", std::move(fields)},
            {"locked", std::move(locked)}};
}

Json make_campaign(const Brief& brief) {
    const Audience& audience = brief.audience;
    return {
        {"title", brief.title},
        {"type", brief.campaign_type},
        {"objective", brief.objective},
        {"kpi", {{"metric", brief.kpi.metric}, {"baseline", brief.kpi.baseline}, {"goal", brief.kpi.goal}}},
        {"audience",
         {{"description", audience.description},
          {"regulated", audience.regulated},
          {"price_sensitive", audience.price_sensitive}}},
        {"starts", brief.flight_starts},
        {"ends", brief.flight_ends}};
}

Json make_offer(const Offer* offer) {
    if (!offer) return nullptr;
    return {{"name", offer->name},           {"price", offer->price},   {"currency", offer->currency},
            {"was_price", offer->was_price}, {"starts", offer->starts}, {"ends", offer->ends},
            {"terms", offer->terms}};
}

}  // namespace

Json make_sections(const CopyRequest& request) {
    const Brief& brief = request.brief;
    Json claims = Json::array();
    for (const auto& [id, wording] : request.claims) claims.push_back({{"id", id}, {"wording", wording}});
    return {{"task",
             {{"kind", "copy"},
              {"locale", request.locale},
              {"variant", request.variant},
              {"take", request.take},
              {"only_fields", request.only_fields},
              // The language of what a brief says once for all locales.
              {"brief_language", brief.locales.empty() ? "" : language_of(brief.locales.front())}}},
            {"channel", make_channel(request.channel)},
            {"campaign", make_campaign(brief)},
            {"deliverable",
             {{"id", request.deliverable.id},
              {"link", request.deliverable.link},
              {"note", request.deliverable.note}}},
            {"offer", make_offer(brief.offer.for_locale(request.locale))},
            {"key_messages", brief.key_messages.for_locale(request.locale)},
            {"claims", std::move(claims)},
            {"mandatories", brief.mandatories.for_locale(request.locale)},
            {"must_avoid", brief.must_avoid.for_locale(request.locale)},
            {"notes", request.notes},
            {"current", fields_to_json(request.current)}};
}

}  // namespace mkai::prompts
