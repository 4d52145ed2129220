// A value that was wrong, and the one that is right: where a text states the wrong one, and the same text
// with the right one, written as its readers write it. Pure.
#pragma once

#include "core/brand/facts.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct WrongValue {
    FactKind kind = FactKind::number;
    // money, number, percentage: a decimal ("4.99"); date: "2026-12-01".
    std::string wrong, right;
    std::string wrong_unit,
        right_unit;  // of money the currency (ISO 4217); of a number as Fact has it, or ""
    bool operator==(const WrongValue&) const = default;
};

// What `before` states and `after` states otherwise, in order. None when they do not state as many facts of
// the same kinds: then nobody but a person can say which one took whose place.
std::vector<WrongValue> compare_values(std::string_view before, std::string_view after,
                                       std::string_view locale);

// Whether the text states one of the wrong values.
bool states_wrong(std::string_view text, std::string_view locale, std::span<const WrongValue> values);

struct MendedValues {
    std::string text;
    std::vector<std::string> mended;  // the wordings that were replaced: "£4.99"
    std::vector<std::string> left;    // wordings that no machine can write anew: "five pounds"
};
// Each wrong value becomes the right one. A wording is replaced only when the new one reads as the right
// value; else it is left, and told.
MendedValues mend_values(std::string_view text, std::string_view locale, std::span<const WrongValue> values);

// Wordings that say how a price compares with another one, and may be untrue with another price: "half
// price", "50% off".
std::vector<std::string> find_price_relations(std::string_view text, std::string_view locale);

}  // namespace mkai::brand
