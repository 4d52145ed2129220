#include "tests/unit/eval_fixture.hpp"

#include <chrono>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

namespace {
const Json k_schema = Json::parse(R"({"type": "object", "required": ["title"], "additionalProperties": false,
    "properties": {"title": {"type": "string", "maxLength": 10}}})");
}

TEST_CASE("is-json takes JSON alone, whatever it is") {
    CHECK(passes(spec_of("is-json"), R"({"a": [1, 2]})"));
    CHECK(passes(spec_of("is-json"), "12"));
    CHECK(passes(spec_of("is-json"), "null"));
    for (const char* text :
         {"", "{", "{'a': 1}", "{\"a\": 1} and more", "```json\n{}\n```", "{\"a\":1,\"a\":2}", "nul"})
        CHECK_FALSE(passes(spec_of("is-json"), text));
    CHECK(passes(spec_of("not-is-json"), "prose"));
}

TEST_CASE("is-json says which part does not fit the schema") {
    CHECK(passes(spec_of("is-json", k_schema), R"({"title": "Spring"})"));
    CHECK(passes(spec_of("is-json", k_schema.dump()), R"({"title": "Spring"})"));
    const auto outcome = run(spec_of("is-json", k_schema), R"({"title": 5})");
    CHECK_FALSE(outcome->passed);
    CHECK(outcome->reason ==
          "the answer is JSON that does not fit the schema: \"title\": must be text, is the number 5");
    CHECK_FALSE(passes(spec_of("is-json", k_schema), R"({"titel": "x"})"));
    CHECK_FALSE(passes(spec_of("is-json", k_schema), "12"));
    CHECK_FALSE(passes(spec_of("is-json", false), "12"));
}

TEST_CASE("a schema that would check nothing is refused") {
    const Error error = refusal_of(spec_of("is-json", Json{{"type", "object"}, {"requred", {"a"}}}));
    CHECK(error.code == ErrorCode::invalid_value);
    CHECK(error.fix == "did you mean \"required\"?");
    const Json nested = Json::parse(R"({"properties": {"a": {"items": {"minimun": 3}}}})");
    CHECK(refusal_of(spec_of("contains-json", nested)).fix == "did you mean \"minimum\"?");
    // What a property is called is no keyword, and neither is what an enum lists.
    CHECK(passes(spec_of("is-json", Json::parse(R"({"properties": {"requred": {}}, "enum": [{"x": 1}]})")),
                 R"({"x": 1})"));
    for (const Json& value :
         {Json("no schema"), Json(12), Json::array({1}), Json{{"type", "strng"}}, Json{{"pattern", 5}},
          Json{{"type", "string"}, {"pattern", "("}}, Json{{"$ref", "http://example.com/x"}}})
        CHECK(refusal_of(spec_of("is-json", value)).code == ErrorCode::invalid_value);
}

TEST_CASE("contains-json finds an object or a list among words") {
    CHECK(passes(spec_of("contains-json"), "Here you are: {\"a\": 1}. Bye"));
    CHECK(passes(spec_of("contains-json"), "```json\n[1, 2]\n```"));
    CHECK(passes(spec_of("contains-json"), "{not this} but {\"b\": \"}\"}"));
    CHECK(passes(spec_of("contains-json"), "[see {\"a\": []}"));
    for (const char* text :
         {"", "12", "no JSON", "{a: 1}", "{\"a\": 1", "[1, 2", "{", "[", "{\"a\": [1, }", "[\"open]"})
        CHECK_FALSE(passes(spec_of("contains-json"), text));
    CHECK(passes(spec_of("not-contains-json"), "prose {only}"));
}

TEST_CASE("contains-json passes when one of the values fits the schema") {
    CHECK(passes(spec_of("contains-json", k_schema), R"([1] {"x": 1} {"title": "Spring"})"));
    const auto outcome = run(spec_of("contains-json", k_schema), R"(first {"x": 1})");
    CHECK_FALSE(outcome->passed);
    CHECK(outcome->reason.starts_with("the answer has JSON that does not fit the schema: "));
    // A value inside of one that does not fit is not looked at again.
    CHECK_FALSE(passes(spec_of("contains-json", k_schema), R"([{"title": "Spring"}])"));
}

TEST_CASE("hostile brackets end soon and never pass") {
    const auto start = std::chrono::steady_clock::now();
    std::string lists, strings;
    for (int i = 0; i < 100'000; ++i) {
        lists += "[1,";
        strings += "[\"\\";
    }
    for (const std::string& text : {lists, strings, std::string(500'000, '['), std::string(500'000, '{')}) {
        const auto outcome = run(spec_of("contains-json"), text);
        CHECK((!outcome || !outcome->passed));
        CHECK_FALSE(passes(spec_of("is-json"), text));
    }
    const auto exhausted = run(spec_of("contains-json"), std::string(500'000, '['));
    CHECK_MESSAGE(!exhausted.has_value(), (exhausted ? exhausted->reason : ""));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    CHECK(seconds.count() < 20);
}
