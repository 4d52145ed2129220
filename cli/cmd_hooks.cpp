#include "cli/cmd.hpp"
#include "cli/secrets.hpp"
#include "core/workspace/git_hook.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// How a hook of somebody else calls the check: it runs in the repository's root.
std::string line_for_hooks(const std::string& workspace_below) {
    if (workspace_below.empty()) return "mkai prompt check --changed HEAD || exit 1";
    std::string quoted;
    for (const char c : workspace_below) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return fmt::format("mkai -C '{}' prompt check --changed HEAD || exit 1", quoted);
}

Result<Reply> install(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const std::string root = (*files)->root().string();
    const std::string top = output_of({"git", "-C", root, "rev-parse", "--show-toplevel"});
    // Asked for in the top folder, because a relative core.hooksPath is meant from there.
    const std::string hooks =
        top.empty() ? std::string() : output_of({"git", "-C", top, "rev-parse", "--git-path", "hooks"});
    if (hooks.empty())
        return fail(ErrorCode::invalid_value, "the workspace is in no repository of git", "git init");
    const std::string below = output_of({"git", "-C", root, "rev-parse", "--show-prefix"});
    const fs::path folder = (fs::path(top) / hooks).lexically_normal();
    auto state = workspace::install_hook(folder, line_for_hooks(below));
    if (!state) return fail(state);
    const std::string hook = (folder / "pre-commit").string();
    Reply reply;
    reply.text = *state == workspace::HookState::installed
                     ? fmt::format("installed {}\ngit checks staged prompts before each commit now\n", hook)
                     : fmt::format("{} is installed already\n", hook);
    reply.next = "mkai prompt check";
    set_json(reply, {{"hook", hook}, {"state", workspace::to_string(*state)}});
    return reply;
}

}  // namespace

Command cmd_hooks_install() {
    return {
        "hooks install",
        Group::workspace,
        "Have git check the prompts of each commit before it is made.",
        "Writes the hook pre-commit where git looks for it (core.hooksPath, or the hooks of the repository, "
        "which its worktrees share). It checks what is staged in every workspace of the repository. A hook "
        "that mkai did not write stays as it is. For the tool pre-commit: .pre-commit-hooks.yaml of mkai's "
        "repository.",
        {{"mkai hooks install", "once in each clone"}, {"mkai hooks install --json", "for a script"}},
        {},
        {},
        install};
}

}  // namespace mkai::cli
