// The part of a JSON schema that a provider's constrained output takes. What is left out stands in the
// prompt, and our own check of the answer knows it all.
#pragma once

#include "core/base/json.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mkai::gateway {

struct SchemaShape {
    std::span<const std::string_view> kept;  // keywords that go through as they are
    bool all_required = false;               // every property is required, whatever the schema says
    bool const_as_enum = false;
};

// Subschemas (properties, items) are reshaped too; objects are closed (additionalProperties: false).
std::string reshape_schema(const Json& schema, const SchemaShape& shape);

// Types, enums and descriptions alone, everything required: what all strict modes take. OpenAI's
// (platform.openai.com/docs/guides/structured-outputs), Anthropic's
// (platform.claude.com/docs/en/build-with-claude/structured-outputs), Bedrock's, llama.cpp's grammar, which
// has no room for long repetitions; 2026-11-24.
std::string strict_schema(const Json& schema);
// The whole schema, for a prompt.
std::string plain_schema(const Json& schema);

}  // namespace mkai::gateway
