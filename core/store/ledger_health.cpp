#include "core/store/ledger_health.hpp"

#include "core/base/embedded.hpp"
#include "core/base/sqlite.hpp"
#include "core/base/text.hpp"
#include "core/domain/event.hpp"
#include "core/store/ledger_impl.hpp"
#include "core/store/migrate.hpp"

#include <fmt/format.h>

namespace mkai::store {

namespace {

// More are of no help: the file is to be restored.
constexpr std::size_t k_damage_told_max = 5;

std::uintmax_t size_of(const std::string& path) {
    std::error_code ec;
    const std::uintmax_t size = fs::file_size(path, ec);
    return ec ? 0 : size;
}

Done read_damage(sqlite::Database& database, Depth depth, LedgerHealth& health) {
    if (depth == Depth::counts) return {};
    auto rows = query(database, depth == Depth::full ? "PRAGMA integrity_check(5)" : "PRAGMA quick_check(5)",
                      [](const sqlite::Statement& row) { return row.column_text(0); });
    // Damage may be such that the check itself stops.
    if (!rows && rows.error().code != ErrorCode::ledger_corrupt) return fail(rows);
    if (!rows) {
        health.damage.push_back(rows.error().message);
        return {};
    }
    for (const std::string& row : *rows)
        for (std::string& line : split(row, '\n'))
            if (line != "ok" && !line.starts_with("***") && health.damage.size() < k_damage_told_max)
                health.damage.push_back(std::move(line));
    return {};
}

struct Counts {
    std::int64_t rows, first, last, newest_at;
};

Done read_counts(sqlite::Database& database, LedgerHealth& health) {
    const auto read = [](const sqlite::Statement& row) {
        return Counts{row.column_int(0), row.column_int(1), row.column_int(2), row.column_int(3)};
    };
    auto events = query_one(database,
                            "SELECT count(*), coalesce(min(seq), 0), coalesce(max(seq), 0), "
                            "coalesce(max(at_ms), 0) FROM event",
                            read);
    if (!events) return fail(events);
    health.events = (*events)->rows;
    health.first_event = (*events)->first;
    health.last_event = (*events)->last;
    health.newest_event_at = TimeMs{(*events)->newest_at};
    auto things = query_one(
        database, "SELECT (SELECT count(*) FROM asset), (SELECT count(*) FROM version), 0, 0", read);
    if (!things) return fail(things);
    health.assets = (*things)->rows;
    health.versions = (*things)->first;
    auto first = query_one(database, "SELECT body FROM event WHERE seq = 1",
                           [](const sqlite::Statement& row) { return row.column_text(0); });
    if (!first) return fail(first);
    if (auto genesis = event_from_json(first->value_or(""))) {
        health.ledger = genesis->data["ledger"];
        health.sandbox = genesis->data.contains("sandbox");
    }
    return {};
}

}  // namespace

bool LedgerHealth::is_gapless() const {
    return events > 0 && first_event == 1 && last_event == events;
}

Result<LedgerHealth> inspect_ledger(const fs::path& path, Depth depth, std::function<bool()> goes_on) {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::look, 0);
    if (!database) return fail(database);
    database->set_watch(std::move(goes_on));
    LedgerHealth health;
    health.bytes = size_of(path.string());
    health.log_bytes = size_of(path.string() + "-wal");
    health.network_file_system = network_file_system_of(path);
    auto migrations = migrations_of(*database, embedded::migrations());
    if (!migrations) return fail(migrations);
    health.migrations = migrations->applied;
    health.migrations_known = migrations->known;
    health.newer = std::move(migrations->newer);
    if (migrations->applied == 0)
        return fail(ErrorCode::ledger_corrupt, fmt::format("\"{}\" is not a ledger", path.string()),
                    "restore the ledger from a backup; the file is left as it is");
    if (auto read = read_damage(*database, depth, health); !read) return fail(read);
    auto counted = read_counts(*database, health);
    if (!counted && counted.error().code == ErrorCode::ledger_corrupt && health.damage.empty())
        health.damage.push_back(counted.error().message);
    else if (!counted && health.damage.empty())
        return fail(counted);
    return health;
}

}  // namespace mkai::store
