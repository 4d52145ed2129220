#include "core/base/embedded.hpp"
#include "core/base/text.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::workspace;
using List = std::vector<std::string>;

namespace {

// What the demo says with this brand.yaml: errors and warnings, by place.
List findings_of(std::string_view brand_yaml) {
    const Demo demo;
    demo.write("brand/brand.yaml", brand_yaml);
    const Workspace workspace = demo.open();
    const auto brand = workspace.brand();
    return brand ? lines_of((*brand)->findings) : brand.error().context;
}

// A rule in a file of its own, under two lines.
List findings_of_rule(std::string_view lines) {
    return findings_of(fmt::format("name: N\nrules:\n{}    why: w\n    owner: maria\n", lines));
}

List hits_of(const Workspace& workspace, std::string_view text, const brand::TextScope& scope) {
    List lines;
    for (const auto& hit : workspace.brand_file().rules.check(text, scope))
        lines.push_back(fmt::format("{} {}: {}", to_string(hit.level), hit.rule, hit.message));
    return lines;
}

}  // namespace

TEST_CASE("a workspace without brand.yaml has an empty brand") {
    const Demo demo;
    fs::remove_all(demo.path() / "brand");
    const Workspace workspace = demo.open();
    CHECK(workspace.brand_file().brand.voice.name.empty());
    CHECK(workspace.brand_file().brand.rules.empty());
    CHECK(workspace.brand_file().rules.check("HURRY", {}).empty());
}

TEST_CASE("every key of brand.yaml is read") {
    const Demo demo;
    demo.write("brand/brand.yaml", R"(name: Halvorn
voice: Plain.
dos: [Say you.]
donts: [No jokes., No alarms.]
notes: {de: Du., en-GB: British.}
rules:
  - {id: a, kind: existence, level: error, words: [x1], patterns: ["y\\d"], exceptions: [z x1], match_case: true,
     message: m, why: w, owner: legal team, scope: {channels: [email], locales: [de, en-GB], fields: [subject]}}
  - {id: b, kind: substitution, level: note, swap: {q: r}, why: w, owner: o o o o}
  - {id: c, kind: occurrence, count: words, per: sentence, min: 1, max: 2.5, why: w, owner: o o o o}
  - {id: d, kind: repetition, within_sentences: 3, why: w, owner: o o o o}
  - {id: e, kind: capitalisation, style: title, small_words: [of], names: [eBay], why: w, owner: o o o o}
  - {id: f, kind: readability, metric: flesch-kincaid, words_min: 7, max: 9, why: w, owner: o o o o}
)");
    const Workspace workspace = demo.open();
    const brand::Brand& read = workspace.brand_file().brand;
    CHECK(read.voice.name == "Halvorn");
    CHECK(read.voice.voice == "Plain.");
    CHECK(read.voice.dos == List{"Say you."});
    CHECK(read.voice.donts == List{"No jokes.", "No alarms."});
    REQUIRE(read.voice.notes.size() == 2);
    CHECK(read.voice.notes[1].locale == "en-GB");
    CHECK(read.voice.notes[1].note == "British.");
    REQUIRE(read.rules.size() == 6);
    const brand::WordRule& a = read.rules[0];
    CHECK(a.kind == brand::RuleKind::existence);
    CHECK(a.level == Level::error);
    CHECK(a.words == List{"x1"});
    CHECK(a.patterns == List{"y\\d"});
    CHECK(a.exceptions == List{"z x1"});
    CHECK(a.match_case);
    CHECK(a.message == "m");
    CHECK(a.why == "w");
    CHECK(a.owner == "legal team");
    CHECK(a.scope.channels == List{"email"});
    CHECK(a.scope.locales == List{"de", "en-GB"});
    CHECK(a.scope.fields == List{"subject"});
    CHECK(read.rules[1].level == Level::note);
    REQUIRE(read.rules[1].swaps.size() == 1);
    CHECK(read.rules[1].swaps[0].from == "q");
    CHECK(read.rules[1].swaps[0].to == "r");
    CHECK(read.rules[2].level == Level::warning);
    CHECK(read.rules[2].count == brand::Counted::words);
    CHECK(read.rules[2].per == brand::CountedPer::sentence);
    CHECK(read.rules[2].min == 1.0);
    CHECK(read.rules[2].max == 2.5);
    CHECK(read.rules[3].within_sentences == 3);
    CHECK(read.rules[4].style == brand::CapitalStyle::title);
    CHECK(read.rules[4].small_words == List{"of"});
    CHECK(read.rules[4].names == List{"eBay"});
    CHECK(read.rules[5].metric == brand::Metric::flesch_kincaid);
    CHECK(read.rules[5].words_min == 7);
    const auto hits_of_a = [&](const brand::TextScope& scope) {
        const auto hits = workspace.brand_file().rules.check("x1 y2 z x1 X1 q", scope);
        return std::ranges::count(hits, "a", &brand::RuleHit::rule);
    };
    CHECK(hits_of_a({"email", "de-AT", "subject"}) == 2);
    CHECK(hits_of_a({"push", "de-AT", "subject"}) == 0);
}

