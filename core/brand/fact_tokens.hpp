// A text in the pieces of which facts are made: words, runs of digits and marks. Read from front to back, a
// piece at a time, so that a text of any length takes little memory.
#pragma once

#include "core/brand/fact_words.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct FactToken {
    // A barrier stands for what is passed over: an address, a {{token}}, an empty line. Nothing reads across.
    enum class Kind : std::uint8_t { end, word, digits, mark, barrier };
    enum class Gap : std::uint8_t { none, space, no_break, line, wide };

    Kind kind = Kind::end;
    Gap gap = Gap::none;  // to the token before
    bool opens_line = false;
    bool ideograph = false;  // a word of one letter of a script that has no spaces between words, or Korean
    bool capital = false;    // its first letter is an ASCII capital
    std::size_t begin = 0;   // bytes
    std::size_t end = 0;
    // A mark's code point; of full-width ones the plain one, '\'' for every apostrophe, '-' for a hyphen,
    // k_dash for a dash. A digit run's count.
    char32_t mark = 0;
    const Lexeme* lexeme = nullptr;
    std::int64_t compound = -1;  // the value of a number in one word: "einundzwanzig"

    bool is(Kind k) const { return kind == k; }
    bool is_mark(char32_t code_point) const { return kind == Kind::mark && mark == code_point; }
    bool means(Meaning meaning) const { return lexeme != nullptr && lexeme->is(meaning); }
    bool near() const { return gap != Gap::wide; }
    bool glued() const { return gap == Gap::none; }
};

inline constexpr char32_t k_dash = U'\u2013';

class FactTokens {
  public:
    FactTokens(std::string_view text, const Lexicon& lexicon) : m_text(text), m_lexicon(lexicon) {}

    // The n-th token of the text; end tokens behind the last. Valid until it is released.
    const FactToken& at(std::size_t n) { return n < m_read ? kept(n) : read_to(n); }
    // Tokens before `n` will not be asked for again, but for the last few.
    void release(std::size_t n);
    // The digits of a run, at most 24, as ASCII.
    std::string digits(const FactToken& token) const;
    std::string_view text() const { return m_text; }

  private:
    // Tokens stay where they are while more are read.
    static constexpr std::size_t k_chunk = 64;
    using Chunk = std::array<FactToken, k_chunk>;

    FactToken& kept(std::size_t n) { return (*m_chunks[(n - m_first) / k_chunk])[n % k_chunk]; }
    const FactToken& read_to(std::size_t n);
    void read_next(FactToken& token);
    void read_gap(FactToken& token);
    bool read_barrier(FactToken& token);
    void read_word(FactToken& token, std::size_t first_size, bool first_ascii);
    std::size_t address_end();

    std::string_view m_text;
    const Lexicon& m_lexicon;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::size_t m_first = 0;    // the number of the front token, the first of its chunk
    std::size_t m_read = 0;     // tokens read
    std::size_t m_at = 0;       // bytes read
    std::size_t m_run_end = 0;  // up to here it is known that no address begins
    std::size_t m_close = 0;    // the first }} behind the last {{; the text's size where there is none
    std::string m_folded;       // of the word in hand
};

}  // namespace mkai::brand
