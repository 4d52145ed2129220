// Checks of JSON: the whole answer, or an object or list somewhere in it, with or without a JSON Schema
// (draft 7, core/base/schema.hpp). A keyword that we do not know is an error, since it would check nothing.
#include "core/base/quote.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"
#include "core/eval/families.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

// --- schemas ---

enum class Holds { nothing, schema, list, named };  // the schemas inside of a keyword's value
struct Keyword {
    std::string_view name;
    Holds holds = Holds::nothing;
};
// https://json-schema.org/draft-07/json-schema-validation, read 2026-11-26.
constexpr std::array k_keywords{Keyword{"$comment"},
                                Keyword{"$id"},
                                Keyword{"$ref"},
                                Keyword{"$schema"},
                                Keyword{"additionalItems", Holds::schema},
                                Keyword{"additionalProperties", Holds::schema},
                                Keyword{"allOf", Holds::list},
                                Keyword{"anyOf", Holds::list},
                                Keyword{"const"},
                                Keyword{"contains", Holds::schema},
                                Keyword{"contentEncoding"},
                                Keyword{"contentMediaType"},
                                Keyword{"default"},
                                Keyword{"definitions", Holds::named},
                                Keyword{"dependencies", Holds::named},
                                Keyword{"description"},
                                Keyword{"else", Holds::schema},
                                Keyword{"enum"},
                                Keyword{"examples"},
                                Keyword{"exclusiveMaximum"},
                                Keyword{"exclusiveMinimum"},
                                Keyword{"format"},
                                Keyword{"if", Holds::schema},
                                Keyword{"items", Holds::schema},
                                Keyword{"maxItems"},
                                Keyword{"maxLength"},
                                Keyword{"maxProperties"},
                                Keyword{"maximum"},
                                Keyword{"minItems"},
                                Keyword{"minLength"},
                                Keyword{"minProperties"},
                                Keyword{"minimum"},
                                Keyword{"multipleOf"},
                                Keyword{"not", Holds::schema},
                                Keyword{"oneOf", Holds::list},
                                Keyword{"pattern"},
                                Keyword{"patternErrorMessage"},
                                Keyword{"properties", Holds::named},
                                Keyword{"propertyNames", Holds::schema},
                                Keyword{"readOnly"},
                                Keyword{"required"},
                                Keyword{"then", Holds::schema},
                                Keyword{"title"},
                                Keyword{"type"},
                                Keyword{"uniqueItems"},
                                Keyword{"writeOnly"}};

// The first keyword in `schema` that is none, or null.
const std::string* find_unknown_keyword(const Json& schema) {
    if (schema.is_array()) {  // items and dependencies may be lists
        for (const Json& inner : schema)
            if (const auto* unknown = find_unknown_keyword(inner)) return unknown;
        return nullptr;
    }
    if (!schema.is_object()) return nullptr;
    for (auto entry = schema.begin(); entry != schema.end(); ++entry) {
        const auto known = std::ranges::find(k_keywords, entry.key(), &Keyword::name);
        if (known == k_keywords.end()) return &entry.key();
        if (known->holds == Holds::schema || known->holds == Holds::list)
            if (const auto* unknown = find_unknown_keyword(*entry)) return unknown;
        if (known->holds == Holds::named && entry->is_object())
            for (const Json& inner : *entry)
                if (const auto* unknown = find_unknown_keyword(inner)) return unknown;
    }
    return nullptr;
}

// Empty when the check has no schema.
Result<std::optional<Schema>> schema_of(const CheckSpec& spec) {
    if (spec.value->is_null()) return std::optional<Schema>{};
    Json document = *spec.value;
    if (document.is_string()) {
        const auto& text = document.get_ref<const std::string&>();
        auto read = parse_json(text);
        if (!read)
            return bad_spec(spec, fmt::format("has a schema that is no JSON: {}", read.error().message),
                            "write the schema as YAML or JSON below \"value:\"");
        document = std::move(*read);
    }
    if (!document.is_object() && !document.is_boolean())
        return bad_spec(spec, "needs a JSON Schema as its value, or none",
                        "write the schema below \"value:\"");
    if (const auto* unknown = find_unknown_keyword(document)) {
        std::vector<std::string> names;
        for (const Keyword& keyword : k_keywords) names.emplace_back(keyword.name);
        return bad_spec(spec, fmt::format("has the unknown keyword {} in its schema", in_quotes(*unknown)),
                        did_you_mean(*unknown, names));
    }
    auto schema = Schema::compile(std::move(document));
    if (!schema)
        return bad_spec(spec, "has a schema that cannot be used: " + printable_line(schema.error().message));
    return std::optional<Schema>(std::move(*schema));
}

// "title: must be text, is a number", or empty when it fits.
std::string first_violation(const std::optional<Schema>& schema, const Json& value) {
    if (!schema) return {};
    const auto violations = schema->validate(value);
    if (violations.empty()) return {};
    const SchemaViolation& first = violations.front();
    std::string where = join(first.path, ".");
    if (!where.empty()) where = in_quotes(where) + ": ";
    const std::string more =
        violations.size() > 1 ? fmt::format(", and {} more", violations.size() - 1) : std::string{};
    return where + first.message + more;
}

