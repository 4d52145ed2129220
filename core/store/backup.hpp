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

enum class CopyStage {
    copying,
    checking,    // of how much is not known before its end: bytes_done is 0
    adding_up,   // the digest
    letting_go,  // nothing is read or written any more, and nothing can be stopped: others let go of the file
};
struct CopyProgress {
    CopyStage stage = CopyStage::copying;
    std::int64_t bytes_done = 0;
    std::int64_t bytes = 0;
};
// Told after each 8 MB, and more often while it checks; an error of it stops the work, and nothing is left.
using TellCopy = std::function<Done(const CopyProgress&)>;

struct BackedUp {
    std::string sha256;  // of the file
    LedgerHealth health;
};
// The ledger as it stands at one moment, in one file for its owner alone, while others may go on writing. The
// copy is checked (PRAGMA integrity_check, events without a gap) before it has its name. already_exists:
// nothing is overwritten. no_ledger, ledger_corrupt, ledger_newer, disk_full, read_only; what `tell` says.
Result<BackedUp> back_up(const fs::path& ledger, const fs::path& to, const TellCopy& tell);

// The same of a file that nobody uses, as a backup: nothing is made beside it, also where that is not
// allowed.
Result<BackedUp> copy_backup(const fs::path& file, const fs::path& to, const TellCopy& tell);

// Whether a file is a whole ledger that this program can use, and its digest. unknown_id when it is not
// there; ledger_corrupt, ledger_newer; what `tell` says.
Result<BackedUp> check_backup(const fs::path& file, const TellCopy& tell);

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
