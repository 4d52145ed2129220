#include "core/gateway/json_fields.hpp"

#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

const Json k_null;

}  // namespace

const Json& at(const Json& object, const char* key) {
    if (!object.is_object()) return k_null;
    const auto it = object.find(key);
    return it == object.end() ? k_null : *it;
}

const Json& first_of(const Json& list) {
    return list.is_array() && !list.empty() ? list.front() : k_null;
}

std::string text_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : std::string{};
}

void append_text(std::string& out, const Json& object, const char* key) {
    if (const Json& value = at(object, key); value.is_string()) out += value.get_ref<const std::string&>();
}

std::optional<std::int64_t> count_at(const Json& object, const char* key) {
    constexpr std::int64_t k_count_max = std::int64_t{1} << 53;
    const Json& value = at(object, key);
    if (!value.is_number_integer()) return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(k_count_max))
        return std::nullopt;
    const auto count = value.get<std::int64_t>();
    return count < 0 ? std::nullopt : std::optional(count);
}

std::int64_t count_or_0(const Json& object, const char* key) {
    return count_at(object, key).value_or(0);
}

}  // namespace mkai::gateway
