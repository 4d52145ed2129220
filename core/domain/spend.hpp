// Caps on what models may cost, and the periods that they count over. A day and a month are UTC's: a cap
// means the same everywhere, and no summer time makes a day of 25 hours.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Whose spend a cap holds down.
enum class SpendScope {
    workspace,
    team,      // a list of people together
    campaign,  // a brief
    person,
    model,  // its name in mkai.yaml
};
std::string_view to_string(SpendScope scope);
std::optional<SpendScope> parse_spend_scope(std::string_view text);

enum class Period {
    day,
    month,
    all,  // a brief's ai_budget: over its whole life
};
std::string_view to_string(Period period);
std::optional<Period> parse_period(std::string_view text);

enum class CapLevel {
    soft,  // told when it is crossed
    hard,  // no call that could cross it is made
};
std::string_view to_string(CapLevel level);
std::optional<CapLevel> parse_cap_level(std::string_view text);

struct SpendCap {
    SpendScope scope = SpendScope::workspace;
    std::string id;                   // empty for a campaign, person or model: each one on its own
    std::vector<std::string> people;  // of a team, whose name is the id
    PicoUsd amount;
    Period period = Period::month;
    CapLevel level = CapLevel::hard;
    std::string declared;  // as it was written: "500 USD"
    std::string where;     // "mkai.yaml spend_caps[2]"

    bool operator==(const SpendCap&) const = default;
};

// What a call counts for.
struct SpendKeys {
    std::string actor;
    std::string campaign;  // Brief::id
    std::string model;     // its name in mkai.yaml
    std::string use_case;
};

// What the ledger can add spend up by.
enum class SpendDimension { workspace, campaign, person, model, use_case, day };
std::string_view to_string(SpendDimension dimension);
std::optional<SpendDimension> parse_spend_dimension(std::string_view text);

// Whether a call with these keys counts towards the cap.
bool applies(const SpendCap& cap, const SpendKeys& keys);
// Whom a cap on each one means for this call: "maria" of a cap on each person. The cap's id otherwise.
std::string id_for(const SpendCap& cap, const SpendKeys& keys);
// "the workspace", "team growth", "campaign spring", "person maria", "model copy"; without an id "each
// person".
std::string words_of(SpendScope scope, std::string_view id);
// "a day", "a month", "in all".
std::string_view words_of(Period period);

// The days that a period around `now` consists of, both included.
struct DaySpan {
    std::string first;  // YYYY-MM-DD
    std::string last;
    bool operator==(const DaySpan&) const = default;
};
DaySpan days_of(Period period, TimeMs now);
// When the period is over; empty for `all`.
std::optional<TimeMs> end_of(Period period, TimeMs now);

// US dollars for one of another currency, as people looked them up on a day.
struct ExchangeRates {
    std::string as_of;                               // YYYY-MM-DD
    std::map<std::string, std::string> usd_for_one;  // by currency; canonical amounts
};
// Exact: both have six digits after the point at most. Empty when there is no rate, when the amount is none,
// or when it is a million dollars or more.
std::optional<PicoUsd> to_usd(std::string_view amount, std::string_view currency, const ExchangeRates& rates);

}  // namespace mkai
