#include "core/base/schema.hpp"

#include "core/base/clock.hpp"
#include "core/base/quote.hpp"
#include "core/base/regex.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#define VALIJSON_USE_EXCEPTIONS 1  // without it valijson ends the process on a bad schema
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/constraints/constraint_visitor.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>

namespace mkai {

namespace {

// valijson reads the schema ($ref, boolean schemas, the keywords' own rules) into typed constraints. Checking
// a value is ours: a visitor that walks these constraints over nlohmann::json and tells each violation in a
// sentence. `pattern`, `format`, `enum` and `const` never reach valijson: they become rules of our own, named
// by their index, because it would use std::regex for the first two and hides the values of the others.
constexpr const char* k_rule_keyword = "mkai:rule";
constexpr std::size_t k_violations_max = 200;
constexpr int k_depth_max = 200;  // a schema that refers to itself without going into the value ends here

namespace vc = valijson::constraints;

// --- formats ---

// What every mail system takes, not all that RFC 5322 allows: one "@", no spaces, a dot in the domain.
bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos)
        return false;
    const std::string_view domain = text.substr(at + 1);
    const auto dot = domain.find('.');
    if (dot == 0 || dot == std::string_view::npos || domain.back() == '.') return false;
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>' || c == ',';
    });
}

// http and https with a host: the links that copy may carry.
bool is_web_address(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme)) continue;
        const std::string_view rest = text.substr(scheme.size());
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        return !host.empty() && std::none_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>' || c == '"';
        });
    }
    return false;
}

struct Format {
    std::string_view name;
    bool (*fits)(std::string_view);
    std::string_view message;
    std::string_view fix;
};
constexpr std::array k_formats{
    Format{"date", [](std::string_view text) { return parse_date(text).has_value(); }, "is not a date",
           "write it as 2026-12-31"},
    Format{"email", is_email, "is not an email address", "write it as name@example.com"},
    Format{"uri", is_web_address, "is not a web address", "begin it with https://"},
};

// --- rules of our own ---

struct Rule {
    std::optional<Regex> pattern;
    std::string pattern_message;  // "must be ...", from patternErrorMessage as editors know it
    const Format* format = nullptr;
    Json values;  // enum and const: an array
};

// Takes one schema's own keywords out of it.
class RuleMaker {
  public:
    explicit RuleMaker(std::vector<Rule>& rules) : m_rules(rules) {}

    // The schema and every schema inside it.
    Done take_from(Json& schema) {
        if (schema.is_array()) return take_from_each(schema);
        if (!schema.is_object()) return {};
        if (schema.contains("patternProperties"))
            return fail(ErrorCode::internal_error, "patternProperties is not supported in a schema");
        if (auto done = take_own(schema); !done) return done;
        for (const char* keyword : {"items", "additionalItems", "additionalProperties", "contains",
                                    "propertyNames", "not", "if", "then", "else", "allOf", "anyOf", "oneOf"})
            if (auto inner = schema.find(keyword); inner != schema.end())
                if (auto done = take_from(*inner); !done) return done;
        for (const char* keyword : {"properties", "definitions", "dependencies"})
            if (auto named = schema.find(keyword); named != schema.end())
                if (auto done = take_from_each(*named); !done) return done;
        return {};
    }

  private:
    Done take_from_each(Json& schemas) {
        for (auto& schema : schemas)
            if (auto done = take_from(schema); !done) return done;
        return {};
    }

