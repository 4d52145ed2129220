#include "cli/html.hpp"

#include "core/base/hash.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

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

// Scripts that are read from the right, and the languages that are written in one where the locale names no
// script: CLDR 42, "characterOrder" and likely subtags, read on 2026-11-27.
constexpr std::array<std::string_view, 8> k_scripts_from_right{"Adlm", "Arab", "Hebr", "Nkoo",
                                                               "Rohg", "Samr", "Syrc", "Thaa"};
constexpr std::array<std::string_view, 15> k_languages_from_right{
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"};

bool is_read_from_right(std::string_view locale) {
    const std::vector<std::string> parts = split(locale, '-');
    // Language, script, region: what domain/ids takes as a locale.
    if (parts.size() == 3)
        return std::ranges::find(k_scripts_from_right, parts[1]) != k_scripts_from_right.end();
    return std::ranges::find(k_languages_from_right, parts.front()) != k_languages_from_right.end();
}

// Where a word diff stops to be read, and to be cheap: its time grows with the square of the differences.
constexpr std::size_t k_diff_bytes_max = 8'000;
constexpr std::size_t k_diff_words_max = 400;

// Words of the one that the other does not have, whatever their order: no diff has fewer differences.
std::size_t count_unshared_words(std::string_view before, std::string_view after) {
    std::map<std::string_view, std::int64_t> counts;
    const auto count = [&](std::string_view text, std::int64_t step) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
            if (end > at) counts[text.substr(at, end - at)] += step;
            at = end + 1;
        }
    };
    count(before, 1);
    count(after, -1);
    std::size_t unshared = 0;
    for (const auto& [word, left] : counts) unshared += static_cast<std::size_t>(left < 0 ? -left : left);
    return unshared;
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

DiffSize diff_size(std::string_view before, std::string_view after) {
    if (before.size() > k_diff_bytes_max || after.size() > k_diff_bytes_max) return DiffSize::too_long;
    return count_unshared_words(before, after) > k_diff_words_max ? DiffSize::too_different
                                                                  : DiffSize::readable;
}

std::string html_diff(std::string_view before, std::string_view after) {
    std::string out;
    for (const DiffPart& part : word_diff(before, after)) {
        // White space stays outside, so that a line's end is not underlined.
        const std::string_view words = trim(part.text);
        const std::string_view whole = part.text;
        const auto begin =
            words.empty() ? whole.size() : static_cast<std::size_t>(words.data() - whole.data());
        const std::string_view behind = words.empty() ? "" : whole.substr(begin + words.size());
        if (part.kind == DiffKind::same || words.empty()) {
            out += html_text(whole);
            continue;
        }
        const std::string_view element = part.kind == DiffKind::added ? "ins" : "del";
        out += fmt::format("{}<{}>{}</{}>{}", html_text(whole.substr(0, begin)), element, html_text(words),
                           element, html_text(behind));
    }
    return out;
}

std::string page_line(std::string_view text) {
    return html_text(printable_line(text));
}

std::string page_tag(std::string_view style, std::string_view word) {
    return fmt::format("<span class=\"tag{}{}\">{}</span>", style.empty() ? "" : " ", style, word);
}

std::string page_fact(std::string_view name, const std::string& html) {
    return html.empty() ? std::string() : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

std::string page_lang(std::string_view locale) {
    // "auto" is for words that begin in another script than their locale's.
    return fmt::format(" lang=\"{}\" dir=\"{}\"", html_text(locale),
                       is_read_from_right(locale) ? "rtl" : "auto");
}

std::string page_scroll(std::string_view label, const std::string& html) {
    return fmt::format("<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n{}</div>\n",
                       page_line(label), html);
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
