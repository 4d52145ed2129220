#include "core/base/html_events.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/workspace/comment_parts.hpp"
#include "core/workspace/word_cell.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

struct Key {
    std::string asset, version, field;
};

// "spring/email.en-GB.a@v2 · subject" among the words of a cell. Two of them are none.
std::vector<Key> keys_in(std::string_view text) {
    std::vector<std::string> words;
    for (std::string& word : split(collapse_spaces(text), ' '))
        if (!word.empty()) words.push_back(std::move(word));
    std::vector<Key> out;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const auto at = words[i - 1].find("@v");
        if (words[i] != "·" || at == std::string::npos || words[i - 1].find('/') > at) continue;
        out.push_back({words[i - 1].substr(0, at), words[i - 1].substr(at + 1), words[i + 1]});
    }
    return out;
}

// A paragraph that is a piece's key and nothing else.
std::optional<Key> piece_key(std::string_view text) {
    const std::string word = collapse_spaces(text);
    const auto at = word.find("@v");
    const bool good = at != std::string::npos && word.find('/') < at && word.find(' ') == std::string::npos &&
                      word.find_first_not_of("0123456789", at + 2) == std::string::npos &&
                      at + 2 < word.size();
    return good ? std::optional(Key{word.substr(0, at), word.substr(at + 1), {}}) : std::nullopt;
}

// A comment of Word: its mark stands in the text, its words at the end of the page.
struct WordComment {
    std::string initials;
    std::optional<Key> key;  // of what it stands at
    std::string author;
    WordCell words;
};

struct OpenRow {
    std::vector<WordCell> cells;
    std::vector<std::string> marks;  // numbers of the comments in it
    bool in_cell = false;
};
struct OpenTable {
    bool ours = false;
    std::optional<OpenRow> row;
};

enum class Kind { other, block, line_break, removed, unseen, table, row, cell };
struct ElementRow {
    std::string_view name;
    Kind kind;
};
constexpr std::array k_elements{
    ElementRow{"p", Kind::block},      ElementRow{"div", Kind::block},      ElementRow{"li", Kind::block},
    ElementRow{"ul", Kind::block},     ElementRow{"ol", Kind::block},       ElementRow{"h1", Kind::block},
    ElementRow{"h2", Kind::block},     ElementRow{"h3", Kind::block},       ElementRow{"h4", Kind::block},
    ElementRow{"h5", Kind::block},     ElementRow{"h6", Kind::block},       ElementRow{"dt", Kind::block},
    ElementRow{"dd", Kind::block},     ElementRow{"br", Kind::line_break},  ElementRow{"del", Kind::removed},
    ElementRow{"s", Kind::removed},    ElementRow{"strike", Kind::removed}, ElementRow{"head", Kind::unseen},
    ElementRow{"style", Kind::unseen}, ElementRow{"script", Kind::unseen},  ElementRow{"title", Kind::unseen},
    ElementRow{"xml", Kind::unseen},   ElementRow{"table", Kind::table},    ElementRow{"tr", Kind::row},
    ElementRow{"td", Kind::cell},      ElementRow{"th", Kind::cell}};

Kind kind_of(std::string_view element) {
    const auto row = std::ranges::find(k_elements, element, &ElementRow::name);
    return row == k_elements.end() ? Kind::other : row->kind;
}

// The number behind a prefix: "_msoanchor_3".
std::string number_behind(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) ? std::string(text.substr(prefix.size())) : std::string();
}

class PageReader : public HtmlEvents {
  public:
    void begin(std::string_view element, const HtmlAttributes& attributes) override {
        Open open{kind_of(element), {}};
        const std::string kind_class = lower_ascii(html_attribute(attributes, "class"));
        if (kind_class == "msodel") open.kind = Kind::removed;
        const std::string_view style = html_attribute(attributes, "style");
        if (element == "a") begin_anchor(kind_class, attributes, open);
        if (kind_class == "msocomtxt" || lower_ascii(style_value(style, "mso-element")) == "comment") {
            ++m_in_comment;
            open.ends = Ends::comment;
            if (m_in_comment == 1) m_comment.clear(), m_author.clear();
            note_comment(number_behind(html_attribute(attributes, "id"), "_com_"));
        }
        if (m_in_comment > 0)
            if (std::string author = style_value(style, "mso-comment-author"); !author.empty())
                m_author = std::move(author);
        if (element == "ins" || element == "del") {
            const std::string author = author_of_cite(html_attribute(attributes, "cite"));
            if (WordCell* cell = cell_now())
                cell->add_author(author);
            else if (!author.empty())
                m_changed_elsewhere.insert(author);
        }
        enter(open.kind);
        m_open.push_back(open);
    }

