// Copy: its fields, tokens and locked slots.
#include "core/base/text.hpp"
#include "core/domain/content.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

std::string written(const Content& content) {
    JsonWriter json;
    write_content(json, content);
    return json.take();
}

}  // namespace

TEST_CASE("merge tokens and slots are found where they stand, with their fallback") {
    const std::string text = "Hi {{first_name|there}}, {{ offer.price }} until {{offer.ends}}";
    const Tokens found = find_tokens(text);
    CHECK(found.problems.empty());
    REQUIRE(found.tokens.size() == 3);
    CHECK(found.tokens[0].name == "first_name");
    CHECK(found.tokens[0].fallback == "there");
    CHECK_FALSE(found.tokens[0].slot);
    CHECK(text.substr(found.tokens[0].begin, found.tokens[0].end - found.tokens[0].begin) ==
          "{{first_name|there}}");
    CHECK(found.tokens[1].name == "offer.price");
    CHECK(found.tokens[1].slot);
    CHECK(found.tokens[2].slot);
}

TEST_CASE("what looks like a token and is none is told") {
    struct Row {
        std::string text;
        std::size_t tokens, problems;
    };
    const std::vector<Row> rows{{"", 0, 0},
                                {"{ { a } }", 0, 0},
                                {"{{a", 0, 1},
                                {"a}}", 0, 1},
                                {"{{}}", 0, 1},
                                {"{{First Name}}", 0, 1},
                                {"{{a}} }} {{b}}", 2, 1},
                                {"{{a {{b}}", 1, 1},
                                {"{{{{a}}", 1, 1},
                                {"{{1a}}", 0, 1},
                                {"{{a|}}", 1, 0},
                                {"{{a|b|c}}", 1, 0},
                                {"{{\xff}}", 0, 1},
                                {"{{a}}{{b}}", 2, 0},
                                {"{{" + std::string(61, 'a') + "}}", 0, 1}};
    for (const Row& row : rows) {
        const Tokens found = find_tokens(row.text);
        CHECK_MESSAGE(found.tokens.size() == row.tokens, row.text);
        CHECK_MESSAGE(found.problems.size() == row.problems, row.text);
    }
}

TEST_CASE("a megabyte of opened tokens is read in a moment") {
    std::string open;
    while (open.size() < 1'000'000) open += "{{ ";
    const auto begin = std::chrono::steady_clock::now();
    CHECK(find_tokens(open).problems.size() == 333'334);
    CHECK(find_tokens(open + "a}}").tokens.size() == 1);
    CHECK(find_tokens(open + "{{a}}").tokens.size() == 1);
    // A square of this length would take minutes.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("slots are filled from the locked values; merge tokens and unknown slots stay") {
    CHECK(fill_slots("{{offer.price}} {{first_name|you}} {{offer.nothing}}", {{"offer.price", "£4.99"}}) ==
          "£4.99 {{first_name|you}} {{offer.nothing}}");
    // A value that looks like a token is text.
    CHECK(fill_slots("{{offer.price}}", {{"offer.price", "{{offer.price}}"}}) == "{{offer.price}}");
    // No merge token is filled by a value of its name.
    CHECK(fill_slots("{{first_name}}", {{"first_name", "x"}}) == "{{first_name}}");
    CHECK(fill_tokens_for_preview("Hi {{first_name|there}} {{last_name}} {{offer.price}}") ==
          "Hi there last_name {{offer.price}}");
}

TEST_CASE("content round trips through JSON") {
    Content content;
    content.fields = {{"subject", std::string("Zoë \"quoted\" \\ \n 😀")},
                      {"headlines", std::vector<std::string>{"a", "", "b"}},
                      {"none", std::vector<std::string>{}}};
    content.slots = {{"offer.price", "£4.99"}};
    content.media = {{std::string(64, 'a'), "A boat", "agency, until 2027", "2027-01-01"}};
    content.derived_from = "spring/email.en-GB.a@v1";
    const auto again = content_from_json(Json::parse(written(content)));
    REQUIRE(again);
    CHECK(*again == content);
    CHECK(flat_text(content.fields.at("headlines")) == "a\n\nb");
}

TEST_CASE("changed fields are those that are new, differ or are gone") {
    const Fields before{{"body", std::string("Back.")},
                        {"headlines", std::vector<std::string>{"a", "b"}},
                        {"preheader", std::string("More inside")},
                        {"subject", std::string("Same")}};
    const Fields after{{"body", std::string("It is back.")},
                       {"cta", std::string("Look")},
                       {"headlines", std::vector<std::string>{"b", "a"}},
                       {"subject", std::string("Same")}};
    CHECK(changed_fields(before, after) == std::vector<std::string>{"body", "cta", "headlines", "preheader"});
    CHECK(changed_fields(after, after).empty());
    CHECK(changed_fields({}, after).size() == after.size());
}

TEST_CASE("JSON that is no copy is refused with what is wrong") {
    for (const char* text : {"[]", "null", "\"a\"", "{\"a\": 1}", "{\"a\": null}", "{\"a\": [1]}",
                             "{\"a\": {\"b\": \"c\"}}", "{\"a\": [\"b\", [\"c\"]]}"}) {
        const auto fields = fields_from_json(Json::parse(text));
        REQUIRE_MESSAGE(!fields, text);
        CHECK(fields.error().code == ErrorCode::invalid_value);
    }
    for (const char* text : {"{}", "{\"fields\": {}}", "[]",
                             "{\"fields\": {}, \"slots\": [], \"media\": [], \"derived_from\": \"\"}",
                             "{\"fields\": {}, \"slots\": {}, \"media\": [1], \"derived_from\": \"\"}"})
        CHECK_MESSAGE(!content_from_json(Json::parse(text)), text);
}

}  // namespace mkai
