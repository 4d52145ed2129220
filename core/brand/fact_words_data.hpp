// The rows behind fact_words.hpp. Words are folded (lower case, composed, "ß" as "ss"), without the full stop
// of a short form, several in a row apart by spaces; `languages` too, and empty is all of them.
#pragma once

#include "core/brand/fact_words.hpp"

#include <span>
#include <string_view>

namespace mkai::brand {

// Long and short names, in the form beside a day and alone: Unicode CLDR 48 as ICU 78.2 has them (Intl of
// Node, 2026-11-26), with the forms that people write besides ("mrz", "sept").
struct NamesRow {
    std::string_view languages;
    std::string_view months;    // January's | February's | ...
    std::string_view weekdays;  // Monday's | Tuesday's | ...
};

struct WordRow {
    std::string_view languages;
    std::string_view words;
    Meaning meaning;
    int value = 0;
    std::string_view code = {};
};

// "two=2": add; "hundred=*100": times; "and=+100": join; "a=^": lead; "vingt=s20": score; "dix=t10": ten; a
// "?" at the end: weak.
struct NumeralRow {
    std::string_view languages;
    bool one_word;  // "einundzwanzig": the words are put together
    std::string_view words;
};

struct FamilyRow {
    std::string_view family;
    std::string_view currencies;  // the likeliest first
};

struct HomeRow {
    std::string_view place;  // a region, or a language where a locale has none
    std::string_view currency;
};

struct OrderRow {
    std::string_view locale;
    DateOrder order;
    bool both;
};

std::span<const NamesRow> names_rows();
std::span<const WordRow> word_rows();
std::span<const NumeralRow> numeral_rows();
std::span<const FamilyRow> family_rows();
std::span<const HomeRow> home_rows();
std::span<const OrderRow> order_rows();

}  // namespace mkai::brand
