#include "cli/check_report.hpp"
#include "cli/context.hpp"
#include "cli/parse.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <expat.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// What a text of a file can hold that some format could take for its own: commands of a workflow in both
// syntaxes, an escape of a terminal, markup, a link, a placeholder, a bidirectional control, a noncharacter,
// a byte that is no UTF-8.
const std::string k_hostile =
    "x\n::error file=a::b\r\n##[add-mask]c %0A%25 \x1b[31m\x9b ]]> <b a='\"'>&amp; "
    "[y](https://example.com/z) {0} "
    "\xC2\x9B \xE2\x80\xAE \xEF\xBF\xBE \xF0\x9F\x8C\xB1 \xFF";

Finding error_at(std::string file, int line, std::string message) {
    return {
        Level::error, "wrong-form", std::move(message), "write it so", std::move(file), line, 7, "title", {}};
}

CheckReport report_of(std::vector<Finding> findings) {
    CheckReport report{"brief check",
                       "brief",
                       std::move(findings),
                       {{"spring", "briefs/spring.yaml"}, {"odd, a: b.yaml", "odd, a: b.yaml"}},
                       "mkai generate spring"};
    sort_findings(report.findings);
    return report;
}

CheckReport hostile_report() {
    return report_of({error_at("odd, a: b.yaml", 3, k_hostile),
                      {Level::warning, "odd-code", k_hostile, k_hostile, "odd, a: b.yaml", 0, 0, {}, {}},
                      {Level::note, "told", "a note", {}, "mkai.yaml", 2, 0, {}, "https://example.com/rule"},
                      {Level::error, "too-long", k_hostile, {}, {}, 0, 0, k_hostile, {}}});
}

std::string rendered(std::string_view format, const CheckReport& report) {
    const auto formats = check_formats();
    const auto row = std::ranges::find(formats, format, &CheckFormat::name);
    REQUIRE(row != formats.end());
    return row->render(report, Terminal({.plain = true}));
}

Json sarif_of(const CheckReport& report) {
    const auto json = parse_json(rendered("sarif", report));
    REQUIRE(json);
    return *json;
}

const Json& results_of(const Json& sarif) {
    return sarif["runs"][0]["results"];
}

// --- a workflow command as the runner reads it (actions/runner, ActionCommand.TryParseV2, 2026-11-24) ---

struct WorkflowCommand {
    std::string name;
    std::map<std::string, std::string> properties;
    std::string data;
};

std::string unescaped(std::string text, const std::vector<std::pair<std::string, std::string>>& mappings) {
    for (const auto& [from, to] : mappings)
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    return text;
}

WorkflowCommand read_command(const std::string& line) {
    REQUIRE(line.starts_with("::"));
    const auto end = line.find("::", 2);
    REQUIRE(end != std::string::npos);
    const std::string info = line.substr(2, end - 2);
    const auto space = info.find(' ');
    REQUIRE(space != std::string::npos);
    WorkflowCommand out{info.substr(0, space), {}, {}};
    for (const std::string& property : split(info.substr(space + 1), ',')) {
        const auto equals = property.find('=');
        REQUIRE(equals != std::string::npos);
        out.properties[property.substr(0, equals)] =
            unescaped(property.substr(equals + 1),
                      {{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}});
    }
    out.data = unescaped(line.substr(end + 2), {{"%0D", "\r"}, {"%0A", "\n"}, {"%25", "%"}});
    return out;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    REQUIRE(lines.back().empty());
    lines.pop_back();
    return lines;
}

// --- XML by expat, which refuses what is not well-formed ---

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;
};

std::vector<Element> read_xml(const std::string& xml) {
    struct Reading {
        std::vector<Element> elements;
        std::vector<std::size_t> open;
    } reading;
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(
        parser,
        [](void* data, const char* name, const char** attributes) {
            auto& r = *static_cast<Reading*>(data);
            r.open.push_back(r.elements.size());
            r.elements.push_back({name, {}, {}});
            for (; *attributes != nullptr; attributes += 2)
                r.elements.back().attributes[attributes[0]] = attributes[1];
        },
        [](void* data, const char*) { static_cast<Reading*>(data)->open.pop_back(); });
    XML_SetCharacterDataHandler(parser, [](void* data, const char* text, int size) {
        auto& r = *static_cast<Reading*>(data);
        r.elements[r.open.back()].text.append(text, static_cast<std::size_t>(size));
    });
    const bool well_formed = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    CHECK_MESSAGE(well_formed, XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return reading.elements;
}

std::vector<Element> named(const std::vector<Element>& all, std::string_view name) {
    std::vector<Element> out;
    std::ranges::copy_if(all, std::back_inserter(out), [&](const Element& e) { return e.name == name; });
    return out;
}

Result<Reply> replied(Globals globals, std::map<std::string, std::vector<std::string>, std::less<>> typed,
                      CheckReport report) {
    return check_reply(Context(std::move(globals)), Args{std::move(typed)}, std::move(report));
}

}  // namespace

