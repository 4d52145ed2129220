// A run of an evaluation, as it is shown: a table for people, data, and the formats that CI reads.
#pragma once

#include "cli/check_report.hpp"
#include "cli/terminal.hpp"
#include "core/app/eval_report.hpp"
#include "core/base/json.hpp"

#include <optional>
#include <string>

namespace mkai::cli {

std::string eval_text(const app::EvalReport& report, const Terminal& terminal);
Json eval_json(const app::EvalReport& report);
// As what a check verb found: a finding for each failure, at the suite's file, or, `by_case`, at the test's
// own name, which makes it a case of JUnit.
CheckReport eval_as_findings(const app::EvalReport& report, const std::string& suite_path, bool by_case);

// --- parts that several views share ---

Json comparison_json(const app::EvalComparison& comparison);
Json interval_json(const std::optional<stats::Interval>& interval);
Json number_json(const std::optional<double>& number);
// "  score 0.910, was 0.950: -4.0 points (-7.1 to -0.9)"
std::string difference_line(const app::EvalComparison& comparison);
std::string metric_line(const app::EvalMetricDifference& metric);

}  // namespace mkai::cli
