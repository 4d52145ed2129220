#include "core/gateway/providers/demo_shape.hpp"

#include "core/base/text.hpp"
#include "core/gateway/providers/demo_wording.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::demo {

namespace {

constexpr std::string_view k_prefix = "Demo, no AI: ";
constexpr std::size_t k_words_max = 12;
constexpr std::size_t k_entries = 2;
constexpr int k_depth_max = 32;

const Json& at(const Json& schema, const char* key) {
    static const Json k_null;
    const auto found = schema.find(key);
    return found == schema.end() ? k_null : *found;
}

std::size_t count_at(const Json& schema, const char* key, std::size_t otherwise) {
    const Json& value = at(schema, key);
    return value.is_number_unsigned() ? value.get<std::size_t>() : otherwise;
}

class Shaper {
  public:
    explicit Shaper(const Json& data) {
        collect(data, 0);
        if (m_texts.empty()) m_texts.emplace_back("nothing to go by");
    }

    Json value(const Json& schema, int depth = 0) {
        if (!schema.is_object() || depth > k_depth_max) return text(Json::object());
        if (schema.contains("const")) return schema["const"];
        if (const Json& values = at(schema, "enum"); values.is_array() && !values.empty())
            return values.front();
        const std::string type = type_of(schema);
        if (type == "object") return object(schema, depth);
        if (type == "array") return list(schema, depth);
        if (type == "boolean") return false;
        if (type == "null") return nullptr;
        if (type == "integer" || type == "number")
            return at(schema, "minimum").is_number() ? schema["minimum"] : Json(0);
        return text(schema);
    }

  private:
    // Every text of the data, shortened to its first words.
    void collect(const Json& value, int depth) {
        if (value.is_string()) {
            std::vector<std::string> words = split(cleaned(value.get_ref<const std::string&>()), ' ');
            if (words.size() > k_words_max) words.resize(k_words_max);
            if (std::string first = join(words, " "); !first.empty()) m_texts.push_back(std::move(first));
        } else if (value.is_structured() && depth < k_depth_max) {
            for (const Json& inner : value) collect(inner, depth + 1);
        }
    }

    static std::string type_of(const Json& schema) {
        const Json& type = at(schema, "type");
        if (type.is_string()) return type;
        if (type.is_array())
            for (const Json& one : type)
                if (one.is_string() && one != "null") return one;
        return schema.contains("properties") ? "object" : "string";
    }

    Json object(const Json& schema, int depth) {
        Json out = Json::object();
        if (const Json& properties = at(schema, "properties"); properties.is_object())
            for (const auto& [name, property] : properties.items()) out[name] = value(property, depth + 1);
        return out;
    }

    Json list(const Json& schema, int depth) {
        const std::size_t most = count_at(schema, "maxItems", k_entries);
        const std::size_t entries = std::max(count_at(schema, "minItems", 0), std::min(k_entries, most));
        Json out = Json::array();
        while (out.size() < entries) out.push_back(value(at(schema, "items"), depth + 1));
        return out;
    }

    // The next of the texts, and from the first one again.
    std::string text(const Json& schema) {
        std::string out = fmt::format("{}{}", k_prefix, m_texts[m_next++ % m_texts.size()]);
        const std::size_t least = count_at(schema, "minLength", 0);
        while (code_points(out).size() < least) out += " demo";
        const std::size_t most = count_at(schema, "maxLength", out.size());
        std::string cut;
        std::size_t taken = 0;
        for (const char32_t c : code_points(out))
            if (taken++ < most) append_utf8(cut, c);
        return cut;
    }

    std::vector<std::string> m_texts;
    std::size_t m_next = 0;
};

}  // namespace

Json compose_shape(const Json& schema, const Json& data) {
    return Shaper(data).value(schema);
}

}  // namespace mkai::gateway::demo
