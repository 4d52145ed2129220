#include "core/prompts/output_schema.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

void keep_properties(Json& schema, const std::vector<std::string>& names) {
    const auto kept = [&](const std::string& name) { return std::ranges::find(names, name) != names.end(); };
    const Json all = schema.value("properties", Json::object());
    Json properties = Json::object();
    for (const auto& [name, property] : all.items())
        if (kept(name)) properties[name] = property;
    Json required = Json::array();
    for (const auto& [name, property] : properties.items()) required.push_back(name);
    schema["properties"] = std::move(properties);
    // A field that was asked for by name is wanted, also where the channel could do without it.
    schema["required"] = std::move(required);
}

}  // namespace

std::string make_output_schema(const Channel& channel, const std::vector<std::string>& only_fields) {
    if (only_fields.empty() && !channel.output_schema.empty()) return channel.output_schema;
    auto schema = parse_json(channel.output_schema);
    if (!schema || !schema->is_object()) return R"({"type":"object"})";
    keep_properties(*schema, only_fields);
    return dump_json(*schema);
}

std::string output_schema_name(const Channel& channel) {
    std::string name;
    for (const char c : channel.id) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    return name.substr(0, 59) + "_copy";
}

}  // namespace mkai::prompts
