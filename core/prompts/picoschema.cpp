#include "core/prompts/picoschema.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr int k_depth_max = 32;
constexpr std::string_view k_scalars[] = {"string", "boolean", "null", "number", "integer", "any"};
constexpr std::string_view k_json_types[] = {"string",  "boolean", "null", "number",
                                             "integer", "object",  "array"};
constexpr std::string_view k_wildcard = "(*)";

using Expanded = tl::expected<Json, PicoProblem>;

// "number, the description"
struct Described {
    std::string_view what;
    std::string_view description;
};

Described described(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return {trim(text), {}};
    return {trim(text.substr(0, comma)), trim(text.substr(comma + 1))};
}

void make_optional(Json& property) {
    if (property.is_object() && property.contains("type") && property["type"].is_string())
        property["type"] = Json::array({property["type"], "null"});
}

class Expander {
  public:
    explicit Expander(const NamedSchemas& named) : m_named(named) {}

    Expanded top(const Json& short_form) {
        if (short_form.is_object()) {
            const auto type = short_form.find("type");
            if (type != short_form.end() && type->is_string() &&
                std::ranges::find(k_json_types, type->get_ref<const std::string&>()) !=
                    std::end(k_json_types))
                return short_form;
            if (type != short_form.end() && type->is_array()) return short_form;
            const auto properties = short_form.find("properties");
            if (properties != short_form.end() && properties->is_object()) {
                Json out = short_form;
                out["type"] = "object";
                return out;
            }
            for (const char* keyword : {"$ref", "anyOf", "oneOf", "allOf", "enum"})
                if (short_form.contains(keyword)) return short_form;
        }
        return any(short_form);
    }

  private:
    tl::unexpected<PicoProblem> wrong(std::string message, std::string fix) const {
        return tl::unexpected(PicoProblem{m_path, std::move(message), std::move(fix)});
    }

    Expanded any(const Json& form) {
        if (m_path.size() > k_depth_max) return wrong("the schema is nested too deep", "make it flatter");
        if (form.is_string()) return scalar(form.get_ref<const std::string&>());
        if (form.is_object()) return object(form);
        return wrong("this is no type", "string, number, integer, boolean, any, or the fields of an object");
    }

    Expanded scalar(std::string_view text) {
        const Described parts = described(text);
        Json out = Json::object();
        if (std::ranges::find(k_scalars, parts.what) != std::end(k_scalars)) {
            if (parts.what != "any") out["type"] = parts.what;
        } else if (const Json* named = m_named ? m_named(parts.what) : nullptr) {
            out = *named;
        } else {
            std::vector<std::string> names(std::begin(k_scalars), std::end(k_scalars));
            return wrong(fmt::format("there is no type {}", in_quotes(parts.what)),
                         did_you_mean(parts.what, names));
        }
        if (!parts.description.empty()) out["description"] = parts.description;
        return out;
    }

    Expanded object(const Json& form) {
        Json out = {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
        Json required = Json::array();
        for (const auto& [key, value] : form.items()) {
            m_path.push_back(key);
            if (key == k_wildcard) {
                auto rest = any(value);
                if (!rest) return rest;
                out["additionalProperties"] = std::move(*rest);
                m_path.pop_back();
                continue;
            }
            const std::size_t bracket = key.find('(');
            std::string name(trim(key.substr(0, bracket)));
            const bool optional = name.ends_with('?');
            if (optional) name.pop_back();
            if (name.empty()) return wrong("a field has no name", "name: string");
            auto made = property(
                bracket == std::string::npos ? std::string_view() : std::string_view(key).substr(bracket),
                value, optional);
            if (!made) return made;
            out["properties"][name] = std::move(*made);
            if (!optional) required.push_back(name);
            m_path.pop_back();
        }
        if (!required.empty()) out["required"] = std::move(required);
        return out;
    }

    // `in_brackets` is "(array, list of tags)" or empty.
    Expanded property(std::string_view in_brackets, const Json& value, bool optional) {
        if (in_brackets.empty()) {
            auto made = any(value);
            if (made && optional) make_optional(*made);
            return made;
        }
        if (!in_brackets.ends_with(')'))
            return wrong("the bracket of this field is not closed", "tags(array): string");
        const Described parts = described(in_brackets.substr(1, in_brackets.size() - 2));
        Json out = Json::object();
        if (parts.what == "array") {
            auto items = any(value);
            if (!items) return items;
            out["type"] = "array";
            out["items"] = std::move(*items);
            if (optional) make_optional(out);
        } else if (parts.what == "object") {
            auto made = any(value);
            if (!made) return made;
            out = std::move(*made);
            if (optional) make_optional(out);
        } else if (parts.what == "enum") {
            if (!value.is_array() || value.empty())
                return wrong("an enum is a list of values", "colour(enum): [red, blue]");
            out["enum"] = value;
            if (optional && std::ranges::find(value, Json(nullptr)) == value.end())
                out["enum"].push_back(nullptr);
        } else {
            const std::vector<std::string> names{"array", "object", "enum"};
            return wrong(fmt::format("there is no kind {}", in_quotes(parts.what)),
                         did_you_mean(parts.what, names));
        }
        if (!parts.description.empty()) out["description"] = parts.description;
        return out;
    }

    const NamedSchemas& m_named;
    std::vector<std::string> m_path;
};

}  // namespace

tl::expected<Json, PicoProblem> expand_schema(const Json& short_form, const NamedSchemas& named) {
    if (short_form.is_null()) return short_form;
    return Expander(named).top(short_form);
}

}  // namespace mkai::prompts
