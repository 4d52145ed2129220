// A finding of any check: where, what, how to mend it. Errors stop; warnings and notes are told.
#pragma once

#include <array>
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
    // How many findings of its level this one stands for, that are counted and not told; 0: it is one itself.
    std::size_t stands_for = 0;
};

// With the place of it, and the field or path when there is one.
Finding make_finding(Level level, std::string code, std::string message, std::string fix, std::string file,
                     int line = 0, int column = 0, std::string field = {});

// With those that one stands for.
std::size_t count_of(const std::vector<Finding>& findings, Level level);
// What somebody lets pass.
std::size_t count_waived(const std::vector<Finding>& findings);
bool has_errors(const std::vector<Finding>& findings);
// Orders by `begin`; those of one place stay as they stand.
void sort_by_begin(std::vector<Finding>& findings);
// Orders by file, line, column, what stands for others last in its file; the same finding once.
void sort_findings(std::vector<Finding>& findings);

// Of one text as many are told as anybody reads.
inline constexpr std::size_t k_findings_told_max = 1000;

// Collects findings of a text that may be full of them: of each level the first k_findings_told_max are kept,
// the others counted, by code and rule, so that a waiver holds for them too. Memory is bounded.
class FindingKeeper {
  public:
    // Null when it is one too many: then it is counted.
    Finding* add(Level level, std::string_view code, std::string_view rule = {});
    // What was kept, then a finding for each code and rule of those that were counted.
    std::vector<Finding> take() &&;

  private:
    struct Counted {
        Level level;
        std::string code, rule;
        std::size_t count = 0;
    };
    std::vector<Finding> m_kept;
    std::array<std::size_t, 3> m_of_level{};
    std::vector<Counted> m_counted;
};

// Of the findings of one text leaves `max`, errors before warnings before notes, the first of each, and for
// each level one finding more that stands for the others ("findings-left-out").
void leave_out_beyond(std::vector<Finding>& findings, std::size_t max);

}  // namespace mkai
