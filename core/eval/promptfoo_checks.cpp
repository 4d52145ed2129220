// The assertions of promptfoo: those that are checks of ours by the same name, and why the others are not.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/fill.hpp"
#include "core/eval/promptfoo_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval::promptfoo {

namespace {

constexpr std::string_view k_not = "not-";
constexpr std::string_view k_rubric = "llm-rubric";
constexpr std::size_t k_metric_max = 64;
constexpr std::size_t k_metric_shown = 60;

struct TypeRow {
    std::string_view name;
    std::string_view why;
    std::string_view instead;
};

constexpr std::string_view k_code = "it runs code, and a suite is data";
constexpr std::string_view k_as_sql =
    "a condition is {type: sql, value: \"characters < 500\"}; mkai eval checks lists the others";
constexpr std::string_view k_judge = "it asks a model in a way of its own";
constexpr std::string_view k_as_rubric =
    "say it in words: {type: llm-rubric, value: ...}, and `judge: MODEL`";
constexpr std::string_view k_embedding = "it asks a model for embeddings";
constexpr std::string_view k_as_words =
    "rouge-n or bleu compare words; llm-rubric compares meaning: {type: llm-rubric, value: It says the same "
    "as ...}";
constexpr std::string_view k_retrieval = "it looks at what a retrieval found";
constexpr std::string_view k_tools = "it looks at calls of tools, and a prompt here answers with text";
constexpr std::string_view k_calls = "the answer alone is kept";
constexpr std::string_view k_pattern = "no check reads that language";
constexpr std::string_view k_as_pattern = "a regex, or contains";

// https://www.promptfoo.dev/docs/configuration/expected-outputs/ (read 2026-11-26)
constexpr std::array k_types{
    TypeRow{"answer-relevance", k_judge, k_as_rubric},
    TypeRow{"classifier", k_judge, k_as_rubric},
    TypeRow{"contains-html", k_pattern, k_as_pattern},
    TypeRow{"contains-sql", k_pattern, k_as_pattern},
    TypeRow{"contains-xml", k_pattern, k_as_pattern},
    TypeRow{"context-faithfulness", k_retrieval, k_as_rubric},
    TypeRow{"context-recall", k_retrieval, k_as_rubric},
    TypeRow{"context-relevance", k_retrieval, k_as_rubric},
    TypeRow{"conversation-relevance", k_judge, k_as_rubric},
    TypeRow{"f-score", k_calls, "rouge-n with {reference: ..., measure: f1}"},
    TypeRow{"factuality", k_judge, k_as_rubric},
    TypeRow{"finish-reason", k_calls, "a call that is cut off is an error here, and no answer"},
    TypeRow{"g-eval", k_judge, k_as_rubric},
    TypeRow{"gleu", "it is not among the checks", "bleu, or rouge-n"},
    TypeRow{"guardrails", k_calls, "is-refusal, or not-is-refusal"},
    TypeRow{"human", "it waits for a person", "mkai review"},
    TypeRow{"is-html", k_pattern, k_as_pattern},
    TypeRow{"is-sql", k_pattern, k_as_pattern},
    TypeRow{"is-valid-function-call", k_tools, "is-json with a schema"},
    TypeRow{"is-valid-openai-function-call", k_tools, "is-json with a schema"},
    TypeRow{"is-valid-openai-tools-call", k_tools, "is-json with a schema"},
    TypeRow{"is-xml", k_pattern, k_as_pattern},
    TypeRow{"javascript", k_code, k_as_sql},
    TypeRow{"max-score", "it compares variants within a test",
            "each variant has its score, and a difference"},
    TypeRow{"meteor", "it is not among the checks", "rouge-n, or bleu"},
    TypeRow{"model-graded-closedqa", k_judge, k_as_rubric},
    TypeRow{"model-graded-factuality", k_judge, k_as_rubric},
    TypeRow{"moderation", k_judge, k_as_rubric},
    TypeRow{"perplexity", k_calls, ""},
    TypeRow{"perplexity-score", k_calls, ""},
    TypeRow{"pi", k_judge, k_as_rubric},
    TypeRow{"python", k_code, k_as_sql},
    TypeRow{"ruby", k_code, k_as_sql},
    TypeRow{"search-rubric", k_judge, k_as_rubric},
    TypeRow{"select-best", "it compares variants within a test",
            "each variant has its score, and a difference"},
    TypeRow{"similar", k_embedding, k_as_words},
    TypeRow{"similar:cosine", k_embedding, k_as_words},
    TypeRow{"similar:dot", k_embedding, k_as_words},
    TypeRow{"similar:euclidean", k_embedding, k_as_words},
    TypeRow{"skill-used", k_tools, ""},
    TypeRow{"tool-call-f1", k_tools, "is-json with a schema"},
    TypeRow{"trace-error-spans", "nothing is traced", ""},
    TypeRow{"trace-span-count", "nothing is traced", ""},
    TypeRow{"trace-span-duration", "nothing is traced", "latency is the time of the whole call"},
    TypeRow{"webhook", "it sends answers somewhere else", k_as_sql},
};

// Short forms of a column __expected.
constexpr std::array k_code_prefixes{std::string_view("javascript:"), std::string_view("fn:"),
                                     std::string_view("eval:"), std::string_view("python:"),
                                     std::string_view("file://")};

// Of an assertion. `type`, `value` and the numbers are read by read_one.
constexpr std::array k_assert_keys{
    KeyRow{"type", {}, {}, {}},
    KeyRow{"value", {}, {}, {}},
    KeyRow{"threshold", {}, {}, {}},
    KeyRow{"weight", {}, {}, {}},
    KeyRow{"metric", {}, {}, {}},
    KeyRow{"assert", {}, {}, {}},
    KeyRow{"transform", {}, {}, {}},
    KeyRow{"contextTransform", {}, {}, {}},
    KeyRow{"provider", ImportChange::changed, "a suite has one judge",
           "judge: MODEL, at the top of the suite"},
    KeyRow{"rubricPrompt", ImportChange::changed,
           "the judge's prompt is mkai's own, so that its scores compare",
           "say in `value` what a good answer is"},
    KeyRow{"config", ImportChange::changed, "it is for code", ""},
    KeyRow{"description", ImportChange::changed, "a check is called by its metric", "metric: NAME"},
};

std::optional<double> number_of(const YamlNode& node) {
    const Json value = yaml_to_json(node);
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

void settle(CheckSpec& spec, std::string type) {
    spec.negated = type.starts_with(k_not);
    spec.type = spec.negated ? type.substr(k_not.size()) : std::move(type);
    if (spec.metric.empty()) spec.metric = (spec.negated ? std::string(k_not) : "") + spec.type;
}

std::string name_of(const CheckSpec& spec) {
    return (spec.negated ? std::string(k_not) : std::string()) + spec.type;
}

}  // namespace

bool CheckImport::is_taken(const Place& place, const std::string& type) {
    const std::string plain = type.starts_with(k_not) ? type.substr(k_not.size()) : type;
    if (plain == k_rubric) {
        if (m_has_judge) return true;
        m_notes.add(ImportChange::left_out, place,
                    "the check llm-rubric is left out: no declared model judges",
                    "declare one in mkai.yaml, name it as defaultTest.options.provider, and import again");
        return false;
    }
    if (m_table.find(plain)) return true;
    const auto row = std::ranges::find(k_types, plain, &TypeRow::name);
    if (row != k_types.end())
        m_notes.add(ImportChange::left_out, place,
                    fmt::format("the check {} is left out: {}", printable_line(type), row->why),
                    std::string(row->instead));
    else
        m_notes.add(ImportChange::left_out, place,
                    fmt::format("the check {} is left out: there is none of that name", in_quotes(type)),
                    did_you_mean(plain, m_table.names()));
    return false;
}

const YamlNode* CheckImport::pointed_at(const Source& source, const YamlNode& node) {
    const std::string pointer = scalar_at(node, "$ref");
    if (pointer.empty()) return &node;
    const YamlNode* target =
        pointer.starts_with("#/") ? m_root.find_path(split(pointer.substr(2), '/')) : nullptr;
    if (target && !target->find("$ref")) return target;
    m_notes.add(ImportChange::left_out, place_of(source, node),
                fmt::format("a check is left out: {} points at nothing here", in_quotes(pointer)),
                "write the check out");
    return nullptr;
}

std::vector<PlacedCheck> CheckImport::read(const Source& source, const YamlNode& list) {
    std::vector<PlacedCheck> out;
    if (list.kind != YamlKind::sequence) {
        m_notes.add(ImportChange::left_out, place_of(source, list),
                    "`assert` is left out: it is no list of checks here",
                    "write the checks into the configuration");
        return out;
    }
    for (const YamlNode& item : list.items) {
        const YamlNode* pointed = pointed_at(source, item);
        if (!pointed) continue;
        const YamlNode& node = *pointed;
        if (scalar_at(node, "type") != "assert-set") {
            if (auto check = read_one(source, node)) out.push_back(std::move(*check));
            continue;
        }
        const Place place = place_of(source, node);
        const YamlNode* inner = node.find("assert");
        if (!inner || node.find("threshold")) {
            m_notes.add(ImportChange::left_out, place,
                        "the assert-set is left out: a test has one threshold, over all its checks",
                        "make it a test of its own, with `threshold`");
            continue;
        }
        m_notes.add(ImportChange::changed, place,
                    "the assert-set is taken apart: each of its checks counts by itself in the score");
        for (PlacedCheck& check : read(source, *inner)) out.push_back(std::move(check));
    }
    return out;
}

std::optional<PlacedCheck> CheckImport::read_one(const Source& source, const YamlNode& node) {
    PlacedCheck out;
    out.place = place_of(source, node);
    const std::string type = scalar_at(node, "type");
    if (node.kind != YamlKind::mapping || type.empty()) {
        m_notes.add(ImportChange::left_out, out.place, "a check without a type is left out",
                    "type: contains");
        return std::nullopt;
    }
    if (!is_taken(out.place, type)) return std::nullopt;
    for (const char* key : {"transform", "contextTransform"})
        if (node.find(key)) {
            m_notes.add(ImportChange::left_out, out.place,
                        fmt::format("the check {} is left out: its {} is code", printable_line(type), key),
                        "check the whole answer, or have the prompt answer with that alone");
            return std::nullopt;
        }
    CheckSpec& spec = out.spec;
    const auto left_out = [&](const YamlNode& where, std::string_view why, std::string instead) {
        m_notes.add(ImportChange::left_out, place_of(source, where),
                    fmt::format("the check {} is left out: {}", printable_line(type), why),
                    std::move(instead));
        return std::nullopt;
    };
    if (const YamlNode* metric = node.find("metric")) {
        spec.metric = scalar_of(*metric);
        if (spec.metric.find("{{") != std::string::npos || count_code_points(spec.metric) > k_metric_max) {
            m_notes.add(ImportChange::changed, place_of(source, *metric),
                        "a metric is a short name without variables: this check counts under its type");
            spec.metric.clear();
        }
    }
    settle(spec, type);
    if (const YamlNode* value = node.find("value")) {
        spec.value = yaml_to_json(*value);
        if (!file_named(scalar_of(*value)).empty())
            return left_out(*value, "its value is in another file", "write the value into the suite");
        const std::string text = spec.value->dump(-1, ' ', false, Json::error_handler_t::replace);
        if (text.find("{%") != std::string::npos)
            return left_out(*value, "its value is a program of a template", "write the value out");
    }
    if (const YamlNode* threshold = node.find("threshold")) {
        spec.threshold = number_of(*threshold);
        if (!spec.threshold) return left_out(*threshold, "its threshold is no number", "threshold: 0.75");
    }
    if (const YamlNode* weight = node.find("weight")) {
        const auto number = number_of(*weight);
        if (!number || *number <= 0)
            return left_out(*weight, "a weight of 0 decides nothing", "give it one above 0 to have it count");
        spec.weight = *number;
    }
    note_keys(source, node, "the check " + printable_line(type), k_assert_keys, m_notes);
    return out;
}

std::optional<PlacedCheck> CheckImport::read_text(const Place& place, const std::string& text) {
    PlacedCheck out;
    out.place = place;
    for (const std::string_view prefix : k_code_prefixes)
        if (text.starts_with(prefix)) {
            m_notes.add(ImportChange::left_out, place,
                        fmt::format("a check is left out: {} is code, or a file of it",
                                    in_quotes(text.substr(0, k_metric_shown))),
                        std::string(k_as_sql));
            return std::nullopt;
        }
    if (text.starts_with("grade:")) return read_text(place, "llm-rubric:" + text.substr(6));
    const auto colon = text.find(':');
    std::string head(trim(std::string_view(text).substr(0, colon)));
    std::optional<double> threshold;
    if (const auto open = head.find('('); open != std::string::npos && head.ends_with(')')) {
        double number = 0;
        const char* end = head.data() + head.size() - 1;
        const auto [stopped, ec] = std::from_chars(head.data() + open + 1, end, number);
        if (ec == std::errc{} && stopped == end) {
            threshold = number;
            head.resize(open);
        }
    }
    const std::string plain = head.starts_with(k_not) ? head.substr(k_not.size()) : head;
    const bool is_type = plain == k_rubric || m_table.find(plain) ||
                         std::ranges::find(k_types, plain, &TypeRow::name) != k_types.end();
    if (!is_type) {
        settle(out.spec, "equals");
        out.spec.value = Json(text);
        return out;
    }
    if (!is_taken(place, head)) return std::nullopt;
    settle(out.spec, head);
    out.spec.threshold = threshold;
    if (colon != std::string::npos)
        out.spec.value = Json(std::string(trim(std::string_view(text).substr(colon + 1))));
    return out;
}

bool CheckImport::fits(PlacedCheck& check, const Json& vars) {
    CheckSpec& spec = check.spec;
    const auto refuse = [&](const Error& why) {
        m_notes.add(ImportChange::left_out, check.place,
                    fmt::format("the check {} is left out: {}", name_of(spec), why.message), why.fix);
        return false;
    };
    CheckSpec filled = spec;
    auto value = fill_variables(*spec.value, vars);
    if (!value) return refuse(value.error());
    filled.value = std::move(*value);
    if (spec.type == k_rubric) {
        if (filled.value->is_string() && !trim(filled.value->get<std::string>()).empty()) return true;
        return refuse({ErrorCode::invalid_value, "its value is no text", {}, "say what a good answer is"});
    }
    const auto made = m_table.make(filled);
    if (made) return true;
    if (!spec.threshold) return refuse(made.error());
    filled.threshold.reset();
    if (!m_table.make(filled)) return refuse(made.error());
    m_notes.add(ImportChange::changed, check.place,
                fmt::format("the threshold of {} is left out: {}", name_of(spec), made.error().message),
                "the check passes, or it does not");
    spec.threshold.reset();
    return true;
}

}  // namespace mkai::eval::promptfoo
