// How fast copy is checked: 300 rules and 1,000 claims, all unlike each other, made from a fixed seed.
#pragma once

#include "core/base/file.hpp"

#include <span>
#include <string>

namespace mkai::bench {

// Writes a workspace with them; draft.txt with 2 KB and long.txt with 1 MB of the sentences, shuffled.
void write_check_workspace(const fs::path& folder, std::span<const std::string> sentences);

// Prints the speeds in that workspace; `plain` are sentences in which there is little to find.
void print_check_speeds(const fs::path& folder, std::span<const std::string> sentences,
                        std::span<const std::string> plain);

}  // namespace mkai::bench
