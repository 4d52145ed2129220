#include "core/domain/content.hpp"

#include "core/base/json_writer.hpp"
#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr Names<Origin, 4> k_origin_names{{{Origin::human, "human"},
                                           {Origin::model, "model"},
                                           {Origin::mixed, "mixed"},
                                           {Origin::imported, "imported"}}};

bool is_token_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, allowed) && name.front() >= 'a';
}

bool is_slot_name(std::string_view name) {
    return name.starts_with("offer.") || name.starts_with("brief.") || name.starts_with("deliverable.");
}

}  // namespace

std::string_view to_string(Origin origin) {
    return name_of(k_origin_names, origin);
}
std::optional<Origin> parse_origin(std::string_view text) {
    return value_of(k_origin_names, text);
}

std::span<const std::string> texts_of(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return {text, 1};
    return std::get<std::vector<std::string>>(value);
}
std::span<std::string> texts_of(FieldValue& value) {
    if (auto* text = std::get_if<std::string>(&value)) return {text, 1};
    return std::get<std::vector<std::string>>(value);
}

std::string flat_text(const FieldValue& value) {
    return join(texts_of(value), "\n");
}

std::vector<std::string> changed_fields(const Fields& before, const Fields& after) {
    std::vector<std::string> out;
    for (const auto& [name, value] : after) {
        const auto old = before.find(name);
        if (old == before.end() || old->second != value) out.push_back(name);
    }
    for (const auto& [name, value] : before)
        if (!after.contains(name)) out.push_back(name);
    return out;
}

Json fields_to_json(const Fields& fields) {
    Json out = Json::object();
    for (const auto& field : fields)
        std::visit([&](const auto& value) { out[field.first] = value; }, field.second);
    return out;
}

Result<Fields> fields_from_json(const Json& json) {
    if (!json.is_object())
        return fail(ErrorCode::invalid_value, "the copy is not a JSON object",
                    "give an object of fields and their texts");
    Fields fields;
    for (const auto& [name, value] : json.items()) {
        const auto is_text = [](const Json& v) { return v.is_string(); };
        if (value.is_string()) {
            fields[name] = value.get<std::string>();
        } else if (value.is_array() && std::ranges::all_of(value, is_text)) {
            fields[name] = value.get<std::vector<std::string>>();
        } else {
            return fail(ErrorCode::invalid_value,
                        fmt::format("field \"{}\" is neither a text nor a list of texts", name),
                        "give a string, or an array of strings");
        }
    }
    return fields;
}

void write_content(JsonWriter& json, const Content& content) {
    json.begin_object().key("derived_from").value(content.derived_from).key("fields").begin_object();
    for (const auto& field : content.fields)
        std::visit([&](const auto& value) { json.outside_key(field.first).value(value); }, field.second);
    json.end_object().key("media").begin_array();
    for (const auto& m : content.media) {
        json.begin_object().key("alt_text").value(m.alt_text).key("digest").value(m.digest);
        json.key("expires").value(m.expires).key("rights").value(m.rights).end_object();
    }
    json.end_array().key("slots").value(content.slots).end_object();
}

Result<Content> content_from_json(const Json& json) {
    try {
        auto fields = fields_from_json(json.at("fields"));
        if (!fields) return fail(fields);
        Content content;
        content.fields = std::move(*fields);
        content.slots = json.at("slots").get<std::map<std::string, std::string>>();
        content.derived_from = json.at("derived_from").get<std::string>();
        for (const auto& m : json.at("media"))
            content.media.push_back({m.at("digest").get<std::string>(), m.at("alt_text").get<std::string>(),
                                     m.at("rights").get<std::string>(), m.at("expires").get<std::string>()});
        return content;
    } catch (const Json::exception&) {
        return fail(ErrorCode::invalid_value, "the content is not of the shape that mkai writes");
    }
}

Tokens find_tokens(std::string_view text) {
    Tokens out;
    // The first }} after the {{ in hand. Kept from one {{ to the next, or a text of many {{ takes a square of
    // time.
    std::size_t close = 0;
    for (std::size_t at = 0;;) {
        const auto begin = text.find("{{", at);
        const auto stray = text.substr(at, begin - at).find("}}");
        if (stray != std::string_view::npos) out.problems.emplace_back("a }} closes nothing");
        if (begin == std::string_view::npos) return out;
        if (close < begin + 2) close = text.find("}}", begin + 2);
        const auto again = text.find("{{", begin + 2);
        if (close == std::string_view::npos || (again != std::string_view::npos && again < close)) {
            out.problems.emplace_back("a {{ is never closed");
            at = begin + 2;
            continue;
        }
        const std::string_view inside = text.substr(begin + 2, close - begin - 2);
        const auto bar = inside.find('|');
        Token token;
        token.begin = begin;
        token.end = close + 2;
        token.name = std::string(trim(inside.substr(0, bar)));
        if (bar != std::string_view::npos) token.fallback = std::string(trim(inside.substr(bar + 1)));
        token.slot = is_slot_name(token.name);
        if (is_token_name(token.name)) {
            out.tokens.push_back(std::move(token));
        } else {
            out.problems.push_back(
                fmt::format("\"{{{{{}}}}}\" is not a token: its name may have small letters, digits, _ and .",
                            printable_line(inside.substr(0, 40))));
        }
        at = close + 2;
    }
}

std::string replace_tokens(std::string_view text,
                           const std::function<std::optional<std::string>(const Token&)>& replacement) {
    std::string out;
    std::size_t at = 0;
    for (const Token& token : find_tokens(text).tokens) {
        out += text.substr(at, token.begin - at);
        const std::optional<std::string> value = replacement(token);
        out += value ? *value : std::string(text.substr(token.begin, token.end - token.begin));
        at = token.end;
    }
    out += text.substr(at);
    return out;
}

std::string fill_slots(std::string_view text, const std::map<std::string, std::string>& slots) {
    return replace_tokens(text, [&](const Token& token) -> std::optional<std::string> {
        const auto value = slots.find(token.name);
        if (!token.slot || value == slots.end()) return std::nullopt;
        return value->second;
    });
}

std::string fill_tokens_for_preview(std::string_view text) {
    return replace_tokens(text, [](const Token& token) -> std::optional<std::string> {
        if (token.slot) return std::nullopt;
        return token.fallback.empty() ? token.name : token.fallback;
    });
}

}  // namespace mkai
