#include "core/base/id.hpp"

#include <array>

namespace mkai {

std::string IdMaker::next() {
    std::array<std::uint8_t, 16> b{};
    m_random.fill(b);
    const std::int64_t now_ms = m_clock.now().value;
    if (now_ms > m_last_ms) {
        m_last_ms = now_ms;
        m_counter =
            static_cast<std::uint16_t>((b[6] << 8 | b[7]) & 0x7ff);  // the top bit is left for counting
    } else if (++m_counter > 0xfff) {
        ++m_last_ms;  // the clock stood still or went back: stay ahead of it
        m_counter = 0;
    }
    for (int i = 0; i < 6; ++i)
        b[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(m_last_ms >> (40 - 8 * i));
    b[6] = static_cast<std::uint8_t>(0x70 | (m_counter >> 8));
    b[7] = static_cast<std::uint8_t>(m_counter);
    b[8] = static_cast<std::uint8_t>(0x80 | (b[8] & 0x3f));
    const std::string digits = to_hex({reinterpret_cast<const char*>(b.data()), b.size()});
    return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" +
           digits.substr(16, 4) + "-" + digits.substr(20);
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

}  // namespace mkai
