#include "core/prompts/template_tags.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::prompts {

namespace {

// What a tag begins with; any other is a value or a helper.
struct Sign {
    char character;
    TagKind kind;
};
constexpr Sign k_signs[] = {{'^', TagKind::otherwise},
                            {'#', TagKind::open},
                            {'/', TagKind::close},
                            {'>', TagKind::partial},
                            {'&', TagKind::mustache}};

// --- text and tags ---

class Lexer {
  public:
    Lexer(std::string_view text, int first_line, Problems& problems)
        : m_text(text), m_cursor(text, {first_line, 1}), m_problems(problems) {}

    std::vector<Tag> run() {
        while (!m_cursor.ended()) {
            read_text();
            if (!m_cursor.ended() && !read_tag()) break;
        }
        return std::move(m_tags);
    }

  private:
    // Up to the next tag. \{{ is a text that begins with two braces, \\{{ a backslash before a tag.
    void read_text() {
        const std::size_t begin = m_cursor.at();
        const Place at = m_cursor.place();
        std::string text;
        std::size_t copied = begin;
        std::size_t next = m_text.find("{{", begin);
        while (next != std::string_view::npos && next > copied && m_text[next - 1] == '\\') {
            if (next >= copied + 2 && m_text[next - 2] == '\\') {  // \\{{
                text += m_text.substr(copied, next - 1 - copied);
                copied = next;
                break;
            }
            text += m_text.substr(copied, next - 1 - copied);
            text += "{{";
            copied = next + 2;
            next = m_text.find("{{", copied);
        }
        const std::size_t end = std::min(next, m_text.size());
        if (copied < end) text += m_text.substr(copied, end - copied);
        m_cursor.skip(end - begin);
        if (end == begin) return;
        Tag tag;
        tag.at = at;
        tag.original = m_text.substr(begin, end - begin);
        tag.text = std::move(text);
        m_tags.push_back(std::move(tag));
    }

    // False when the tag has no end: nothing after it can be read.
    bool read_tag() {
        const Place at = m_cursor.place();
        if (m_cursor.starts("{{{{")) {
            m_problems.add(at, "not-supported", "raw blocks are not supported", "write \\{{ for two braces");
            return false;
        }
        Tag tag;
        tag.at = at;
        const bool triple = m_cursor.starts("{{{");
        m_cursor.skip(triple ? 3 : 2);
        if (m_cursor.peek() == '~') {
            tag.strip_before = true;
            m_cursor.skip(1);
        }
        if (m_cursor.peek() == '!') return read_comment(std::move(tag));
        tag.inside_at = m_cursor.place();
        const std::string_view rest = m_cursor.rest();
        const std::size_t end = find_end(rest, triple ? "}}}" : "}}");
        if (end == std::string_view::npos) {
            m_problems.add(at, "unclosed-tag", "this tag has no end",
                           triple ? "end it with }}}" : "end it with }}");
            return false;
        }
        tag.inside = rest.substr(0, end);
        m_cursor.skip(end + (triple ? 3 : 2));
        if (tag.inside.ends_with('~')) {
            tag.strip_after = true;
            tag.inside.remove_suffix(1);
        }
        classify(tag, triple);
        m_tags.push_back(std::move(tag));
        return true;
    }

    bool read_comment(Tag tag) {
        const bool long_form = m_cursor.starts("!--");
        const std::string_view rest = m_cursor.rest();
        std::size_t end = rest.find(long_form ? "--" : "}}", long_form ? 3 : 1);
        while (long_form && end != std::string_view::npos && !rest.substr(end).starts_with("--}}") &&
               !rest.substr(end).starts_with("--~}}"))
            end = rest.find("--", end + 1);
        if (end == std::string_view::npos) {
            m_problems.add(tag.at, "unclosed-tag", "this comment has no end",
                           long_form ? "end it with --}}" : "end it with }}");
            return false;
        }
        if (long_form) end += 2;
        tag.kind = TagKind::comment;
        tag.strip_after = rest[end] == '~' || (!long_form && end > 1 && rest[end - 1] == '~');
        m_cursor.skip(end + (rest[end] == '~' ? 3 : 2));
        m_tags.push_back(std::move(tag));
        return true;
    }

