// The providers' counts in buckets that do not overlap (core/domain/usage.hpp).
#pragma once

#include "core/base/json.hpp"
#include "core/domain/usage.hpp"

namespace mkai::gateway {

// What the counts are called by an API that counts inclusively: what is cached is part of the input, and
// reasoning is part of the output.
struct InclusiveKeys {
    const char* input;
    const char* input_details;
    const char* output;
    const char* output_details;
};
inline constexpr InclusiveKeys k_chat_usage{"prompt_tokens", "prompt_tokens_details", "completion_tokens",
                                            "completion_tokens_details"};
inline constexpr InclusiveKeys k_responses_usage{"input_tokens", "input_tokens_details", "output_tokens",
                                                 "output_tokens_details"};

// Unknown when neither input nor output is told, partial when one is. Where `total_tokens` is more than both,
// the rest is reasoning that the output leaves out (Gemini's and xAI's chat completions do so).
Usage inclusive_usage(const Json& usage, const InclusiveKeys& keys);

// The number that is told less the parts of it, and never below 0.
std::int64_t less(std::int64_t whole, std::int64_t part);
UsageSource source_of(bool input_told, bool output_told);

}  // namespace mkai::gateway
