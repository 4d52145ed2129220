#include "core/base/text_fold.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

namespace mkai {
namespace {

struct FreeText {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

// `text` with U+FFFD where it is not UTF-8; utf8proc_map refuses such bytes.
std::string well_formed(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out;
    for (const char32_t code_point : code_points(text)) append_utf8(out, code_point);
    return out;
}

std::string mapped(std::string_view text, int options) {
    const std::string input = well_formed(text);
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(input.data()),
                                     static_cast<utf8proc_ssize_t>(input.size()), &raw,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, FreeText> owner(raw);
    if (length < 0) throw std::bad_alloc{};  // the input is UTF-8, so only memory can be lacking
    return std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length));
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_space(char32_t code_point) {
    if (code_point == ' ') return true;
    if (code_point < 0x80 && code_point > '\r') return false;
    if (code_point == '\t' || code_point == '\n' || code_point == '\v' || code_point == '\f' ||
        code_point == '\r')
        return true;
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

bool is_pictograph(utf8proc_int32_t code_point) {
    return utf8proc_get_property(code_point)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

constexpr utf8proc_int32_t k_emoji_variation = 0xFE0F;
constexpr utf8proc_int32_t k_key_cap = 0x20E3;
// Pictographs from here on are pictures by themselves; earlier ones ("©") only with U+FE0F behind them.
constexpr utf8proc_int32_t k_first_picture = 0x1F000;

bool shows_picture(utf8proc_int32_t code_point) {
    if (code_point == k_emoji_variation || code_point == k_key_cap) return true;
    const bool regional = code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
    return regional || (code_point >= k_first_picture && is_pictograph(code_point));
}

// The code point that ends before `end`, 0 at the start of the text.
char32_t code_point_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && (static_cast<unsigned char>(text[begin - 1]) & 0xC0u) == 0x80u) --begin;
    if (begin > 0) --begin;
    const auto points = code_points(text.substr(begin, end - begin));
    return points.empty() ? 0 : points.back();
}

char32_t code_point_at(std::string_view text, std::size_t begin) {
    const auto points = code_points(text.substr(begin, 4));
    return points.empty() ? 0 : points.front();
}

}  // namespace

std::string compose(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold_case(std::string_view text) {
    if (is_ascii(text)) {  // a table of Unicode says the same, fifty times slower
        std::string folded(text);
        for (char& c : folded)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return folded;
    }
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string collapse_spaces(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space_is_due = false;
    for (const char32_t code_point : code_points(text)) {
        if (is_space(code_point)) {
            space_is_due = !out.empty();
            continue;
        }
        if (space_is_due) out += ' ';
        space_is_due = false;
        append_utf8(out, code_point);
    }
    return out;
}

CharKind char_kind(char32_t code_point) {
    if (is_space(code_point)) return CharKind::space;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LT:
            return CharKind::upper;
        case UTF8PROC_CATEGORY_LL:
            return CharKind::lower;
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
            return CharKind::letter;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            return CharKind::mark;
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return CharKind::digit;
        case UTF8PROC_CATEGORY_CF:
            return CharKind::format;
        default:
            return CharKind::other;
    }
}

char32_t upper_case(char32_t code_point) {
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(code_point)));
}

char32_t lower_case(char32_t code_point) {
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point)));
}

bool is_word_character(char32_t code_point) {
    switch (char_kind(code_point)) {
        case CharKind::upper:
        case CharKind::lower:
        case CharKind::letter:
        case CharKind::mark:
        case CharKind::digit:
            return true;
        default:
            return false;
    }
}

std::size_t find_words(std::string_view text, std::string_view phrase) {
    if (phrase.empty()) return std::string_view::npos;
    const bool opens_with_word = is_word_character(code_point_at(phrase, 0));
    const bool ends_with_word = is_word_character(code_point_before(phrase, phrase.size()));
    for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        const bool joined_before =
            opens_with_word && at > 0 && is_word_character(code_point_before(text, at));
        const bool joined_after =
            ends_with_word && end < text.size() && is_word_character(code_point_at(text, end));
        if (!joined_before && !joined_after) return at;
    }
    return std::string_view::npos;
}

std::vector<Grapheme> graphemes(std::string_view text) {
    std::vector<Grapheme> out;
    std::size_t begin = 0;
    std::size_t at = 0;
    bool emoji = false;
    utf8proc_int32_t state = 0;
    utf8proc_int32_t previous = -1;
    while (at < text.size()) {
        utf8proc_int32_t code_point = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                             static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
        if (length < 1) code_point = 0xFFFD;
        if (previous >= 0 && utf8proc_grapheme_break_stateful(previous, code_point, &state)) {
            out.push_back({text.substr(begin, at - begin), emoji});
            begin = at;
            emoji = false;
        }
        emoji = emoji || shows_picture(code_point);
        previous = code_point;
        at += length < 1 ? 1 : static_cast<std::size_t>(length);
    }
    if (begin < text.size()) out.push_back({text.substr(begin), emoji});
    return out;
}

}  // namespace mkai
