// Copy as HTML: escaped, with slots and merge tokens marked, and the little Markdown that writers use.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mkai::publish {

using Slots = std::map<std::string, std::string>;

// Text for an element or an attribute in quotes. Bytes that are not UTF-8 and controls become U+FFFD.
std::string escape_html(std::string_view text);

// Plain copy: escaped, slots filled, both kinds of token marked, line breaks kept.
std::string plain_html(std::string_view text, const Slots& slots);

// Markdown: paragraphs, # headings (as <h2> and below), - and 1. lists, **strong**, *emphasis* and
// [links](url). Everything else is text, raw HTML too.
std::string markdown_html(std::string_view text, const Slots& slots);

}  // namespace mkai::publish
