// A template's text cut into texts and tags, with the white space around them taken away. Internal to
// core/prompts.
#pragma once

#include "core/prompts/template.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

inline constexpr std::size_t k_problems_max = 50;

enum class TagKind { text, comment, mustache, open, close, otherwise, partial };

struct Tag {
    TagKind kind = TagKind::text;
    Place at;
    std::string_view original;  // of a text
    std::string text;           // of a text: what is left of it
    std::string_view inside;    // of a tag: between the braces
    Place inside_at;
    bool strip_before = false, strip_after = false;
};

inline bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

inline bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

inline bool is_name_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '$' || byte >= 0x80;
}

// Goes through a text and knows the line and the column (in code points) where it is.
class Cursor {
  public:
    explicit Cursor(std::string_view text, Place at) : m_text(text), m_place(at) {}

    bool ended() const { return m_at >= m_text.size(); }
    std::size_t at() const { return m_at; }
    Place place() const { return m_place; }
    char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    bool starts(std::string_view with) const { return m_text.substr(m_at).starts_with(with); }
    std::string_view rest() const { return m_text.substr(m_at); }
    void skip(std::size_t count) {
        for (const std::size_t end = std::min(m_at + count, m_text.size()); m_at < end; ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n') {
                ++m_place.line;
                m_place.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
                ++m_place.column;
            }
        }
    }
    void skip_space() {
        while (!ended() && is_space(peek())) skip(1);
    }

  private:
    std::string_view m_text;
    std::size_t m_at = 0;
    Place m_place;
};

class Problems {
  public:
    explicit Problems(std::vector<TemplateProblem>& out) : m_out(out) {}
    void add(Place at, std::string code, std::string message, std::string fix = {}) {
        if (m_out.size() < k_problems_max)
            m_out.push_back({at, std::move(code), std::move(message), std::move(fix)});
    }

  private:
    std::vector<TemplateProblem>& m_out;
};

// Where a byte of a text stands, of which the first line is `first_line` of its file.
inline Place place_at(std::string_view text, std::size_t byte, int first_line = 1) {
    Cursor cursor(text, {first_line, 1});
    cursor.skip(byte);
    return cursor.place();
}

// The texts and tags of a template in their order. A tag without an end is a problem, and the last.
std::vector<Tag> read_tags(std::string_view text, int first_line, Problems& problems);

// Takes away the white space that belongs to tags: the whole line of a tag that has it to itself, and what a
// ~ asks for. Returns the indent of each partial that had its line to itself, by its place in `tags`.
std::vector<std::string> trim_around(std::vector<Tag>& tags);

}  // namespace mkai::prompts
