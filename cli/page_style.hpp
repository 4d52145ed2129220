// How our pages look: one style, light and dark, on paper, on a phone and at 200% zoom.
#pragma once

#include <string>
#include <string_view>

namespace mkai::cli {

// CSS for HtmlPage::style: what all pages share, then a page's own rules, whose colours are the shared ones
// (--text, --quiet, --line, --soft, --good, --bad, --odd).
std::string page_style(std::string_view own);

}  // namespace mkai::cli
