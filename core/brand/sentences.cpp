#include "core/brand/sentences.hpp"

#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace mkai::brand {
namespace {

// Folded, inner full stops kept, the last one left out. Sorted by use, not by language: "max." is one in ten.
constexpr std::array<std::string_view, 62> k_never_end{
    // en
    "e.g",
    "i.e",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "st",
    "mt",
    "vs",
    "approx",
    "ave",
    "incl",
    "excl",
    "est",
    "max",
    "min",
    "tel",
    "gen",
    "rev",
    "dept",
    "avg",
    // de
    "z.b",
    "d.h",
    "u.a",
    "u.u",
    "o.ä",
    "i.d.r",
    "ca",
    "bzw",
    "evtl",
    "ggf",
    "inkl",
    "exkl",
    "zzgl",
    "mind",
    "hr",
    "fr",
    "vgl",
    "sog",
    "gem",
    "str",
    "dipl",
    "lt",
    // fr, es, it, nl, sv
    "env",
    "mme",
    "mlle",
    "p.ex",
    "cf",
    "sr",
    "sra",
    "dña",
    "p.ej",
    "sig",
    "ecc",
    "bijv",
    "d.w.z",
    "dhr",
    "mevr",
    "t.ex",
    "bl.a",
    "dvs",
};
// Only with a number behind them: "No." and "Art." are words as well.
constexpr std::array<std::string_view, 18> k_before_number{"no", "nos", "nr",  "núm", "num",  "n",
                                                           "pp", "vol", "fig", "ch",  "art",  "abs",
                                                           "§",  "kap", "p",   "s",   "sect", "str"};
// Ends the sentence before a capital only.
constexpr std::array<std::string_view, 14> k_may_end{"etc", "usw", "inc", "ltd", "co", "corp", "plc",
                                                     "a.m", "p.m", "u.s", "u.k", "jr", "bros", "osv"};
// What a German or Scandinavian ordinal stands before.
constexpr std::array<std::string_view, 46> k_after_ordinal{
    "januar",  "jänner",    "februar",  "märz",       "april",    "mai",         "juni",    "juli",
    "august",  "september", "oktober",  "november",   "dezember", "jan",         "feb",     "aug",
    "sept",    "okt",       "nov",      "dez",        "januari",  "februari",    "mars",    "maj",
    "augusti", "december",  "desember", "marts",      "quartal",  "jahrhundert", "jahr",    "monat",
    "woche",   "tag",       "mal",      "platz",      "auflage",  "generation",  "staffel", "folge",
    "klasse",  "stock",     "etage",    "geburtstag", "kapitel",  "saison"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

constexpr std::size_t k_abbreviation_bytes_max = [] {
    std::size_t most = 4;  // a letter
    for (const auto word : k_never_end) most = std::max(most, word.size());
    for (const auto word : k_before_number) most = std::max(most, word.size());
    for (const auto word : k_may_end) most = std::max(most, word.size());
    return most;
}();

bool is_blank(char32_t c) {
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0x200B || c == 0xFEFF;
}
bool is_line_break(char32_t c) {
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool is_digit(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}
bool is_word(char32_t c) {
    if (c < 0x80) return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_word_character(c);
}
bool is_greek(char32_t c) {
    return (c >= 0x370 && c <= 0x3FF && c != 0x37E) || (c >= 0x1F00 && c <= 0x1FFF);
}
// Thai, Lao, Burmese, Khmer: no spaces between words.
bool is_unspaced(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}
bool is_closing_quote(char32_t c) {
    // German closes with the mark that English opens with, and French and German turn « » around.
    return c == '"' || c == '\'' || c == 0x201D || c == 0x201C || c == 0x2019 || c == 0x2018 || c == 0xBB ||
           c == 0xAB || c == 0x203A || c == 0x2039 || c == 0x300D || c == 0x300F;
}
bool is_closer(char32_t c) {
    return is_closing_quote(c) || c == ')' || c == ']' || c == '}' || c == 0xFF09 || c == 0x3011 ||
           c == 0x300B;
}
bool is_question_mark(char32_t c) {
    return c == '?' || c == 0xFF1F || c == 0x61F || c == 0x37E || c == 0x203D || c == 0x2047 || c == 0x2048 ||
           c == 0x2049 || c == 0x55E || c == 0x1367;
}
// Stops that need nothing behind them: CJK, Arabic, Devanagari, Armenian, Ethiopic, Khmer, Burmese, Tibetan.
bool is_free_stop(char32_t c) {
    return c == 0x3002 || c == 0xFF61 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F || c == 0x61F ||
           c == 0x6D4 || c == 0x964 || c == 0x965 || c == 0x589 || c == 0x1362 || c == 0x1367 ||
           c == 0x17D4 || c == 0x104B || c == 0x37E || c == 0xF0D;
}
bool is_terminator(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C || (c >= 0x2047 && c <= 0x2049) ||
           c == 0x203D || is_free_stop(c);
}
bool is_bullet(char32_t c) {
    return c == '-' || c == '*' || c == '+' || c == 0x2022 || c == 0x2023 || c == 0x25AA || c == 0x25CF ||
           c == 0x25E6 || c == 0x2013 || c == 0xB7 || c == 0x2043 || c == 0x25B8 || c == 0x2713 ||
           c == 0x2714;
}
bool is_dash(char32_t c) {
    return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015;
}

bool is_lower(char32_t c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' : char_kind(c) == CharKind::lower;
}

// The word before byte `end`, folded, with full stops inside: "z.b" of "z.B". At most 12 bytes are looked at,
// as no abbreviation is longer; a longer word comes as its tail, which is none either since it has no edge.
std::string word_before(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::size_t k_reach = 12;
    std::size_t from = end;
    const std::size_t lowest = end - begin > k_reach ? end - k_reach : begin;
    while (from > lowest) {
        const auto c = static_cast<unsigned char>(text[from - 1]);
        const bool joins = c == '.' || c >= 0x80 || is_word(c);
        if (!joins) break;
        --from;
    }
    if (from > begin && from == lowest) return {};
    // "z. B." has a space between: the letter before joins, "b" alone is one letter anyway.
    std::string_view word = text.substr(from, end - from);
    while (!word.empty() && static_cast<unsigned char>(word.front()) >= 0x80) {
        const CodePoint first = code_point_at(word, 0);
        if (is_word(first.value) || first.value == 0xA7) break;
        word.remove_prefix(first.bytes);  // an opening quote
    }
    return fold_case(word);
}

std::string word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 32) {
        const CodePoint c = code_point_at(text, end);
        if (!is_word(c.value)) break;
        end += c.bytes;
    }
    return fold_case(text.substr(at, end - at));
}

// What stands behind a stop: the first byte that is no white space, and what was passed.
struct Ahead {
    std::size_t at = 0;
    bool space = false;
    int lines = 0;
    char32_t c = 0;  // 0 at the end
};

Ahead look_ahead(std::string_view text, std::size_t at) {
    Ahead ahead{at};
    while (ahead.at < text.size()) {
        const CodePoint c = code_point_at(text, ahead.at);
        ahead.c = c.value;
        if (is_line_break(c.value)) {
            const bool pair = c.value == '\r' && ahead.at + 1 < text.size() && text[ahead.at + 1] == '\n';
            if (!pair) ++ahead.lines;
        } else if (!is_blank(c.value)) {
            return ahead;
        }
        ahead.space = true;
        ahead.at += c.bytes;
    }
    ahead.c = 0;
    return ahead;
}

// A French "»" stands behind a space; one before a word opens a quotation of German.
bool closes_behind_blank(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const CodePoint mark = code_point_at(text, at);
    if (mark.value != 0xBB && mark.value != 0x203A) return false;
    const std::size_t behind = at + mark.bytes;
    return behind >= text.size() || !is_word(code_point_at(text, behind).value);
}

// The byte behind a bullet or "1." or "2)" with its blank, at the begin of a line; `at` where there is none.
std::size_t skip_bullet(std::string_view text, std::size_t at) {
    if (at >= text.size()) return at;
    const CodePoint first = code_point_at(text, at);
    std::size_t end = at;
    if (is_bullet(first.value)) {
        end += first.bytes;
    } else {
        while (end < text.size() && end - at < 3 && text[end] >= '0' && text[end] <= '9') ++end;
        if (end == at || end >= text.size() || (text[end] != '.' && text[end] != ')')) return at;
        ++end;
        // "14. September" begins a line of German as often as a list has fourteen entries.
        const Ahead next = look_ahead(text, end);
        if (is_one_of(k_after_ordinal, word_at(text, next.at))) return at;
    }
    if (end < text.size() && !is_blank(code_point_at(text, end).value) &&
        !is_line_break(code_point_at(text, end).value))
        return at;
    return end;
}

bool is_abbreviation(std::string_view text, std::size_t begin, std::size_t stop, const Ahead& ahead) {
    const std::string word = word_before(text, begin, stop);
    if (word.empty() || word.size() > k_abbreviation_bytes_max) return false;
    if (is_one_of(k_never_end, word)) return true;
    if (is_one_of(k_before_number, word) && is_digit(ahead.c)) return true;
    if (is_one_of(k_may_end, word)) return is_lower(ahead.c) || is_digit(ahead.c);
    const CodePoint first = code_point_at(word, 0);
    // "z. B.", "J. K.": a letter by itself, or letters with stops between ("U.S.A").
    if (first.bytes == word.size())
        return !is_digit(first.value) && is_word(first.value) && word != "i" && word != "a";
    const bool number =
        std::ranges::all_of(word, [](char c) { return is_digit(static_cast<unsigned char>(c)); });
    if (number && word.size() <= 2)
        return is_lower(ahead.c) || is_one_of(k_after_ordinal, word_at(text, ahead.at));
    return false;
}

// Letters, digits and marks of ASCII that can neither end a sentence nor part it.
constexpr std::array<bool, 256> k_plain_bytes = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = '!'; c < 0x7F; ++c) plain[c] = c != '.' && c != '!' && c != '?' && c != ';';
    return plain;
}();

