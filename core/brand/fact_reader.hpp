// The parts of facts, each read from one token on. A reader returns nothing where its part does not begin,
// and looks at a bounded number of tokens, which keeps the whole linear.
#pragma once

#include "core/brand/fact_tokens.hpp"
#include "core/brand/fact_words.hpp"
#include "core/brand/facts.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mkai::brand {

struct FactReader {
    FactTokens tokens;
    const Lexicon& lexicon;
    FactStyle style;

    const FactToken& at(std::size_t n) { return tokens.at(n); }
    // What the ideographs from token `n` on mean, by the longest name that has `meaning`, and the token
    // behind it.
    struct Named {
        const Lexeme* lexeme = nullptr;
        std::size_t end = 0;
    };
    Named named(std::size_t n, Meaning meaning);
};

// A number without what belongs to it: digits with their separators, or words.
struct FactNumber {
    std::string value;      // canonical, see FactReading
    std::string elsewhere;  // what it is where the other separator groups; may be empty
    std::size_t end = 0;
    bool weak = false;  // "one": none by itself
    bool in_digits = false;
    bool plain = false;  // one run of digits
};
std::optional<FactNumber> read_number(FactReader& reader, std::size_t n);

// A number with its multiplier and what makes it money, a percentage or a quantity.
struct FactAmount {
    FactNumber number;
    FactKind kind = FactKind::number;
    std::span<const std::string_view> currencies = {};
    std::string_view unit = {};
    std::string unscaled;        // "5" where "5k" may be no 5000; may be empty
    std::string_view also = {};  // the unit that a currency's name is too: "pounds"
    std::size_t end = 0;
    bool has_tail = false;  // something behind the number belongs to it
    int power = 0;          // of ten, that a word behind has multiplied it with
};
// `prefixed`: a currency stands before it. Nothing as well for digits that are part of a word, and degrees.
std::optional<FactAmount> read_amount(FactReader& reader, std::size_t n, bool prefixed);

// A currency that begins with token `n`: a symbol, a code or a word. `lead`: before its number.
struct FactCurrency {
    std::span<const std::string_view> currencies;
    std::size_t end = 0;
    std::string_view also = {};
    bool symbol = false;
};
std::optional<FactCurrency> read_currency(FactReader& reader, std::size_t n, bool lead);

struct FactDateRead {
    FactDate date;
    FactDate other;  // where day and month may change places; else empty
    std::size_t end = 0;
    // "1–5 December", "December 1–5": the second date of a range whose parts are shared. end of the first
    // where set.
    FactDate until;
    std::size_t until_begin = 0;
    std::size_t until_end = 0;
};
std::optional<FactDateRead> read_date(FactReader& reader, std::size_t n);
bool is_day(const FactDate& date);
// The plain year that token `n` is, else 0.
int year_at(FactReader& reader, std::size_t n);

struct FactTimeRead {
    int minutes = 0;  // since midnight
    std::size_t end = 0;
    bool halves = false;        // of "am" and "pm"
    bool may_be_hours = false;  // "20 h" may be a duration
};
std::optional<FactTimeRead> read_time(FactReader& reader, std::size_t n);

// Between the ends of a range: a dash, "to", "bis".
bool is_range(FactReader& reader, std::size_t n);
bool is_dash(const FactToken& token);
// "1.2" and 6: "1200000"; and -2: "0.012".
std::string shifted(std::string_view decimal, int power);
// Of at most 9 digits.
int value_of(FactReader& reader, const FactToken& digits);

}  // namespace mkai::brand
