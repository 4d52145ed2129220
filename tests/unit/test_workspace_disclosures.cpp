#include "core/workspace/disclosure_table.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::workspace;

namespace {

const std::vector<std::string> k_channels{"email", "sms", "x", "linkedin", "meta-feed", "blog"};

constexpr std::string_view k_row = R"(disclosures:
  - id: house-trial
    level: warning
    markets: [GB, EU]
    channels: [email, sms]
    when:
      kinds: [free-trial]
      words: {en: [free trial]}
    line:
      en: ["{{offer.terms}}"]
      de: {patterns: ['dann \d+ €'], example: "dann X €"}
    place: same-field
    within: {characters: 200, sentences: 2}
    owner: dana
    why: So we do it.
    source: house style
    checked_on: 2026-11-26
)";

std::vector<std::string> errors_with(std::string_view from, std::string_view to) {
    const Folder folder;
    folder.write("disclosures.yaml", k_row);
    folder.edit("disclosures.yaml", from, to);
    const auto rows = load_disclosures(folder.path(), k_channels);
    if (rows) return {};
    CHECK(rows.error().code == ErrorCode::invalid_file);
    return rows.error().context;
}

const Disclosure& get(const std::vector<Disclosure>& rows, std::string_view id) {
    const auto found = std::ranges::find(rows, id, &Disclosure::id);
    REQUIRE(found != rows.end());
    return *found;
}

}  // namespace

TEST_CASE("a workspace's row stands beside the built-in ones, with everything that it says") {
    const Folder folder;
    const auto standard = load_disclosures(folder.path(), k_channels);
    REQUIRE(standard);
    folder.write("disclosures.yaml", k_row);
    const auto rows = load_disclosures(folder.path(), k_channels);
    REQUIRE(rows);
    CHECK(rows->size() == standard->size() + 1);
    const Disclosure& row = get(*rows, "house-trial");
    CHECK(row.level == Level::warning);
    CHECK(row.covers("GB"));
    CHECK(row.covers("FR"));
    CHECK_FALSE(row.covers("US"));
    CHECK(row.is_for("sms"));
    CHECK_FALSE(row.is_for("x"));
    CHECK(row.when.kinds == std::vector<std::string>{"free-trial"});
    CHECK(row.when.words.at("en") == std::vector<std::string>{"free trial"});
    CHECK(row.lines.at("en").wordings == std::vector<std::string>{"{{offer.terms}}"});
    CHECK(row.lines.at("de").patterns == std::vector<std::string>{"dann \\d+ €"});
    CHECK(row.lines.at("de").example == "dann X €");
    CHECK(row.place == DisclosurePlace::same_field);
    CHECK(row.within_characters == 200);
    CHECK(row.within_sentences == 2);
    CHECK(row.owner == "dana");
}

TEST_CASE("a row of the same id replaces the built-in one, and level off needs nothing else") {
    const Folder folder;
    folder.write("disclosures.yaml", "disclosures: [{id: gb-free-trial, level: \"off\"}]\n");
    const auto rows = load_disclosures(folder.path(), k_channels);
    REQUIRE(rows);
    CHECK(get(*rows, "gb-free-trial").level == std::nullopt);
    CHECK(get(*rows, "us-free-trial").level.has_value());
}

TEST_CASE("what is wrong in disclosures.yaml is told at its place, all at once") {
    CHECK(errors_with("why: So we do it.", "# why").at(0) ==
          "disclosures.yaml:2:5: why is missing (add it, or write \"level: off\" for a row that asks for "
          "nothing)");
    CHECK(errors_with("[email, sms]", "[emial, sms]")
              .at(0)
              .starts_with("disclosures.yaml:5:16: there is no channel"));
    CHECK(errors_with("{{offer.terms}}", "{{offer.term}}").at(0).find("offer.terms") != std::string::npos);
    CHECK(errors_with("dann \\d+ €", "dann (\\d+ €").at(0).starts_with("disclosures.yaml:11:23:"));
    CHECK(errors_with("en: [free trial]", "EN: [free trial]").at(0).find("is not a language") !=
          std::string::npos);
    CHECK(errors_with("place: same-field", "place: nearby").size() == 1);
    CHECK(errors_with("level: warning\n    markets: [GB, EU]", "level: grave\n    markets: [gb]").size() ==
          2);
    const Folder folder;
    folder.write("disclosures.yaml", std::string(k_row) + std::string(k_row.substr(k_row.find("  - id"))));
    const auto rows = load_disclosures(folder.path(), k_channels);
    REQUIRE_FALSE(rows);
    CHECK(rows.error().context.at(0) ==
          "disclosures.yaml:18:9: the disclosure \"house-trial\" stands twice; the first is in line 2 "
          "(delete one of "
          "them)");
}
