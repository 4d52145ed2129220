// Money held for calls on their way, and the sums that say how much room a cap has.
#include "core/base/text.hpp"
#include "core/store/calls.hpp"
#include "core/store/spend.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include <fmt/format.h>

namespace mkai::store {

namespace {

using sqlite::Statement;

constexpr std::int64_t k_minute_ms = 60 * k_second_ms;

std::string_view dimension_of(SpendScope scope) {
    switch (scope) {
        case SpendScope::workspace:
            return "workspace";
        case SpendScope::campaign:
            return "campaign";
        case SpendScope::model:
            return "model";
        case SpendScope::team:  // the people of a team, added up
        case SpendScope::person:
            break;
    }
    return "person";
}

SpendKeys keys_of(const CallRecord& call) {
    return {call.actor, call.brief, call.model, call.use_case};
}

// What is spent and held, as a transaction that reserves sees it: each sum is read once.
class Sums {
  public:
    Sums(sqlite::Database& database, TimeMs time) : m_database(database), m_time(time) {}

    Result<CapState> state_of(const SpendCap& cap, const SpendKeys& keys) {
        CapState state{cap, id_for(cap, keys), {}, {}};
        const std::string_view dimension = dimension_of(cap.scope);
        const std::vector<std::string> ids =
            cap.scope == SpendScope::team ? cap.people : std::vector<std::string>{state.id};
        for (const std::string& id : ids) {
            auto sum = sum_of_one(dimension, id, cap.period);
            if (!sum) return fail(sum);
            state.spent = mkai::sum_of(state.spent, {(*sum)->cost_pico}).value_or(k_most);
            state.held = mkai::sum_of(state.held, {(*sum)->reserved_pico}).value_or(k_most);
        }
        return state;
    }

    void hold(const SpendKeys& keys, PicoUsd amount) {
        for (auto& [key, sum] : m_sums) {
            const auto& [dimension, id, period] = key;
            if (dimension == "workspace" || (dimension == "campaign" && id == keys.campaign) ||
                (dimension == "person" && id == keys.actor) || (dimension == "model" && id == keys.model))
                sum.reserved_pico = mkai::sum_of({sum.reserved_pico}, amount).value_or(k_most).value;
        }
    }

  private:
    static constexpr PicoUsd k_most{std::numeric_limits<std::int64_t>::max()};
    using Key = std::tuple<std::string_view, std::string, Period>;

    Result<const Counted*> sum_of_one(std::string_view dimension, const std::string& id, Period period) {
        const Key key{dimension, id, period};
        if (const auto known = m_sums.find(key); known != m_sums.end()) return &known->second;
        const DaySpan days = days_of(period, m_time);
        auto read = query_one(
            m_database,
            "SELECT coalesce(sum(cost_pico), 0), coalesce(sum(reserved_pico), 0) FROM spend "
            "WHERE dimension = ? AND id = ? AND day BETWEEN ? AND ?",
            [](const Statement& row) {
                return Counted{row.column_int(0), row.column_int(1), 0};
            },
            dimension, id, days.first, days.last);
        if (!read) return fail(read);
        return &m_sums.emplace(key, read->value_or(Counted{})).first->second;
    }

