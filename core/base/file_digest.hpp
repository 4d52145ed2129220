// The SHA-256 of a file, read in pieces: it may be larger than the memory.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <string>

namespace mkai {

// Lower-case hex. unknown_id when there is none; io_error.
Result<std::string> sha256_hex_of_file(const fs::path& path);

}  // namespace mkai
