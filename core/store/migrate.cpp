#include "core/store/migrate.hpp"

#include "core/base/hash.hpp"

#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::store {

namespace {

struct Migration {
    int number = 0;
    std::string name;
    std::string_view sql;
    std::string sha256;
};

Result<std::vector<Migration>> read(std::span<const EmbeddedFile> files) {
    std::vector<Migration> out;
    for (const EmbeddedFile& file : files) {
        Migration m{0, std::string(file.name), file.text, sha256_hex(file.text)};
        const auto [end, ec] =
            std::from_chars(m.name.data(), m.name.data() + std::min<std::size_t>(4, m.name.size()), m.number);
        if (ec != std::errc{} || end != m.name.data() + 4 || m.number != static_cast<int>(out.size()) + 1)
            return fail(ErrorCode::internal_error,
                        fmt::format("the migration \"{}\" is out of order or doubled", m.name));
        out.push_back(std::move(m));
    }
    return out;
}

Result<std::map<int, std::string>> applied_to(sqlite::Database& database) {
    auto table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'");
    if (!table) return fail(table);
    auto there = (*table)->step();
    if (!there) return fail(there);
    (*table)->reset();
    std::map<int, std::string> out;
    if (!*there) return out;
    auto rows = database.prepare("SELECT number, sha256 FROM migration ORDER BY number");
    if (!rows) return fail(rows);
    for (;;) {
        auto row = (*rows)->step();
        if (!row) return fail(row);
        if (!*row) return out;
        out.emplace(static_cast<int>((*rows)->column_int(0)), (*rows)->column_text(1));
    }
}

// How many migrations are missing.
Result<std::size_t> check(const std::map<int, std::string>& applied, const std::vector<Migration>& known) {
    for (const auto& [number, sha256] : applied) {
        if (number > static_cast<int>(known.size()))
            return fail(
                ErrorCode::ledger_newer,
                fmt::format("the ledger has migration {}, and this mkai knows {}", number, known.size()),
                "install the newest mkai");
        if (known[static_cast<std::size_t>(number) - 1].sha256 != sha256)
            return fail(ErrorCode::ledger_newer,
                        fmt::format("migration {} of the ledger is not the one that this mkai has", number),
                        "use the mkai that made the ledger");
    }
    return known.size() - applied.size();
}

}  // namespace

Done migrate(sqlite::Database& database, std::span<const EmbeddedFile> migrations, TimeMs now) {
    auto known = read(migrations);
    if (!known) return fail(known);
    // Checked again inside the transaction, in case another process migrates at the same time.
    auto transaction = sqlite::Transaction::begin(database);
    if (!transaction) return fail(transaction);
    auto applied = applied_to(database);
    if (!applied) return fail(applied);
    auto missing = check(*applied, *known);
    if (!missing) return fail(missing);
    if (*missing == 0) return {};
    if (auto made = database.execute(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
            "sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT");
        !made)
        return fail(made);
    for (std::size_t i = applied->size(); i < known->size(); ++i) {
        const Migration& m = (*known)[i];
        database.set_defensive(false);  // a CHECK may be changed
        auto ran = database.execute(m.sql);
        database.set_defensive(true);
        if (!ran) return fail(ran);
        auto insert = database.prepare(
            "INSERT INTO migration (number, name, sha256, applied_at_ms) VALUES (?, ?, ?, ?)");
        if (!insert) return fail(insert);
        if (auto noted = (*insert)->bind(m.number).bind(m.name).bind(m.sha256).bind(now.value).run(); !noted)
            return fail(noted);
    }
    return transaction->commit();
}

Result<bool> is_current(sqlite::Database& database, std::span<const EmbeddedFile> migrations) {
    auto known = read(migrations);
    if (!known) return fail(known);
    auto applied = applied_to(database);
    if (!applied) return fail(applied);
    auto missing = check(*applied, *known);
    if (!missing) return fail(missing);
    return *missing == 0;
}

Result<MigrationCount> migrations_of(sqlite::Database& database, std::span<const EmbeddedFile> migrations) {
    auto known = read(migrations);
    if (!known) return fail(known);
    auto applied = applied_to(database);
    if (!applied) return fail(applied);
    MigrationCount out{static_cast<int>(applied->size()), static_cast<int>(known->size()), {}};
    if (auto missing = check(*applied, *known); !missing) out.newer = missing.error();
    return out;
}

}  // namespace mkai::store
