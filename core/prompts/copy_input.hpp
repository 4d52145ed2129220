// What a prompt for copy is given: the brief, the channel and the task, as the named schema CopyInput says
// it. One schema and one maker, so that a template that passes the check finds everything.
#pragma once

#include "core/base/json.hpp"
#include "core/prompts/prompt.hpp"

#include <string_view>

namespace mkai::prompts {

inline constexpr std::string_view k_copy_input = "CopyInput";
const Json& copy_input_schema();

// What all variants of a deliverable in a locale share; the costly part.
Json make_copy_input(const CopyRequest& request);
// What is this draft's own: variant, take, current, notes.
Json make_copy_task(const CopyRequest& request);

}  // namespace mkai::prompts
