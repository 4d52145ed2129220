#include "core/domain/spend.hpp"

#include "core/base/names.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai {

namespace {

constexpr Names<SpendScope, 5> k_scope_names{{{SpendScope::workspace, "workspace"},
                                              {SpendScope::team, "team"},
                                              {SpendScope::campaign, "campaign"},
                                              {SpendScope::person, "person"},
                                              {SpendScope::model, "model"}}};

constexpr Names<Period, 3> k_period_names{
    {{Period::day, "day"}, {Period::month, "month"}, {Period::all, "all"}}};

constexpr Names<CapLevel, 2> k_level_names{{{CapLevel::soft, "soft"}, {CapLevel::hard, "hard"}}};

constexpr Names<SpendDimension, 6> k_dimension_names{{{SpendDimension::workspace, "workspace"},
                                                      {SpendDimension::campaign, "campaign"},
                                                      {SpendDimension::person, "person"},
                                                      {SpendDimension::model, "model"},
                                                      {SpendDimension::use_case, "use-case"},
                                                      {SpendDimension::day, "day"}}};

constexpr int k_days_max = 31;  // of a month

}  // namespace

std::string_view to_string(SpendScope scope) {
    return name_of(k_scope_names, scope);
}
std::optional<SpendScope> parse_spend_scope(std::string_view text) {
    return value_of(k_scope_names, text);
}
std::string_view to_string(Period period) {
    return name_of(k_period_names, period);
}
std::optional<Period> parse_period(std::string_view text) {
    return value_of(k_period_names, text);
}
std::string_view to_string(CapLevel level) {
    return name_of(k_level_names, level);
}
std::optional<CapLevel> parse_cap_level(std::string_view text) {
    return value_of(k_level_names, text);
}
std::string_view to_string(SpendDimension dimension) {
    return name_of(k_dimension_names, dimension);
}
std::optional<SpendDimension> parse_spend_dimension(std::string_view text) {
    return value_of(k_dimension_names, text);
}

std::string id_for(const SpendCap& cap, const SpendKeys& keys) {
    if (!cap.id.empty()) return cap.id;
    switch (cap.scope) {
        case SpendScope::campaign:
            return keys.campaign;
        case SpendScope::person:
            return keys.actor;
        case SpendScope::model:
            return keys.model;
        case SpendScope::workspace:
        case SpendScope::team:
            break;
    }
    return {};
}

bool applies(const SpendCap& cap, const SpendKeys& keys) {
    switch (cap.scope) {
        case SpendScope::workspace:
            return true;
        case SpendScope::team:
            return std::ranges::find(cap.people, keys.actor) != cap.people.end();
        case SpendScope::campaign:
            return cap.id.empty() || cap.id == keys.campaign;
        case SpendScope::person:
            return cap.id.empty() || cap.id == keys.actor;
        case SpendScope::model:
            return cap.id.empty() || cap.id == keys.model;
    }
    return true;
}

std::string words_of(SpendScope scope, std::string_view id) {
    if (scope == SpendScope::workspace) return "the workspace";
    return id.empty() ? fmt::format("each {}", to_string(scope)) : fmt::format("{} {}", to_string(scope), id);
}

std::string_view words_of(Period period) {
    switch (period) {
        case Period::day:
            return "a day";
        case Period::month:
            return "a month";
        case Period::all:
            break;
    }
    return "in all";
}

DaySpan days_of(Period period, TimeMs now) {
    const Date today = date_of(now);
    switch (period) {
        case Period::day:
            return {to_string(today), to_string(today)};
        case Period::month: {
            Date last{today.year, today.month, k_days_max};
            while (!parse_date(to_string(last))) --last.day;
            return {to_string(Date{today.year, today.month, 1}), to_string(last)};
        }
        case Period::all:
            break;
    }
    return {"0000-01-01", "9999-12-31"};
}

std::optional<TimeMs> end_of(Period period, TimeMs now) {
    if (period == Period::all) return std::nullopt;
    return end_of(*parse_date(days_of(period, now).last));
}

std::optional<PicoUsd> to_usd(std::string_view amount, std::string_view currency,
                              const ExchangeRates& rates) {
    if (currency == "USD") return parse_usd(amount);
    const auto rate = rates.usd_for_one.find(std::string(currency));
    if (rate == rates.usd_for_one.end()) return std::nullopt;
    return converted(amount, rate->second);
}

}  // namespace mkai
