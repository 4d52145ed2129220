// Text that is laid out in lines of a terminal, with colours, by display width. Everything comes out
// printable: control characters are shown and never sent.
#pragma once

#include "cli/terminal.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::cli {

// What a terminal can show.
struct Look {
    std::size_t columns = 80;
    bool colour = false;
    bool plain = false;  // one thing below the other

    std::string paint(Colour colour_wanted, std::string_view text) const {
        return Terminal::painted(colour, colour_wanted, text);
    }
};

struct Span {
    std::string text;
    Colour colour = Colour::none;
};
using Spans = std::vector<Span>;

struct StyledLine {
    std::string text;       // with escape sequences of ours, where there is colour
    std::size_t width = 0;  // in columns
};

// The spans one after the other, broken at spaces and newlines into lines of at most `columns` columns; a
// word that is longer is cut between characters. At least one line.
std::vector<StyledLine> lay_out(const Spans& spans, std::size_t columns, bool colour);

// Rows with a name beside them: "Length    38 of at most 50 characters".
class Rows {
  public:
    Rows(std::size_t columns, bool colour) : m_columns(columns), m_colour(colour) {}

    void add(std::string_view name, const Spans& spans);
    void add(std::string_view name, std::string text) { add(name, Spans{{std::move(text)}}); }
    // Below what is there, further in: of a text that is not ours.
    void add_quoted(std::string text);
    std::vector<StyledLine> take() { return std::move(m_lines); }

  private:
    std::size_t m_columns;
    bool m_colour;
    std::vector<StyledLine> m_lines;
};

// Each line indented and ended.
std::string lines_text(const std::vector<StyledLine>& lines, std::size_t indentation);
// Two columns of lines, the left one `columns` wide.
std::string side_by_side(const std::vector<StyledLine>& left, const std::vector<StyledLine>& right,
                         std::size_t columns, std::size_t indentation);

// Word diff as spans: [-removed-] in red and {+added+} in green.
Spans diff_spans(std::string_view before, std::string_view after);

}  // namespace mkai::cli
