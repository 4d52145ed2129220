// Messages of AWS's binary event stream, as the service writes them.
#pragma once

#include "core/base/crc32.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::gateway {

inline std::string big_endian_of(std::uint32_t number, int bytes = 4) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((number >> (8 * i)) & 0xff);
    return out;
}

inline std::string aws_header(std::string_view name, std::string_view value) {
    return big_endian_of(static_cast<std::uint32_t>(name.size()), 1) + std::string(name) + '\7' +
           big_endian_of(static_cast<std::uint32_t>(value.size()), 2) + std::string(value);
}

inline std::string aws_message_of(std::string_view headers, std::string_view payload) {
    std::string message = big_endian_of(static_cast<std::uint32_t>(16 + headers.size() + payload.size())) +
                          big_endian_of(static_cast<std::uint32_t>(headers.size()));
    message += big_endian_of(crc32_of(message));
    message += std::string(headers) + std::string(payload);
    return message + big_endian_of(crc32_of(message));
}

inline std::string aws_message(const std::vector<std::pair<std::string_view, std::string_view>>& headers,
                               std::string_view payload) {
    std::string bytes;
    for (const auto& [name, value] : headers) bytes += aws_header(name, value);
    return aws_message_of(bytes, payload);
}

}  // namespace mkai::gateway
