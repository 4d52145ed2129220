// What of a prompt file can be mended without asking anybody: bytes that nobody meant.
#pragma once

#include <string>
#include <string_view>

namespace mkai::app {

struct FixedText {
    std::string text;
    int changes = 0;  // 0: it is as it was
};

// Takes out a byte order mark, carriage returns before a newline and characters that cannot be seen; ends the
// text with one newline. Text that is not UTF-8 stays as it is.
FixedText fix_prompt_text(std::string_view text);

}  // namespace mkai::app
