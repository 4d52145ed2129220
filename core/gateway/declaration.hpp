// Whether what mkai.yaml says of a model makes sense to its provider. A provider tells what it knows as data.
#pragma once

#include "core/base/json_writer.hpp"
#include "core/base/result.hpp"
#include "core/domain/model.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace mkai::gateway {

// Everything that a declaration may set and not every provider knows.
enum class Setting : unsigned {
    temperature = 1u << 0,
    top_p = 1u << 1,
    top_k = 1u << 2,
    seed = 1u << 3,
    reasoning_effort = 1u << 4,
    auth = 1u << 5,
    region = 1u << 6,
    deployment = 1u << 7,
    api_version = 1u << 8,
    api = 1u << 9,
};

struct Knows {
    std::span<const Setting> settings = {};
    std::span<const Structure> structures = {};    // besides automatic
    std::span<const std::string_view> auths = {};  // the first is meant by an empty `auth`
    std::span<const std::string_view> apis = {};
    bool needs_model = true;
};

// invalid_file with the name of what is not known, and what is.
Done check_declaration(const ModelDecl& model, const Knows& knows);

// `model.url`, else the provider's own with "{region}" filled in; no slash at the end. A query stays where it
// is.
std::string base_url(const ModelDecl& model, std::string_view own_url);
// BASE + PATH, with the query of the base at its end.
std::string joined_url(std::string_view base, std::string_view path);
// RFC 3986 with the unreserved characters alone left as they are: one segment of a path.
std::string percent_encoded(std::string_view segment);

// Writes a parameter when it is set. Texts that are no decimals, which check_declaration refuses, are left
// out.
void write_decimal(JsonWriter& writer, std::string_view key, const std::string& decimal);
void write_number(JsonWriter& writer, std::string_view key, const std::optional<std::int64_t>& number);
void write_text(JsonWriter& writer, std::string_view key, const std::string& text);

}  // namespace mkai::gateway
