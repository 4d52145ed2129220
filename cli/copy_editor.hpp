// The copy of a version in a person's editor, as a file with every field that can be written.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/result.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/content.hpp"

namespace mkai::cli {

// What was saved; the fields as they are when nothing was changed. needs_terminal; interrupted when the
// editor failed; invalid_file for what cannot be read, which is kept in a file that the error names.
Result<Fields> edit_copy(const Terminal& terminal, const app::Session& session, const app::Target& target,
                         const Channel& channel);

}  // namespace mkai::cli
