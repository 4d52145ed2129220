#include "core/gateway/rate_limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace mkai::gateway {

namespace {

// Longer than any wait that is meant, and short enough that sums do not overflow.
constexpr std::int64_t k_wait_ms_max = 400 * k_day_ms;
constexpr std::int64_t k_minute_ms = 60 * k_second_ms;

// Digits alone, and a number of them that fits.
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || text.front() == '-' || failed != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

// "2", "0.25": thousandths, rounded up. What does not fit is the largest wait.
std::optional<std::int64_t> thousandths(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view digits = text.substr(0, point);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const auto whole = whole_number(digits);
    if (!whole || *whole > k_wait_ms_max / 1000) return k_wait_ms_max;
    std::int64_t value = *whole * 1000;
    if (point == std::string_view::npos) return value;
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::int64_t unit = 100;
    for (const char c : fraction.substr(0, 3)) {
        value += unit * (c - '0');
        unit /= 10;
    }
    const bool more = fraction.size() > 3 && fraction.find_first_not_of('0', 3) != std::string_view::npos;
    return value + (more ? 1 : 0);
}

// Go's durations, as OpenAI writes them: "1s", "6m0s", "1h2m3.5s", "12ms". A bare number is seconds.
std::optional<std::int64_t> duration_ms(std::string_view text) {
    struct Unit {
        std::string_view name;
        std::int64_t ms;
    };
    static constexpr Unit k_units[] = {{"ms", 1},          {"us", 0},          {"ns", 0},
                                       {"s", k_second_ms}, {"m", k_minute_ms}, {"h", 60 * k_minute_ms},
                                       {"d", k_day_ms}};
    if (text.empty()) return std::nullopt;
    if (text.find_first_not_of("0123456789.") == std::string_view::npos) return thousandths(text);
    std::int64_t sum = 0;
    while (!text.empty()) {
        const auto end = text.find_first_not_of("0123456789.");
        if (end == 0 || end == std::string_view::npos) return std::nullopt;
        const auto number = thousandths(text.substr(0, end));
        text.remove_prefix(end);
        const auto* unit =
            std::ranges::find_if(k_units, [&](const Unit& u) { return text.starts_with(u.name); });
        if (!number || unit == std::end(k_units)) return std::nullopt;
        text.remove_prefix(unit->name.size());
        if (unit->ms > 0 && *number > k_wait_ms_max / unit->ms) return k_wait_ms_max;
        sum = std::min(k_wait_ms_max, sum + (*number * unit->ms + 999) / 1000);
    }
    return sum;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that servers may send (RFC 9110, section 5.6.7).
std::optional<TimeMs> http_date(std::string_view text) {
    static constexpr std::string_view k_months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t k_size = 29;
    if (text.size() != k_size || !text.ends_with(" GMT") || text[3] != ',') return std::nullopt;
    const auto month = k_months.find(text.substr(8, 3));
    if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
    const std::string iso = std::string(text.substr(12, 4)) + "-" + std::string(month / 3 < 9 ? "0" : "") +
                            std::to_string(month / 3 + 1) + "-" + std::string(text.substr(5, 2)) + "T" +
                            std::string(text.substr(17, 8)) + "Z";
    const auto time = parse_time(iso, TimeMs{});
    return time ? std::optional(*time) : std::nullopt;
}

std::optional<std::int64_t> until(std::optional<TimeMs> time, TimeMs now) {
    if (!time) return std::nullopt;
    return std::max<std::int64_t>(0, time->value - now.value);
}

std::optional<std::int64_t> until_rfc3339(std::string_view text, TimeMs now) {
    // parse_time takes more than this: a wait is a moment with its offset.
    if (text.find('T') == std::string_view::npos) return std::nullopt;
    const auto time = parse_time(text, now);
    return until(time ? std::optional(*time) : std::nullopt, now);
}

struct Names {
    std::string_view requests_left, requests_reset, tokens_left, tokens_reset;
    std::optional<std::int64_t> (*reset)(std::string_view, TimeMs);
};
// docs.x.ai, console.groq.com, platform.openai.com/docs/guides/rate-limits;
// platform.claude.com/docs/en/api/rate-limits; 2026-11-24.
constexpr Names k_names[] = {
    {"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-remaining-tokens",
     "x-ratelimit-reset-tokens", [](std::string_view text, TimeMs) { return duration_ms(text); }},
    {"anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset",
     "anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset", until_rfc3339},
};

std::optional<std::int64_t> capped(std::optional<std::int64_t> wait) {
    return wait ? std::optional(std::min(*wait, k_rate_wait_ms_max)) : wait;
}

template <class T>
void fill(std::optional<T>& place, std::optional<T> value) {
    if (!place) place = value;
}

}  // namespace

std::int64_t RateLimits::wait_ms(std::int64_t tokens) const {
    std::int64_t wait = 0;
    if (requests_left && *requests_left < 1) wait = std::max(wait, requests_reset_ms.value_or(0));
    if (tokens_left && *tokens_left < tokens) wait = std::max(wait, tokens_reset_ms.value_or(0));
    return std::min(wait, k_rate_wait_ms_max);
}

RateLimits rate_limits_of(const http::Response& response, TimeMs now) {
    RateLimits limits;
    for (const Names& names : k_names) {
        fill(limits.requests_left, whole_number(response.header(names.requests_left)));
        fill(limits.tokens_left, whole_number(response.header(names.tokens_left)));
        fill(limits.requests_reset_ms, capped(names.reset(response.header(names.requests_reset), now)));
        fill(limits.tokens_reset_ms, capped(names.reset(response.header(names.tokens_reset), now)));
    }
    return limits;
}

std::optional<std::int64_t> retry_after_ms(const http::Response& response, TimeMs now) {
    // Anthropic sends retry-after with good answers too: it is about the next window and not about this call.
    if (response.status >= 200 && response.status <= 299) return std::nullopt;
    if (const std::string_view ms = response.header("retry-after-ms"); !ms.empty())
        if (const auto wait = thousandths(ms)) return *wait == k_wait_ms_max ? *wait : (*wait + 999) / 1000;
    const std::string_view after = response.header("retry-after");
    if (after.empty()) return std::nullopt;
    if (const auto wait = thousandths(after)) return wait;
    return until(http_date(after), now);
}

}  // namespace mkai::gateway
