#include "tests/tools/loopback_echo.hpp"

#include "core/base/json.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::loopback {

namespace {

std::string secret_in(std::string_view head) {
    for (const std::string_view before : {"Authorization: Bearer ", "x-api-key: ", "api-key: "})
        if (const auto at = head.find(before); at != std::string_view::npos) {
            head.remove_prefix(at + before.size());
            return std::string(head.substr(0, head.find("\r\n")));
        }
    return "no secret came";
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view k_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6)
            out += k_digits[(bits >> static_cast<unsigned>(count - 6)) & 63U];
    }
    if (count > 0) out += k_digits[(bits << static_cast<unsigned>(6 - count)) & 63U];
    while (out.size() % 4 != 0) out += '=';
    return out;
}

std::string in_url(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

std::string as_json(std::string_view text) {
    return dump_json(Json(text));
}

std::string inside_quotes(std::string_view text) {
    const std::string whole = as_json(text);
    return whole.substr(1, whole.size() - 2);
}

// Every character as \uXXXX.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    return out;
}

// In each of its forms, in one line.
std::string everything(const std::string& secret) {
    return fmt::format("key {} or {} or {} or {}", secret, base64(secret), base64("me:" + secret),
                       as_json(secret));
}

std::string error_body(const std::string& secret) {
    const Json error = {
        {"message", everything(secret)}, {"type", secret}, {"code", secret}, {"param", secret}};
    return dump_json({{"error", error}, {"id", secret}, {"detail", everything(secret)}});
}

std::string headers_with(const std::string& secret) {
    std::string lines;
    for (const char* name :
         {"X-Request-Id", "Request-Id", "Retry-After", "X-RateLimit-Reset-Requests", "Server",
          "X-Amzn-Errortype", "Set-Cookie", "WWW-Authenticate", "X-Should-Retry"})
        lines += fmt::format("{}: {}\r\n", name, secret);
    return lines +
           fmt::format("Location: http://127.0.0.1:1/?key={}&k={}\r\n", in_url(secret), base64(secret));
}

Answer with_status(int status, const std::string& secret) {
    return {.status = status, .headers = headers_with(secret), .body = error_body(secret)};
}

std::string completion(std::string_view text, const std::string& about) {
    return dump_json({{"id", about},
                      {"model", about},
                      {"system_fingerprint", about},
                      {"choices",
                       {{{"index", 0},
                         {"message", {{"role", "assistant"}, {"content", text}}},
                         {"finish_reason", about.empty() ? "stop" : about}}}},
                      {"usage", {{"prompt_tokens", 9}, {"completion_tokens", 4}, {"total_tokens", 13}}}});
}

// `text` is JSON with texts in it: the first of them grows by `more`, which is JSON already.
std::string grown(const std::string& text, const std::string& more) {
    const auto at = text.find("\":\"");
    return at == std::string::npos ? text : text.substr(0, at + 3) + more + text.substr(at + 3);
}

std::string event(const Json& json) {
    return "data: " + dump_json(json) + "\n\n";
}

Answer stream(std::vector<std::string> pieces) {
    return {.content_type = "text/event-stream", .pieces = std::move(pieces)};
}

struct Said {
    const std::string& secret;
    const std::string& text;
};
struct EchoRow {
    Mode mode;
    Answer (*answer)(const Said&);
};
const EchoRow k_rows[] = {
    {{"echo-in-200", "an error under status 200 with the secret"},
     [](const Said& s) { return with_status(200, s.secret); }},
    {{"echo-text", "the secret in the text"},
     [](const Said& s) { return Answer{.body = completion(grown(s.text, inside_quotes(s.secret)), "")}; }},
    {{"echo-base64", "the secret in the text, in base64"},
     [](const Said& s) { return Answer{.body = completion(grown(s.text, base64(s.secret)), "")}; }},
    {{"echo-escaped", "the secret in the text, every character escaped"},
     [](const Said& s) { return Answer{.body = completion(grown(s.text, escaped(s.secret)), "")}; }},
    {{"echo-no-json", "the secret as the whole text"},
     [](const Said& s) { return Answer{.body = completion(everything(s.secret), "")}; }},
    {{"echo-about", "a good text; the secret as id, model and reason of the end"},
     [](const Said& s) {
         return Answer{.headers = headers_with(s.secret), .body = completion(s.text, s.secret)};
     }},
    {{"echo-page", "status 502 and a page with the secret"},
     [](const Said& s) {
         return Answer{.status = 502,
                       .headers = headers_with(s.secret),
                       .body = "Bad gateway for " + everything(s.secret),
                       .content_type = "text/plain"};
     }},
    {{"echo-no-http", "the secret instead of a status line"},
     [](const Said& s) { return Answer{.body = s.secret + "\r\n\r\n", .no_http = true}; }},
    {{"echo-cut", "the connection ends in the middle of the secret"},
     [](const Said& s) {
         return Answer{.headers = headers_with(s.secret), .body = error_body(s.secret), .cut = true};
     }},
    {{"echo-stream-error", "a stream with an error that holds the secret"},
     [](const Said& s) {
         return stream({"event: " + s.secret + "\n", "data: " + error_body(s.secret) + "\n\n"});
     }},
    {{"echo-stream-text", "a stream whose text holds the secret, and that is cut"},
     [](const Said& s) {
         const Json delta = {{"content", everything(s.secret)}};
         Answer answer = stream({event(
             {{"id", s.secret}, {"model", s.secret}, {"choices", {{{"index", 0}, {"delta", delta}}}}})});
         answer.cut = true;
         return answer;
     }},
    {{"echo-stream-noise", "a stream of the secret alone"},
     [](const Said& s) { return stream({"data: " + everything(s.secret) + "\n\n"}); }},
};

// 300 to 599 of "echo-NNN", else 0.
int status_of(std::string_view mode) {
    int status = 0;
    if (!mode.starts_with("echo-")) return 0;
    mode.remove_prefix(5);
    const auto [end, code] = std::from_chars(mode.data(), mode.data() + mode.size(), status);
    const bool whole = code == std::errc{} && end == mode.data() + mode.size();
    return whole && status >= 300 && status <= 599 ? status : 0;
}

}  // namespace

std::vector<Mode> echo_modes() {
    std::vector<Mode> all;
    for (const EchoRow& row : k_rows) all.push_back(row.mode);
    all.push_back({"echo-NNN", "this status, with the secret in headers and body"});
    return all;
}

std::optional<Answer> echo_answer(std::string_view mode, std::string_view head, const std::string& text) {
    const std::string secret = secret_in(head);
    if (const int status = status_of(mode)) return with_status(status, secret);
    const auto* row = std::ranges::find_if(k_rows, [&](const EchoRow& r) { return r.mode.name == mode; });
    return row == std::end(k_rows) ? std::nullopt : std::optional(row->answer({secret, text}));
}

}  // namespace mkai::loopback
