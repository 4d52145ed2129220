// JSON by nlohmann::json. This header only declares it; a source that builds or reads JSON includes
// <nlohmann/json.hpp> itself. The library throws; the functions here do not. Texts are read by RapidJSON,
// which takes a fifth of the time.
#pragma once

#include "core/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace mkai {

using Json = nlohmann::json;

// A Json as a member of a struct in a header, which has no <nlohmann/json.hpp>: *value and value->. Null at
// first; copied and moved like the value itself.
class JsonValue {
  public:
    JsonValue() noexcept;
    JsonValue(Json value);  // NOLINT(google-explicit-constructor): it is the value
    JsonValue(const JsonValue& other);
    JsonValue(JsonValue&& other) noexcept;
    JsonValue& operator=(const JsonValue& other);
    JsonValue& operator=(JsonValue&& other) noexcept;
    ~JsonValue();

    const Json& operator*() const;
    Json& operator*();
    const Json* operator->() const { return &**this; }
    Json* operator->() { return &**this; }

  private:
    std::unique_ptr<Json> m_value;  // none: null
};

// Canonical JSON (RFC 8785, JSON Canonicalization Scheme), for the part of JSON that the ledger keeps:
// objects with ASCII keys, arrays, strings in valid UTF-8, booleans, null and integers within +-2^53.
// internal_error for anything else (a float, say), since our own code made the value.
Result<std::string> canonical_json(const Json& value);

struct JsonLimits {
    std::size_t bytes_max = 16u << 20;
    int depth_max = 64;
};

// Strict JSON from outside: valid UTF-8, no duplicate keys, no more bytes or depth than `limits`.
// invalid_value; the message says what is wrong and at which byte, and never quotes more than a few
// characters.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

// Compact text; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string dump_json(const Json& value);
// Indented by two spaces, for people.
std::string dump_json_pretty(const Json& value);

}  // namespace mkai
