// Ids that people type, and what somebody else types to break them.
#include "core/domain/ids.hpp"

#include <array>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mkai {

namespace {

// Each is one part of an id that must be refused.
const std::vector<std::string>& hostile() {
    static const std::vector<std::string> k_hostile{"",
                                                    ".",
                                                    "..",
                                                    "../etc",
                                                    "a/b",
                                                    "/",
                                                    "\\",
                                                    "a b",
                                                    " spring",
                                                    "spring ",
                                                    "a\nb",
                                                    "a\tb",
                                                    "spr\x1b[2Jing",
                                                    std::string("a\0b", 3),
                                                    "😀",
                                                    "spríng",
                                                    "SPRING",
                                                    "spring_1",
                                                    "-spring",
                                                    "spring-",
                                                    "-",
                                                    "a\xff",
                                                    "$(id)",
                                                    "a;b",
                                                    "%2e%2e",
                                                    "a'b",
                                                    "a\"b",
                                                    "a*",
                                                    "a@v1",
                                                    "\u202Eabc",
                                                    "a\u200Bb",
                                                    std::string(65, 'a'),
                                                    std::string(300, 'a'),
                                                    std::string(1 << 20, 'x')};
    return k_hostile;
}

template <class T>
bool is_invalid(const Result<T>& result) {
    return !result && result.error().code == ErrorCode::invalid_id && !result.error().fix.empty();
}

}  // namespace

TEST_CASE("a slug is small letters, digits and inner hyphens, at most 64") {
    for (const std::string& good : {std::string("a"), std::string("spring-2"), std::string("0"),
                                    std::string("a--b"), std::string(64, 'z')})
        CHECK_MESSAGE(is_slug(good), good);
    for (const std::string& bad : hostile()) {
        CHECK_FALSE(is_slug(bad));
        const Done checked = check_slug(bad, "brief");
        REQUIRE(is_invalid(checked));
        // Safe to show, and no longer than a few lines whatever was typed.
        CHECK(checked.error().message.size() < 600);
        for (const char c : checked.error().message) CHECK(static_cast<unsigned char>(c) >= 0x20);
    }
}

TEST_CASE("an asset's id round trips, and nothing else is one") {
    for (const char* good : {"spring/email.en-GB.a", "a/b.zh-Hant-TW.zz", "s-1/e-2.es-419.b"}) {
        const auto id = parse_asset_id(good);
        REQUIRE_MESSAGE(id, good);
        CHECK(to_string(*id) == good);
    }
    for (const std::string& bad : hostile()) {
        CHECK(is_invalid(parse_asset_id(bad)));
        CHECK(is_invalid(parse_asset_id(bad + "/email.en-GB.a")));
        CHECK(is_invalid(parse_asset_id("spring/" + bad + ".en-GB.a")));
        CHECK(is_invalid(parse_asset_id("spring/email." + bad + ".a")));
        // "aa" and the like are variants; nothing hostile is.
        if (bad.size() != 1 || bad == "." || bad == "/" || bad == "-" || bad == "\\")
            CHECK(is_invalid(parse_asset_id("spring/email.en-GB." + bad)));
    }
    for (const char* bad : {"spring/email.en-GB", "spring/email.en-GB.a.b", "spring.email.en-GB.a",
                            "spring/email.en-GB.A", "spring/email.en-GB.aaa", "spring//email.en-GB.a",
                            "spring/email.EN-gb.a", "spring/email.en.a", "spring/email.en-GB.a@v1"})
        CHECK_MESSAGE(is_invalid(parse_asset_id(bad)), bad);
}

TEST_CASE("a locale is a language, perhaps a script, and a region, whose market it is") {
    for (const char* good : {"en-GB", "de-DE", "fil-PH", "zh-Hant-TW", "es-419"})
        CHECK_MESSAGE(is_locale(good), good);
    for (const char* bad : {"", "en", "EN-GB", "en-gb", "en_GB", "english-GB", "en-GBR", "en-GB-oxendict",
                            "zh-hant-TW", "zh-TW-Hant", "-GB", "en-", "e-GB", "en-41"})
        CHECK_MESSAGE(!is_locale(bad), bad);
    CHECK(language_of("zh-Hant-TW") == "zh");
    CHECK(market_of("zh-Hant-TW") == "TW");
    CHECK(market_of("en") == "");
}

