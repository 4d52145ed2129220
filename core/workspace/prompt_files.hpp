// The prompt files of a workspace, unread or as bytes: prompts/**/*.prompt and the declared packs. What is in
// them is core/prompts' and core/app's to know.
#pragma once

#include "core/base/file.hpp"
#include "core/domain/finding.hpp"
#include "core/workspace/workspace.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

// prompts/legal/_terms.prompt is the partial "legal/terms"; prompts/email.prompt the prompt "email".
struct PromptSource {
    std::string name;
    std::string label;  // the path from the workspace's root: "prompts/email.prompt"
    fs::path path;
};

struct PromptSources {
    std::map<std::string, PromptSource, std::less<>> prompts, partials;
    std::vector<Finding> findings;  // names that are none, links, a name twice, a pack that is not there
};

// Lists what is there, in folders of the workspace alone: a symbolic link is a finding, and not followed. A
// workspace's own partial comes before a pack's of the same name.
PromptSources list_prompt_sources(const Workspace& workspace);

// What a path that was typed names among them: "email" for prompts/email.prompt, from any folder. Empty when
// it is none of them.
std::string prompt_name_of(const Workspace& workspace, const fs::path& path);

// A prompt that mkai brings along, by its name ("copy"); empty when there is none.
std::string_view built_in_prompt(std::string_view name);
std::vector<std::string> built_in_prompt_names();
// A partial that mkai brings along for its prompts, and for those that were copied from them ("copy/rules");
// empty when there is none.
std::string_view built_in_partial(std::string_view name);

}  // namespace mkai::workspace
