// Picoschema: the short form of a JSON Schema in a prompt's front matter, made into the long one. As
// dotprompt says it (google.github.io/dotprompt/reference/picoschema, read 2026-11-24). A JSON Schema passes
// as it is.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

// A schema by its name ("Foo"), or null. It is a good one, and outlives whatever names it.
using NamedSchemas = std::function<const Json*(std::string_view)>;

struct PicoProblem {
    std::vector<std::string> path;  // of the value in the short form
    std::string message;
    std::string fix;
};

// Null stays null.
tl::expected<Json, PicoProblem> expand_schema(const Json& short_form, const NamedSchemas& named = {});

}  // namespace mkai::prompts
