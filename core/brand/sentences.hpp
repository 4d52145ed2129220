// Where the sentences of marketing copy begin and end. Pure, one pass, linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace mkai::brand {

// Bytes [begin, end) of the text: without the white space around it and without a list's bullet or number,
// with its stop and closing quotes.
struct Sentence {
    std::size_t begin = 0;
    std::size_t end = 0;
    // Ends in a question mark of any script ("?!" too, Greek ";", Japanese "か。"), or opens with "¿".
    bool question = false;
};

// What ends a sentence, beside the end of the text:
// - "." and an ellipsis before white space; not after an abbreviation ("e.g.", "z. B.", "Mr.", "No. 1"), one
// letter
//   or the number of a date ("14. September"), and an ellipsis not before a small letter;
// - "!" and "?" before anything but a word; not where a quotation or parenthesis that ends in them goes on
// with a
//   small letter ("Wow!" said Anna);
// - the full stops of CJK and other scripts, with nothing behind them needed;
// - a line break, unless the next line goes on with a small letter (text that was wrapped); an empty line and
// a
//   bullet always;
// - a space between two letters of a script without stops and spaces between words (Thai, Lao, Khmer,
// Burmese). A dash behind a closing quotation keeps its attribution with it ("It lasts." — Anna).
//
// Does not know the language: the abbreviations of all of them count. One that may end a sentence ("etc.",
// "a.m.") does so before a capital.
class SentenceReader {
  public:
    // `text` outlives the reader.
    explicit SentenceReader(std::string_view text) : m_text(text) {}
    // In order; nothing at the end. Nothing but white space and bullets is no sentence.
    std::optional<Sentence> next();

  private:
    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_line_begins = true;  // a bullet may stand at m_at
};

std::vector<Sentence> split_sentences(std::string_view text);

}  // namespace mkai::brand
