// From front to back over the tokens of a text: at each, the kinds of facts that may begin there, the most
// special first. What is read is passed over, so every token is looked at a bounded number of times.
#include "core/brand/facts.hpp"

#include "core/brand/fact_context.hpp"
#include "core/brand/fact_reader.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

namespace mkai::brand {
namespace {

using Kind = FactToken::Kind;
using Gap = FactToken::Gap;

// ITU-T E.164: fifteen digits at most; a number of fewer than seven is nobody's without its area.
constexpr std::size_t k_phone_digits_min = 7;
constexpr std::size_t k_phone_digits_max = 15;
constexpr std::size_t k_phone_digits_spoken_for = 4;  // behind "tel."
constexpr std::size_t k_phone_pieces_max = 32;
constexpr std::size_t k_list_digits_max = 3;

std::string date_value(const FactDate& date) {
    if (date.month == 0) return fmt::format("{:04}", date.year);
    std::string value = date.year == 0 ? "--" : fmt::format("{:04}-", date.year);
    value += fmt::format("{:02}", date.month);
    if (date.day != 0) value += fmt::format("-{:02}", date.day);
    return value;
}

FactReading date_reading(const FactDate& date, bool elsewhere = false) {
    return {FactKind::date, date_value(date), {}, date, elsewhere};
}

FactReading time_reading(int minutes) {
    return {FactKind::time, fmt::format("{:02}:{:02}", minutes / 60, minutes % 60)};
}

class Scanner {
  public:
    Scanner(std::string_view text, std::string_view locale)
        : m_lexicon(lexicon_of(language_of(locale))),
          m_reader{FactTokens(text, m_lexicon), m_lexicon, fact_style_of(locale)} {}

    std::vector<Fact> run() {
        for (std::size_t n = 0; !m_reader.at(n).is(Kind::end) && m_facts.size() < k_facts_max;) {
            n = std::max(step(n), n + 1);
            m_reader.tokens.release(n);
        }
        return std::move(m_facts);
    }

  private:
    const FactToken& at(std::size_t n) { return m_reader.at(n); }

    // The token to go on with; `n` where no fact begins.
    std::size_t step(std::size_t n) {
        const FactToken& token = at(n);
        if (token.is(Kind::digits)) return step_digits(n);
        if (token.is(Kind::word)) return step_word(n);
        if (token.is(Kind::mark)) return step_mark(n);
        return n;
    }

    std::size_t step_mark(std::size_t n) {
        const FactToken& token = at(n);
        if (token.means(Meaning::currency)) return step_money(n);
        if (token.is_mark('+') || token.is_mark('(')) return phone_end(n);
        // A footnote: "[1]".
        if (token.is_mark('[') && at(n + 1).is(Kind::digits) && at(n + 1).glued() && at(n + 2).is_mark(']'))
            return n + 3;
        return n;
    }

    std::size_t step_word(std::size_t n) {
        const FactToken& token = at(n);
        if (token.ideograph) return n;
        const Lexeme* lexeme = token.lexeme;
        if (lexeme != nullptr || token.compound >= 0) {
            if (token.means(Meaning::weekday) || token.means(Meaning::month))
                if (const std::size_t end = step_date(n); end > n) return end;
            // "Fr" is a Friday before hours, and else francs.
            if (token.means(Meaning::currency) && !read_hours(m_reader, n + 1))
                if (const std::size_t end = step_money(n); end > n) return end;
            if (token.means(Meaning::half) && at(n + 1).near() &&
                (at(n + 1).means(Meaning::price) ||
                 (at(n + 1).means(Meaning::of) && at(n + 2).means(Meaning::price)))) {
                const std::size_t last = at(n + 1).means(Meaning::price) ? n + 1 : n + 2;
                put(n, last + 1, {FactKind::percentage, "50"});
                return last + 1;
            }
            if (token.means(Meaning::phone))
                if (const std::size_t end = spoken_phone_end(n + 1); end > n + 1) return end;
            if (token.compound >= 0 || lexeme->numeral.kind != Numeral::Kind::none)
                if (const std::size_t end = step_amount(n); end > n) return end;
        }
        if (at(n + 1).is(Kind::digits) && read_hours(m_reader, n + 1)) return n;
        if (const std::size_t end = step_money(n); end > n) return end;  // "US$5"
        if (at(n + 1).is(Kind::digits) && at(n + 1).glued()) return skip_glued(n + 1);
        // "c-12", but not "bis-50%".
        if (at(n + 1).is_mark('-') && at(n + 1).glued() && at(n + 2).is(Kind::digits) && at(n + 2).glued()) {
            const auto amount = read_amount(m_reader, n + 2, false);
            const bool meant = amount && (amount->kind != FactKind::number || !amount->unit.empty());
            return meant ? n + 2 : skip_glued(n + 1);
        }
        return n;
    }