bool is_plain_at(std::string_view text, std::size_t at) {
    return at < text.size() && k_plain_bytes[static_cast<unsigned char>(text[at])];
}

}  // namespace

std::optional<Sentence> SentenceReader::next() {
    const std::string_view text = m_text;
    // White space and bullets before it. A bullet counts at the begin of a line only.
    bool line_begins = std::exchange(m_line_begins, false);
    while (m_at < text.size()) {
        const CodePoint c = code_point_at(text, m_at);
        if (is_line_break(c.value)) {
            line_begins = true;
        } else if (!is_blank(c.value)) {
            if (!line_begins) break;
            line_begins = false;
            const std::size_t behind = skip_bullet(text, m_at);
            if (behind == m_at) break;
            m_at = behind;
            continue;
        }
        m_at += c.bytes;
    }
    if (m_at >= text.size()) return std::nullopt;

    Sentence sentence{m_at, m_at, false};
    char32_t previous = 0;  // the last character that is no white space
    bool started = false;
    while (m_at < text.size()) {
        if (started && is_plain_at(text, m_at)) {
            // Words, with a space between each two.
            do ++m_at;
            while (is_plain_at(text, m_at) ||
                   (m_at < text.size() && text[m_at] == ' ' && is_plain_at(text, m_at + 1)));
            previous = static_cast<unsigned char>(text[m_at - 1]);
            sentence.end = m_at;
            continue;
        }
        const CodePoint c = code_point_at(text, m_at);
        if (!started && !is_closer(c.value)) {
            sentence.question = c.value == 0xBF;
            started = true;
        }
        if (is_blank(c.value) || is_line_break(c.value)) {
            const Ahead ahead = look_ahead(text, m_at);
            const bool ends_line =
                ahead.lines > 1 ||
                (ahead.lines == 1 && (!is_lower(ahead.c) || skip_bullet(text, ahead.at) != ahead.at));
            const bool attribution =
                ahead.lines == 1 && is_closing_quote(previous) && is_dash(ahead.c) && ahead.c != '-';
            const bool phrase_ends = is_unspaced(previous) && is_unspaced(ahead.c);
            // Only blanks were passed: the next round goes on behind them, so each is looked at twice at
            // most.
            m_at = ahead.at;
            if (ahead.c == 0 || (ends_line && !attribution) || phrase_ends) {
                m_line_begins = ahead.lines > 0;
                return sentence;
            }
            continue;
        }
        const bool greek_question = c.value == ';' && is_greek(previous);
        if (!is_terminator(c.value) && !greek_question) {
            previous = c.value;
            m_at += c.bytes;
            sentence.end = m_at;
            continue;
        }

        // A run of stops, then what closes quotations and parentheses.
        const std::size_t stop = m_at;
        bool question = greek_question;
        bool exclaims = false;
        bool free = false;
        std::size_t dots = 0;
        bool ellipsis = false;
        std::size_t length = 0;
        while (m_at < text.size()) {
            const CodePoint mark = code_point_at(text, m_at);
            if (!is_terminator(mark.value) && !(mark.value == ';' && greek_question && m_at == stop)) break;
            question = question || is_question_mark(mark.value);
            exclaims = exclaims || mark.value == '!' || mark.value == 0x203C;
            free = free || is_free_stop(mark.value);
            ellipsis = ellipsis || mark.value == 0x2026;
            if (mark.value == '.') ++dots;
            ++length;
            m_at += mark.bytes;
        }
        if (free && previous == 0x304B) question = true;  // か
        ellipsis = ellipsis || dots > 1;
        bool closed = false;
        bool quote_closed = false;
        while (m_at < text.size()) {
            const CodePoint mark = code_point_at(text, m_at);
            if (is_blank(mark.value) && closes_behind_blank(text, m_at + mark.bytes)) {
                m_at += mark.bytes;
                continue;
            }
            if (!is_closer(mark.value)) break;
            closed = true;
            quote_closed = quote_closed || is_closing_quote(mark.value);
            previous = mark.value;
            m_at += mark.bytes;
        }
        if (!closed) previous = '.';
        sentence.end = m_at;

        const Ahead ahead = look_ahead(text, m_at);
        const bool attribution =
            quote_closed && is_dash(ahead.c) && ahead.lines <= 1 && (ahead.lines == 0 || ahead.c != '-');
        bool ends = true;
        if (ahead.c == 0 || free) {
            ends = true;
        } else if (question || exclaims) {
            ends = (ahead.space || !is_word(ahead.c)) && !(closed && is_lower(ahead.c) && ahead.lines == 0);
        } else if (ellipsis) {
            ends = ahead.space && !is_lower(ahead.c);
        } else {
            ends = ahead.space &&
                   (ahead.lines > 1 || closed || !is_abbreviation(text, sentence.begin, stop, ahead)) &&
                   !(closed && is_lower(ahead.c) && ahead.lines == 0);
        }
        if (!ends || (attribution && ahead.c != 0)) continue;
        sentence.question = sentence.question || question;
        return sentence;
    }
    return sentence;
}

std::vector<Sentence> split_sentences(std::string_view text) {
    std::vector<Sentence> sentences;
    SentenceReader reader(text);
    while (const auto sentence = reader.next()) sentences.push_back(*sentence);
    return sentences;
}

}  // namespace mkai::brand
