// Times. Everything stored is UTC milliseconds since 1970; a calendar date is a day in UTC.
// The clock is an interface so that a test can set the time; nothing outside `cli` reads the system's.
#pragma once

#include "core/base/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mkai {

struct TimeMs {
    std::int64_t value = 0;
    auto operator<=>(const TimeMs&) const = default;
};

inline constexpr std::int64_t k_second_ms = 1000;
inline constexpr std::int64_t k_day_ms = 24 * 60 * 60 * k_second_ms;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual TimeMs now() const = 0;
};

class SystemClock final : public Clock {
  public:
    TimeMs now() const override;
};

class FixedClock final : public Clock {
  public:
    explicit FixedClock(TimeMs now) : m_now(now) {}
    TimeMs now() const override { return m_now; }
    void set(TimeMs now) { m_now = now; }
    void advance_ms(std::int64_t ms) { m_now.value += ms; }

  private:
    TimeMs m_now;
};

// A proleptic Gregorian calendar day.
struct Date {
    int year = 1970;
    int month = 1;  // 1 to 12
    int day = 1;    // 1 to 31
    auto operator<=>(const Date&) const = default;
};

// Strict "YYYY-MM-DD", a day that exists; anything else is empty.
std::optional<Date> parse_date(std::string_view text);
// "YYYY-MM-DD".
std::string to_string(Date date);
// The first millisecond of the day, and the first after it, in UTC.
TimeMs start_of(Date date);
TimeMs end_of(Date date);
Date date_of(TimeMs time);
// An offer's end, a claim's expiry: over when the day has passed in UTC, or when it is no date.
bool is_past(std::string_view date, TimeMs now);

// RFC 3339 in UTC: "2026-11-23T08:15:30Z" (seconds) and with milliseconds.
std::string format_utc(TimeMs time);
std::string format_utc_ms(TimeMs time);
// "YYYY-MM-DD", "YYYY-MM-DD HH:MM", RFC 3339 with Z or an offset; or "+90m", "+2h", "+3d" from `now`.
// invalid_value with what is understood, else.
Result<TimeMs> parse_time(std::string_view text, TimeMs now);
// "just now", "5 min ago", "3 h ago", "2 days ago", "in 4 days".
std::string relative_time(TimeMs time, TimeMs now);

}  // namespace mkai
