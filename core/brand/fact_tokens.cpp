#include "core/brand/fact_tokens.hpp"

#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace mkai::brand {
namespace {

using Kind = FactToken::Kind;
using Gap = FactToken::Gap;

// No number and no name of a month is longer; longer words mean nothing and are not looked up.
constexpr std::size_t k_word_bytes_max = 120;
constexpr std::size_t k_digits_kept_max = 24;
constexpr std::size_t k_token_bytes_max = 400;
constexpr std::size_t k_tokens_behind = 16;

bool is_ascii_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ascii_word(char c) {
    const auto u = static_cast<unsigned char>(c);
    return is_ascii_digit(u) || is_ascii_letter(u) || c == '_';
}

struct Range {
    char32_t first;
    char32_t last;
};

bool within(char32_t c, std::span<const Range> ranges) {
    return std::ranges::any_of(ranges,
                               [c](const Range& range) { return c >= range.first && c <= range.last; });
}

// Kana, Han, Hangul (Unicode 16 blocks, 2026-11-26).
constexpr std::array k_ideographs{Range{0x3005, 0x3007}, Range{0x3040, 0x30FF}, Range{0x31F0, 0x31FF},
                                  Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xAC00, 0xD7A3},
                                  Range{0xF900, 0xFAFF}, Range{0xFF66, 0xFF9F}, Range{0x20000, 0x3FFFF}};
constexpr std::array k_no_breaks{Range{0xA0, 0xA0}, Range{0x202F, 0x202F}, Range{0x2007, 0x2009}};
constexpr std::array k_spaces{Range{0x1680, 0x1680}, Range{0x2000, 0x200A}, Range{0x205F, 0x205F},
                              Range{0x3000, 0x3000}};
// What nobody sees: soft hyphen, zero-width and bidirectional marks, variation selectors.
constexpr std::array k_unseen{Range{0xAD, 0xAD},     Range{0x200B, 0x200F}, Range{0x202A, 0x202E},
                              Range{0x2060, 0x2069}, Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}};

struct Same {
    char32_t from;
    char32_t to;
};
constexpr std::array k_same_marks{
    Same{0x2018, '\''},   Same{0x2019, '\''},   Same{0x02BC, '\''},   Same{0x2032, '\''},
    Same{0x2010, '-'},    Same{0x2011, '-'},    Same{0x2012, k_dash}, Same{0x2013, k_dash},
    Same{0x2014, k_dash}, Same{0x2212, k_dash}, Same{0x301C, '~'},    Same{0xFFE5, 0xA5},
    Same{0xFFE1, 0xA3},   Same{0x00D7, 'x'},
};

char32_t plain_mark(char32_t c) {
    if (c < 0x80) return c;
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full-width forms
    const auto* same = std::ranges::find(k_same_marks, c, &Same::from);
    return same == k_same_marks.end() ? c : same->to;
}

// Whether an address is made of it. Brackets and quotes end one, and so does any letter beyond ASCII.
constexpr std::array<bool, 256> k_address_bytes = [] {
    std::array<bool, 256> bytes{};
    for (std::size_t c = '!'; c < 0x7F; ++c)
        bytes[c] = std::string_view("\"'`<>()[]{}|\\^").find(static_cast<char>(c)) == std::string_view::npos;
    return bytes;
}();

bool is_address_byte(char c) {
    return k_address_bytes[static_cast<unsigned char>(c)];
}

// "example.co.uk", "www.a.de/x": labels, the last of two letters or more behind one that is not all digits.
bool is_domain(std::string_view run) {
    bool letters_before = false;
    std::size_t labels = 0;
    for (std::size_t at = 0;;) {
        std::size_t end = at;
        bool letters = false;
        bool only_letters = true;
        while (end < run.size() && (is_ascii_word(run[end]) || run[end] == '-')) {
            const bool letter = is_ascii_letter(static_cast<unsigned char>(run[end]));
            letters = letters || letter;
            only_letters = only_letters && letter;
            ++end;
        }
        if (end == at) return false;
        ++labels;
        const bool more = end + 1 < run.size() && run[end] == '.' && is_ascii_word(run[end + 1]);
        if (more) {
            letters_before = letters;
            at = end + 1;
            continue;
        }
        const bool ends =
            end == run.size() || std::string_view("/?#:.,!;").find(run[end]) != std::string_view::npos;
        return labels > 1 && letters_before && only_letters && end - at >= 2 && ends;
    }
}

