#include "core/base/json.hpp"
#include "core/eval/fill.hpp"

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

namespace {
const Json k_vars = Json::parse(
    R"({"name": "Ann", "n": 5, "list": ["a", "b"], "deep": {"er": {"x": true}}, "no": null, "a.b": "dotted",
        "First name": "Bo", "braces": "{{name}}"})");

Json filled(const Json& value) {
    auto out = fill_variables(value, k_vars);
    REQUIRE_MESSAGE(out.has_value(), (out ? "" : out.error().message));
    return std::move(*out);
}
Error refused(const Json& value) {
    auto out = fill_variables(value, k_vars);
    REQUIRE_FALSE(out.has_value());
    return out.error();
}
}  // namespace

TEST_CASE("variables are filled in wherever a text has them") {
    CHECK(filled("Dear {{name}}, {{ n }} left") == "Dear Ann, 5 left");
    CHECK(filled("{{deep.er.x}} and {{list.1}}") == "true and b");
    CHECK(filled("{{a.b}} {{First name}}!") == "dotted Bo!");
    CHECK(filled(Json{{"max", "{{n}}"}, {"l", {"{{name}}", 1}}}) == Json{{"max", 5}, {"l", {"Ann", 1}}});
    CHECK(filled("list: {{list}}") == "list: [\"a\",\"b\"]");
    CHECK(filled("no braces } here {") == "no braces } here {");
    CHECK(filled("") == "");
    CHECK(filled(nullptr) == nullptr);
}

TEST_CASE("a text that is one variable alone becomes its value, whatever it is") {
    CHECK(filled("{{n}}") == 5);
    CHECK(filled("{{list}}") == Json{"a", "b"});
    CHECK(filled("{{no}}") == nullptr);
    CHECK(filled(" {{n}}") == " 5");
}

TEST_CASE("what a variable holds is not filled in again") {
    CHECK(filled("{{braces}}") == "{{name}}");
    CHECK(filled("x {{braces}}") == "x {{name}}");
}

TEST_CASE("two braces can be meant as they are") {
    CHECK(filled("\\{{name}}") == "{{name}}");
    CHECK(filled("a \\{{ b {{n}}") == "a {{ b 5");
}

TEST_CASE("an undefined variable is an error and never an empty text") {
    CHECK(refused("Dear {{nmae}}").code == ErrorCode::unknown_id);
    CHECK(refused("Dear {{nmae}}").fix == "did you mean \"name\"?");
    CHECK(refused("{{deep.err.x}}").fix == "did you mean \"er\"?");
    CHECK(refused("{{list.2}}").code == ErrorCode::unknown_id);
    CHECK(refused("{{list.-1}}").code == ErrorCode::unknown_id);
    CHECK(refused("{{name.x}}").code == ErrorCode::unknown_id);
    CHECK(refused(Json{{"a", {{"b", {"{{nope}}"}}}}}).code == ErrorCode::unknown_id);
    CHECK(fill_variables("{{x}}", nullptr).error().code == ErrorCode::unknown_id);
}

TEST_CASE("braces that are no variable are an error") {
    for (const char* text : {"{{", "{{name", "{{name}", "{{}}", "{{ }}", "{{#if name}}", "{{name | upper}}",
                             "{{{name}}}", "{{! no }}", "x {{no}} y"}) {
        CAPTURE(std::string(text));
        CHECK(refused(text).code == ErrorCode::invalid_value);
    }
}

TEST_CASE("whether a value has variables is told at any depth") {
    CHECK(has_variables("a {{b}}"));
    CHECK(has_variables("\\{{"));
    CHECK(has_variables(Json{{"a", {1, {{"b", "{{c}}"}}}}}));
    CHECK_FALSE(has_variables("a {b}"));
    CHECK_FALSE(has_variables(Json{{"{{a}}", 1}}));
    CHECK_FALSE(has_variables(5));
}
