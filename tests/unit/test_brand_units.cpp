#include "core/brand/units.hpp"
#include "tests/unit/sample_copy.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::brand;

namespace {

std::string repeated(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("X counts letters 1, Chinese and emoji 2, and any link 23") {
    // https://docs.x.com/fundamentals/counting-characters, 2026-11-23
    CHECK(measure(LimitUnit::weighted, "café") == 4);
    CHECK(measure(LimitUnit::weighted, "cafe\u0301") == 4);
    CHECK(measure(LimitUnit::weighted, "日本語") == 6);
    CHECK(measure(LimitUnit::weighted, "👾") == 2);
    CHECK(measure(LimitUnit::weighted, "🙋🏽") == 2);
    CHECK(measure(LimitUnit::weighted, "👨‍👩‍👧‍👦") == 2);
    CHECK(measure(LimitUnit::weighted, "Hello, world! 👋") == 16);
    CHECK(measure(LimitUnit::weighted, "https://example.com") == 23);
    CHECK(measure(LimitUnit::weighted, "https://example.com/very/long/path?with=" + repeated("x", 200)) ==
          23);
    CHECK(measure(LimitUnit::weighted, "See example.com.") == 4 + 23 + 1);
    CHECK(measure(LimitUnit::weighted, "(www.example.co.uk/a)") == 1 + 23 + 1);
    CHECK(measure(LimitUnit::weighted, "the end.So it goes") == 18);
    CHECK(measure(LimitUnit::weighted, "me@example.com") == 14);
    CHECK(measure(LimitUnit::weighted, "“curly” – dash…") == 16);
    CHECK(measure(LimitUnit::weighted, "") == 0);
}

TEST_CASE("a text message of GSM letters holds 160, or 153 a segment") {
    CHECK(sms_length(std::string(160, 'a')).segments == 1);
    CHECK(sms_length(std::string(161, 'a')).segments == 2);
    CHECK(sms_length(std::string(306, 'a')).segments == 2);
    CHECK(sms_length(std::string(307, 'a')).segments == 3);
    CHECK(sms_length("").segments == 0);
    CHECK(sms_length("£5 für Ärger: à la carte, ¿sí?").gsm7 == false);  // í is not in the alphabet
    CHECK(sms_length("£5 für Ärger: à la carte").gsm7);
}

TEST_CASE("the euro sign and brackets take two septets and are never cut in two") {
    CHECK(sms_length("€[]").units == 6);
    CHECK(sms_length(repeated("€", 80)).segments == 1);
    CHECK(sms_length(repeated("€", 81)).segments == 2);
    // 152 septets and a euro sign do not fit into the first 153.
    CHECK(sms_length(std::string(152, 'a') + "€" + std::string(152, 'a')).segments == 3);
}

TEST_CASE("one curly apostrophe turns one segment into three") {
    const std::string text = "We" + std::string(1, '\'') + "ve" + std::string(145, 'a');
    CHECK(sms_length(text).segments == 1);
    std::string curly = text;
    curly.replace(2, 1, "’");
    const SmsLength length = sms_length(curly);
    CHECK_FALSE(length.gsm7);
    CHECK(length.outside == "’");
    CHECK(length.units == 150);
    CHECK(length.segments == 3);
}

TEST_CASE("an emoji is two units of UCS-2 and is never cut in two") {
    CHECK(sms_length("👾").units == 2);
    CHECK(sms_length(repeated("я", 70)).segments == 1);
    CHECK(sms_length(repeated("я", 71)).segments == 2);
    CHECK(sms_length(repeated("я", 66) + "👾" + repeated("я", 66)).segments == 3);
}

TEST_CASE("a no-break space in a price does not make a message dearer") {
    CHECK(sms_length("Nur 4,99\u00A0€").gsm7);
    CHECK(sms_length("Nur 4,99\u00A0€").units == sms_length("Nur 4,99 €").units);
}

TEST_CASE("merge tokens count as their fallback") {
    CHECK(measure(LimitUnit::graphemes, "Hi {{first_name|there}}") == 8);
    CHECK(measure(LimitUnit::words, "Hi {{first_name|dear friend}}") == 3);
}

TEST_CASE("each unit counts what it is named after") {
    CHECK(measure(LimitUnit::graphemes, "👨‍👩‍👧‍👦é") == 2);
    CHECK(measure(LimitUnit::display_width, "日本a") == 5);
    CHECK(measure(LimitUnit::bytes, "é") == 2);
    CHECK(measure(LimitUnit::words, "one two  three") == 3);
    CHECK(measure(LimitUnit::items, "one") == 1);
}

TEST_CASE("a long hostile text is measured in every unit in good time") {
    for (const std::string& text :
         {repeated("a.", 100'000), repeated("https://", 25'000), repeated("👨‍", 30'000),
          std::string(200'000, '\xff'), repeated("{{", 2'000)})
        for (const LimitUnit unit : {LimitUnit::graphemes, LimitUnit::display_width, LimitUnit::weighted,
                                     LimitUnit::sms_segments, LimitUnit::bytes, LimitUnit::words})
            CHECK(measure(unit, text) > 0);
}

TEST_CASE("a whole message is the text and the locked lines that have a value") {
    const Channel x = sample::channel("x");
    const std::string message = message_text(
        x, "Hello", {{"deliverable.link", "https://example.com"}, {"offer.terms", "not on this channel"}});
    CHECK(message == "Hello\nhttps://example.com");
    CHECK(message_text(x, "", {{"deliverable.link", "l"}}) == "l");
}

TEST_CASE("the ends of segments are those that are counted, between characters, for any bytes") {
    CHECK(sms_segment_ends("").empty());
    CHECK(sms_segment_ends("hello") == std::vector<std::size_t>{5});
    CHECK(sms_segment_ends(std::string(161, 'a')) == std::vector<std::size_t>{153, 161});
    // The euro sign takes two septets, and is not cut.
    CHECK(sms_segment_ends(std::string(152, 'a') + "€" + std::string(10, 'b')).front() == 152);
    for (const std::string& text : {repeated("é", 200), repeated("🌱", 100), repeated("€", 100),
                                    std::string(300, '\xff'), std::string(300, '\x80')}) {
        const auto ends = sms_segment_ends(text);
        CHECK(static_cast<std::int64_t>(ends.size()) == sms_length(text).segments);
        CHECK(ends.back() == text.size());
        CHECK(std::ranges::is_sorted(ends));
    }
}

TEST_CASE("the first characters of a text end between characters") {
    CHECK(bytes_of_first("aé🌱b", 0) == 0);
    CHECK(bytes_of_first("aé🌱b", 2) == 3);
    CHECK(bytes_of_first("aé🌱b", 3) == 7);
    CHECK(bytes_of_first("aé🌱b", 9) == 8);
    CHECK(bytes_of_first("aé", -1) == 0);
}