bool is_address(std::string_view run) {
    if (run.starts_with("www.") || run.find("://") != std::string_view::npos) return true;
    if (run.starts_with('@') && run.size() > 1) return is_ascii_word(run[1]);  // a mention
    const auto at = run.find('@');
    if (at != std::string_view::npos && at + 1 < run.size() && is_ascii_word(run[at - 1]) &&
        run.find('.', at) != std::string_view::npos)
        return true;
    return is_domain(run);
}

}  // namespace

const FactToken& FactTokens::read_to(std::size_t n) {
    while (n >= m_read) {
        if (m_read > 0 && kept(m_read - 1).is(Kind::end)) return kept(m_read - 1);
        if (m_read % k_chunk == 0 && (m_read - m_first) / k_chunk == m_chunks.size())
            m_chunks.push_back(std::make_unique<Chunk>());
        FactToken& token = kept(m_read++);
        token = {};
        read_next(token);
    }
    return kept(n);
}

void FactTokens::release(std::size_t n) {
    if (n < m_first + 2 * k_chunk) return;
    static_assert(k_tokens_behind <= k_chunk);
    // What is behind becomes what is ahead.
    std::rotate(m_chunks.begin(), m_chunks.begin() + 1, m_chunks.end());
    m_first += k_chunk;
}

std::string FactTokens::digits(const FactToken& token) const {
    std::string out;
    for (std::size_t at = token.begin; at < token.end && out.size() < k_digits_kept_max;) {
        const CodePoint c = code_point_at(m_text, at);
        out += static_cast<char>(plain_mark(c.value));
        at += c.bytes;
    }
    return out;
}

// White space and what cannot be seen.
void FactTokens::read_gap(FactToken& token) {
    int lines = 0;
    int spaces = 0;
    bool no_break = false;
    token.opens_line = m_at == 0;
    // Mostly a space between words.
    const auto is_seen = [&](std::size_t at) {
        return at < m_text.size() && m_text[at] > ' ' && m_text[at] < 0x7F;
    };
    if (is_seen(m_at)) return;
    if (m_at < m_text.size() && m_text[m_at] == ' ' && is_seen(m_at + 1)) {
        token.gap = Gap::space;
        ++m_at;
        return;
    }
    while (m_at < m_text.size()) {
        const CodePoint c = code_point_at(m_text, m_at);
        if (!c.valid()) {  // a byte that is not UTF-8 is as if it were not there
            ++m_at;
            continue;
        }
        const char32_t p = c.value;
        if (p == '\n' || p == 0x2028 || p == 0x2029) {
            ++lines;
        } else if (p >= 0x80 && within(p, k_no_breaks)) {
            no_break = true;
            ++spaces;
        } else if (p <= ' ' || p == 0x7F || (p >= 0x80 && within(p, k_spaces))) {
            if (p != '\r') ++spaces;
        } else if (p < 0x80 || !within(p, k_unseen)) {
            break;
        }
        m_at += c.bytes;
    }
    token.opens_line = token.opens_line || lines > 0;
    token.gap = lines > 1                 ? Gap::wide
                : lines == 1              ? Gap::line
                : spaces > 1              ? Gap::line
                : spaces == 1 && no_break ? Gap::no_break
                : spaces == 1             ? Gap::space
                                          : Gap::none;
}

