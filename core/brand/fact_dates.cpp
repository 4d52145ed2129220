// Dates and times of day.
#include "core/base/clock.hpp"
#include "core/brand/fact_reader.hpp"

#include <algorithm>
#include <array>

namespace mkai::brand {
namespace {

using Kind = FactToken::Kind;
using Gap = FactToken::Gap;

// Four digits from here to there are a year where nothing says otherwise.
constexpr int k_year_min = 1900;
constexpr int k_year_max = 2099;
constexpr int k_century = 2000;  // of "26"

// 29 February where no year is named.
constexpr std::array k_month_days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

std::optional<FactDate> date_of(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 0 || day > k_month_days[static_cast<std::size_t>(month - 1)] ||
        year < 0 || year > 9999)
        return std::nullopt;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2 && day == 29 && year != 0 && !leap) return std::nullopt;
    FactDate date;
    date.year = static_cast<std::int16_t>(year);
    date.month = static_cast<std::int8_t>(month);
    date.day = static_cast<std::int8_t>(day);
    return date;
}

bool is_short_digits(const FactToken& token, std::size_t count_max = 2) {
    return token.is(Kind::digits) && token.mark <= count_max;
}

// Digits that go on behind the last of a date: "1.2.2026.5", "12.2026a".
bool goes_on(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!token.glued()) return false;
    if (token.is(Kind::digits)) return true;
    if (token.is(Kind::word)) return !token.ideograph;
    return (token.is_mark('.') || token.is_mark('/') || token.is_mark('-') || token.is_mark(',')) &&
           reader.at(n + 1).glued() && reader.at(n + 1).is(Kind::digits);
}

// Day and month as the locale orders them, and the other way round.
std::optional<FactDateRead> ordered(const FactReader& reader, int first, int second, int year,
                                    std::size_t end) {
    const auto day_first = date_of(year, second, first == 0 ? -1 : first);
    const auto month_first = date_of(year, first, second == 0 ? -1 : second);
    const bool by_month = reader.style.order == DateOrder::month_first;
    const auto& liked = by_month ? month_first : day_first;
    const auto& other = by_month ? day_first : month_first;
    if (!liked && !other) return std::nullopt;
    FactDateRead read;
    read.date = liked ? *liked : *other;
    if (liked && other && *liked != *other) read.other = *other;
    read.end = end;
    return read;
}

// "2026-12-01", "01/12/2026", "1.12.26", "1.12.", "31/12".
std::optional<FactDateRead> read_digit_date(FactReader& reader, std::size_t n) {
    const FactToken& first = reader.at(n);
    const FactToken& mark = reader.at(n + 1);
    const FactToken& second = reader.at(n + 2);
    const bool marked = mark.glued() && (mark.is_mark('-') || mark.is_mark('/') || mark.is_mark('.'));
    if (!first.is(Kind::digits) || first.mark > 4 || !marked || !is_short_digits(second)) return std::nullopt;
    const int a = value_of(reader, first);
    const int b = value_of(reader, second);
    const FactToken& mark2 = reader.at(n + 3);
    const FactToken& third = reader.at(n + 4);
    const bool again = mark2.glued() && mark2.is_mark(mark.mark);
    // Dots may have a space behind: "1. 12. 2026", and Korea's "2026. 12. 1."
    const auto joined = [&](const FactToken& token) {
        return token.glued() ||
               (mark.is_mark('.') && (token.gap == Gap::space || token.gap == Gap::no_break));
    };
    if (!joined(second)) return std::nullopt;
    const bool three = again && third.is(Kind::digits) && joined(third);
    if (first.mark == 4) {
        if (!three || third.mark > 2 || goes_on(reader, n + 5) || value_of(reader, third) < 1)
            return std::nullopt;
        const auto date = date_of(a, b, value_of(reader, third));
        if (!date) return std::nullopt;
        FactDateRead read;
        read.date = *date;
        read.end = n + 5;
        return read;
    }
    if (first.mark > 2) return std::nullopt;
    if (three && second.gap == third.gap && !goes_on(reader, n + 5)) {
        const bool short_year = third.mark == 2 && third.glued() && !mark.is_mark('-');
        if (third.mark == 4 || short_year)
            return ordered(reader, a, b, value_of(reader, third) + (short_year ? k_century : 0), n + 5);
    }
    if (mark.is_mark('.') && reader.style.dotted_days && again &&
        !(third.glued() && third.is(Kind::digits))) {
        const auto date = date_of(0, b, a == 0 ? -1 : a);
        if (!date) return std::nullopt;
        FactDateRead read;
        read.date = *date;
        read.end = n + 4;
        return read;
    }
    // "3/4" is more often a fraction or a rating.
    if (mark.is_mark('/') && !goes_on(reader, n + 3)) {
        const bool padded = (first.mark == 2 && a < 10) || (second.mark == 2 && b < 10);
        if (padded || a > 12 || b > 10) return ordered(reader, a, b, 0, n + 3);
    }
    return std::nullopt;
}

