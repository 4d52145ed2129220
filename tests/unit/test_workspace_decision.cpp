// Decisions from away: what a reply, a mail and a YAML file say, and what is refused because it could say two
// things.
#include "core/workspace/decision_file.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr TimeMs k_now{1'795'424'400'000};  // 2026-11-23T09:00:00Z

std::string refusal(std::string_view text) {
    auto reply = parse_decision_reply(text);
    return reply ? "read" : reply.error().message;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the line that pages propose reads back, once a reason stands in it") {
    for (const Action action :
         {Action::approve, Action::accept, Action::request_changes, Action::reject, Action::revoke}) {
        std::string line = reply_line(action, "spring/email.en-GB.a", 2, std::string(64, 'a'));
        CHECK(has(refusal(line), "in place of a reason"));
        line.replace(line.rfind(' '), std::string::npos, " it holds");
        const auto reply = parse_decision_reply(line);
        REQUIRE_MESSAGE(reply, line);
        CHECK(reply->action == action);
        CHECK(reply->asset.asset == "spring/email.en-GB.a");
        CHECK(reply->asset.version == 2);
        CHECK(reply->asset.digest == "aaaaaaaa");
        CHECK(reply->reason == "it holds");
    }
}

TEST_CASE("a line is read as mail programs and people write it") {
    for (const std::string_view line :
         {"approve spring/email@v2 3b1e8f2c: ok", "Approve spring/email@v2 3b1e8f2c because ok",
          "  *approve spring/email@v2 3b1e8f2c, ok*", "“approve spring/email@v2 3b1e8f2c – ok”",
          "APPROVE\u00A0spring/email@v2  3b1e8f2c: because ok"}) {
        const auto reply = parse_decision_reply(line);
        REQUIRE_MESSAGE(reply, line);
        CHECK(reply->action == Action::approve);
        CHECK(reply->reason == "ok");
    }
    CHECK(parse_decision_reply("request changes spring/email@v2 3b1e8f2c: shorter")->action ==
          Action::request_changes);
    CHECK(parse_decision_reply("accept spring/email@v2 3b1e8f2c")->reason.empty());
    const auto whole =
        parse_decision_reply("Hi,\n\napprove spring/email@v2 3b1e8f2c: the claim\nholds\n\nBest\n");
    REQUIRE(whole);
    CHECK(whole->reason == "the claim holds");
    CHECK(whole->besides == "Hi, Best");
}

TEST_CASE("what is quoted, signed with or copied from an earlier mail decides nothing") {
    const std::string decision = "approve spring/email@v2 3b1e8f2c: ok\n";
    for (const std::string& text :
         {"> " + decision, " >> " + decision, "thanks\n-- \n" + decision, "thanks\n--\n" + decision,
          "thanks\n-----Original Message-----\n" + decision,
          "thanks\n________________________________\n" + decision,
          "thanks\nFrom: Sam\nSent: Monday\nTo: Dana\n" + decision,
          "thanks\n\n*Von:* Sam\n*Gesendet:* Montag\n" + decision,
          "thanks\nBegin forwarded message:\n" + decision})
        CHECK_MESSAGE(has(refusal(text), "no line of it is a decision"), text);
    CHECK(refusal(decision + "\nFrom: Sam\nSent: Monday\n" + decision) == "read");
}