    Done take_own(Json& schema) {
        Rule rule;
        bool found = false;
        const auto take = [&](const char* keyword) -> std::optional<Json> {
            const auto at = schema.find(keyword);
            if (at == schema.end()) return std::nullopt;
            Json value = std::move(*at);
            schema.erase(at);
            found = true;
            return value;
        };
        if (const auto pattern = take("pattern")) {
            auto regex = Regex::compile(pattern->get<std::string>(), false, Regex::Use::seldom);
            if (!regex) return fail(ErrorCode::internal_error, "in a schema: " + regex.error().message);
            rule.pattern = std::move(*regex);
            rule.pattern_message =
                schema.value("patternErrorMessage", "has characters or a form that do not belong here");
        }
        if (const auto format = take("format")) {
            const auto row = std::find_if(k_formats.begin(), k_formats.end(),
                                          [&](const Format& f) { return *format == f.name; });
            if (row == k_formats.end())
                return fail(ErrorCode::internal_error,
                            fmt::format("a schema has the unknown format {}", format->dump()));
            rule.format = &*row;
        }
        if (auto values = take("enum")) rule.values = std::move(*values);
        if (auto value = take("const")) rule.values = Json::array({std::move(*value)});
        if (!found) return {};
        schema[k_rule_keyword] = m_rules.size();
        m_rules.push_back(std::move(rule));
        return {};
    }

    std::vector<Rule>& m_rules;
};

class RuleConstraint final : public vc::PolyConstraint {
  public:
    explicit RuleConstraint(std::size_t rule_index) : index(rule_index) {}
    // Only valijson's own visitor asks, and that one is not used.
    bool validate(const valijson::adapters::Adapter&, const std::vector<std::string>&,
                  valijson::ValidationResults*) const override {
        return true;
    }
    std::size_t index;

  private:
    vc::Constraint* cloneInto(void* place) const override { return new (place) RuleConstraint(*this); }
    std::size_t sizeOf() const override { return sizeof(RuleConstraint); }
};

class RuleBuilder final : public valijson::ConstraintBuilder {
  public:
    vc::Constraint* make(const valijson::adapters::Adapter& index) const override {
        return new RuleConstraint(static_cast<std::size_t>(index.asInteger()));
    }
};

// --- words for types ---

using JsonType = vc::TypeConstraint::JsonType;

std::string_view wanted_name(JsonType type) {
    switch (type) {
        case JsonType::kAny:
            return "anything";
        case JsonType::kArray:
            return "a list";
        case JsonType::kBoolean:
            return "true or false";
        case JsonType::kInteger:
            return "a whole number";
        case JsonType::kNull:
            return "empty";
        case JsonType::kNumber:
            return "a number";
        case JsonType::kObject:
            return "a group of \"key: value\"";
        case JsonType::kString:
            return "text";
    }
    return "anything";
}

std::string actual_name(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null:
            return "empty";
        case Json::value_t::object:
            return "a group of \"key: value\"";
        case Json::value_t::array:
            return "a list";
        case Json::value_t::string:
            return "text";
        case Json::value_t::boolean:
            return value.get<bool>() ? "true" : "false";
        default:
            return "the number " + value.dump();
    }
}

bool is_whole(const Json& value) {
    if (value.is_number_integer()) return true;
    return value.is_number_float() && std::floor(value.get<double>()) == value.get<double>();
}

bool has_type(const Json& value, JsonType type) {
    switch (type) {
        case JsonType::kAny:
            return true;
        case JsonType::kArray:
            return value.is_array();
        case JsonType::kBoolean:
            return value.is_boolean();
        case JsonType::kInteger:
            return is_whole(value);
        case JsonType::kNull:
            return value.is_null();
        case JsonType::kNumber:
            return value.is_number();
        case JsonType::kObject:
            return value.is_object();
        case JsonType::kString:
            return value.is_string();
    }
    return false;
}

std::string fix_for_type(const Json& value, std::span<const JsonType> wanted) {
    if (wanted.size() != 1) return {};
    if (value.is_null()) return "write a value, or take the key out";
    switch (wanted.front()) {
        case JsonType::kString:
            return value.is_primitive() ? "put it in quotes" : "write one text here";
        case JsonType::kArray:
            return "write it as [a, b], or as lines that begin with \"- \"";
        case JsonType::kObject:
            return "write indented \"key: value\" lines below it";
        default:
            return value.is_string() ? "write it without quotes and without other words" : "";
    }
}