    sqlite::Database& m_database;
    TimeMs m_time;
    std::map<Key, Counted> m_sums;
};

// How one more call of `amount` stands to a hard cap.
Reserved judge(const CapState& state, PicoUsd amount) {
    const PicoUsd limit = state.cap.amount;
    const auto spent = sum_of(state.spent, amount);
    if (!spent || *spent > limit) return Reserved::refused;
    const auto with_held = sum_of(*spent, state.held);
    return with_held && *with_held <= limit ? Reserved::granted : Reserved::busy;
}

// Whether this call is the one that takes a soft cap past its amount.
bool crosses(const CapState& state, PicoUsd amount) {
    return judge(state, amount) != Reserved::granted;
}

// True the first time in the cap's period.
Result<bool> tell_once(sqlite::Database& database, const CapState& state, TimeMs time) {
    auto told = write(database,
                      "INSERT INTO cap_told (scope, id, amount_pico, first_day, period, at_ms) "
                      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                      to_string(state.cap.scope), state.id, state.cap.amount.value,
                      days_of(state.cap.period, time).first, to_string(state.cap.period), time.value);
    if (!told) return fail(told);
    return database.changes() == 1;
}

Done insert_reservation(sqlite::Database& database, const Reservation& r, const std::string& day) {
    static const std::string k_insert = fmt::format(
        "INSERT INTO reservation ({}, messages, day, amount_pico, tokens, lease_until_ms, owner) VALUES (?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        k_call_keys);
    auto insert = database.prepare(k_insert);
    if (!insert) return fail(insert);
    bind_call_keys(**insert, r.call);
    (*insert)->bind(or_null(r.call.messages)).bind(day).bind(r.amount.value).bind(r.tokens);
    (*insert)->bind(r.lease_until.value).bind(r.owner);
    return (*insert)->run();
}

// A call or a reservation of the last minute.
struct Recent {
    TimeMs at;
    std::int64_t tokens = 0;
};

}  // namespace

void Writer::Impl::count(const CallRecord& call, const std::string& day, const Counted& more) {
    const std::array<std::pair<std::string_view, std::string_view>, 5> rows{{
        {"workspace", {}},
        {"campaign", call.brief},
        {"person", call.actor},
        {"model", call.model},
        {"use-case", call.use_case},
    }};
    for (const auto& [dimension, id] : rows) {
        if (id.empty() && dimension != "workspace") continue;
        Counted& sum = counters[{dimension, std::string(id), day}];
        sum.cost_pico += more.cost_pico;
        sum.reserved_pico += more.reserved_pico;
        sum.calls += more.calls;
    }
}

Done Writer::Impl::flush_counters(sqlite::Database& database) {
    for (const auto& [key, more] : counters) {
        auto done = write(database,
                          "INSERT INTO spend (dimension, id, day, cost_pico, reserved_pico, calls) "
                          "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                          "cost_pico = cost_pico + excluded.cost_pico, "
                          "reserved_pico = reserved_pico + excluded.reserved_pico, "
                          "calls = calls + excluded.calls",
                          key.dimension, key.id, key.day, more.cost_pico, more.reserved_pico, more.calls);
        if (!done) return done;
    }
    counters.clear();
    return {};
}

Result<std::vector<ReserveAnswer>> Writer::reserve(std::span<const Reservation> reservations,
                                                   std::span<const SpendCap> caps) {
    auto& database = m_ledger->m_impl->database;
    if (auto counted = m_impl->flush_counters(database); !counted) return fail(counted);
    const TimeMs at = now();
    auto time = m_ledger->spend_time(at);
    if (!time) return fail(time);
    const std::string day = to_string(date_of(*time));
    Sums sums(database, *time);
    std::vector<ReserveAnswer> answers;
    for (const Reservation& wanted : reservations) {
        const SpendKeys keys = keys_of(wanted.call);
        ReserveAnswer answer;
        std::vector<CapState> soft;
        for (const SpendCap& cap : caps) {
            if (!applies(cap, keys)) continue;
            auto state = sums.state_of(cap, keys);
            if (!state) return fail(state);
            if (cap.level == CapLevel::soft) {
                if (crosses(*state, wanted.amount)) soft.push_back(std::move(*state));
                continue;
            }
            const Reserved outcome = judge(*state, wanted.amount);
            if (outcome == Reserved::granted || answer.outcome == Reserved::refused) continue;
            if (outcome == Reserved::busy && answer.no) continue;
            answer.outcome = outcome;
            answer.no = std::move(*state);
        }
        if (answer.outcome == Reserved::granted) {
            for (CapState& state : soft) {
                auto first = tell_once(database, state, *time);
                if (!first) return fail(first);
                if (*first) answer.crossed.push_back(std::move(state));
            }
            Reservation held = wanted;
            held.call.at = at;
            if (auto done = insert_reservation(database, held, day); !done) return fail(done);
            m_impl->count(held.call, day, {0, held.amount.value, 0});
            sums.hold(keys, held.amount);
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

Result<std::optional<Taken>> take_reservation(Writer::Impl& writer, sqlite::Database& database,
                                              std::string_view call) {
    struct Held {
        CallRecord call;
        std::string day;
        std::int64_t amount_pico = 0;
    };
    auto held = query_one(
        database,
        // (DELETE ... RETURNING makes a table for its rows, each time.)
        "SELECT actor, brief, model, use_case, at_ms, day, amount_pico FROM reservation WHERE id = ?",
        [](const Statement& row) {
            Held h;
            h.call.actor = row.column_text(0);
            h.call.brief = row.column_text(1);
            h.call.model = row.column_text(2);
            h.call.use_case = row.column_text(3);
            h.call.at = {row.column_int(4)};
            h.day = row.column_text(5);
            h.amount_pico = row.column_int(6);
            return h;
        },
        call);
    if (!held) return fail(held);
    if (!*held) return std::optional<Taken>{};
    if (auto gone = write(database, "DELETE FROM reservation WHERE id = ?", call); !gone) return fail(gone);
    writer.count((*held)->call, (*held)->day, {0, -(*held)->amount_pico, 0});
    return std::optional(Taken{(*held)->call.at, (*held)->day});
}

Result<bool> Writer::release(std::string_view call) {
    auto taken = take_reservation(*m_impl, m_ledger->m_impl->database, call);
    if (!taken) return fail(taken);
    return taken->has_value();
}

Done Writer::renew(std::string_view run, TimeMs lease_until) {
    return write(m_ledger->m_impl->database,
                 "UPDATE reservation SET lease_until_ms = max(lease_until_ms, ?) WHERE run = ?",
                 lease_until.value, run);
}

Result<std::int64_t> Writer::rate_wait_ms(std::string_view model, std::int64_t requests_per_minute,
                                          std::int64_t tokens_per_minute, std::int64_t tokens, TimeMs now) {
    if (requests_per_minute <= 0 && tokens_per_minute <= 0) return 0;
    // A clock that went back a little leaves rows ahead of it, which count; rows that are further ahead are
    // of a clock that was wrong, and tell nothing about the last minute.
    auto recent = query(
        m_ledger->m_impl->database,
        "SELECT at_ms, tokens FROM reservation WHERE at_ms > ?1 AND at_ms <= ?2 AND model = ?3 UNION ALL "
        "SELECT at_ms, coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + cache_read + cache_write_5m "
        "+ "
        "cache_write_1h + reasoning FROM call WHERE at_ms > ?1 AND at_ms <= ?2 AND model = ?3 ORDER BY 1",
        [](const Statement& row) {
            return Recent{{row.column_int(0)}, row.column_int(1)};
        },
        now.value - k_minute_ms, now.value + k_minute_ms, model);
    if (!recent) return fail(recent);
    auto requests = static_cast<std::int64_t>(recent->size());
    std::int64_t used = 0;
    for (const Recent& r : *recent) used += r.tokens;
    std::int64_t wait_ms = 0;
    for (const Recent& r : *recent) {
        const bool fits = (requests_per_minute <= 0 || requests < requests_per_minute) &&
                          (tokens_per_minute <= 0 || used + tokens <= tokens_per_minute);
        if (fits) break;
        wait_ms = r.at.value + k_minute_ms - now.value;
        --requests;
        used -= r.tokens;
    }
    return wait_ms;
}

}  // namespace mkai::store
