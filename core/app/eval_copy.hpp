// Copy of the ledger in place of a model's answer: what people wrote alone, what a model wrote and people
// changed, and what a model wrote alone, for the same brief, deliverable and locale.
#pragma once

#include "core/app/session.hpp"
#include "core/base/decimal.hpp"
#include "core/domain/evaluation.hpp"
#include "core/eval/suite.hpp"

#include <optional>
#include <string>

namespace mkai::app {

struct FoundCopy {
    EvalCopy copy;     // without test and variant
    std::string text;  // the fields as JSON
    PicoUsd cost;      // of the model's calls for the asset until then
};
// The newest version made in this way among the asset's variants (a, b, ...): an accepted one before drafts.
// None when there is none. The test names brief, deliverable and locale.
Result<std::optional<FoundCopy>> find_copy(const Session& session, const eval::TestCase& test, eval::Way way);

}  // namespace mkai::app
