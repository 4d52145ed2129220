#include "core/base/schema.hpp"

#include <chrono>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;

namespace {

using Lines = std::vector<std::string>;

Schema compile(std::string_view text) {
    auto schema = Schema::compile_text(text);
    if (!schema) FAIL(schema.error().message);
    return *schema;
}

// "path: message (fix)" of each violation.
Lines violations_of(const Schema& schema, const Json& value) {
    Lines lines;
    for (const auto& v : schema.validate(value)) {
        std::string path;
        for (const auto& step : v.path) path += (path.empty() ? "" : ".") + step;
        lines.push_back(path + ": " + v.message + (v.fix.empty() ? "" : " (" + v.fix + ")"));
    }
    return lines;
}

Lines violations_of(std::string_view schema, const Json& value) {
    return violations_of(compile(schema), value);
}

}  // namespace

TEST_CASE("an unknown key is told with the key that was meant") {
    const auto schema =
        compile(R"({"properties": {"offer": {}, "owner": {}}, "additionalProperties": false})");
    CHECK(violations_of(schema, {{"offr", 1}}) == Lines{": unknown key \"offr\" (did you mean \"offer\"?)"});
    CHECK(violations_of(schema, {{"colour", 1}}) ==
          Lines{": unknown key \"colour\" (known here: offer, owner)"});
    CHECK(schema.validate({{"offr", 1}})[0].key == "offr");
    CHECK(schema.validate({{"offr", 1}})[0].keyword == "additionalProperties");
}

TEST_CASE("every missing key is told") {
    const auto found = compile(R"({"required": ["a", "b", "c"]})").validate({{"b", 1}});
    REQUIRE(found.size() == 2);
    CHECK(found[0].message == "the key \"a\" is missing");
    CHECK(found[0].key == "a");
    CHECK(found[1].key == "c");
}

TEST_CASE("a wrong type says what it must be and what it is") {
    CHECK(violations_of(R"({"properties": {"a": {"type": "array"}}})", {{"a", "x"}}) ==
          Lines{"a: must be a list, is text (write it as [a, b], or as lines that begin with \"- \")"});
    CHECK(violations_of(R"({"type": "string"})", 5) ==
          Lines{": must be text, is the number 5 (put it in quotes)"});
    CHECK(violations_of(R"({"type": ["string", "number"]})", true) ==
          Lines{": must be a number or text, is true"});
    CHECK(violations_of(R"({"type": "integer"})", 1.5) ==
          Lines{": must be a whole number, is the number 1.5"});
    CHECK(violations_of(R"({"type": "integer"})", 2.0).empty());
    CHECK(violations_of(R"({"type": "object"})", nullptr) ==
          Lines{": must be a group of \"key: value\", is empty (write a value, or take the key out)"});
}

TEST_CASE("a value outside of an enum gets the list and the nearest one") {
    const auto schema = compile(R"({"enum": ["launch", "promotion"]})");
    CHECK(violations_of(schema, "lunch") ==
          Lines{": \"lunch\" is not allowed here (did you mean \"launch\"? allowed: launch, promotion)"});
    CHECK(violations_of(schema, 7) == Lines{": \"7\" is not allowed here (one of: launch, promotion)"});
    CHECK(violations_of(schema, "promotion").empty());
    CHECK(violations_of(R"({"const": "x"})", "y").size() == 1);
}

TEST_CASE("lengths and sizes are counted in characters and entries") {
    const auto text = compile(R"({"minLength": 2, "maxLength": 3})");
    CHECK(violations_of(text, "äöü").empty());
    CHECK(violations_of(text, "") == Lines{": must not be empty"});
    CHECK(violations_of(text, "ä") == Lines{": must have at least 2 characters, has 1"});
    CHECK(violations_of(text, "äöüß") == Lines{": may have at most 3 characters, has 4 (shorten it)"});
    CHECK(violations_of(R"({"minItems": 1})", Json::array()) == Lines{": must have at least 1 entry, has 0"});
    CHECK(violations_of(R"({"maxItems": 1})", {1, 2}) == Lines{": may have at most 1 entry, has 2"});
    CHECK(violations_of(R"({"uniqueItems": true})", {"a", "b", "a"}) == Lines{"2: \"a\" stands twice"});
    CHECK(violations_of(R"({"minimum": 1, "maximum": 5})", 0) == Lines{": must be at least 1, is 0"});
    CHECK(violations_of(R"({"exclusiveMaximum": 5})", 5) == Lines{": must be less than 5, is 5"});
}

