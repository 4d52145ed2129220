#include "core/brand/links.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {

List codes(std::string_view link, bool inside = false) {
    List out;
    for (const brand::LinkProblem& problem : brand::check_link(link, inside)) out.push_back(problem.code);
    return out;
}

constexpr const char* k_good =
    "https://example.com/x?utm_source=letter&utm_medium=email&utm_campaign=spring-27";

}  // namespace

TEST_CASE("a link that is tagged as it should be, or not at all, has no finding") {
    for (const char* link :
         {k_good, "https://example.com/x", "https://example.com/x?id=7&Sort=Price+Up", "",
          "https://example.com/x#part?a=B", "https://example.com/?source=Other&medium=1&term=Z",
          "https://example.com/x?utm_source=a%C3%A9&utm_medium=b&utm_campaign={campaign.Name}&utm_id=7"})
        CHECK_MESSAGE(codes(link).empty(), std::string(link));
}

TEST_CASE("a misspelt parameter is told with the one that was meant") {
    const auto problems = brand::check_link("https://example.com/?utm_source=a&utm_medium=b&utm_campain=c");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "utm-name");
    CHECK(problems[0].message == "\"utm_campain\" is no parameter that is counted");
    CHECK(problems[0].fix == "write utm_campaign");
    CHECK(problems[0].begin == 47);
    CHECK(problems[0].end == 60);
    for (const char* name :
         {"UTM_Source", "utm-source", "utm.source", "umt_source", "utm_soruce", "utmsource"}) {
        const std::string link = std::string("https://e.com/?") + name + "=a&utm_medium=b&utm_campaign=c";
        CHECK_MESSAGE(codes(link) == List{"utm-name"}, link);
        CHECK_MESSAGE(brand::check_link(link)[0].fix == "write utm_source", link);
    }
    CHECK(codes("https://e.com/?utm_colour=red") == List{"utm-name"});
}

TEST_CASE("a value with capitals, spaces or nothing is told with what to write") {
    const auto fix_of = [](const std::string& value) {
        const auto problems =
            brand::check_link("https://e.com/?utm_source=a&utm_medium=b&utm_campaign=" + value);
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].code == "utm-value");
        return problems[0].fix;
    };
    CHECK(fix_of("Spring") == "write utm_campaign=spring");
    CHECK(fix_of("spring%20sale") == "write utm_campaign=spring-sale");
    CHECK(fix_of("spring+sale") == "write utm_campaign=spring-sale");
    CHECK(fix_of("") == "give it one, or take it out");
}

TEST_CASE("a parameter that stands twice, behind the #, inside the site or alone is told") {
    CHECK(codes(std::string(k_good) + "&utm_source=letter") == List{"utm-twice"});
    CHECK(codes("https://e.com/#utm_source=a&utm_medium=b&utm_campaign=c") == List{"utm-place"});
    CHECK(codes(k_good, true) == List{"utm-place"});
    CHECK(codes("https://e.com/?utm_source=a") == List{"utm-incomplete"});
    CHECK(brand::check_link("https://e.com/?utm_source=a")[0].fix == "add utm_medium and utm_campaign");
}

TEST_CASE("links in a text are found where they stand, without the stop behind them") {
    const std::string text =
        "Read [more](https://e.com/?utm_source=A&utm_medium=b&utm_campaign=c). Or: is 2#3=4? And "
        "/x?utm_id=1.";
    const auto findings = brand::check_links("body", "Body", text, {});
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].code == "utm-value");
    CHECK(findings[0].excerpt == "utm_source=A");
    CHECK(text.substr(findings[0].begin, 12) == "utm_source=A");
    CHECK(findings[0].field == "body");
    CHECK(findings[1].code == "utm-place");
    CHECK(findings[1].excerpt == "utm_id=1");
    CHECK(brand::check_links("body", "Body", k_good, "example.com").size() == 1);
    CHECK(brand::check_links("body", "Body", k_good, "example.org").empty());
}

TEST_CASE("a text full of question marks takes linear time") {
    const std::string text(4'000'000, '?');
    CHECK(brand::check_links("body", "Body", text, {}).empty());
}
