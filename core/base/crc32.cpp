#include "core/base/crc32.hpp"

#include <zlib.h>

namespace mkai {

std::uint32_t crc32_of(std::string_view bytes) {
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    return static_cast<std::uint32_t>(crc32_z(crc32(0, nullptr, 0), data, bytes.size()));
}

}  // namespace mkai
