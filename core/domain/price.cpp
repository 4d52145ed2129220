#include "core/domain/price.hpp"

#include "core/base/hash.hpp"
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
    for (const AmountKey& amount : k_amount_keys)
        if (const std::string& usd = p.*amount.place; !usd.empty()) json["usd_per_million"][amount.key] = usd;
    return dump_json(json);
}

Result<Price> price_from_bytes(std::string_view bytes) {
    auto json = parse_json(bytes);
    if (!json) return fail(json);
    try {
        Price price;
        price.id = json->at("id").get<std::string>();
        price.source = json->at("source").get<std::string>();
        price.checked_on = json->at("checked_on").get<std::string>();
        price.free = json->at("free").get<bool>();
        price.input_tokens_max = json->value("input_tokens_max", std::int64_t{0});
        const Json amounts = json->value("usd_per_million", Json::object());
        for (const AmountKey& amount : k_amount_keys)
            price.usd_per_million.*amount.place = amounts.value(amount.key, std::string());
        price.row = sha256_hex(bytes);
        return price;
    } catch (const Json::exception&) {
        return fail(ErrorCode::ledger_corrupt, "a price in the ledger is not of the shape that mkai writes",
                    "restore the ledger from a backup");
    }
}

}  // namespace mkai
