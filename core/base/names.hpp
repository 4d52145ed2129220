// An enum and its names in one table.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace mkai {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

template <class Enum, std::size_t N>
constexpr std::string_view name_of(const Names<Enum, N>& names, Enum value) {
    for (const auto& [key, name] : names)
        if (key == value) return name;
    return "?";
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const Names<Enum, N>& names, std::string_view text) {
    for (const auto& [key, name] : names)
        if (name == text) return key;
    return std::nullopt;
}

}  // namespace mkai
