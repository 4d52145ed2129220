// Which facts are known, and which of them one of the copy is.
#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/brand/facts.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <utility>

#include <fmt/core.h>

namespace mkai::brand {
namespace {

bool is_weekday_of(const FactDate& weekday, const FactDate& day) {
    if (weekday.weekday == 0 || day.year == 0 || day.month == 0 || day.day == 0) return true;
    const std::int64_t days = start_of(Date{day.year, day.month, day.day}).value / k_day_ms;
    // 1 January 1970 was a Thursday.
    return ((days + 3) % 7 + 7) % 7 + 1 == weekday.weekday;
}

// Whether everything that `copy` says of a date is so in `known`.
bool same_date(const FactDate& copy, const FactDate& known) {
    if (copy.year != 0 && known.year != 0 && copy.year != known.year) return false;
    if (copy.month == 0) return copy.year == known.year;
    if (copy.month != known.month) return false;
    if (copy.day != 0 && copy.day != known.day) return false;
    FactDate day = known;
    if (day.year == 0) day.year = copy.year;
    return is_weekday_of(copy, day);
}

// Of the same kind and value.
bool same_unit(FactKind kind, std::string_view copy, std::string_view known) {
    switch (kind) {
        case FactKind::money:
            return copy == known;
        case FactKind::number:
            return copy == known || copy.empty() || known.empty();
        default:
            return true;
    }
}

bool same_reading(const FactReading& copy, const FactReading& known) {
    if (copy.kind != known.kind) return false;
    if (copy.kind == FactKind::date) return same_date(copy.date, known.date);
    return copy.value == known.value && same_unit(copy.kind, copy.unit, known.unit);
}

bool is_known(const FactReading& copy, const Fact& known) {
    return same_reading(copy, known.reading) ||
           std::ranges::any_of(known.others,
                               [&](const FactReading& other) { return same_reading(copy, other); });
}

double number_of(std::string_view decimal) {
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    return value;
}

// Of a time its minutes; of no date.
double number_of(const FactReading& reading) {
    if (reading.kind == FactKind::date) return 0;
    if (reading.kind != FactKind::time) return number_of(reading.value);
    return number_of(std::string_view(reading.value).substr(0, 2)) * 60 +
           number_of(std::string_view(reading.value).substr(3));
}

// How far apart two of a kind are, of which these are the numbers: the more alike, the smaller.
double distance(const FactReading& a, double x, const FactReading& b, double y) {
    if (a.kind == FactKind::date) {
        constexpr int k_year_days = 366;
        constexpr int k_month_days = 31;
        const int years = a.date.year != 0 && b.date.year != 0 ? a.date.year - b.date.year : 0;
        return std::abs(years * k_year_days + (a.date.month - b.date.month) * k_month_days + a.date.day -
                        b.date.day);
    }
    if (a.kind == FactKind::time) return std::abs(x - y);
    const double larger = std::max(x, y);
    return larger == 0 ? 0 : std::abs(x - y) / larger;
}

// What a value is indexed by.
std::string key_of(const FactReading& reading) {
    return static_cast<char>('0' + static_cast<int>(reading.kind)) + reading.value;
}

// A currency code of static storage: those that texts can have are.
std::string_view known_currency(std::string_view code) {
    const std::vector<Fact> facts = find_facts(fmt::format("{} 1", code), "en");
    return facts.size() == 1 && facts.front().reading.unit == code ? facts.front().reading.unit
                                                                   : std::string_view{};
}

}  // namespace

bool same_fact(const Fact& copy, const Fact& known) {
    return is_known(copy.reading, known) || std::ranges::any_of(copy.others, [&](const FactReading& other) {
               return !other.elsewhere && is_known(other, known);
           });
}

void KnownFacts::add(Fact fact, std::string_view source, std::string_view wording) {
    index(fact.reading);
    for (const FactReading& other : fact.others) index(other);
    m_by_kind[static_cast<std::size_t>(fact.reading.kind)].push_back(
        static_cast<std::uint32_t>(m_facts.size()));
    m_numbers.push_back(number_of(fact.reading));
    m_facts.push_back({std::move(fact), std::string(source), std::string(wording)});
}

void KnownFacts::index(const FactReading& reading) {
    const Entry entry{static_cast<std::uint32_t>(m_facts.size()), reading.unit, reading.date};
    if (reading.kind == FactKind::date) {
        m_dates.push_back(entry);
        return;
    }
    const auto fresh = static_cast<std::uint32_t>(m_entries.size());
    const std::uint32_t value = m_values.add(key_of(reading), fresh);
    if (value == fresh) m_entries.emplace_back();
    m_entries[value].push_back(entry);
}

void KnownFacts::add_text(std::string_view text, std::string_view locale, std::string_view source) {
    const auto add_one = [&](Fact& fact) {
        const std::string_view wording = text.substr(fact.begin, fact.end - fact.begin);
        add(std::move(fact), source, wording);
    };
    std::vector<Fact> facts = find_facts(text, locale);
    if (language_of(locale) != "en") {
        // Both lists are in the text's order.
        auto own = facts.cbegin();
        for (Fact& fact : find_facts(text, "en")) {
            while (own != facts.cend() && own->begin < fact.begin) ++own;
            if (own == facts.cend() || own->begin != fact.begin || own->reading != fact.reading)
                add_one(fact);
        }
    }
    for (Fact& fact : facts) add_one(fact);
}

void KnownFacts::add_money(std::string_view amount, std::string_view currency, std::string_view source) {
    const std::vector<Fact> facts = find_facts(amount, "en");
    const std::string_view code = known_currency(currency);
    if (facts.size() != 1 || code.empty()) return;
    Fact fact;
    fact.reading = {FactKind::money, facts.front().reading.value, code};
    add(std::move(fact), source, fmt::format("{} {}", amount, currency));
}

void KnownFacts::add_number(std::string_view decimal, std::string_view source) {
    add_text(decimal, "en", source);
}

void KnownFacts::add_date(std::string_view iso_date, std::string_view source) {
    if (parse_date(iso_date)) add_text(iso_date, "en", source);
}

void KnownFacts::add_offer(const Offer& offer, std::string_view locale) {
    add_money(offer.price, offer.currency, "the offer's price");
    add_money(offer.was_price, offer.currency, "the offer's earlier price");
    add_date(offer.starts, "the offer's first day");
    add_date(offer.ends, "the offer's last day");
    add_text(offer.name, locale, "the offer's name");
    add_text(offer.terms, locale, "the offer's terms");
}

void KnownFacts::add_brief(const Brief& brief, std::string_view locale) {
    if (const Offer* offer = brief.offer.for_locale(locale)) add_offer(*offer, locale);
    add_date(brief.flight_starts, "the flight's first day");
    add_date(brief.flight_ends, "the flight's last day");
    const std::pair<const LocalizedTexts*, std::string_view> lists[] = {
        {&brief.key_messages, "the brief's key messages"}, {&brief.mandatories, "the brief's mandatories"}};
    for (const auto& [texts, source] : lists)
        for (const std::string& text : texts->for_locale(locale)) add_text(text, locale, source);
    add_text(brief.title, locale, "the brief's title");
    add_text(brief.objective, locale, "the brief's objective");
    for (const std::string* text : {&brief.kpi.metric, &brief.kpi.baseline, &brief.kpi.goal})
        add_text(*text, locale, "the brief's KPI");
    for (const Deliverable& deliverable : brief.deliverables)
        add_text(deliverable.note, locale, fmt::format("the note of deliverable {}", deliverable.id));
}

void KnownFacts::add_claim(const Claim& claim, std::string_view locale) {
    add_text(claim.wording, locale, fmt::format("claim {}", claim.id));
    for (const std::string& form : claim.forms) add_text(form, locale, fmt::format("claim {}", claim.id));
}

std::size_t KnownFacts::find_reading(const FactReading& copy) const {
    if (copy.kind == FactKind::date) {
        const auto same = std::ranges::find_if(
            m_dates, [&](const Entry& known) { return same_date(copy.date, known.date); });
        return same == m_dates.end() ? m_facts.size() : same->fact;
    }
    const std::uint32_t value = m_values.find(key_of(copy));
    if (value == WordTable::k_none) return m_facts.size();
    const auto same = std::ranges::find_if(
        m_entries[value], [&](const Entry& known) { return same_unit(copy.kind, copy.unit, known.unit); });
    return same == m_entries[value].end() ? m_facts.size() : same->fact;
}

const KnownFact* KnownFacts::find(const Fact& copy) const {
    std::size_t first = find_reading(copy.reading);
    for (const FactReading& other : copy.others)
        if (!other.elsewhere) first = std::min(first, find_reading(other));
    return first == m_facts.size() ? nullptr : &m_facts[first];
}

const KnownFact* KnownFacts::nearest(const Fact& copy) const {
    const KnownFact* best = nullptr;
    std::tuple<bool, double> best_score{};
    const double number = number_of(copy.reading);
    for (const std::uint32_t at : m_by_kind[static_cast<std::size_t>(copy.reading.kind)]) {
        const KnownFact& known = m_facts[at];
        const bool other_unit = known.fact.reading.unit != copy.reading.unit;
        if (best != nullptr && other_unit && !std::get<bool>(best_score)) continue;
        const std::tuple score{other_unit, distance(copy.reading, number, known.fact.reading, m_numbers[at])};
        if (best != nullptr && score >= best_score) continue;
        best = &known;
        best_score = score;
    }
    return best;
}

}  // namespace mkai::brand