struct Day {
    int day = 0;
    std::size_t end = 0;
};

// "1", "1st", "1.", "1er", "1.º".
std::optional<Day> read_day(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!is_short_digits(token)) return std::nullopt;
    Day day{value_of(reader, token), n + 1};
    if (day.day < 1 || day.day > 31) return std::nullopt;
    if (reader.at(day.end).is_mark('.') && reader.at(day.end).glued()) ++day.end;
    const FactToken& suffix = reader.at(day.end);
    if (suffix.glued() && suffix.is(Kind::word)) {
        if (!suffix.means(Meaning::ordinal)) return std::nullopt;
        ++day.end;
    }
    return day;
}

// The token behind "de", "d'", "of the".
std::size_t skip_of(FactReader& reader, std::size_t n) {
    if (!reader.at(n).means(Meaning::of) || !reader.at(n).near()) return n;
    ++n;
    if (reader.at(n).is_mark('\'') && reader.at(n).glued()) ++n;
    return n;
}

int month_at(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!token.near() || !token.means(Meaning::month)) return 0;
    return token.means(Meaning::capital) && !token.capital ? 0 : token.lexeme->month;
}

// The year behind a month, with what stands between; a year of 0 where there is none.
struct Year {
    int year = 0;
    std::size_t end = 0;
};
Year read_year_behind(FactReader& reader, std::size_t n) {
    std::size_t next = n;
    if (reader.at(next).is_mark('.') && reader.at(next).glued()) ++next;
    if (reader.at(next).is_mark(',') && reader.at(next).glued()) ++next;
    if (reader.at(next).is_mark('-') && reader.at(next).glued()) ++next;
    next = skip_of(reader, next);
    if (reader.at(next).is_mark('\'') && reader.at(next).near()) {  // "Dec '26"
        const FactToken& token = reader.at(next + 1);
        if (token.glued() && token.is(Kind::digits) && token.mark == 2 && !goes_on(reader, next + 2))
            return {k_century + value_of(reader, token), next + 2};
        return {0, n};
    }
    if (!reader.at(next).near()) return {0, n};
    const int year = year_at(reader, next);
    return year == 0 ? Year{0, n} : Year{year, next + 1};
}

// "1 December 2026", "1. Dezember", "1-Dec-2026", "1º de diciembre de 2026".
std::optional<FactDateRead> read_day_and_month(FactReader& reader, std::size_t n) {
    const auto day = read_day(reader, n);
    if (!day) return std::nullopt;
    std::size_t next = day->end;
    if (reader.at(next).is_mark('-') && reader.at(next).glued()) ++next;
    next = skip_of(reader, next);
    const int month = month_at(reader, next);
    if (month == 0) return std::nullopt;
    const Year year = read_year_behind(reader, next + 1);
    const auto date = date_of(year.year, month, day->day);
    if (!date) return std::nullopt;
    FactDateRead read;
    read.date = *date;
    read.end = year.end;
    return read;
}

// "December 1st, 2026", "December 1–5", "Dec 2026".
std::optional<FactDateRead> read_month_first(FactReader& reader, std::size_t n) {
    const int month = month_at(reader, n);
    if (month == 0) return std::nullopt;
    std::size_t next = n + 1;
    FactDateRead read;
    const Year year = read_year_behind(reader, next);
    if (year.year != 0) {
        read.date = *date_of(year.year, month, 0);
        read.end = year.end;
        return read;
    }
    if (reader.at(next).is_mark('.') && reader.at(next).glued()) ++next;
    if (reader.at(next).is_mark('-') && reader.at(next).glued()) ++next;
    const auto day = reader.at(next).near() ? read_day(reader, next) : std::nullopt;
    if (!day) return std::nullopt;
    // In "im Mai 5 Euro" the number is the euros'.
    const auto amount = read_amount(reader, next, false);
    if (amount && amount->has_tail) return std::nullopt;
    if (amount && !amount->number.plain) return std::nullopt;
    const bool dotted = reader.at(day->end - 1).is_mark('.');  // the end of the sentence
    read.end = dotted ? day->end - 1 : day->end;
    // "1–5"
    std::optional<Day> last;
    const std::size_t dash = read.end;
    if (is_range(reader, dash)) last = read_day(reader, dash + 1);
    if (last && reader.at(last->end - 1).is_mark('.')) --last->end;
    const Year behind = read_year_behind(reader, last ? last->end : read.end);
    if (!reader.style.named_month_first && behind.year == 0) return std::nullopt;
    const auto date = date_of(behind.year, month, day->day);
    if (!date) return std::nullopt;
    read.date = *date;
    const auto until = last ? date_of(behind.year, month, last->day) : std::nullopt;
    if (until) {
        read.until = *until;
        read.until_begin = dash + 1;
        read.until_end = behind.end;
    } else if (!last) {
        read.end = behind.end;
    }
    return read;
}

