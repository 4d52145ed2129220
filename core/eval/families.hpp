// The built-in checks, a family a file, and what their files share. Internal to core/eval.
#pragma once

#include "core/eval/check.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::eval {

std::vector<CheckType> text_checks();        // checks_text.cpp
std::vector<CheckType> json_checks();        // checks_json.cpp
std::vector<CheckType> similarity_checks();  // checks_similarity.cpp
std::vector<CheckType> measure_checks();     // checks_measure.cpp

using Made = Result<std::unique_ptr<const Check>>;

// A check that is one function.
class FunctionCheck final : public Check {
  public:
    explicit FunctionCheck(std::function<Result<Outcome>(const Answer&)> run) : m_run(std::move(run)) {}
    Result<Outcome> run(const Answer& answer) const override { return m_run(answer); }

  private:
    std::function<Result<Outcome>(const Answer&)> m_run;
};
Made check_of(std::function<Result<Outcome>(const Answer&)> run);

// 1 for a pass, 0 for a fail.
Outcome outcome_of(bool passed, std::string reason);

// --- values and thresholds; each error is invalid_value and names the check ---

tl::unexpected<Error> bad_spec(const CheckSpec& spec, std::string_view what, std::string fix = {});
// The value as one text that is not empty: of a text, a number or a boolean.
Result<std::string> text_of(const CheckSpec& spec);
// The value as texts that are not empty: a list, or one text with commas between, where an entry in double
// quotes may hold commas and has "" for a quotation mark.
Result<std::vector<std::string>> texts_of(const CheckSpec& spec);
Done no_value(const CheckSpec& spec);
Done no_threshold(const CheckSpec& spec);
// From 0, exclusive, to 1; `otherwise` where the spec has none.
Result<double> share_of(const CheckSpec& spec, double otherwise);

}  // namespace mkai::eval
