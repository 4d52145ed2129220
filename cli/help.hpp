// Help from the command table: two examples first, then what it takes.
#pragma once

#include "cli/command.hpp"
#include "cli/terminal.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mkai::cli {

inline constexpr std::string_view k_what_it_is =
    "mkai runs marketing copy that AI drafts through review, approval and publication, and can say of every "
    "line who asked for it, who approved it and how to roll it back.";

// The groups that are shown, in the order of help.
struct HelpGroup {
    Group group;
    std::string_view title;
};
std::span<const HelpGroup> help_groups();

std::string help_overview(const Terminal& terminal);
std::string help_of(const Command& command, const Terminal& terminal);
// A command, the first words of several ("claim": a line each), an error code, a topic of help_topics.hpp, or
// whose day it is ("legal"). unknown_command with "did you mean".
Result<std::string> help_topic(const std::string& topic, const Terminal& terminal);

}  // namespace mkai::cli