TEST_CASE("what could be read in two ways is refused with what was found") {
    const std::string yes = "approve spring/email@v2 3b1e8f2c: ok\n";
    CHECK(has(refusal(yes + yes), "2 lines of it could be the decision"));
    CHECK(has(refusal(yes + "\nI reject the other one\n"), "2 lines"));
    CHECK(has(refusal(yes + "\nspring/email@v1 was better\n"), "2 lines"));
    CHECK(has(refusal("I approve spring/email@v2 3b1e8f2c"), "no line begins with"));
    CHECK(has(refusal("do not approve spring/email@v2 3b1e8f2c"), "no line begins with"));
    CHECK(has(refusal("approve"), "one version"));
    CHECK(has(refusal("approve spring/email 3b1e8f2c"), "one version"));
    CHECK(has(refusal("approve spring/*@v2 3b1e8f2c"), "one version"));
    CHECK(has(refusal("approve spring/email@v2"), "digest"));
    CHECK(has(refusal("approve spring/email@v2 3b1e"), "digest"));
    CHECK(has(refusal("approve spring/email@v2 3b1e8f2c and v3"), "other words"));
    CHECK(has(refusal("approve spring/email@v2 3b1e8f2cx"), "other words"));
    for (const std::string_view word : {"if", "unless", "but", "Once", "only", "provided", "not"})
        CHECK_MESSAGE(has(refusal(fmt::format("approve spring/email@v2 3b1e8f2c, {} it is shorter", word)),
                          "condition"),
                      word);
    for (const std::string_view rest :
         {": fine, but only if the price changes", "\nif you change the subject", ": - if it is shorter",
          ": good — unless it rains"})
        CHECK_MESSAGE(has(refusal(fmt::format("approve spring/email@v2 3b1e8f2c{}", rest)), "condition"),
                      rest);
    CHECK(refusal("approve spring/email@v2 3b1e8f2c: nobody objects, and c-12 holds") == "read");
    CHECK(has(refusal("approve spring/email@v2 3b1e8f2c: it holds\nand \u202Eso on"), "nobody sees"));
    CHECK(refusal("reject spring/email@v2 3b1e8f2c: not on brief") == "read");
    CHECK(has(refusal("approve spring/email@v2 3b1e8f2c: \u202Eok"), "nobody sees"));
    CHECK(has(refusal(std::string(250'000, '*')), "no line of it"));  // and at once
    const auto error = parse_decision_reply(yes + yes).error();
    CHECK(error.context.size() == 2);
}

TEST_CASE("a YAML file is checked with its places, and tells who, when and what") {
    const auto file =
        read_decision_file("d.yaml",
                           "decision: approve\nby: dana\nat: 2026-11-23\nreason: evidence read\nassets:\n"
                           "  - {asset: spring/email.en-GB.a, version: 2, digest: \"3b1e8f2c\"}\n  - {asset: "
                           "spring/sms, version: 1, "
                           "digest: aaaaaaaa}\n",
                           k_now);
    REQUIRE(file);
    CHECK(file->action == Action::approve);
    CHECK(file->by == "dana");
    CHECK(file->at == k_now);  // the day is not over
    CHECK(file->assets.size() == 2);
    CHECK(file->assets[1].asset == "spring/sms");
    const auto bad =
        read_decision_file("d.yaml", "decision: approve\nby: dana\nat: +2h\nassets: [{asset: a}]\n", k_now);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().context.size() >= 2);
    CHECK(has(bad.error().context.front(), "d.yaml:"));
    CHECK_FALSE(read_decision_file("d.yml", "decision: publish\n", k_now));
}

TEST_CASE("a mail gives the sender and the date with its decision") {
    const auto file =
        read_decision_file("Reply.EML",
                           "From: Dana <dana@demo.example>\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\n"
                           "approve spring/email@v2 3b1e8f2c: ok\r\n",
                           k_now);
    REQUIRE(file);
    CHECK(file->from == "dana@demo.example");
    CHECK(format_utc(*file->at) == "2026-11-23T08:00:00Z");
    CHECK_FALSE(read_decision_file("reply.eml", "approve spring/email@v2 3b1e8f2c: ok", k_now));
    CHECK(read_decision_file("reply.txt", "approve spring/email@v2 3b1e8f2c: ok\r\n", k_now)->reason == "ok");
    CHECK_FALSE(read_decision_file("reply.txt", "\xFF", k_now));
}

}  // namespace mkai::workspace
