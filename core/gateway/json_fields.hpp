// Reading a provider's JSON, which may be of any shape: what is missing or of another kind is empty.
#pragma once

#include "core/base/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mkai::gateway {

// The value under `key`; JSON null when `object` is none or has no such key.
const Json& at(const Json& object, const char* key);
// The first item; JSON null when `list` is none or is empty.
const Json& first_of(const Json& list);

std::string text_at(const Json& object, const char* key);
// Appends the text under `key`, without a copy of it.
void append_text(std::string& out, const Json& object, const char* key);
// A count of tokens: an integer from 0 to 2^53. Empty for anything else.
std::optional<std::int64_t> count_at(const Json& object, const char* key);
// 0 when it is not told.
std::int64_t count_or_0(const Json& object, const char* key);

}  // namespace mkai::gateway