std::string joined(std::span<const std::string> words, std::string_view last_separator) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? last_separator : std::string_view(", ");
        text += words[i];
    }
    return text;
}

std::string shown(const Json& value) {
    return value.is_string() ? in_quotes(value.get_ref<const std::string&>()) : in_quotes(dump_json(value));
}

std::string counted_values(std::uint64_t count) {
    return count == 1 ? "1 entry" : fmt::format("{} entries", count);
}

std::string counted_characters(std::uint64_t count) {
    return counted(count, "character");
}

// --- the walk ---

// Where the walk is: a chain on the stack, so that a valid value costs no path.
struct Step {
    const Step* up = nullptr;
    std::string_view key;
    std::size_t index = 0;
    bool in_list = false;
};

class Walk final : public vc::ConstraintVisitor {
  public:
    Walk(const std::vector<Rule>& rules, std::vector<SchemaViolation>& violations)
        : m_rules(rules),
          m_violations(violations),
          m_visit([this](const vc::Constraint& constraint) { return constraint.accept(*this); }) {}

    // Checks `value` at the current step. False when it does not fit.
    bool check(const valijson::Subschema& schema, const Json& value) {
        if (schema.getAlwaysInvalid()) return report("false", "is not allowed here");
        if (m_depth >= k_depth_max) return report("$ref", "is nested too deep");
        const Json* outer = m_value;
        m_value = &value;
        ++m_depth;
        const bool fits = schema.apply(m_visit);
        --m_depth;
        m_value = outer;
        return fits;
    }

    bool visit(const vc::PolyConstraint& constraint) override {
        return check_rule(m_rules[static_cast<const RuleConstraint&>(constraint).index]);
    }

    bool visit(const TypeConstraint& constraint) override {
        std::vector<JsonType> wanted;
        bool fits = false;
        constraint.applyToNamedTypes([&](JsonType type) {
            fits = has_type(*m_value, type);
            if (!fits) wanted.push_back(type);
            return !fits;
        });
        if (fits || wanted.empty()) return true;
        std::vector<std::string> names;
        for (const JsonType type : wanted) names.emplace_back(wanted_name(type));
        return report("type", fmt::format("must be {}, is {}", joined(names, " or "), actual_name(*m_value)),
                      fix_for_type(*m_value, wanted));
    }

    // --- text and numbers ---

    bool visit(const MinLengthConstraint& constraint) override {
        if (!m_value->is_string()) return true;
        const auto& text = m_value->get_ref<const std::string&>();
        const std::uint64_t least = constraint.getMinLength();
        if (text.size() >= least * 4) return true;  // a code point has at most 4 bytes
        const std::uint64_t length = count_code_points(text);
        if (length >= least) return true;
        if (length == 0) return report("minLength", "must not be empty");
        return report("minLength",
                      fmt::format("must have at least {}, has {}", counted_characters(least), length));
    }
    bool visit(const MaxLengthConstraint& constraint) override {
        if (!m_value->is_string()) return true;
        const auto& text = m_value->get_ref<const std::string&>();
        const std::uint64_t most = constraint.getMaxLength();
        if (text.size() <= most) return true;
        const std::uint64_t length = count_code_points(text);
        if (length <= most) return true;
        return report("maxLength",
                      fmt::format("may have at most {}, has {}", counted_characters(most), length),
                      "shorten it");
    }
    bool visit(const MinimumConstraint& constraint) override {
        if (!m_value->is_number()) return true;
        const double value = m_value->get<double>(), limit = constraint.getMinimum();
        const bool open = constraint.getExclusiveMinimum();
        if (open ? value > limit : value >= limit) return true;
        return report("minimum", fmt::format("must be {} {}, is {}", open ? "more than" : "at least", limit,
                                             m_value->dump()));
    }
    bool visit(const MaximumConstraint& constraint) override {
        if (!m_value->is_number()) return true;
        const double value = m_value->get<double>(), limit = constraint.getMaximum();
        const bool open = constraint.getExclusiveMaximum();
        if (open ? value < limit : value <= limit) return true;
        return report("maximum", fmt::format("must be {} {}, is {}", open ? "less than" : "at most", limit,
                                             m_value->dump()));
    }
    bool visit(const MultipleOfIntConstraint& constraint) override {
        return check_multiple(static_cast<double>(constraint.getDivisor()));
    }
    bool visit(const MultipleOfDoubleConstraint& constraint) override {
        return check_multiple(constraint.getDivisor());
    }

