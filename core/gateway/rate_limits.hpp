// What a provider's headers say about how much it will still take, so that we wait before the 429 comes.
#pragma once

#include "core/base/clock.hpp"
#include "core/http/http.hpp"

#include <cstdint>
#include <optional>

namespace mkai::gateway {

// Absent headers stay empty. Times are from now.
struct RateLimits {
    std::optional<std::int64_t> requests_left;
    std::optional<std::int64_t> requests_reset_ms;
    std::optional<std::int64_t> tokens_left;
    std::optional<std::int64_t> tokens_reset_ms;

    // How long to wait before a call of about `tokens` tokens; 0: none.
    std::int64_t wait_ms(std::int64_t tokens) const;
};

// x-ratelimit-* (OpenAI and its kin: "1s", "6m0s", "12ms", bare seconds at Azure), anthropic-ratelimit-* (RFC
// 3339). Values that cannot be read are left out; waits are capped at k_rate_wait_ms_max.
RateLimits rate_limits_of(const http::Response& response, TimeMs now);
inline constexpr std::int64_t k_rate_wait_ms_max = 120'000;

// What a failed answer asks us to wait: retry-after-ms, else retry-after in seconds or as an HTTP date. Empty
// when it asks for nothing that can be read; what it asks for is not capped here, but for 400 days so that
// sums fit. Only of answers that are not 2xx: Anthropic sends retry-after with good ones.
std::optional<std::int64_t> retry_after_ms(const http::Response& response, TimeMs now);

}  // namespace mkai::gateway
