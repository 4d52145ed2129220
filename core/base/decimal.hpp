// Exact decimal amounts: prices as people write them, spend as the ledger keeps it. No floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mkai {

// "4.99", "1200", "0.50": up to 12 digits before the point and 6 after, no sign, no grouping. The canonical
// form has no leading zeros and keeps the digits after the point ("4.90" stays, because a price shows them).
std::optional<std::string> canonical_amount(std::string_view text);
// -1, 0, 1 by value: "4.9" equals "4.90". Both must be canonical amounts.
int compare_amounts(std::string_view a, std::string_view b);

// Integer pico-dollars (10^-12 USD), the ledger's unit of spend. One million dollars is 10^18.
struct PicoUsd {
    std::int64_t value = 0;
    auto operator<=>(const PicoUsd&) const = default;
};
inline constexpr std::int64_t k_pico_per_usd = 1'000'000'000'000;
// "0.000123": as many digits as needed, at least 2, at most 12.
std::string to_decimal(PicoUsd amount);
std::optional<PicoUsd> parse_usd(std::string_view text);
// PicoUsd for `tokens` at `usd_per_million` ("0.15"): exact, rounded up; empty on overflow or a price that is
// no amount.
std::optional<PicoUsd> token_cost(std::int64_t tokens, std::string_view usd_per_million);

// PicoUsd of an amount at `usd_for_one` ("1.27") of its currency: both canonical amounts, so exact. Empty
// when one is no amount, or for a million dollars and more.
std::optional<PicoUsd> converted(std::string_view amount, std::string_view usd_for_one);

// A currency: three upper-case letters (ISO 4217; whether it exists is not checked).
bool is_currency_code(std::string_view text);

}  // namespace mkai
