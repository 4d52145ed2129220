#include "core/domain/price.hpp"

#include "core/base/json.hpp"

#include <array>

#include <nlohmann/json.hpp>

namespace mkai {

std::optional<PicoUsd> sum_of(PicoUsd a, PicoUsd b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.value, b.value, &sum)) return std::nullopt;
    return PicoUsd{sum};
}

std::optional<PicoUsd> cost_of(const Usage& usage, const Price& price) {
    if (price.free) return PicoUsd{0};
    const TokenPrice& p = price.usd_per_million;
    if (!p.is_known()) return std::nullopt;
    if (price.input_tokens_max > 0 && usage.input_in_all() > price.input_tokens_max) return std::nullopt;
    const auto or_else = [](const std::string& told, const std::string& other) -> const std::string& {
        return told.empty() ? other : told;
    };
    const std::array<std::pair<std::int64_t, const std::string*>, 6> buckets{{
        {usage.input, &p.input},
        {usage.cache_read, &or_else(p.cache_read, p.input)},
        {usage.cache_write_5m, &or_else(p.cache_write_5m, p.input)},
        {usage.cache_write_1h, &or_else(p.cache_write_1h, p.input)},
        {usage.output, &p.output},
        {usage.reasoning, &or_else(p.reasoning, p.output)},
    }};
    PicoUsd sum;
    for (const auto& [tokens, usd] : buckets) {
        const auto cost = token_cost(tokens, *usd);
        if (!cost) return std::nullopt;
        const auto more = sum_of(sum, *cost);
        if (!more) return std::nullopt;
        sum = *more;
    }
    return sum;
}

std::string price_to_bytes(const Price& price) {
    const TokenPrice& p = price.usd_per_million;
    Json json = {
        {"checked_on", price.checked_on}, {"free", price.free}, {"id", price.id}, {"source", price.source}};
    if (price.input_tokens_max > 0) json["input_tokens_max"] = price.input_tokens_max;
    const std::array<std::pair<const char*, const std::string*>, 6> amounts{{
        {"input", &p.input},
        {"output", &p.output},
        {"cache_read", &p.cache_read},
        {"cache_write_5m", &p.cache_write_5m},
        {"cache_write_1h", &p.cache_write_1h},
        {"reasoning", &p.reasoning},
    }};
    for (const auto& [key, usd] : amounts)
        if (!usd->empty()) json["usd_per_million"][key] = *usd;
    return dump_json(json);
}

}  // namespace mkai
