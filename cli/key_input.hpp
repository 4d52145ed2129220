// What a person types at a question: a key without Enter, or a line. The questions go to standard error.
#pragma once

#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mkai::cli {

// Standard input has to be a terminal. Its settings are other than they were only while a key is waited for.
class KeyInput {
  public:
    // `lines`: each answer is a line, for screen readers and terminals that can do little.
    explicit KeyInput(bool lines) : m_lines(lines) {}

    // A key, in lower case; what was typed before the question stood there does not count. A key that is no
    // letter or sign is "". Nothing at the end of input (Ctrl-D). interrupted after Ctrl-C.
    Result<std::optional<std::string>> key(std::string_view question) const;
    // A line without the white space around it.
    Result<std::optional<std::string>> line(std::string_view question) const;

  private:
    bool m_lines;
};

}  // namespace mkai::cli
