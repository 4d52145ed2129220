#include "core/brand/words.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace mkai::brand {

namespace {

constexpr std::size_t k_folded_bytes_max = 256;

constexpr char32_t k_zero_width_joiner = 0x200D;
constexpr char32_t k_emoji_variation = 0xFE0F;

struct Range {
    char32_t first, last;
};
// Scripts that are written without spaces between words (UAX #14 of Unicode 15, classes SA and ID;
// 2026-11-26). Hangul is not among them: Korean has spaces.
constexpr std::array k_unspaced{
    Range{0x0E00, 0x0EFF},    // Thai, Lao
    Range{0x1000, 0x109F},    // Myanmar
    Range{0x1780, 0x17FF},    // Khmer
    Range{0x1950, 0x19DF},    // Tai Le, New Tai Lue
    Range{0x1A20, 0x1AAF},    // Tai Tham
    Range{0x2E80, 0x2FDF},    // radicals of Han
    Range{0x3005, 0x3007},    // Han iteration, closing and zero
    Range{0x3041, 0x312F},    // Hiragana, Katakana, Bopomofo
    Range{0x31A0, 0x31BF},    // Bopomofo
    Range{0x31F0, 0x31FF},    // Katakana
    Range{0x3400, 0x4DBF},    // Han
    Range{0x4E00, 0x9FFF},    // Han
    Range{0xA000, 0xA4CF},    // Yi
    Range{0xF900, 0xFAFF},    // Han
    Range{0xFF66, 0xFF9F},    // half-width Katakana
    Range{0x20000, 0x3FFFF},  // Han
};

bool is_unspaced(char32_t c) {
    if (c < k_unspaced.front().first) return false;
    const auto range = std::ranges::lower_bound(k_unspaced, c, {}, &Range::last);
    return range != k_unspaced.end() && c >= range->first;
}

// Of these blocks the folded form is the text itself: no case, and nothing to compose without a mark.
bool is_folded_already(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF);
}

bool is_picture_part(char32_t c) {  // variation selectors, skin tones, tags
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}
bool is_regional(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

constexpr std::array<CharKind, 128> k_ascii_kinds = [] {
    std::array<CharKind, 128> kinds{};
    for (char32_t c = 0; c < kinds.size(); ++c)
        kinds[c] = c == ' ' || (c >= '\t' && c <= '\r') ? CharKind::space
                   : c >= 'a' && c <= 'z'               ? CharKind::lower
                   : c >= 'A' && c <= 'Z'               ? CharKind::upper
                   : c >= '0' && c <= '9'               ? CharKind::digit
                                                        : CharKind::other;
    return kinds;
}();

CharKind kind_of(char32_t c) {
    return c < 128 ? k_ascii_kinds[c] : char_kind(c);
}

bool in_word(CharKind kind) {
    return kind != CharKind::space && kind != CharKind::format && kind != CharKind::other;
}

// Signs that people type in several ways.
char32_t plain_sign(char32_t c) {
    switch (c) {
        case 0x2019:  // right single quotation mark
        case 0x02BC:  // modifier apostrophe
        case 0xFF07:  // full-width apostrophe
            return '\'';
        case 0x2010:  // hyphen
        case 0x2011:  // no-break hyphen
            return '-';
        default:
            return c;
    }
}

// Bytes of which addresses are made; only letters and digits begin one.
struct AddressBytes {
    bool starts = false;
    bool label = false;
    bool run = false;  // a label, or before its @
};
constexpr std::array<AddressBytes, 256> k_address_bytes = [] {
    std::array<AddressBytes, 256> bytes{};
    for (std::size_t c = 0; c < 128; ++c) {
        const bool starts = k_ascii_kinds[c] != CharKind::other && k_ascii_kinds[c] != CharKind::space;
        const bool label = starts || c == '-' || c == '.' || c == '_';
        bytes[c] = {starts, label, label || c == '+' || c == '%'};
    }
    return bytes;
}();

const AddressBytes& address_byte(char c) {
    return k_address_bytes[static_cast<unsigned char>(c)];
}

bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view k_closing = U")]}\"'\u2019\u201D\u00BB\u203A\u201C\u300D\u300F\uFF09*_";
constexpr std::u32string_view k_strong_ends = U"!?\u2026\u061F\u06D4\u0964\u0589\u203C\u2047\u2048\u2049";
constexpr std::u32string_view k_wide_ends = U"\u3002\uFF01\uFF1F\uFF61";
constexpr std::u32string_view k_joiners = U"'-.,_:@&";
constexpr std::u32string_view k_list_signs = U"-*#\u2022\u2013\u2014\u25AA\u2713";

bool is_strong_end(char32_t c) {
    return c < 0x80 ? c == '!' || c == '?' : is_one_of(c, k_strong_ends);
}
bool is_wide_end(char32_t c) {
    return c >= 0x80 && is_one_of(c, k_wide_ends);
}

// Words before a full stop that ends no sentence, folded. Single letters and numbers of one or two digits
// (days in German) are none either; after other short words it is told by what follows, capital or small.
constexpr std::array<std::string_view, 24> k_abbreviations{
    "approx", "bzw", "ca",  "co", "dr",  "etc", "evtl", "fig", "ggf",  "inc", "inkl", "jr",
    "ltd",    "max", "min", "mr", "mrs", "ms",  "no",   "nr",  "prof", "st",  "str",  "vs"};

constexpr std::size_t k_long_word_letters_min = 5;

// The last labels of an address that has neither a scheme nor a path.
constexpr std::array<std::string_view, 10> k_top_domains{"app",     "biz",  "com", "dev", "eu",
                                                         "example", "info", "io",  "net", "org"};

}  // namespace

