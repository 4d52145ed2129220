#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/publish/markup.hpp"
#include "core/publish/render.hpp"
#include "tests/unit/sample_copy.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::publish;

namespace {

constexpr Format k_formats[] = {Format::html, Format::markdown, Format::json};

std::string rendered(const std::string& channel_id, Format format, const Subject& subject) {
    const auto rendering = render(sample::channel(channel_id), subject, format);
    REQUIRE(rendering.has_value());
    return rendering->bytes;
}
std::string rendered(const std::string& channel_id, Format format) {
    return rendered(channel_id, format, sample::subject(channel_id));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// Text made of everything that could hurt: markup, tokens, Markdown, controls, bytes that are not UTF-8.
std::string hostile_text(SeededRandom& random) {
    static const std::vector<std::string> pieces{"<script>alert(1)</script>",
                                                 "</style><script>",
                                                 "<img src=x onerror=alert(1)>",
                                                 "\"><script>",
                                                 "' onclick='",
                                                 "javascript:alert(1)",
                                                 "[x](javascript:alert(1))",
                                                 "[y](https://example.com/\"onload=\"a)",
                                                 "**",
                                                 "*",
                                                 "[",
                                                 "](",
                                                 ")",
                                                 "{{",
                                                 "}}",
                                                 "{{offer.price}}",
                                                 "{{first_name|<script>}}",
                                                 "\n",
                                                 "\n\n",
                                                 "# ",
                                                 "- ",
                                                 "1. ",
                                                 "&amp;",
                                                 "&#x3c;",
                                                 "\xff\xfe",
                                                 "\xe2\x80",
                                                 "\u202E",
                                                 "\0\x07",
                                                 "word ",
                                                 "日本 ",
                                                 "👨‍👩‍👧‍👦 ",
                                                 "---\n",
                                                 "]]>",
                                                 "<!--",
                                                 "-->",
                                                 "`",
                                                 "\\"};
    std::string text = "x";
    const std::size_t length = 1 + random.next() % 40;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random.next() % pieces.size()];
    return text;
}

Subject hostile_subject(const Channel& channel, SeededRandom& random) {
    Subject subject = sample::subject(channel.id);
    subject.content.fields.clear();
    for (const ChannelField& field : channel.fields) {
        if (!field.list)
            subject.content.fields[field.name] = hostile_text(random);
        else
            subject.content.fields[field.name] =
                std::vector<std::string>{hostile_text(random), hostile_text(random), hostile_text(random)};
    }
    for (auto& slot : subject.content.slots) slot.second = hostile_text(random);
    subject.content.media.push_back({"ab", hostile_text(random), hostile_text(random), ""});
    return subject;
}

// Every '<' of the page starts one of the tags that the renderer writes.
void check_only_our_tags(const std::string& html) {
    static const std::vector<std::string> tags{"!doctype html>",
                                               "html",
                                               "head>",
                                               "meta ",
                                               "title>",
                                               "style>",
                                               "body>",
                                               "main",
                                               "article",
                                               "div",
                                               "span",
                                               "p",
                                               "h1",
                                               "h2",
                                               "h3",
                                               "h4",
                                               "ul",
                                               "ol>",
                                               "li>",
                                               "a ",
                                               "a>",
                                               "strong>",
                                               "em>",
                                               "figure",
                                               "footer"};
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t name = at + 1 + (html[at + 1] == '/' ? 1 : 0);
        const bool ours = std::ranges::any_of(
            tags, [&](const std::string& tag) { return html.compare(name, tag.size(), tag) == 0; });
        REQUIRE_MESSAGE(ours, html.substr(at, 40));
    }
}

// Behind the front matter, which is data, every bracket before such an address is escaped.
void check_no_script_links(const std::string& markdown) {
    const std::string body = markdown.substr(markdown.find("\n---\n"));
    for (std::size_t at = body.find("](javascript"); at != std::string::npos;
         at = body.find("](javascript", at + 1))
        REQUIRE_MESSAGE(body[at - 1] == '\\', body.substr(at - 1, 40));
}

}  // namespace

TEST_CASE("formats have a name, and back") {
    for (const Format format : k_formats) CHECK(parse_format(to_string(format)) == format);
    CHECK_FALSE(parse_format("pdf").has_value());
    CHECK(extension_of(Format::markdown) == "md");
}

TEST_CASE("every channel renders in every format, the same twice, with the digest of its bytes") {
    for (const char* id : sample::k_channels)
        for (const Format format : k_formats) {
            const Channel channel = sample::channel(id);
            const auto first = render(channel, sample::subject(id), format);
            REQUIRE(first.has_value());
            CHECK(first->bytes == render(channel, sample::subject(id), format)->bytes);
            CHECK(first->digest == sha256_hex(first->bytes));
            CHECK(first->extension == extension_of(format));
        }
}

