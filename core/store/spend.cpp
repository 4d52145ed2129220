#include "core/store/spend.hpp"

#include "core/store/calls.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::store {

namespace {

using sqlite::Statement;

// The column of `call` that a dimension goes by.
std::string_view column_of(SpendDimension dimension) {
    switch (dimension) {
        case SpendDimension::campaign:
            return "brief";
        case SpendDimension::person:
            return "actor";
        case SpendDimension::model:
            return "model";
        case SpendDimension::use_case:
            return "use_case";
        case SpendDimension::day:
            return "day";
        case SpendDimension::workspace:
            break;
    }
    return "''";
}

constexpr std::string_view k_reservation_rest = "messages, amount_pico, tokens, lease_until_ms, owner";

Reservation read_reservation(const Statement& row) {
    Reservation r;
    r.call = read_call_keys(row);
    int i = k_call_keys_count;
    r.call.messages = row.column_text(i++);
    r.amount = {row.column_int(i++)};
    r.tokens = row.column_int(i++);
    r.lease_until = {row.column_int(i++)};
    r.owner = row.column_text(i);
    return r;
}

struct Line {
    std::string id;
    Counted sum;
};

Line read_line(const Statement& row) {
    return {row.column_text(0), {row.column_int(1), row.column_int(2), 0}};
}

// Everybody whom a cap is about in its period, or the one.
Result<std::vector<Line>> lines_of(sqlite::Database& database, const SpendCap& cap, const DaySpan& days) {
    if (cap.scope == SpendScope::team) {
        Line team{cap.id, {}};
        for (const std::string& person : cap.people) {
            auto sum = query_one(database,
                                 "SELECT '', coalesce(sum(cost_pico), 0), coalesce(sum(reserved_pico), 0) "
                                 "FROM spend WHERE dimension = 'person' AND id = ? AND day BETWEEN ? AND ?",
                                 read_line, person, days.first, days.last);
            if (!sum) return fail(sum);
            if (!*sum) continue;
            team.sum.cost_pico += (*sum)->sum.cost_pico;
            team.sum.reserved_pico += (*sum)->sum.reserved_pico;
        }
        return std::vector{std::move(team)};
    }
    const bool each = cap.id.empty() && cap.scope != SpendScope::workspace;
    auto found = query(database,
                       "SELECT id, sum(cost_pico), sum(reserved_pico) FROM spend WHERE dimension = ?1 "
                       "AND (?2 OR id = ?3) AND day BETWEEN ?4 AND ?5 GROUP BY id ORDER BY 2 DESC, 3 DESC, 1",
                       read_line, to_string(cap.scope), each ? 1 : 0, cap.id, days.first, days.last);
    if (found && found->empty()) found->push_back({cap.id, {}});
    return found;
}

Result<std::vector<CounterDifference>> recount_spend(sqlite::Database& database) {
    const auto read = [](const Statement& row) {
        return CounterDifference{row.column_text(0),  row.column_text(1),  row.column_text(2),
                                 {row.column_int(3)}, {row.column_int(4)}, {row.column_int(5)},
                                 {row.column_int(6)}, row.column_int(7),   row.column_int(8)};
    };
    // A row of zeros is the same as none.
    auto differences =
        query(database,
              "SELECT dimension, id, day, coalesce(was.cost_pico, 0), coalesce(now.cost_pico, 0), "
              "coalesce(was.reserved_pico, 0), coalesce(now.reserved_pico, 0), coalesce(was.calls, 0), "
              "coalesce(now.calls, 0) FROM spend was FULL JOIN spend_recounted now "
              "USING (dimension, id, day) WHERE (coalesce(was.cost_pico, 0), coalesce(was.reserved_pico, 0), "
              "coalesce(was.calls, 0)) <> (coalesce(now.cost_pico, 0), coalesce(now.reserved_pico, 0), "
              "coalesce(now.calls, 0)) ORDER BY 1, 2, 3",
              read);
    if (!differences || differences->empty()) return differences;
    if (auto done = database.execute("DELETE FROM spend; INSERT INTO spend SELECT * FROM spend_recounted");
        !done)
        return fail(done);
    return differences;
}

bool is_over(const Reservation& reservation, TimeMs clock, TimeMs time) {
    return time > reservation.lease_until || clock < reservation.call.at;
}

}  // namespace

