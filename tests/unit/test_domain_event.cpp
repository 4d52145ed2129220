// Events and findings as values.
#include "core/domain/event.hpp"
#include "core/domain/finding.hpp"

#include <doctest/doctest.h>

namespace mkai {

TEST_CASE("an event round trips, and leaves out what it does not have") {
    Event event;
    event.id = "018f2c1e-0000-7000-8000-000000000000";
    event.kind = event_kind::version_decided;
    event.at = {1'795'424'400'123};
    event.actor = "dana";
    event.auth = Auth::sso;
    event.environment = "production";
    CHECK(event_to_json(event).value() ==
          R"({"actor":"dana","at_ms":1795424400123,"auth":"sso","environment":"production",)"
          R"("id":"018f2c1e-0000-7000-8000-000000000000","kind":"version.decided"})");
    event.asset = "spring/email.en-GB.a";
    event.version = 3;
    event.digest = std::string(64, 'd');
    event.reason = std::string(64, 'r');
    event.reason_code = "legal";
    event.data = {{"decision", "x"}, {"action", "approve"}};
    const auto bytes = event_to_json(event);
    REQUIRE(bytes);
    const auto again = event_from_json(*bytes);
    REQUIRE(again);
    CHECK(event_to_json(*again).value() == *bytes);
    CHECK(again->auth == Auth::sso);
    CHECK(again->version == 3);
    CHECK(again->data == event.data);
}

TEST_CASE("text that is no event is a damaged ledger or no JSON, never a crash") {
    for (const char* text :
         {"", "{", "[]", "null", "{}", "{\"id\": 1}", "\"event\"", "{\"id\":\"a\",\"kind\":\"b\"}",
          "{\"actor\":\"a\",\"at_ms\":\"1\",\"auth\":\"sso\",\"environment\":\"\",\"id\":\"\","
          "\"kind\":\"\"}"})
        CHECK_MESSAGE(!event_from_json(text), text);
}

TEST_CASE("an event with bytes that are no text is not written") {
    Event event;
    event.kind = "a.b";
    event.actor = "\xff";
    CHECK_FALSE(event_to_json(event));
}

TEST_CASE("findings are ordered by place, the same one is told once, and only errors stop") {
    const auto finding = [](Level level, std::string file, int line, int column, std::string message) {
        Finding f;
        f.level = level;
        f.file = std::move(file);
        f.line = line;
        f.column = column;
        f.message = std::move(message);
        return f;
    };
    std::vector<Finding> findings{
        finding(Level::warning, "b.yaml", 1, 1, "first of b"), finding(Level::note, "a.yaml", 9, 1, "late"),
        finding(Level::warning, "a.yaml", 2, 7, "right"), finding(Level::warning, "a.yaml", 2, 3, "left"),
        finding(Level::warning, "a.yaml", 2, 3, "left")};
    CHECK_FALSE(has_errors(findings));
    sort_findings(findings);
    std::vector<std::string> messages;
    for (const Finding& f : findings) messages.push_back(f.message);
    CHECK(messages == std::vector<std::string>{"left", "right", "late", "first of b"});
    findings.push_back(finding(Level::error, "", 0, 0, "stop"));
    CHECK(has_errors(findings));
}

}  // namespace mkai