TEST_CASE("variants are counted in letters, each of which is a variant") {
    CHECK(variant_name(0) == "a");
    CHECK(variant_name(25) == "z");
    CHECK(variant_name(26) == "aa");
    CHECK(variant_name(27) == "ab");
    CHECK(variant_name(701) == "zz");
    std::set<std::string> names;
    for (int i = 0; i < 702; ++i) {
        CHECK(parse_asset_id("s/e.en-GB." + variant_name(i)));
        names.insert(variant_name(i));
    }
    CHECK(names.size() == 702);
}

TEST_CASE("a shorter form and a glob stand for every asset that they fit") {
    struct Row {
        std::string_view typed;
        std::string_view asset;
        bool fits;
    };
    constexpr std::array k_rows{
        Row{"spring/email.en-GB.a", "spring/email.en-GB.a", true},
        Row{"spring/email.en-GB", "spring/email.en-GB.a", true},
        Row{"spring/email", "spring/email.en-GB.a", true},
        Row{"spring", "spring/email.en-GB.a", true},
        Row{"spring/*", "spring/email.en-GB.a", true},
        Row{"*", "spring/email.en-GB.a", true},
        Row{"*/email", "spring/email.en-GB.a", true},
        Row{"spring/*.de-DE.*", "spring/email.de-DE.a", true},
        Row{"spring/email.e?-GB.?", "spring/email.en-GB.b", true},
        Row{"spring/e", "spring/email.en-GB.a", false},
        Row{"spr", "spring/email.en-GB.a", false},
        Row{"spring/email.en", "spring/email.en-GB.a", false},
        Row{"spring/email", "spring/email-2.en-GB.a", false},
        Row{"pring/email", "spring/email.en-GB.a", false},
        Row{"spring/*.de-DE.*", "spring/email.en-GB.a", false},
    };
    for (const Row& row : k_rows) {
        const auto pattern = parse_asset_pattern(row.typed);
        REQUIRE_MESSAGE(pattern, row.typed);
        CHECK_MESSAGE(matches(*pattern, row.asset) == row.fits, row.typed);
    }
}

TEST_CASE("what stands after the @ names a version by number or by digest") {
    CHECK(parse_asset_pattern("spring/email@v3")->version_number == 3);
    CHECK(parse_asset_pattern("spring/email@8f2c")->digest_prefix == "8f2c");
    CHECK(parse_asset_pattern("spring/email@" + std::string(64, 'f'))->digest_prefix->size() == 64);
    CHECK(parse_asset_pattern("spring/email@v3")->text == "spring/email");
    for (const char* bad : {"s/e@", "s/e@v", "s/e@3", "s/e@vx", "s/e@8f2", "s/e@8F2C", "s/e@v-1",
                            "s/e@v12345678901", "@v1", "s/e@8f2g", "s/e@v1 ", "s/e@latest"})
        CHECK_MESSAGE(is_invalid(parse_asset_pattern(bad)), bad);
    CHECK(is_invalid(parse_asset_pattern("s/e@" + std::string(65, 'a'))));
}

TEST_CASE("a hostile pattern is refused and a slow one is not") {
    constexpr std::string_view k_signs =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./*?";
    for (const std::string& bad : hostile()) {
        // What holds only the signs of ids and globs is a pattern that fits nothing.
        const bool harmless =
            !bad.empty() && bad.size() <= 200 && bad.find_first_not_of(k_signs) == std::string::npos;
        if (bad == "a@v1") continue;  // names a version
        CHECK_MESSAGE(is_invalid(parse_asset_pattern(bad)) == !harmless, bad.substr(0, 40));
    }
    CHECK(is_invalid(parse_asset_pattern(std::string(300, 'a'))));
    CHECK(is_invalid(parse_asset_pattern("")));
    std::string stars;
    for (int i = 0; i < 60; ++i) stars += "*a";
    const auto pattern = parse_asset_pattern(stars + "b");
    REQUIRE(pattern);
    CHECK_FALSE(matches(*pattern, std::string(5'000, 'a')));
}

}  // namespace mkai