// "2026年12月1日", "12月1日", "2026년 12월".
std::optional<FactDateRead> read_ideograph_date(FactReader& reader, std::size_t n) {
    int year = 0;
    std::size_t next = n;
    FactDateRead read;
    const auto part = [&](Meaning meaning, std::size_t digits_max) -> std::optional<int> {
        const FactToken& token = reader.at(next);
        const FactToken& name = reader.at(next + 1);
        if (!is_short_digits(token, digits_max) || !token.near() || !name.ideograph || !name.glued())
            return std::nullopt;
        const Lexeme* lexeme =
            reader.lexicon.find(reader.tokens.text().substr(name.begin, name.end - name.begin));
        if (lexeme == nullptr || !lexeme->is(meaning)) return std::nullopt;
        return value_of(reader, token);
    };
    if (reader.at(n).mark == 4)
        if (const auto found = part(Meaning::year_part, 4)) {
            year = *found;
            next += 2;
            read.date.year = static_cast<std::int16_t>(year);
            read.end = next;
        }
    if (const auto month = part(Meaning::month_part, 2)) {
        const auto whole = date_of(year, *month, 0);
        if (!whole) return std::nullopt;
        next += 2;
        read.date = *whole;
        read.end = next;
        if (const auto day = part(Meaning::day_part, 2)) {
            const auto date = date_of(year, *month, *day == 0 ? -1 : *day);
            if (!date) return std::nullopt;
            read.date = *date;
            read.end = next + 2;
        }
    }
    return read.end == 0 ? std::nullopt : std::optional(read);
}

std::optional<FactDateRead> read_plain_date(FactReader& reader, std::size_t n) {
    if (!reader.at(n).is(Kind::digits)) return read_month_first(reader, n);
    if (auto read = read_digit_date(reader, n)) return read;
    if (auto read = read_day_and_month(reader, n)) return read;
    return read_ideograph_date(reader, n);
}

// The first of "1–5 December", "1. bis 5. Dezember", "1.–5.12.2026".
std::optional<FactDateRead> read_shared_month(FactReader& reader, std::size_t n) {
    const auto day = read_day(reader, n);
    if (!day || !is_range(reader, day->end)) return std::nullopt;
    auto last = read_day_and_month(reader, day->end + 1);
    if (!last && reader.at(day->end - 1).is_mark('.')) last = read_digit_date(reader, day->end + 1);
    if (!last || !is_day(last->date)) return std::nullopt;
    const auto date = date_of(last->date.year, last->date.month, day->day);
    if (!date) return std::nullopt;
    FactDateRead read;
    read.date = *date;
    read.end = day->end;
    return read;
}

}  // namespace

bool is_day(const FactDate& date) {
    return date.month != 0 && date.day != 0;
}

int year_at(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!token.is(Kind::digits) || token.mark != 4 || goes_on(reader, n + 1)) return 0;
    const int year = value_of(reader, token);
    if (year < k_year_min || year > k_year_max) return 0;
    const auto amount = read_amount(reader, n, false);
    return amount && amount->has_tail ? 0 : year;
}

std::optional<FactDateRead> read_date(FactReader& reader, std::size_t n) {
    std::size_t next = n;
    int weekday = 0;
    if (reader.at(n).means(Meaning::weekday)) {
        weekday = reader.at(n).lexeme->weekday;
        ++next;
        if (reader.at(next).is_mark('.') && reader.at(next).glued()) ++next;
        if (reader.at(next).is_mark(',') && reader.at(next).glued()) ++next;
        if (reader.at(next).means(Meaning::article)) ++next;
        if (!reader.at(next).near()) weekday = 0;
    }
    if (weekday != 0) {
        auto read = read_plain_date(reader, next);
        if (!read) read = read_shared_month(reader, next);
        if (read && is_day(read->date)) {
            read->date.weekday = static_cast<std::int8_t>(weekday);
            if (is_day(read->other)) read->other.weekday = read->date.weekday;
            return read;
        }
    }
    auto read = read_plain_date(reader, n);
    return read ? read : read_shared_month(reader, n);
}

