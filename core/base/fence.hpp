// The lines that stand around data in a message, with a mark that nothing in the message holds, so that no
// data can end its section.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

inline constexpr std::size_t k_fence_size = 16;
inline constexpr std::string_view k_section_begins = "<<< ";
inline constexpr std::string_view k_section_ends = ">>> end of ";

// From a digest of the data, and from that digest again for as long as one of the texts holds it.
std::string fence_for(std::string_view data, std::span<const std::string_view> texts);
// `mark`, or another that is made of it for as long as one of the texts holds it; never empty.
std::string free_fence(std::string mark, std::span<const std::string_view> texts);

// A whole section with a mark of its own, or with one that its caller knows to be free.
std::string fenced_section(std::string_view name, std::string_view text);
std::string fenced_section(std::string_view name, std::string_view text, std::string_view mark);

// The names of the sections in a message, in order, each once. The mark of the first one counts: data that
// looks like a section has another. Linear.
std::vector<std::string> section_names(std::string_view message);

}  // namespace mkai
