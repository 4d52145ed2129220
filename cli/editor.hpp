// The person's editor: MKAI_EDITOR, VISUAL, EDITOR, else vi.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace mkai::cli {

// A file below `folder` that is not there yet, for what is edited: an earlier one may have been kept.
fs::path new_edit_file(const fs::path& folder);

// Opens `text` in a file below `folder`, waits, and returns what was saved. The file is kept when the editor
// fails.
Result<std::string> edit_text(std::string_view text, const fs::path& folder);

}  // namespace mkai::cli
