#include "core/base/regex.hpp"
#include "core/base/regex_literal.hpp"

#include <doctest/doctest.h>

using mkai::LettersOfText;
using mkai::needed_letters;
using mkai::Regex;

TEST_CASE("the longest letters that every match has are found") {
    CHECK(needed_letters(R"(\bquiet\s+pillow(s|es)?\b)") == "pillow");
    CHECK(needed_letters("Fold+ing") == "fold");
    CHECK(needed_letters("colours?") == "colour");
    CHECK(needed_letters("prices* now") == "price");
    CHECK(needed_letters("[Ff]ree[ -]trial") == "trial");
    CHECK(needed_letters("(a|b)cde{2,3}f") == "");
    CHECK(needed_letters("(?:old )?sofa") == "sofa");
}

TEST_CASE("no letters are needed where that is not sure") {
    for (const std::string_view pattern :
         {"free|gratis", "(?i)free", "(?x) fr ee", "(?!free)now", "a(b(?=c))free", R"(\Qfree\E)",
          R"(\x66ree)", R"([\]]free)", "[]free]", "[^]free]", "(free", "(*UCP)free", "(fr|ee", "über", "ab",
          "f?r?e?e?", "", R"(\)"})
        CHECK_MESSAGE(needed_letters(pattern).empty(), std::string(pattern));
}

TEST_CASE("a text lacks letters only where the pattern cannot match it") {
    CHECK_FALSE(LettersOfText("A quiet bed").may_have("pillow"));
    CHECK(LettersOfText("QUIET Pillows").may_have("pillow"));
    CHECK(LettersOfText("any").may_have(""));
    // Without case, "s" is the long s as well, and "k" the kelvin.
    for (const std::string_view text : {"Pri\u017Fe", "tas\u212A"}) {
        CHECK(LettersOfText(text).may_have("prise"));
        CHECK(LettersOfText(text).may_have("task"));
    }
    const auto prise = Regex::compile("prise", true);
    REQUIRE(prise);
    CHECK(prise->search("Pri\u017Fe") == Regex::Outcome::match);
}
