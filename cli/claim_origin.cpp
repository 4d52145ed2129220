#include "cli/claim_origin.hpp"

#include "cli/git_repository.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// The commits that the lines are from, as `git blame --porcelain` begins each line; zeros: they are in no
// commit.
std::set<std::string> commits_in(const std::string& blame) {
    std::set<std::string> out;
    for (const std::string& line : split(blame, '\n')) {
        const std::string word = line.substr(0, line.find(' '));
        if ((word.size() == 40 || word.size() == 64) &&
            word.find_first_not_of("0123456789abcdef") == std::string::npos)
            out.insert(word);
    }
    return out;
}

}  // namespace

Result<app::ClaimOrigin> find_claim_origin(const app::Session& session, std::string_view id) {
    app::ClaimOrigin origin;
    const Claim* claim = session.workspace.find_claim(id);
    if (claim == nullptr) return origin;
    const fs::path& root = session.workspace.root();
    const GitRepository git = GitRepository::around(root);
    const auto silent = [&] {
        return fail(
            ErrorCode::blocked,
            fmt::format("the workspace is in a repository of git, which does not say who wrote {}", id),
            "git blame claims.yaml says why, or install git");
    };
    if (git.top.empty()) {
        if (is_in_repository(root)) return silent();
        return origin;
    }
    origin.in_git = true;
    origin.git_commit = git.head();
    const std::string name = git.name_of(root / "claims.yaml");
    const bool tracked =
        !origin.git_commit.empty() && !git({"rev-parse", "--verify", "--quiet", "HEAD:" + name}).empty();
    if (!tracked) {
        origin.uncommitted = true;
        return origin;
    }
    if (git.is_shallow())
        return fail(ErrorCode::blocked,
                    fmt::format("git has only the newest commits here, and others may have written {}", id),
                    "git fetch --unshallow; in CI, check out the whole history (fetch-depth: 0)");
    // Somebody's own setting may not leave commits out.
    std::set<std::string> commits =
        commits_in(git({"blame", "--porcelain", "--ignore-revs-file=", "-L",
                        fmt::format("{},{}", claim->first_line, claim->last_line), "--", name}));
    if (commits.empty()) return silent();
    origin.uncommitted = std::erase_if(commits, [](const std::string& c) {
                             return c.find_first_not_of('0') == std::string::npos;
                         }) > 0;
    // The proof is a part of what is approved: who changed it last wrote it, too.
    if (claim->evidence.is_file) {
        const std::string proof = git.name_of(root / claim->evidence.from);
        const std::string last = git({"log", "-1", "--format=%H", "--", proof});
        if (!last.empty()) {  // else git knows nothing of it, as of large files that are kept elsewhere
            commits.insert(last);
            origin.evidence_uncommitted = !git.has(proof);
        }
    }
    origin.addresses = git.addresses_in(git.history(commits));
    if (origin.addresses.empty() && !commits.empty()) return silent();
    return origin;
}

}  // namespace mkai::cli
