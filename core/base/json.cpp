#include "core/base/json.hpp"

#include "core/base/json_writer.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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

// Builds the value while the parser reads, so that duplicate keys and depth are seen.
class StrictReader final : public nlohmann::json_sax<Json> {
  public:
    explicit StrictReader(int depth_max) : m_depth_max(depth_max) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool v) override { return add(v); }
    bool number_integer(number_integer_t v) override { return add(v); }
    bool number_unsigned(number_unsigned_t v) override { return add(v); }
    bool number_float(number_float_t v, const string_t&) override { return add(v); }
    bool string(string_t& v) override { return add(std::move(v)); }
    bool binary(binary_t&) override { return stop("binary is not JSON"); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (m_open.back()->contains(name))
            return stop(fmt::format("the key {} stands twice", in_quotes(name)));
        m_key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const Json::exception&) override {
        return stop(fmt::format("it is not JSON at byte {}", at));
    }

    Json root;
    std::string problem;

  private:
    bool stop(std::string why) {
        if (problem.empty()) problem = std::move(why);
        return false;
    }
    Json* place(Json value) {
        if (m_open.empty()) {
            root = std::move(value);
            return &root;
        }
        Json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
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
    std::vector<Json*> m_open;
    std::string m_key;
};

}  // namespace

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
    StrictReader reader(limits.depth_max);
    if (!Json::sax_parse(text, &reader) || !reader.problem.empty())
        return fail(ErrorCode::invalid_value, reader.problem.empty() ? "it is not JSON" : reader.problem);
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
