// The repository of git that a workspace lies in: who wrote what. Git is asked as a program; where it says
// nothing, its answers are empty.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <set>
#include <string>
#include <vector>

namespace mkai::cli {

struct GitRepository {
    fs::path top;  // empty: there is none, or git does not say

    static GitRepository around(const fs::path& folder);

    std::string operator()(const std::vector<std::string>& words) const;
    // From the top folder, as git names files; ".." for what lies outside.
    std::string name_of(const fs::path& file) const;
    // That is checked out; empty before the first one.
    std::string head() const;
    // Git has only the newest commits, so that it does not know who wrote the rest.
    bool is_shallow() const;
    // The commit has exactly what lies here, which may be no file.
    bool has(const std::string& name) const;
    // A line with the commit, one with its author, one for each co-author: for each commit to these files.
    std::string history(const std::string& range, const std::set<std::string>& names) const;
    // The same of these commits.
    std::string history(const std::set<std::string>& commits) const;
    // Writes the files of a revision below `name` (the top: ".") into an empty folder. invalid_value for a
    // revision that git does not know.
    Done write_files(const std::string& revision, const std::string& name, const fs::path& into) const;
    // Of authors and co-authors, as .mailmap has them.
    std::vector<std::string> addresses_in(const std::string& history) const;
};

// Whether a folder above has a .git, whatever git says of it.
bool is_in_repository(const fs::path& folder);

}  // namespace mkai::cli
