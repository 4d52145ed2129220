// What a review at a terminal shows: a head for each version, and each of its stops. Text for people, laid
// out for the terminal's width; a word stands beside each colour, and nothing of others comes out raw.
#pragma once

#include "cli/review_words.hpp"
#include "cli/styled_lines.hpp"
#include "core/app/review_walk.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace mkai::cli {

// Which piece of how many.
struct Place {
    std::size_t at = 0;  // from 0
    std::size_t count = 0;
};
std::string walk_head(const app::ReviewWalk& walk, const Place& place, const ReviewContext& context,
                      const Look& look);

// "spring/email.en-GB.a@v1 (8f2c01aa)"
std::string version_words(const app::ReviewWalk& walk);

// How a stop is shown.
struct StopView {
    std::size_t at = 0;
    bool whole = false;    // the text as it is, also where words changed
    app::StopAnswer said;  // so far
};
std::string walk_stop(const app::ReviewWalk& walk, const StopView& view, const ReviewContext& context,
                      const Look& look);

// Whether there are words to show as changed, and another way to show them.
bool has_changed(const app::WalkStop& stop);
// "Is this field right?"
std::string_view question_of(app::StopKind kind);
// What was answered: how many are right, and each that is not, with why.
std::string walk_answers(const app::ReviewWalk& walk, const app::Answers& answers, const Look& look);

}  // namespace mkai::cli
