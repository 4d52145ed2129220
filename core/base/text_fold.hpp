// Text as people compare and count it: case, composition, words and user-perceived characters. By utf8proc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Composed (Unicode NFC): "e" and a combining acute are one "é". Bytes that are not UTF-8 become U+FFFD.
std::string compose(std::string_view text);
// For comparing without case: full Unicode case folding ("Straße" and "STRASSE" agree), composed.
std::string fold_case(std::string_view text);
// Every run of white space, no-break spaces included, as one space; none at the ends.
std::string collapse_spaces(std::string_view text);

// What a character is, by its Unicode general category. `space` has tab and line breaks, `format` the
// joiners, the soft hyphen and the marks of direction; a letter without case is `letter`.
enum class CharKind { space, upper, lower, letter, digit, mark, format, other };
CharKind char_kind(char32_t code_point);
// The one other character that Unicode's simple case mapping gives; the same where there is none.
char32_t upper_case(char32_t code_point);
char32_t lower_case(char32_t code_point);

// A letter, digit or mark: what a word consists of.
bool is_word_character(char32_t code_point);
// Where `phrase` stands in `text` as whole words: not as part of a longer one. Byte offset, or npos.
std::size_t find_words(std::string_view text, std::string_view phrase);

struct Grapheme {
    std::string_view text;
    bool emoji = false;  // shown as a picture: pictographs, flags, key caps, and their sequences
};
// User-perceived characters (UAX #29), in order.
std::vector<Grapheme> graphemes(std::string_view text);

}  // namespace mkai
