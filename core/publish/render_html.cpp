#include "core/base/text.hpp"
#include "core/publish/markup.hpp"
#include "core/publish/page_style.hpp"
#include "core/publish/renderers.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/core.h>

namespace mkai::publish {
namespace {

// --- parts that every layout is built from ---

class Html {
  public:
    explicit Html(const RenderInput& input) : m_input(input) {}

    const std::vector<Piece>& pieces() const { return m_input.pieces; }
    const Subject& subject() const { return m_input.subject; }
    const Piece* find(FieldPart part) const { return find_piece(m_input.pieces, part); }
    const Piece* find_locked(FieldPart part) const { return find_piece(m_input.pieces, part, true); }

    // One text of a piece inside a line: escaped, tokens marked.
    std::string inline_text(const Piece& piece, std::size_t index = 0) const {
        return plain_html(piece.texts.at(index), m_input.subject.content.slots);
    }
    // What may stand in a head or an attribute: no element.
    std::string attribute_text(const Piece& piece) const {
        return escape_html(fill_slots(join(piece.texts, " "), m_input.subject.content.slots));
    }
    std::string element(std::string_view name, std::string_view css_class, const Piece* piece) const {
        if (piece == nullptr) return {};
        return fmt::format("<{0}{1}>{2}</{0}>\n", name, class_of(css_class), inline_text(*piece));
    }
    std::string block(const Piece* piece) const {
        if (piece == nullptr) return {};
        if (!piece->plain) return markdown_html(piece->texts.front(), m_input.subject.content.slots);
        std::string html;
        for (std::size_t i = 0; i < piece->texts.size(); ++i)
            html += fmt::format("<p class=\"lines\">{}</p>\n", inline_text(*piece, i));
        return html;
    }
    std::string items(const Piece* piece, std::string_view css_class) const {
        if (piece == nullptr) return {};
        std::string html = fmt::format("<ul{}>\n", class_of(css_class));
        for (std::size_t i = 0; i < piece->texts.size(); ++i)
            html += fmt::format("<li>{}</li>\n", inline_text(*piece, i));
        return html + "</ul>\n";
    }
    static std::string cue(std::string_view words) {
        return fmt::format("<p class=\"cue\">{}</p>\n", escape_html(words));
    }

    std::string link() const {
        const Piece* address = find_locked(FieldPart::button);
        return address == nullptr ? std::string{} : address->texts.front();
    }
    std::string anchor(std::string_view css_class, const std::string& inner) const {
        const std::string address = link();
        if (!is_safe_link(address)) return fmt::format("<span{}>{}</span>", class_of(css_class), inner);
        return fmt::format("<a{} href=\"{}\">{}</a>", class_of(css_class), escape_html(address), inner);
    }
    // The call to action; without words of its own the address stands for itself.
    std::string action() const {
        if (const Piece* words = find(FieldPart::button))
            return fmt::format("<p class=\"action\">{}</p>\n", anchor("button", inline_text(*words)));
        if (link().empty()) return {};
        return fmt::format("<p>{}</p>\n", anchor("locked", escape_html(link())));
    }

    std::string media() const {
        std::string html;
        for (const Media& item : m_input.subject.content.media)
            html += fmt::format("<figure class=\"media\">{}</figure>\n",
                                escape_html(item.alt_text.empty() ? "Picture" : item.alt_text));
        return html;
    }
    // Terms and mandatory lines, and copy that is a footnote.
    std::string notes() const {
        std::string html;
        for (const Piece& piece : m_input.pieces) {
            if (piece.part != FieldPart::footnote) continue;
            html += piece.locked() ? locked_line(piece)
                                   : fmt::format("<p class=\"lines\">{}</p>\n", inline_text(piece));
        }
        return html.empty() ? html : fmt::format("<div class=\"notes small\">\n{}</div>\n", html);
    }

  private:
    static std::string class_of(std::string_view css_class) {
        return css_class.empty() ? std::string{} : fmt::format(" class=\"{}\"", css_class);
    }
    static std::string locked_line(const Piece& piece) {
        return fmt::format("<p class=\"lines locked\" title=\"{}: filled from {}\">{}</p>\n",
                           escape_html(piece.label), escape_html(piece.slot),
                           escape_html(piece.texts.front()));
    }