TEST_CASE(
    "every format ends with a newline and is the same each time, without findings and with hostile ones") {
    for (const CheckFormat& format : check_formats()) {
        CAPTURE(format.name);
        for (const CheckReport& report : {report_of({}), hostile_report()}) {
            const std::string text = rendered(format.name, report);
            CHECK(text.ends_with('\n'));
            CHECK(text == rendered(format.name, report));
            CHECK(is_utf8(text));
        }
    }
}

TEST_CASE(
    "no format lets a control character of a text through; only the data of JSON keeps what is not seen") {
    for (const CheckFormat& format : check_formats()) {
        CAPTURE(format.name);
        const std::string text = rendered(format.name, hostile_report());
        CHECK(std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\n'; }));
        if (format.name != "json") CHECK_FALSE(find_hidden(unescaped(text, {{"\uFFFD", "?"}})));
    }
}

TEST_CASE("the flag's help names each format") {
    for (const CheckFormat& format : check_formats())
        CHECK(k_format_option.help.find(format.name) != std::string_view::npos);
}

TEST_CASE("the human format says how to mend a finding and how many there are") {
    CHECK(rendered("human", report_of({error_at("briefs/spring.yaml", 3, "no")})) ==
          "briefs/spring.yaml:3:7: error: no [wrong-form]\n    fix: write it so\n"
          "2 briefs checked: 1 error, 0 warnings\n");
    CHECK(rendered("human", report_of({})) == "2 briefs checked, nothing found\n");
}

TEST_CASE("GitHub reads each finding back from its line, and no text becomes a command") {
    const CheckReport report = hostile_report();
    auto lines = lines_of(rendered("github", report));
    REQUIRE(lines.size() == report.findings.size() + 1);
    CHECK(lines.back() == "2 briefs checked: 2 errors, 1 warning");
    lines.pop_back();
    std::vector<WorkflowCommand> commands;
    for (const std::string& line : lines) commands.push_back(read_command(line));

    CHECK(commands[0].name == "error");
    CHECK_FALSE(commands[0].properties.contains("file"));
    CHECK(commands[0].data == printable_line(k_hostile) + ": " + printable_line(k_hostile));

    CHECK(commands[1].name == "notice");
    CHECK(commands[1].properties ==
          std::map<std::string, std::string>{{"file", "mkai.yaml"}, {"line", "2"}, {"title", "told"}});

    CHECK(commands[2].name == "warning");
    CHECK(commands[2].properties ==
          std::map<std::string, std::string>{{"file", "odd, a: b.yaml"}, {"title", "odd-code"}});
    CHECK(commands[2].data == printable_line(k_hostile) + "\nfix: " + printable_line(k_hostile));

    CHECK(commands[3].name == "error");
    CHECK(commands[3].properties.at("line") == "3");
    CHECK(commands[3].properties.at("col") == "7");
}

TEST_CASE("SARIF has what a reader of 2.1.0 needs: version, tool, rules, columns, results") {
    const Json sarif = sarif_of(hostile_report());
    CHECK(sarif["version"] == "2.1.0");
    CHECK(sarif["$schema"].get<std::string>().find("sarif-schema-2.1.0.json") != std::string::npos);
    REQUIRE(sarif["runs"].size() == 1);
    const Json& run = sarif["runs"][0];
    CHECK(run["columnKind"] == "unicodeCodePoints");
    const Json& driver = run["tool"]["driver"];
    CHECK(driver["name"] == "mkai");
    CHECK_FALSE(driver["version"].get<std::string>().empty());
    REQUIRE(driver["rules"].size() == 4);
    REQUIRE(results_of(sarif).size() == 4);
    for (const Json& result : results_of(sarif)) {
        CHECK(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
        CHECK_FALSE(result["message"]["text"].get<std::string>().empty());
        CHECK(result["partialFingerprints"]["mkaiFinding/v1"].get<std::string>().size() == 64);
    }
    CHECK(results_of(sarif)[1]["level"] == "note");
    CHECK(results_of(sarif)[1]["properties"]["source"] == "https://example.com/rule");
    CHECK(results_of(sarif)[2]["level"] == "warning");
    CHECK(results_of(sarif)[3]["level"] == "error");
    CHECK(results_of(sarif_of(report_of({}))) == Json::array());
}

TEST_CASE("SARIF has the mend in its message, no link and no placeholder") {
    const Json sarif = sarif_of(report_of({error_at("briefs/spring.yaml", 1, "see [a](b) {0}")}));
    CHECK(results_of(sarif)[0]["message"]["text"] == "see [a] (b) {{0}}\nfix: write it so");
}

TEST_CASE("SARIF tells a line and a column only where they are known") {
    const Json sarif = sarif_of(hostile_report());
    const Json& results = results_of(sarif);
    CHECK_FALSE(results[0]["locations"][0].contains("physicalLocation"));
    CHECK(results[0]["locations"][0]["logicalLocations"].size() == 1);
    CHECK(results[1]["locations"][0]["physicalLocation"]["region"] == Json{{"startLine", 2}});
    CHECK_FALSE(results[2]["locations"][0]["physicalLocation"].contains("region"));
    CHECK(results[3]["locations"][0]["physicalLocation"]["region"] ==
          Json{{"startLine", 3}, {"startColumn", 7}});
    CHECK_FALSE(results_of(sarif_of(report_of({{Level::error, "a", "b", {}, {}, 0, 0, {}, {}}})))[0].contains(
        "locations"));
}

TEST_CASE("SARIF names a file by a relative, percent-encoded URI") {
    const auto uri = [](const std::string& file) {
        const Json sarif = sarif_of(report_of({error_at(file, 1, "no")}));
        return results_of(sarif)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .get<std::string>();
    };
    CHECK(uri("briefs/spring.yaml") == "briefs/spring.yaml");
    CHECK(uri("./briefs/spring.yaml") == "briefs/spring.yaml");
    CHECK(uri("odd, a: b.yaml") == "odd%2C%20a%3A%20b.yaml");
    CHECK(uri("a%20b?c#d\\e.yaml") == "a%2520b%3Fc%23d%5Ce.yaml");
    CHECK(uri("briefs/\xC3\xA9t\xC3\xA9\xFF.yaml") == "briefs/%C3%A9t%C3%A9%FF.yaml");
    CHECK(uri("/srv/a b.yaml") == "file:///srv/a%20b.yaml");
}

TEST_CASE(
    "a SARIF fingerprint stays when the finding moves, and differs with code, file, field and message") {
    const auto fingerprint = [](const Finding& finding) {
        const Json sarif = sarif_of(report_of({finding}));
        return results_of(sarif)[0]["partialFingerprints"]["mkaiFinding/v1"].get<std::string>();
    };
    const Finding here = error_at("briefs/spring.yaml", 3, "no");
    Finding moved = here;
    moved.line = 90;
    moved.column = 1;
    moved.fix = "another mend";
    CHECK(fingerprint(moved) == fingerprint(here));
    for (std::string Finding::*part : {&Finding::code, &Finding::file, &Finding::field, &Finding::message}) {
        Finding other = here;
        other.*part += "x";
        CHECK(fingerprint(other) != fingerprint(here));
    }
    Finding shifted = here;  // the same letters, divided in another way
    shifted.field = "titl";
    shifted.message = "eno";
    CHECK(fingerprint(shifted) != fingerprint(here));
    // Kept by whoever has dismissed a finding: another version of its name when this changes.
    CHECK(fingerprint(here) == "e37cb8bf2ed89c97b6cc5a65105451f2181f29da59cf754fd6714aca0836998d");
}

TEST_CASE("JUnit has a case for each file, one failure for those with errors, warnings beside it") {
    const auto all = read_xml(rendered("junit", hostile_report()));
    const auto suites = named(all, "testsuite");
    REQUIRE(suites.size() == 1);
    CHECK(suites[0].attributes.at("name") == "mkai brief check");
    CHECK(suites[0].attributes.at("tests") == "4");
    CHECK(suites[0].attributes.at("failures") == "2");
    const auto cases = named(all, "testcase");
    REQUIRE(cases.size() == 4);
    CHECK(cases[0].attributes.at("name") == "content");
    CHECK_FALSE(cases[0].attributes.contains("file"));
    CHECK(cases[1].attributes.at("file") == "briefs/spring.yaml");
    CHECK(cases[2].attributes.at("file") == "mkai.yaml");
    CHECK(cases[3].attributes.at("file") == "odd, a: b.yaml");
    CHECK(named(all, "failure").size() == 2);
    const auto outs = named(all, "system-out");
    REQUIRE(outs.size() == 2);
    CHECK(outs[0].text == "mkai.yaml:2:0: note: a note [told]\n");
    CHECK(outs[1].text.starts_with("odd, a: b.yaml: warning: x ::error"));
}

TEST_CASE("a JUnit failure has every error of its file") {
    const auto all = read_xml(rendered("junit", report_of({error_at("briefs/spring.yaml", 3, "no"),
                                                           error_at("briefs/spring.yaml", 4, "nor this")})));
    const auto failures = named(all, "failure");
    REQUIRE(failures.size() == 1);
    CHECK(failures[0].attributes.at("type") == "wrong-form");
    CHECK(failures[0].attributes.at("message") == "2 errors, the first: no");
    CHECK(failures[0].text ==
          "briefs/spring.yaml:3:7: error: no [wrong-form]\n    fix: write it so\n"
          "briefs/spring.yaml:4:7: error: nor this [wrong-form]\n    fix: write it so\n");
}

TEST_CASE("JUnit keeps what XML 1.0 can hold and has U+FFFD for the rest") {
    const auto message = [](const std::string& text) {
        const auto all = read_xml(rendered("junit", report_of({error_at("briefs/spring.yaml", 3, text)})));
        return named(all, "failure").at(0).attributes.at("message");
    };
    CHECK(message("a<b>&amp;\"'c]]>") == "a<b>&amp;\"'c]]>");
    CHECK(message(std::string("a\0b\x1b[31m\x7F", 9)) == "a\uFFFDb\uFFFD[31m\uFFFD");
    CHECK(message("\uFFFE\uFFFF \u009B \xED\xA0\x80").find("\uFFFD\uFFFD \uFFFD \uFFFD") == 0);
    CHECK(message("\xFF") == "\uFFFD");
    CHECK(message("\U0001F331 caf\u00E9") == "\U0001F331 caf\u00E9");
    CHECK(message("a\u202Eb") == "a\\u{202E}b");
}

TEST_CASE("errors are exit status 3; warnings and notes do not fail") {
    CHECK(replied({}, {}, hostile_report())->status == ExitStatus::findings);
    for (const Level level : {Level::warning, Level::note}) {
        const auto reply = replied({}, {}, report_of({{level, "a", "b", {}, "c.yaml", 1, 1, {}, {}}}));
        CHECK(reply->status == ExitStatus::done);
        CHECK(reply->next == "mkai generate spring");
    }
    CHECK(replied({}, {}, hostile_report())->next.empty());
    CHECK(replied({}, {{"--format", {"junit"}}}, report_of({}))->next.empty());
}

TEST_CASE("findings are told by place and each once, in whatever order they were found") {
    CheckReport mixed = report_of({});
    mixed.findings = {error_at("b.yaml", 1, "no"), error_at("a.yaml", 9, "no"), error_at("a.yaml", 2, "no"),
                      error_at("b.yaml", 1, "no")};
    const auto reply = replied({}, {}, mixed);
    REQUIRE(reply);
    CHECK(reply->text == rendered("human", report_of(mixed.findings)));
    CHECK(reply->text.find("3 errors") != std::string::npos);
    CHECK(reply->text.starts_with("a.yaml:2:7"));
}

TEST_CASE("--json means --format json, and contradicts every other format") {
    Globals json;
    json.json = true;
    const auto plain = replied({}, {{"--format", {"json"}}}, hostile_report());
    const auto global = replied(json, {}, hostile_report());
    const auto both = replied(json, {{"--format", {"json"}}}, hostile_report());
    REQUIRE((plain && global && both));
    CHECK(plain->text == global->json);
    CHECK(both->json == global->json);
    for (const CheckFormat& format : check_formats()) {
        if (format.name == "json") continue;
        const auto refused = replied(json, {{"--format", {std::string(format.name)}}}, hostile_report());
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::usage);
    }
}

TEST_CASE("an unknown format is an invalid value, with the near one or the list") {
    const auto refused = replied({}, {{"--format", {"junti"}}}, report_of({}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid_value);
    CHECK(refused.error().fix == "did you mean \"junit\"?");
    CHECK(replied({}, {{"--format", {"xml"}}}, report_of({})).error().fix ==
          "one of: human, json, github, sarif, junit");
}

TEST_CASE("--format json makes errors JSON, too, in both ways to type it") {
    for (const std::vector<std::string>& typed :
         {std::vector<std::string>{"brief", "check", "--format", "json"},
          {"brief", "check", "--format=json"}}) {
        bool wants_json = false;
        const auto parsed = parse(typed, wants_json);
        REQUIRE(parsed);
        CHECK(wants_json);
        CHECK(parsed->globals.json);
    }
    bool wants_json = false;
    const auto parsed = parse({"brief", "check", "--format", "sarif"}, wants_json);
    REQUIRE(parsed);
    CHECK_FALSE(wants_json);
    CHECK_FALSE(parsed->globals.json);
}

}  // namespace mkai::cli
