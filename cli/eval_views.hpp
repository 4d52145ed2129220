// A run of an evaluation, as it is shown: a table for people, data, and the formats that CI reads.
#pragma once

#include "cli/check_report.hpp"
#include "cli/terminal.hpp"
#include "core/app/eval_report.hpp"
#include "core/base/json.hpp"

#include <string>

namespace mkai::cli {

std::string eval_text(const app::EvalReport& report, const Terminal& terminal);
Json eval_json(const app::EvalReport& report);
// As what a check verb found: a finding for each failure, at the suite's file, or, `by_case`, at the test's
// own name, which makes it a case of JUnit.
CheckReport eval_as_findings(const app::EvalReport& report, const std::string& suite_path, bool by_case);

}  // namespace mkai::cli
