#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/publish/renderers.hpp"

#include <optional>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace mkai::publish {
namespace {

// A JSON string is a YAML 1.2 string, whatever it holds. What opens a tag is escaped for readers of Markdown
// that take the front matter for text.
std::string yaml_string(std::string_view text) {
    std::string out;
    for (const char c : dump_json(Json(std::string(text)))) {
        if (c == '<')
            out += "\\u003c";
        else
            out += c;
    }
    return out;
}

std::string well_formed(std::string_view text) {
    std::string out;
    for (const char32_t c : code_points(text)) append_utf8(out, c);
    return out;
}

// Raw HTML would be live in a Markdown page.
std::string without_html(std::string_view text) {
    std::string out;
    for (const char c : well_formed(text)) {
        if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

// Plain copy as Markdown that shows the same: every character that Markdown reads is escaped (CommonMark
// 0.31, 2.4), but for the braces, hyphens and stops of everyday text, which mean nothing inside a line.
std::string escaped(std::string_view text) {
    constexpr std::string_view k_special = "\\`*_[]#>|~";
    std::string out;
    for (const char c : without_html(text)) {
        if (k_special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

// Markdown copy in which nothing leads where is_safe_link does not allow. As on the HTML page, a link is
// "[label](address)" and an unsafe one is its label alone; whatever else readers of Markdown take for a link,
// a definition or a bracket without a partner, is text. An address has to begin with its scheme as it stands,
// so that no entity, escape or white space can spell another one. The text that has been written so far is
// what counts, because what is taken out can bring two marks together.
class LinkFilter {
  public:
    explicit LinkFilter(std::string_view text) : m_text(text) {}

    std::string filtered() {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool after_bracket = m_out.ends_with(']');
            if (after_bracket && c == '(') {
                take_target();
                continue;
            }
            if (after_bracket && c == ':') m_out += '\\';  // or it would define where [label] leads
            if (c == '[') m_open.push_back(m_out.size());
            if (c == ']') close_bracket();
            m_out += c;
            ++m_at;
        }
        return std::move(m_out);
    }

  private:
    void close_bracket() {
        m_partner.reset();
        if (m_open.empty()) return;
        m_partner = m_open.back();
        m_open.pop_back();
    }

    // From the parenthesis right after a bracket.
    void take_target() {
        const std::size_t end = m_text.find(')', m_at);
        const std::string_view address = m_text.substr(m_at + 1, end - m_at - 1);
        // Brackets in an address could close the label of a definition that begins before it.
        const bool safe = is_safe_link(address) && address.find_first_of("[]\\") == std::string_view::npos;
        if (end != std::string_view::npos && safe) {
            m_out += m_text.substr(m_at, end + 1 - m_at);
            m_at = end + 1;
        } else if (end != std::string_view::npos && m_partner) {
            m_out.pop_back();
            m_out.erase(*m_partner, 1);
            m_at = end + 1;
        } else {
            m_out += "\\(";
            ++m_at;
        }
        m_partner.reset();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
    std::vector<std::size_t> m_open;       // brackets in m_out that nothing has closed yet
    std::optional<std::size_t> m_partner;  // in m_out, of the bracket that it ends with
};

class MarkdownPage {
  public:
    explicit MarkdownPage(const RenderInput& input) : m_input(input) {}

    std::string render() {
        write_front_matter();
        for (const Piece& piece : m_input.pieces) write_piece(piece);
        return std::move(m_out);
    }

  private:
    std::string filled(const std::string& text) const {
        return fill_slots(text, m_input.subject.content.slots);
    }

    void write_front_matter() {
        m_out += "---\n";
        write_key("asset", to_string(m_input.subject.asset));
        write_key("channel", m_input.channel.id);
        write_key("locale", m_input.subject.asset.locale);
        std::string locked;
        for (const Piece& piece : m_input.pieces) {
            if (piece.part == FieldPart::meta || piece.part == FieldPart::preheader)
                write_key(piece.name, filled(join(piece.texts, "\n")));
            if (piece.locked()) locked += fmt::format("{}{}", locked.empty() ? "" : ", ", piece.name);
        }
        m_out += fmt::format("locked: [{}]\n---\n", locked);
    }
    void write_key(std::string_view key, std::string_view value) {
        m_out += fmt::format("{}: {}\n", key, yaml_string(value));
    }

    void write_piece(const Piece& piece) {
        switch (piece.part) {
            case FieldPart::meta:
            case FieldPart::preheader:
                return;  // in the front matter
            case FieldPart::heading:
                return write_headings(piece);
            case FieldPart::subheading:
                return write_lines(piece, "## ");
            case FieldPart::body:
                return piece.list ? write_items(piece) : write_body(piece);
            case FieldPart::item:
                return write_items(piece);
            case FieldPart::button:
                return write_button(piece);
            case FieldPart::footnote:
                return write_lines(piece, "> ");
        }
    }

    // A list of headings (search ads) is a list and not ten titles.
    void write_headings(const Piece& piece) {
        if (piece.list)
            write_items(piece);
        else
            write_lines(piece, "# ");
    }
    void write_lines(const Piece& piece, std::string_view mark) {
        for (const std::string& text : piece.texts) {
            m_out += '\n';
            for (const std::string& line : split(filled(text), '\n'))
                m_out += fmt::format("{}{}\n", mark, escaped(line));
        }
    }
    void write_items(const Piece& piece) {
        m_out += fmt::format("\n**{}**\n\n", escaped(piece.label));
        for (const std::string& text : piece.texts) m_out += fmt::format("- {}\n", escaped(filled(text)));
    }
    void write_body(const Piece& piece) {
        const std::string text = filled(piece.texts.front());
        m_out +=
            fmt::format("\n{}\n", piece.plain ? escaped(text) : without_html(LinkFilter(text).filtered()));
    }
    // The call to action and its address are one link.
    void write_button(const Piece& piece) {
        const Piece* label = find_piece(m_input.pieces, FieldPart::button);
        const Piece* link = find_piece(m_input.pieces, FieldPart::button, true);
        if (link != nullptr && &piece != link && label == &piece) return;
        const std::string text = filled(label == nullptr ? piece.texts.front() : label->texts.front());
        if (link == nullptr)
            m_out += fmt::format("\n**{}**\n", escaped(text));
        else if (is_safe_link(link->texts.front()))
            m_out += fmt::format("\n[{}](<{}>)\n", escaped(text), link->texts.front());
        else
            m_out += fmt::format("\n**{}** {}\n", escaped(text), escaped(link->texts.front()));
    }

    const RenderInput& m_input;
    std::string m_out;
};

}  // namespace

std::string render_markdown(const RenderInput& input) {
    return MarkdownPage(input).render();
}

}  // namespace mkai::publish
