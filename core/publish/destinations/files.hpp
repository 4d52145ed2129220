// A folder of the workspace: ASSET's rendering at PATH/BRIEF/DELIVERABLE.LOCALE.VARIANT.EXTENSION.
#pragma once

#include "core/publish/destination.hpp"

namespace mkai::publish {

// invalid_file when the declared path is not a folder inside the workspace, or the format is unknown.
Result<std::unique_ptr<Destination>> make_files_destination(const DestinationDecl& declaration,
                                                            const fs::path& root);

}  // namespace mkai::publish