    std::size_t step_digits(std::size_t n) {
        const FactToken& token = at(n);
        if (token.mark == 2 && at(n + 1).is_mark('/') && at(n + 2).mark == 1 && at(n + 2).glued() &&
            value_of(m_reader, token) == 24 && value_of(m_reader, at(n + 2)) == 7)
            return n + 3;  // "24/7"
        if (const auto hours = read_hours(m_reader, n)) {
            put(n, n + 1, time_reading(hours->from_minutes));
            put(n + 2, hours->end, time_reading(hours->to_minutes));
            return hours->end;
        }
        if (const std::size_t end = step_date(n); end > n) return end;
        if (token.opens_line && token.mark <= k_list_digits_max &&
            (at(n + 1).is_mark('.') || at(n + 1).is_mark(')')) && at(n + 1).glued() && !at(n + 2).glued())
            return n + 2;
        if (const auto time = read_time(m_reader, n)) {
            put_time(n, *time);
            return time->end;
        }
        if (const std::size_t end = phone_end(n); end > n) return end;
        if (is_short_code(m_reader, n)) return n + 1;
        if (at(n + 1).is_mark('/') && at(n + 1).glued() && at(n + 2).is(Kind::digits) && at(n + 2).glued())
            if (const std::size_t end = step_slash(n); end > n) return end;
        const std::size_t end = step_amount(n);
        return end > n ? end : skip_glued(n);
    }

    // "3/4", "9/10".
    std::size_t step_slash(std::size_t n) {
        const int a = value_of(m_reader, at(n));
        const int b = value_of(m_reader, at(n + 2));
        if (a < 1 || a >= b || b > 10 || read_amount(m_reader, n + 2, false).value_or(FactAmount{}).has_tail)
            return n;
        constexpr int k_million = 1'000'000;
        std::string value = shifted(std::to_string(a * k_million / b), -6);
        std::vector<FactReading> others;
        const bool by_month = m_reader.style.order == DateOrder::month_first;
        FactDate date;
        date.month = static_cast<std::int8_t>(by_month ? a : b);
        date.day = static_cast<std::int8_t>(by_month ? b : a);
        others.push_back(date_reading(date));
        put(n, n + 3, {FactKind::number, std::move(value)}, std::move(others));
        return n + 3;
    }

    std::size_t step_date(std::size_t n) {
        const auto read = read_date(m_reader, n);
        if (!read) return n;
        std::vector<FactReading> others;
        if (read->other.month != 0) others.push_back(date_reading(read->other, !m_reader.style.both_orders));
        put(n, read->end, date_reading(read->date), std::move(others));
        if (read->until.month == 0) return read->end;
        put(read->until_begin, read->until_end, date_reading(read->until));
        return read->until_end;
    }

    void put_time(std::size_t n, const FactTimeRead& time) {
        std::vector<FactReading> others;
        if (time.may_be_hours)
            others.push_back({FactKind::number, std::to_string(time.minutes / 60), "hour"});
        put(n, time.end, time_reading(time.minutes), std::move(others));
    }

    // A number, and what it is by what stands behind it or behind the other end of its range.
    std::size_t step_amount(std::size_t n) {
        auto amount = read_amount(m_reader, n, false);
        if (!amount) return n;
        std::vector<FactReading> others;
        if (!amount->has_tail && is_range(m_reader, amount->end)) {
            if (const std::size_t end = step_hour_range(n, *amount); end > n) return end;
            const auto last = read_amount(m_reader, amount->end + 1, false);
            if (last && last->has_tail && !(amount->number.weak && last->kind == FactKind::number)) {
                // "buy 2 and 10% is yours": words join more than ranges.
                if (!is_dash(at(amount->end))) others.push_back({FactKind::number, amount->number.value});
                amount->kind = last->kind;
                amount->currencies = last->currencies;
                amount->unit = last->unit;
                amount->has_tail = true;
                if (last->power != 0) {
                    amount->unscaled = amount->number.value;
                    amount->number.value = shifted(amount->number.value, last->power);
                }
            }
        }
        if (amount->number.weak && !amount->has_tail) return n;
        if (amount->number.weak && amount->kind == FactKind::number) return n;  // "one day"
        put_amount(n, *amount, amount->end, std::move(others));
        return amount->end;
    }