WordScanner::Gap WordScanner::skip_space() {
    Gap gap;
    while (m_at < m_text.size()) {
        if (m_text[m_at] == ' ') {
            gap.space = true;
            ++m_at;
            continue;
        }
        std::size_t after = m_at;
        const char32_t c = next_code_point(m_text, after);
        const CharKind kind = kind_of(c);
        // A mark of direction before a word is no word and no space.
        if (kind != CharKind::space && kind != CharKind::format) break;
        gap.space = gap.space || kind == CharKind::space;
        gap.lines += c == '\n' || c == 0x2029 ? 1 : 0;
        m_at = after;
    }
    return gap;
}

// Where a token, a URL or an e-mail address that starts at `at` ends; `at` when none does. Each byte is
// looked at once: a run of the characters of addresses is judged as a whole.
std::size_t WordScanner::end_of_opaque(std::size_t at) {
    const std::string_view rest = m_text.substr(at);
    if (rest.starts_with("{{") && !m_tokens_end) {
        const auto close = m_text.find("}}", at + 2);
        if (close != std::string_view::npos) return close + 2;
        m_tokens_end = true;
    }
    if (at < m_address_checked || !address_byte(m_text[at]).starts) return at;
    std::size_t end = at;
    bool dotted = false;
    for (; end < m_text.size() && address_byte(m_text[end]).run; ++end) dotted = dotted || m_text[end] == '.';
    m_address_checked = end;
    // Most runs are words.
    if (!dotted && (end == m_text.size() || (m_text[end] != ':' && m_text[end] != '@'))) return at;
    const auto without_stops = [&](std::size_t stop) {
        while (stop > at && is_one_of(static_cast<unsigned char>(m_text[stop - 1]), U".,;:!?)\"'-_")) --stop;
        return stop;
    };
    const auto end_of_url = [&] {
        std::size_t stop = end;
        while (stop < m_text.size() && m_text[stop] > ' ' && m_text[stop] < 0x7F &&
               !is_one_of(static_cast<unsigned char>(m_text[stop]), U"<>\"{}|\\^`"))
            ++stop;
        m_address_checked = stop;
        return without_stops(stop);
    };
    const std::string_view run = m_text.substr(at, end - at);
    if (m_text.substr(end).starts_with("://")) return end_of_url();
    if (end < m_text.size() && m_text[end] == '@') {
        std::size_t stop = end + 1;
        while (stop < m_text.size() && address_byte(m_text[stop]).label) ++stop;
        stop = without_stops(stop);
        if (stop > end + 1 && m_text.substr(end + 1, stop - end - 1).find('.') != std::string_view::npos)
            return stop;
    }
    const std::string_view host = run.substr(0, without_stops(end) - at);
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return at;
    const std::string_view last = host.substr(dot + 1);
    const bool path_follows = end < m_text.size() && m_text[end] == '/' && last.size() >= 2;
    if (host.starts_with("www.") || path_follows) return end_of_url();
    return std::ranges::find(k_top_domains, last) != k_top_domains.end() ? at + host.size() : at;
}

std::size_t WordScanner::end_of_word(std::size_t at) const {
    std::size_t end = at;
    while (at < m_text.size()) {
        if (address_byte(m_text[at]).starts) {  // an ASCII letter or digit
            end = ++at;
            continue;
        }
        const char32_t c = next_code_point(m_text, at);
        const CharKind kind = kind_of(c);
        if (kind == CharKind::format) continue;  // inside a word it is not seen
        if (!in_word(kind) || is_unspaced(c)) break;
        end = at;
    }
    return end;
}

std::size_t WordScanner::end_of_syllable(std::size_t at) const {
    next_code_point(m_text, at);
    for (std::size_t after = at; after < m_text.size(); at = after)
        if (kind_of(next_code_point(m_text, after)) != CharKind::mark) break;
    return at;
}