namespace {

constexpr int k_hour_minutes = 60;
constexpr int k_half_day_minutes = 12 * k_hour_minutes;

struct Half {
    bool am = false;
    bool pm = false;
    std::size_t end = 0;
};

// "pm", "p.m.", "a. m.".
Half read_half(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    Half half;
    if (!token.is(Kind::word) || !token.near()) return half;
    half.am = token.means(Meaning::am);
    half.pm = token.means(Meaning::pm);
    half.end = n + 1;
    if (half.am || half.pm) return half;
    const auto letter = [&](const FactToken& one) {
        return one.end - one.begin == 1 ? static_cast<char>(reader.tokens.text()[one.begin] | 0x20) : '\0';
    };
    const char first = letter(token);
    const FactToken& second = reader.at(n + 2);
    if ((first != 'a' && first != 'p') || !reader.at(n + 1).is_mark('.') || !reader.at(n + 1).glued() ||
        !second.is(Kind::word) || letter(second) != 'm' || !second.near())
        return half;
    half.am = first == 'a';
    half.pm = first == 'p';
    half.end = n + 3;
    if (reader.at(half.end).is_mark('.') && reader.at(half.end).glued()) ++half.end;
    return half;
}

// Whether the number there is one of something else: "20 h 30 jours".
bool is_counted(FactReader& reader, std::size_t n) {
    const auto amount = read_amount(reader, n, false);
    return !amount || amount->has_tail;
}

bool is_led(FactReader& reader, std::size_t n) {
    if (n == 0) return false;
    const bool dotted = n > 1 && reader.at(n - 1).is_mark('.');
    return reader.at(n - (dotted ? 2 : 1)).means(Meaning::hour_lead) && reader.at(n).near();
}

// "Uhr", "h", "o'clock", 時.
struct HourName {
    std::size_t end = 0;
    bool unit = false;  // a duration's too
};
HourName read_hour_name(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (!token.near()) return {};
    const auto named = reader.named(n, Meaning::hour);
    if (named.lexeme != nullptr) return {named.end, named.lexeme->is(Meaning::unit)};
    if (token.is(Kind::word) && reader.at(n + 1).is_mark('\'') && reader.at(n + 2).means(Meaning::hour) &&
        reader.at(n + 1).glued() && reader.at(n + 2).glued())
        return {n + 3, false};
    return {};
}

}  // namespace

std::optional<FactTimeRead> read_time(FactReader& reader, std::size_t n) {
    if (!is_short_digits(reader.at(n))) return std::nullopt;
    const int hour = value_of(reader, reader.at(n));
    const FactToken& mark = reader.at(n + 1);
    const FactToken& minute = reader.at(n + 2);
    FactTimeRead read;
    int minutes = 0;
    std::size_t next = n + 1;
    const bool two = mark.glued() && minute.glued() && minute.is(Kind::digits) && minute.mark == 2;
    const bool colon = two && mark.is_mark(':');
    const bool dotted = two && mark.is_mark('.');
    if (colon || dotted) {
        minutes = value_of(reader, minute);
        next = n + 3;
    }
    const Half half = read_half(reader, next);
    const HourName name = read_hour_name(reader, next);
    if (half.am || half.pm) {
        next = half.end;
    } else if (name.end != 0) {
        // "20h30", 20時30分
        const FactToken& behind = reader.at(name.end);
        next = name.end;
        read.may_be_hours = name.unit;
        if (!colon && !dotted && behind.is(Kind::digits) && behind.mark == 2 && behind.near()) {
            const bool counted = reader.at(name.end + 1).means(Meaning::minute_part) ||
                                 reader.named(name.end + 1, Meaning::minute_part).lexeme != nullptr;
            const bool spaced = name.unit && behind.gap == mark.gap && !is_counted(reader, name.end);
            if (behind.glued() || counted || spaced) {
                minutes = value_of(reader, behind);
                next = name.end + (counted ? 2 : 1);
                read.may_be_hours = false;
            }
        }
    } else if (!colon && !is_led(reader, n)) {
        return std::nullopt;
    } else if (goes_on(reader, next)) {
        return std::nullopt;
    }
    const bool halves = half.am || half.pm;
    const bool may_be = halves ? hour >= 1 && hour <= 12 : hour <= 24 && !(read.may_be_hours && hour == 24);
    if (!may_be || minutes >= k_hour_minutes) return std::nullopt;
    read.minutes =
        (halves ? hour % 12 : hour) * k_hour_minutes + minutes + (half.pm ? k_half_day_minutes : 0);
    read.halves = halves;
    read.end = next;
    return read;
}

}  // namespace mkai::brand
