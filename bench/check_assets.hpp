// Labelled assets and the lines that have to stand in them: precision and recall of each finding, and what it
// gets wrong.
#pragma once

#include "core/base/file.hpp"

namespace mkai::bench {

// Prints them for FOLDER/assets.yaml, whose beginning says what labels mean.
void print_asset_scores(const fs::path& folder);

}  // namespace mkai::bench
