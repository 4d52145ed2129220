// The hook of git that checks prompts before they are committed (templates/hooks/pre-commit). Who asks git
// for the folder of its hooks is the CLI.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <string_view>

namespace mkai::workspace {

enum class HookState { installed, unchanged };
std::string_view to_string(HookState state);

// Writes FOLDER/pre-commit, executable; done again it changes nothing. A file that holds anything else than
// mkai wrote is never touched: already_exists, with `line` as what to add to it.
Result<HookState> install_hook(const fs::path& folder, std::string_view line);

}  // namespace mkai::workspace
