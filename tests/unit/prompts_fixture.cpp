#include "tests/unit/prompts_fixture.hpp"

#include "core/prompts/copy_input.hpp"
#include "core/workspace/prompt_files.hpp"

#include <map>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

std::shared_ptr<const prompts::PartialFile> shipped_partial(const std::string& name) {
    const std::string_view text = workspace::built_in_partial(name);
    if (text.empty()) return nullptr;
    return std::make_shared<const prompts::PartialFile>(prompts::parse_partial_file(name, text));
}

const prompts::LoadedPrompt& shipped_prompt(const std::string& name) {
    static std::map<std::string, prompts::LoadedPrompt> made;
    auto found = made.find(name);
    if (found == made.end())
        found = made.emplace(name, prompts::load_prompt("builtin/" + name, "builtin/" + name,
                                                        workspace::built_in_prompt(name), shipped_partial))
                    .first;
    REQUIRE(found->second.file.good());
    return found->second;
}

prompts::Prompt copy_prompt(const prompts::CopyRequest& request) {
    auto prompt =
        prompts::build_copy_prompt(shipped_prompt("copy"), request, prompts::make_copy_input(request));
    REQUIRE_MESSAGE(prompt, (prompt ? "" : prompt.error().message));
    return std::move(*prompt);
}

}  // namespace mkai
