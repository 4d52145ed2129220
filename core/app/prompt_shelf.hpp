// The prompts of a workspace by their names: files of prompts/, else those that mkai brings along.
#pragma once

#include "core/prompts/loaded.hpp"
#include "core/workspace/prompt_files.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

using SharedPrompt = std::shared_ptr<const prompts::LoadedPrompt>;

inline constexpr std::string_view k_prompt_ending = ".prompt";

class PromptShelf {
  public:
    explicit PromptShelf(const workspace::Workspace& workspace);

    const workspace::PromptSources& sources() const { return m_sources; }
    // The workspace's own, then the built-in ones that it does not have.
    std::vector<std::string> names() const;

    // unknown_id with "did you mean"; io_error. Findings of the file stand in it.
    Result<SharedPrompt> load(std::string_view name) const;
    // What was typed: a file when it ends with .prompt, else a name. A file may lie anywhere; its name is
    // that in prompts/, or the file's.
    Result<SharedPrompt> load_typed(const std::string& typed) const;
    // The prompt that writes copy for a channel: prompts/CHANNEL.prompt, prompts/copy.prompt, or the built-in
    // "copy". invalid_file when it has errors.
    Result<SharedPrompt> load_for_channel(std::string_view channel) const;

    // Everything that can be said without data.
    std::vector<Finding> check(const prompts::LoadedPrompt& prompt) const;

    // The prompts that use one of the partials, by itself or through others, sorted.
    std::vector<std::string> users_of(const std::vector<std::string>& partials) const;

  private:
    std::shared_ptr<const prompts::PartialFile> read_partial(const std::string& name) const;
    Result<SharedPrompt> load_path(const fs::path& path) const;
    const prompts::CheckSurroundings& surroundings() const;
    Result<SharedPrompt> load_file(std::string id, std::string label, const fs::path& path) const;

    const workspace::Workspace& m_workspace;
    workspace::PromptSources m_sources;
    mutable std::map<std::string, std::shared_ptr<const prompts::PartialFile>, std::less<>> m_partials;
    mutable std::optional<prompts::CheckSurroundings> m_surroundings;
};

// invalid_file with a context line for each error.
Done check_usable(const PromptShelf& shelf, const prompts::LoadedPrompt& prompt);

}  // namespace mkai::app