TEST_CASE("what is wrong in brand.yaml is told at its place") {
    struct Row {
        std::string_view rule;
        List findings;
    };
    const Row rows[] = {
        {"  - id: a\n    kind: existence\n    words: [a]\n    patterns:\n      - ok\n      - 'a('\n",
         {"brand/brand.yaml:8:9: the pattern cannot be used: missing closing parenthesis (at character 3) "
          "(correct "
          "the regular expression there)"}},
        {"  - id: a\n    kind: existence\n    swap: {a: b}\n",
         {"brand/brand.yaml:5:5: a rule of the kind existence has no swap (delete the key, or change the "
          "kind)"}},
        {"  - id: a\n    kind: existence\n",
         {"brand/brand.yaml:3:5: the rule \"a\" is of the kind existence and has no words or patterns (add "
          "it, or "
          "delete the rule)"}},
        {"  - id: a\n    kind: existence\n    words: [a]\n    scope:\n      channels: [email, emial]\n",
         {"brand/brand.yaml:7:25: there is no channel \"emial\" (did you mean \"email\"?)"}},
        {"  - id: a\n    kind: existence\n    words: [a]\n    scope: {}\n",
         {"brand/brand.yaml:6:12: rules.0.scope: must have at least 1 entry"}},
        {"  - id: a\n    kind: existence\n    words: [a]\n    scope: {locales: []}\n",
         {"brand/brand.yaml:6:22: rules.0.scope.locales: must have at least 1 entry, has 0"}},
        {"  - id: a\n    kind: occurrence\n    count: words\n    min: 5\n    max: 4\n",
         {"brand/brand.yaml:6:10: the least is 5 and the most 4: nothing can be both (exchange them)"}},
        {"  - id: a\n    kind: substitution\n    swap:\n      use: employ\n      employ: use\n",
         {"brand/brand.yaml:6:12: the substitutions go round: \"use\" -> \"employ\" -> \"use\" (the rule "
          "\"a\") "
          "(delete one of them)"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.rule);
        CHECK(findings_of_rule(row.rule) == row.findings);
    }
    CHECK(
        findings_of("name: N\nrules:\n"
                    "  - {id: a, kind: existence, words: [deal], why: w, owner: maria}\n"
                    "  - {id: b, kind: substitution, swap: {offer: deal}, why: w, owner: maria}\n"
                    "  - {id: b, kind: repetition, why: w, owner: maria}\n") ==
        List{
            "brand/brand.yaml:4:47: the rule \"b\" writes \"deal\", and the rule \"a\" forbids it (change "
            "one of "
            "them, or let them hold in different channels, locales or fields)",
            "brand/brand.yaml:5:10: the rules 2 and 3 are both called \"b\" (give one of them another id, or "
            "delete it)"});
    CHECK(findings_of("voice: v\n").size() == 1);
    CHECK(findings_of("").size() == 1);
}

TEST_CASE("an owner is a person or words; nearly a person is a warning") {
    const auto with_owner = [](std::string_view owner) {
        return findings_of(
            fmt::format("name: N\nrules:\n  - {{id: a, kind: repetition, why: w, owner: {}}}\n", owner));
    };
    CHECK(with_owner("dana") == List{});
    CHECK(with_owner("the team in Cologne") == List{});
    CHECK(with_owner("danna") == List{R"(3:46 warning there is no person "danna")"});
}

TEST_CASE("a channel of the workspace is known to its brand") {
    const Demo demo;
    demo.write(
        "brand/brand.yaml",
        "name: N\nrules:\n  - {id: a, kind: repetition, why: w, owner: maria, scope: {channels: [flyer]}}\n");
    const auto refused = demo.open().brand();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid_file);
    demo.write("channels/flyer.yaml", "x");
    CHECK(demo.open().brand());
}

