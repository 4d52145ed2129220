// The parts of a review's page that say how a version stands: claims, lines, findings, decisions, origin.
// Each is HTML with an <h4>, escaped; empty where there is nothing to say.
#pragma once

#include "cli/review_words.hpp"
#include "core/app/review_sheet.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// --- parts ---
std::string asked_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string facts_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string lines_part(const app::ReviewSheet& sheet, const ReviewContext& context);
// Those that `above` has, too, are named and not shown again; it may be null.
std::string claims_part(const app::ReviewSheet& sheet, const app::ReviewSheet* above,
                        const ReviewContext& context);
std::string findings_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string said_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string origin_part(const app::ReviewSheet& sheet, const ReviewContext& context);
std::string decide_part(const app::ReviewSheet& sheet, const ReviewContext& context);

}  // namespace mkai::cli
