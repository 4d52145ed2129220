// What a call of a model used, in buckets that do not overlap, whatever the provider's own way of counting
// is.
//
// The providers count in two ways: inclusive (OpenAI: cached tokens are part of the prompt, reasoning is part
// of the completion) and exclusive (Anthropic, Bedrock: input leaves cache reads and writes out). Each
// provider's reader turns its way into this one, so that the sum of the buckets is what was processed and
// each has its price.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mkai {

// Where the numbers come from.
enum class UsageSource {
    unknown,    // nobody told, and nothing could be counted
    estimated,  // counted by us: characters, or the reserved worst case after a crash
    partial,    // the provider told some, and the answer ended early
    reported,   // the provider told, at the end
};
std::string_view to_string(UsageSource source);
std::optional<UsageSource> parse_usage_source(std::string_view text);

// Tokens. Never negative.
struct Usage {
    std::int64_t input = 0;           // not from a cache and not written to one
    std::int64_t cache_read = 0;      // read from the provider's prompt cache
    std::int64_t cache_write_5m = 0;  // written to a cache that is kept for five minutes
    std::int64_t cache_write_1h = 0;  // ... for an hour
    std::int64_t output = 0;          // text that came back
    std::int64_t reasoning = 0;       // thought, and paid for, and not shown
    UsageSource source = UsageSource::unknown;

    std::int64_t input_in_all() const { return input + cache_read + cache_write_5m + cache_write_1h; }
    std::int64_t output_in_all() const { return output + reasoning; }
    bool is_known() const { return source != UsageSource::unknown; }
    bool operator==(const Usage&) const = default;
};

}  // namespace mkai
