// CRC-32 (ISO-HDLC, the one of gzip and Ethernet), by zlib.
#pragma once

#include <cstdint>
#include <string_view>

namespace mkai {

std::uint32_t crc32_of(std::string_view bytes);

}  // namespace mkai
