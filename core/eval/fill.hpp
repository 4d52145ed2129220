// {{variables}} in the values of checks, filled in from the test's vars. Pure.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

namespace mkai::eval {

bool has_variables(const Json& value);
// Every text in `value` with {{name}} and {{a.b}} replaced; a text that is one variable alone becomes the
// variable's value, whatever it is. unknown_id with "did you mean" for a variable that `vars` does not have.
Result<Json> fill_variables(const Json& value, const Json& vars);

}  // namespace mkai::eval
