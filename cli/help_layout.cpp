#include "cli/help_layout.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::cli {

std::string help_rows(const std::vector<HelpRow>& rows) {
    std::size_t left = 0;
    for (const auto& [name, help] : rows) left = std::max(left, std::min<std::size_t>(name.size(), 28));
    std::string out;
    for (const auto& [name, help] : rows) {
        const auto lines = wrap(help, k_help_width - left - 4);
        out += fmt::format("  {:<{}}  {}\n", name, left, lines.front());
        for (std::size_t i = 1; i < lines.size(); ++i)
            out += fmt::format("  {:<{}}  {}\n", "", left, lines[i]);
    }
    return out;
}

std::string help_paragraph(std::string_view text) {
    return join(wrap(text, k_help_width), "\n") + "\n";
}

}  // namespace mkai::cli
