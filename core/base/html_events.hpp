// HTML from outside, as a stream of events: no tree is built, nothing is fetched, and no entity is loaded. By
// libxml2, which is opened on first use.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai {

// Names in lower case; a value without its quotes, with its character references resolved.
using HtmlAttributes = std::vector<std::pair<std::string, std::string>>;
// Empty where there is none of that name.
std::string_view html_attribute(const HtmlAttributes& attributes, std::string_view name);

class HtmlEvents {
  public:
    virtual ~HtmlEvents() = default;
    virtual void begin(std::string_view element, const HtmlAttributes& attributes) = 0;
    virtual void end(std::string_view element) = 0;
    // In pieces of any length. What script and style elements have is not told, nor are comments.
    virtual void text(std::string_view text) = 0;
};

// `html` is UTF-8, whatever it says of itself. As browsers do, it makes something of any bytes; every element
// that begins also ends. library_missing, with the command that installs it; invalid_file where the library
// gives up.
Done read_html(std::string_view html, HtmlEvents& events);

}  // namespace mkai
