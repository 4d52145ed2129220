// The copy of a version in a person's editor, as a file with every field that can be written.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/edit.hpp"
#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/result.hpp"
#include "core/domain/channel.hpp"

namespace mkai::cli {

// Makes a version of what was saved, with what `request` says besides; none when nothing was changed. What
// cannot be read or taken in is kept in a file that the error names, so that nobody writes it twice.
// needs_terminal; interrupted when the editor failed; invalid_file; what app::edit says.
Result<app::Edited> edit_copy(const Terminal& terminal, const app::Session& session,
                              const app::Target& target, const Channel& channel, app::EditRequest request);

}  // namespace mkai::cli
