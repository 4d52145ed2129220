#include "core/brand/check.hpp"
#include "tests/unit/sample_copy.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {

std::vector<Finding> findings_of(const std::string& channel_id, const Content& content,
                                 const Brief& brief = sample::brief(), const std::string& locale = "en-GB") {
    const Channel channel = sample::channel(channel_id);
    return brand::check_content({channel, brief, locale}, content);
}

// The sample copy of a channel with one field changed.
std::vector<Finding> findings_with(const std::string& channel_id, const std::string& field,
                                   FieldValue value) {
    Fields fields = sample::good_fields(channel_id);
    fields[field] = std::move(value);
    return findings_of(channel_id, sample::content(std::move(fields)));
}

const Finding* find(const std::vector<Finding>& findings, std::string_view code) {
    const auto found = std::ranges::find(findings, code, &Finding::code);
    return found == findings.end() ? nullptr : &*found;
}

Finding required(const std::vector<Finding>& findings, std::string_view code) {
    const Finding* found = find(findings, code);
    REQUIRE_MESSAGE(found != nullptr, std::string(code));
    return *found;
}

}  // namespace

TEST_CASE("copy that fits its channel has no finding") {
    for (const char* id : sample::k_channels) {
        CAPTURE(id);
        for (const Finding& finding : findings_of(id, sample::content(sample::good_fields(id))))
            FAIL_CHECK(std::string(finding.code + ": " + finding.message));
    }
}

TEST_CASE("a soft limit is a warning with count, limit, source and date") {
    const Finding finding = required(findings_with("email", "subject", std::string(63, 'a')), "too-long");
    CHECK(finding.level == Level::warning);
    CHECK(finding.message == "Subject line has 63 characters; most readers see the first 50");
    CHECK(finding.fix == "shorten it by 13 characters");
    CHECK(finding.field == "subject");
    CHECK(finding.source.find("2026-11-23") != std::string::npos);
    CHECK(find(findings_with("email", "subject", std::string(50, 'a')), "too-long") == nullptr);
}

TEST_CASE("a hard limit is an error that names the entry, and counts wide characters twice") {
    const Finding finding = required(
        findings_with("google-rsa", "headlines", List{"One", "Two", "日本日本日本日本日本日本日本日本"}),
        "too-long");
    CHECK(finding.level == Level::error);
    CHECK(finding.message ==
          "Headlines 3 has 32 characters (a wide character counts 2); Google responsive search "
          "ad takes 30 at most");
}

TEST_CASE("too few and too many entries are told once, in words") {
    const auto few = findings_with("google-rsa", "headlines", List{"One", "Two"});
    CHECK(few.size() == 1);
    CHECK(few.front().message == "Headlines has 2 entries; 3 are needed");
    CHECK(few.front().fix == "add 1 more");
    List many;
    for (int i = 0; i < 16; ++i) many.push_back("Headline " + std::to_string(i));
    const auto over = findings_with("google-rsa", "headlines", many);
    CHECK(over.size() == 1);
    CHECK(over.front().fix == "take 1 out");
}

TEST_CASE("list entries that differ in case or spaces alone are duplicates") {
    const Finding finding =
        required(findings_with("google-rsa", "headlines", List{"Cancel Any Time", "Two", "cancel  any time"}),
                 "duplicate-entry");
    CHECK(finding.message == "Headlines 3 says the same as Headlines 1");
    CHECK(finding.level == Level::error);
}

TEST_CASE("the link and the mandatory lines count in a post on X") {
    // 280 - 24 for the link and its line break - 10 for "18+ only." and its own
    CHECK(findings_with("x", "text", std::string(246, 'a')).empty());
    const Finding finding = required(findings_with("x", "text", std::string(247, 'a')), "too-long");
    CHECK(finding.level == Level::error);
    CHECK(finding.message.find("281 characters") != std::string::npos);
}

TEST_CASE("a curly apostrophe in a text message is named with what it costs") {
    const Finding finding =
        required(findings_with("sms", "text", "We’ve " + std::string(100, 'a')), "too-long");
    CHECK(finding.level == Level::warning);
    CHECK(finding.message.find("3 segments") != std::string::npos);
    CHECK(finding.fix.find("replace \"’\"") != std::string::npos);
}

