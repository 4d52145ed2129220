#include "core/brand/typography.hpp"
#include "core/brand/units.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::brand;

namespace {

std::string typed(std::string_view text, const TypingRules& rules = {}) {
    return with_mends(text, find_typing(text, rules));
}
constexpr TypingRules k_sms{true, true, "en-GB"};
constexpr TypingRules k_markdown{false, false, "en-GB"};

}  // namespace

TEST_CASE("what makes an SMS dear is typed plainly, where that makes it cheap") {
    const std::string dear = "It’s here – “The Quay” … from £4.99 • tonight";
    CHECK_FALSE(sms_length(dear).gsm7);
    const std::string plain = typed(dear, k_sms);
    CHECK(plain == "It's here - \"The Quay\" ... from £4.99 - tonight");
    CHECK(sms_length(plain).gsm7);
    // Of another channel, in another alphabet, with an emoji: there is nothing to gain.
    CHECK(typed(dear) == dear);
    CHECK(typed("Это “здесь”", k_sms) == "Это “здесь”");
    CHECK(typed("It’s here 😀", k_sms) == "It’s here 😀");
    CHECK(typed("It's here", k_sms) == "It's here");
    // What a token says is not typed here, and so nothing would be gained.
    CHECK(typed("It’s {{first_name|O’Hara}}", k_sms) == "It’s {{first_name|O’Hara}}");
    CHECK(typed("It’s {{first_name|you}}", k_sms) == "It's {{first_name|you}}");
}

TEST_CASE("double spaces, spaces at the end of a line and before a mark go; indentation stays") {
    CHECK(typed("soft  and   warm") == "soft and warm");
    CHECK(typed("soft \nand warm  \n") == "soft\nand warm\n");
    CHECK(typed("  soft") == "  soft");
    CHECK(typed("Soft , and warm . Now !") == "Soft, and warm. Now!");
    CHECK(typed("from .5 to :) and ... on") == "from .5 to :) and ... on");
    CHECK(typed("Doux , chaud ! Vite ?", {false, true, "fr-FR"}) == "Doux, chaud ! Vite ?");
}

TEST_CASE("hyphens that stand for dashes between words are dashes; those of words, options and sums stay") {
    CHECK(typed("soft - and warm") == "soft – and warm");
    CHECK(typed("soft -- and warm") == "soft – and warm");
    for (const char* same : {"well-made", "a --help option", "5 - 3", "- a list\n- of two", "---", "a -b",
                             "-- x", "soft--and warm", "shop--sale@x.example", "xn--mller-kva.de", "#a--b"})
        CHECK(typed(same) == same);
}

TEST_CASE("tokens, addresses, code and tables are nobody's to type anew") {
    for (const char* same :
         {"{{first_name|a  b - c}}", "https://x.example/a--b-c", "`a  b - c`", "```\na  b - c\n```",
          "    a  b - c", "| a   | b - c |", "one  \ntwo", "<p class=\"a  b\">", "<!-- a  b - c -->"})
        CHECK(typed(same, k_markdown) == same);
    CHECK(typed("`a  b` and  c", k_markdown) == "`a  b` and c");
    CHECK(typed("see https://x.example/a--b  now", k_markdown) == "see https://x.example/a--b now");
    CHECK(typed("{{a|b  c}}  d", k_markdown) == "{{a|b  c}} d");
}

TEST_CASE("typing anew is done once: the second time nothing is found") {
    for (const char* text : {"It’s  here - “now” , and -- then ", "a - b - c--d", "a  .", "“a”  – “b”"})
        for (const TypingRules& rules : {TypingRules{}, k_sms, k_markdown}) {
            const std::string once = typed(text, rules);
            CHECK_MESSAGE(find_typing(once, rules).empty(), once);
        }
}

TEST_CASE("each kind is told once, a warning only where it costs") {
    const auto sms = check_typing("“A” – “B”  now  ok", k_sms, "text", "Text");
    REQUIRE(sms.size() == 2);
    CHECK(sms[0].level == Level::warning);
    CHECK(sms[0].message ==
          "Text has the curly quotes and the long dashes, which leave 70 characters in a segment instead of "
          "160");
    CHECK(sms[1].level == Level::note);
    CHECK(sms[1].message == "Text has double spaces (2 times)");
    const std::string two(80, 'x');
    const auto dear = check_typing(two + "’", k_sms, "text", "Text");
    REQUIRE(dear.size() == 1);
    CHECK(dear[0].message == "Text takes 2 segments for the curly quotes in it; typed plainly it takes 1");
}

TEST_CASE("a long text takes a time that grows with it, and bytes that are no text are passed over") {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "a  b - c " : "https://x/ `q` ";
    CHECK_FALSE(find_typing(text, k_markdown).empty());
    CHECK(find_typing("\xff\xfe  \xc3", k_sms).size() <= 2);
    CHECK(find_typing(std::string(1'000'000, '`'), k_markdown).empty());
    CHECK(find_typing("", k_sms).empty());
}