TEST_CASE("whatever the copy holds, a page has our tags alone, is UTF-8 and comes out the same twice") {
    SeededRandom random(20261123);
    for (const char* id : sample::k_channels) {
        const Channel channel = sample::channel(id);
        for (int round = 0; round < 60; ++round) {
            const Subject subject = hostile_subject(channel, random);
            for (const Format format : k_formats) {
                const std::string bytes = rendered(id, format, subject);
                CHECK(is_utf8(bytes));
                CHECK(bytes == rendered(id, format, subject));
                if (format != Format::json) CHECK_FALSE(has(bytes, "<script"));
            }
            const std::string html = rendered(id, Format::html, subject);
            check_only_our_tags(html);
            CHECK_FALSE(has(html, "href=\"javascript"));
            check_no_script_links(rendered(id, Format::markdown, subject));
            CHECK(Json::accept(rendered(id, Format::json, subject)));
        }
    }
}

TEST_CASE("a page says its language, needs nothing from outside and runs nothing") {
    const std::string html = rendered("landing", Format::html, sample::subject("landing", "de-DE"));
    CHECK(has(html, "<html lang=\"de-DE\" dir=\"ltr\">"));
    CHECK(has(html, "default-src 'none'"));
    CHECK_FALSE(has(html, "src="));
    CHECK_FALSE(has(html, "@import"));
    CHECK(has(rendered("x", Format::html, sample::subject("x", "ar-EG")), "dir=\"rtl\""));
}

TEST_CASE("an email shows its subject and preheader as an inbox does") {
    const std::string html = rendered("email", Format::html);
    CHECK(has(html, "<p class=\"subject\">Four new dramas, and a quieter price</p>"));
    CHECK(has(html, "<p class=\"preheader\">"));
    CHECK(has(html, "<a class=\"button\" href=\"https://example.com/spring\">See the line-up</a>"));
    CHECK(has(html, "<strong>Four new dramas</strong>"));
    CHECK(has(html, "<title>Four new dramas, and a quieter price</title>"));
    CHECK(has(html, "<footer lang=\"en\" dir=\"ltr\">spring/email.en-GB.a"));
}

TEST_CASE("slots are filled and marked, merge tokens stay and are marked") {
    const std::string html = rendered("email", Format::html);
    CHECK(has(html, "<span class=\"slot\" title=\"Filled from offer.price\">£4.99</span>"));
    CHECK(has(html, "<span class=\"token\">{{first_name|there}}</span>"));
    CHECK(has(html, "title=\"Terms: filled from offer.terms\">New customers only."));
    const std::string markdown = rendered("email", Format::markdown);
    CHECK(has(markdown, "Hi {{first_name|there}},"));
    CHECK(has(markdown, "for £4.99 a month"));
    CHECK(has(markdown, "locked: [link, mandatories, terms]"));
}

TEST_CASE("a search ad shows three headlines as an ad and lists them all") {
    const std::string html = rendered("google-rsa", Format::html);
    CHECK(has(html, "Sponsored"));
    CHECK(has(html, "example.com › drama › spring"));
    CHECK(has(html, "Northlight Drama | Four New Dramas | Now"));
    CHECK(count(html, "Watch on Any Screen") == 1);
    CHECK(count(html, "Northlight Drama") == 2);
    CHECK(count(html, "18+ only.") == 1);
}

TEST_CASE("a landing page has its search title and description in the head") {
    const std::string html = rendered("landing", Format::html);
    CHECK(has(html, "<title>Four new dramas this spring | Northlight</title>"));
    CHECK(has(html, "<meta name=\"description\" content=\"Watch Harbour Street"));
    CHECK(has(html, "<h1>Spring belongs"));
    CHECK(has(html, "<a href=\"https://example.com/plans\">all plans</a>"));
}

TEST_CASE("a link that is no web address is shown and never followed") {
    Subject subject = sample::subject("email");
    subject.content.slots["deliverable.link"] = "javascript:alert(1)";
    const std::string html = rendered("email", Format::html, subject);
    CHECK_FALSE(has(html, "href="));
    CHECK(has(html, "See the line-up"));
}

TEST_CASE("a text message has plain spaces where a price had no-break ones") {
    const Subject subject = sample::subject("sms", "de-DE");
    CHECK(has(subject.content.slots.at("offer.price"), "\u00A0"));
    for (const Format format : k_formats) CHECK_FALSE(has(rendered("sms", format, subject), "\u00A0"));
    CHECK(has(render_fields(sample::channel("sms"), subject).front().text, "4,99 €"));
    CHECK(has(rendered("email", Format::html, sample::subject("email", "de-DE")), "\u00A0"));
}

TEST_CASE("Markdown has front matter, and plain copy shows as it is") {
    Subject subject = sample::subject("push");
    subject.content.fields["title"] = "2 * 3 [is] _six_ <b>";
    const std::string markdown = rendered("push", Format::markdown, subject);
    CHECK(
        markdown.starts_with("---\nasset: \"spring/push.en-GB.a\"\nchannel: \"push\"\nlocale: \"en-GB\"\n"));
    CHECK(has(markdown, "# 2 \\* 3 \\[is\\] \\_six\\_ &lt;b\\>"));
}

