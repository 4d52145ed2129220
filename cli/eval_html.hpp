// A run of an evaluation as one page: verdict, plots, tables, and the cases with their answers, failures
// first. It needs no script and nothing from outside, and allows neither.
#pragma once

#include "core/app/eval_report.hpp"
#include "core/app/session.hpp"
#include "core/base/file.hpp"

#include <cstddef>
#include <cstdint>

namespace mkai::cli {

// What a page has room for; the page says what was left out.
inline constexpr std::size_t k_page_cases_max = 500;
inline constexpr std::size_t k_page_answer_bytes_max = 20'000;
inline constexpr std::size_t k_page_bytes_max = 32'000'000;
inline constexpr std::size_t k_page_trials_max = 5;  // of a test and variant

struct EvalPage {
    std::int64_t cases = 0;  // tests that are on it
    std::int64_t left_out = 0;
    std::size_t bytes = 0;
};
// Writes case by case, so that it takes the memory of one, and replaces the file when the page is whole. What
// FileDraft and the ledger say.
Result<EvalPage> write_eval_page(const app::Session& session, const app::EvalReport& report,
                                 const fs::path& file);

}  // namespace mkai::cli
