#include "core/store/ledger_health.hpp"

#include "core/base/embedded.hpp"
#include "core/base/sqlite.hpp"
#include "core/base/text.hpp"
#include "core/domain/event.hpp"
#include "core/store/ledger_impl.hpp"
#include "core/store/migrate.hpp"

#include <algorithm>
#include <array>

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

// Tables without rowids whose keys do not stand first, in a ledger from before migration 0016: SQLite 3.40.0
// to 3.41.0 sees NULL in them where there is none. typeof() reads the value: IS NULL of a column that is NOT
// NULL reads nothing.
struct DoubtedTable {
    std::string_view told;
    std::string_view find_null;
};
constexpr std::array k_doubted_tables{
    DoubtedTable{
        "NULL value in eval_run_end.",
        "SELECT 1 FROM eval_run_end WHERE 'null' IN (typeof(run), typeof(event_seq), typeof(verdict), "
        "typeof(sentence), typeof(ended_at_ms))"},
    DoubtedTable{
        "NULL value in claim_added.",
        "SELECT 1 FROM claim_added WHERE 'null' IN (typeof(claim), typeof(event_seq), typeof(digest), "
        "typeof(person), typeof(at_ms))"},
};

bool is_no_damage(sqlite::Database& database, std::string_view line) {
    if (line == "ok" || line.starts_with("***")) return true;
    const auto table = std::ranges::find_if(k_doubted_tables,
                                            [&](const DoubtedTable& t) { return line.starts_with(t.told); });
    if (table == k_doubted_tables.end()) return false;
    const auto null =
        query_one(database, table->find_null, [](const sqlite::Statement& row) { return row.column_int(0); });
    return null && !*null;
}

Done read_damage(sqlite::Database& database, Depth depth, LedgerHealth& health) {
    if (depth == Depth::counts) return {};
    // Five, and a hundred only where those are none: of a file that is worse the longer list breaks off.
    constexpr std::array<std::string_view, 2> k_full{"PRAGMA integrity_check(5)",
                                                     "PRAGMA integrity_check(100)"};
    constexpr std::array<std::string_view, 2> k_quick{"PRAGMA quick_check(5)", "PRAGMA quick_check(100)"};
    for (const std::string_view sql : depth == Depth::full ? k_full : k_quick) {
        auto rows = query(database, sql, [](const sqlite::Statement& row) { return row.column_text(0); });
        // Damage may be such that the check itself stops.
        if (!rows && rows.error().code != ErrorCode::ledger_corrupt) return fail(rows);
        if (!rows) health.damage.push_back(rows.error().message);
        if (!rows) return {};
        bool doubted = false;
        for (const std::string& row : *rows)
            for (std::string& line : split(row, '\n')) {
                const bool damage = !is_no_damage(database, line);
                doubted = doubted || (!damage && line != "ok");
                if (damage && health.damage.size() < k_damage_told_max)
                    health.damage.push_back(std::move(line));
            }
        if (!doubted || !health.damage.empty()) return {};
    }
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