TEST_CASE("Markdown copy leads to web addresses only, however another target is written") {
    struct Row {
        std::string copy, shown;
    };
    const std::vector<Row> rows{
        {"[a](https://example.com/b) and [c](mailto:d@example.com)",
         "[a](https://example.com/b) and [c](mailto:d@example.com)"},
        {"a [b] c (d) [e] (f)", "a [b] c (d) [e] (f)"},
        {"see [a **b**](javascript:alert(1)) c", "see a **b**) c"},
        {"[a](JaVaScript:b)", "a"},
        {"[a]( javascript:b)", "a"},
        {"[a](\njavascript:b)", "a"},
        {"[a](\tdata:text/html,b)", "a"},
        {"[a](vbscript:b \"c\")", "a"},
        {"[a](java&#115;cript:b)", "a"},
        {"[a](javascript&colon;b)", "a"},
        {"[a](javascript\\:b)", "a"},
        {"[a](\x01javascript:b)", "a"},
        {"[a](\u200Bjavascript:b)", "a"},
        {"[a](<javascript:b>)", "a"},
        {"![a](data:image/svg+xml,b)", "!a"},
        {"<javascript:b> <https://example.com>", "&lt;javascript:b> &lt;https://example.com>"},
        {"[a]: javascript:b", "[a]\\: javascript:b"},
        {"[a]:\n  javascript:b\n\n[a]", "[a]\\:\n  javascript:b\n\n[a]"},
        {"> - [a]: <javascript:b>", "> - [a]\\: &lt;javascript:b>"},
        // Two marks that come together when a link is taken out.
        {"x][](javascript:b)(javascript:c)", "x]\\(javascript:c)"},
        {"x][](javascript:b): javascript:c", "x]\\: javascript:c"},
        {"[[a](javascript:b)](javascript:c)", "a"},
        // A label that ends inside of an address.
        {"[a\\](https://b]:javascript:c)", "a\\"},
        {"a](javascript:b) [c](javascript:d", "a]\\(javascript:b) [c]\\(javascript:d"},
    };
    for (const Row& row : rows) {
        Subject subject = sample::subject("landing");
        subject.content.fields["body"] = row.copy;
        const std::string markdown = rendered("landing", Format::markdown, subject);
        CHECK_MESSAGE(has(markdown, "\n" + row.shown + "\n"), row.copy, " -> ", markdown);
    }
}

TEST_CASE("JSON has the fields filled, the locked ones beside them") {
    const Json json = Json::parse(rendered("google-rsa", Format::json));
    CHECK(json.at("format_version") == "1.0");
    CHECK(json.at("asset") == "spring/google-rsa.en-GB.a");
    CHECK(json.at("fields").at("headlines").at(2) == "Now £4.99 a Month");
    CHECK(json.at("fields").at("path1") == "drama");
    CHECK(json.at("locked").at("link") == "https://example.com/spring");
}

TEST_CASE("fields for the terminal come in reading order, locked ones last and marked") {
    const auto fields = render_fields(sample::channel("google-rsa"), sample::subject("google-rsa"));
    REQUIRE(fields.size() == 6);
    CHECK(fields[0].label == "Headlines");
    CHECK(has(fields[0].text, "Northlight Drama\nFour New Dramas\nNow £4.99 a Month"));
    CHECK_FALSE(fields[0].locked);
    CHECK(fields[4].name == "link");
    CHECK(fields[4].locked);
}

TEST_CASE("copy for another channel and copy without a word are refused") {
    const auto other = render(sample::channel("x"), sample::subject("email"), Format::html);
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().code == ErrorCode::internal_error);
    Subject empty = sample::subject("x");
    empty.content = {};
    const auto nothing = render(sample::channel("x"), empty, Format::html);
    REQUIRE_FALSE(nothing.has_value());
    CHECK(nothing.error().code == ErrorCode::invalid_value);
}

TEST_CASE("Markdown becomes the few elements that writers use") {
    const Slots slots{{"offer.price", "<£5>"}};
    CHECK(markdown_html("one\ntwo\n\nthree", slots) == "<p>one\ntwo</p>\n<p>three</p>\n");
    CHECK(markdown_html("# a\n### b", slots) == "<h2>a</h2>\n<h3>b</h3>\n");
    CHECK(markdown_html("- a\n- b\ntail", slots) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>tail</p>\n");
    CHECK(markdown_html("1. a\n2. b", slots) == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
    CHECK(markdown_html("**a *b* c**", slots) == "<p><strong>a <em>b</em> c</strong></p>\n");
    CHECK(has(markdown_html("**{{offer.price}}**", slots), "&lt;£5&gt;</span></strong>"));
    CHECK(markdown_html("2 * 3 * 4", slots) == "<p>2 * 3 * 4</p>\n");
    CHECK(markdown_html("[a](javascript:x)", slots) == "<p>a</p>\n");
    CHECK(markdown_html("unclosed ** and [x", slots) == "<p>unclosed ** and [x</p>\n");
    CHECK(markdown_html("", slots).empty());
}
