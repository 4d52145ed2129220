#include "core/base/embedded.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::workspace;

namespace {

constexpr std::string_view k_channel = R"(channel: card
title: Card
recall: Ask for it back.
fields:
  - {name: head, label: Head, part: heading, about: Short., max_length: 20}
  - {name: points, label: Points, part: item, list: true, min_items: 2, max_items: 3, unique: true}
  - {name: body, label: Body, part: body, required: false, plain: false}
locked:
  - {name: terms, label: Terms, from: offer.terms, part: footnote, required: true}
tokens: [first_name]
media_max: 1
limits:
  - {field: head, unit: graphemes, max: 10, level: hard, source: "https://example.com", checked_on: 2026-11-23}
  - {field: terms, unit: words, max: 50, min: 1, level: soft, source: house style, checked_on: 2026-11-23}
)";

std::vector<std::string> errors_with(std::string_view from, std::string_view to) {
    std::string text(k_channel);
    text.replace(text.find(from), from.size(), to);
    auto channel = parse_channel(text, "card.yaml");
    if (channel) return {};
    CHECK(channel.error().code == ErrorCode::invalid_file);
    return channel.error().context;
}

}  // namespace

TEST_CASE("a channel's data file gives its fields, locked fields and limits") {
    const auto channel = parse_channel(k_channel, "card.yaml");
    REQUIRE(channel);
    CHECK(channel->id == "card");
    CHECK(channel->fields.size() == 3);
    CHECK(channel->find_field("points")->unique);
    CHECK_FALSE(channel->find_field("body")->plain);
    CHECK_FALSE(channel->find_field("body")->required);
    CHECK(channel->find_field("head")->part == FieldPart::heading);
    CHECK(channel->locked[0].required);
    CHECK(channel->limits[0].hard);
    CHECK(channel->limits[1].min == 1);
    CHECK(channel->limits[1].unit == LimitUnit::words);
    CHECK(channel->source_digest.size() == 64);
}

TEST_CASE(
    "a channel says what recombines, what is pinned, how much is seen and how long a token may become") {
    std::string text(k_channel);
    const auto put = [&](std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
    };
    put("unique: true}", "unique: true, recombines: true}");
    put("required: true}\ntokens: [first_name]",
        "required: true, pinned: true}\nown_site: true\ntokens: [first_name, {name: city, longest: 40}]");
    text +=
        "fold:\n  - {field: body, shows: 300, source: house style, checked_on: 2026-11-26}\n"
        "  - {field: terms, shows: 0, source: house style, checked_on: 2026-11-26}\n";
    const auto channel = parse_channel(text, "card.yaml");
    REQUIRE(channel);
    CHECK(channel->find_field("points")->recombines);
    CHECK(channel->recombines());
    CHECK(channel->locked[0].pinned);
    CHECK(channel->own_site);
    CHECK(channel->tokens == std::vector<std::string>{"first_name", "city"});
    CHECK(channel->longest_of("city") == 40);
    CHECK(channel->longest_of("first_name") == k_token_longest);
    REQUIRE(channel->find_fold("body") != nullptr);
    CHECK(channel->find_fold("body")->shows == 300);
    CHECK(channel->find_fold("terms")->shows == 0);
    CHECK(channel->find_fold("head") == nullptr);
}

TEST_CASE("a fold of no field, a token twice and a text that recombines are errors at their places") {
    const auto fold = [](std::string_view field) {
        return fmt::format(
            "media_max: 1\nfold:\n  - {{field: {0}, shows: 1, source: x, checked_on: 2026-11-26}}\n"
            "  - {{field: {0}, shows: 1, source: x, checked_on: 2026-11-26}}",
            field);
    };
    CHECK(errors_with("media_max: 1", fold("heat")).at(0).find("heat") != std::string::npos);
    CHECK(errors_with("media_max: 1", fold("head")).at(0) ==
          "card.yaml:14:13: the fold of \"head\" stands twice (take one of them out)");
    CHECK(errors_with("[first_name]", "[first_name, {name: first_name, longest: 3}]").size() == 1);
    CHECK(errors_with("max_length: 20", "recombines: true").at(0).find("is no list") != std::string::npos);
}

TEST_CASE("the schema of a channel takes copy that fits and nothing else") {
    const auto channel = parse_channel(k_channel, "card.yaml");
    REQUIRE(channel);
    const auto count = [&](const char* json) { return channel->schema.validate(Json::parse(json)).size(); };
    CHECK(count(R"({"head": "Hi", "points": ["a", "b"]})") == 0);
    CHECK(count(R"({"head": "Hi", "points": ["a", "b"], "body": "x"})") == 0);
    CHECK(count(R"({"head": "", "points": ["a", "b"]})") == 1);
    CHECK(count(R"({"head": "123456789012345678901", "points": ["a", "b"]})") == 1);
    CHECK(count(R"({"head": "Hi", "points": ["a"]})") == 1);
    CHECK(count(R"({"head": "Hi", "points": "a"})") == 1);
    CHECK(count(R"({"head": "Hi", "points": ["a", "b"], "terms": "mine"})") == 1);
    CHECK(count(R"({"points": ["a", "b"]})") == 1);
    CHECK(Json::parse(channel->output_schema)["properties"]["body"]["maxLength"] == 20'000);
}

TEST_CASE("a wrong channel file is refused with the places") {
    CHECK(errors_with("name: points", "name: head") ==
          std::vector<std::string>{
              "card.yaml:6:12: the field \"head\" stands twice (give one of them another name)"});
    CHECK(errors_with("field: head", "field: haed") ==
          std::vector<std::string>{"card.yaml:13:13: there is no field \"haed\" (did you mean \"head\"?)"});
    CHECK(errors_with("max: 50, min: 1", "max: 5, min: 6").size() == 1);
    CHECK(errors_with("from: offer.terms", "from: offer.secret").size() == 1);
    CHECK(errors_with("unit: graphemes", "unit: letters").size() == 1);
    CHECK(errors_with("checked_on: 2026-11-23}\n  - {field: terms", "checked_on: today}\n  - {field: terms")
              .size() == 1);
    CHECK(parse_channel("\t", "x").error().code == ErrorCode::invalid_file);
}

TEST_CASE("every channel of the binary can be read, and each of its limits has a source and a date") {
    const Demo demo;
    const Workspace workspace = demo.open();
    CHECK(workspace.channel_ids().size() >= 9);
    for (const auto& id : workspace.channel_ids()) {
        const auto channel = workspace.channel(id);
        REQUIRE_MESSAGE(channel, id);
        CHECK((*channel)->id == id);
        for (const auto& limit : (*channel)->limits) CHECK_FALSE(limit.source.empty());
        CHECK(*workspace.channel(id) == *channel);
    }
}

TEST_CASE("a channel of the workspace stands over the one of the same name in the binary") {
    const Demo demo;
    std::string text(k_channel);
    demo.write("channels/email.yaml", text.replace(text.find("card"), 4, "email"));
    demo.write("channels/card.yaml", k_channel);
    const Workspace workspace = demo.open();
    CHECK((*workspace.channel("email"))->title == "Card");
    CHECK(workspace.channel("card"));
    const auto unknown = workspace.channel("emial");
    REQUIRE(!unknown);
    CHECK(unknown.error().fix == "did you mean \"email\"?");
}
