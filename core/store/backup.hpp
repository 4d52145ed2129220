// Copies of a ledger, and putting one in its place.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/store/ledger_health.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace mkai::store {

// Told after each 8 MB; an error of it stops the copy.
using CopyProgress = std::function<Done(std::int64_t pages_left, std::int64_t pages)>;

struct BackedUp {
    std::string sha256;  // of the file
    LedgerHealth health;
};
// The ledger as it stands at one moment, in one file for its owner alone, while others may go on writing. The
// copy is checked (PRAGMA integrity_check, events without a gap) before it has its name. already_exists:
// nothing is overwritten. no_ledger, ledger_corrupt, ledger_newer, disk_full, read_only.
Result<BackedUp> back_up(const fs::path& ledger, const fs::path& to, const CopyProgress& progress);

// Whether a file is a whole ledger that this program can use. unknown_id when it is not there;
// ledger_corrupt, ledger_newer.
Result<LedgerHealth> check_backup(const fs::path& file);

// While it lives nobody else can begin to use the ledger's file.
class LedgerHold {
  public:
    // Empty when somebody has the ledger open, in whatever program. Locks what SQLite's connections lock:
    // PENDING_BYTE and what follows (https://sqlite.org/src/file?name=src/os.h, 2026-11-26); a connection in
    // WAL mode keeps its shared lock until it is closed.
    static Result<std::optional<LedgerHold>> take(const fs::path& ledger);
    LedgerHold(LedgerHold&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    LedgerHold& operator=(LedgerHold&&) = delete;
    ~LedgerHold();

  private:
    explicit LedgerHold(int fd) : m_fd(fd) {}
    int m_fd;
};

// Moves the ledger, with its log, to `kept`. The file comes first: a crash in between leaves no ledger, which
// everybody is told, and never one without its log. Nobody may have it open.
Done move_ledger(const fs::path& ledger, const fs::path& kept);

// Who had the file open already, and waited for the hold, gives up within this time (LedgerOptions): let go
// of the hold only then, or they would go on with the file that was moved.
inline constexpr int k_hold_after_move_ms = 5'500;

}  // namespace mkai::store
