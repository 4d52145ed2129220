// What an evaluation would ask: prompts and models resolved, every test read and rendered once, every check
// made once, so that all that is wrong is told before a call is paid for. Tests in files of rows are read
// again when their turn comes: a plan does not grow with them.
#pragma once

#include "core/app/eval_checks.hpp"
#include "core/app/eval_copy.hpp"
#include "core/app/prompt_shelf.hpp"
#include "core/app/session.hpp"
#include "core/domain/evaluation.hpp"
#include "core/eval/check.hpp"
#include "core/eval/suite.hpp"
#include "core/gateway/gateway.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace mkai::app {

struct EvalRequest {
    eval::Suite suite;
    std::vector<std::string> prompts;  // instead of the suite's
    std::vector<std::string> models;
    std::vector<std::string> only;  // globs on the tests' ids
    std::optional<int> repeat;
    std::shared_ptr<const std::unordered_set<std::string>> ids;  // these tests alone; null: all
};

// A prompt with a model, or copy of the ledger that was made in one way.
struct PlannedVariant {
    EvalVariant record;
    SharedPrompt prompt;            // null: copy
    gateway::CandidateRange range;  // of the plan's candidates: one, without fallbacks
    std::optional<eval::Way> way;
};

struct EvalPlan {
    eval::Suite suite;
    fs::path folder;                                             // that files of rows are relative to
    std::vector<std::string> only;                               // globs on the tests' ids
    std::shared_ptr<const std::unordered_set<std::string>> ids;  // these alone; null: all
    std::vector<PlannedVariant> variants;
    std::vector<gateway::Candidate> candidates;
    std::vector<ModelDecl> declared;
    std::optional<std::size_t> judge;  // of the candidates
    std::shared_ptr<const eval::CheckTable> checks;
    // The ledger's copy as it was when the plan was made: by "spring/email.en-GB human".
    std::map<std::string, FoundCopy> copies;
    std::int64_t without_copy = 0;  // tests that are left out, since there is no copy of one of the ways
    std::int64_t tests = 0;
    int trials = 1;
    std::string plan_digest;
    std::string data_digest;
    std::string judge_digest;
    std::optional<PicoUsd> cost_at_most;
    std::int64_t judged = 0;  // cells that a judge is asked about

    std::int64_t cells() const { return tests * static_cast<std::int64_t>(variants.size()) * trials; }
    // Null for a variant of a prompt.
    const FoundCopy* copy_for(const PlannedVariant& variant, const eval::TestCase& test) const;
    // Whether there is a variant of copy without any for this test.
    bool lacks_copy(const eval::TestCase& test) const;
};

// A plan, or what is wrong with it.
struct CheckedEval {
    std::optional<EvalPlan> plan;
    std::vector<Finding> findings;
};
// unknown_id, unknown_model and what keeps a model from being asked are errors; what is wrong in the suite's
// file and its rows are findings.
Result<CheckedEval> plan_eval(const Session& session, const EvalRequest& request);

// Every test of the plan in order, with its number from 0. What `visit` says ends it.
Done each_test(const Session& session, const EvalPlan& plan,
               const std::function<Done(std::int64_t number, const eval::TestCase& test)>& visit);

// SHA-256 over what a test asks and checks: two runs compare what is the same in both.
std::string digest_of(const eval::TestCase& test);

// What a variant is asked for a test; of copy, what a model would be asked for it.
Result<prompts::Prompt> prompt_of(const Session& session, const PlannedVariant& variant,
                                  const eval::TestCase& test);

// A check of a test, ready to run: with the test's variables in its value. `judge` has no check.
struct MadeCheck {
    eval::CheckSpec spec;
    std::shared_ptr<const eval::Check> check;
};
// Makes those of a test; those of the suite's defaults that hold no variables are made once.
class CheckMaker {
  public:
    explicit CheckMaker(const EvalPlan& plan) : m_plan(plan) {}
    // invalid_value and the like with the place of the check.
    Result<std::vector<MadeCheck>> of(const eval::TestCase& test);

  private:
    Result<MadeCheck> make(const eval::CheckSpec& spec, const eval::TestCase& test) const;
    const EvalPlan& m_plan;
    std::vector<std::optional<MadeCheck>> m_defaults;
};

}  // namespace mkai::app
