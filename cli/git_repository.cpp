#include "cli/git_repository.hpp"

#include "cli/secrets.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr const char* k_format = "--format=%aE%n%(trailers:key=Co-authored-by,valueonly,unfold)";

}  // namespace

GitRepository GitRepository::around(const fs::path& folder) {
    return {output_of({"git", "-C", folder.string(), "rev-parse", "--show-toplevel"})};
}

std::string GitRepository::operator()(const std::vector<std::string>& words) const {
    std::vector<std::string> command{"git", "--literal-pathspecs", "-C", top.string()};
    command.insert(command.end(), words.begin(), words.end());
    return output_of(command);
}

std::string GitRepository::name_of(const fs::path& file) const {
    std::error_code ec;
    return fs::weakly_canonical(file, ec).lexically_relative(fs::weakly_canonical(top, ec)).generic_string();
}

std::string GitRepository::head() const {
    return (*this)({"rev-parse", "--verify", "--quiet", "HEAD"});
}

bool GitRepository::is_shallow() const {
    return (*this)({"rev-parse", "--is-shallow-repository"}) != "false";
}

// What the index says is not asked: `git update-index --assume-unchanged` makes that up.
bool GitRepository::has(const std::string& name) const {
    const std::string committed = (*this)({"rev-parse", "--verify", "--quiet", "HEAD:" + name});
    std::error_code ec;
    if (!fs::exists(top / name, ec)) return committed.empty();
    return !committed.empty() && committed == (*this)({"hash-object", "--", name});
}

std::string GitRepository::history(const std::string& range, const std::set<std::string>& names) const {
    std::vector<std::string> words{"rev-list", k_format, range, "--"};
    for (const std::string& name : names)
        if (!name.starts_with("../")) words.push_back(name);
    return words.back() == "--" ? std::string() : (*this)(words);
}

std::string GitRepository::history(const std::set<std::string>& commits) const {
    if (commits.empty()) return {};
    std::vector<std::string> words{"rev-list", "--no-walk", k_format};
    words.insert(words.end(), commits.begin(), commits.end());
    return (*this)(words);
}

Done GitRepository::write_files(const std::string& revision, const std::string& name,
                                const fs::path& into) const {
    const std::string commit = revision.starts_with('-')
                                   ? std::string()
                                   : (*this)({"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
    if (commit.empty())
        return fail(ErrorCode::invalid_value,
                    fmt::format("git knows no revision {} here", in_quotes(revision)),
                    "a branch, a tag or a commit: --changed main");
    // With an index of its own: that of the repository stays as it is.
    const std::string index = "GIT_INDEX_FILE=" + (into / ".index").string();
    const std::string tree = commit + ":" + (name == "." ? std::string() : name);
    output_of({"env", index, "git", "-C", top.string(), "read-tree", tree});
    output_of({"env", index, "git", "-C", top.string(), "checkout-index", "--all", "--force",
               "--prefix=" + into.string() + "/"});
    return {};
}

std::vector<std::string> GitRepository::addresses_in(const std::string& history) const {
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

bool is_in_repository(const fs::path& folder) {
    std::error_code ec;
    for (fs::path at = fs::weakly_canonical(folder, ec);; at = at.parent_path()) {
        if (fs::exists(at / ".git", ec)) return true;
        if (at == at.root_path()) return false;
    }
}

}  // namespace mkai::cli
