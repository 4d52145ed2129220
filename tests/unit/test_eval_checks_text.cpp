#include "tests/unit/eval_fixture.hpp"

#include <chrono>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

TEST_CASE("equals compares texts to the byte and says when only white space differs") {
    CHECK(passes(spec_of("equals", "Yes"), "Yes"));
    CHECK_FALSE(passes(spec_of("equals", "Yes"), "yes"));
    const auto spaced = run(spec_of("equals", "Yes"), "Yes\n");
    REQUIRE(spaced.has_value());
    CHECK_FALSE(spaced->passed);
    CHECK(spaced->reason == "the answer is \"Yes\" but for white space at its ends");
    CHECK(passes(spec_of("equals", 42), "42"));
    CHECK(passes(spec_of("equals", true), "true"));
}

TEST_CASE("equals compares JSON by its value when the value is an object or a list") {
    const Json wanted{{"a", 1}, {"b", {1, 2}}};
    CHECK(passes(spec_of("equals", wanted), R"({ "b": [1,2], "a": 1 })"));
    CHECK_FALSE(passes(spec_of("equals", wanted), R"({"a": 1})"));
    CHECK_FALSE(passes(spec_of("equals", wanted), "no JSON"));
}

TEST_CASE("contains looks for the text as it is, icontains without case") {
    CHECK(passes(spec_of("contains", "Spring"), "the Spring sale"));
    CHECK_FALSE(passes(spec_of("contains", "spring"), "the Spring sale"));
    CHECK(passes(spec_of("icontains", "spring"), "the SPRING sale"));
    CHECK(passes(spec_of("icontains", "STRASSE"), "in der Straße"));
    CHECK(passes(spec_of("icontains", "été"), "L'ÉTÉ"));
    CHECK(passes(spec_of("contains", 20), "save 20%"));
    // "%" and "{{" are characters like others.
    CHECK(passes(spec_of("contains", "%"), "save 20%"));
}

TEST_CASE("contains-any needs one text of the list, contains-all each") {
    const Json list{"red", "green"};
    CHECK(passes(spec_of("contains-any", list), "a green hat"));
    CHECK_FALSE(passes(spec_of("contains-any", list), "a blue hat"));
    CHECK_FALSE(passes(spec_of("contains-all", list), "a green hat"));
    CHECK(passes(spec_of("contains-all", list), "a green and red hat"));
    CHECK(passes(spec_of("icontains-any", list), "a GREEN hat"));
    CHECK(passes(spec_of("icontains-all", list), "a GREEN and Red hat"));
    const auto missing = run(spec_of("contains-all", list), "a green hat");
    CHECK(missing->reason == "the answer lacks \"red\"");
    CHECK(run(spec_of("contains-any", list), "blue")->reason == "the answer has none of \"red\", \"green\"");
}

TEST_CASE("a list may be one text with commas, and quotation marks hold a comma") {
    CHECK(passes(spec_of("contains-all", "red, green"), "red and green"));
    CHECK(passes(spec_of("contains-any", R"("red, green", blue)"), "a red, green hat"));
    CHECK_FALSE(passes(spec_of("contains-any", R"("red, green", blue)"), "a red hat"));
    CHECK(passes(spec_of("contains-all", R"("say ""hi""",x)"), R"(x: say "hi")"));
    CHECK(passes(spec_of("contains-all", Json{"20", 30, true}), "20 30 true"));
}

TEST_CASE("a value that would fit every answer is refused") {
    for (const char* type : {"contains", "icontains", "starts-with", "ends-with", "equals", "regex"})
        CHECK(refusal_of(spec_of(type, "")).code == ErrorCode::invalid_value);
    for (const char* type : {"contains-any", "contains-all", "icontains-any", "icontains-all"}) {
        CHECK(refusal_of(spec_of(type, "a,,b")).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, "a,")).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, Json{"a", ""})).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, Json{"a", nullptr})).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, Json{"a", Json::array()})).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, R"("a)")).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type, R"("a" b, c)")).code == ErrorCode::invalid_value);
    }
    CHECK(refusal_of(spec_of("contains", Json{"a", "b"})).code == ErrorCode::invalid_value);
}

TEST_CASE("a threshold where there is none to reach is refused") {
    for (const char* type :
         {"equals", "contains", "icontains-all", "starts-with", "ends-with", "regex", "is-json"})
        CHECK(refusal_of(spec_of(type, type == std::string("is-json") ? Json() : Json("x"), 0.5))
                  .message.find("takes no threshold") != std::string::npos);
}

TEST_CASE("the ends of an answer are compared as they are") {
    CHECK(passes(spec_of("starts-with", "Dear"), "Dear Ann"));
    CHECK_FALSE(passes(spec_of("starts-with", "Dear"), " Dear Ann"));
    CHECK(passes(spec_of("ends-with", "."), "Done."));
    CHECK_FALSE(passes(spec_of("ends-with", "."), "Done.\n"));
    CHECK_FALSE(passes(spec_of("ends-with", "much longer than the answer"), "short"));
    CHECK_FALSE(passes(spec_of("starts-with", "Dear"), ""));
}

TEST_CASE("a regular expression is searched anywhere") {
    CHECK(passes(spec_of("regex", "[0-9]+%"), "save 20% today"));
    CHECK_FALSE(passes(spec_of("regex", "^[0-9]+%$"), "save 20% today"));
    CHECK(passes(spec_of("regex", "(?i)SAVE"), "save"));
    CHECK(run(spec_of("regex", "[0-9]+%"), "save 20% today")->reason == "\"[0-9]+%\" matches \"20%\"");
    const Error error = refusal_of(spec_of("regex", "a(b"));
    CHECK(error.code == ErrorCode::invalid_value);
    CHECK(error.message.find("at character") != std::string::npos);
    CHECK(refusal_of(spec_of("regex", 5)).code == ErrorCode::invalid_value);
}

TEST_CASE("a pattern that would run for ever ends at once, as an error and not as a fail") {
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = run(spec_of("regex", "^(a+)+$"), std::string(35, 'a') + "!");
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::invalid_value);
    CHECK(outcome.error().message.find("gave up") != std::string::npos);
    CHECK(seconds.count() < 5);
}

TEST_CASE("reasons show no control characters and stay short") {
    const auto outcome = run(spec_of("equals", "x"), "\x1b[2J\n" + std::string(100'000, 'a'));
    CHECK(outcome->reason.find('\x1b') == std::string::npos);
    CHECK(outcome->reason.size() < 200);
    std::vector<std::string> many(1000, std::string(1000, 'b'));
    CHECK(run(spec_of("contains-any", many), "x")->reason.size() < 500);
}
