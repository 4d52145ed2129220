// A value inside a message: in double quotes, safe to show, on one line, cut when it is long.
#pragma once

#include <string>
#include <string_view>

namespace mkai {

// (Not "quoted": std::quoted would be found first for a std::string.)
std::string in_quotes(std::string_view value);

// As a word of a command that is to be typed again: in single quotes where a shell would take it for more. On
// one line, safe to show.
std::string shell_word(std::string_view value);

}  // namespace mkai
