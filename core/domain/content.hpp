// The copy itself: the channel's fields as text, with merge tokens and locked slots.
//
// In a field, `{{first_name|there}}` is a merge token (the sending platform fills it) and `{{offer.price}}` a
// locked slot (the machine fills it from the brief's offer; no model and no editor writes its value).
#pragma once

#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/result.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mkai {

using FieldValue = std::variant<std::string, std::vector<std::string>>;
using Fields = std::map<std::string, FieldValue>;  // by field name

// One text, or each of a list.
std::span<const std::string> texts_of(const FieldValue& value);
std::span<std::string> texts_of(FieldValue& value);
// One string: lists are joined by newlines.
std::string flat_text(const FieldValue& value);
// Names of the fields that are new, differ or are gone.
std::vector<std::string> changed_fields(const Fields& before, const Fields& after);

struct Media {
    std::string digest;  // SHA-256 hex of the file
    std::string alt_text;
    std::string rights;
    std::string expires;  // YYYY-MM-DD or empty
    auto operator<=>(const Media&) const = default;
};

enum class Origin { human, model, mixed, imported };
std::string_view to_string(Origin origin);
std::optional<Origin> parse_origin(std::string_view text);

struct Content {
    Fields fields;
    std::map<std::string, std::string> slots;  // the locked values: "offer.price" -> "£4.99"
    std::vector<Media> media;
    std::string derived_from;  // ASSET@vN that this was translated or repurposed from; may be empty
    bool operator==(const Content&) const = default;
};

Json fields_to_json(const Fields& fields);
// invalid_value unless it is an object of strings and arrays of strings.
Result<Fields> fields_from_json(const Json& json);
// Canonical, and what content_from_json reads.
void write_content(JsonWriter& json, const Content& content);
Result<Content> content_from_json(const Json& json);

struct Token {
    std::size_t begin = 0, end = 0;  // bytes of "{{...}}" in the text
    std::string name;                // "first_name", "offer.price"
    std::string fallback;            // after '|'
    bool slot = false;               // "offer.*" and "brief.*" are slots, all others merge tokens
};
struct Tokens {
    std::vector<Token> tokens;
    std::vector<std::string> problems;  // "a {{ is never closed", "\"{{First Name}}\" is not a token name"
};
Tokens find_tokens(std::string_view text);
// The text with each token as `replacement` says; empty: it stays.
std::string replace_tokens(std::string_view text,
                           const std::function<std::optional<std::string>(const Token&)>& replacement);
// The text with its slots filled; slots without a value and merge tokens stay as they are.
std::string fill_slots(std::string_view text, const std::map<std::string, std::string>& slots);
// The text with merge tokens replaced by their fallback (or the name), as a reader may see it.
std::string fill_tokens_for_preview(std::string_view text);

}  // namespace mkai
