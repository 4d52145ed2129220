// Typing that a machine mends: what `mkai check --fix` does to assets and texts (core/brand/typography.hpp
// says what that is).
#pragma once

#include "core/app/copy_check.hpp"
#include "core/brand/typography.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

// A line that was typed anew.
struct TypedAnew {
    std::string field;     // of the channel; empty for a text without fields
    std::size_t line = 0;  // of the text or the field, from 1
    std::string before;    // from the first place to the last, with a few words around them
    std::string after;
    std::vector<std::string> what;  // "double spaces", each once
};

std::vector<TypedAnew> mend_typing(const Today& today, Fields& fields);

struct MendedText {
    std::string text;
    std::vector<TypedAnew> places;
};
MendedText mend_typing(const LooseCopy& copy);

// Nothing for HTML, whose spaces are its own.
std::optional<brand::TypingRules> typing_rules_of(const LooseCopy& copy);

// The field that a text without fields would be: the longest part of the channel. Null when it has none.
const ChannelField* main_field(const Channel& channel);

}  // namespace mkai::app
