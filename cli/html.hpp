// Text from outside as HTML, and pages that need nothing but themselves.
#pragma once

#include <string>
#include <string_view>

namespace mkai::cli {

// For elements' text and for attributes in double quotes, of HTML and of SVG inside of it: markup is escaped;
// what people cannot see (controls, bidirectional ones too, NUL, bytes that are not UTF-8) is written out as
// printable() does. Lines and tabs stay.
std::string html_text(std::string_view text);

// --- pieces of pages, in the style of page_style.hpp; `html` is HTML, everything else is text ---

std::string page_line(std::string_view text);                              // escaped, on one line
std::string page_tag(std::string_view style, std::string_view word);       // "good", "bad", "odd" or none
std::string page_fact(std::string_view name, const std::string& html);     // nothing when there is nothing
std::string page_scroll(std::string_view label, const std::string& html);  // scrolls by itself, by keys too

// The attributes of an element with words of this locale, with a space before: lang, and the direction that
// its script is read in. Of an empty locale: a language that is not known, which is not the page's.
std::string page_lang(std::string_view locale);

// At most `bytes_max` of `text`, never cutting a character. The rest is for the caller to tell.
std::string_view prefix_of_bytes(std::string_view text, std::size_t bytes_max);

// Whether a word diff of two texts is worth its time, and can be read.
enum class DiffSize { readable, too_long, too_different };
DiffSize diff_size(std::string_view before, std::string_view after);
// What was taken out as <del>, what came in as <ins>, word by word; the rest as it stands.
std::string html_diff(std::string_view before, std::string_view after);

struct HtmlPage {
    std::string_view title;
    std::string_view style;  // CSS of ours, which the page allows by its digest and nothing else
};
// From <!doctype> to <body>. The page's policy allows no script, no frame, no form, and nothing to be
// fetched.
std::string html_begin(const HtmlPage& page);
std::string html_end();

}  // namespace mkai::cli
