#include "core/base/quote.hpp"

#include "core/base/text.hpp"

namespace mkai {

namespace {
constexpr std::size_t k_columns_max = 60;
}

std::string in_quotes(std::string_view value) {
    // A cut first keeps a value of megabytes cheap: no code point shows in more columns than 4 bytes make.
    const std::string line = printable_line(value.substr(0, 16 * k_columns_max));
    const std::string_view shown = prefix_of_width(line, k_columns_max);
    const bool cut = shown.size() < line.size() || value.size() > 16 * k_columns_max;
    return '"' + std::string(shown) + (cut ? "…\"" : "\"");
}

std::string shell_word(std::string_view value) {
    constexpr std::string_view k_plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";
    const std::string line = printable_line(value);
    if (!line.empty() && line.find_first_not_of(k_plain) == std::string::npos) return line;
    std::string out = "'";
    for (const char c : line) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

}  // namespace mkai