std::size_t WordScanner::end_of_sign(std::size_t at) const {
    char32_t last = next_code_point(m_text, at);
    bool pair_is_open = is_regional(last);
    while (at < m_text.size() && static_cast<unsigned char>(m_text[at]) >= 0x80) {
        std::size_t after = at;
        const char32_t c = next_code_point(m_text, after);
        const CharKind kind = kind_of(c);
        const bool flag = pair_is_open && is_regional(c);
        const bool joined = last == k_zero_width_joiner && kind == CharKind::other;
        if (!flag && !joined && kind != CharKind::mark && !is_picture_part(c) && c != k_zero_width_joiner)
            break;
        pair_is_open = pair_is_open && !flag;
        last = c;
        at = after;
    }
    return at;
}

void WordScanner::fold(Word& word) {
    const std::string_view text =
        m_text.substr(word.begin, std::min(word.end - word.begin, k_folded_bytes_max));
    bool ascii = true;
    bool upper = false;
    for (const char c : text) {
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        upper = upper || (c >= 'A' && c <= 'Z');
    }
    if (ascii && !upper) {
        word.folded = text;
        return;
    }
    m_folded.assign(text);
    for (char& c : m_folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    std::size_t one = 0;
    if (!ascii && !(word.kind == WordKind::syllable && is_folded_already(next_code_point(text, one)) &&
                    (one == text.size() || text.starts_with("\xE0")))) {
        m_folded.clear();
        for (std::size_t at = 0; at < text.size();) {
            const char32_t c = plain_sign(next_code_point(text, at));
            // A picture is the same with and without the selector that says it is one.
            if (c == k_emoji_variation || (word.kind != WordKind::sign && kind_of(c) == CharKind::format))
                continue;
            append_utf8(m_folded, c);
        }
        m_folded = fold_case(m_folded);
    }
    word.folded = m_folded;
}

bool WordScanner::begins_sentence(const Word& word, const Gap& gap, char32_t first) {
    if (!m_any) return true;
    const bool goes_on =
        word.kind == WordKind::sign && !word.space_before &&
        (first == '.' || is_strong_end(first) || is_wide_end(first) || is_one_of(first, k_closing));
    const bool lower = kind_of(first) == CharKind::lower;
    bool begins = gap.lines > 1 || (gap.lines == 1 && (!lower || is_one_of(first, k_list_signs)));
    if (!goes_on) {
        begins = begins || m_end == End::wide || (m_end == End::strong && word.space_before) ||
                 (m_end == End::weak && word.space_before && !lower);
        m_end = End::none;
    }
    return begins;
}

WordScanner::Past WordScanner::past_of(const Word& word, char32_t first) {
    Past past;
    past.kind = word.kind;
    past.space_before = word.space_before;
    past.apostrophe = word.kind == WordKind::sign && plain_sign(first) == '\'';
    past.joiner = word.kind == WordKind::sign && is_one_of(plain_sign(first), k_joiners);
    past.joined = word.joined;
    past.folded = word.folded;
    return past;
}

WordScanner::End WordScanner::end_at_stop(bool space_before) const {
    if (space_before || m_last.kind != WordKind::word) return End::weak;
    const std::string_view word = m_last.folded;
    const bool number = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    // The "t" of "don't" and the "99" of "9.99" end a sentence, the "m" of "p.m." and a day do not.
    const bool abbreviation = number ? word.size() <= 2 && !m_last.joined
                                     : (word.size() == 1 && !(m_last.joined && m_before.apostrophe)) ||
                                           std::ranges::binary_search(k_abbreviations, word);
    if (abbreviation) return End::none;
    // Too long for an abbreviation that nobody listed.
    const bool long_word =
        word.size() >= k_long_word_letters_min && count_code_points(word) >= k_long_word_letters_min;
    return long_word ? End::strong : End::weak;
}

bool WordScanner::next(Word& word) {
    const Gap gap = skip_space();
    if (m_at >= m_text.size()) return false;
    std::size_t after = m_at;
    const char32_t first = next_code_point(m_text, after);
    word = {};
    word.begin = m_at;
    word.space_before = gap.space || !m_any;
    word.end = end_of_opaque(m_at);
    if (word.end > m_at) {
        word.kind = WordKind::opaque;
    } else if (is_unspaced(first) && in_word(kind_of(first))) {
        word.kind = WordKind::syllable;
        word.end = end_of_syllable(m_at);
    } else if (in_word(kind_of(first))) {
        word.end = end_of_word(m_at);
    } else {
        word.kind = WordKind::sign;
        word.end = end_of_sign(m_at);
    }
    const End at_stop = first == '.' ? end_at_stop(word.space_before) : End::none;
    if (word.kind != WordKind::opaque) fold(word);
    word.joined = word.kind == WordKind::word && !word.space_before && m_last.joiner &&
                  !m_last.space_before && m_before.kind == WordKind::word;
    word.starts_sentence = begins_sentence(word, gap, first);
    if (word.kind == WordKind::sign) {
        if (m_end == End::none) m_end = at_stop;
        if (is_strong_end(first)) m_end = End::strong;
        if (is_wide_end(first)) m_end = End::wide;
    }
    m_before = m_last;
    m_last = past_of(word, first);
    m_any = true;
    m_at = word.end;
    return true;
}

}  // namespace mkai::brand
