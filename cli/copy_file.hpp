// Files with the fields of copy, as editors, agencies and scripts hand them over: YAML or JSON.
#pragma once

#include "core/app/edit.hpp"
#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

inline constexpr std::size_t k_copy_bytes_max = 1u << 20;

// YAML or JSON by the name's ending. invalid_file with a context line for each error.
Result<Json> read_data(const std::string& name, std::string_view text);

// Whether a file of this name is one for `mkai import`.
bool is_import_file(std::string_view name);
// What is in it.
Result<std::vector<app::ImportItem>> read_copy_file(const std::string& file);

}  // namespace mkai::cli
