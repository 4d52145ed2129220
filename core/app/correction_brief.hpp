// The brief of a correction: as it is with the wrong value, and as it will be with the right one.
#pragma once

#include "core/app/correction_plan.hpp"
#include "core/brand/wrong_values.hpp"
#include "core/domain/brief.hpp"

#include <memory>
#include <string>
#include <vector>

namespace mkai::app {

struct Briefs {
    std::string text;  // as the file stands
    std::shared_ptr<const Brief> before, after;
    std::vector<CorrectedValue> values;
};

// The named values, and the texts beside them that state a wrong one too. Where the file has the right values
// already, `before` is the brief that the named asset was made from. Errors as of plan_correction.
Result<Briefs> read_briefs(const Session& session, const CorrectionRequest& request);

// What copy of this locale may state wrongly.
std::vector<brand::WrongValue> wrong_values(const Briefs& briefs, const std::string& locale);

}  // namespace mkai::app
