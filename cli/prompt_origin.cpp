#include "cli/prompt_origin.hpp"

#include "cli/git_repository.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// A built-in partial has no file: its label has no ending.
void add_partials(std::set<std::string>& names, const GitRepository& git, const fs::path& root,
                  const prompts::LoadedPrompt& prompt) {
    for (const auto& [name, file] : prompt.partial_files)
        if (file->label.ends_with(app::k_prompt_ending)) names.insert(git.name_of(root / file->label));
}

}  // namespace

Result<app::PromptOrigin> find_prompt_origin(const app::Session& session, const app::PromptShelf& shelf,
                                             const std::string& typed, const prompts::LoadedPrompt& prompt) {
    app::PromptOrigin origin;
    auto versions = session.ledger.list_prompt_versions(prompt.id);
    if (!versions) return fail(versions);
    const auto source = shelf.sources().prompts.find(prompt.id);
    const bool is_path = typed.ends_with(app::k_prompt_ending);
    if (std::ranges::find(*versions, prompt.version(), &PromptVersion::digest) != versions->end() ||
        (!is_path && source == shelf.sources().prompts.end()))
        return origin;

    const fs::path& root = session.workspace.root();
    const GitRepository git = GitRepository::around(root);
    const auto silent = [&] {
        return fail(ErrorCode::blocked,
                    fmt::format("the workspace is in a repository of git, which does not say who wrote {}",
                                prompt.id),
                    "git log says why, or install git");
    };
    if (git.top.empty()) {
        if (is_in_repository(root)) return silent();
        return origin;
    }
    origin.git_commit = git.head();
    if (origin.git_commit.empty()) return origin;
    if (git.is_shallow())
        return fail(
            ErrorCode::blocked,
            fmt::format("git has only the newest commits here, and others may have written {}", prompt.id),
            "git fetch --unshallow; in CI, check out the whole history (fetch-depth: 0)");

    std::set<std::string> names{git.name_of(is_path ? fs::path(typed) : source->second.path)};
    add_partials(names, git, root, prompt);
    std::string since;
    if (!versions->empty()) {
        // Whoever took a partial away has written too.
        auto before = app::load_registered(session.ledger, versions->back());
        if (!before) return fail(before);
        add_partials(names, git, root, **before);
        since = versions->back().git_commit;
        if (!since.empty()) since = git({"rev-parse", "--verify", "--quiet", since + "^{commit}"});
    }
    origin.uncommitted = !std::ranges::all_of(names, [&](const std::string& name) { return git.has(name); });
    std::string history;
    if (!since.empty()) history = git.history(since + "..HEAD", names);
    // Without a commit since then, and yet with other words: it goes back to something older.
    if (history.empty() && (since.empty() || !origin.uncommitted)) {
        history = git.history("HEAD", names);
        if (history.empty() && !origin.uncommitted) return silent();
    }
    origin.addresses = git.addresses_in(history);
    return origin;
}

}  // namespace mkai::cli
