#include "core/base/charset.hpp"

#include "core/base/text.hpp"

#include <array>
#include <utility>

namespace mkai {

namespace {

enum class Set { utf8, windows_1252, iso_8859_15 };
constexpr std::array k_names{
    std::pair{std::string_view("utf-8"), Set::utf8},
    std::pair{std::string_view("utf8"), Set::utf8},
    std::pair{std::string_view("us-ascii"), Set::utf8},
    std::pair{std::string_view("ascii"), Set::utf8},
    std::pair{std::string_view("windows-1252"), Set::windows_1252},
    std::pair{std::string_view("cp1252"), Set::windows_1252},
    std::pair{std::string_view("iso-8859-1"), Set::windows_1252},
    std::pair{std::string_view("latin1"), Set::windows_1252},
    std::pair{std::string_view("iso-8859-15"), Set::iso_8859_15},
};

// Bytes 0x80 to 0x9F of windows-1252 (encoding.spec.whatwg.org, index-windows-1252, read 2026-11-27).
constexpr std::array<char32_t, 32> k_windows_1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// Where ISO-8859-15 differs from ISO-8859-1 (ISO/IEC 8859-15:1999).
constexpr std::array k_iso_8859_15{std::pair{0xA4, char32_t{0x20AC}}, std::pair{0xA6, char32_t{0x0160}},
                                   std::pair{0xA8, char32_t{0x0161}}, std::pair{0xB4, char32_t{0x017D}},
                                   std::pair{0xB8, char32_t{0x017E}}, std::pair{0xBC, char32_t{0x0152}},
                                   std::pair{0xBD, char32_t{0x0153}}, std::pair{0xBE, char32_t{0x0178}}};

char32_t code_point_of(unsigned char byte, Set set) {
    if (set == Set::windows_1252 && byte >= 0x80 && byte < 0xA0) return k_windows_1252[byte - 0x80u];
    if (set == Set::iso_8859_15)
        for (const auto& [at, code_point] : k_iso_8859_15)
            if (at == byte) return code_point;
    return byte;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset) {
    const std::string name = lower_ascii(charset);
    for (const auto& [known, set] : k_names) {
        if (known != name) continue;
        if (set == Set::utf8) return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
        std::string out;
        for (const char c : bytes) append_utf8(out, code_point_of(static_cast<unsigned char>(c), set));
        return out;
    }
    return std::nullopt;
}

}  // namespace mkai
