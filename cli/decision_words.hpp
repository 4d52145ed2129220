// What a decision has done and what comes next, in words: of a command with a flag, and of a review at a
// terminal.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/transition.hpp"
#include "core/domain/pause.hpp"
#include "core/domain/state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// "accepted spring/email.en-GB.a@v1 (8f2c01aa), now reviewed", with what it let pass; whole lines. `who`
// decided, as its reader should see it: "was approved by you already".
std::string decided_text(Action action, const app::Changed& changed, const Terminal& terminal,
                         std::string_view who = "you");
// What the next command is made of, beside the decisions.
struct AfterDecision {
    std::string destination;     // one to put into it
    std::optional<Pause> pause;  // stops the publication there
    std::string person;          // who asks
};
// The next command, for all of the same decision; `all` has at least one.
std::string next_after(Action action, const std::vector<app::Changed>& all, const AfterDecision& after);

}  // namespace mkai::cli
