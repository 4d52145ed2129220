#include "core/base/clock.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

namespace mkai {

namespace {

namespace chr = std::chrono;

chr::year_month_day ymd_of(Date d) {
    return chr::year{d.year} / chr::month{static_cast<unsigned>(d.month)} /
           chr::day{static_cast<unsigned>(d.day)};
}

// The last Count digits: 7 and 3 give "007".
template <int Count>
char* put_digits(char* at, unsigned number) {
    for (int digit = Count - 1; digit >= 0; --digit, number /= 10)
        at[digit] = static_cast<char>('0' + number % 10);
    return at + Count;
}

// "2026-12-01". A year of four digits.
char* put_date(char* at, Date date) {
    at = put_digits<4>(at, static_cast<unsigned>(date.year));
    *at++ = '-';
    at = put_digits<2>(at, static_cast<unsigned>(date.month));
    *at++ = '-';
    return put_digits<2>(at, static_cast<unsigned>(date.day));
}

bool has_four_digits(Date date) {
    return date.year >= 0 && date.year <= 9999;
}

// Digits only, all of them.
std::optional<int> number(std::string_view text) {
    int value = 0;
    for (char c : text)
        if (c < '0' || c > '9') return std::nullopt;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "HH:MM" or "HH:MM:SS" with an optional fraction; returns milliseconds of the day.
std::optional<std::int64_t> time_of_day(std::string_view text) {
    if (text.size() < 5 || text[2] != ':') return std::nullopt;
    const auto hours = number(text.substr(0, 2));
    const auto minutes = number(text.substr(3, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    std::int64_t ms = (*hours * 60LL + *minutes) * 60 * k_second_ms;
    text.remove_prefix(5);
    if (text.empty()) return ms;
    if (text.size() < 3 || text[0] != ':') return std::nullopt;
    const auto seconds = number(text.substr(1, 2));
    if (!seconds || *seconds > 59) return std::nullopt;
    ms += *seconds * k_second_ms;
    text.remove_prefix(3);
    if (text.empty()) return ms;
    if (text[0] != '.' || text.size() < 2 || text.size() > 10) return std::nullopt;
    std::string digits(text.substr(1));
    if (!number(digits)) return std::nullopt;
    digits.resize(3, '0');
    return ms + *number(digits);
}

std::optional<std::int64_t> offset_ms(std::string_view text) {
    if (text == "Z" || text == "z" || text.empty()) return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const auto ms = time_of_day(text.substr(1));
    if (!ms) return std::nullopt;
    return text[0] == '-' ? -*ms : *ms;
}

}  // namespace

TimeMs SystemClock::now() const {
    const auto since = chr::system_clock::now().time_since_epoch();
    return {chr::duration_cast<chr::milliseconds>(since).count()};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const Date date{*year, *month, *day};
    if (!ymd_of(date).ok()) return std::nullopt;
    return date;
}

std::string to_string(Date date) {
    if (!has_four_digits(date)) return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    char text[10];
    return {text, put_date(text, date)};
}

TimeMs start_of(Date date) {
    const auto days = chr::sys_days{ymd_of(date)}.time_since_epoch();
    return {days.count() * k_day_ms};
}

TimeMs end_of(Date date) {
    return {start_of(date).value + k_day_ms};
}

bool is_past(std::string_view date, TimeMs now) {
    const auto day = parse_date(date);
    return !day || end_of(*day) <= now;
}

Date date_of(TimeMs time) {
    const auto day = chr::floor<chr::days>(chr::sys_time<chr::milliseconds>{chr::milliseconds{time.value}});
    const chr::year_month_day ymd{day};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::string format_utc_ms(TimeMs time) {
    const Date date = date_of(time);
    const auto rest = static_cast<unsigned>(time.value - start_of(date).value);
    char text[14];  // T09:30:00.000Z
    char* at = text;
    *at++ = 'T';
    at = put_digits<2>(at, rest / 3600000);
    *at++ = ':';
    at = put_digits<2>(at, rest / 60000 % 60);
    *at++ = ':';
    at = put_digits<2>(at, rest / 1000 % 60);
    *at++ = '.';
    at = put_digits<3>(at, rest % 1000);
    *at++ = 'Z';
    if (!has_four_digits(date)) return to_string(date).append(text, at);
    char whole[10 + sizeof text];
    std::copy(text, at, put_date(whole, date));
    return {whole, sizeof whole};
}

std::string format_utc(TimeMs time) {
    std::string text = format_utc_ms(time);
    text.erase(text.size() - 5, 4);
    return text;
}

Result<TimeMs> parse_time(std::string_view text, TimeMs now) {
    const auto wrong = [&] {
        return fail(ErrorCode::invalid_value, fmt::format("\"{}\" is not a time", text.substr(0, 40)),
                    "write it as 2026-12-01, \"2026-12-01 09:30\" (UTC), 2026-12-01T09:30:00+01:00 or +2h");
    };
    if (text.size() >= 3 && text[0] == '+') {
        const auto count = number(text.substr(1, text.size() - 2));
        if (!count || *count > 100000) return wrong();
        switch (text.back()) {
            case 'm':
                return TimeMs{now.value + *count * 60LL * k_second_ms};
            case 'h':
                return TimeMs{now.value + *count * 3600LL * k_second_ms};
            case 'd':
                return TimeMs{now.value + *count * k_day_ms};
            default:
                return wrong();
        }
    }
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return wrong();
    if (text.size() == 10) return start_of(*date);
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return wrong();
    text.remove_prefix(11);
    const auto zone_at = text.find_first_of("Zz+-");
    const auto ms = time_of_day(text.substr(0, zone_at));
    const auto offset = offset_ms(zone_at == std::string_view::npos ? "" : text.substr(zone_at));
    if (!ms || !offset) return wrong();
    return TimeMs{start_of(*date).value + *ms - *offset};
}

std::string relative_time(TimeMs time, TimeMs now) {
    const std::int64_t ms = now.value - time.value;
    const std::int64_t minutes = std::abs(ms) / (60 * k_second_ms);
    if (minutes < 1) return "just now";
    std::string amount;
    if (minutes < 60) {
        amount = fmt::format("{} min", minutes);
    } else if (minutes < 48 * 60) {
        amount = fmt::format("{} h", minutes / 60);
    } else {
        amount = fmt::format("{} days", minutes / (24 * 60));
    }
    return ms > 0 ? amount + " ago" : "in " + amount;
}

}  // namespace mkai
