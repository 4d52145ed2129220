// Help from the command table: two examples first, then what it takes.
#pragma once

#include "cli/command.hpp"
#include "cli/terminal.hpp"

#include <string>

namespace mkai::cli {

std::string help_overview(const Terminal& terminal);
std::string help_of(const Command& command, const Terminal& terminal);
// A command, the first words of several ("claim": a line each), an error code or a topic ("exit-codes",
// "environment"). unknown_command with "did you mean".
Result<std::string> help_topic(const std::string& topic, const Terminal& terminal);

}  // namespace mkai::cli
