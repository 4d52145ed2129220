// The helpers that a template may call. One table: the parser, the renderer and the check read it.
#pragma once

#include "core/prompts/template.hpp"

#include <span>
#include <string_view>

namespace mkai::prompts {

struct Helper {
    std::string_view name;
    NodeKind kind;
    bool block;
    int args;                // exactly so many
    bool literal_text;       // the one argument is a text in quotes, known before anything is rendered
    std::string_view named;  // names that it takes, by spaces
    std::string_view usage;
};

std::span<const Helper> helpers();
const Helper* find_helper(std::string_view name);

// What begins a message or a part, or names the mark: not inside of a data section.
bool is_structure(NodeKind kind);

}  // namespace mkai::prompts
