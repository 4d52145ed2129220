#include "cli/styled_lines.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_name_columns = 9;
constexpr std::size_t k_columns_min = 20;

class LineBreaker {
  public:
    LineBreaker(std::size_t columns, bool colour)
        : m_columns(std::max<std::size_t>(columns, 2)), m_colour(colour) {}

    void add(const Span& span) {
        std::string text = printable(span.text);
        std::ranges::replace(text, '\t', ' ');
        for (std::size_t at = 0; at < text.size();) {
            if (text[at] == ' ' || text[at] == '\n') {
                end_word();
                if (text[at] == ' ')
                    ++m_spaces;
                else
                    end_line();
                ++at;
                continue;
            }
            const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
            m_word.push_back({text.substr(at, end - at), span.colour});
            at = end;
        }
    }

    std::vector<StyledLine> take() {
        end_word();
        if (m_lines.empty() || !m_line.text.empty()) end_line();
        return std::move(m_lines);
    }

  private:
    void end_word() {
        if (m_word.empty()) return;
        std::size_t width = 0;
        for (const Span& piece : m_word) width += display_width(piece.text);
        if (m_line.width > 0 && m_line.width + m_spaces + width > m_columns) end_line();
        if (m_spaces + width <= m_columns || m_line.width > 0) put(std::string(m_spaces, ' '), Colour::none);
        m_spaces = 0;
        for (const Span& piece : m_word) put_cut(piece);
        m_word.clear();
    }

    // What does not fit goes on in the next line.
    void put_cut(const Span& piece) {
        std::string_view rest = piece.text;
        while (!rest.empty()) {
            std::string_view part = prefix_of_width(rest, m_columns - std::min(m_line.width, m_columns));
            if (part.empty() && m_line.width > 0) {
                end_line();
                continue;
            }
            if (part.empty()) part = rest;  // wider than a line by itself
            put(part, piece.colour);
            rest.remove_prefix(part.size());
        }
    }

    void put(std::string_view text, Colour colour) {
        if (text.empty()) return;
        m_line.text += Terminal::painted(m_colour, colour, text);
        m_line.width += display_width(text);
    }

    void end_line() {
        m_lines.push_back(std::move(m_line));
        m_line = {};
        m_spaces = 0;
    }

    std::size_t m_columns;
    bool m_colour;
    std::vector<StyledLine> m_lines;
    StyledLine m_line;
    std::vector<Span> m_word;  // not in a line yet
    std::size_t m_spaces = 0;  // before it
};

}  // namespace

std::vector<StyledLine> lay_out(const Spans& spans, std::size_t columns, bool colour) {
    LineBreaker breaker(columns, colour);
    for (const Span& span : spans) breaker.add(span);
    return breaker.take();
}

void Rows::add(std::string_view name, const Spans& spans) {
    const std::size_t columns = std::max(m_columns, k_name_columns + k_columns_min) - k_name_columns;
    for (StyledLine& line : lay_out(spans, columns, m_colour)) {
        m_lines.push_back(
            {Terminal::painted(m_colour, Colour::dim, fmt::format("{:<{}}", name, k_name_columns)) +
                 line.text,
             k_name_columns + line.width});
        name = {};
    }
}

void Rows::add_quoted(std::string text) {
    constexpr std::size_t k_indentation = k_name_columns + 2;
    const std::size_t columns = std::max(m_columns, k_indentation + k_columns_min) - k_indentation;
    for (StyledLine& line : lay_out({{std::move(text)}}, columns, m_colour))
        m_lines.push_back({std::string(k_indentation, ' ') + line.text, k_indentation + line.width});
}

std::string lines_text(const std::vector<StyledLine>& lines, std::size_t indentation) {
    std::string out;
    for (const StyledLine& line : lines)
        out += line.width == 0 ? "\n" : std::string(indentation, ' ') + line.text + "\n";
    return out;
}

std::string side_by_side(const std::vector<StyledLine>& left, const std::vector<StyledLine>& right,
                         std::size_t columns, std::size_t indentation) {
    std::vector<StyledLine> lines;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        StyledLine line = i < left.size() ? left[i] : StyledLine{};
        if (i < right.size() && right[i].width > 0) {
            const std::size_t gap = columns - std::min(columns, line.width);
            line.text += std::string(gap, ' ') + right[i].text;
            line.width += gap + right[i].width;
        }
        lines.push_back(std::move(line));
    }
    return lines_text(lines, indentation);
}

Spans diff_spans(std::string_view before, std::string_view after) {
    Spans out;
    for (const DiffPart& part : word_diff(before, after)) {
        // The marks go round the words, not round the white space beside them.
        const std::string_view whole = part.text;
        const std::string_view words = trim(whole);
        if (part.kind == DiffKind::same || words.empty()) {
            out.push_back({std::string(whole)});
            continue;
        }
        const auto begin = static_cast<std::size_t>(words.data() - whole.data());
        const bool removed = part.kind == DiffKind::removed;
        out.push_back({std::string(whole.substr(0, begin))});
        out.push_back({fmt::format(fmt::runtime(removed ? "[-{}-]" : "{{+{}+}}"), words),
                       removed ? Colour::red : Colour::green});
        out.push_back({std::string(whole.substr(begin + words.size()))});
    }
    return out;
}

}  // namespace mkai::cli
