// A ledger's file as it stands, looked at from outside: a damaged one, a newer one and one of an older
// program can be. Nothing is written.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mkai::store {

enum class Depth {
    counts,  // what is in it
    quick,   // and PRAGMA quick_check: pages, rows, types
    full,    // and PRAGMA integrity_check: indexes against their tables too
};

struct LedgerHealth {
    std::uintmax_t bytes = 0;         // of the file
    std::uintmax_t log_bytes = 0;     // of the write-ahead log beside it
    std::string network_file_system;  // that it is on; empty: a local one
    std::string ledger;               // its id
    bool sandbox = false;
    int migrations = 0;               // that it has
    int migrations_known = 0;         // that this program has
    std::optional<Error> newer;       // why this program cannot use it
    std::vector<std::string> damage;  // in SQLite's words, the first few
    std::int64_t events = 0;
    std::int64_t first_event = 0;
    std::int64_t last_event = 0;
    TimeMs newest_event_at;
    std::int64_t assets = 0;
    std::int64_t versions = 0;

    // Events are numbered from 1 without a gap.
    bool is_gapless() const;
};

// no_ledger; ledger_corrupt when it cannot be read as a ledger at all. `goes_on` is asked now and then;
// interrupted once it says no.
Result<LedgerHealth> inspect_ledger(const fs::path& path, Depth depth, std::function<bool()> goes_on = {});

}  // namespace mkai::store
