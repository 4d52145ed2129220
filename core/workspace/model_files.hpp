// Writing a model's declaration into mkai.yaml, with comments, order and style of everything else kept.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/model.hpp"
#include "core/workspace/workspace.hpp"

#include <string>

namespace mkai::workspace {

// mkai.yaml before and after an edit; nothing is written yet.
struct ConfigEdit {
    std::string before;
    std::string after;
};

// Gives the model of the name `wanted.name` what a digest is taken over (provider, model, parameters, price
// and so on) as `wanted` has it; its limits of time and rate, fallbacks, credential, vendor facts and for
// whom it is stay. unknown_model; invalid_value when the edit would touch other lines, or when what it gives
// does not read back as exactly this declaration.
Result<ConfigEdit> edit_model(const Workspace& workspace, const ModelDecl& wanted);

// conflict when the file is another than `before` by now.
Done check_still_before(const Workspace& workspace, const ConfigEdit& edit);
// Writes it in one step, after that check. conflict when the file is another than `before` by now.
Done write_config(const Workspace& workspace, const ConfigEdit& edit);

}  // namespace mkai::workspace
