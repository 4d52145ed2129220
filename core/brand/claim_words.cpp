#include "core/brand/claim_words.hpp"

#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"
#include "core/brand/locales.hpp"
#include "core/brand/word_table.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace mkai::brand {
namespace {

// Before an apostrophe: the word behind it is one by itself. French, Italian, Catalan.
constexpr std::array<std::string_view, 22> k_elided{
    "l",   "d",    "j",    "m",    "t",    "s",     "n",      "c",      "qu",    "un",    "dell",
    "all", "dall", "nell", "sull", "coll", "jusqu", "lorsqu", "puisqu", "quest", "quell", "bell"};
// Longest first.
constexpr std::array<std::string_view, 11> k_endings{"'s", "ing", "en", "es", "er", "em",
                                                     "ed", "os",  "e",  "s",  "n"};
constexpr std::size_t k_stem_bytes_min = 3;

constexpr bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0xFF07;
}

// Nobody sees them, so they neither part words nor make them differ: soft hyphen, joiners, zero width, bidi
// controls, variation selectors, tags; overlays that strike a letter through.
bool is_hidden(char32_t c) {
    if (c < 0xAD) return false;
    return c == 0xAD || c == 0x34F || (c >= 0x332 && c <= 0x338) || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE01EF);
}

// Full-width ASCII and subscript digits as ASCII ("CO₂").
char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + 0x21;
    if (c >= 0x2080 && c <= 0x2089) return c - 0x2080 + '0';
    return c;
}

bool is_footnote_mark(char32_t c) {
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x207F);
}

constexpr bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char32_t c) {
    if (c < 0x80) return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !is_footnote_mark(c) && is_word_character(c);
}

bool is_single(char32_t c) {  // one word by itself: Han, kana, Thai, Lao, Burmese, Khmer
    if (c < 0x0E00) return false;
    return c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF66 && c <= 0xFF9D) || (c >= 0x20000 && c <= 0x3FFFF);
}

constexpr bool is_symbol(char32_t c) {
    constexpr std::u32string_view k_symbols =
        U"%+&#=<>/\u2030\u00D7\u2264\u2265$\u00A2\u00A3\u00A4\u00A5\u2116";
    return k_symbols.find(c) != std::u32string_view::npos || (c >= 0x20A0 && c <= 0x20CF);
}

constexpr bool is_quote(char32_t c) {
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || (c >= 0x300C && c <= 0x300F);
}

constexpr bool is_clause_mark(char32_t c) {
    constexpr std::u32string_view k_marks =
        U",;:()[]{}|!?"
        U"\u2026\u00A1\u00BF\u2022\u3001\u3002\u060C\u061B\u061F\u0964\uFE50\u3010\u3011\u300A\u300B\n";
    return k_marks.find(c) != std::u32string_view::npos;
}

constexpr bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0x2028 || c == 0x2029 || c == 0x85;
}

// Pictographs by themselves; the copyright and trade marks say nothing about the words around them.
constexpr bool is_picture(char32_t c) {
    return c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
}

// "1,000" and "1.000,50" as "1000" and "1000.50"; a date or a version stays as it is.
std::string number_of(std::string_view digits, char decimal) {
    const char group = decimal == '.' ? ',' : '.';
    const auto groups_of_three = [&] {
        std::size_t at = digits.find(group);
        if (at == std::string_view::npos || at == 0 || at > 3) return false;
        while (at != std::string_view::npos) {
            std::size_t end = at + 1;
            while (end < digits.size() && is_digit(static_cast<unsigned char>(digits[end]))) ++end;
            if (end - at != 4) return false;
            at = digits.find(group, end);
        }
        return true;
    };
    std::string out(digits);
    if (groups_of_three()) std::erase(out, group);
    std::erase(out, '\'');
    if (std::ranges::count_if(out, [](char c) { return c == '.' || c == ','; }) == 1)
        std::ranges::replace(out, ',', '.');
    return out;
}

// What a byte of ASCII is between words; what stands beyond is read as a code point.
enum class ByteKind : std::uint8_t { none, letter, digit, symbol, hyphen, space, quote, clause_mark, beyond };

constexpr std::array<ByteKind, 256> k_byte_kinds = [] {
    std::array<ByteKind, 256> kinds{};
    for (char32_t c = 0; c < kinds.size(); ++c)
        kinds[c] = c >= 0x80                                          ? ByteKind::beyond
                   : is_digit(c)                                      ? ByteKind::digit
                   : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? ByteKind::letter
                   : is_symbol(c)                                     ? ByteKind::symbol
                   : c == '-'                                         ? ByteKind::hyphen
                   : is_space(c)                                      ? ByteKind::space
                   : is_quote(c)                                      ? ByteKind::quote
                   : is_clause_mark(c)                                ? ByteKind::clause_mark
                                                                      : ByteKind::none;
    return kinds;
}();

