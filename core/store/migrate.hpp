// Brings a ledger's schema up to date. Migrations are NNNN_name.sql, embedded; each is recorded with its
// SHA-256 in the transaction that ran it, and a released one is never edited.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/embedded.hpp"
#include "core/base/result.hpp"
#include "core/base/sqlite.hpp"

#include <optional>

namespace mkai::store {

// Runs what is missing. ledger_newer when the ledger has a migration that this program lacks, or one of the
// same number with other content.
Done migrate(sqlite::Database& database, std::span<const EmbeddedFile> migrations, TimeMs now);
// The same checks, but nothing is written: false when a migration is missing.
Result<bool> is_current(sqlite::Database& database, std::span<const EmbeddedFile> migrations);

// How far a ledger is. Zero of them: it is none.
struct MigrationCount {
    int applied = 0;
    int known = 0;
    std::optional<Error> newer;  // ledger_newer
};
Result<MigrationCount> migrations_of(sqlite::Database& database, std::span<const EmbeddedFile> migrations);

}  // namespace mkai::store
