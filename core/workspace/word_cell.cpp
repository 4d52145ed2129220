#include "core/workspace/word_cell.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <charconv>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_no_break_space = "\xC2\xA0";

}  // namespace

void WordCell::add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        const std::string_view bytes = text.substr(at, c.bytes);
        at += c.bytes;
        if (bytes == k_no_break_space || bytes == " " || bytes == "\n" || bytes == "\r" || bytes == "\t") {
            m_space += bytes;
            continue;
        }
        // A no-break space by itself was meant; Word's own stand beside others.
        if (!m_line.empty() && !m_space.empty())
            m_line += m_space == k_no_break_space ? k_no_break_space : std::string_view(" ");
        m_space.clear();
        m_line += bytes;
    }
}

void WordCell::end_line() {
    m_text += m_line;
    m_text += '\n';
    m_line.clear();
    m_space.clear();
}

void WordCell::line_break() {
    end_line();
    m_in_block = false;
}

void WordCell::block_edge() {
    // Word's empty paragraph has one no-break space.
    if (!m_line.empty() || (m_in_block && m_space.find(k_no_break_space) != std::string::npos)) end_line();
    m_space.clear();
    m_in_block = true;
}

void WordCell::add_author(std::string_view name) {
    // More than anybody would read as a name.
    constexpr std::size_t k_authors_bytes_max = 1'000;
    if (m_authors.size() > k_authors_bytes_max) return;
    const std::string with_ends = ", " + m_authors + ", ";
    if (name.empty() || with_ends.find(", " + std::string(name) + ", ") != std::string::npos) return;
    if (!m_authors.empty()) m_authors += ", ";
    m_authors += name;
}

std::string WordCell::text() const {
    return std::string(trim(m_text + m_line));
}

std::string author_of_cite(std::string_view cite) {
    if (lower_ascii(cite.substr(0, 7)) == "mailto:") cite.remove_prefix(7);
    std::string out;
    for (std::size_t i = 0; i < cite.size(); ++i) {
        unsigned byte = 0;
        const char* digits = cite.data() + i + 1;
        if (cite[i] == '%' && i + 2 < cite.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += cite[i];
        }
    }
    if (!is_utf8(out)) return std::string(trim(cite));
    out = collapse_spaces(out);
    return lower_ascii(out) == "unknown" ? std::string() : out;
}

std::string style_value(std::string_view style, std::string_view name) {
    std::string_view rest = style;
    while (!rest.empty()) {
        std::size_t end = 0;
        bool quoted = false;
        for (; end < rest.size() && (quoted || rest[end] != ';'); ++end)
            if (rest[end] == '"') quoted = !quoted;
        const std::string_view one = rest.substr(0, end);
        rest.remove_prefix(end < rest.size() ? end + 1 : end);
        const auto colon = one.find(':');
        if (colon == std::string_view::npos || lower_ascii(trim(one.substr(0, colon))) != name) continue;
        std::string_view value = trim(one.substr(colon + 1));
        if (value.size() > 1 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        return collapse_spaces(value);
    }
    return {};
}

std::string without_conditions(std::string_view html) {
    constexpr std::size_t k_condition_bytes_max = 200;
    std::string out;
    for (;;) {
        const auto at = html.find("<![");
        out += html.substr(0, at);
        if (at == std::string_view::npos) return out;
        html.remove_prefix(at);
        const auto end = html.substr(0, k_condition_bytes_max).find_first_of("]>", 3);
        // "<![endif]-->" ends a comment and stays.
        const bool marker = end != std::string_view::npos && html.substr(end).starts_with("]>");
        if (marker)
            html.remove_prefix(end + 2);
        else {
            out += html.substr(0, 3);
            html.remove_prefix(3);
        }
    }
}

}  // namespace mkai::workspace