ByteKind kind_of(char c) {
    return k_byte_kinds[static_cast<unsigned char>(c)];
}

class Reader {
  public:
    Reader(std::string_view text, char decimal, std::size_t base, WordList& list)
        : m_text(text), m_decimal(decimal), m_base(base), m_list(list) {
        m_list.words.clear();
        m_list.folded.clear();
    }

    void read() {
        while (m_at < m_text.size()) {
            switch (kind_of(m_text[m_at])) {
                case ByteKind::letter:
                    read_word();
                    continue;
                case ByteKind::digit:
                    read_number();
                    continue;
                case ByteKind::beyond:
                    read_beyond_ascii();
                    continue;
                case ByteKind::symbol:
                    add(m_at, m_at + 1, WordType::symbol, m_text.substr(m_at, 1));
                    break;
                case ByteKind::hyphen:
                    m_hyphen = true;
                    break;
                case ByteKind::space:
                    m_space = true;
                    break;
                case ByteKind::quote:
                    m_gap |= k_gap_quote;
                    break;
                case ByteKind::clause_mark:
                    m_gap |= k_gap_comma;
                    break;
                case ByteKind::none:
                    break;
            }
            ++m_at;
        }
        close_dash();
        m_list.gap_after = m_gap;
        show_folded();
    }

