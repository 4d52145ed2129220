#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/eval/promptfoo.hpp"
#include "tests/unit/eval_fixture.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

using Files = std::map<std::string, std::string>;

Result<Import> imported(std::string config, const Files& files = {},
                        std::string label = "promptfooconfig.yaml") {
    const ImportRequest request{std::move(label),
                                std::move(config),
                                "s",
                                {{"copy", "openai", "gpt-4o"}, {"local", "openai-compatible", "llama-3"}},
                                built_in_table(),
                                [files](const std::string& path) -> Result<std::string> {
                                    const auto found = files.find(path);
                                    if (found != files.end()) return found->second;
                                    return fail(ErrorCode::unknown_id, path + " is not there");
                                }};
    return import_promptfoo(request);
}

Import taken(std::string config, const Files& files = {}, std::string label = "promptfooconfig.yaml") {
    auto made = imported(std::move(config), files, std::move(label));
    REQUIRE_MESSAGE(made.has_value(),
                    (made ? "" : made.error().message + "\n" + join(made.error().context, "\n")));
    CHECK_MESSAGE(parse_yaml(made->suite).ok(), made->suite);
    return std::move(*made);
}

bool has(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

// What a note says of this line, or empty.
std::string note_at(const Import& made, int line) {
    for (const ImportNote& note : made.notes)
        if (note.line == line) return note.what;
    return {};
}

std::string with_check(const std::string& check) {
    return "prompts: [\"{{x}}\"]\ntests:\n  - vars: {x: 1}\n    assert:\n      - {type: contains, value: "
           "a}\n      - " +
           check + "\n";
}

}  // namespace

TEST_CASE("each check that is ours is taken by its name, with its opposite") {
    for (const std::string check :
         {"{type: equals, value: a}", "{type: not-equals, value: {a: 1}}", "{type: icontains, value: a}",
          "{type: contains-any, value: [a, b]}", "{type: icontains-all, value: 'a, b'}",
          "{type: starts-with, value: a}", "{type: not-regex, value: '^a+$'}", "{type: is-json}",
          "{type: is-json, value: {type: object}}", "{type: contains-json}",
          "{type: levenshtein, value: a, threshold: 3}", "{type: rouge-n, value: a b, threshold: 0.5}",
          "{type: bleu, value: a b c d}", "{type: cost, threshold: 0.01}", "{type: latency, threshold: 2000}",
          "{type: is-refusal}", "{type: word-count, value: {min: 1, max: 9}}",
          "{type: word-count, value: 5}"}) {
        const Import made = taken(with_check(check));
        CHECK_MESSAGE(made.checks == 2, check);
        CHECK_MESSAGE(made.notes.empty(), check);
    }
}

TEST_CASE("each check that is not ours is named with its line, why, and what to do instead") {
    for (const std::string type :
         {"similar", "javascript", "python", "webhook", "select-best", "model-graded-closedqa", "factuality",
          "g-eval", "is-sql", "llm-rubric", "moderation", "never-heard-of"}) {
        const Import made = taken(with_check("{type: not-" + type + ", value: a}"));
        CHECK(made.checks == 1);
        REQUIRE_MESSAGE(made.notes.size() == 1, type);
        CHECK(made.notes[0].line == 6);
        CHECK(made.notes[0].change == ImportChange::left_out);
        CHECK(has(made.notes[0].what, type));
    }
}

TEST_CASE("a threshold that its check does not take is dropped, and named") {
    const Import made = taken(with_check("{type: icontains, value: b, threshold: 0.8}"));
    CHECK(made.checks == 2);
    CHECK(has(note_at(made, 6), "threshold of icontains"));
    CHECK_FALSE(has(made.suite, "0.8"));
}

TEST_CASE("a check that stands elsewhere in the configuration is taken from there") {
    const std::string config =
        "prompts: ['{{x}}']\nassertionTemplates: {loud: {type: contains, value: '!'}, again: {$ref: "
        "'#/assertionTemplates/again'}}\ntests:\n  - vars: {x: 1}\n    assert:\n      - $ref: ";
    const Import made = taken(config + "'#/assertionTemplates/loud'\n");
    CHECK(made.checks == 1);
    CHECK(made.notes.empty());
    for (const std::string pointer : {"'#/assertionTemplates/again'", "'#/none'", "'other.yaml#/x'", "'#/'"})
        CHECK_FALSE(imported(config + pointer + "\n"));
}

