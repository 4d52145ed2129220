#include "core/base/decimal.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace mkai {

namespace {

constexpr std::size_t k_whole_digits_max = 12;
constexpr std::size_t k_fraction_digits_max = 6;

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct Parts {
    std::string_view whole;
    std::string_view fraction;
};

std::optional<Parts> parts_of(std::string_view text, std::size_t fraction_digits_max) {
    const auto point = text.find('.');
    Parts parts{text.substr(0, point), {}};
    if (point != std::string_view::npos) {
        parts.fraction = text.substr(point + 1);
        if (parts.fraction.empty()) return std::nullopt;
    }
    if (parts.whole.empty() || !all_digits(parts.whole) || !all_digits(parts.fraction)) return std::nullopt;
    while (parts.whole.size() > 1 && parts.whole.front() == '0') parts.whole.remove_prefix(1);
    if (parts.whole.size() > k_whole_digits_max || parts.fraction.size() > fraction_digits_max)
        return std::nullopt;
    return parts;
}

// The amount times 10^digits; the caller has checked that it fits.
std::int64_t scaled(const Parts& parts, std::size_t digits) {
    std::int64_t value = 0;
    for (char c : parts.whole) value = value * 10 + (c - '0');
    for (std::size_t i = 0; i < digits; ++i)
        value = value * 10 + (i < parts.fraction.size() ? parts.fraction[i] - '0' : 0);
    return value;
}

}  // namespace

std::optional<std::string> canonical_amount(std::string_view text) {
    const auto parts = parts_of(text, k_fraction_digits_max);
    if (!parts) return std::nullopt;
    std::string out(parts->whole);
    if (!parts->fraction.empty()) out.append(".").append(parts->fraction);
    return out;
}

int compare_amounts(std::string_view a, std::string_view b) {
    const auto left = parts_of(a, k_fraction_digits_max);
    const auto right = parts_of(b, k_fraction_digits_max);
    const std::int64_t x = left ? scaled(*left, k_fraction_digits_max) : -1;
    const std::int64_t y = right ? scaled(*right, k_fraction_digits_max) : -1;
    return x < y ? -1 : x > y ? 1 : 0;
}

std::string to_decimal(PicoUsd amount) {
    const bool negative = amount.value < 0;
    const std::uint64_t magnitude =
        negative ? ~static_cast<std::uint64_t>(amount.value) + 1 : static_cast<std::uint64_t>(amount.value);
    std::string fraction = fmt::format("{:012}", magnitude % k_pico_per_usd);
    while (fraction.size() > 2 && fraction.back() == '0') fraction.pop_back();
    return fmt::format("{}{}.{}", negative ? "-" : "", magnitude / k_pico_per_usd, fraction);
}

std::optional<PicoUsd> parse_usd(std::string_view text) {
    const auto parts = parts_of(text, 12);
    if (!parts || parts->whole.size() > 6) return std::nullopt;  // 10^6 dollars is 10^18 pico-dollars
    return PicoUsd{scaled(*parts, 12)};
}

std::optional<PicoUsd> token_cost(std::int64_t tokens, std::string_view usd_per_million) {
    const auto price = parse_usd(usd_per_million);
    if (!price || tokens < 0) return std::nullopt;
    // A token's whole pico-dollars and the rest apart, so that a million tokens at $15 do not overflow.
    std::int64_t whole = 0, rest = 0, sum = 0;
    if (__builtin_mul_overflow(price->value / 1'000'000, tokens, &whole) ||
        __builtin_mul_overflow(price->value % 1'000'000, tokens, &rest) ||
        __builtin_add_overflow(whole, rest / 1'000'000 + (rest % 1'000'000 != 0 ? 1 : 0), &sum))
        return std::nullopt;
    return PicoUsd{sum};
}

std::optional<PicoUsd> converted(std::string_view amount, std::string_view usd_for_one) {
    const auto left = parts_of(amount, k_fraction_digits_max);
    const auto right = parts_of(usd_for_one, k_fraction_digits_max);
    if (!left || !right) return std::nullopt;
    std::int64_t product = 0;  // 10^-6 times 10^-6
    if (__builtin_mul_overflow(scaled(*left, k_fraction_digits_max), scaled(*right, k_fraction_digits_max),
                               &product) ||
        product >= 1'000'000 * k_pico_per_usd)
        return std::nullopt;
    return PicoUsd{product};
}

bool is_currency_code(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace mkai