TEST_CASE("a pattern is checked by PCRE2, with the schema's own words") {
    const auto schema = compile(R"({"pattern": "^[a-z]+$", "patternErrorMessage": "must be small letters"})");
    CHECK(violations_of(schema, "abc").empty());
    CHECK(violations_of(schema, "Abc") == Lines{": \"Abc\" must be small letters"});
    CHECK(violations_of(schema, 5).empty());
}

TEST_CASE("a 200 KB string against a pattern of nested repeats is answered") {
    const auto schema = compile(R"({"pattern": "^(a+)+$"})");
    CHECK(violations_of(schema, std::string(200'000, 'a') + "!").size() == 1);
    CHECK(violations_of(R"({"pattern": "^(.|\\n)*$"})", std::string(200'000, 'x')).size() <= 1);
}

TEST_CASE("a property that is called pattern, enum or format is a property") {
    const auto schema =
        compile(R"({"properties": {"pattern": {"type": "string"}, "enum": {}, "format": {"pattern": "^x"}},
                                    "additionalProperties": false})");
    CHECK(violations_of(schema, {{"pattern", "("}, {"enum", 1}, {"format", "x"}}).empty());
    CHECK(violations_of(schema, {{"format", "y"}}).size() == 1);
}

TEST_CASE("formats are dates that exist, addresses and links") {
    const auto date = compile(R"({"format": "date"})");
    CHECK(violations_of(date, "2026-02-28").empty());
    CHECK(violations_of(date, "2026-02-30") ==
          Lines{": \"2026-02-30\" is not a date (write it as 2026-12-31)"});
    const auto email = compile(R"({"format": "email"})");
    CHECK(violations_of(email, "maria@example.com").empty());
    for (const char* wrong :
         {"maria", "@example.com", "maria@", "a@b", "a b@c.de", "a@b@c.de", "a@.de", "a@b."})
        CHECK_MESSAGE(violations_of(email, wrong).size() == 1, wrong);
    const auto uri = compile(R"({"format": "uri"})");
    CHECK(violations_of(uri, "https://example.com/x?y=1").empty());
    for (const char* wrong : {"example.com", "javascript:alert(1)", "https://", "https:///x", "http://a b.de",
                              "ftp://example.com", "data:text/html,x"})
        CHECK_MESSAGE(violations_of(uri, wrong).size() == 1, wrong);
}

TEST_CASE("alternatives tell what is wrong with the one of the same type") {
    const auto schema = compile(R"({"oneOf": [{"type": "array", "items": {"type": "string"}},
                                              {"type": "object", "additionalProperties": {"type": "array"}}]})");
    CHECK(violations_of(schema, {"a"}).empty());
    CHECK(violations_of(schema, {1}) == Lines{"0: must be text, is the number 1 (put it in quotes)"});
    CHECK(violations_of(schema, Json{{"de-DE", 1}}).size() == 1);
    CHECK(violations_of(schema, "x") == Lines{": must be a list or a group of \"key: value\", is text"});
}

TEST_CASE("references, conditions and the other keywords of draft 7 hold") {
    const auto tree = compile(R"({"$ref": "#/definitions/node", "definitions": {"node": {"type": "object",
        "properties": {"name": {"enum": ["n"]}, "next": {"$ref": "#/definitions/node"}}, "additionalProperties": false}}})");
    CHECK(violations_of(tree, {{"name", "n"}, {"next", {{"name", "n"}}}}).empty());
    CHECK(violations_of(tree, Json::parse(R"({"next": {"next": {"name": "m"}}})")) ==
          Lines{"next.next.name: \"m\" is not allowed here (did you mean \"n\"? allowed: n)"});
    const auto when = compile(R"({"if": {"properties": {"kind": {"const": "files"}}, "required": ["kind"]},
                                  "then": {"required": ["path"]}, "else": {"required": ["url"]}})");
    CHECK(violations_of(when, {{"kind", "files"}}).front().find("\"path\"") != std::string::npos);
    CHECK(violations_of(when, {{"kind", "web"}}).front().find("\"url\"") != std::string::npos);
    CHECK(violations_of(R"({"not": {"type": "null"}})", nullptr).size() == 1);
    CHECK(violations_of(R"({"allOf": [{"minLength": 3}, {"maxLength": 1}]})", "ab").size() == 2);
    CHECK(violations_of(R"({"contains": {"const": 1}})", {2, 3}).size() == 1);
    CHECK(violations_of(R"({"propertyNames": {"pattern": "^[a-z]+$"}})", {{"A", 1}}).size() == 1);
    CHECK(violations_of(R"({"dependencies": {"price": ["currency"]}})", {{"price", 1}}).size() == 1);
    CHECK(violations_of(R"({"properties": {"a": false}})", {{"a", 1}}) == Lines{"a: is not allowed here"});
    CHECK(violations_of(R"({"items": [{"type": "string"}], "additionalItems": false})", {"a", 2}).size() ==
          1);
    CHECK(violations_of(R"({"multipleOf": 5})", 7).size() == 1);
    CHECK(violations_of(R"({"minProperties": 1})", Json::object()).size() == 1);
}

