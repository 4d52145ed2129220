// A text with its slots and merge tokens filled, with the way from the one as written to the other.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct FilledText {
    struct Token {
        std::size_t written_begin = 0, written_end = 0;
        std::size_t begin = 0, end = 0;
        std::string name;
    };
    std::string text;
    std::vector<Token> tokens;  // in order

    // Where a byte of the text as written stands in `text`; inside a token, where its value begins.
    std::size_t place_of(std::size_t written) const;
};

// Slots without a value stay as they are; merge tokens become their fallback.
FilledText fill_text(std::string_view written, const std::map<std::string, std::string>& slots);

// Byte spans of `phrase` in `text`: word for word, but for case, white space and punctuation (signs that
// change what is said, such as + and %, count). By place. Linear in the text; nothing for a phrase without a
// word.
struct WordSpan {
    std::size_t begin = 0, end = 0;
};
class SameWords {
  public:
    // `text` outlives this.
    explicit SameWords(std::string_view text);
    std::vector<WordSpan> find(std::string_view phrase) const;

  private:
    std::string_view m_text;
    std::string m_words;  // each with a space before it, and one at the end
};

}  // namespace mkai::brand