    // The 8 of "8–10 pm".
    std::size_t step_hour_range(std::size_t n, const FactAmount& amount) {
        if (!amount.number.plain || !is_dash(at(amount.end))) return n;
        const auto last = read_time(m_reader, amount.end + 1);
        if (!last || !last->halves) return n;
        const int hour = value_of(m_reader, at(n));
        if (hour < 1 || hour > 12) return n;
        constexpr int k_half_day = 12 * 60;
        int minutes = hour % 12 * 60 + (last->minutes >= k_half_day ? k_half_day : 0);
        if (minutes > last->minutes) minutes -= k_half_day;  // "10–2 pm" begins before noon
        put(n, amount.end, time_reading(minutes < 0 ? minutes + k_half_day : minutes));
        return amount.end;
    }

    // A currency with its number behind it, and the bare other end of a range: "£5–10".
    std::size_t step_money(std::size_t n) {
        const auto currency = read_currency(m_reader, n, true);
        if (!currency) return n;
        const FactToken& first = at(currency->end);
        if (!first.is(Kind::digits) ||
            (first.gap != Gap::none && first.gap != Gap::space && first.gap != Gap::no_break))
            return n;
        auto amount = read_amount(m_reader, currency->end, true);
        if (!amount) return n;
        if (amount->kind != FactKind::money) {
            amount->kind = FactKind::money;
            amount->currencies = currency->currencies;
        }
        std::size_t end = amount->end;
        auto last = is_dash(at(end)) && at(end + 1).near() && at(end + 1).is(Kind::digits)
                        ? read_amount(m_reader, end + 1, true)
                        : std::nullopt;
        if (last && amount->power == 0 && last->power != 0) {
            amount->unscaled = amount->number.value;
            amount->number.value = shifted(amount->number.value, last->power);
        }
        put_amount(n, *amount, end);
        if (last && last->kind != FactKind::money && !read_amount_is_quantity(end + 1)) {
            last->kind = FactKind::money;
            last->currencies = amount->currencies;
            put_amount(end + 1, *last, last->end);
            end = last->end;
        }
        return end;
    }

    bool read_amount_is_quantity(std::size_t n) {
        const auto amount = read_amount(m_reader, n, false);
        return !amount || amount->kind == FactKind::percentage || !amount->unit.empty();
    }

    void put_amount(std::size_t n, const FactAmount& amount, std::size_t end,
                    std::vector<FactReading> others = {}) {
        const bool money = amount.kind == FactKind::money;
        const std::string_view first_unit = money ? amount.currencies.front() : amount.unit;
        FactReading reading{amount.kind, amount.number.value, first_unit};
        if (money)
            for (const std::string_view currency : amount.currencies.subspan(1))
                others.push_back({FactKind::money, amount.number.value, currency});
        if (!amount.also.empty()) others.push_back({FactKind::number, amount.number.value, amount.also});
        if (!amount.unscaled.empty()) others.push_back({amount.kind, amount.unscaled, first_unit});
        if (!amount.number.elsewhere.empty())
            others.push_back({amount.kind, amount.number.elsewhere, first_unit, {}, true});
        if (amount.number.plain && !amount.has_tail)
            if (const int year = year_at(m_reader, n); year != 0) {
                FactDate date;
                date.year = static_cast<std::int16_t>(year);
                others.push_back(std::exchange(reading, date_reading(date)));
            }
        put(n, end, std::move(reading), std::move(others));
    }

    void put(std::size_t first, std::size_t end, FactReading reading, std::vector<FactReading> others = {}) {
        m_facts.push_back({at(first).begin, at(end - 1).end, std::move(reading), std::move(others)});
    }

