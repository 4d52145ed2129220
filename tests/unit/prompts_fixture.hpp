// The prompts that mkai brings along, for tests.
#pragma once

#include "core/prompts/loaded.hpp"
#include "core/prompts/prompt.hpp"

#include <memory>
#include <string>

namespace mkai {

// A partial of ours; null for any other.
std::shared_ptr<const prompts::PartialFile> shipped_partial(const std::string& name);
const prompts::LoadedPrompt& shipped_prompt(const std::string& name);
prompts::Prompt copy_prompt(const prompts::CopyRequest& request);

}  // namespace mkai