TEST_CASE("a rubric is taken when its judge is a declared model") {
    const std::string judged =
        "prompts: ['p {{x}}']\ndefaultTest: {options: {provider: 'openai:chat:gpt-4o'}}\n"
        "tests: [{vars: {x: 1}, assert: [{type: llm-rubric, value: It is kind, threshold: 0.7}]}]\n";
    const Import made = taken(judged);
    CHECK(has(made.suite, "judge: copy"));
    CHECK(made.checks == 1);
    CHECK(made.notes.empty());
}

TEST_CASE("providers are models by their label, their name, or who they ask") {
    const auto models = [](const std::string& provider) {
        return taken("prompts: [p]\nproviders: [" + provider + "]\ntests: [{assert: [{type: is-json}]}]\n")
            .models;
    };
    CHECK(models("'openai:gpt-4o'") == std::vector<std::string>{"copy"});
    CHECK(models("'openai:responses:gpt-4o'") == std::vector<std::string>{"copy"});
    CHECK(models("'groq:llama-3'") == std::vector<std::string>{"local"});
    CHECK(models("{id: 'exec:x', label: local}") == std::vector<std::string>{"local"});
    CHECK(models("{'openai:gpt-4o': {config: {}}}") == std::vector<std::string>{"copy"});
    CHECK(models("'anthropic:messages:gpt-4o'").empty());
    const Import made = taken(
        "prompts: [p]\nproviders: ['anthropic:messages:claude-9']\ntests: [{assert: [{type: is-json}]}]\n");
    CHECK(has(made.notes.at(0).instead, "claude-9: {provider: anthropic, model: claude-9,"));
}

TEST_CASE("prompts with variables alone are templates, messages have roles, and programs are named") {
    const auto prompt = [](const std::string& text, const std::string& vars = "{x: 1}") {
        const Json config{
            {"prompts", {text}},
            {"tests",
             {{{"vars", yaml_to_json(*parse_yaml(vars).root)}, {"assert", {{{"type", "is-json"}}}}}}}};
        const auto made = imported(config.dump(), {}, "c.json");
        return made ? made->prompts.at(0).text : "no: " + join(made.error().context, "; ");
    };
    CHECK(has(prompt("Hi {{ x }}, {a}"), "\nHi {{x}}, {a}\n"));
    CHECK(has(prompt("{{ x | dump }}"), "\n{{json x}}\n"));
    CHECK(has(prompt("{{x}} {{x.y}}", "{x: {y: 1}}"), "\n{{json x}} {{x.y}}\n"));
    CHECK(has(prompt(R"([{"role":"system","content":"S"},{"role":"assistant","content":"{{x}}"}])"),
              "\n{{role \"system\"~}}\nS\n{{~role \"model\"~}}\n{{x}}\n"));
    CHECK(has(prompt("{% if x %}"), "no: "));
    CHECK(has(prompt("{{ x | upper }}"), "no: "));
    CHECK(has(prompt("{{ env.KEY }}"), "no: "));
    CHECK(has(prompt("{{x"), "no: "));
    CHECK(has(prompt("[1]"), "\n[1]\n"));
}

