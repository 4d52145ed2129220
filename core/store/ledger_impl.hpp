// Shared by the sources of the ledger alone.
#pragma once

#include "core/base/id.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/ledger.hpp"

#include <map>
#include <type_traits>
#include <utility>

namespace mkai::store {

struct Ledger::Impl {
    sqlite::Database database;
    const Clock& clock;
    Random& random;
    IdMaker ids;
    Durability durability = Durability::sync;  // of the last transaction
    TimeMs batch_synced;                       // when begin_batch() last waited for the disk

    Impl(sqlite::Database db, const Clock& c, Random& r)
        : database(std::move(db)), clock(c), random(r), ids(c, r) {}
};

// A row of `spend`, and what a transaction adds to it.
struct CounterKey {
    std::string_view dimension;  // a literal
    std::string id;
    std::string day;
    auto operator<=>(const CounterKey&) const = default;
};
struct Counted {
    std::int64_t cost_pico = 0;
    std::int64_t reserved_pico = 0;
    std::int64_t calls = 0;
};

struct Writer::Impl {
    sqlite::Transaction transaction;
    std::int64_t next_seq = 0;
    // Written at the commit, so that a hundred calls of one person cost one write.
    std::map<CounterKey, Counted> counters;

    explicit Impl(sqlite::Transaction t) : transaction(std::move(t)) {}
    void count(const CallRecord& call, const std::string& day, const Counted& more);
    Done flush_counters(sqlite::Database& database);
};

// Empty texts are kept as NULL.
inline std::optional<std::string_view> or_null(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// Texts are lent: the caller's values outlive the statement's run.
template <class Value>
void bind_value(sqlite::Statement& statement, const Value& value) {
    if constexpr (std::is_convertible_v<const Value&, std::string_view>)
        statement.bind_lent(value);
    else
        statement.bind(value);
}
template <class Value>
void bind_value(sqlite::Statement& statement, const std::optional<Value>& value) {
    if (value)
        bind_value(statement, *value);
    else
        statement.bind_null();
}

// Binds the values in order.
template <class... Values>
Result<sqlite::Statement*> bound(sqlite::Database& database, std::string_view sql, const Values&... values) {
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement);
    (bind_value(**statement, values), ...);
    return *statement;
}

template <class... Values>
Done write(sqlite::Database& database, std::string_view sql, const Values&... values) {
    auto statement = bound(database, sql, values...);
    if (!statement) return fail(statement);
    return (*statement)->run();
}

// Every row, until `visit` says what is wrong.
template <class Visit>
Done each_row(sqlite::Statement& statement, Visit visit) {
    for (;;) {
        auto row = statement.step();
        if (!row) return fail(row);
        if (!*row) return {};
        if (Done done = visit(std::as_const(statement)); !done) {
            statement.reset();
            return done;
        }
    }
}

// Every row as `read` makes it.
template <class Read, class... Values>
auto query(sqlite::Database& database, std::string_view sql, Read read, const Values&... values)
    -> Result<std::vector<decltype(read(std::declval<const sqlite::Statement&>()))>> {
    auto statement = bound(database, sql, values...);
    if (!statement) return fail(statement);
    std::vector<decltype(read(std::declval<const sqlite::Statement&>()))> out;
    auto done = each_row(**statement, [&](const sqlite::Statement& row) -> Done {
        out.push_back(read(row));
        return {};
    });
    if (!done) return fail(done);
    return out;
}

template <class Read, class... Values>
auto query_one(sqlite::Database& database, std::string_view sql, Read read, const Values&... values)
    -> Result<std::optional<decltype(read(std::declval<const sqlite::Statement&>()))>> {
    auto rows = query(database, sql, read, values...);
    if (!rows) return fail(rows);
    if (rows->empty()) return std::optional<decltype(read(std::declval<const sqlite::Statement&>()))>{};
    return std::optional{std::move(rows->front())};
}

}  // namespace mkai::store
