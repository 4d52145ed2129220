#include "core/workspace/suite_reader.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/document.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_not = "not-";

std::optional<double> number_at(const YamlNode& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    if (!node) return std::nullopt;
    const Json value = yaml_to_json(*node);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

void take_type(eval::CheckSpec& spec, std::string type) {
    spec.negated = type.starts_with(k_not);
    spec.type = spec.negated ? type.substr(k_not.size()) : std::move(type);
    if (spec.metric.empty()) spec.metric = (spec.negated ? std::string(k_not) : std::string()) + spec.type;
}

eval::CheckSpec read_check(Document& document, const YamlNode& node) {
    eval::CheckSpec spec;
    spec.metric = text_at(node, "metric");
    take_type(spec, text_at(node, "type"));
    if (const YamlNode* value = node.find("value")) spec.value = yaml_to_json(*value);
    spec.threshold = number_at(node, "threshold");
    spec.weight = number_at(node, "weight").value_or(1);
    spec.model = text_at(node, "model");
    spec.line = node.begin.line;
    spec.column = node.begin.column;
    if (const YamlNode* weight = node.find("weight"); weight && spec.weight == 0)
        document.error(*weight, "no-weight", "a check of weight 0 counts for nothing",
                       "give it a weight above 0, or leave it out");
    return spec;
}

// What stands in `node` over what `test` has.
void read_test(Document& document, const YamlNode& node, eval::TestCase& test) {
    test.line = node.begin.line;
    const auto take = [&](std::string_view key, std::string& into) {
        if (node.find(key)) into = text_at(node, key);
    };
    take("id", test.id);
    take("description", test.description);
    take("brief", test.brief);
    take("deliverable", test.deliverable);
    take("locale", test.locale);
    take("cluster", test.cluster);
    test.critical = flag_at(node, "critical", test.critical);
    if (const auto threshold = number_at(node, "threshold")) test.threshold = threshold;
    if (const YamlNode* vars = node.find("vars")) {
        const Json values = yaml_to_json(*vars);
        if (values.is_object())
            for (const auto& [name, value] : values.items()) (*test.vars)[name] = value;
    }
    for (const YamlNode& check : items_at(node, "assert")) test.checks.push_back(read_check(document, check));
}

void settle(eval::TestCase& test, std::string id) {
    if (test.id.empty()) test.id = std::move(id);
    if (test.cluster.empty()) test.cluster = test.brief.empty() ? test.id : test.brief;
}

void check_test(Document& document, const YamlNode& node, const eval::TestCase& test) {
    if (test.checks.empty())
        document.error(node, "no-check", "nothing is checked of this test's answers",
                       "add `assert`, here or under `defaults`");
    if (test.threshold && *test.threshold <= 0)
        document.error(node, "no-threshold", "every answer reaches a threshold of 0",
                       "give it one above 0, or leave it out: then every check has to pass");
    if (test.brief.empty() && (!test.deliverable.empty() || !test.locale.empty()))
        document.error(node, "no-brief", "a deliverable and a locale are those of a brief",
                       "name the brief too");
}

eval::Suite read(Document& document, std::string_view id) {
    eval::Suite suite;
    suite.id = id;
    suite.path = document.label();
    suite.source_digest = document.source_digest();
    const YamlNode& root = document.root();
    suite.description = text_at(root, "description");
    suite.prompts = texts_at(root, "prompts");
    suite.models = texts_at(root, "models");
    for (const std::string& way : texts_at(root, "copy"))
        if (const auto known = std::ranges::find(eval::k_ways, way); known != eval::k_ways.end())
            suite.copy.push_back(static_cast<eval::Way>(known - eval::k_ways.begin()));
    suite.required_for = texts_at(root, "required_for");
    suite.judge = text_at(root, "judge");
    suite.repeat = static_cast<int>(integer_at(root, "repeat").value_or(1));
    if (const YamlNode* guards = root.find("guards")) {
        suite.guards.pass_rate = number_at(*guards, "pass_rate");
        suite.guards.margin = number_at(*guards, "margin").value_or(suite.guards.margin);
        suite.guards.confidence = number_at(*guards, "confidence").value_or(suite.guards.confidence);
    }
    if (const YamlNode* defaults = root.find("defaults")) read_test(document, *defaults, suite.defaults);
    std::set<std::string> ids;
    for (const YamlNode& node : items_at(root, "tests")) {
        eval::TestCase test = suite.defaults;
        read_test(document, node, test);
        settle(test, fmt::format("t{}", suite.tests.size() + 1));
        check_test(document, node, test);
        if (!ids.insert(test.id).second)
            document.error(node, "doubled-id", fmt::format("two tests are called {}", in_quotes(test.id)),
                           "give one another id");
        suite.tests.push_back(std::move(test));
    }
    for (const YamlNode& node : items_at(root, "rows"))
        suite.rows.push_back({node.text, node.begin.line, node.begin.column});
    if (suite.prompts.empty() && suite.copy.empty())
        document.error(root, "no-prompts", "the suite holds nothing against its tests",
                       "add `prompts`, or `copy` with human, assisted or automated");
    if (suite.prompts.empty() && !suite.required_for.empty())
        document.error(root, "no-prompts", "what is required for a label is required of prompts",
                       "add `prompts`, or leave required_for out");
    if (suite.tests.empty() && suite.rows.empty())
        document.error(root, "no-tests", "the suite has no tests", "add `tests`, or `rows` with a file");
    return suite;
}

CheckedSuite checked(Document document, std::string_view id) {
    CheckedSuite out;
    std::optional<eval::Suite> suite;
    if (document.readable()) suite = read(document, id);
    const bool wrong = document.has_errors();
    out.findings = document.take_findings();
    if (suite && !wrong) out.suite = std::move(suite);
    return out;
}

fs::path folder_of(const Workspace& workspace) {
    return workspace.root() / "evals";
}

std::optional<double> number_of(const std::string& text) {
    double value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

// "contains: rain", "not-levenshtein(5): text", "is-json"; a text without a type is what the answer has to
// equal. A word with a hyphen before the colon is taken for a type, so that a misspelt one is told and not
// compared.
eval::CheckSpec check_of_text(const std::string& text, const eval::CheckTable& checks) {
    eval::CheckSpec spec;
    const auto colon = text.find(':');
    std::string head(trim(std::string_view(text).substr(0, colon)));
    if (const auto open = head.find('('); open != std::string::npos && head.ends_with(')')) {
        spec.threshold = number_of(head.substr(open + 1, head.size() - open - 2));
        if (spec.threshold) head.resize(open);
    }
    const auto type = std::string_view(head).substr(head.starts_with(k_not) ? k_not.size() : 0);
    const bool is_word = head.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    const bool is_type =
        checks.find(type) || (colon != std::string::npos && is_word && head.find('-') != std::string::npos);
    if (!is_type) {
        spec.threshold.reset();
        take_type(spec, "equals");
        spec.value = Json(text);
        return spec;
    }
    take_type(spec, head);
    if (colon != std::string::npos)
        spec.value = Json(std::string(trim(std::string_view(text).substr(colon + 1))));
    return spec;
}

Result<eval::TestCase> wrong_row(std::string message, std::string fix = {}) {
    return fail(ErrorCode::invalid_file, std::move(message), std::move(fix));
}

}  // namespace

std::vector<std::string> suite_ids(const Workspace& workspace) {
    std::vector<std::string> ids;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder_of(workspace), ec)) {
        const std::string stem = entry.path().stem().string();
        if (entry.path().extension() == ".yaml" && is_slug(stem)) ids.push_back(stem);
    }
    std::ranges::sort(ids);
    return ids;
}

