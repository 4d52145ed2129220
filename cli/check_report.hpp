// What a check verb found, in the format that was asked for: words for people, JSON, annotations for GitHub,
// SARIF, JUnit. A check verb has k_format_option among its options and ends with
//
//     return check_reply(context, args, std::move(report));
//
// A format is a row in check_report.cpp and a renderer of check_renderers.hpp.
#pragma once

#include "cli/command.hpp"
#include "cli/terminal.hpp"
#include "core/base/result.hpp"
#include "core/domain/finding.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

class Context;

struct Checked {
    std::string name;  // what was asked for, an id or a path as typed; `checked` of the JSON
    std::string file;  // what its findings have as `file`; a test case of JUnit
};

// A line that a check typed anew.
struct FixedLine {
    std::string name;      // the asset with its new version, or the file
    std::string field;     // of an asset
    std::size_t line = 0;  // of the text or the field, from 1
    std::string before;
    std::string after;
    std::vector<std::string> why;  // "double spaces"
};

// What the JSON of a check of copy has beside the others'.
struct CopyPart {
    std::vector<FixedLine> fixed;  // the first k_findings_told_max of each text
    std::size_t fixed_lines = 0;   // all of them
};

struct CheckReport {
    std::string verb;  // "brief check"
    std::string noun;  // what was checked, for "2 briefs checked"
    // By place, each once: check_reply sees to it. What is about no file of `checked` may be among them.
    std::vector<Finding> findings;
    std::vector<Checked> checked;
    std::string next;  // the next command when there is no error; may be empty
    std::optional<CopyPart> copy = {};

    std::size_t count(Level level) const;  // with those that are counted and not told
    std::size_t left_out() const;          // how many these are
    std::string summary() const;           // "2 briefs checked: 1 error, 0 warnings", without a newline
};

inline constexpr Option k_format_option{
    "--format", "FORMAT", "how findings are told: human, json (the same as --json), github, sarif or junit"};

// A renderer is pure, tells every finding in the report's order and ends with a newline. Texts of findings
// come from files that anybody may have written: what a format could take for its own syntax is escaped.
struct CheckFormat {
    std::string_view name;
    std::string (*render)(const CheckReport& report, const Terminal& terminal);
};
std::span<const CheckFormat> check_formats();

// Exit status `findings` when an error is among them, else `done`: warnings and notes never fail.
// invalid_value for an unknown --format, usage when --json (or --jsonl) goes with a --format that is not
// json.
Result<Reply> check_reply(const Context& context, const Args& args, CheckReport report);

}  // namespace mkai::cli
