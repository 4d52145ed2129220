// Digits that are facts or not by what stands on the line before them. A part of find_facts: each looks at a
// bounded number of bytes, and only where the digits themselves fit.
#pragma once

#include "core/brand/fact_reader.hpp"

#include <cstddef>
#include <optional>

namespace mkai::brand {

// Whether token `n`, a run of digits, is a number that messages are sent to: "STOP to 36111", "text WIN to
// 60777".
bool is_short_code(FactReader& reader, std::size_t n);

// The two times of day of "9-17" and "9-17 Uhr", behind a weekday or a word for hours: of tokens `n` and n
// + 2.
struct FactHoursRead {
    int from_minutes = 0;  // since midnight
    int to_minutes = 0;
    std::size_t end = 0;
};
std::optional<FactHoursRead> read_hours(FactReader& reader, std::size_t n);

}  // namespace mkai::brand
