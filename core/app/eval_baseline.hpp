// The scores of a run as later ones are held against them: evals/baselines/NAME.json, a line a test, so that
// git shows what changed.
#pragma once

#include "core/app/eval_cases.hpp"
#include "core/app/eval_compare.hpp"
#include "core/app/session.hpp"
#include "core/base/file.hpp"
#include "core/domain/evaluation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

struct BaselineVariant {
    EvalVariant variant;  // without number and prompt_id
    ScoredCases cases;    // `critical` is not kept
};
struct Baseline {
    std::string suite;
    std::string data_digest;
    std::string judge_digest;
    std::string run;
    std::string set_by;
    std::string set_on;  // a day
    std::vector<BaselineVariant> variants;

    // The one of the same prompt and model, else the only one, else the first of the same prompt or model,
    // else the first. Null when there is none.
    const BaselineVariant* counterpart_of(const EvalVariant& variant) const;
};
std::string baseline_to_text(const Baseline& baseline);
// invalid_file.
Result<Baseline> baseline_from_text(std::string_view text, std::string_view label);
// Of a run with an outcome for every cell; blocked otherwise.
Result<Baseline> baseline_of_run(const Session& session, const EvalRun& run);

// "email" -> evals/baselines/email.json; a name that ends with .json is a file.
fs::path baseline_path(const workspace::Workspace& workspace, const std::string& name);
// None when there is no such file. invalid_file.
Result<std::optional<Baseline>> load_baseline(const workspace::Workspace& workspace, const std::string& name);

struct BaselineChange {
    EvalVariant before, now;
    std::string change;  // of the prompt's version or the model's declaration, in words; may be empty
    std::vector<std::string> added, removed, altered;  // ids of tests; altered: asks or checks otherwise
    std::vector<std::string> fails_now, passes_now;    // of the tests that are the same
    EvalComparison comparison;
};
struct BaselineDiff {
    bool same_tests = false;  // as a whole
    bool same_judge = false;
    std::vector<BaselineChange> variants;
};
Result<BaselineDiff> diff_baselines(const Baseline& before, const Baseline& now,
                                    const eval::GuardRules& guards);

}  // namespace mkai::app
