// The prompts that mkai brings along, for tests.
#pragma once

#include "core/prompts/copy_input.hpp"
#include "core/prompts/loaded.hpp"
#include "core/workspace/prompt_files.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

inline const prompts::LoadedPrompt& shipped_prompt(const std::string& name) {
    static std::map<std::string, prompts::LoadedPrompt> made;
    auto found = made.find(name);
    if (found == made.end())
        found = made.emplace(name, prompts::load_prompt("builtin/" + name, "builtin/" + name,
                                                        workspace::built_in_prompt(name),
                                                        [](const std::string&) { return nullptr; }))
                    .first;
    REQUIRE(found->second.file.good());
    return found->second;
}

inline prompts::Prompt copy_prompt(const prompts::CopyRequest& request) {
    auto prompt =
        prompts::build_copy_prompt(shipped_prompt("copy"), request, prompts::make_copy_input(request));
    REQUIRE_MESSAGE(prompt, (prompt ? "" : prompt.error().message));
    return std::move(*prompt);
}

}  // namespace mkai