    // --- lists ---

    bool visit(const MinItemsConstraint& constraint) override {
        if (!m_value->is_array() || m_value->size() >= constraint.getMinItems()) return true;
        return report("minItems", fmt::format("must have at least {}, has {}",
                                              counted_values(constraint.getMinItems()), m_value->size()));
    }
    bool visit(const MaxItemsConstraint& constraint) override {
        if (!m_value->is_array() || m_value->size() <= constraint.getMaxItems()) return true;
        return report("maxItems", fmt::format("may have at most {}, has {}",
                                              counted_values(constraint.getMaxItems()), m_value->size()));
    }
    bool visit(const UniqueItemsConstraint&) override {
        if (!m_value->is_array()) return true;
        std::vector<std::pair<const Json*, std::size_t>> sorted;
        for (std::size_t i = 0; i < m_value->size(); ++i) sorted.emplace_back(&(*m_value)[i], i);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& a, const auto& b) { return *a.first < *b.first; });
        bool fits = true;
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            if (*sorted[i].first != *sorted[i - 1].first) continue;
            const Step at{m_step, {}, sorted[i].second, true};
            fits =
                at_step(at, [&] { return report("uniqueItems", shown(*sorted[i].first) + " stands twice"); });
        }
        return fits;
    }
    bool visit(const SingularItemsConstraint& constraint) override {
        return check_items(0, constraint.getItemsSubschema());
    }
    bool visit(const LinearItemsConstraint& constraint) override {
        if (!m_value->is_array()) return true;
        bool fits = true;
        constraint.applyToItemSubschemas([&](unsigned index, const valijson::Subschema* schema) {
            if (index >= m_value->size()) return false;
            fits = check_item(index, *schema) && fits;
            return true;
        });
        return check_items(constraint.getItemSubschemaCount(), constraint.getAdditionalItemsSubschema()) &&
               fits;
    }
    bool visit(const ContainsConstraint& constraint) override {
        if (!m_value->is_array()) return true;
        for (const Json& item : *m_value)
            if (fits_silently(*constraint.getSubschema(), item)) return true;
        return report("contains", "lacks an entry that must be there");
    }

    // --- groups of keys ---

    bool visit(const RequiredConstraint& constraint) override {
        if (!m_value->is_object()) return true;
        bool fits = true;
        constraint.applyToRequiredProperties([&](const auto& name) {
            const std::string_view key(name.data(), name.size());
            if (m_value->find(key) == m_value->end()) fits = report_missing("required", key);
            return true;
        });
        return fits;
    }
    bool visit(const PropertiesConstraint& constraint) override {
        if (!m_value->is_object()) return true;
        bool fits = true;
        std::size_t known = 0;
        constraint.applyToProperties([&](const auto& name, const valijson::Subschema* schema) {
            const auto found = m_value->find(std::string_view(name.data(), name.size()));
            if (found == m_value->end()) return true;
            ++known;
            fits = check_property(found.key(), *schema, *found) && fits;
            return true;
        });
        if (known == m_value->size()) return fits;
        return check_other_properties(constraint) && fits;
    }
    bool visit(const PropertyNamesConstraint& constraint) override {
        if (!m_value->is_object()) return true;
        bool fits = true;
        for (const auto& entry : m_value->items())
            fits = check_property(entry.key(), *constraint.getSubschema(), Json(entry.key())) && fits;
        return fits;
    }
    bool visit(const MinPropertiesConstraint& constraint) override {
        if (!m_value->is_object() || m_value->size() >= constraint.getMinProperties()) return true;
        return report("minProperties",
                      fmt::format("must have at least {}", counted_values(constraint.getMinProperties())));
    }
    bool visit(const MaxPropertiesConstraint& constraint) override {
        if (!m_value->is_object() || m_value->size() <= constraint.getMaxProperties()) return true;
        return report("maxProperties",
                      fmt::format("may have at most {}", counted_values(constraint.getMaxProperties())));
    }
    bool visit(const DependenciesConstraint& constraint) override {
        if (!m_value->is_object()) return true;
        bool fits = true;
        const auto is_there = [&](const auto& name) {
            return m_value->find(std::string_view(name.data(), name.size())) != m_value->end();
        };
        constraint.applyToPropertyDependencies([&](const auto& name, const auto& needed) {
            if (!is_there(name)) return true;
            for (const auto& other : needed)
                if (!is_there(other)) fits = report_missing("dependencies", {other.data(), other.size()});
            return true;
        });
        constraint.applyToSchemaDependencies([&](const auto& name, const valijson::Subschema* schema) {
            if (is_there(name)) fits = check(*schema, *m_value) && fits;
            return true;
        });
        return fits;
    }

    // --- schemas of schemas ---

    bool visit(const AllOfConstraint& constraint) override {
        bool fits = true;
        constraint.applyToSubschemas([&](unsigned, const valijson::Subschema* schema) {
            fits = check(*schema, *m_value) && fits;
            return true;
        });
        return fits;
    }
    bool visit(const AnyOfConstraint& constraint) override {
        Alternatives tried = try_each(constraint);
        return tried.fitting > 0 || report_alternatives("anyOf", tried);
    }
    bool visit(const OneOfConstraint& constraint) override {
        Alternatives tried = try_each(constraint);
        if (tried.fitting > 1) return report("oneOf", "fits more than one of the forms allowed here");
        return tried.fitting == 1 || report_alternatives("oneOf", tried);
    }
    bool visit(const NotConstraint& constraint) override {
        return !fits_silently(*constraint.getSubschema(), *m_value) || report("not", "is not allowed here");
    }
    bool visit(const ConditionalConstraint& constraint) override {
        const bool holds = fits_silently(*constraint.getIfSubschema(), *m_value);
        const auto* branch = holds ? constraint.getThenSubschema() : constraint.getElseSubschema();
        return branch == nullptr || check(*branch, *m_value);
    }

    // Taken out of every schema before valijson reads it.
    bool visit(const ConstConstraint&) override { return true; }
    bool visit(const EnumConstraint&) override { return true; }
    bool visit(const FormatConstraint&) override { return true; }
    bool visit(const PatternConstraint&) override { return true; }

  private:
    struct Alternatives {
        std::size_t fitting = 0;
        std::vector<std::vector<SchemaViolation>> violations;  // of each that does not fit
    };

    template <class Constraint>
    Alternatives try_each(const Constraint& constraint) {
        Alternatives tried;
        constraint.applyToSubschemas([&](unsigned, const valijson::Subschema* schema) {
            std::vector<SchemaViolation> found;
            found.swap(m_violations);
            const bool fits = check(*schema, *m_value);
            found.swap(m_violations);
            if (fits)
                ++tried.fitting;
            else
                tried.violations.push_back(std::move(found));
            return true;
        });
        return tried;
    }

    // Tells what is wrong with the one alternative that has the value's type; when none has it, what the
    // types are.
    bool report_alternatives(const char* keyword, Alternatives& tried) {
        const std::vector<std::string> here = path();
        const auto wrong_type = [&](const std::vector<SchemaViolation>& violations) {
            return std::any_of(violations.begin(), violations.end(),
                               [&](const auto& v) { return v.keyword == "type" && v.path == here; });
        };
        std::vector<std::vector<SchemaViolation>*> near;
        for (auto& violations : tried.violations)
            if (!wrong_type(violations)) near.push_back(&violations);
        if (near.size() == 1) {
            for (auto& violation : *near.front()) add(std::move(violation));
            return false;
        }
        if (!near.empty()) return report(keyword, "fits none of the forms allowed here");
        std::vector<std::string> wanted;
        for (const auto& violations : tried.violations)
            for (const auto& v : violations)
                if (v.keyword == "type" && v.path == here)
                    wanted.push_back(v.message.substr(8, v.message.rfind(", is ") - 8));
        return report(keyword,
                      fmt::format("must be {}, is {}", joined(wanted, " or "), actual_name(*m_value)));
    }
    bool fits_silently(const valijson::Subschema& schema, const Json& value) {
        std::vector<SchemaViolation> unheard;
        unheard.swap(m_violations);
        const bool fits = check(schema, value);
        unheard.swap(m_violations);
        return fits;
    }

    template <class Check>
    bool at_step(const Step& step, const Check& run) {
        const Step* outer = m_step;
        m_step = &step;
        const bool fits = run();
        m_step = outer;
        return fits;
    }
    bool check_property(std::string_view key, const valijson::Subschema& schema, const Json& value) {
        const Step step{m_step, key, 0, false};
        return at_step(step, [&] { return check(schema, value); });
    }
    bool check_item(std::size_t index, const valijson::Subschema& schema) {
        const Step step{m_step, {}, index, true};
        return at_step(step, [&] { return check(schema, (*m_value)[index]); });
    }
    bool check_items(std::size_t from, const valijson::Subschema* schema) {
        if (!m_value->is_array() || m_value->size() <= from) return true;
        if (schema == nullptr)
            return report("additionalItems", fmt::format("may have at most {}", counted_values(from)));
        bool fits = true;
        for (std::size_t i = from; i < m_value->size(); ++i) fits = check_item(i, *schema) && fits;
        return fits;
    }

    bool check_other_properties(const PropertiesConstraint& constraint) {
        std::vector<std::string> names;
        constraint.applyToProperties([&](const auto& name, const valijson::Subschema*) {
            names.emplace_back(name.data(), name.size());
            return true;
        });
        bool fits = true;
        const valijson::Subschema* others = constraint.getAdditionalPropertiesSubschema();
        for (const auto& entry : m_value->items()) {
            if (std::find(names.begin(), names.end(), entry.key()) != names.end()) continue;
            fits = (others != nullptr ? check_property(entry.key(), *others, entry.value())
                                      : report_unknown(entry.key(), names)) &&
                   fits;
        }
        return fits;
    }

    bool check_multiple(double divisor) {
        if (!m_value->is_number()) return true;
        if (std::remainder(m_value->get<double>(), divisor) == 0) return true;
        return report("multipleOf", fmt::format("must be a multiple of {}, is {}", divisor, m_value->dump()));
    }

    bool check_rule(const Rule& rule) {
        bool fits = true;
        if (rule.values.is_array() &&
            std::find(rule.values.begin(), rule.values.end(), *m_value) == rule.values.end())
            fits = report_not_allowed(rule.values);
        if (!m_value->is_string()) return fits;
        const auto& text = m_value->get_ref<const std::string&>();
        if (rule.format != nullptr && !rule.format->fits(text))
            fits = report("format", fmt::format("{} {}", in_quotes(text), rule.format->message),
                          std::string(rule.format->fix));
        if (rule.pattern && rule.pattern->search(text) != Regex::Outcome::match)
            fits = report("pattern", fmt::format("{} {}", in_quotes(text), rule.pattern_message));
        return fits;
    }

    bool report_not_allowed(const Json& values) {
        std::vector<std::string> texts, listed;
        for (const Json& value : values) {
            listed.push_back(value.is_string() ? value.get<std::string>() : dump_json(value));
            if (value.is_string()) texts.push_back(listed.back());
        }
        const std::string all = joined(listed, ", ");
        std::string fix = "one of: " + all;
        if (m_value->is_string())
            if (const auto guess = nearest_of(m_value->get_ref<const std::string&>(), texts); !guess.empty())
                fix = fmt::format("did you mean \"{}\"? allowed: {}", guess, all);
        return report("enum", fmt::format("{} is not allowed here", shown(*m_value)), std::move(fix));
    }

    static std::string nearest_of(std::string_view word, const std::vector<std::string>& names) {
        const std::vector<std::string_view> views(names.begin(), names.end());
        return std::string(nearest(word.substr(0, 100), views));
    }

    bool report_missing(const char* keyword, std::string_view key) {
        if (SchemaViolation* v = report_new(keyword, fmt::format("the key {} is missing", in_quotes(key)))) {
            v->key = key;
            v->fix = fmt::format("add \"{}: ...\"", printable_line(key));
        }
        return false;
    }
    bool report_unknown(std::string_view key, const std::vector<std::string>& names) {
        if (SchemaViolation* v =
                report_new("additionalProperties", fmt::format("unknown key {}", in_quotes(key)))) {
            v->key = key;
            const std::string guess = nearest_of(key, names);
            v->fix = guess.empty() ? "known here: " + joined(names, ", ")
                                   : fmt::format("did you mean \"{}\"?", guess);
        }
        return false;
    }
    bool report(const char* keyword, std::string message, std::string fix = {}) {
        if (SchemaViolation* v = report_new(keyword, std::move(message))) v->fix = std::move(fix);
        return false;
    }
    SchemaViolation* report_new(const char* keyword, std::string message) {
        if (m_violations.size() >= k_violations_max) return nullptr;
        return &m_violations.emplace_back(SchemaViolation{path(), keyword, std::move(message), {}, {}});
    }
    void add(SchemaViolation violation) {
        if (m_violations.size() < k_violations_max) m_violations.push_back(std::move(violation));
    }

    std::vector<std::string> path() const {
        std::vector<std::string> steps;
        for (const Step* step = m_step; step != nullptr; step = step->up)
            steps.push_back(step->in_list ? std::to_string(step->index) : std::string(step->key));
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

    const std::vector<Rule>& m_rules;
    std::vector<SchemaViolation>& m_violations;
    valijson::Subschema::ApplyFunction m_visit;
    const Json* m_value = nullptr;
    const Step* m_step = nullptr;
    int m_depth = 0;
};

