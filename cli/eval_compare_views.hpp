// Results side by side, as people read them and as data.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/eval_side_by_side.hpp"
#include "core/base/json.hpp"

#include <string>

namespace mkai::cli {

std::string side_by_side_text(const app::EvalSideBySide& report, const Terminal& terminal);
Json side_by_side_json(const app::EvalSideBySide& report);

}  // namespace mkai::cli
