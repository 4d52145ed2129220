#include "core/base/text_fold.hpp"

#include <doctest/doctest.h>

using namespace mkai;

TEST_CASE(
    "a character is a space, a capital or small letter, a letter without case, a digit, a mark or a sign") {
    struct Row {
        char32_t code_point;
        CharKind kind;
    };
    const Row rows[] = {{' ', CharKind::space},     {0xA0, CharKind::space},   {'\n', CharKind::space},
                        {U'A', CharKind::upper},    {U'ǅ', CharKind::upper},   {U'ß', CharKind::lower},
                        {U'免', CharKind::letter},  {U'א', CharKind::letter},  {U'५', CharKind::digit},
                        {0x0301, CharKind::mark},   {0xFE0F, CharKind::mark},  {0x200D, CharKind::format},
                        {0x00AD, CharKind::format}, {U'!', CharKind::other},   {U'👩', CharKind::other},
                        {0x0007, CharKind::other},  {0xFFFD, CharKind::other}, {0x10FFFF, CharKind::other}};
    for (const auto& [code_point, kind] : rows) {
        CAPTURE(static_cast<unsigned>(code_point));
        CHECK(char_kind(code_point) == kind);
    }
    CHECK(upper_case(U'é') == U'É');
    CHECK(lower_case(U'É') == U'é');
    CHECK(upper_case(U'免') == U'免');
}

TEST_CASE("folding makes spellings equal that differ in case or composition alone") {
    CHECK(fold_case("STRASSE") == fold_case("Straße"));
    CHECK(fold_case("ÉTÉ") == fold_case("e\u0301te\u0301"));
    CHECK(fold_case("ΣΟΦΟΣ") == fold_case("σοφος"));
    CHECK(fold_case("free") != fold_case("freed"));
    CHECK(compose("e\u0301") == "é");
}

TEST_CASE("bytes that are not UTF-8 fold to the replacement character") {
    CHECK(fold_case("A\xff"
                    "B") == "a\uFFFDb");
    CHECK(compose("\xc3") == "\uFFFD");
}

TEST_CASE("white space collapses, no-break spaces too") {
    CHECK(collapse_spaces("  4,99\u00A0€ \n\t im\u202FMonat ") == "4,99 € im Monat");
    CHECK(collapse_spaces(" \n ").empty());
}

TEST_CASE("words are found whole and never inside longer ones") {
    CHECK(find_words("feel free to ask", "free") == 5);
    CHECK(find_words("freedom, carefree", "free") == std::string::npos);
    CHECK(find_words("carefree and free.", "free") == 13);
    CHECK(find_words("sugar-free", "free") == 6);
    CHECK(find_words("der beste", "best") == std::string::npos);
    CHECK(find_words("großé", "groß") == std::string::npos);
    CHECK(find_words("100% sure", "100%") == 0);
    CHECK(find_words("", "x") == std::string::npos);
    CHECK(find_words("x", "") == std::string::npos);
}

TEST_CASE("graphemes keep emoji sequences whole and know them as emoji") {
    const auto parts = graphemes("a👨‍👩‍👧‍👦🇬🇧e\u0301©");
    REQUIRE(parts.size() == 5);
    CHECK_FALSE(parts[0].emoji);
    CHECK(parts[1].text == "👨‍👩‍👧‍👦");
    CHECK(parts[1].emoji);
    CHECK(parts[2].emoji);
    CHECK(parts[3].text == "e\u0301");
    CHECK_FALSE(parts[4].emoji);
    CHECK(graphemes("1️⃣").at(0).emoji);
    CHECK(graphemes("\xff\xff").size() == 2);
    CHECK(graphemes("").empty());
}
