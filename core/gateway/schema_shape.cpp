#include "core/gateway/schema_shape.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

Json reshaped(const Json& schema, const SchemaShape& shape) {
    if (!schema.is_object()) return schema;
    Json out = Json::object();
    for (const auto& [key, value] : schema.items())
        if (std::ranges::find(shape.kept, key) != shape.kept.end()) out[key] = value;
    if (const auto constant = schema.find("const"); constant != schema.end() && shape.const_as_enum)
        out["enum"] = Json::array({*constant});
    if (const auto items = schema.find("items"); items != schema.end())
        out["items"] = reshaped(*items, shape);
    const auto properties = schema.find("properties");
    if (properties == schema.end() || !properties->is_object()) return out;
    out["properties"] = Json::object();
    out["additionalProperties"] = false;
    if (shape.all_required) out["required"] = Json::array();
    for (const auto& [name, property] : properties->items()) {
        out["properties"][name] = reshaped(property, shape);
        if (shape.all_required) out["required"].push_back(name);
    }
    return out;
}

}  // namespace

std::string reshape_schema(const Json& schema, const SchemaShape& shape) {
    return dump_json(reshaped(schema, shape));
}

std::string strict_schema(const Json& schema) {
    static constexpr std::string_view k_kept[] = {"type", "description", "enum", "const"};
    return reshape_schema(schema, {.kept = k_kept, .all_required = true});
}

std::string plain_schema(const Json& schema) {
    Json out = schema;
    if (out.is_object()) out.erase("$schema");
    return dump_json(out);
}

}  // namespace mkai::gateway
