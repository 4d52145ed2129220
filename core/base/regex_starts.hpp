// Where in a text a match of a pattern can begin at all, so that a long text is not tried byte by byte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Beginnings of which one stands where a match begins, each of one byte or more: "then" and "after" of
// "\b(then|after)\b". Empty when that is not sure, or when a match may be empty: where a class or "\d" comes
// first, and wherever the pattern has anything that is not understood here (options, verbs).
std::vector<std::string> starts_of_matches(std::string_view pattern);

// Finds those beginnings, their ASCII letters in either case.
class StartFinder {
  public:
    static constexpr std::size_t k_starts_max = 64;

    StartFinder() = default;
    // None when there are more than k_starts_max.
    explicit StartFinder(const std::vector<std::string>& starts);

    bool has_any() const { return m_all != 0; }
    // The first place from `from` where one may stand (its first bytes do); npos when there is none.
    std::size_t next(std::string_view text, std::size_t from) const;

  private:
    static constexpr std::size_t k_bytes = 4;  // of each beginning that are compared
    using Bits = std::uint64_t;                // one for each beginning

    Bits m_all = 0;
    std::array<std::array<Bits, 256>, k_bytes> m_having{};  // the byte there, or ended before it
    std::array<Bits, k_bytes> m_ended{};
};

}  // namespace mkai
