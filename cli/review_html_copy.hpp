// The copy on a review's page: as its channel shows it, what changed since it was seen last, and what another
// locale has otherwise. HTML with an <h4>, escaped.
#pragma once

#include "cli/review_html_parts.hpp"
#include "core/app/locale_set.hpp"
#include "core/app/review_sheet.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// What the shared style (page_style.hpp) does not have.
extern const std::string_view k_review_style;

// The table to write in, for people who open the page in Word: each field by its key, with the words as
// people edit them. workspace/comment_page reads it back.
std::string write_part(const app::ReviewSheet& sheet);
std::string copy_part(const app::ReviewSheet& sheet);
std::string changes_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string differences_part(const app::ReviewSheet& master, const app::ReviewSheet& other);

}  // namespace mkai::cli
