#include "core/gateway/retry.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::gateway {

namespace {

std::int64_t wait_of(const CallFailure& failure, int attempts, double draw) {
    if (failure.retry_after_ms) {
        const auto asked = std::max<std::int64_t>(*failure.retry_after_ms, 0);
        const auto capped = std::min(asked, 2 * k_asked_wait_ms_max);  // beyond that it is refused below
        return capped + static_cast<std::int64_t>(static_cast<double>(capped) * draw / 10);
    }
    const std::int64_t most = std::min(k_backoff_ms << std::min(attempts - 1, 10), k_backoff_ms_max);
    return static_cast<std::int64_t>(static_cast<double>(most) * draw);
}

}  // namespace

NextStep next_step(const CallFailure& failure, const Tries& tries, double draw) {
    using enum NextStep::Kind;
    const auto end = [](std::string why) { return NextStep{stop, 0, std::move(why)}; };
    if (tries.attempts >= tries.attempts_max)
        return end(tries.attempts > 1 ? fmt::format("after {} attempts", tries.attempts) : std::string());
    if (!tries.money_left) return end("another attempt would cost more than this call may");
    const bool may_fall_back = tries.has_fallback && failure.fallback_helps;
    if (!failure.retry_helps) return may_fall_back ? NextStep{fallback, 0, {}} : end({});
    if (may_fall_back && tries.attempts_here >= k_attempts_before_fallback) return {fallback, 0, {}};
    const std::int64_t wait_ms = wait_of(failure, tries.attempts_here, draw);
    const bool too_long = failure.retry_after_ms && *failure.retry_after_ms > k_asked_wait_ms_max;
    if (!too_long && tries.elapsed_ms + wait_ms < tries.deadline_ms) return {again, wait_ms, {}};
    if (may_fall_back && tries.elapsed_ms < tries.deadline_ms) return {fallback, 0, {}};
    return end(failure.retry_after_ms
                   ? fmt::format("the provider asks us to wait {} s", *failure.retry_after_ms / 1000)
                   : fmt::format("its {} s are over", tries.deadline_ms / 1000));
}

}  // namespace mkai::gateway
