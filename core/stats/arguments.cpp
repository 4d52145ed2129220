#include "core/stats/arguments.hpp"

#include <cmath>

#include <fmt/format.h>

namespace mkai::stats {

// Each test is written so that NaN fails it.

Done check_fraction(std::string_view name, double value) {
    if (value > 0 && value < 1) return {};
    return fail(ErrorCode::invalid_value, fmt::format("{} \"{}\" is not between 0 and 1", name, value),
                fmt::format("give a {} above 0 and below 1", name));
}

Done check_probability(std::string_view name, double value) {
    if (value >= 0 && value <= 1) return {};
    return fail(ErrorCode::invalid_value, fmt::format("{} \"{}\" is no probability", name, value),
                fmt::format("give a {} from 0 to 1", name));
}

Done check_positive(std::string_view name, double value) {
    if (value > 0 && std::isfinite(value)) return {};
    return fail(ErrorCode::invalid_value, fmt::format("{} \"{}\" is not a number above 0", name, value),
                fmt::format("give a {} above 0", name));
}

Done check_finite(std::string_view name, double value) {
    if (std::isfinite(value)) return {};
    return fail(ErrorCode::invalid_value, fmt::format("{} \"{}\" is not a finite number", name, value),
                fmt::format("give a finite {}", name));
}

Done check_count(std::string_view name, std::int64_t value, std::int64_t low, std::int64_t high) {
    if (value >= low && value <= high) return {};
    return fail(ErrorCode::invalid_value,
                fmt::format("{} \"{}\" is not from {} to {}", name, value, low, high),
                fmt::format("give {} from {} to {}", name, low, high));
}

Done check_scores(std::span<const double> scores, std::span<const int> clusters) {
    if (scores.empty())
        return fail(ErrorCode::invalid_value, "there is no score", "score at least one question");
    if (scores.size() != clusters.size())
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} scores have {} cluster labels", scores.size(), clusters.size()),
                    "give each score the label of its cluster");
    for (double score : scores)
        if (auto ok = check_finite("score", score); !ok) return fail(ok);
    return {};
}

}  // namespace mkai::stats
