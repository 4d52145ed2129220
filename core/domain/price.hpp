// What tokens cost. Money is integer pico-dollars: $0.075 a million tokens is 0.075 micro-dollars a token,
// and no rounding may add up over a million calls.
#pragma once

#include "core/base/decimal.hpp"
#include "core/base/result.hpp"
#include "core/domain/usage.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace mkai {

// US dollars for a million tokens, as canonical decimals; empty: not told. A cache bucket whose price is not
// told costs what `input` does, reasoning what `output` does.
struct TokenPrice {
    std::string input;
    std::string output;
    std::string cache_read;
    std::string cache_write_5m;
    std::string cache_write_1h;
    std::string reasoning;

    bool is_known() const { return !input.empty() && !output.empty(); }
    bool operator==(const TokenPrice&) const = default;
};

// A price as a run uses it. `row` is the SHA-256 over its canonical JSON, and stands in each call's record,
// so that a price that changes later changes nothing that was spent.
struct Price {
    std::string id;  // "openai/gpt-5.2", "mkai.yaml: copy", "free"
    TokenPrice usd_per_million;
    std::string source;      // where it was read
    std::string checked_on;  // YYYY-MM-DD
    std::string row;
    bool free = false;  // said so: a local model, the demo
    // Of a prompt, cached tokens included: what the row holds for. Longer ones cost more at some vendors.
    // 0: any.
    std::int64_t input_tokens_max = 0;
};

// Exact, each bucket rounded up to the next pico-dollar. Empty on overflow, when the price is not known or
// the prompt longer than the row holds for; zero when it is free.
std::optional<PicoUsd> cost_of(const Usage& usage, const Price& price);
// Both are not negative; empty on overflow.
std::optional<PicoUsd> sum_of(PicoUsd a, PicoUsd b);

// The amounts of a price by the names that they have in files, in the ledger and in JSON.
struct AmountKey {
    const char* key;
    std::string TokenPrice::*place;
};
inline constexpr std::array k_amount_keys{
    AmountKey{"input", &TokenPrice::input},
    AmountKey{"output", &TokenPrice::output},
    AmountKey{"cache_read", &TokenPrice::cache_read},
    AmountKey{"cache_write_5m", &TokenPrice::cache_write_5m},
    AmountKey{"cache_write_1h", &TokenPrice::cache_write_1h},
    AmountKey{"reasoning", &TokenPrice::reasoning},
};

// The canonical JSON that `row` is the digest of.
std::string price_to_bytes(const Price& price);
// The price that was written so, with its `row`. ledger_corrupt for anything else.
Result<Price> price_from_bytes(std::string_view bytes);

}  // namespace mkai
