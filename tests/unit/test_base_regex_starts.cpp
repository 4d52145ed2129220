#include "core/base/regex.hpp"
#include "core/base/regex_starts.hpp"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using mkai::Regex;
using mkai::StartFinder;
using mkai::starts_of_matches;
using List = std::vector<std::string>;

TEST_CASE("how the matches of a pattern begin is read from it") {
    CHECK(starts_of_matches(R"(\b(then|after(wards| that)?)\b[^.]{0,40}\d)") == List{"then", "after"});
    CHECK(starts_of_matches(R"([£€$]\s?\d)") == List{"£", "€", "$"});
    CHECK(starts_of_matches(R"(\bno (automatic|auto-?) ?renewal\b)") == List{"no "});
    CHECK(starts_of_matches(R"(\b(be)?gamble(aware)?\b)") == List{"be", "gamble"});
    CHECK(starts_of_matches(R"(\bfits( all|\s+\d[\d.]*)?[^.\n]x)") == List{"fits"});
    CHECK(starts_of_matches("(?<!no )fr(?=ee)ee") == List{"free"});
    CHECK(starts_of_matches("free|gratis") == List{"free", "gratis"});
    CHECK(starts_of_matches("fre+") == List{"fre"});
    CHECK(starts_of_matches("fre*e") == List{"fr"});
    CHECK(starts_of_matches("fre{0,2}") == List{"fr"});
    CHECK(starts_of_matches("a?b*c") == List{"a", "b", "c"});
    CHECK(starts_of_matches("(?:a|(b|c?d))x") == List{"a", "b", "c", "d"});
    CHECK(starts_of_matches("(a|b?)x") == List{"a", "b", "x"});
    CHECK(starts_of_matches(R"(\$[0-9]+)") == List{"$"});
    // A letter beyond ASCII has another case.
    CHECK(starts_of_matches("régime") == List{"r"});
    CHECK(starts_of_matches("don[’']t") == List{"don"});
}

TEST_CASE("how matches begin is not read where that is not sure") {
    for (const std::string_view pattern :
         {"",        "a?",       "a*|b",        "(a|)",       R"(\d%)",   R"(\s*a)", ".a",    "[^a]b",
          "[a-c]d",  R"([\d]a)", "[[:alpha:]]", "[]a]",       "[^]a]",    "(?i)a",   "(?=a)", "(?<n>a)",
          "(*UCP)a", R"(\Qa\E)", R"(\x61)",     R"(a\K)",     R"((a)\1)", "über",    "[éa]b", "(a",
          "a)",      "[a",       "a{,2}b",      R"((a|\d)b)", R"([\n]a)", R"(\)",    "ⓐ"})
        CHECK_MESSAGE(starts_of_matches(pattern).empty(), std::string(pattern));
}

TEST_CASE("the places of beginnings are found, in either case and at the end of the text") {
    const StartFinder finder(List{"then", "no ", "£", "b"});
    REQUIRE(finder.has_any());
    const auto all = [&](std::string_view text) {
        std::vector<std::size_t> out;
        for (auto at = finder.next(text, 0); at != text.npos; at = finder.next(text, at + 1))
            out.push_back(at);
        return out;
    };
    CHECK(all("Then THEN the no No no b") == std::vector<std::size_t>{0, 5, 14, 17, 20, 23});
    CHECK(all("£5, the") == std::vector<std::size_t>{0});
    CHECK(all("").empty());
    CHECK_FALSE(StartFinder(List(65, "a")).has_any());
    CHECK_FALSE(StartFinder(List{}).has_any());
}

// `seldom` tries every place.
TEST_CASE("a search that goes by beginnings finds what one without them finds") {
    const std::vector<std::string> patterns{
        R"(\b(then|after(wards| that)?|renews? at)\b[^.!?\n]{0,40}[£€$]\s?\d)",
        R"([£€$]\s?\d[\d.,]*\s*(a|per|/)\s*(month|mo|year)\b)",
        R"(\b(never|does not|doesn[’']t) (auto-?)?renew(s| automatically)?\b)",
        R"(\b(be)?gambleaware(\.org)?\b)",
        "s*task|kiss",
        "a?b+c{0,2}d",
        "(a|ab)(c|bcd)(d*)",
        "régime|été"};
    const std::vector<std::string> parts{
        "then",      "AFTER",     "afterwards", "renews at", "£",        "€5",         "$ 7",
        " a month",  "/mo",       "never",      "does not ", "doesn’t ", "auto-renew", "BeGambleAware",
        ".org",      " ",         ".",          "\n",        "é",        "RÉGIME",     "Été",
        "ta\u017Fk", "tas\u212A", "ki\u017Fs",  "\xFF",      "\xC3",     "a",          "b",
        "c",         "d",         "abbbd",      "ABCD",      "task"};
    std::mt19937 random(7);
    for (const std::string& pattern : patterns)
        for (const bool ignore_case : {true, false}) {
            const auto by_starts = Regex::compile(pattern, ignore_case);
            const auto anywhere = Regex::compile(pattern, ignore_case, Regex::Use::seldom);
            REQUIRE(by_starts);
            REQUIRE(anywhere);
            for (int round = 0; round < 200; ++round) {
                std::string text;
                for (int i = 0; i < 40; ++i)
                    if (const std::string& part = parts[random() % parts.size()];
                        round % 2 == 0 || (part.find('\xC5') == part.npos && part.find('\xE2') == part.npos))
                        text += part;
                const auto fast = by_starts->find_all(text);
                const auto slow = anywhere->find_all(text);
                CAPTURE(pattern);
                CAPTURE(text);
                REQUIRE(fast.size() == slow.size());
                for (std::size_t i = 0; i < fast.size(); ++i) {
                    CHECK(fast[i].begin == slow[i].begin);
                    CHECK(fast[i].end == slow[i].end);
                }
                Regex::Match a, b;
                CHECK(by_starts->search(text, &a) == anywhere->search(text, &b));
                CHECK(a.begin == b.begin);
            }
        }
}

// The JIT's stack is too small for it, the interpreter's is not.
TEST_CASE("a search that the machine code cannot finish goes on without") {
    const auto regex = Regex::compile("x(a|b)*y");
    REQUIRE(regex);
    std::string text = "x";
    for (int i = 0; i < 20'000; ++i) text += "ab";
    CHECK(regex->find_all(text + "y xay").size() == 2);
}
