// A text cut into words and signs, with its sentences: what the rules of a brand look at. One pass, constant
// memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mkai::brand {

enum class WordKind {
    word,
    syllable,  // one character, with its marks, of a script that leaves no space between words (Thai, Han,
               // ...)
    sign,      // a sign, or a picture of several code points
    opaque,    // no words: a {{token}}, a URL, an e-mail address
};

struct Word {
    WordKind kind = WordKind::word;
    std::size_t begin = 0, end = 0;  // bytes of the text
    // For comparing: case folded, composed, without joiners and soft hyphens; ’ is ' and ‑ is -. Cut after
    // 256 bytes. Empty when opaque. Good until the next word is read.
    std::string_view folded;
    bool space_before = false;
    bool starts_sentence = false;
    // Continues the word before: "t" in "don't", "5" in "3.5".
    bool joined = false;
};

class WordScanner {
  public:
    explicit WordScanner(std::string_view text) : m_text(text) {}
    bool next(Word& word);

  private:
    struct Gap {  // the white space before a word
        bool space = false;
        int lines = 0;
    };
    // What matters of a word that was read.
    struct Past {
        WordKind kind = WordKind::opaque;
        bool space_before = true;
        bool joiner = false;
        bool apostrophe = false;
        bool joined = false;
        std::string_view folded;
    };
    enum class End { none, weak, strong, wide };  // weak: a full stop, which may be an abbreviation's

    Gap skip_space();
    std::size_t end_of_opaque(std::size_t at);
    std::size_t end_of_word(std::size_t at) const;
    std::size_t end_of_syllable(std::size_t at) const;
    std::size_t end_of_sign(std::size_t at) const;
    void fold(Word& word);
    bool begins_sentence(const Word& word, const Gap& gap, char32_t first);
    // What a full stop makes of the word before it.
    End end_at_stop(bool space_before) const;
    static Past past_of(const Word& word, char32_t first);

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_address_checked = 0;  // no address starts before it
    bool m_tokens_end = false;          // no }} follows
    std::string m_folded;
    bool m_any = false;
    End m_end = End::none;
    Past m_last, m_before;
};

}  // namespace mkai::brand