TEST_CASE("a merge token counts at the longest that its channel says, and the message says so") {
    // With the link and the mandatory line behind it one segment for "there", two for a name of 20
    // characters.
    const std::string text = "Hi {{first_name|there}}, " + std::string(110, 'a');
    const Finding finding = required(findings_with("sms", "text", text), "too-long");
    CHECK(finding.level == Level::warning);
    CHECK(finding.message ==
          "Message has 2 segments (with the lines that follow it) with {{first_name}} at its "
          "longest, 20 characters; each one is billed, and 1 is usual");
    CHECK(find(findings_with("sms", "text", "Hi there, " + std::string(110, 'a')), "too-long") == nullptr);
    // 38 characters and a name: 50 are usual.
    const auto email = findings_with("email", "subject", "{{first_name|You}}: " + std::string(29, 'a'));
    CHECK(required(email, "too-long").message ==
          "Subject line has 51 characters with {{first_name}} at its longest, 20 characters; most readers "
          "see the "
          "first 50");
    CHECK(find(findings_with("email", "subject", "{{first_name|You}}: " + std::string(28, 'a')),
               "too-long") == nullptr);
    // A fallback that is longer still counts as it is, and nothing is said of the token.
    const auto longer = findings_with("email", "subject", "{{first_name|" + std::string(51, 'b') + "}}");
    CHECK(required(longer, "too-long").message ==
          "Subject line has 51 characters; most readers see the first 50");
}

TEST_CASE("a hard limit that breaks is not followed by the soft one of the same field") {
    const auto findings = findings_with("sms", "text", std::string(500, 'a'));
    CHECK(std::ranges::count(findings, "too-long", &Finding::code) == 1);
    CHECK(findings.front().level == Level::error);
}

TEST_CASE("a required field that is missing or blank is one finding that says what to write") {
    Fields fields = sample::good_fields("email");
    fields.erase("cta");
    const auto missing = findings_of("email", sample::content(fields));
    REQUIRE(missing.size() == 1);
    CHECK(missing.front().message == "Button is missing");
    CHECK(missing.front().fix.find("verb") != std::string::npos);
    CHECK(findings_with("email", "cta", " \n ").front().code == "missing-field");
    CHECK(findings_with("meta-feed", "description", "").empty());  // not required
    CHECK(find(findings_with("google-rsa", "headlines", List{"a", "b", "c", " "}), "empty-entry") != nullptr);
}

TEST_CASE("a field that the channel does not have and one of the wrong kind are errors") {
    CHECK(find(findings_with("email", "subjekt", "x"), "unknown-field") != nullptr);
    CHECK(find(findings_with("email", "subject", List{"a", "b"}), "wrong-type") != nullptr);
    CHECK(find(findings_with("google-rsa", "headlines", "one string"), "wrong-type") != nullptr);
}

TEST_CASE("characters that readers cannot see are errors wherever they hide") {
    for (const char* text :
         {"zero\u200Bwidth", "bidi \u202Egnp.exe", "bell \x07", "bad \xc3( byte", "bom \uFEFF"}) {
        CAPTURE(std::string(text));
        const Finding finding = required(findings_with("email", "body", text), "hidden-character");
        CHECK(finding.level == Level::error);
    }
    CHECK(findings_with("push", "body", "A family 👨‍👩‍👧‍👦 and a flag 🇬🇧").empty());
    CHECK(find(findings_with("email", "subject", "Hello\nBcc: everyone"), "line-break") != nullptr);
}

TEST_CASE("tokens are known to the channel, closed, and slots have a value") {
    CHECK(find(findings_with("email", "body", "Hi {{nickname|you}}"), "unknown-token") != nullptr);
    CHECK(find(findings_with("x", "text", "Hi {{first_name}}"), "unknown-token") != nullptr);
    CHECK(find(findings_with("email", "body", "Hi {{first_name"), "broken-token") != nullptr);
    CHECK(find(findings_with("email", "body", "Hi {{First Name}}"), "broken-token") != nullptr);
    CHECK(find(findings_with("email", "body", "For {{offer.discount}}"), "empty-slot") != nullptr);
    CHECK(findings_with("email", "body", "Hi {{last_name|you}}, {{offer.price}}").empty());
}

