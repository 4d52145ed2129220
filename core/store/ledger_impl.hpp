// Shared by the sources of the ledger alone.
#pragma once

#include "core/base/id.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/ledger.hpp"

namespace mkai::store {

struct Ledger::Impl {
    sqlite::Database database;
    const Clock& clock;
    Random& random;
    IdMaker ids;

    Impl(sqlite::Database db, const Clock& c, Random& r)
        : database(std::move(db)), clock(c), random(r), ids(c, r) {}
};

// Binds the values in order.
template <class... Values>
Result<sqlite::Statement*> bound(sqlite::Database& database, std::string_view sql, const Values&... values) {
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement);
    ((*statement)->bind(values), ...);
    return *statement;
}

template <class... Values>
Done write(sqlite::Database& database, std::string_view sql, const Values&... values) {
    auto statement = bound(database, sql, values...);
    if (!statement) return fail(statement);
    return (*statement)->run();
}

// Every row as `read` makes it.
template <class Read, class... Values>
auto query(sqlite::Database& database, std::string_view sql, Read read, const Values&... values)
    -> Result<std::vector<decltype(read(std::declval<const sqlite::Statement&>()))>> {
    auto statement = bound(database, sql, values...);
    if (!statement) return fail(statement);
    std::vector<decltype(read(std::declval<const sqlite::Statement&>()))> out;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return fail(row);
        if (!*row) return out;
        out.push_back(read(**statement));
    }
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
