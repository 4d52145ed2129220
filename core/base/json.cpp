#include "core/base/json.hpp"

#include "core/base/json_writer.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace mkai {

namespace {

constexpr std::int64_t k_integer_max = std::int64_t{1} << 53;  // RFC 7493, section 2.2

std::string problem_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::object:
            for (const auto& [key, child] : value.items()) {
                for (char c : key)
                    if (static_cast<unsigned char>(c) > 127)
                        return fmt::format("key \"{}\" is not ASCII", key);
                if (auto p = problem_of(child); !p.empty()) return p;
            }
            return {};
        case Json::value_t::array:
            for (const auto& child : value)
                if (auto p = problem_of(child); !p.empty()) return p;
            return {};
        case Json::value_t::string:
            return is_utf8(value.get_ref<const std::string&>()) ? std::string{} : "a string is not UTF-8";
        case Json::value_t::number_integer: {
            const auto n = value.get<std::int64_t>();
            return n >= -k_integer_max && n <= k_integer_max ? std::string{} : "an integer is beyond 2^53";
        }
        case Json::value_t::number_unsigned:
            return value.get<std::uint64_t>() <= static_cast<std::uint64_t>(k_integer_max)
                       ? std::string{}
                       : "an integer is beyond 2^53";
        case Json::value_t::boolean:
        case Json::value_t::null:
            return {};
        default:
            return "a number is not an integer";
    }
}

// RFC 8785 as far as canonical_json() lets values through: the keys of a Json are sorted already. Faster than
// the library's own, which decodes every character.
void append_json(std::string& out, const Json& value) {
    switch (value.type()) {
        case Json::value_t::object: {
            char before = '{';
            for (const auto& [key, child] : value.items()) {
                out += before;
                out += '"';
                append_json_escaped(out, key);
                out += "\":";
                append_json(out, child);
                before = ',';
            }
            if (before == '{') out += before;
            out += '}';
            return;
        }
        case Json::value_t::array: {
            char before = '[';
            for (const Json& child : value) {
                out += before;
                append_json(out, child);
                before = ',';
            }
            if (before == '[') out += before;
            out += ']';
            return;
        }
        case Json::value_t::string:
            out += '"';
            append_json_escaped(out, value.get_ref<const std::string&>());
            out += '"';
            return;
        default:
            out += value.dump();
            return;
    }
}

bool is_all_utf8(const Json& value) {
    if (value.is_string()) return is_utf8(value.get_ref<const std::string&>());
    if (value.is_object())
        return std::ranges::all_of(
            value.items(), [](const auto& item) { return is_utf8(item.key()) && is_all_utf8(item.value()); });
    return !value.is_array() || std::ranges::all_of(value, is_all_utf8);
}

// Builds the value while RapidJSON reads, so that duplicate keys and depth are seen.
class StrictReader {
  public:
    StrictReader(int depth_max, bool has_escaped_units)
        : m_depth_max(depth_max), m_has_escaped_units(has_escaped_units) {}

    // What rapidjson::Reader calls.
    using Size = rapidjson::SizeType;
    bool Null() { return add(nullptr); }
    bool Bool(bool v) { return add(v); }
    bool Int(int v) { return Int64(v); }
    bool Uint(unsigned v) { return Uint64(v); }
    bool Int64(std::int64_t v) { return add(v); }
    bool Uint64(std::uint64_t v) { return add(v); }
    bool Double(double v) { return add(v); }
    bool RawNumber(const char*, Size, bool) { return false; }
    bool String(const char* text, Size size, bool) {
        return is_text({text, size}) && add(std::string(text, size));
    }
    bool StartObject() { return open(Json::object()); }
    bool StartArray() { return open(Json::array()); }
    bool EndObject(Size) { return close(); }
    bool EndArray(Size) { return close(); }
    bool Key(const char* text, Size size, bool) {
        const std::string_view name(text, size);
        if (!is_text(name)) return false;
        const auto [slot, is_new] = m_open.back()->get_ref<Json::object_t&>().try_emplace(std::string(name));
        if (!is_new) return stop(fmt::format("the key {} stands twice", in_quotes(name)));
        m_slot = &slot->second;
        return true;
    }

    Json root;
    std::string problem;

  private:
    bool stop(std::string why) {
        if (problem.empty()) problem = std::move(why);
        return false;
    }
    // RapidJSON lets half of an escaped pair (\udc00) through.
    bool is_text(std::string_view text) {
        return !m_has_escaped_units || is_utf8(text) || stop("a \\u escape is the half of a character");
    }
    Json* place(Json value) {
        Json* at = &root;
        if (!m_open.empty()) {
            Json& parent = *m_open.back();
            at = parent.is_array() ? &parent.get_ref<Json::array_t&>().emplace_back() : m_slot;
        }
        *at = std::move(value);
        return at;
    }
    bool add(Json value) {
        place(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (static_cast<int>(m_open.size()) >= m_depth_max)
            return stop(fmt::format("it is nested deeper than {} levels", m_depth_max));
        m_open.push_back(place(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    int m_depth_max;
    bool m_has_escaped_units;
    std::vector<Json*> m_open;
    Json* m_slot = nullptr;  // of the key that was read last
};

}  // namespace

JsonValue::JsonValue() noexcept = default;
JsonValue::JsonValue(Json value) : m_value(std::make_unique<Json>(std::move(value))) {}
JsonValue::JsonValue(const JsonValue& other)
    : m_value(other.m_value ? std::make_unique<Json>(*other.m_value) : nullptr) {}
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) {
    if (this != &other) *this = JsonValue(other);
    return *this;
}
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

const Json& JsonValue::operator*() const {
    static const Json k_null;
    return m_value ? *m_value : k_null;
}
Json& JsonValue::operator*() {
    if (!m_value) m_value = std::make_unique<Json>();
    return *m_value;
}

Result<std::string> canonical_json(const Json& value) {
    if (auto problem = problem_of(value); !problem.empty())
        return fail(ErrorCode::internal_error, "cannot write canonical JSON: " + problem);
    std::string text;
    append_json(text, value);
    return text;
}

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes_max)
        return fail(ErrorCode::invalid_value,
                    fmt::format("the JSON has {} bytes; at most {} are read", text.size(), limits.bytes_max));
    if (!is_utf8(text)) return fail(ErrorCode::invalid_value, "the JSON is not valid UTF-8");
    constexpr std::string_view k_bom = "\xEF\xBB\xBF";
    if (text.starts_with(k_bom)) text.remove_prefix(k_bom.size());
    StrictReader reader(limits.depth_max, text.find("\\u") != std::string_view::npos);
    rapidjson::MemoryStream bytes(text.data(), text.size());
    rapidjson::Reader parser;
    constexpr unsigned k_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
    const bool good = !parser.Parse<k_flags>(bytes, reader).IsError();
    if (!reader.problem.empty()) return fail(ErrorCode::invalid_value, std::move(reader.problem));
    // A zero byte ends the stream too.
    if (!good || bytes.Tell() != text.size())
        return fail(
            ErrorCode::invalid_value,
            fmt::format("it is not JSON at byte {}", (good ? bytes.Tell() : parser.GetErrorOffset()) + 1));
    return std::move(reader.root);
}

std::string dump_json(const Json& value) {
    if (is_all_utf8(value)) {
        std::string text;
        append_json(text, value);
        return text;
    }
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string dump_json_pretty(const Json& value) {
    return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mkai
