#include "cli/prompt_origin.hpp"

#include "cli/secrets.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

struct Git {
    fs::path top;

    std::string operator()(const std::vector<std::string>& words) const {
        std::vector<std::string> command{"git", "--literal-pathspecs", "-C", top.string()};
        command.insert(command.end(), words.begin(), words.end());
        return output_of(command);
    }
    // From the top folder, as git names files; ".." for what lies outside.
    std::string name_of(const fs::path& file) const {
        std::error_code ec;
        return fs::weakly_canonical(file, ec)
            .lexically_relative(fs::weakly_canonical(top, ec))
            .generic_string();
    }
    // The commit has exactly what lies here, which may be no file. What the index says is not asked:
    // `git update-index --assume-unchanged` makes that up.
    bool has(const std::string& name) const {
        const std::string committed = (*this)({"rev-parse", "--verify", "--quiet", "HEAD:" + name});
        std::error_code ec;
        if (!fs::exists(top / name, ec)) return committed.empty();
        return !committed.empty() && committed == (*this)({"hash-object", "--", name});
    }
    // A line with the commit, one with its author, one for each co-author: for each commit to these files.
    std::string history(const std::string& range, const std::set<std::string>& names) const {
        std::vector<std::string> words{
            "rev-list", "--format=%aE%n%(trailers:key=Co-authored-by,valueonly,unfold)", range, "--"};
        for (const std::string& name : names)
            if (!name.starts_with("../")) words.push_back(name);
        return words.back() == "--" ? std::string() : (*this)(words);
    }
    std::vector<std::string> addresses_in(const std::string& history) const {
        std::set<std::string> out;
        std::set<std::string> co_authors;
        for (const std::string& line : split(history, '\n')) {
            const std::size_t from = line.rfind('<');
            const std::size_t to = line.find('>', from);
            if (to != std::string::npos)
                co_authors.insert(line.substr(from, to - from + 1));
            else if (!line.empty() && !line.starts_with("commit "))
                out.insert(line);
        }
        // %aE is as .mailmap has it, a trailer is not.
        for (const std::string& contact : co_authors) {
            std::string mapped = (*this)({"check-mailmap", contact});
            if (mapped.empty()) mapped = contact;
            const std::size_t from = mapped.rfind('<') + 1;
            out.insert(mapped.substr(from, mapped.rfind('>') - from));
        }
        return {out.begin(), out.end()};
    }
};

bool is_in_repository(const fs::path& folder) {
    std::error_code ec;
    for (fs::path at = fs::weakly_canonical(folder, ec);; at = at.parent_path()) {
        if (fs::exists(at / ".git", ec)) return true;
        if (at == at.root_path()) return false;
    }
}

// A built-in partial has no file: its label has no ending.
void add_partials(std::set<std::string>& names, const Git& git, const fs::path& root,
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
    const Git git{output_of({"git", "-C", root.string(), "rev-parse", "--show-toplevel"})};
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
    origin.git_commit = git({"rev-parse", "--verify", "--quiet", "HEAD"});
    if (origin.git_commit.empty()) return origin;
    if (git({"rev-parse", "--is-shallow-repository"}) != "false")
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