    // Letters and digits that hang together: "iPhone15", "v2.0.1", "12-AB".
    std::size_t skip_glued(std::size_t n) {
        const auto part = [&](std::size_t i) {
            return (at(i).is(Kind::digits) || (at(i).is(Kind::word) && !at(i).ideograph)) && at(i).glued();
        };
        if (at(n).is(Kind::digits)) ++n;
        while (true) {
            m_reader.tokens.release(n);
            const bool joined = (at(n).is_mark('.') || at(n).is_mark('-') || at(n).is_mark(',') ||
                                 at(n).is_mark('/') || at(n).is_mark('\'')) &&
                                at(n).glued() && part(n + 1);
            if (!part(n) && !joined) return n;
            n += joined ? 2 : 1;
        }
    }

    struct Dialled {
        std::size_t end = 0;
        std::size_t digits = 0;
        std::vector<std::size_t> groups;
        bool threes = true;  // every group but the first
    };

    // At most k_phone_pieces_max pieces: groups of digits with a single space, hyphen, dot or bracket
    // between.
    Dialled dialled(std::size_t n) {
        Dialled phone;
        const std::size_t last = n + k_phone_pieces_max;
        while (phone.digits <= k_phone_digits_max && n < last) {
            const FactToken& token = at(n);
            const bool spaced = token.gap == Gap::space || token.gap == Gap::no_break || token.glued();
            if (!phone.groups.empty() && !spaced) break;
            if (token.is(Kind::digits)) {
                if (!phone.groups.empty() && token.mark != 3) phone.threes = false;
                phone.digits += token.mark;
                phone.groups.push_back(token.mark);
                phone.end = ++n;
                continue;
            }
            const bool bracket = token.is_mark('(') || token.is_mark(')');
            const bool between = !phone.groups.empty() && token.glued() && at(n + 1).glued() &&
                                 (token.is_mark('-') || token.is_mark('.') || token.is_mark('/'));
            if (!bracket && !between) break;
            phone.threes = phone.threes && !bracket && !between;
            ++n;
        }
        return phone;
    }

    // The end of a telephone number; `n` where none begins.
    std::size_t phone_end(std::size_t n) {
        const bool plus = at(n).is_mark('+');
        const std::size_t first = n + (plus ? 1 : 0);
        const bool bracket = at(n).is_mark('(');
        const FactToken& opening = at(first + (bracket ? 1 : 0));
        if (!opening.is(Kind::digits) || opening.mark > k_phone_digits_max ||
            ((plus || bracket) && !opening.glued()))
            return n;
        const bool zero = opening.mark > 1 && m_reader.tokens.digits(opening).front() == '0';
        // Most numbers are not even near.
        if (!plus && !zero && !bracket && opening.mark != 1 && opening.mark != 3) return n;
        const Dialled phone = dialled(first);
        if (phone.digits < k_phone_digits_min || phone.digits > k_phone_digits_max) return n;
        const auto& groups = phone.groups;
        // North America's 555-010-0199, with or without the 1 before.
        const bool american =
            !phone.threes && (groups.size() == 3 || (groups.size() == 4 && groups[0] == 1)) &&
            groups[groups.size() - 3] == 3 && groups[groups.size() - 2] == 3 && groups.back() == 4;
        // "+1 000 000 clients" is a number.
        const bool thousands = phone.threes && phone.digits < 10 && groups.size() > 1;
        const bool is_phone = (plus && !thousands) || (zero && groups.size() > 0) || american;
        return is_phone ? phone.end : n;
    }

    // Behind "tel.": anything that can be dialled.
    std::size_t spoken_phone_end(std::size_t n) {
        std::size_t first = n;
        while (first < n + 2 && (at(first).is_mark('.') || at(first).is_mark(':') || at(first).is_mark('+')))
            ++first;
        if (at(first).is_mark('+')) ++first;
        const Dialled phone = dialled(first);
        return phone.digits >= k_phone_digits_spoken_for && phone.digits <= k_phone_digits_max ? phone.end
                                                                                               : n;
    }

    const Lexicon& m_lexicon;
    FactReader m_reader;
    std::vector<Fact> m_facts;
};

}  // namespace

std::string_view to_string(FactKind kind) {
    constexpr std::array<std::string_view, 5> k_names{"number", "money", "percentage", "date", "time"};
    return k_names[static_cast<std::size_t>(kind)];
}

std::vector<Fact> find_facts(std::string_view text, std::string_view locale) {
    return Scanner(text, locale).run();
}

}  // namespace mkai::brand
