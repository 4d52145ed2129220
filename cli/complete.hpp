// What a TAB proposes, from the command table and the live ids. The scripts of completion_scripts.hpp hand
// over the line and show the answer; all that has to be known about commands is here.
#pragma once

#include "cli/word_values.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// A line up to the cursor, as shells cut it into words: single and double quotes, backslashes. No variable,
// no command and no glob in it is ever looked at.
struct TypedLine {
    std::vector<std::string> words;  // the last one is being typed; empty after a blank
    std::string raw;                 // that one as it stands on the line
    char quote = 0;                  // the quotation mark that is open in it
};
TypedLine split_line(std::string_view line);

struct Proposals {
    std::vector<WordValue> values;  // for the whole word that is being typed
    Paths paths = Paths::none;      // and files of the shell's own
};
// `words` begin with the program's name.
Proposals propose(const std::vector<std::string>& words);

// For bash, which takes a proposal as it is typed: every character that could mean something has a backslash.
std::string bash_escaped(std::string_view value);

}  // namespace mkai::cli
