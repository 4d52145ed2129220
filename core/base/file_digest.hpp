// The SHA-256 of a file, read in pieces: it may be larger than the memory.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace mkai {

// Told after each 8 MB; an error of it stops the reading.
using DigestStep = std::function<Done(std::int64_t bytes_read)>;

// Lower-case hex. unknown_id when there is none; io_error; what `step` says.
Result<std::string> sha256_hex_of_file(const fs::path& path, const DigestStep& step = {});

}  // namespace mkai
