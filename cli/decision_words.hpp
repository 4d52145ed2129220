// What a decision has done and what comes next, in words: of a command with a flag, and of a review at a
// terminal.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/transition.hpp"
#include "core/domain/state.hpp"

#include <string>
#include <string_view>

namespace mkai::cli {

// "accepted spring/email.en-GB.a@v1 (8f2c01aa), now reviewed", with what it let pass; whole lines. `who`
// decided, as its reader should see it: "was approved by you already".
std::string decided_text(Action action, const app::Changed& changed, const Terminal& terminal,
                         std::string_view who = "you");
// The next command; `destination` is one to put into it.
std::string next_after(Action action, const app::Changed& changed, const std::string& destination);

}  // namespace mkai::cli