  private:
    void read_beyond_ascii() {
        const CodePoint raw = code_point_at(m_text, m_at);
        const char32_t c = plain(raw.value);
        if (is_digit(c)) return read_number();
        const bool unseen = is_hidden(c) || is_footnote_mark(c);
        if (!unseen && is_letter(c)) return read_word();
        if (is_symbol(c) && !unseen)
            add(m_at, m_at + raw.bytes, WordType::symbol, m_text.substr(m_at, raw.bytes));
        else if (!unseen)
            pass(c);
        m_at += raw.bytes;
    }
    // Marks between words. A hyphen joins them where no white space is, and is a dash otherwise.
    void pass(char32_t c) {
        if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2212) {
            m_hyphen = true;
        } else if (c == 0x2014 || c == 0x2015) {
            m_gap |= k_gap_dash;
        } else if (is_space(c)) {
            m_space = true;
        } else if (is_quote(c)) {
            m_gap |= k_gap_quote;
        } else if (is_clause_mark(c)) {
            m_gap |= k_gap_comma;
        } else if (is_picture(c)) {
            m_gap |= k_gap_picture;
        }
    }
    void close_dash() {
        if (m_hyphen) m_gap |= m_space ? k_gap_dash : k_gap_hyphen;
        m_hyphen = false;
        m_space = false;
    }

    // The bytes of `folded` move while the list grows: until show_folded its size alone counts.
    void add(std::size_t begin, std::size_t end, WordType type, std::string_view folded) {
        close_dash();
        m_list.words.push_back({m_base + begin, m_base + end, folded, 0, type, m_gap});
        m_list.folded.insert(m_list.folded.end(), folded.begin(), folded.end());
        m_gap = 0;
    }
    // ASCII letters and digits.
    void add_plain(std::size_t begin, std::size_t end, WordType type) {
        const std::string_view bytes = m_text.substr(begin, end - begin);
        if (bytes.size() > k_word_bytes_max) return add(begin, end, type, {});
        std::array<char, k_word_bytes_max> lower;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            lower[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? static_cast<char>(bytes[i] | 0x20) : bytes[i];
        add(begin, end, type, std::string_view(lower.data(), bytes.size()));
    }
    void show_folded() {
        std::size_t at = 0;
        for (ClaimWord& word : m_list.words) {
            word.folded = {m_list.folded.data() + at, word.folded.size()};
            word.hash = hash_of(word.folded);
            at += word.folded.size();
        }
    }

    void read_number() {
        const std::size_t begin = m_at;
        if (const std::size_t end = end_of_plain_number(); end > begin) {
            m_at = end;
            return add_plain(begin, end, WordType::number);
        }
        std::string digits;
        while (m_at < m_text.size()) {
            const CodePoint raw = code_point_at(m_text, m_at);
            const char32_t c = plain(raw.value);
            const bool separates =
                c == '.' || c == ',' || is_apostrophe(c) || c == 0xA0 || c == 0x202F || c == 0x2009;
            if (separates) {
                if (!digit_behind(m_at + raw.bytes)) break;
                const bool blank = c == 0xA0 || c == 0x202F || c == 0x2009;
                if (blank && !group_behind(m_at + raw.bytes)) break;
                if (!blank) digits += is_apostrophe(c) ? '\'' : static_cast<char>(c);
            } else if (is_digit(c)) {
                digits += static_cast<char>(c);
            } else if (!is_hidden(c)) {
                break;
            }
            m_at += raw.bytes;
        }
        const bool too_long = m_at - begin > k_word_bytes_max;
        add(begin, m_at, WordType::number, too_long ? std::string() : number_of(digits, m_decimal));
    }
    // Of a run of ASCII digits with nothing behind it that may belong to it; m_at where there is none.
    std::size_t end_of_plain_number() const {
        std::size_t end = m_at;
        while (end < m_text.size() && kind_of(m_text[end]) == ByteKind::digit) ++end;
        if (end == m_text.size()) return end;
        const char next = m_text[end];
        const bool may_separate =
            next == '.' || next == ',' || next == '\'' || kind_of(next) == ByteKind::beyond;
        return may_separate ? m_at : end;
    }
    bool digit_behind(std::size_t at) const {
        return at < m_text.size() && is_digit(plain(code_point_at(m_text, at).value));
    }
    // Exactly three digits: a no-break space parts a number's groups, and a number from its noun.
    bool group_behind(std::size_t at) const {
        std::size_t end = at;
        while (end < m_text.size() && end - at < 4 && is_digit(static_cast<unsigned char>(m_text[end])))
            ++end;
        return end - at == 3;
    }

    void read_word() {
        const std::size_t begin = m_at;
        if (const std::size_t end = end_of_plain_word(); end > begin) {
            m_at = end;
            return add_plain(begin, end, WordType::word);
        }
        bool as_it_is = true;  // nothing to leave out: the bytes fold as they stand
        std::size_t end = begin;
        while (m_at < m_text.size()) {
            const CodePoint raw = code_point_at(m_text, m_at);
            const char32_t c = plain(raw.value);
            if (is_apostrophe(c)) {
                const std::size_t behind = m_at + raw.bytes;
                if (behind >= m_text.size() || !is_letter(plain(code_point_at(m_text, behind).value))) break;
                if (m_at - begin <= 6) {
                    const std::string article = fold_case(m_text.substr(begin, m_at - begin));
                    if (std::ranges::find(k_elided, article) != k_elided.end()) {
                        add(begin, m_at, WordType::word, article);
                        m_at = behind;
                        return;
                    }
                }
                as_it_is = as_it_is && c == '\'' && raw.bytes == 1;
            } else if (is_hidden(c)) {
                as_it_is = false;
                m_at += raw.bytes;
                continue;
            } else if (!is_letter(c)) {
                break;
            } else if (is_single(c)) {
                if (m_at == begin) {
                    m_at += raw.bytes;
                    end = m_at;
                }
                break;
            } else if (c != raw.value) {
                as_it_is = false;
            }
            m_at += raw.bytes;
            end = m_at;
        }
        add(begin, end, WordType::word, fold(begin, end, as_it_is));
    }
    // Of ASCII letters and digits with nothing behind them that may belong to the word; m_at where there is
    // none.
    std::size_t end_of_plain_word() const {
        std::size_t end = m_at;
        while (end < m_text.size() &&
               (kind_of(m_text[end]) == ByteKind::letter || kind_of(m_text[end]) == ByteKind::digit))
            ++end;
        const bool may_go_on =
            end < m_text.size() && (m_text[end] == '\'' || kind_of(m_text[end]) == ByteKind::beyond);
        return may_go_on ? m_at : end;
    }
    std::string fold(std::size_t begin, std::size_t end, bool as_it_is) const {
        const std::string_view bytes = m_text.substr(begin, end - begin);
        if (bytes.size() > k_word_bytes_max) return {};
        if (as_it_is) return fold_case(bytes);
        std::string seen;
        for (std::size_t at = 0; at < bytes.size();) {
            const CodePoint raw = code_point_at(bytes, at);
            const char32_t c = plain(raw.value);
            if (is_apostrophe(c)) {
                seen += '\'';
            } else if (c < 0x80) {
                seen += static_cast<char>(c);
            } else if (!is_hidden(c)) {
                seen += bytes.substr(at, raw.bytes);
            }
            at += raw.bytes;
        }
        return fold_case(seen);
    }

    std::string_view m_text;
    char m_decimal;
    std::size_t m_base;
    std::size_t m_at = 0;
    WordList& m_list;
    std::uint8_t m_gap = 0;
    bool m_hyphen = false;
    bool m_space = false;
};

}  // namespace

void read_words(std::string_view text, char decimal, std::size_t base, WordList& list) {
    Reader(text, decimal, base, list).read();
}

char decimal_of(std::string_view locale) {
    const PriceStyle* style = find_price_style(locale);
    return style != nullptr && style->decimal == "," ? ',' : '.';
}

std::string_view stem_of(std::string_view folded) {
    constexpr std::string_view k_lasts = "sgnrmde";
    if (folded.size() <= k_stem_bytes_min || k_lasts.find(folded.back()) == std::string_view::npos)
        return folded;
    for (const std::string_view ending : k_endings)
        if (folded.size() >= ending.size() + k_stem_bytes_min && folded.ends_with(ending))
            return folded.substr(0, folded.size() - ending.size());
    return folded;
}

}  // namespace mkai::brand
