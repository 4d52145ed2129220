#include "core/brand/slots.hpp"

#include "core/base/clock.hpp"
#include "core/base/text.hpp"
#include "core/brand/locales.hpp"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

namespace mkai::brand {
namespace {

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "1234567" -> "1,234,567", or "12,34,567" with later groups of two.
std::string group_digits(std::string_view digits, const PriceStyle& style) {
    if (static_cast<int>(digits.size()) < style.group_from_digits) return std::string(digits);
    constexpr std::size_t k_first_group = 3;
    std::string grouped(digits.substr(digits.size() - k_first_group));
    std::string_view rest = digits.substr(0, digits.size() - k_first_group);
    const auto width = static_cast<std::size_t>(style.later_group_digits);
    while (!rest.empty()) {
        const std::size_t take = std::min(width, rest.size());
        grouped = fmt::format("{}{}{}", rest.substr(rest.size() - take), style.group, grouped);
        rest.remove_suffix(take);
    }
    return grouped;
}

std::string format_number(std::string_view amount, const PriceStyle& style) {
    const std::size_t point = amount.find('.');
    std::string number = group_digits(amount.substr(0, point), style);
    if (point != std::string_view::npos)
        number += fmt::format("{}{}", style.decimal, amount.substr(point + 1));
    return number;
}

void put(std::map<std::string, std::string>& slots, std::string name, std::string value) {
    if (!value.empty()) slots.emplace(std::move(name), std::move(value));
}

void put_offer(std::map<std::string, std::string>& slots, const Offer& offer, std::string_view locale) {
    const auto price = [&](const std::string& amount) {
        return amount.empty() ? std::string{} : format_price(amount, offer.currency, locale);
    };
    const auto date = [&](const std::string& iso_date) {
        return iso_date.empty() ? std::string{} : format_date(iso_date, locale);
    };
    put(slots, "offer.name", offer.name);
    put(slots, "offer.price", price(offer.price));
    put(slots, "offer.was_price", price(offer.was_price));
    put(slots, "offer.starts", date(offer.starts));
    put(slots, "offer.ends", date(offer.ends));
    put(slots, "offer.terms", offer.terms);
}

}  // namespace

std::string format_price(std::string_view amount, std::string_view currency, std::string_view locale) {
    const PriceStyle* style = find_price_style(locale);
    if (style == nullptr) return fmt::format("{} {}", amount, currency);
    const std::string number = format_number(amount, *style);
    const std::string_view symbol = currency_symbol(currency, locale);
    if (!style->symbol_first) return fmt::format("{}{}{}", number, style->space, symbol);
    // A code or a symbol that ends in a letter never touches the digits ("SEK 99"; CLDR, currencySpacing),
    // but for the rand's own "R99".
    const bool touches = style->space.empty() && symbol.size() > 1 && is_ascii_letter(symbol.back());
    return fmt::format("{}{}{}", symbol, touches ? "\u00A0" : style->space, number);
}

std::string format_date(std::string_view iso_date, std::string_view locale) {
    const std::optional<Date> date = parse_date(iso_date);
    const DateStyle* style = find_date_style(locale);
    if (!date || style == nullptr) return std::string(iso_date);
    const bool named_first = date->day == 1 && !style->first_day.empty();
    return fmt::format(
        fmt::runtime(style->pattern),
        fmt::arg("day", named_first ? std::string(style->first_day) : std::to_string(date->day)),
        fmt::arg("month", style->months[static_cast<std::size_t>(date->month - 1)]),
        fmt::arg("year", date->year));
}

std::map<std::string, std::string> make_slots(const Brief& brief, const Deliverable& deliverable,
                                              std::string_view locale) {
    std::map<std::string, std::string> slots;
    if (const Offer* offer = brief.offer.for_locale(locale)) put_offer(slots, *offer, locale);
    put(slots, "brief.title", brief.title);
    put(slots, "brief.mandatories", join(brief.mandatories.for_locale(locale), " "));
    put(slots, "deliverable.link", deliverable.link);
    return slots;
}

}  // namespace mkai::brand
