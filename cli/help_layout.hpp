// How help is laid out: 80 columns, two-column rows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::cli {

inline constexpr std::size_t k_help_width = 80;

using HelpRow = std::pair<std::string, std::string>;
std::string help_rows(const std::vector<HelpRow>& rows);
std::string help_paragraph(std::string_view text);

}  // namespace mkai::cli
