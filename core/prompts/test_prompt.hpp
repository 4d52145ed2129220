// What a model is asked when it is only to be seen whether it answers. Pure.
#pragma once

#include "core/prompts/prompt.hpp"

namespace mkai::prompts {

// The id of the prompt, for pauses and for the ledger.
inline constexpr std::string_view k_test_prompt = "builtin/model-test";

// A short question whose answer is an object with the one text `word`. Nothing of the workspace is in it.
Prompt build_test_prompt();

}  // namespace mkai::prompts
