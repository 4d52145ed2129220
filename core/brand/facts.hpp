// Facts in marketing copy: the numbers, prices, percentages, dates and times that a text states, as people of
// a locale read them, and whether each is one that is known. Pure, linear in the text, and never an error:
// bytes that are not UTF-8 and what is no fact are passed over.
//
// No facts are: digits inside of words and ids ("MP3", "c-12"), addresses, e-mail, hashtags, mentions,
// {{tokens}}, phone numbers, numbers that messages are sent to ("STOP to 36111"), "24/7", degrees, the
// numbering of lists, names of months and weekdays without a number, a lone "one" ("ein", "un": mostly an
// article), digits of more than 15 places, the sign of a number
// ("-20%" is 20%).
#pragma once

#include "core/brand/word_table.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/catalog.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

enum class FactKind : std::uint8_t { number, money, percentage, date, time };
inline constexpr std::size_t k_fact_kinds = 5;
std::string_view to_string(FactKind kind);

// What is absent is 0: "1 Dec" has no year, "2026" only that.
struct FactDate {
    std::int16_t year = 0;
    std::int8_t month = 0;
    std::int8_t day = 0;
    std::int8_t weekday = 0;  // 1 is Monday, where the text names one
    bool operator==(const FactDate&) const = default;
};

// One way to read a fact.
struct FactReading {
    FactKind kind = FactKind::number;
    // number, money, percentage: a decimal without grouping, leading zeros or zeros at its end: "5",
    // "1234.5". date: "2026-12-01", "--12-01" (no year), "2026-12", "2026" (ISO 8601). time: "20:00".
    std::string value;
    // money: the currency (ISO 4217). number: its unit where it is a known one, the same in every language
    // ("day", "month", "GB", "times"). Else empty. Static storage.
    std::string_view unit = {};
    FactDate date = {};
    bool elsewhere =
        false;  // only readers of other locales take it so: "1.234" is 1234 in German, not in English
    bool operator==(const FactReading&) const = default;
};

struct Fact {
    std::size_t begin = 0;  // bytes, with the symbol, unit or weekday that belongs to it
    std::size_t end = 0;
    FactReading reading;              // as the locale's readers take it
    std::vector<FactReading> others;  // what else it could mean
};

// A text with more facts than this is no copy: the first ones are returned.
inline constexpr std::size_t k_facts_max = 200'000;

// In order, none overlapping another. `locale` is BCP 47 ("de-AT"); of a language without data, digits,
// symbols and currency codes are read all the same.
std::vector<Fact> find_facts(std::string_view text, std::string_view locale);

// Whether `known` says what `copy` says, as people understand it. A known text may have been written for
// other readers, so any reading of it counts; of the copy only those that its own readers may take.
//   number: equal values; units differ only when both have one ("30 days", "30 months")
//   money: equal value and currency; percentage: equal value, never a number's
//   date: what the copy says is so in the known one; a year counts when both have it, and a weekday must be
//   true
bool same_fact(const Fact& copy, const Fact& known);

struct KnownFact {
    Fact fact;
    std::string source;   // in words: "the offer's price", "claim c-12"
    std::string wording;  // as it stands there: "£4.99", "4.99 GBP"
};

// The facts that copy may state.
class KnownFacts {
  public:
    // Of a text. Where its locale is not English it is read in English too: briefs are often written in it.
    void add_text(std::string_view text, std::string_view locale, std::string_view source);
    // Of values; one that cannot be read is left out. `amount` and `decimal` are "4.99", a date "2026-12-01".
    void add_money(std::string_view amount, std::string_view currency, std::string_view source);
    void add_number(std::string_view decimal, std::string_view source);
    void add_date(std::string_view iso_date, std::string_view source);

    // Name, terms, prices and dates.
    void add_offer(const Offer& offer, std::string_view locale);
    // The brief's words for the locale, its KPI, its flight and the locale's offer; not its claims, which are
    // the workspace's, nor its budgets.
    void add_brief(const Brief& brief, std::string_view locale);
    void add_claim(const Claim& claim, std::string_view locale);

    // The first added one that is the same; null when none is. Valid until the next add_.
    const KnownFact* find(const Fact& copy) const;
    // The known fact of the same kind that is most alike, for the mend: the same currency or unit first, then
    // the nearest value or day. Null when none has the kind.
    const KnownFact* nearest(const Fact& copy) const;

    const std::vector<KnownFact>& all() const { return m_facts; }

  private:
    // One reading of a fact, by its place in m_facts.
    struct Entry {
        std::uint32_t fact = 0;
        std::string_view unit = {};
        FactDate date = {};
    };

    void add(Fact fact, std::string_view source, std::string_view wording);
    void index(const FactReading& reading);
    // The first fact with a reading that is the same as this one; else m_facts.size().
    std::size_t find_reading(const FactReading& copy) const;

    std::vector<KnownFact> m_facts;
    WordTable m_values;                         // by kind and value
    std::vector<std::vector<Entry>> m_entries;  // a value each
    std::vector<Entry> m_dates;
    std::array<std::vector<std::uint32_t>, k_fact_kinds> m_by_kind;  // facts, by how they are read first
    std::vector<double> m_numbers;                                   // a fact each: what its value says
};

}  // namespace mkai::brand
