// What git says of who wrote a prompt.
#pragma once

#include "core/app/prompt_registry.hpp"

#include <string>

namespace mkai::cli {

// Of the files of a prompt that was loaded as `typed`, for its registration. Without a repository of git, or
// when the prompt is registered already: nothing. blocked when there is a repository that does not say all of
// it, because to guess would let somebody promote what they wrote.
Result<app::PromptOrigin> find_prompt_origin(const app::Session& session, const app::PromptShelf& shelf,
                                             const std::string& typed, const prompts::LoadedPrompt& prompt);

}  // namespace mkai::cli
