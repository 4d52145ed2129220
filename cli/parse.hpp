// From argv to a command and its arguments, by CLI11. Only the chosen command's branch is built.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"

#include <string>
#include <vector>

namespace mkai::cli {

struct Parsed {
    Globals globals;
    const Command* command = nullptr;  // null: none was named
    Args args;
    bool help = false;
    bool version = false;
    std::string help_topic;  // "mkai help TOPIC"; "claim" of "mkai claim --help"
};

// usage, unknown_command, unknown_flag, with "did you mean". `wants_json` is set even when parsing fails.
Result<Parsed> parse(const std::vector<std::string>& argv, bool& wants_json);

}  // namespace mkai::cli
