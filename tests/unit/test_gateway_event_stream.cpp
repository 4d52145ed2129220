#include "core/base/crc32.hpp"
#include "tests/unit/aws_messages.hpp"
#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

namespace {

using Events = std::vector<KeptEvent>;

// The same whole, in two pieces cut anywhere, and byte after byte.
void same_at_every_split(Framing framing, std::string_view text, const Events& expected) {
    CHECK(events_of(framing, {text}) == expected);
    CHECK(events_of(framing, bytes_of(text)) == expected);
    for (std::size_t at = 0; at <= text.size(); ++at) {
        CAPTURE(at);
        CHECK(events_of(framing, {text.substr(0, at), text.substr(at)}) == expected);
    }
}

}  // namespace

TEST_CASE("server-sent events end their lines with LF, CR or CRLF, whatever the bytes come in") {
    const Events expected{{"greeting", "one\ntwo"}, {"", "three"}};
    for (const std::string_view end : {"\n", "\r", "\r\n"}) {
        std::string text;
        for (const char* line : {"event: greeting", "data: one", "data:two", "", "data: three", ""})
            text += std::string(line) + std::string(end);
        CAPTURE(end);
        same_at_every_split(Framing::sse, text, expected);
    }
}

TEST_CASE("comments, unknown fields, a byte order mark and events without data are passed over") {
    same_at_every_split(
        Framing::sse, "\xef\xbb\xbf: PROCESSING\n\nid: 7\nretry: 100\nevent: empty\n\nnonsense\ndata: x\n\n",
        {{"", "x"}});
    // An empty data field is data; what looks like a mark further on is not one.
    same_at_every_split(Framing::sse, "data\n\ndata: \xef\xbb\xbf\n\n", {{"", ""}, {"", "\xef\xbb\xbf"}});
    same_at_every_split(Framing::sse, "\xef\xbb: x\n\ndata:  y\n\n", {{"", " y"}});
}

TEST_CASE("a last event without its blank line is dropped, as the specification says") {
    same_at_every_split(Framing::sse, "data: a\n\ndata: b\n", {{"", "a"}});
}

TEST_CASE("JSON lines are events, blank lines are none, and the last one needs no end") {
    same_at_every_split(Framing::jsonl, "{\"a\":1}\r\n\n  \n{\"b\":2}",
                        {{"", R"({"a":1})"}, {"", R"({"b":2})"}});
}

TEST_CASE("an event that is too long ends the stream as a failure") {
    for (const Framing framing : {Framing::sse, Framing::jsonl, Framing::aws}) {
        EventDecoder decoder(framing, 100);
        const std::string text = framing == Framing::aws
                                     ? aws_message({{":event-type", "x"}}, std::string(200, 'x'))
                                     : "data: " + std::string(200, 'x');
        const auto done = decoder.feed(text, [](const StreamEvent&) { FAIL("no event is whole"); });
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::model_unavailable);
        CHECK_FALSE(decoder.feed("data: x\n\n", [](const StreamEvent&) { FAIL("it was given up"); }));
        CHECK_FALSE(decoder.finish([](const StreamEvent&) {}));
    }
    EventDecoder decoder(Framing::sse, 100);
    std::string many;
    for (int i = 0; i < 20; ++i) many += "data: 0123456789\n";
    CHECK_FALSE(decoder.feed(many, [](const StreamEvent&) {}));
}

TEST_CASE("the checksum is the one of the published check value") {
    CHECK(crc32_of("123456789") == 0xcbf43926u);
    CHECK(crc32_of("") == 0);
}

TEST_CASE("AWS messages are read whatever the bytes come in, exceptions and errors among them") {
    const std::string text =
        aws_message({{":message-type", "event"},
                     {":event-type", "messageStop"},
                     {":content-type", "application/json"}},
                    R"({"stopReason":"end_turn"})") +
        aws_message({{":message-type", "event"}, {":event-type", "empty"}}, "") +
        aws_message({{":message-type", "exception"}, {":exception-type", "throttlingException"}},
                    R"({"message":"slow down"})") +
        aws_message(
            {{":message-type", "error"}, {":error-code", "InternalError"}, {":error-message", "it broke"}},
            "");
    same_at_every_split(Framing::aws, text,
                        {{"messageStop", R"({"stopReason":"end_turn"})"},
                         {"empty", ""},
                         {"throttlingException", R"({"message":"slow down"})", true},
                         {"InternalError", "it broke", true}});
}

TEST_CASE("AWS headers of every type are passed over") {
    std::string headers;
    const std::pair<char, std::size_t> sizes[] = {{0, 0}, {1, 0}, {2, 1}, {3, 2},
                                                  {4, 4}, {5, 8}, {8, 8}, {9, 16}};
    for (const auto& [type, size] : sizes) headers += std::string("\1a") + type + std::string(size, '\0');
    headers += std::string("\1a\6") + std::string("\0\2xy", 4);
    headers += aws_header(":event-type", "known");
    same_at_every_split(Framing::aws, aws_message_of(headers, "p"), {{"known", "p"}});
}

TEST_CASE("an AWS message that was damaged on the way, or cut, is a failure and no event") {
    const std::string good = aws_message({{":event-type", "x"}}, "payload");
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x20);
        bool taken = true;
        CAPTURE(at);
        CHECK(events_of(Framing::aws, {bad}, &taken).empty());
        CHECK_FALSE(taken);
        if (at == 0) continue;
        CHECK(events_of(Framing::aws, {std::string_view(good).substr(0, at)}, &taken).empty());
        CHECK_FALSE(taken);
    }
    bool taken = true;
    CHECK(events_of(Framing::aws, {aws_message_of("\5abc", "p")}, &taken).empty());
    CHECK_FALSE(taken);
}