Made make_is_json(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    auto schema = schema_of(spec);
    if (!schema) return fail(schema);
    return check_of([schema = std::move(*schema)](const Answer& answer) -> Result<Outcome> {
        Result<Json> read = Json();
        if (answer.json == nullptr) read = parse_json(answer.text);
        if (!read) return outcome_of(false, "the answer is no JSON: " + read.error().message);
        const Json& value = answer.json == nullptr ? *read : *answer.json;
        const std::string problem = first_violation(schema, value);
        if (!problem.empty())
            return outcome_of(false, "the answer is JSON that does not fit the schema: " + problem);
        return outcome_of(true, schema ? "the answer is JSON that fits the schema" : "the answer is JSON");
    });
}

// --- JSON in a text ---

// Finds where a JSON object or list ends, without building it, so that a bracket in prose costs nothing.
class Skimmer {
  public:
    explicit Skimmer(std::string_view text)
        : m_text(text), m_work(k_work_floor + k_work_per_byte * text.size()) {}

    // The bytes behind the value that begins at `begin`, or 0 for none.
    std::size_t end_of(std::size_t begin) {
        m_at = begin;
        return skim_value(0) ? m_at : 0;
    }
    // Brackets in a text can be set so that each has to be read to its end.
    bool is_exhausted() const { return m_work == 0; }

  private:
    static constexpr std::size_t k_work_floor = 1'000'000;
    static constexpr std::size_t k_work_per_byte = 16;
    static constexpr int k_depth_max = 64;

    bool next_is(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool spend() {
        if (m_work > 0) --m_work;
        return m_work > 0;
    }
    void skip_spaces() {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos && spend())
            ++m_at;
    }
    bool skim_value(int depth) {
        if (depth > k_depth_max || m_at >= m_text.size() || !spend()) return false;
        switch (m_text[m_at]) {
            case '{':
                return skim_members('}', depth);
            case '[':
                return skim_members(']', depth);
            case '"':
                return skim_string();
            default:
                return skim_word();
        }
    }
    bool skim_members(char close, int depth) {
        ++m_at;
        skip_spaces();
        if (next_is(close)) return ++m_at, true;
        for (;;) {
            if (close == '}') {
                if (!next_is('"') || !skim_string()) return false;
                skip_spaces();
                if (!next_is(':')) return false;
                ++m_at;
                skip_spaces();
            }
            if (!skim_value(depth + 1)) return false;
            skip_spaces();
            if (next_is(close)) return ++m_at, true;
            if (!next_is(',')) return false;
            ++m_at;
            skip_spaces();
        }
    }
    bool skim_string() {
        for (++m_at; m_at < m_text.size() && spend(); ++m_at) {
            if (m_text[m_at] == '"') return ++m_at, true;
            if (m_text[m_at] == '\\') ++m_at;
            if (static_cast<unsigned char>(m_text[std::min(m_at, m_text.size() - 1)]) < 0x20) return false;
        }
        return false;
    }
    // A number, true, false or null; the parser has the last word.
    bool skim_word() {
        const std::size_t begin = m_at;
        const auto belongs = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '+' || c == '-' || c == '.' ||
                   c == 'E';
        };
        while (m_at < m_text.size() && belongs(m_text[m_at]) && spend()) ++m_at;
        return m_at > begin;
    }

    std::string_view m_text;
    std::size_t m_work;
    std::size_t m_at = 0;
};

Made make_contains_json(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    auto schema = schema_of(spec);
    if (!schema) return fail(schema);
    return check_of([schema = std::move(*schema)](const Answer& answer) -> Result<Outcome> {
        Skimmer skimmer(answer.text);
        std::string problem;
        for (std::size_t at = answer.text.find_first_of("{["); at != std::string_view::npos;
             at = answer.text.find_first_of("{[", at)) {
            const std::size_t end = skimmer.end_of(at);
            if (skimmer.is_exhausted())
                return fail(ErrorCode::invalid_value,
                            fmt::format("too many brackets in an answer of {} bytes to find JSON in it",
                                        answer.text.size()),
                            "look at the answer; it is not what was asked for");
            const auto value = end == 0 ? Result<Json>(fail(ErrorCode::invalid_value, ""))
                                        : parse_json(answer.text.substr(at, end - at));
            if (!value) {
                ++at;
                continue;
            }
            const std::string violation = first_violation(schema, *value);
            if (violation.empty())
                return outcome_of(
                    true, schema ? "the answer has JSON that fits the schema"
                                 : "the answer has JSON: " + in_quotes(answer.text.substr(at, end - at)));
            if (problem.empty()) problem = violation;
            at = end;
        }
        if (problem.empty()) return outcome_of(false, "the answer has no JSON object or list");
        return outcome_of(false, "the answer has JSON that does not fit the schema: " + problem);
    });
}

}  // namespace

std::vector<CheckType> json_checks() {
    return {
        {"is-json", "the answer is JSON, and fits the schema where there is one", make_is_json},
        {"contains-json", "an object or a list in JSON stands in the answer, and fits the schema",
         make_contains_json},
    };
}

}  // namespace mkai::eval
