#include "core/brand/fact_context.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace mkai::brand {

namespace {

using Kind = FactToken::Kind;
using Gap = FactToken::Gap;

// Most countries' short codes have four to seven digits; those of three cannot be told from what is counted
// (https://en.wikipedia.org/wiki/Short_code, 2026-11-26).
constexpr std::size_t k_code_digits_min = 4;
constexpr std::size_t k_code_digits_max = 7;
constexpr std::size_t k_code_line_bytes = 48;
// Whom the digits follow, maybe with a word for "to" and the sender's keyword between.
constexpr std::array<std::string_view, 16> k_send_words{
    "stop",    "stopp",    "text",  "txt",    "sms",    "reply", "send",  "arrêt",
    "envoyez", "répondez", "sende", "senden", "wyślij", "envía", "invia", "stuur"};
constexpr std::array<std::string_view, 15> k_to_words{"to", "at", "on",   "au",   "à",  "an",  "am", "al",
                                                      "a",  ":",  "naar", "till", "na", "sms", "aan"};

constexpr std::size_t k_hours_line_bytes = 40;
constexpr std::array<std::string_view, 22> k_hours_words{
    "open",           "opening",    "hours",    "daily",  "weekdays", "geöffnet",
    "öffnungszeiten", "täglich",    "werktags", "ouvert", "ouverte",  "horaires",
    "abierto",        "horario",    "aperto",   "orario", "geopend",  "openingstijden",
    "öppet",          "öppettider", "otwarte",  "godziny"};

bool is_letter_byte(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
}

// The end of the line before a token, folded, at most so many bytes.
std::string said_before(FactReader& reader, std::size_t n, std::size_t bytes) {
    const std::string_view text = reader.tokens.text();
    const std::size_t end = reader.at(n).begin;
    std::size_t begin = end - std::min(end, bytes);
    while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    const std::string_view line = text.substr(begin, end - begin);
    return fold_case(line.substr(line.rfind('\n') + 1));
}

std::string_view without_spaces_behind(std::string_view text) {
    while (!text.empty() && std::string_view(" \t\r\"'").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text;
}

// What stands before one of the words at the end; nothing where none does.
std::optional<std::string_view> before_word(std::string_view text, std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
        if (!text.ends_with(word)) continue;
        const std::string_view rest = text.substr(0, text.size() - word.size());
        if (rest.empty() || word == ":" || !is_letter_byte(rest.back())) return without_spaces_behind(rest);
    }
    return std::nullopt;
}

// Where nothing is counted: "send this to 5000 friends" counts.
bool counts_nothing(FactReader& reader, std::size_t n) {
    const FactToken& behind = reader.at(n);
    return !behind.near() || behind.gap == Gap::line || !(behind.is(Kind::word) || behind.is(Kind::digits));
}

bool says_hours(std::string said, const Lexicon& lexicon) {
    // "Mon–Fri": a dash is no letter.
    for (const std::string_view dash : {"–", "—"})
        for (std::size_t at = said.find(dash); at != std::string::npos; at = said.find(dash, at))
            said.replace(at, dash.size(), " ");
    for (std::size_t at = 0; at < said.size();) {
        const std::size_t begin = at;
        while (at < said.size() && is_letter_byte(said[at])) ++at;
        const std::string_view word = std::string_view(said).substr(begin, at - begin);
        at = std::max(at, begin + 1);
        if (word.empty()) continue;
        const Lexeme* const lexeme = lexicon.find(word);
        if ((lexeme != nullptr && lexeme->is(Meaning::weekday)) ||
            std::ranges::find(k_hours_words, word) != k_hours_words.end())
            return true;
    }
    return false;
}

}  // namespace

bool is_short_code(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!token.is(Kind::digits) || token.mark < k_code_digits_min || token.mark > k_code_digits_max)
        return false;
    if (const auto amount = read_amount(reader, n, false); !amount || amount->has_tail) return false;
    const std::string said = said_before(reader, n, k_code_line_bytes);
    const std::string_view before = without_spaces_behind(said);
    if (before_word(before, k_send_words)) return true;
    const auto to = before_word(before, k_to_words);
    if (!to) return false;
    if (before_word(*to, k_send_words)) return true;
    const std::size_t keyword = to->find_last_of(" \"'");
    return counts_nothing(reader, n + 1) && keyword != std::string_view::npos &&
           before_word(without_spaces_behind(to->substr(0, keyword)), k_send_words).has_value();
}

std::optional<FactHoursRead> read_hours(FactReader& reader, std::size_t n) {
    const FactToken& first = reader.at(n);
    const FactToken& last = reader.at(n + 2);
    if (!first.is(Kind::digits) || first.mark > 2 || !is_dash(reader.at(n + 1)) || !last.is(Kind::digits) ||
        last.mark > 2)
        return std::nullopt;
    constexpr int k_hours = 24;
    const int from = value_of(reader, first);
    const int to = value_of(reader, last);
    if (from >= to || to > k_hours) return std::nullopt;
    const FactToken& behind = reader.at(n + 3);
    if (behind.glued() && !behind.is(Kind::end) && !behind.means(Meaning::hour) &&
        (behind.is(Kind::digits) || behind.is(Kind::word) ||
         (reader.at(n + 4).glued() && reader.at(n + 4).is(Kind::digits))))
        return std::nullopt;
    const bool named = behind.near() && behind.means(Meaning::hour);
    if (const auto amount = read_amount(reader, n + 2, false); !named && (!amount || amount->has_tail))
        return std::nullopt;
    // "9-17 December" is a date's.
    if (behind.near() && behind.means(Meaning::month)) return std::nullopt;
    if (!named && !says_hours(said_before(reader, n, k_hours_line_bytes), reader.lexicon))
        return std::nullopt;
    constexpr int k_hour_minutes = 60;
    return FactHoursRead{from * k_hour_minutes, to * k_hour_minutes, n + (named ? 4 : 3)};
}

}  // namespace mkai::brand
