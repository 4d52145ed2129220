// What single words and symbols mean where facts are read, by language, and how a locale writes numbers and
// dates. The data is in fact_words_data.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace mkai::brand {

enum class Meaning : std::uint8_t {
    month,          // value: 1 to 12
    weekday,        // value: 1 is Monday
    currency,       // code: ISO 4217, or a family such as "dollar" that the locale decides
    currency_lead,  // a word for one that stands before the number: "kr"
    minor,          // a hundredth of the currency `code`
    unit,           // code: the unit's name
    power,          // value: of ten that the number before it is multiplied with
    glued_power,    // the same, only right behind digits: "5k"
    percent,        // value: how many percent one is
    percent_lead,   // "per" of "per cent"
    percent_tail,   // "cent" of it
    ordinal,        // right behind digits: "st"
    range,          // between the ends of a range: "to"
    of,             // between day, month and year, or a million and its currency: "of", "de"
    article,        // before a date's number: "the", "den"
    half,           // "half" of "half price"
    price,          // what can be had at half
    hour,           // right behind a time: "Uhr", "h"
    hour_lead,      // before a time: "kl."
    am,
    pm,
    phone,        // before a phone number
    capital,      // a fact only with a capital: "may" is a verb
    year_part,    // "年"
    month_part,   // "月"
    day_part,     // "日"
    minute_part,  // "分"
};

// How a word takes part in a number that is written out.
struct Numeral {
    // score and ten are French: a "vingt" behind "quatre" makes 80, a "dix" takes units. A lead, "a", stands
    // before times only.
    enum class Kind : std::uint8_t { none, add, score, ten, times, join, lead };
    Kind kind = Kind::none;
    bool weak = false;  // no number alone: an article, or another word that is written alike
    // add, times: its value. join: what must divide the number before it ("and" after hundreds: 100), or 1
    // where the units come before the tens.
    std::int64_t value = 0;
};

struct Lexeme {
    std::uint32_t meanings = 0;  // bits, by Meaning
    std::int8_t month = 0;
    std::int8_t weekday = 0;
    std::int8_t power = 0;
    std::int8_t percent = 0;
    Numeral numeral;
    std::string_view currency = {};
    std::string_view minor = {};
    std::string_view unit = {};

    bool is(Meaning meaning) const { return (meanings >> static_cast<unsigned>(meaning) & 1u) != 0; }
};

class Lexicon {
  public:
    Lexicon();
    ~Lexicon();
    Lexicon(Lexicon&&) noexcept;

    // By the folded word, or a symbol; null when it means nothing here.
    const Lexeme* find(std::string_view word) const;
    // The value of a number written as one word, "einundzwanzig", in languages that do so.
    std::optional<std::int64_t> find_compound(std::string_view word) const;

    struct Data;
    Data& data() { return *m_data; }

  private:
    std::unique_ptr<Data> m_data;
};

// Numerals that follow each other, while they make one number.
class NumeralSum {
  public:
    bool take(const Numeral& numeral);  // false: it begins another number, and nothing is changed
    std::int64_t value() const { return m_total + m_current; }
    bool empty() const { return !m_any; }

  private:
    bool add(std::int64_t value);
    bool multiply(std::int64_t factor);

    std::int64_t m_total = 0;    // what a thousand or more has multiplied
    std::int64_t m_current = 0;  // below that
    std::int64_t m_scale = 0;    // the last such factor; the next is smaller
    std::int64_t m_join = 0;     // of the word before: see Numeral::value
    bool m_after_ten = false;
    bool m_after_lead = false;
    bool m_any = false;
};

enum class DateOrder : std::uint8_t { day_first, month_first };

struct FactStyle {
    char decimal = '.';
    bool spaces_group = false;  // plain spaces between groups of digits: "1 234"
    DateOrder order = DateOrder::day_first;
    bool both_orders = false;        // its readers use the other order too
    bool dotted_days = false;        // "1.12." is a day
    bool named_month_first = false;  // "December 1" without a year
    std::string_view home_currency = {};
};

// Shared and never changed. `language`: "en"; one without data has what all languages share.
const Lexicon& lexicon_of(std::string_view language);
FactStyle fact_style_of(std::string_view locale);

// The currencies that a code or family may be for readers of a home currency, the likeliest first; one when
// they are sure.
std::span<const std::string_view> currencies_of(std::string_view code, std::string_view home_currency);

}  // namespace mkai::brand
