// The tests of a run as they were scored, one after another: a run of a million is read in the memory of a
// thousand.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/evaluation.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace mkai::app {

// A test of one variant, over its trials.
struct ScoredCase {
    std::string digest;  // the first 12 characters of the test's: what is asked and checked
    std::string cluster;
    bool critical = false;
    int passed = 0;
    int trials = 0;    // that could be told
    double score = 0;  // mean, 0 to 1
    std::map<std::string, double> metrics;

    bool passes() const { return passed == trials; }
    double pass_rate() const { return trials == 0 ? 0 : static_cast<double>(passed) / trials; }
};
using ScoredCases = std::map<std::string, ScoredCase>;  // by the test's id

// In the order of the tests, for each its variants. `with_metrics` costs a second reading of the checks.
Done each_scored_case(store::Ledger& ledger, std::string_view run, bool with_metrics,
                      const std::function<Done(const EvalCaseSum& sum, const ScoredCase& scored)>& visit);

// Of one variant, at once.
Result<ScoredCases> scored_cases_of(store::Ledger& ledger, std::string_view run, int variant);

}  // namespace mkai::app