TEST_CASE("violations come in the order of the value, entries by number") {
    Json list = Json::array();
    for (int i = 0; i < 12; ++i) list.push_back(i);
    const auto found = compile(R"({"items": {"type": "string"}})").validate(list);
    REQUIRE(found.size() == 12);
    for (std::size_t i = 0; i < 12; ++i) CHECK(found[i].path[0] == std::to_string(i));
}

TEST_CASE("a value with endless mistakes is told in a bounded list") {
    CHECK(compile(R"({"items": {"type": "string"}})").validate(Json(std::vector<int>(100'000, 1))).size() ==
          200);
}

TEST_CASE("keys and values from outside are made safe to show") {
    const auto schema = compile(R"({"additionalProperties": false})");
    const auto found = schema.validate({{"\x1B[31m\nx" + std::string(500, 'y'), 1}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].message.find('\x1B') == std::string::npos);
    CHECK(found[0].message.find('\n') == std::string::npos);
    CHECK(found[0].message.size() < 120);
}

TEST_CASE("what is no schema is an internal error and not an exception") {
    for (const char* text : {"", "[", R"({"type": "strange"})", R"({"pattern": "("})", R"({"pattern": 5})",
                             R"({"format": "strange"})", R"({"$ref": "#/nowhere"})", R"({"minLength": "x"})",
                             R"({"patternProperties": {"^x": {}}})"}) {
        const auto schema = Schema::compile_text(text);
        REQUIRE_MESSAGE(!schema, text);
        CHECK(schema.error().code == ErrorCode::internal_error);
    }
}

TEST_CASE("one schema serves many threads") {
    const auto schema =
        compile(R"({"properties": {"a": {"pattern": "^x+$"}}, "additionalProperties": false})");
    std::vector<std::thread> threads;
    std::array<std::size_t, 4> counts{};
    for (std::size_t t = 0; t < counts.size(); ++t)
        threads.emplace_back([&schema, &counts, t] {
            for (int i = 0; i < 500; ++i)
                counts[t] += schema.validate({{"a", i % 2 == 0 ? "xx" : "y"}, {"b", 1}}).size();
        });
    for (auto& thread : threads) thread.join();
    for (const std::size_t count : counts) CHECK(count == 750);
}