    void end(std::string_view) override {
        if (m_open.empty()) return;
        const Open open = m_open.back();
        m_open.pop_back();
        leave(open.kind);
        if (open.ends == Ends::comment && --m_in_comment == 0) end_comment();
        if (open.ends == Ends::mark) {
            --m_unseen;
            m_mark = nullptr;
        }
    }

    void text(std::string_view text) override {
        if (m_mark != nullptr) *m_mark += text;
        if (m_unseen > 0 || m_removed > 0) return;
        if (m_in_comment > 0)
            m_words.add(text);
        else if (WordCell* cell = cell_now())
            cell->add(text);
        else
            m_paragraph.add(text);
    }

    CommentFile take() {
        if (m_keys.empty() && m_file.problems.empty())
            m_file.problems.emplace_back(
                "no field of a review page stands in it: its keys, as \"spring/email.en-GB.a@v2 · subject\", "
                "are gone");
        if (m_comments.size() > k_comment_rows_max) {
            m_file.problems.push_back(fmt::format("it has more than {} comments", k_comment_rows_max));
            m_comments.clear();
        }
        for (auto& [number, comment] : m_comments) place(comment);
        for (const std::string& author : m_changed_elsewhere)
            m_file.notes.push_back(fmt::format(
                "what {} changed outside of the tables to write in was left out", in_quotes(author)));
        return std::move(m_file);
    }

  private:
    enum class Ends { nothing, comment, mark };
    struct Open {
        Kind kind;
        Ends ends = Ends::nothing;
    };

    WordCell* cell_now() {
        if (m_tables.empty() || !m_tables.back().row || !m_tables.back().row->in_cell) return nullptr;
        return &m_tables.back().row->cells.back();
    }
    WordCell& text_now() {
        if (m_in_comment > 0) return m_words;
        WordCell* cell = cell_now();
        return cell != nullptr ? *cell : m_paragraph;
    }

    // The mark of a comment, or within its words the way back to it. Neither is part of the text.
    void begin_anchor(const std::string& kind_class, const HtmlAttributes& attributes, Open& open) {
        const std::string_view name = html_attribute(attributes, "name");
        if (const std::string words = number_behind(name, "_msocom_"); !words.empty()) note_comment(words);
        const std::string number = number_behind(name, "_msoanchor_");
        const bool back = kind_class == "msocomoff" ||
                          html_attribute(attributes, "href").find("#_msoanchor_") != std::string_view::npos;
        if (number.empty() && !back) return;
        open.ends = Ends::mark;
        ++m_unseen;
        if (number.empty()) return;
        WordComment& comment = m_comments[number];
        m_mark = &comment.initials;
        if (cell_now() != nullptr) m_tables.back().row->marks.push_back(number);
        comment.key = m_piece;
    }

    void note_comment(const std::string& number) {
        if (!number.empty()) m_comment = number;
    }

    void end_comment() {
        WordComment& comment = m_comments[m_comment];
        comment.words = std::exchange(m_words, {});
        comment.author = std::exchange(m_author, {});
    }

    void enter(Kind kind) {
        switch (kind) {
            case Kind::block:
                edge();
                break;
            case Kind::line_break:
                if (m_removed == 0 && m_unseen == 0) text_now().line_break();
                break;
            case Kind::removed:
                ++m_removed;
                break;
            case Kind::unseen:
                ++m_unseen;
                break;
            case Kind::table:
                edge();
                m_tables.emplace_back();
                break;
            case Kind::row:
                if (!m_tables.empty()) m_tables.back().row.emplace();
                break;
            case Kind::cell:
                if (!m_tables.empty() && m_tables.back().row) {
                    m_tables.back().row->cells.emplace_back();
                    m_tables.back().row->in_cell = true;
                }
                break;
            case Kind::other:
                break;
        }
    }

    void leave(Kind kind) {
        switch (kind) {
            case Kind::block:
                edge();
                break;
            case Kind::removed:
                --m_removed;
                break;
            case Kind::unseen:
                --m_unseen;
                break;
            case Kind::table:
                if (!m_tables.empty()) m_tables.pop_back();
                break;
            case Kind::row:
                if (!m_tables.empty() && m_tables.back().row) {
                    end_row(m_tables.back(), *m_tables.back().row);
                    m_tables.back().row.reset();
                }
                break;
            case Kind::cell:
                if (!m_tables.empty() && m_tables.back().row) m_tables.back().row->in_cell = false;
                break;
            case Kind::line_break:
            case Kind::other:
                break;
        }
    }

