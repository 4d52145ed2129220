// How readers of a locale write prices and dates.
//
// The facts are the Unicode CLDR's, version 48, as ICU 78.2 formats them (long dates, standard currencies;
// read off with Intl.NumberFormat and Intl.DateTimeFormat, 2026-11-23; https://cldr.unicode.org). Where they
// differ from it, the row says so.
#pragma once

#include <array>
#include <string_view>

namespace mkai::brand {

struct DateStyle {
    std::string_view locale;   // "de-AT", or a language for all other regions: "de"
    std::string_view pattern;  // with {day}, {month} and {year}
    std::array<std::string_view, 12> months;
    std::string_view first_day = {};  // what stands for {day} on the first; empty: "1"
};

struct PriceStyle {
    std::string_view locale;
    std::string_view decimal;
    std::string_view group;
    int group_from_digits;   // whole digits from which on they are grouped: 4, or 5 where "1234,50" stays
                             // whole
    int later_group_digits;  // 3; 2 in India, after the first three
    bool symbol_first;
    std::string_view space;  // between symbol and digits
};

struct CurrencySymbol {
    std::string_view currency;
    std::string_view locale;  // a locale, a language, or empty: all others
    std::string_view symbol;
};

// The row for the locale, else for its language; null when there is no data.
const DateStyle* find_date_style(std::string_view locale);
const PriceStyle* find_price_style(std::string_view locale);
// The symbol that the locale's readers know, else the currency's code.
std::string_view currency_symbol(std::string_view currency, std::string_view locale);

}  // namespace mkai::brand