// Indices by number, keys by their letters.
bool step_less(const std::string& a, const std::string& b) {
    const auto is_index = [](const std::string& step) {
        return !step.empty() &&
               std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (is_index(a) && is_index(b) && a.size() != b.size()) return a.size() < b.size();
    return a < b;
}

}  // namespace

struct Schema::Compiled {
    valijson::Schema schema;
    std::vector<Rule> rules;
};

Result<Schema> Schema::compile(Json document) {
    auto compiled = std::make_shared<Compiled>();
    try {
        if (auto done = RuleMaker(compiled->rules).take_from(document); !done) return fail(done);
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.addConstraintBuilder(k_rule_keyword, new RuleBuilder);  // the parser owns it
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), compiled->schema);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::internal_error,
                    fmt::format("a JSON Schema cannot be read: {}", problem.what()));
    }
    Schema schema;
    schema.m_compiled = std::move(compiled);
    return schema;
}

Result<Schema> Schema::compile_text(std::string_view schema_json) {
    auto json = parse_json(schema_json);
    if (!json)
        return fail(ErrorCode::internal_error, "a JSON Schema cannot be read: " + json.error().message);
    return compile(std::move(*json));
}

std::vector<SchemaViolation> Schema::validate(const Json& value) const {
    std::vector<SchemaViolation> violations;
    if (!m_compiled) return violations;  // the empty schema takes everything
    Walk(m_compiled->rules, violations).check(m_compiled->schema, value);
    std::stable_sort(violations.begin(), violations.end(), [](const auto& a, const auto& b) {
        return std::lexicographical_compare(a.path.begin(), a.path.end(), b.path.begin(), b.path.end(),
                                            step_less);
    });
    return violations;
}

}  // namespace mkai