    void edge() {
        text_now().block_edge();
        if (m_in_comment > 0 || cell_now() != nullptr) return;
        if (auto key = piece_key(m_paragraph.text())) m_piece = std::move(key);
        m_paragraph = {};
    }

    void end_row(OpenTable& table, const OpenRow& row) {
        if (row.cells.size() < 2 || m_file.problems.size() > k_comment_rows_max) return;
        const std::string head = row.cells[0].text();
        const std::vector<Key> keys = keys_in(head);
        if (keys.size() > 1) {
            m_file.problems.push_back(fmt::format("{}: two keys stand in one place", in_quotes(head)));
            return;
        }
        if (keys.empty()) {
            if (head == k_comment_columns[0] && row.cells[1].text() == k_comment_columns[1])
                table.ours = true;
            else if (table.ours)
                lost_key(row);
            return;
        }
        table.ours = true;
        add_field(keys.front(), row);
        for (const std::string& number : row.marks) m_comments[number].key = keys.front();
    }

    void lost_key(const OpenRow& row) {
        const std::string words = row.cells[1].text();
        if (words.empty() && row.cells[0].text().empty()) return;  // a row that Word was asked to add
        m_file.problems.push_back(
            fmt::format("{}: the key of this field is gone or changed ({} stands there)", in_quotes(words),
                        in_quotes(row.cells[0].text())));
    }

    void add_field(const Key& key, const OpenRow& row) {
        CommentRow out = row_of(key);
        if (!m_keys.insert(out.place).second) {
            m_file.problems.push_back(
                fmt::format("{}: the key stands twice; it is not clear which words are meant", out.place));
            return;
        }
        if (m_keys.size() > k_comment_rows_max) {
            if (m_keys.size() == k_comment_rows_max + 1)
                m_file.problems.push_back(fmt::format("it has more than {} fields", k_comment_rows_max));
            return;
        }
        CommentRow words = out;
        words.words = row.cells[1].text();
        words.by = row.cells[1].authors();
        m_file.rows.push_back(std::move(words));
        if (row.cells.size() < 3) return;
        out.comment = row.cells[2].text();
        out.by = row.cells[2].authors();
        if (!out.comment.empty()) m_file.rows.push_back(std::move(out));
    }

    static CommentRow row_of(const Key& key) {
        CommentRow out;
        out.asset = key.asset;
        out.version = key.version;
        out.field = key.field;
        out.place = fmt::format("{}@{}{}", printable_line(key.asset), printable_line(key.version),
                                key.field.empty() ? "" : " · " + printable_line(key.field));
        return out;
    }

    void place(const WordComment& comment) {
        const std::string words = comment.words.text();
        if (words.empty()) return;
        if (!comment.key) {
            m_file.notes.push_back(
                fmt::format("the comment {} stands at no piece of copy and was left out", in_quotes(words)));
            return;
        }
        CommentRow out = row_of(*comment.key);
        out.comment = words;
        out.by = comment.author.empty() ? initials_of(comment.initials) : comment.author;
        m_file.rows.push_back(std::move(out));
    }

    // "[JD1]": initials and the number of the comment.
    static std::string initials_of(std::string_view mark) {
        mark = trim(mark);
        const auto first = mark.find_first_not_of("[");
        const auto last = mark.find_last_not_of("0123456789]");
        if (first == std::string_view::npos || last == std::string_view::npos || last < first) return {};
        return std::string(mark.substr(first, last + 1 - first));
    }

    CommentFile m_file{"page", {}, {}, {}};
    std::vector<Open> m_open;
    std::vector<OpenTable> m_tables;
    WordCell m_paragraph;                           // outside of tables
    std::optional<Key> m_piece;                     // whose part of the page this is
    std::set<std::string> m_keys;                   // of fields that were found
    std::map<std::string, WordComment> m_comments;  // by number
    std::string* m_mark = nullptr;                  // the initials that are being read
    std::string m_comment;                          // the number of the comment whose words are being read
    std::string m_author;
    WordCell m_words;
    std::set<std::string> m_changed_elsewhere;
    int m_in_comment = 0, m_removed = 0, m_unseen = 0;
};

}  // namespace

Result<CommentFile> read_comment_page(std::string_view text) {
    PageReader reader;
    if (auto read = read_html(without_conditions(text), reader); !read) return fail(read);
    return reader.take();
}

}  // namespace mkai::workspace
