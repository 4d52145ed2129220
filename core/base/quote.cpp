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

}  // namespace mkai