    // Where the braces end, not those inside of quotes; a tag ends on its line or on one of the next.
    static std::size_t find_end(std::string_view rest, std::string_view braces) {
        char quote = '\0';
        for (std::size_t at = 0; at < rest.size(); ++at) {
            const char c = rest[at];
            if (quote != '\0') {
                if (c == '\\')
                    ++at;
                else if (c == quote)
                    quote = '\0';
                continue;
            }
            if (rest.substr(at).starts_with(braces)) return at;
            if (rest.substr(at).starts_with("{{")) return std::string_view::npos;
            if (c == '"' || c == '\'') quote = c;
        }
        return std::string_view::npos;
    }

    void classify(Tag& tag, bool triple) {
        const auto drop = [&](std::size_t count) {
            Cursor over(tag.inside, tag.inside_at);
            over.skip(count);
            over.skip_space();
            tag.inside = over.rest();
            tag.inside_at = over.place();
        };
        const std::size_t space = tag.inside.find_first_not_of(" \t\r\n");
        drop(0);
        while (!tag.inside.empty() && is_space(tag.inside.back())) tag.inside.remove_suffix(1);
        tag.kind = TagKind::mustache;
        if (triple || space == std::string_view::npos) return;
        const bool is_else =
            tag.inside == "else" || (tag.inside.starts_with("else") && is_space(tag.inside[4]));
        if (is_else) {
            tag.kind = TagKind::otherwise;
            return drop(4);
        }
        const auto* sign = std::ranges::find(k_signs, tag.inside.front(), &Sign::character);
        if (sign == std::end(k_signs)) return;
        tag.kind = sign->kind;
        drop(1);
    }

    std::string_view m_text;
    Cursor m_cursor;
    Problems& m_problems;
    std::vector<Tag> m_tags;
};

// --- white space around tags ---

// The text ends with a line of blanks alone, or is one at the very beginning.
bool ends_line_open(std::string_view text, bool first) {
    std::size_t at = text.size();
    while (at > 0 && is_blank(text[at - 1])) --at;
    return at == 0 ? first : text[at - 1] == '\n';
}

bool begins_with_line_end(std::string_view text, bool last) {
    std::size_t at = 0;
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at == text.size()) return last;
    return text[at] == '\n' || text.substr(at).starts_with("\r\n");
}

// A block tag, a comment or a partial that has a line to itself takes the line away with it.
void drop_own_lines(std::vector<Tag>& tags, std::vector<std::string>& indents) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].kind == TagKind::text || tags[i].kind == TagKind::mustache) continue;
        Tag* before = i > 0 ? &tags[i - 1] : nullptr;
        Tag* after = i + 1 < tags.size() ? &tags[i + 1] : nullptr;
        const bool opens =
            !before || (before->kind == TagKind::text && ends_line_open(before->original, i == 1));
        const bool closes = !after || (after->kind == TagKind::text &&
                                       begins_with_line_end(after->original, i + 2 == tags.size()));
        if (!opens || !closes) continue;
        if (before) {
            std::string& text = before->text;
            const std::size_t blanks = text.find_last_not_of(" \t") + 1;
            if (tags[i].kind == TagKind::partial) indents[i] = text.substr(blanks);
            text.erase(blanks);
        }
        if (after) {
            std::string& text = after->text;
            std::size_t end = std::min(text.find_first_not_of(" \t"), text.size());
            if (text.substr(end, 2) == "\r\n") ++end;
            text.erase(0, end < text.size() ? end + 1 : end);
        }
    }
}

void strip_by_tildes(std::vector<Tag>& tags) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].kind == TagKind::text) continue;
        if (tags[i].strip_before && i > 0 && tags[i - 1].kind == TagKind::text) {
            std::string& text = tags[i - 1].text;
            while (!text.empty() && is_space(text.back())) text.pop_back();
        }
        if (tags[i].strip_after && i + 1 < tags.size() && tags[i + 1].kind == TagKind::text) {
            std::string& text = tags[i + 1].text;
            text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        }
    }
}

}  // namespace

std::vector<Tag> read_tags(std::string_view text, int first_line, Problems& problems) {
    return Lexer(text, first_line, problems).run();
}

std::vector<std::string> trim_around(std::vector<Tag>& tags) {
    std::vector<std::string> indents(tags.size());
    drop_own_lines(tags, indents);
    strip_by_tildes(tags);
    return indents;
}

}  // namespace mkai::prompts
