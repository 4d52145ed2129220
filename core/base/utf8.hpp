// Reading UTF-8 a code point at a time, with byte offsets kept. Inline, since every character passes here.
#pragma once

#include <cstddef>
#include <string_view>

namespace mkai {

struct CodePoint {
    char32_t value = 0xFFFD;
    std::size_t bytes = 1;
    bool valid() const { return value != 0xFFFD || bytes > 1; }
};

// The code point at byte `at`, which stands inside of the text. A byte that begins no valid sequence comes by
// itself as U+FFFD.
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> char32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const char32_t lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead <= 0xDF && tail(at + 1))
        return {((lead & 0x1Fu) << 6) | (byte(at + 1) & 0x3Fu), 2};
    if (lead >= 0xE0 && lead <= 0xEF && tail(at + 1) && tail(at + 2)) {
        const char32_t value =
            ((lead & 0x0Fu) << 12) | ((byte(at + 1) & 0x3Fu) << 6) | (byte(at + 2) & 0x3Fu);
        if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
    }
    if (lead >= 0xF0 && lead <= 0xF4 && tail(at + 1) && tail(at + 2) && tail(at + 3)) {
        const char32_t value = ((lead & 0x07u) << 18) | ((byte(at + 1) & 0x3Fu) << 12) |
                               ((byte(at + 2) & 0x3Fu) << 6) | (byte(at + 3) & 0x3Fu);
        if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
    }
    return {};
}

// The same, and `at` moves behind it.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    const CodePoint c = code_point_at(text, at);
    at += c.bytes;
    return c.value;
}

}  // namespace mkai
