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

// Which command the words of a command line name, by the longest name that fits.
struct Named {
    const Command* command = nullptr;
    std::vector<std::string> rest;   // the arguments without the command's words
    std::vector<std::string> words;  // the first that are no flags: those that could name one
};
Named name_command(const std::vector<std::string>& argv);
// What may follow the words that begin some command's name, each once; the first words for none.
std::vector<std::string> next_words(const std::string& begun);
// Of every command, or of this one: "-d" and "--destination" name the same. Null when there is none.
const Option* find_option(const Command* command, std::string_view flag);
// "--destination" of "-d,--destination".
std::string long_flag(std::string_view flags);

// usage, unknown_command, unknown_flag, with "did you mean". `wants_json` is set even when parsing fails.
Result<Parsed> parse(const std::vector<std::string>& argv, bool& wants_json);

}  // namespace mkai::cli
