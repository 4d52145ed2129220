// The topics of `mkai help TOPIC`: what belongs to no single command. Each is made from the table that the
// program itself goes by.
#pragma once

#include "core/base/error.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mkai::cli {

struct HelpTopic {
    std::string_view name;
    std::string_view about;  // half a line, for lists
    std::string (*text)();
};
std::span<const HelpTopic> help_topics();

// What an error's code means, what to do about it, and its exit status.
std::string error_topic(const ErrorCodeInfo& info);

// What the program reads from its environment. A test holds the names against the sources.
struct EnvironmentVariable {
    std::string_view name;  // or several, as "MKAI_EDITOR, VISUAL, EDITOR"
    std::string_view help;
};
std::span<const EnvironmentVariable> environment_variables();

struct ExitStatusInfo {
    ExitStatus status;
    std::string_view meaning;
};
std::span<const ExitStatusInfo> exit_statuses();

}  // namespace mkai::cli
