// What to do after a failed attempt: the same model again, the next of the chain, or no more. Pure; one
// deadline, one count and one sum of money for retries and fallbacks together, so that a fallback does not
// start them anew.
#pragma once

#include "core/gateway/answer.hpp"

#include <cstdint>
#include <string>

namespace mkai::gateway {

// What a call has behind it.
struct Tries {
    int attempts = 0;       // made, over all models
    int attempts_here = 0;  // of these with the present model
    int attempts_max = 1;
    std::int64_t elapsed_ms = 0;
    std::int64_t deadline_ms = 0;
    bool has_fallback = false;
    bool money_left = true;  // another attempt fits into what the call may cost
};

struct NextStep {
    enum class Kind { again, fallback, stop };
    Kind kind = Kind::stop;
    std::int64_t wait_ms = 0;
    std::string why;  // of a stop that the failure itself does not explain; may be empty
};

// Waits double from half a second up to twenty, and each is drawn evenly from zero to that (full jitter:
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, 2026-11-24). `draw` is from [0,
// 1). A provider's own wish (retry-after) is kept, with up to a tenth on top, unless it is longer than a
// minute or than what is left of the deadline.
NextStep next_step(const CallFailure& failure, const Tries& tries, double draw);

inline constexpr std::int64_t k_backoff_ms = 500;
inline constexpr std::int64_t k_backoff_ms_max = 20'000;
inline constexpr std::int64_t k_asked_wait_ms_max = 60'000;
// With a fallback at hand, a model gets this many tries.
inline constexpr int k_attempts_before_fallback = 2;

}  // namespace mkai::gateway
