#include "cli/html.hpp"

#include "core/base/hash.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

int hex_digit(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

// A digest in hex as the policy wants it: in base64 (RFC 4648, section 4).
std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view k_alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    // Three bytes, six hex digits, are four characters.
    for (std::size_t at = 0; at < hex.size(); at += 6) {
        const std::size_t digits = std::min<std::size_t>(6, hex.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 6; ++i)
            bits = bits << 4 | (i < digits ? static_cast<std::uint32_t>(hex_digit(hex[at + i])) : 0u);
        const std::size_t characters = digits / 2 + 1;
        for (std::size_t i = 0; i < 4; ++i)
            out += i < characters ? k_alphabet[bits >> (18 - 6 * i) & 63u] : '=';
    }
    return out;
}

}  // namespace

std::string html_text(std::string_view text) {
    const std::string shown = printable(text);
    std::string out;
    out.reserve(shown.size());
    for (const char c : shown) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string_view prefix_of_bytes(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    // A character has at most three bytes behind its first.
    for (int i = 0; i < 3 && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u; ++i) --end;
    return text.substr(0, end);
}

std::string html_begin(const HtmlPage& page) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        base64_of_hex(sha256_hex(page.style)), html_text(page.title), page.style);
}

std::string html_end() {
    return "</body>\n</html>\n";
}

}  // namespace mkai::cli
