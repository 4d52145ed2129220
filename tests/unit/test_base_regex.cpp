#include "core/base/regex.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using mkai::ErrorCode;
using mkai::Regex;
using Outcome = mkai::Regex::Outcome;

namespace {

Regex compiled(std::string_view pattern, bool ignore_case = false) {
    auto regex = Regex::compile(pattern, ignore_case);
    REQUIRE_MESSAGE(regex.has_value(), std::string(pattern));
    return *regex;
}

double seconds_of(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("a regex finds its first match anywhere in the text") {
    Regex::Match where;
    CHECK(compiled("[0-9]+").search("from £12 to £15", &where) == Outcome::match);
    CHECK(where.begin == 7);
    CHECK(where.end == 9);
    CHECK(compiled("^[0-9]+$").search("from 12") == Outcome::no_match);
    CHECK(compiled("").search("") == Outcome::match);
}

TEST_CASE("a regex counts in characters and folds case beyond ASCII") {
    CHECK(compiled("^.{3}$").search("añé") == Outcome::match);
    CHECK(compiled("ÉTÉ", true).search("cet été") == Outcome::match);
    CHECK(compiled("ÉTÉ").search("cet été") == Outcome::no_match);
    CHECK(compiled("\\bété\\b").search("un été chaud") == Outcome::match);
}

TEST_CASE("a pattern that is none is refused with the place") {
    const auto regex = Regex::compile("abc(def");
    REQUIRE_FALSE(regex.has_value());
    CHECK(regex.error().code == ErrorCode::invalid_value);
    CHECK(regex.error().message.find("at character 8") != std::string::npos);
    CHECK_FALSE(Regex::compile("\xff").has_value());
    CHECK_FALSE(Regex::compile(std::string(100'000, 'a')).has_value());
    CHECK_FALSE(Regex::compile(std::string(10'000, '(')).has_value());
    CHECK_FALSE(Regex::compile("((a{1000}){1000}){1000}").has_value());
}

TEST_CASE("bytes that are not UTF-8 match nothing and harm nothing") {
    CHECK(compiled("b").search("\xff\xfe"
                               "b") == Outcome::match);
    CHECK(compiled("^.$").search("\xff") == Outcome::no_match);
    CHECK(compiled("a.b").search("a\xc3"
                                 "b") == Outcome::no_match);
}

TEST_CASE("all matches come in order and do not overlap") {
    const auto matches = compiled("a+").find_all("aa b a");
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].end == 2);
    CHECK(matches[1].begin == 5);
    // Between and after the letters there is an empty match; the search still ends.
    CHECK(compiled("x*").find_all("añb").size() == 4);
    CHECK(compiled("a|").find_all("ba").size() == 3);
    CHECK(compiled("\\b").find_all("two words").size() == 4);
    CHECK(compiled("q").find_all("").empty());
}

TEST_CASE("a pattern that explodes on a short text gives up or answers, soon") {
    const std::string text = std::string(35, 'a') + "!";
    for (const char* pattern :
         {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(a*)*b", "(.*a){20}$", "^(?:(a+)*)*c"}) {
        CAPTURE(pattern);
        auto outcome = Outcome::match;
        CHECK(seconds_of([&] { outcome = compiled(pattern).search(text); }) < 5.0);
        CHECK(outcome != Outcome::match);
    }
    CHECK(compiled("^(a+)+$").search(text) == Outcome::gave_up);
    CHECK(compiled("^(a+)+$").search(std::string(35, 'a')) == Outcome::match);
}

TEST_CASE("a text of 200 KB is safe against any pattern") {
    const std::string text(200'000, 'a');
    CHECK(compiled("^[a-z]+$").search(text) == Outcome::match);
    CHECK(compiled("^(a|b)*$").search(text) != Outcome::no_match);
    CHECK(compiled("^(?:(a)|b)*$").search(text) != Outcome::no_match);
    CHECK(compiled("b").search(text) == Outcome::no_match);
    for (const char* pattern : {"[a-z]+[@#]", "[a-z]+[a-z0-9]+[@#]", "(a+)+b?[#@]", "a++[@#]",
                                "(?:a?){200}#|%", "(a)(?1)*#|%", "(?s)(.*?,){11}P|Q", "(?R)?a+[#]"}) {
        CAPTURE(pattern);
        CHECK(seconds_of([&] { (void)compiled(pattern).search(text); }) < 10.0);
    }
}

TEST_CASE("finding all says when it gave up") {
    const std::string text = "aaa " + std::string(200'000, 'b') + "!";
    bool gave_up = false;
    const auto matches = compiled("aaa|(b+)+[?]").find_all(text, &gave_up);
    CHECK(matches.size() == 1);
    CHECK(gave_up);
    (void)compiled("a").find_all("aaa", &gave_up);
    CHECK_FALSE(gave_up);
}

TEST_CASE("very many matches in a long text are found in good time") {
    const std::string text(200'000, 'a');
    std::size_t count = 0;
    CHECK(seconds_of([&] { count = compiled("a").find_all(text).size(); }) < 10.0);
    CHECK(count == 200'000);
}

TEST_CASE("one regex serves several threads at a time") {
    const Regex regex = compiled("(?:ab)+c");
    std::vector<int> found(8, 0);
    std::vector<std::thread> threads;
    for (int& count : found) {
        threads.emplace_back([&regex, &count] {
            for (int i = 0; i < 200; ++i) count += regex.search("xxababc") == Outcome::match ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    for (const int count : found) CHECK(count == 200);
}
