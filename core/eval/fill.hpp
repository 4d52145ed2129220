// {{variables}} in the values of checks, filled in from the test's vars. Pure.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

namespace mkai::eval {

bool has_variables(const Json& value);
// Every text in `value` with {{name}} and {{a.b}} replaced; a text that is one variable alone becomes the
// variable's value, whatever it is. `\{{` stands for two braces. What comes from a variable is not filled in
// again. unknown_id with "did you mean" for a variable that `vars` does not have; invalid_value for braces
// that are not closed or hold more than a name (a helper, a filter), and for null inside of a text.
Result<Json> fill_variables(const Json& value, const Json& vars);

}  // namespace mkai::eval
