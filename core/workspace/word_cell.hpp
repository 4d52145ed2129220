// A cell of a page as Word saves it, read as people see it: white space as HTML has it, a line a paragraph.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

class WordCell {
  public:
    void add(std::string_view text);  // UTF-8
    void line_break();                // <br>
    void block_edge();                // where a paragraph, an item or a division begins or ends
    void add_author(std::string_view name);

    // Without empty lines at its ends.
    std::string text() const;
    // Who changed something here, each once.
    const std::string& authors() const { return m_authors; }

  private:
    void end_line();

    std::string m_text;
    std::string m_line;
    std::string m_space;  // that has not been written yet, because a line may end with it
    std::string m_authors;
    bool m_in_block = false;
};

// "mailto:Jo%20Doe", as tracked changes name who made them. Empty for nobody and for "Unknown".
std::string author_of_cite(std::string_view cite);
// The value of one declaration of a style attribute, without quotes: mso-comment-author.
std::string style_value(std::string_view style, std::string_view name);
// Without "<![if ...]>" and "<![endif]>", which Word writes between elements and HTML does not know.
std::string without_conditions(std::string_view html);

}  // namespace mkai::workspace