// Where the address that begins here ends; m_at when none does. Each byte is looked at once: what is no
// address is known to be none up to its end.
std::size_t FactTokens::address_end() {
    if (m_at < m_run_end || !is_address_byte(m_text[m_at])) return m_at;
    std::size_t end = m_at;
    bool marked = false;  // most runs are words
    for (; end < m_text.size() && is_address_byte(m_text[end]); ++end)
        marked = marked || m_text[end] == '.' || m_text[end] == '@' || m_text[end] == ':';
    m_run_end = end;
    if (!marked || !is_address(m_text.substr(m_at, end - m_at))) return m_at;
    while (end > m_at + 1 && std::string_view(".,!?;:").find(m_text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

// An address, a {{token}} or a hashtag: passed over.
bool FactTokens::read_barrier(FactToken& token) {
    std::size_t end = address_end();
    if (end == m_at && m_text.substr(m_at, 2) == "{{") {
        if (m_close < m_at + 2) m_close = std::min(m_text.find("}}", m_at + 2), m_text.size());
        if (m_close < m_text.size() && m_close - m_at <= k_token_bytes_max) end = m_close + 2;
    }
    if (end == m_at && m_text[m_at] == '#') {
        bool letters = false;
        std::size_t at = m_at + 1;
        while (at < m_text.size()) {
            const CodePoint c = code_point_at(m_text, at);
            if (!c.valid()) break;
            const bool letter =
                c.value == '_' || is_ascii_letter(c.value) || (c.value >= 0x80 && is_word_character(c.value));
            if (!letter && !is_ascii_digit(c.value)) break;
            letters = letters || letter;
            at += c.bytes;
        }
        if (letters) end = at;  // "#1" is a number
    }
    if (end == m_at) return false;
    token.kind = Kind::barrier;
    token.begin = m_at;
    token.end = m_at = end;
    return true;
}

void FactTokens::read_word(FactToken& token, std::size_t first_size, bool first_ascii) {
    token.kind = Kind::word;
    bool ascii = first_ascii;
    m_at += first_size;
    while (m_at < m_text.size()) {
        const auto u = static_cast<unsigned char>(m_text[m_at]);
        if (u < 0x80) {
            if (!is_ascii_letter(u) && u != '_') break;
            ++m_at;
            continue;
        }
        const CodePoint c = code_point_at(m_text, m_at);
        if (!c.valid() || within(c.value, k_ideographs) || is_ascii_digit(plain_mark(c.value)) ||
            !is_word_character(c.value))
            break;
        ascii = false;
        m_at += c.bytes;
    }
    token.end = m_at;
    const std::string_view word = m_text.substr(token.begin, token.end - token.begin);
    if (word.size() > k_word_bytes_max) return;
    if (ascii) {
        m_folded.assign(word);
        for (char& c : m_folded)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    } else {
        m_folded = fold_case(word);
    }
    token.lexeme = m_lexicon.find(m_folded);
    if (token.lexeme == nullptr) token.compound = m_lexicon.find_compound(m_folded).value_or(-1);
}

void FactTokens::read_next(FactToken& token) {
    read_gap(token);
    token.begin = token.end = m_at;
    if (m_at >= m_text.size() || read_barrier(token)) return;
    const CodePoint c = code_point_at(m_text, m_at);
    const char32_t plain = plain_mark(c.value);
    if (is_ascii_digit(plain)) {
        token.kind = Kind::digits;
        while (m_at < m_text.size()) {
            const CodePoint digit = code_point_at(m_text, m_at);
            if (!digit.valid() || !is_ascii_digit(plain_mark(digit.value))) break;
            m_at += digit.bytes;
            ++token.mark;
        }
        token.end = m_at;
        return;
    }
    const bool ascii = c.value < 0x80;
    if (!ascii && within(c.value, k_ideographs)) {
        token.kind = Kind::word;
        token.ideograph = true;
        m_at += c.bytes;
        token.end = m_at;
        return;
    }
    if (ascii ? is_ascii_letter(c.value) || c.value == '_' : is_word_character(c.value) && c.value < 0xFF00) {
        token.capital = ascii && c.value >= 'A' && c.value <= 'Z';
        read_word(token, c.bytes, ascii);
        return;
    }
    token.kind = Kind::mark;
    token.mark = plain;
    m_at += c.bytes;
    token.end = m_at;
    // The symbols of currencies and "%" have their meaning in the lexicon too, by the plain form.
    if (plain == '%' || plain == '$' || plain == 'x')
        token.lexeme = m_lexicon.find(std::string_view(plain == '%' ? "%" : plain == '$' ? "$" : "x"));
    else if (!ascii)
        token.lexeme = m_lexicon.find(plain == 0xA5   ? std::string_view("¥")
                                      : plain == 0xA3 ? std::string_view("£")
                                                      : m_text.substr(token.begin, c.bytes));
}

}  // namespace mkai::brand
