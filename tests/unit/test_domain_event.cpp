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

TEST_CASE("of a text full of findings the first are kept and the others counted, by code and rule") {
    FindingKeeper keeper;
    for (std::size_t i = 0; i < k_findings_told_max + 5; ++i) {
        Finding* const made = keeper.add(Level::warning, i % 2 == 0 ? "even" : "odd", "rule");
        CHECK((made != nullptr) == (i < k_findings_told_max));
    }
    CHECK(keeper.add(Level::error, "worse") != nullptr);
    std::vector<Finding> findings = std::move(keeper).take();
    REQUIRE(findings.size() == k_findings_told_max + 3);
    CHECK(findings[k_findings_told_max + 1].code == "even");
    CHECK(findings[k_findings_told_max + 1].rule == "rule");
    CHECK(findings[k_findings_told_max + 1].stands_for == 3);
    CHECK(count_of(findings, Level::warning) == k_findings_told_max + 5);
    CHECK(count_of(findings, Level::error) == 1);
}

TEST_CASE("what is beyond a limit is left out, errors last, and every level still counts") {
    std::vector<Finding> findings;
    for (int i = 1; i <= 6; ++i)
        findings.push_back(
            make_finding(i == 6 ? Level::error : Level::warning, "c", std::to_string(i), {}, "f", i));
    leave_out_beyond(findings, 6);
    CHECK(findings.size() == 6);
    leave_out_beyond(findings, 3);
    REQUIRE(findings.size() == 4);
    CHECK(findings[0].message == "1");
    CHECK(findings[1].message == "2");
    CHECK(findings[2].level == Level::error);
    CHECK(findings[3].code == "findings-left-out");
    CHECK(findings[3].message == "3 more warnings, counted and not told");
    CHECK(findings[3].file == "f");
    CHECK(count_of(findings, Level::warning) == 5);
    // Nothing is told, and the error still stops.
    leave_out_beyond(findings, 0);
    CHECK(findings.size() == 2);
    CHECK(has_errors(findings));
    CHECK(count_of(findings, Level::warning) == 5);
    findings.push_back(make_finding(Level::note, "n", "m", {}, {}, 0));
    sort_findings(findings);
    CHECK(findings.front().code == "n");
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