    const RenderInput& m_input;
};

// --- layouts ---

// As the inbox lists it, then as it opens.
std::string mail_body(const Html& html) {
    const Piece* subject = html.find(FieldPart::heading);
    const std::string brief = html.subject().asset.brief;
    std::string out = Html::cue("In the inbox");
    out += fmt::format("<div class=\"card inbox\"><span class=\"dot\" aria-hidden=\"true\">{}</span><div>\n",
                       escape_html(std::string_view(brief).substr(0, 1)));
    out += html.element("p", "subject", subject);
    out += html.element("p", "preheader", html.find(FieldPart::preheader));
    out += "</div></div>\n" + Html::cue("Opened") + "<article class=\"card\">\n" + html.media();
    out += html.element("h1", "", html.find(FieldPart::subheading));
    out += html.block(html.find(FieldPart::body)) + html.items(html.find(FieldPart::item), "");
    out += html.action() + html.notes() + "</article>\n";
    return out;
}

std::string host_of(std::string_view link) {
    const std::size_t scheme = link.find("://");
    if (scheme == std::string_view::npos) return std::string(link);
    const std::string_view rest = link.substr(scheme + 3);
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

std::string joined(const Html& html, const Piece* piece, std::size_t count, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; piece != nullptr && i < std::min(count, piece->texts.size()); ++i)
        out += fmt::format("{}{}", i == 0 ? "" : separator, html.inline_text(*piece, i));
    return out;
}

std::string asset_list(const Html& html, const Piece* piece) {
    if (piece == nullptr) return {};
    return Html::cue(piece->label) + "<div class=\"card\">\n" + html.items(piece, "assets") + "</div>\n";
}

// One combination as a searcher may see it, then everything that the platform chooses from. It shows up to
// three headlines and two descriptions (https://support.google.com/google-ads/answer/7684791, 2026-11-23).
std::string search_ad_body(const Html& html) {
    constexpr std::size_t k_headlines_shown = 3;
    constexpr std::size_t k_descriptions_shown = 2;
    const Piece* headlines = html.find(FieldPart::heading);
    const Piece* descriptions = html.find(FieldPart::body);
    const Piece* pinned = html.find_locked(FieldPart::footnote);

    std::string address = escape_html(host_of(html.link()));
    for (const Piece& piece : html.pieces())
        if (piece.part == FieldPart::meta && !piece.locked()) address += " › " + html.inline_text(piece);
    std::string text;
    if (pinned != nullptr)
        text = fmt::format("<span class=\"locked\" title=\"{}: filled from {}\">{}</span> ",
                           escape_html(pinned->label), escape_html(pinned->slot), html.inline_text(*pinned));
    text +=
        joined(html, descriptions, pinned == nullptr ? k_descriptions_shown : k_descriptions_shown - 1, " ");

    std::string out = Html::cue("One way that it may show") + "<article class=\"card ad\">\n";
    out += fmt::format("<p class=\"from\"><strong>Sponsored</strong> · {}</p>\n", address);
    out += fmt::format("<p class=\"title\">{}</p>\n",
                       html.anchor("", joined(html, headlines, k_headlines_shown, " | ")));
    out += fmt::format("<p class=\"text\">{}</p>\n</article>\n", text);
    return out + asset_list(html, headlines) + asset_list(html, descriptions);
}

// A text that arrives by itself, with the lines that are sent behind it.
std::string message_body(const Html& html) {
    std::string out = "<article class=\"bubble\">\n" + html.media() + html.block(html.find(FieldPart::body));
    out += html.action();
    for (const Piece& piece : html.pieces())
        if (piece.part == FieldPart::footnote)
            out += fmt::format("<p class=\"lines\"><span{}>{}</span></p>\n",
                               piece.locked() ? " class=\"locked\"" : "", html.inline_text(piece));
    return out + "</article>\n";
}

// A post or a notification: what stands above the picture, then the strip below it.
std::string card_body(const Html& html) {
    const Piece* heading = html.find(FieldPart::heading);
    const Piece* body = html.find(FieldPart::body);
    const bool heading_first =
        heading != nullptr && body != nullptr && heading < body;  // both are in the reading order's vector
    std::string out = "<article class=\"card\">\n";
    if (heading_first) out += html.element("h2", "headline", heading);
    out += html.block(body) + html.media();
    std::string strip;
    if (!heading_first) strip += html.element("h2", "headline", heading);
    strip += html.element("p", "detail", html.find(FieldPart::subheading));
    if (strip.empty() && html.find(FieldPart::button) == nullptr) {
        if (!html.link().empty())
            out += fmt::format("<p class=\"small\">Opens {}</p>\n",
                               html.anchor("locked", escape_html(html.link())));
    } else {
        out += fmt::format("<div class=\"strip\"><div>\n{}</div>\n{}</div>\n", strip, html.action());
    }
    return out + html.notes() + "</article>\n";
}

// A page that a visitor reads.
std::string page_body(const Html& html) {
    std::string out = "<article>\n" + html.element("h1", "", html.find(FieldPart::heading));
    out += html.element("p", "lead", html.find(FieldPart::subheading));
    if (const Piece* price = html.find_locked(FieldPart::subheading))
        out += fmt::format(
            "<p class=\"price locked\" title=\"Filled from {}\"><span class=\"cue\">{}</span>{}</p>\n",
            escape_html(price->slot), escape_html(price->label), html.inline_text(*price));
    out += html.media() + html.block(html.find(FieldPart::body));
    out += html.items(html.find(FieldPart::item), "gains");
    return out + html.action() + html.notes() + "</article>\n";
}

// --- which layout a channel gets: by what it consists of, so that a new channel needs no code ---

bool is_mail(const Channel& channel) {
    return std::ranges::any_of(channel.fields,
                               [](const ChannelField& field) { return field.part == FieldPart::preheader; });
}
bool is_search_ad(const Channel& channel) {
    return std::ranges::any_of(channel.fields, [](const ChannelField& field) {
        return field.part == FieldPart::heading && field.list;
    });
}
bool is_page(const Channel& channel) {
    return std::ranges::any_of(channel.fields, [](const ChannelField& field) {
        return field.part == FieldPart::body && !field.plain;
    });
}
bool is_message(const Channel& channel) {
    return std::ranges::none_of(channel.fields,
                                [](const ChannelField& field) { return field.part == FieldPart::heading; });
}
bool is_anything(const Channel&) {
    return true;
}

struct Layout {
    std::string_view css_class;
    bool (*fits)(const Channel&);
    std::string (*body)(const Html&);
};
// The first that fits.
constexpr std::array k_layouts{
    Layout{"mail", is_mail, mail_body},     Layout{"search-ad", is_search_ad, search_ad_body},
    Layout{"page", is_page, page_body},     Layout{"message", is_message, message_body},
    Layout{"post", is_anything, card_body},
};

const Layout& layout_of(const Channel& channel) {
    return *std::ranges::find_if(k_layouts, [&](const Layout& layout) { return layout.fits(channel); });
}

// Scripts that are written from right to left, by language (CLDR, characterOrder, 2026-11-23).
std::string_view direction_of(std::string_view locale) {
    constexpr std::array<std::string_view, 5> k_right_to_left{"ar", "fa", "he", "ur", "yi"};
    return std::ranges::find(k_right_to_left, language_of(locale)) == k_right_to_left.end() ? "ltr" : "rtl";
}

// Meta fields are the page's own in a reading order of title, then description; else the heading names the
// page.
std::string head_of(const Html& html) {
    std::vector<const Piece*> meta;
    for (const Piece& piece : html.pieces())
        if (piece.part == FieldPart::meta && !piece.locked()) meta.push_back(&piece);
    const Piece* heading = html.find(FieldPart::heading);
    const bool has_search_title = meta.size() >= 2 && heading != nullptr && !heading->list;
    const Piece* title = has_search_title ? meta.front() : heading;
    std::string out = fmt::format("<title>{}</title>\n", title == nullptr || title->list
                                                             ? escape_html(to_string(html.subject().asset))
                                                             : html.attribute_text(*title));
    if (has_search_title)
        out += fmt::format("<meta name=\"description\" content=\"{}\">\n", html.attribute_text(*meta[1]));
    return out;
}

}  // namespace

std::string render_html(const RenderInput& input) {
    const Html html(input);
    const Layout& layout = layout_of(input.channel);
    const std::string& locale = input.subject.asset.locale;
    std::string page =
        fmt::format("<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                    escape_html(locale), direction_of(locale));
    // The page needs nothing from anywhere; should copy ever slip through the escaping, it could load and run
    // nothing.
    page +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n";
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page += head_of(html);
    page += fmt::format("<style>{}</style>\n</head>\n<body>\n<main class=\"{}\">\n", k_page_style,
                        layout.css_class);
    page += layout.body(html);
    page += fmt::format("</main>\n<footer lang=\"en\" dir=\"ltr\">{} · {}</footer>\n</body>\n</html>\n",
                        escape_html(to_string(input.subject.asset)), escape_html(input.channel.title));
    return page;
}

}  // namespace mkai::publish