TEST_CASE("the demo's own words pass the rules of its brand, and others do not") {
    const Demo demo;
    const Workspace workspace = demo.open();
    CHECK(workspace.brand_file().brand.rules.size() == 12);
    for (const auto& rule : workspace.brand_file().brand.rules) {
        CHECK_FALSE(rule.why.empty());
        CHECK_FALSE(rule.owner.empty());
    }
    const auto check = [&](std::string_view text, std::string_view locale) {
        for (const char* field : {"body", "cta", "headlines"}) {
            CAPTURE(std::string(text));
            CHECK(hits_of(workspace, text, {"email", locale, field}) == List{});
        }
    };
    for (const auto& id : workspace.brief_ids()) {
        const auto brief = workspace.load_brief(id);
        REQUIRE(brief);
        check(brief->title, "en-GB");
        check(brief->objective, "en-GB");
        for (const auto& locale : brief->locales) {
            for (const auto& message : brief->key_messages.for_locale(locale)) check(message, locale);
            if (const Offer* offer = brief->offer.for_locale(locale)) check(offer->terms, locale);
        }
    }
    for (const auto& claim : workspace.claims())
        check(claim.wording, claim.markets == List{"DE"} ? "de-DE" : "en-GB");

    CHECK(hits_of(workspace, "Hurry! Utilise the the free trial of halvorn today! OUTSTANDING",
                  {"email", "en-GB", "body"}) ==
          List{"error no-pressure: \"Hurry\" puts pressure on the reader; say until when the offer holds",
               "note plain-words: write \"use\" for \"Utilise\"",
               "error twice-in-a-row: \"the\" stands twice in a row",
               "error no-free-trial: \"free trial\" is not to be used",
               "error names: \"halvorn\" is written \"Halvorn\"",
               "warning one-exclamation: \"!\" stands in the text 2 times; at most 1",
               "warning no-all-caps: \"OUTSTANDING\" shouts"});
}

TEST_CASE("a new workspace has a brand file without findings, named as the workspace") {
    const Folder folder;
    REQUIRE(init(folder.path(), {.name = "acme", .demo = false, .git_user_name = {}, .git_user_email = {}},
                 k_made_at));
    const auto workspace = Workspace::open(folder.path());
    REQUIRE(workspace);
    CHECK(workspace->brand_file().brand.voice.name == "acme");
    CHECK(workspace->brand_file().brand.rules.empty());
    CHECK(workspace->brand_file().findings.empty());
    // What stands there as a comment works when the marks are taken away.
    std::string text = folder.read("brand/brand.yaml");
    text.erase(text.find("rules: []\n"), 10);
    for (auto at = text.find("\n# "); at != std::string::npos; at = text.find("\n# ", at + 1))
        if (text.compare(at + 3, 4, "yaml") != 0 && text.compare(at + 3, 4, "The ") != 0)
            text.erase(at + 1, 2);
    folder.write("brand/brand.yaml", text);
    const auto again = Workspace::open(folder.path());
    if (!again) FAIL(join(again.error().context, "; "));
    CHECK(again->brand_file().brand.rules.size() == 2);
    CHECK(again->brand_file().brand.voice.dos.size() == 1);
}
