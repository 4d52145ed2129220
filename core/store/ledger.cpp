#include "core/store/ledger.hpp"

#include "core/base/embedded.hpp"
#include "core/store/ledger_impl.hpp"
#include "core/store/migrate.hpp"

#include <array>
#include <cstring>

#include <fmt/format.h>

namespace mkai::store {

namespace {

Done check_file_system(const fs::path& folder) {
    const std::string kind = network_file_system_of(folder);
    if (kind.empty()) return {};
    return fail(ErrorCode::network_file_system,
                fmt::format("\"{}\" is on a network file system ({}), where SQLite's log is not safe",
                            folder.string(), kind),
                "put the workspace on a local disk");
}

// A file that was emptied, or another program's database, is not made into a ledger by the way.
Done check_is_ledger(sqlite::Database& database, const fs::path& path) {
    auto events = query_one(database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'event'",
                            [](const sqlite::Statement& row) { return row.column_int(0); });
    if (!events) return fail(events);
    if (*events) return {};
    return fail(ErrorCode::ledger_corrupt, fmt::format("\"{}\" is not a ledger", path.string()),
                "restore the ledger from a backup; the file is left as it is");
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::create(const fs::path& path, const Clock& clock, Random& random,
                              std::string_view environment, std::string_view actor, LedgerKind kind) {
    std::error_code ec;
    if (fs::exists(path, ec))
        return fail(ErrorCode::already_exists,
                    fmt::format("there is a ledger at \"{}\" already", path.string()), "mkai status");
    fs::create_directories(path.parent_path(), ec);
    if (ec) return fail(error_of_errno(ec.value(), "make the folder", path.parent_path()));
    if (auto local = check_file_system(path.parent_path()); !local) return fail(local);

    // Made beside and renamed, so that a ledger that is there is whole.
    const fs::path draft = path.string() + ".new";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(draft.string() + suffix, ec);
    {
        auto database =
            sqlite::Database::open(draft, sqlite::OpenMode::create, LedgerOptions{}.busy_timeout_ms);
        if (!database) return fail(database);
        if (auto migrated = migrate(*database, embedded::migrations(), clock.now()); !migrated)
            return fail(migrated);
        Ledger ledger(std::make_unique<Impl>(std::move(*database), clock, random));
        auto writer = ledger.begin();
        if (!writer) return fail(writer);
        Event genesis;
        genesis.kind = event_kind::ledger_created;
        genesis.actor = std::string(actor);
        genesis.environment = std::string(environment);
        genesis.data = {{"format", "mkai-ledger/1"}, {"ledger", writer->new_id()}};
        if (kind == LedgerKind::sandbox) genesis.data["sandbox"] = "yes";
        if (auto appended = writer->append(std::move(genesis)); !appended) return fail(appended);
        if (auto committed = writer->commit(); !committed) return fail(committed);
        // Closing the last connection folds the log back into the file.
    }
    if (std::rename(draft.c_str(), path.c_str()) != 0)
        return fail(error_of_errno(errno, "make the ledger", path));
    return open(path, clock, random);
}

Result<Ledger> Ledger::open(const fs::path& path, const Clock& clock, Random& random, LedgerOptions options) {
    std::error_code ec;
    if (!fs::exists(path, ec))
        return fail(ErrorCode::no_ledger, fmt::format("this workspace has no ledger (\"{}\")", path.string()),
                    "copy the team's ledger there, or start an empty one: mkai db create");
    if (auto local = check_file_system(path); !local) return fail(local);
    auto database = sqlite::Database::open(path, sqlite::OpenMode::read_write, options.busy_timeout_ms);
    if (!database) return fail(database);
    if (auto ledger = check_is_ledger(*database, path); !ledger) return fail(ledger);
    auto current = is_current(*database, embedded::migrations());
    if (!current) return fail(current);
    if (!*current) {
        if (auto migrated = migrate(*database, embedded::migrations(), clock.now()); !migrated)
            return fail(migrated);
    }
    return Ledger(std::make_unique<Impl>(std::move(*database), clock, random));
}

Result<Ledger> Ledger::open_to_look(const fs::path& path, const Clock& clock, Random& random) {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::look, 0);
    if (!database) return fail(database);
    if (auto ledger = check_is_ledger(*database, path); !ledger) return fail(ledger);
    auto current = is_current(*database, embedded::migrations());
    if (!current) return fail(current);
    if (!*current)
        return fail(ErrorCode::conflict, "the ledger is older than this mkai",
                    "mkai status brings it up to date");
    return Ledger(std::make_unique<Impl>(std::move(*database), clock, random));
}

namespace {

Result<Event> genesis_of(sqlite::Database& database) {
    auto first = query_one(database, "SELECT body FROM event WHERE seq = 1",
                           [](const sqlite::Statement& row) { return row.column_text(0); });
    if (!first) return fail(first);
    return event_from_json(first->value_or(""));
}

}  // namespace

Result<std::string> Ledger::ledger_id() {
    auto genesis = genesis_of(m_impl->database);
    if (!genesis) return fail(genesis);
    return genesis->data["ledger"];
}

Result<bool> Ledger::is_sandbox() {
    auto genesis = genesis_of(m_impl->database);
    if (!genesis) return fail(genesis);
    return genesis->data.contains("sandbox");
}

}  // namespace mkai::store
