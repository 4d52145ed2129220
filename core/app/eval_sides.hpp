// Results that are named to be compared: whole runs, or one prompt, model or way of making copy in the newest
// run that has it.
//
//     RUN or SUITE       all of the run's variants (of a suite: its newest run that ended)
//     PROMPT, MODEL, WAY the variants of that name, or "PROMPT with MODEL"
//     NAME~1             the same name before it was last changed: another version of the prompt, another
//                        declaration of the model; NAME~2: before that
#pragma once

#include "core/app/session.hpp"
#include "core/domain/evaluation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalSide {
    std::string typed;
    EvalRun run;
    EvalVariant variant;
};
struct EvalMatch {
    std::size_t before = 0;  // of the sides
    std::size_t now = 0;
};
struct EvalMatches {
    std::vector<EvalSide> sides;
    std::vector<EvalMatch> matches;
};

// The first name against each of the others, where they share what is not named (two models: the same
// prompt). A run alone: its first variant against the others. `suite`: look in its runs alone; may be empty.
// unknown_id, ambiguous_id; conflict when they are of different suites or judged by different judges.
Result<EvalMatches> find_sides(store::Ledger& ledger, const std::string& suite,
                               const std::vector<std::string>& typed);

}  // namespace mkai::app
