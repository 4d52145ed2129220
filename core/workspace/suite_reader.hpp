// evals/ID.yaml to a value, with every finding of the file itself. What the prompts, the models and the
// checks say to it is the business of core/app/eval_plan.hpp.
#pragma once

#include "core/domain/finding.hpp"
#include "core/eval/check.hpp"
#include "core/eval/suite.hpp"
#include "core/workspace/workspace.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

struct CheckedSuite {
    std::optional<eval::Suite> suite;  // when there is no error among the findings
    std::vector<Finding> findings;
};

// The ids of evals/*.yaml, sorted.
std::vector<std::string> suite_ids(const Workspace& workspace);
// A suite by its id, or by a path that ends with .yaml. unknown_id with "did you mean".
Result<CheckedSuite> read_suite(const Workspace& workspace, const std::string& typed);
CheckedSuite read_suite_text(std::string_view id, std::string path, std::string_view bytes);

// A row of a file as a test: columns are variables; those that begin with two underscores are what the schema
// says of `rows`. An object with `vars` or `assert` is a test as in the suite's file. An __expected is
// "TYPE: VALUE" or "TYPE(THRESHOLD): VALUE" of a type among `checks`, else what the answer has to equal.
// invalid_file in words.
Result<eval::TestCase> test_of_row(const eval::Suite& suite, const eval::RowFile& file, std::size_t number,
                                   const Json& row, const eval::CheckTable& checks);

}  // namespace mkai::workspace
