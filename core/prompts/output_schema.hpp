// The schema of the answer. Internal to core/prompts.
#pragma once

#include "core/prompts/prompt.hpp"

namespace mkai::prompts {

// The channel's schema as canonical text, with the fields of `only_fields` alone when there are any.
std::string make_output_schema(const Channel& channel, const std::vector<std::string>& only_fields);
// "email_copy": at most 64 of [a-z0-9_].
std::string output_schema_name(const Channel& channel);

}  // namespace mkai::prompts