TEST_CASE("lists of variables are multiplied out, unless they are to stay lists") {
    const std::string head =
        "prompts: ['{{a}} {{b}}']\ntests:\n  - vars: {a: [1, 2, 3], b: [x, y]}\n    assert: [{type: "
        "is-json}]\n";
    CHECK(taken(head).tests == 6);
    const Import kept = taken(head + "    options: {disableVarExpansion: true}\n");
    CHECK(kept.tests == 1);
    CHECK(has(kept.prompts.at(0).text, "{{json a}}"));
    std::string many = "prompts: ['{{a}}']\ntests:\n  - assert: [{type: is-json}]\n    vars: {a: [0";
    for (int i = 0; i < 1'000; ++i) many += ", 1";
    const auto made = imported(many + "]}\n");
    REQUIRE_FALSE(made);
    CHECK(has(join(made.error().context, "\n"), "more than 1000"));
}

TEST_CASE("tests come from CSV, JSON Lines, JSON and YAML, and what is wrong with a row has its line") {
    const Files files{
        {"a.csv",
         "x,__expected,__expected2,__threshold\n1,contains: a,\"similar(0.8): b\",0.5\n2,plain text,,\n"},
        {"b.jsonl", "{\"vars\": {\"x\": 1}, \"assert\": [{\"type\": \"is-json\"}]}\n{\n"},
        {"c.json", "[\n\t{\"vars\": {\"x\": 1}, \"assert\": [{\"type\": \"is-json\"}]}]"},
        {"d.yaml", "- vars: {x: file://e.txt}\n  assert: [{type: is-json}]\n"},
        {"e.txt", "from a file"}};
    const Import made = taken(
        "prompts: ['{{x}}']\ntests: [file://a.csv, file://b.jsonl, c.json, file://d.yaml, file://none.csv]\n",
        files);
    CHECK(made.tests == 5);
    CHECK(has(made.suite, "{type: equals, value: \"plain text\"}"));
    CHECK(has(made.suite, "from a file"));
    CHECK(has(made.suite, "threshold: 0.5"));
    const auto at = [&](const std::string& file, int line) {
        return std::ranges::any_of(
            made.notes, [&](const ImportNote& note) { return note.file == file && note.line == line; });
    };
    CHECK(at("a.csv", 2));
    CHECK(at("b.jsonl", 2));
    CHECK(at("promptfooconfig.yaml", 2));
}

TEST_CASE("a test without a check that is taken is left out, and is no test that always passes") {
    const Import made = taken(
        "prompts: ['{{x}}']\ntests:\n  - {vars: {x: 1}, assert: [{type: is-json}]}\n"
        "  - {vars: {x: 2}, assert: [{type: python, value: a}]}\n  - {vars: {x: 3}}\n");
    CHECK(made.tests == 1);
    CHECK(made.notes.size() == 3);
    const auto none = imported("prompts: [x]\ntests: [{assert: [{type: python, value: a}]}]\n");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::invalid_file);
}

TEST_CASE("every key that is not taken is named, a misspelt one too") {
    const Import made = taken(
        "prompts: ['{{x}}']\nscenarios: []\ntags: {}\nenv: {}\nextensions: []\noutputPath: x\n"
        "evaluateOptions: {repeat: 3, cache: false}\ndefualtTest: {}\n"
        "tests:\n  - vars: {x: 1}\n    asert: []\n    assert: [{type: is-json, wieght: 2}]\n");
    CHECK(has(made.suite, "repeat: 3"));
    for (const int line : {2, 3, 4, 5, 6, 7, 8, 11, 12}) CHECK_MESSAGE(!note_at(made, line).empty(), line);
}

TEST_CASE("texts of any kind come back from the suite as they were") {
    for (const std::string text :
         {"a: b", "- x", "\"quoted\" 'single'", "line\nline\n", " lead", "{{x}}", "true", "12", "#no comment",
          "tab\there", "\u2028 sep", "\u202E rtl", "null", "~", "&a", "*a"}) {
        const Json config{{"prompts", {"{{v}} {{x}}"}},
                          {"description", text},
                          {"tests",
                           {{{"vars", {{"v", text}, {"x", 1}}},
                             {"assert", {{{"type", "not-contains"}, {"value", "q" + text}}}}}}}};
        const auto made = imported(config.dump(-1, ' ', true), {}, "c.json");
        if (!made) {  // the reader takes no hidden characters
            CHECK(find_hidden(text).has_value());
            continue;
        }
        const auto read = parse_yaml(made->suite);
        REQUIRE_MESSAGE(read.ok(), made->suite);
        const Json suite = yaml_to_json(*read.root);
        CHECK_MESSAGE(suite["tests"][0]["vars"]["v"] == text, made->suite);
    }
}

}  // namespace mkai::eval
