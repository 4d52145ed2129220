// Where the user's own configuration is, and the secrets that it points to. A secret is read when it is asked
// for, each time, so that a rotated one is found; it is never kept, shown or logged.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// $XDG_CONFIG_HOME/mkai, else ~/.config/mkai; empty when neither is known.
fs::path user_config_folder();

// The standard output of a program, trimmed; empty when it fails. No shell.
std::string output_of(const std::vector<std::string>& command);

// env:NAME, file:PATH (which nobody else may read or write), cmd:PROGRAM ARGUMENTS (no shell; its standard
// output). no_credential, without a word of the secret.
Result<std::string> read_secret(const workspace::UserConfig::Credential& credential);

// The credential of that name, when it may go to `host`. no_credential.
Result<const workspace::UserConfig::Credential*> find_credential(const workspace::UserConfig& config,
                                                                 std::string_view name,
                                                                 std::string_view host);

}  // namespace mkai::cli
