// Copy as the words that claims are compared by. Pure, one pass, linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mkai::brand {

enum class WordType : std::uint8_t { word, number, symbol };

// What stands between a word and the one before it, as bits.
enum Gap : std::uint8_t {
    k_gap_hyphen = 1,   // joined by it: "risk-free"
    k_gap_quote = 2,    // a double quotation mark, of any country
    k_gap_dash = 4,     // an em dash, or a hyphen or en dash with white space around
    k_gap_comma = 8,    // , ; : ( ) and their like: a clause ends
    k_gap_picture = 16  // an emoji or another picture
};
// Where a phrase cannot go on, and where a clause may begin or end.
inline constexpr std::uint8_t k_gap_ends_phrase = k_gap_dash | k_gap_comma | k_gap_picture;
inline constexpr std::uint8_t k_gap_ends_clause = k_gap_ends_phrase | k_gap_quote;

struct ClaimWord {
    std::size_t begin = 0;  // bytes of the text
    std::size_t end = 0;
    // Case folded, composed, without hidden characters; full-width letters and digits as ASCII; a number
    // without the separators of its groups and with a decimal point. Empty for a word of more than
    // k_word_bytes_max bytes, which equals nothing. Of the list that it was read into.
    std::string_view folded;
    std::uint64_t hash = 0;  // of `folded` (word_table.hpp)
    WordType type = WordType::word;
    std::uint8_t gap = 0;  // before it
};

inline constexpr std::size_t k_word_bytes_max = 128;

struct WordList {
    std::vector<ClaimWord> words;
    std::uint8_t gap_after = 0;
    std::vector<char> folded;  // what the words show; no string, whose bytes move with it

    WordList() = default;
    WordList(WordList&&) = default;
    WordList& operator=(WordList&&) = default;
};

// Words are runs of letters, digits and marks; a number and the letters behind it are two ("50g"), as are an
// elided article and its noun ("l'unique"); each character of a script without spaces is one (CJK, Thai).
// Symbols that change what is said are words too: currencies, % + & # = and the like. Everything else is
// white space or a gap. `decimal` is the decimal separator of the language: '.' or ','. `base` is added to
// the offsets. `list` is written anew; one that is used again keeps its memory.
void read_words(std::string_view text, char decimal, std::size_t base, WordList& list);

// The decimal separator of a locale's readers.
char decimal_of(std::string_view locale);

// A word without the ending of its inflection ("films", "neues"), light enough to do for all languages: one
// ending of a short list, where three letters are left. Bytes of `folded`.
std::string_view stem_of(std::string_view folded);

}  // namespace mkai::brand