CheckedSuite read_suite_text(std::string_view id, std::string path, std::string_view bytes) {
    return checked(Document(std::move(path), bytes, "eval"), id);
}

Result<CheckedSuite> read_suite(const Workspace& workspace, const std::string& typed) {
    if (typed.ends_with(".yaml") || typed.ends_with(".yml")) {
        const fs::path path = typed;
        return checked(Document::read(path, typed, "eval"), path.stem().string());
    }
    const fs::path path = folder_of(workspace) / (typed + ".yaml");
    std::error_code ec;
    if (!is_slug(typed) || !fs::exists(path, ec)) {
        const std::vector<std::string> ids = suite_ids(workspace);
        if (ids.empty())
            return fail(ErrorCode::unknown_id, fmt::format("there is no suite {}", in_quotes(typed)),
                        fmt::format("write evals/{}.yaml", is_slug(typed) ? typed : "SUITE"));
        return fail(ErrorCode::unknown_id, fmt::format("there is no suite {}", in_quotes(typed)),
                    did_you_mean(typed, ids));
    }
    return checked(Document::read(path, fmt::format("evals/{}.yaml", typed), "eval"), typed);
}

Result<eval::TestCase> test_of_row(const eval::Suite& suite, const eval::RowFile& file, std::size_t number,
                                   const Json& row, const eval::CheckTable& checks) {
    eval::TestCase test = suite.defaults;
    test.line = 0;  // of another file: its id tells the row
    const std::string id = fmt::format("{}:{}", fs::path(file.path).stem().string(), number);
    if (row.contains("vars") || row.contains("assert")) {  // a test as the suite's file has them
        CheckedSuite read =
            read_suite_text(suite.id, file.path, Json{{"prompts", {"x"}}, {"tests", {row}}}.dump());
        if (!read.suite) {
            const auto error = std::ranges::find(read.findings, Level::error, &Finding::level);
            return wrong_row(error == read.findings.end() ? "it is no test" : error->message,
                             error == read.findings.end() ? std::string() : error->fix);
        }
        eval::TestCase& own = read.suite->tests.front();
        for (auto& [name, value] : own.vars->items()) (*test.vars)[name] = value;
        for (eval::CheckSpec& spec : own.checks) test.checks.push_back(std::move(spec));
        if (own.id != "t1") test.id = own.id;
        if (!own.description.empty()) test.description = own.description;
        if (!own.brief.empty()) test.brief = own.brief;
        if (!own.deliverable.empty()) test.deliverable = own.deliverable;
        if (!own.locale.empty()) test.locale = own.locale;
        if (own.cluster != own.id && own.cluster != own.brief) test.cluster = own.cluster;
        test.critical = test.critical || own.critical;
        if (own.threshold) test.threshold = own.threshold;
    } else {
        for (const auto& [name, value] : row.items()) {
            if (!name.starts_with("__")) {
                (*test.vars)[name] = value;
                continue;
            }
            const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
            if (name.starts_with("__expected")) {
                if (!text.empty()) test.checks.push_back(check_of_text(text, checks));
            } else if (name == "__description") {
                test.description = text;
            } else if (name == "__id") {
                test.id = text;
            } else if (name == "__cluster") {
                test.cluster = text;
            } else if (name == "__critical") {
                test.critical = text == "true" || text == "yes" || text == "1";
            } else if (name == "__threshold") {
                if (!text.empty()) test.threshold = number_of(text);
                if (!text.empty() && !test.threshold)
                    return wrong_row(fmt::format("{} is no threshold", in_quotes(text)),
                                     "a number from 0 to 1");
            } else {
                return wrong_row(fmt::format("there is no column {}", in_quotes(name)),
                                 "__expected, __description, __id, __cluster, __critical or __threshold");
            }
        }
    }
    if (test.threshold && *test.threshold <= 0)
        return wrong_row("every answer reaches a threshold of 0", "one above 0, or none");
    if (test.checks.empty())
        return wrong_row("nothing is checked of this row's answers",
                         "add a column __expected, or `assert` under `defaults`");
    settle(test, id);
    return test;
}

}  // namespace mkai::workspace
