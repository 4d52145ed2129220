#include "core/gateway/usage.hpp"

#include "core/gateway/json_fields.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

// Part of the prompt: at OpenAI and its kin in the details, at Mistral and DeepSeek beside them.
std::int64_t cached_of(const Json& usage, const InclusiveKeys& keys) {
    if (const auto told = count_at(at(usage, keys.input_details), "cached_tokens")) return *told;
    if (const auto told = count_at(usage, "num_cached_tokens")) return *told;
    return count_or_0(usage, "prompt_cache_hit_tokens");
}

}  // namespace

std::int64_t less(std::int64_t whole, std::int64_t part) {
    return std::max<std::int64_t>(0, whole - part);
}

UsageSource source_of(bool input_told, bool output_told) {
    if (input_told && output_told) return UsageSource::reported;
    return input_told || output_told ? UsageSource::partial : UsageSource::unknown;
}

Usage inclusive_usage(const Json& usage, const InclusiveKeys& keys) {
    const auto input = count_at(usage, keys.input);
    const auto output = count_at(usage, keys.output);
    const std::int64_t input_in_all = input.value_or(0);
    const std::int64_t output_told = output.value_or(0);
    Usage out;
    out.source = source_of(input.has_value(), output.has_value());
    out.cache_read = std::min(cached_of(usage, keys), input_in_all);
    // OpenRouter tells writes of Anthropic's cache without their kind; the cheaper five minutes are its
    // default.
    out.cache_write_5m = std::min(count_or_0(at(usage, keys.input_details), "cache_write_tokens"),
                                  input_in_all - out.cache_read);
    out.input = input_in_all - out.cache_read - out.cache_write_5m;
    const std::int64_t left_out = less(count_or_0(usage, "total_tokens"), input_in_all + output_told);
    if (input && output && left_out > 0) {
        out.output = output_told;
        out.reasoning = left_out;
    } else {
        // More reasoning than output has been seen (OpenRouter).
        out.reasoning = std::min(count_or_0(at(usage, keys.output_details), "reasoning_tokens"), output_told);
        out.output = output_told - out.reasoning;
    }
    return out;
}

}  // namespace mkai::gateway