Result<TimeMs> Ledger::spend_time(TimeMs now) {
    auto newest = query_one(m_impl->database,
                            "SELECT max(coalesce((SELECT max(at_ms) FROM call), 0), "
                            "coalesce((SELECT max(at_ms) FROM reservation), 0))",
                            [](const Statement& row) { return row.column_int(0); });
    if (!newest) return fail(newest);
    return TimeMs{std::max(now.value, newest->value_or(0))};
}

Result<std::vector<SpendLine>> Ledger::spend_by(SpendDimension dimension, std::string_view first_day,
                                                std::string_view last_day) {
    const auto read = [](const Statement& row) {
        return SpendLine{row.column_text(0), row.column_int(1), row.column_int(2),  row.column_int(3),
                         row.column_int(4),  row.column_int(5), {row.column_int(6)}};
    };
    return query(
        m_impl->database,
        fmt::format("SELECT {}, count(*), sum(cost_pico IS NULL), sum(usage_source = 'estimated'), "
                    "sum(coalesce(input_tokens, 0) + cache_read + cache_write_5m + cache_write_1h), "
                    "sum(coalesce(output_tokens, 0) + reasoning), coalesce(sum(cost_pico), 0) FROM call "
                    "WHERE day BETWEEN ? AND ? GROUP BY 1 ORDER BY {}",
                    column_of(dimension), dimension == SpendDimension::day ? "1" : "7 DESC, 2 DESC, 1"),
        read, first_day, last_day);
}

Result<std::vector<CapUse>> Ledger::list_cap_use(std::span<const SpendCap> caps, TimeMs now) {
    auto time = spend_time(now);
    if (!time) return fail(time);
    std::vector<CapUse> out;
    for (const SpendCap& cap : caps) {
        auto lines = lines_of(m_impl->database, cap, days_of(cap.period, *time));
        if (!lines) return fail(lines);
        for (Line& line : *lines)
            out.push_back({cap,
                           std::move(line.id),
                           {line.sum.cost_pico},
                           {line.sum.reserved_pico},
                           end_of(cap.period, *time)});
    }
    return out;
}

Result<std::vector<Reservation>> Ledger::list_reservations() {
    return query(
        m_impl->database,
        fmt::format("SELECT {}, {} FROM reservation ORDER BY at_ms, id", k_call_keys, k_reservation_rest),
        read_reservation);
}

Result<SpendReconciled> Writer::reconcile(const Event& given, TimeMs now,
                                          const std::function<bool(const Reservation&)>& is_alive,
                                          bool recount) {
    auto& database = m_ledger->m_impl->database;
    auto time = m_ledger->spend_time(now);
    if (!time) return fail(time);
    auto open = m_ledger->list_reservations();
    if (!open) return fail(open);
    SpendReconciled out;
    for (Reservation& reservation : *open) {
        if (is_over(reservation, now, *time) && !is_alive(reservation))
            out.settled.push_back(std::move(reservation));
        else
            ++out.in_flight;
    }
    if (recount) {
        if (auto flushed = m_impl->flush_counters(database); !flushed) return fail(flushed);
        auto differences = recount_spend(database);
        if (!differences) return fail(differences);
        out.differences = std::move(*differences);
    }
    if (out.settled.empty() && out.differences.empty()) return out;

    PicoUsd cost;
    for (const Reservation& reservation : out.settled) cost = sum_of(cost, reservation.amount).value_or(cost);
    Event event = given;
    event.kind = std::string(event_kind::spend_reconciled);
    event.data = {{"calls", std::to_string(out.settled.size())},
                  {"cost_usd", to_decimal(cost)},
                  {"sums_mended", std::to_string(out.differences.size())}};
    auto seq = append(std::move(event));
    if (!seq) return fail(seq);
    for (const Reservation& reservation : out.settled) {
        CallRecord call = reservation.call;
        call.outcome = "failed";
        call.failure = std::string(info_of(ErrorCode::unknown_outcome).name);
        call.usage.source = UsageSource::estimated;
        call.cost = reservation.amount;
        if (call.messages.empty()) {
            auto nothing = put_blob("null");  // what was sent was not kept
            if (!nothing) return fail(nothing);
            call.messages = std::move(*nothing);
        }
        if (auto done = insert_call(call, *seq); !done) return fail(done);
    }
    return out;
}

}  // namespace mkai::store
