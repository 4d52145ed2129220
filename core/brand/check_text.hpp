// Checks of one text of a field, by themselves: what the text says, not how long it is. Part of
// check_content.
#pragma once

#include "core/brand/check.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// One text: a field's, or one entry of its list.
struct CheckedText {
    const ContentCheck& check;
    const ChannelField& field;
    const std::map<std::string, std::string>& slots;
    std::string label;  // "Subject line", "Headlines 3"
    std::string_view text;
};

using Findings = std::vector<Finding>;

// A finding at `text`'s field.
Finding finding_at(const CheckedText& text, Level level, std::string_view code, std::string message,
                   std::string fix = {});

// Bytes that are not UTF-8, characters that nobody sees, line breaks where a line is asked for.
void check_characters(const CheckedText& text, Findings& findings);
// Tokens that are broken or that the channel does not know, slots without data.
void check_tokens(const CheckedText& text, Findings& findings);
// Markdown in a plain field, HTML anywhere.
void check_markup(const CheckedText& text, Findings& findings);
// Words and phrases of the brief's must-avoid list.
void check_must_avoid(const CheckedText& text, Findings& findings);

}  // namespace mkai::brand
