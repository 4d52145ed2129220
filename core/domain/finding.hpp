// A finding of any check: where, what, how to mend it. Errors stop; warnings and notes are told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

enum class Level { note, warning, error };
std::string_view to_string(Level level);

struct Finding {
    Level level = Level::error;
    std::string code;     // kebab case, stable: "unknown-key", "too-long"
    std::string message;  // a plain sentence without full stop
    std::string fix;      // may be empty
    std::string file;     // as typed; empty for content in the ledger
    int line = 0;         // 0: no place
    int column = 0;
    std::string field;   // the field of an asset, or the dotted path in a file
    std::string source;  // who says so, when it is a published limit or rule
    // Of copy: the words that it is about, and where they stand in the text of the field or file, in bytes.
    std::string excerpt = {};
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string rule = {};       // the id of the workspace's own rule or claim that says so
    std::string owner = {};      // who answers for that rule: a person's id, or words
    std::string waived_by = {};  // "dana, until 2026-12-04": somebody lets it pass, so that it is a note
};

// With the place of it, and the field or path when there is one.
Finding make_finding(Level level, std::string code, std::string message, std::string fix, std::string file,
                     int line = 0, int column = 0, std::string field = {});

std::size_t count_of(const std::vector<Finding>& findings, Level level);
bool has_errors(const std::vector<Finding>& findings);
// Orders by `begin`; those of one place stay as they stand.
void sort_by_begin(std::vector<Finding>& findings);
// Orders by file, line, column; the same finding once.
void sort_findings(std::vector<Finding>& findings);

}  // namespace mkai
