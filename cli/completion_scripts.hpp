// The scripts of `mkai completion SHELL`. Each hands the line to `mkai complete` and shows the answer, so
// that it has nothing of the command table in it that could be another one by the time of the TAB.
#pragma once

#include <span>
#include <string_view>

namespace mkai::cli {

struct CompletionScript {
    std::string_view shell;
    std::string_view script;
    std::string_view install;  // the command that puts it where the shell looks
};
std::span<const CompletionScript> completion_scripts();

// What `mkai complete` answers instead of a word where files or folders may stand.
inline constexpr std::string_view k_files_here = ":files";
inline constexpr std::string_view k_folders_here = ":folders";

}  // namespace mkai::cli
