// The cases of an evaluation's page: which ones, in which order, and each with its answers.
#pragma once

#include "core/app/eval_report.hpp"
#include "core/app/session.hpp"
#include "core/domain/evaluation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mkai::cli {

// A test over all its variants.
struct PageCase {
    std::int64_t number = 0;
    std::string id;
    std::string description;
    std::string cluster;
    std::string digest;
    bool critical = false;
    std::vector<EvalCaseSum> sums;  // by variant; only those with a row

    bool fails() const;
    bool has_errors() const;
};

// A test and variant that passed and failed.
struct PageFlaky {
    std::string id;
    int variant = 0;
    int passed = 0;
    int trials = 0;
};

// The tests that a page shows: critical ones that fail, others that fail, those without an outcome, those
// that pass; as they come within each. At most k_page_cases_max.
struct PageCases {
    std::vector<PageCase> shown;
    std::int64_t all = 0;
    std::int64_t failing = 0;  // of all, those with an error too
    std::vector<PageFlaky> flaky;
    std::int64_t flaky_in_all = 0;
};
Result<PageCases> choose_page_cases(const app::Session& session, const std::string& run);

// Its answers, checks, and how the variants' answers differ. `place` counts from 1 and makes ids unique.
Result<std::string> page_case(const app::Session& session, const app::EvalReport& report,
                              const PageCase& test, std::size_t place);

// "email with copy"; with its number in front where there are several.
std::string page_variant_name(const app::EvalReport& report, int variant);

}  // namespace mkai::cli
