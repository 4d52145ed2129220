#include "core/base/charset.hpp"
#include "core/base/mail.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace mkai {

namespace {

std::string mail_of(std::string_view headers, std::string_view body) {
    return fmt::format("From: dana@demo.example\r\n{}\r\n{}", headers, body);
}

std::string text_of(std::string_view headers, std::string_view body) {
    auto mail = parse_mail(mail_of(headers, body));
    return mail ? mail->text : "refused: " + mail.error().message;
}

std::string refusal(std::string_view bytes, const MailLimits& limits = {}) {
    auto mail = parse_mail(bytes, limits);
    return mail ? "read" : mail.error().message;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a mail tells its sender, its date and its text, whatever the line ends are") {
    const auto mail = parse_mail(
        "Received: from a\r\n by b\r\nFrom: =?UTF-8?Q?Dana?= \"Whitfield, Dana\" (legal) "
        "<dana@demo.example>\r\n"
        "Date: Fri, 27 Nov 2026 10:15:30 +0100 (CET)\r\nMessage-ID: <1@demo.example>\r\n\r\nyes\r\nno\r\n");
    REQUIRE(mail);
    CHECK(mail->from == "dana@demo.example");
    CHECK(format_utc(*mail->date) == "2026-11-27T09:15:30Z");
    CHECK(mail->message_id == "<1@demo.example>");
    CHECK(mail->text == "yes\nno\n");
    CHECK(parse_mail("From: dana@demo.example\n\nyes")->text == "yes");
    CHECK_FALSE(parse_mail("From: dana@demo.example\n\nyes")->date);
    CHECK(format_utc(*parse_mail("From: a@b\nDate: 1 Jan 2026 00:00 GMT\n\n")->date) ==
          "2026-01-01T00:00:00Z");
}

TEST_CASE("a mail with two senders, two dates or a damaged head is refused") {
    CHECK(has(refusal("From: a@b, c@d\n\nx"), "more than one sender"));
    CHECK(has(refusal("From: a@b\nFrom: c@d\n\nx"), "more than one From"));
    CHECK(has(refusal("From: a@b\nDate: 1 Jan 2026 00:00 GMT\nDate: 1 Jan 2026 00:00 GMT\n\nx"),
              "more than one Date"));
    CHECK(has(refusal("From: nobody\n\nx"), "no address"));
    CHECK(has(refusal("From: <a@b> <c@d>\n\nx"), "no address"));
    CHECK(has(refusal("Subject: x\n\nx"), "no From"));
    CHECK(has(refusal("hello\n\nx"), "is no header"));
    CHECK(has(refusal(" x\n\nx"), "no header"));
    for (const std::string_view date : {"yesterday", "31 Feb 2026 10:00 +0000", "1 Jan 2026 10:00 EST",
                                        "1 Jan 26 10:00 +0000", "1 Jan 2026 25:00 +0000"})
        CHECK_MESSAGE(has(refusal(fmt::format("From: a@b\nDate: {}\n\nx", date)), "no time"), date);
}

TEST_CASE("quoted-printable and base64 are decoded, and what is damaged is refused") {
    const std::string quoted = "Content-Transfer-Encoding: quoted-printable\r\n";
    CHECK(text_of(quoted, "caf=C3=A9 is =\r\nopen  \r\nnow") == "café is open\nnow");
    CHECK(has(text_of(quoted, "50=% off"), "refused"));
    CHECK(has(text_of(quoted, "cut =A"), "refused"));
    const std::string base64 = "Content-Transfer-Encoding: base64\r\n";
    CHECK(text_of(base64, "YXBwcm92\r\nZQ==\r\n") == "approve");
    CHECK(has(text_of(base64, "YXBw!"), "damaged"));
    CHECK(has(text_of(base64, "YXB"), "damaged"));
    CHECK(has(text_of(base64, "YX==wcm92"), "damaged"));
    CHECK(has(text_of("Content-Transfer-Encoding: x-uuencode\r\n", "x"), "not read"));
}

TEST_CASE("old character sets become UTF-8, and others are refused") {
    CHECK(text_of("Content-Type: text/plain; charset=\"windows-1252\"\r\n", "\x93yes\x94 \x80") == "“yes” €");
    CHECK(text_of("Content-Type: text/plain; charset=ISO-8859-15\r\n", "\xA4") == "€");
    CHECK(has(text_of("Content-Type: text/plain; charset=utf-7\r\n", "x"), "cannot be read"));
    CHECK(has(text_of("", "\xFF\xFE"), "cannot be read"));
    CHECK(to_utf8("\xE9", "latin1") == std::string("é"));
    CHECK_FALSE(to_utf8("x", "koi8-r"));
}

TEST_CASE("lines of format=flowed are whole again, quoted ones stay quoted") {
    const std::string flowed = "Content-Type: text/plain; format=flowed\r\n";
    CHECK(text_of(flowed, "one \r\ntwo\r\n> three \r\n> four\r\n-- \r\nDana\r\n") ==
          "one two\n> three four\n-- \nDana\n");
    CHECK(text_of("Content-Type: text/plain; format=flowed; delsp=yes\r\n", "ap \r\nprove\r\n") ==
          "approve\n");
}

TEST_CASE("of several parts the plain text is taken; attachments, HTML and mails inside are not") {
    const std::string parts = "Content-Type: multipart/mixed; boundary=\"b\"\r\n";
    const std::string body =
        "preamble\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
        "--c\r\nContent-Type: text/plain\r\n\r\nplain\r\n--c\r\nContent-Type: "
        "text/html\r\n\r\n<b>html</b>\r\n--c--\r\n"
        "--b\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nattached\r\n"
        "--b\r\nContent-Disposition: inline; filename=decision.txt\r\n\r\nanother file\r\n"
        "--b\r\nContent-Disposition: x-unknown\r\n\r\nunknown\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y\r\n\r\ninside\r\n--b--\r\nepilogue";
    CHECK(text_of(parts, body) == "plain");
    CHECK(has(text_of(parts, "--b\r\n\r\nx\r\n"), "cut off"));
    CHECK(has(text_of("Content-Type: multipart/mixed\r\n", "x"), "boundary"));
    CHECK(has(text_of("Content-Type: text/html\r\n", "<p>approve</p>"), "only HTML"));
    CHECK(has(text_of("Content-Type: multipart/encrypted; boundary=b\r\n", "x"), "encrypted"));
    CHECK(has(text_of("Content-Type: image/png\r\n", "x"), "no text"));
}

TEST_CASE("a mail is bounded in its size, headers, parts and depth") {
    CHECK(has(refusal("From: a@b\n\n" + std::string(100, 'x'), {.bytes_max = 50}), "too large"));
    CHECK(has(refusal("From: a@b\n\n" + std::string(100, 'x'), {.text_bytes_max = 50}), "too long"));
    CHECK(has(refusal("From: a@b\nA: b\n\nx", {.headers_max = 1}), "too many headers"));
    const std::string two =
        "From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n";
    CHECK(has(refusal(two, {.parts_max = 1}), "too many parts"));
    CHECK(refusal(two) == "read");
    CHECK(has(refusal(two, {.depth_max = 0}), "too deeply"));
}

}  // namespace mkai
