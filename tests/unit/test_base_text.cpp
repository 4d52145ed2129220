// Text in the units that people and channels count.
#include "core/base/hash.hpp"
#include "core/base/text.hpp"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mkai {

namespace {

// Words with white space, some of several bytes; often the same, so that a diff finds something.
std::string random_text(SeededRandom& random, std::size_t words_max) {
    static constexpr std::array k_words{"a", "b", "price", "£4.99", "Zoë", "😀", "the\xff", "two"};
    static constexpr std::array k_spaces{" ", "  ", "\n", "\n\n", "\t", ""};
    std::string out;
    for (std::size_t i = random.next() % (words_max + 1); i > 0; --i) {
        out += k_words[random.next() % k_words.size()];
        out += k_spaces[random.next() % k_spaces.size()];
    }
    return out;
}

}  // namespace

TEST_CASE("UTF-8 is what the standard allows: no overlong form, surrogate, or value past the last") {
    for (const char* good : {"", "a", "é", "€", "😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
        CHECK_MESSAGE(is_utf8(good), good);
    for (const char* bad :
         {"\x80", "\xc3", "\xc0\xaf", "\xc1\xbf", "\xe2\x82", "\xe0\x80\xaf", "\xed\xa0\x80",
          "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "a\xfe"})
        CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(std::string("\0", 1)));
}

TEST_CASE("code points round trip, and bytes that are none come as replacement characters") {
    const std::string text = "aé€😀";
    std::string again;
    for (const char32_t c : code_points(text)) append_utf8(again, c);
    CHECK(again == text);
    CHECK(code_points("a\xff") == std::vector<char32_t>{U'a', 0xFFFD});
    CHECK(count_code_points("aé€😀") == 4);
}

TEST_CASE("what a reader sees as one character counts as one (UAX #29)") {
    CHECK(count_graphemes("") == 0);
    CHECK(count_graphemes("abc") == 3);
    CHECK(count_graphemes("e\u0301") == 1);
    CHECK(count_graphemes("🇬🇧🇩🇪") == 2);
    CHECK(count_graphemes("👩‍👩‍👧‍👦") == 1);
    CHECK(count_graphemes("👍🏽") == 1);
    CHECK(count_graphemes("\r\n") == 1);
    CHECK(count_graphemes("한국") == 2);
    CHECK(count_graphemes("\u1112\u1161\u11ab") == 1);
}

TEST_CASE("width is counted in columns, and a prefix never cuts a character") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("e\u0301") == 1);
    CHECK(prefix_of_width("日本語", 5) == "日本");
    CHECK(prefix_of_width("e\u0301x", 1) == "e\u0301");
    CHECK(prefix_of_width("abc", 0) == "");
    CHECK(prefix_of_width("abc", 99) == "abc");
}

TEST_CASE("words are what white space separates, of any kind") {
    CHECK(count_words("") == 0);
    CHECK(count_words("  one\ttwo\n three  ") == 3);
    CHECK(count_words("one\u00a0two\u3000three") == 3);
}

TEST_CASE("characters that nobody sees are found by name and place") {
    struct Row {
        std::string text;
        std::size_t byte;
        std::string_view code;
    };
    const std::vector<Row> rows{{"a\x1b[2J", 1, "U+001B"},
                                {"ab\u202Ecd", 2, "U+202E"},
                                {"\u2066x", 0, "U+2066"},
                                {"a\u200Bb", 1, "U+200B"},
                                {"a\u200Db", 1, "U+200D"},
                                {"\uFEFFa", 0, "U+FEFF"},
                                {"a\U000E0041", 1, "U+E0041"},
                                {"\uE000", 0, "U+E000"},
                                {"a\u0085", 1, "U+0085"},
                                {"a\xff", 1, "byte 0xFF"},
                                {std::string("a\0", 2), 1, "U+0000"},
                                {"a\x7f", 1, "U+007F"}};
    for (const Row& row : rows) {
        const auto found = find_hidden(row.text);
        REQUIRE_MESSAGE(found, row.code);
        CHECK(found->byte == row.byte);
        CHECK_MESSAGE(found->name.starts_with(row.code), found->name);
        // A joiner between letters misleads a reader, not a terminal.
        if (row.code != "U+200D") CHECK(printable(row.text) != row.text);
    }
    for (const char* good : {"", "plain", "tab\tand\nline", "👩‍👩‍👧‍👦", "❤️",
                             "é e\u0301", "日本語", "नमस्ते", "شكرًا"})
        CHECK_MESSAGE(!find_hidden(good), good);
}

TEST_CASE("what is shown is free of what it warns of, whatever it was") {
    SeededRandom random(5);
    for (int round = 0; round < 2'000; ++round) {
        std::string bytes(random.next() % 40, '\0');
        for (char& c : bytes) c = static_cast<char>(random.next());
        const std::string shown = printable(bytes);
        REQUIRE(is_utf8(shown));
        for (const char c : printable_line(bytes))
            CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
    }
}

TEST_CASE("the parts of a word diff rebuild both texts, and equal texts have no difference") {
    SeededRandom random(9);
    for (int round = 0; round < 3'000; ++round) {
        const std::string before = random_text(random, 25), after = random_text(random, 25);
        std::string old_text, new_text;
        for (const DiffPart& part : word_diff(before, after)) {
            CHECK_FALSE(part.text.empty());
            if (part.kind != DiffKind::added) old_text += part.text;
            if (part.kind != DiffKind::removed) new_text += part.text;
        }
        REQUIRE(old_text == before);
        REQUIRE(new_text == after);
        for (const DiffPart& part : word_diff(before, before)) CHECK(part.kind == DiffKind::same);
    }
}

TEST_CASE("a word diff changes no more words than it must") {
    const auto parts = word_diff("one two three four", "one 2 three four");
    std::string removed, added;
    for (const DiffPart& part : parts) {
        if (part.kind == DiffKind::removed) removed += part.text;
        if (part.kind == DiffKind::added) added += part.text;
    }
    CHECK(trim(removed) == "two");
    CHECK(trim(added) == "2");
}

TEST_CASE("two long texts without a word in common are compared in a moment") {
    std::string before, after;
    for (int i = 0; i < 2'000; ++i) {
        before += "a" + std::to_string(i) + " ";
        after += "b" + std::to_string(i) + " ";
    }
    std::string rebuilt;
    for (const DiffPart& part : word_diff(before, after))
        if (part.kind != DiffKind::removed) rebuilt += part.text;
    CHECK(rebuilt == after);
}

TEST_CASE("near words are found within a third of their length") {
    CHECK(edit_distance("approve", "aprpove") == 1);
    CHECK(edit_distance("", "abc") == 3);
    const std::array<std::string_view, 3> words{"approve", "publish", "rollback"};
    CHECK(nearest("aprove", words) == "approve");
    CHECK(nearest("xyz", words) == "");
    CHECK(did_you_mean("publsh", std::vector<std::string>{"publish"}) == "did you mean \"publish\"?");
    CHECK(nearest(std::string(100'000, 'a'), words) == "");
}

TEST_CASE("a glob's stars and question marks fit, and a hostile one costs little") {
    CHECK(glob_match("*", ""));
    CHECK(glob_match("a*c", "abbc"));
    CHECK(glob_match("a?c", "abc"));
    CHECK_FALSE(glob_match("a?c", "ac"));
    CHECK_FALSE(glob_match("", "a"));
    CHECK(glob_match("[a]", "[a]"));
    std::string stars;
    for (int i = 0; i < 200; ++i) stars += "*a";
    CHECK_FALSE(glob_match(stars + "b", std::string(10'000, 'a')));
}

TEST_CASE("small things do what they say at the edges") {
    CHECK(trim(" \t a b \n") == "a b");
    CHECK(trim("   ") == "");
    CHECK(join(split("a,,b", ','), ",") == "a,,b");
    CHECK(lower_ascii("AÉz") == "aÉz");
    CHECK(counted(1, "draft") == "1 draft");
    CHECK(counted(0, "draft") == "0 drafts");
    CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrap("incomprehensibilities a", 5) == std::vector<std::string>{"incomprehensibilities", "a"});
}

}  // namespace mkai
