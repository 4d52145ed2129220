#include "core/base/hash.hpp"
#include "core/workspace/brief_files.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::workspace;

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view k_brief = R"(brief: b
title: A brief
use_case: campaign-copy
owner: maria
locales: [en-GB, de-DE]
campaign_type: promotion
objective: More of it.
key_messages: [One, Two]
offer: {price: 4.90, currency: GBP, starts: 2027-01-01, ends: 2027-01-31, terms: Terms.}
claims: [c-14]
deliverables:
  - {id: email, channel: email}
flight: {starts: 2027-01-01, ends: 2027-01-31}
)";

Lines findings_of(std::string_view text) {
    static const Demo demo;
    static const Workspace workspace = demo.open();
    return lines_of(workspace.check_brief_text("b", text).findings);
}

Lines findings_with(std::string_view from, std::string_view to) {
    std::string text(k_brief);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return findings_of(text.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("a brief without mistakes has no findings") {
    CHECK(findings_of(k_brief) == Lines{});
}

TEST_CASE("a claim that is withdrawn or made for other markets is a warning") {
    CHECK(findings_with("claims: [c-14]", "claims: [c-14, c-31]") ==
          Lines{"10:16 warning the claim \"c-31\" is made for US, and the brief is for none of them"});
    const Demo demo;
    demo.edit("claims.yaml", "id: c-14", "id: c-14\n    withdrawn: true");
    CHECK(lines_of(demo.open().check_brief("spring")->findings) ==
          Lines{"55:22 warning the claim \"c-14\" is withdrawn"});
}

TEST_CASE("names that lead nowhere are errors with the name that was meant") {
    CHECK(findings_with("use_case: campaign-copy", "use_case: campain-copy") ==
          Lines{"3:11 error there is no use-case \"campain-copy\""});
    CHECK(findings_with("owner: maria", "owner: marai") == Lines{"4:8 error there is no person \"marai\""});
    CHECK(findings_with("channel: email", "channel: emial") ==
          Lines{"12:26 error there is no channel \"emial\""});
    CHECK(findings_with("claims: [c-14]", "claims: [c-99]") ==
          Lines{"10:10 error there is no claim \"c-99\""});
    CHECK(findings_with("brief: b", "brief: c") ==
          Lines{"1:8 error the brief is called \"c\", and its file \"b.yaml\""});
    CHECK(findings_with("{id: email, channel: email}", "{id: email, channel: email, locales: [en-US]}") ==
          Lines{"12:43 error \"en-US\" is not among the brief's locales"});
}

TEST_CASE("locales are a language and a market") {
    for (const char* wrong : {"english", "en", "EN-gb", "en_GB", "en-GB-x"})
        CHECK_MESSAGE(findings_with("[en-GB, de-DE]", fmt::format("[de-DE, en-GB, {}]", wrong)).size() == 1,
                      wrong);
    CHECK(findings_with("[en-GB, de-DE]", "[en-GB, de-DE, zh-Hant-TW]").empty());
}

TEST_CASE("texts by locale cover the brief's locales and no others") {
    CHECK(findings_with("key_messages: [One, Two]", "key_messages: {en-GB: [One], de-DE: [Eins]}").empty());
    CHECK(findings_with("key_messages: [One, Two]", "key_messages: {en-GB: [One]}") ==
          Lines{"8:15 error there are no key_messages for de-DE"});
    CHECK(findings_with("key_messages: [One, Two]",
                        "key_messages: {en-GB: [One], de-DE: [Eins], fr-FR: [Un]}") ==
          Lines{"8:45 error \"fr-FR\" is not among the brief's locales"});
}

TEST_CASE("an offer has an amount, a currency, terms and dates in order") {
    CHECK(findings_with("price: 4.90", "price: £4.90") == Lines{"9:16 error \"£4.90\" is not an amount"});
    CHECK(findings_with("currency: GBP, ", "") == Lines{"9:16 error the price has no currency"});
    CHECK(findings_with(", terms: Terms.", "") == Lines{"9:16 warning the price promotion has no terms"});
    CHECK(findings_with("ends: 2027-01-31, terms", "ends: 2026-12-31, terms") ==
          Lines{"9:63 error the offer ends on 2026-12-31, before it starts on 2027-01-01"});
    CHECK(findings_with("price: 4.90", "price: 4.90, was_price: 4.9") ==
          Lines{"9:16 warning the price 4.90 is not lower than the reference price 4.9"});
    CHECK(findings_with("ends: 2027-01-31, terms", "ends: 2027-02-30, terms").size() == 1);
}

TEST_CASE("an offer's locale stands over what is common to all") {
    const Demo demo;
    const std::string text = std::string(k_brief) + "due: 2026-12-01\n";
    std::string with_locale = text;
    const std::string from = "terms: Terms.}";
    with_locale.replace(with_locale.find(from), from.size(),
                        "terms: Terms., locales: {de-DE: {price: \"5.50\", currency: EUR}}}");
    const auto checked = demo.open().check_brief_text("b", with_locale);
    REQUIRE(checked.brief);
    const Offer* german = checked.brief->offer.for_locale("de-DE");
    CHECK(german->price == "5.50");
    CHECK(german->currency == "EUR");
    CHECK(german->terms == "Terms.");
    CHECK(checked.brief->offer.for_locale("en-GB")->price == "4.90");
    CHECK(checked.brief->due == "2026-12-01");
}

TEST_CASE("deliverables have ids of their own and a due date before the flight") {
    CHECK(findings_with("  - {id: email, channel: email}\n",
                        "  - {id: email, channel: email}\n  - {id: email, channel: sms}\n") ==
          Lines{"13:10 error the deliverable \"email\" stands twice; the first is in line 12"});
    CHECK(findings_with("flight:", "due: 2027-01-02\nflight:") ==
          Lines{"13:6 warning the copy is due on 2027-01-02, after the flight starts on 2027-01-01"});
    CHECK(findings_with("flight: {starts: 2027-01-01, ends: 2027-01-31}",
                        "flight: {starts: 2027-02-01, ends: 2027-01-31}") ==
          Lines{"13:36 error the flight ends on 2027-01-31, before it starts on 2027-02-01"});
    CHECK(findings_with("{id: email, channel: email}", "{id: email, channel: email, link: javascript:x}")
              .size() == 1);
    CHECK(findings_with("{id: email, channel: email}",
                        "{id: email, channel: email, link: \"https://e.com/?utm_source=A&utm_medium=b\"}") ==
          Lines{"12:39 warning in the link, utm_campaign is missing beside the other utm_ parameters",
                "12:39 warning in the link, utm_source has capital letters, which is counted apart: \"A\""});
}

TEST_CASE("what the schema refuses is told once, with everything else that is wrong") {
    const Lines found = findings_of(
        "brief: b\ntitle: 5\nofer: {}\nowner: 'Maria!'\nuse_case: campaign-copy\n"
        "locales: [en-GB]\nobjective: x\nkey_messages: []\n"
        "deliverables:\n  - {id: a, channel: emial}\n  - {channel: sms}\n");
    CHECK(found ==
          Lines{"2:8 error title: must be text, is the number 5", "3:1 error unknown key \"ofer\"",
                "4:8 error owner: \"Maria!\" must be 1 to 64 small letters, digits and hyphens, beginning "
                "and ending with a letter or digit",
                "10:22 error there is no channel \"emial\"",
                "11:5 error deliverables.1: the key \"id\" is missing"});
}

TEST_CASE("hostile files are one clear finding and never a brief") {
    const Demo demo;
    const Workspace workspace = demo.open();
    struct Case {
        std::string text;
        std::string_view words;
    };
    const std::vector<Case> cases = {
        {"", "empty"},
        {std::string("\0\1\2", 3), "binary"},
        {std::string("\xFF\xFE"
                     "b\0",
                     4),
         "UTF-16"},
        {"brief:\n\ttitle: x\n", "tab"},
        {"brief: b\nbrief: c\n", "stands twice"},
        {std::string(2000, '['), "nested deeper"},
        {"a: &a [x]\nb: *a\n", "anchor"},
        {"- just\n- a list\n", "must be a group"},
        {"brief: \"b\x1B[2J\"\n", "invisible control character"},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(words);
        demo.write("briefs/b.yaml", text);
        const auto checked = workspace.check_brief("b");
        REQUIRE(checked);
        CHECK_FALSE(checked->brief);
        REQUIRE(!checked->findings.empty());
        CHECK(checked->findings[0].message.find(words) != std::string::npos);
        CHECK(checked->findings[0].line >= 1);
        CHECK(checked->findings[0].file == "briefs/b.yaml");
    }
}

TEST_CASE("a file of 100 MB is refused by its size") {
    const Demo demo;
    demo.write("briefs/b.yaml", "brief: b\n");
    fs::resize_file(demo.path() / "briefs/b.yaml", 100u << 20);
    const auto checked = demo.open().check_brief("b");
    REQUIRE(checked);
    REQUIRE(checked->findings.size() == 1);
    CHECK(checked->findings[0].code == "unreadable");
}

TEST_CASE("ids with slashes, dots, emoji or control characters never reach the disk") {
    const Demo demo;
    const Workspace workspace = demo.open();
    for (const char* id : {"../people", "a/b", "a.b", "", "A", "x\x1B[2J", "\xF0\x9F\x98\x80", "-a", "a\n"}) {
        const auto checked = workspace.check_brief(id);
        REQUIRE(!checked);
        CHECK(checked.error().code == ErrorCode::invalid_id);
        CHECK(checked.error().message.find('\x1B') == std::string::npos);
        CHECK(workspace.brief_source_digest(id).empty());
        CHECK(!workspace.channel(id));
    }
    const auto near = workspace.check_brief("sprnig");
    REQUIRE(!near);
    CHECK(near.error().code == ErrorCode::unknown_id);
    CHECK(near.error().fix == "did you mean \"spring\"?");
}

TEST_CASE("a comment changes the bytes of a brief and not what it says") {
    const Demo demo;
    const Workspace workspace = demo.open();
    const Brief before = *workspace.load_brief("spring");
    demo.edit("briefs/spring.yaml", "brief: spring", "brief: spring   # words");
    const Brief commented = *workspace.load_brief("spring");
    CHECK(commented.digest == before.digest);
    CHECK(commented.source_digest != before.source_digest);
    CHECK(commented.source_digest == workspace.brief_source_digest("spring"));
    demo.edit("briefs/spring.yaml", "\"4.99\"", "\"4.990\"");
    CHECK(workspace.load_brief("spring")->digest != before.digest);
}

TEST_CASE("a brief with errors is not loaded, and each error is a line of context") {
    const Demo demo;
    demo.edit("briefs/spring.yaml", "owner: maria", "owner: nobody-here");
    const auto brief = demo.open().load_brief("spring");
    REQUIRE(!brief);
    CHECK(brief.error().code == ErrorCode::invalid_file);
    REQUIRE(brief.error().context.size() == 1);
    CHECK(brief.error().context[0].starts_with("briefs/spring.yaml:6:8: there is no person \"nobody-here\""));
}

// --- edits ---

TEST_CASE("setting a value keeps every comment and tells what stood there") {
    const Demo demo;
    const Workspace workspace = demo.open();
    const std::string before = demo.read("briefs/spring.yaml");
    const auto edit = set_brief_value(workspace, "spring", "offer.ends", "2027-05-31");
    REQUIRE(edit);
    CHECK(edit->before == "2027-06-30");
    CHECK(edit->after == "2027-05-31");
    const std::string after = demo.read("briefs/spring.yaml");
    CHECK(after.size() == before.size());
    CHECK(std::ranges::count(after, '#') == std::ranges::count(before, '#'));
    CHECK(workspace.load_brief("spring")->offer.for_locale("de-DE")->ends == "2027-05-31");
}

TEST_CASE("an edit that would break the brief changes nothing") {
    const Demo demo;
    const Workspace workspace = demo.open();
    const std::string before = demo.read("briefs/spring.yaml");
    const auto refused = [&](std::string_view path, std::string_view value) {
        const auto edit = set_brief_value(workspace, "spring", path, value);
        REQUIRE(!edit);
        CHECK(edit.error().code == ErrorCode::invalid_value);
        CHECK(demo.read("briefs/spring.yaml") == before);
        return edit.error().message + " | " + edit.error().fix;
    };
    CHECK(refused("offr.ends", "2027-05-31") == "unknown key \"offr\" | did you mean \"offer\"?");
    CHECK(refused("offer.ends", "tomorrow") ==
          "offer.ends: \"tomorrow\" is not a date | write it as 2026-12-31");
    CHECK(refused("owner", "nobody") ==
          "there is no person \"nobody\" | one of: maria, sam, dana, alex, priya, ci-bot");
    CHECK(refused("deliverables", "x") ==
          "\"deliverables\" goes over several lines | set one of its values, or edit the file");
}

TEST_CASE("a brief with an error can be mended by an edit") {
    const Demo demo;
    demo.edit("briefs/spring.yaml", "owner: maria", "owner: nobody");
    const Workspace workspace = demo.open();
    CHECK(set_brief_value(workspace, "spring", "title", "Another title"));
    const auto mended = set_brief_value(workspace, "spring", "owner", "sam");
    REQUIRE(mended);
    CHECK_FALSE(has_errors(mended->findings));
}

// --- new briefs ---

TEST_CASE("answers make a brief that checks without errors") {
    const Demo demo;
    const Workspace workspace = demo.open();
    const auto path = write_new_brief(workspace, "summer",
                                      {{"title", "Summer: the films"},
                                       {"use_case", "campaign-copy"},
                                       {"owner", "maria"},
                                       {"locales", "en-GB, de-DE"},
                                       {"audience.description", "Families, mostly."},
                                       {"objective", "Fill the house."},
                                       {"key_messages", "Films, outdoors; Popcorn is on us"},
                                       {"offer.price", "8.50"},
                                       {"offer.currency", "GBP"},
                                       {"offer.ends", "2027-08-31"},
                                       {"deliverables", "email, push, email"},
                                       {"kpi.metric", "Seats"},
                                       {"kpi.goal", "900"}});
    REQUIRE(path);
    const auto brief = workspace.load_brief("summer");
    REQUIRE(brief);
    CHECK(brief->title == "Summer: the films");
    CHECK(brief->key_messages.common == Lines{"Films, outdoors", "Popcorn is on us"});
    CHECK(brief->offer.common->price == "8.50");
    CHECK(brief->deliverables.size() == 3);
    CHECK(brief->deliverables[2].id == "email-2");
    CHECK(demo.read("briefs/summer.yaml").starts_with("# yaml-language-server: $schema="));
    const auto again = write_new_brief(workspace, "summer", {});
    REQUIRE(!again);
    CHECK(again.error().code == ErrorCode::already_exists);
}

TEST_CASE("an answer that does not fit names its question and writes nothing") {
    const Demo demo;
    const Workspace workspace = demo.open();
    const std::vector<BriefAnswer> answers = {
        {"title", "T"},     {"use_case", "campaign-copy"}, {"owner", "maria"},       {"locales", "en-GB"},
        {"objective", "O"}, {"key_messages", "M"},         {"deliverables", "emial"}};
    const auto path = write_new_brief(workspace, "b", answers);
    REQUIRE(!path);
    CHECK(path.error().code == ErrorCode::invalid_value);
    CHECK(path.error().message.starts_with("What is to be written? "));
    CHECK(path.error().fix == "did you mean \"email\"?");
    CHECK(!fs::exists(demo.path() / "briefs/b.yaml"));
    CHECK(write_new_brief(workspace, "b", {{"titel", "T"}}).error().fix == "did you mean \"title\"?");
    CHECK(write_new_brief(workspace, "../b", {}).error().code == ErrorCode::invalid_id);
}