TEST_CASE("markup in a plain field is a warning, and HTML is one anywhere") {
    for (const char* text : {"Be **bold** now", "# Big", "See [this](https://example.com)", "__loud__",
                             "<b>loud</b>", "<script>alert(1)</script>"}) {
        CAPTURE(std::string(text));
        const Finding finding = required(findings_with("push", "body", text), "markup");
        CHECK(finding.level == Level::warning);
    }
    CHECK(find(findings_with("email", "body", "**Bold** and [a link](https://example.com)"), "markup") ==
          nullptr);
    CHECK(find(findings_with("email", "body", "<img src=x onerror=alert(1)>"), "markup") != nullptr);
    CHECK(findings_with("push", "body", "1 < 2, a * b * c, #1 and snake_case_name").empty());
}

TEST_CASE("words to avoid are found whole, in any case and across line breaks") {
    const Finding finding = required(findings_with("email", "headline", "FREE to watch"), "must-avoid");
    CHECK(finding.level == Level::error);
    CHECK(finding.message == "Headline says \"free\", which the brief avoids");
    CHECK(find(findings_with("email", "body", "It is risk\nfree"), "must-avoid") != nullptr);
    CHECK(find(findings_with("email", "headline", "Freedom and carefree days"), "must-avoid") == nullptr);

    Brief german = sample::brief();
    german.must_avoid.by_locale["de-DE"] = {"größte"};
    const Content fest = sample::content({{"text", "Das GRÖSSTE Fest"}});
    CHECK(find(findings_of("x", fest, german, "de-DE"), "must-avoid") != nullptr);
    CHECK(find(findings_of("x", fest, german, "en-GB"), "must-avoid") == nullptr);
}

TEST_CASE("a required locked field without data says what the brief lacks") {
    Content content = sample::content(sample::good_fields("email"));
    content.slots.erase("deliverable.link");
    const Finding finding = required(findings_of("email", content), "missing-slot");
    CHECK(finding.level == Level::error);
    CHECK(finding.fix == "give the deliverable a link in the brief");
}

TEST_CASE("a limit may name a locked field") {
    Content content = sample::content(sample::good_fields("google-rsa"));
    content.slots["brief.mandatories"] = std::string(91, 'a');
    const Finding finding = required(findings_of("google-rsa", content), "too-long");
    CHECK(finding.field == "mandatories");
    CHECK(finding.level == Level::error);
}

TEST_CASE("where no locked line shows the mandatories the copy has them word for word") {
    Channel channel = sample::channel("push");
    std::erase_if(channel.locked,
                  [](const LockedField& locked) { return locked.from == "brief.mandatories"; });
    const Brief brief = sample::brief();
    const auto without =
        brand::check_content({channel, brief, "en-GB"}, sample::content(sample::good_fields("push")));
    CHECK(find(without, "missing-mandatory") != nullptr);
    const auto with = brand::check_content(
        {channel, brief, "en-GB"},
        sample::content({{"title", "Tonight"}, {"body", "Harbour Street. 18+\n only."}}));
    CHECK(find(with, "missing-mandatory") == nullptr);
}

TEST_CASE("pictures need words, and no more of them than the channel takes") {
    Content content = sample::content(sample::good_fields("x"));
    content.media = std::vector<Media>(5, Media{"ab", "A crane", "own", ""});
    CHECK(find(findings_of("x", content), "too-many-media") != nullptr);
    content.media = {Media{"ab", " ", "own", ""}};
    const Finding finding = required(findings_of("x", content), "missing-alt-text");
    CHECK(finding.level == Level::warning);
}

TEST_CASE("findings come in reading order") {
    Fields fields = sample::good_fields("email");
    fields["subject"] = "free";
    fields["preheader"] = "free";
    fields["body"] = "free";
    List order;
    for (const Finding& finding : findings_of("email", sample::content(fields)))
        order.push_back(finding.field);
    CHECK(order == List{"subject", "preheader", "body"});
}

TEST_CASE("hostile copy of 200 KB is checked in good time") {
    const auto start = std::chrono::steady_clock::now();
    std::string tags;
    while (tags.size() < 200'000) tags += "<a [x](**{{";
    for (const std::string& text :
         {std::string(200'000, 'a'), std::string(200'000, '*'), std::string(200'000, '9'), tags})
        (void)findings_with("landing", "body", text);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK(taken.count() < 20.0);
}
