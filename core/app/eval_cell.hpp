// A cell of an evaluation, a test with a variant in a trial, from when it is looked at to its outcome.
// Internal to core/app.
#pragma once

#include "core/app/eval_plan.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

// Tests that are looked at together, and their checks, which are made once a test. It lives as long as a cell
// of it.
struct EvalPart {
    struct Test {
        std::int64_t number = 0;
        eval::TestCase test;
        std::vector<MadeCheck> checks;
    };
    std::vector<Test> tests;
};

struct Cell {
    std::shared_ptr<const EvalPart> part;
    const EvalPart::Test* of = nullptr;  // in it
    EvalCell key;
    int take = 1;
    std::shared_ptr<const prompts::Prompt> prompt;
    const FoundCopy* copy = nullptr;  // instead of a model's answer
    std::string cache_key;

    EvalAnswer answer;  // once it is there
    std::string text;
    std::vector<eval::Outcome> outcomes;  // by check; of a judge's once it has told
    std::vector<EvalCheck> rows;          // the same
    std::size_t unjudged = 0;             // checks that a judge has not told yet
    bool answer_kept = false;             // its row is in the ledger
    std::optional<Error> error;

    const std::vector<MadeCheck>& checks() const { return of->checks; }
};
using CellPtr = std::shared_ptr<Cell>;

// Runs every check but the judges', on `text`; counts those in `unjudged`. With an error there are none.
void run_checks(Cell& cell);
void set_outcome(Cell& cell, std::size_t check, eval::Outcome outcome);
// Once nothing is unjudged.
EvalResult result_of(const Cell& cell);

}  // namespace mkai::app
