#include "core/store/backup.hpp"

#include "core/base/file_digest.hpp"
#include "core/base/file_draft.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/ledger.hpp"

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace mkai::store {

namespace {

static_assert(k_hold_after_move_ms > LedgerOptions{}.busy_timeout_ms);

constexpr off_t k_pending_byte = 0x40000000;
constexpr off_t k_locked_bytes = 512;  // PENDING_BYTE, RESERVED_BYTE, SHARED_SIZE 510

Error there_already(const fs::path& path) {
    return {ErrorCode::already_exists,
            fmt::format("there is a file \"{}\" already, and no backup is overwritten", path.string()),
            {},
            "give another name"};
}

// A file of its own beside `to`, which nobody else can read; taken away unless it gets its name.
class Draft {
  public:
    static Result<Draft> make(const fs::path& to) {
        if (auto there = check_folder_of(to); !there) return fail(there);
        Draft draft(to.parent_path() / fmt::format(".{}.{}.tmp", to.filename().string(), ::getpid()));
        const int fd =
            ::open(draft.m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0) {
            Error error = error_of_errno(errno, "write", to);
            draft.m_path.clear();
            return fail(std::move(error));
        }
        ::close(fd);
        return draft;
    }
    Draft(Draft&& other) noexcept : m_path(std::move(other.m_path)) { other.m_path.clear(); }
    Draft& operator=(Draft&&) = delete;
    ~Draft() {
        std::error_code ec;
        if (m_path.empty()) return;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(m_path.string() + suffix, ec);
    }

    const fs::path& path() const { return m_path; }
    Done name(const fs::path& to) {
        // A hard link is not made over a file that is there; a rename would be.
        if (::link(m_path.c_str(), to.c_str()) == 0) return {};
        if (errno == EEXIST) return fail(there_already(to));
        if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
            m_path.clear();
            return {};
        }
        return fail(errno == EEXIST ? there_already(to) : error_of_errno(errno, "write", to));
    }

  private:
    explicit Draft(fs::path path) : m_path(std::move(path)) {}
    fs::path m_path;
};

Done sync_file(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(error_of_errno(errno, "sync", path));
    const bool synced = ::fsync(fd) == 0;
    const int error_number = errno;
    ::close(fd);
    return synced ? Done{} : fail(error_of_errno(error_number, "sync", path));
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Done move_file(const fs::path& from, const fs::path& to) {
    if (std::rename(from.c_str(), to.c_str()) == 0 || errno == ENOENT) return {};
    return fail(error_of_errno(errno, "move", from));
}

}  // namespace

Result<BackedUp> check_backup(const fs::path& file, const TellCopy& tell) {
    std::error_code ec;
    if (!fs::exists(file, ec))
        return fail(ErrorCode::unknown_id, fmt::format("there is no file \"{}\"", file.string()),
                    "name the backup's file");
    const auto bytes = static_cast<std::int64_t>(fs::file_size(file, ec));
    Done told = tell({CopyStage::checking, 0, bytes});
    if (!told) return fail(told);
    auto health = inspect_ledger(file, Depth::full, [&] {
        told = tell({CopyStage::checking, 0, bytes});
        return told.has_value();
    });
    if (!told) return fail(told);
    if (!health) return fail(health);
    if (health->newer) return fail(Error(*health->newer));
    const auto damaged = [&](std::string what) {
        return fail(ErrorCode::ledger_corrupt,
                    fmt::format("\"{}\" is not a whole ledger: {}", file.string(), what),
                    "use another backup; the file is left as it is");
    };
    if (!health->damage.empty()) return damaged(health->damage.front());
    if (!health->is_gapless()) return damaged("events are missing");
    auto digest = sha256_hex_of_file(file, [&](std::int64_t done) {
        return tell({CopyStage::adding_up, done, bytes});
    });
    if (!digest) return fail(digest);
    return BackedUp{std::move(*digest), std::move(*health)};
}

namespace {

// `mode`: how the source is opened.
Result<BackedUp> copy_ledger(const fs::path& ledger, sqlite::OpenMode mode, const fs::path& to,
                             const TellCopy& tell) {
    std::error_code ec;
    if (fs::exists(to, ec) || fs::is_symlink(to, ec)) return fail(there_already(to));
    auto draft = Draft::make(to);
    if (!draft) return fail(draft);
    {
        auto source = sqlite::Database::open(ledger, mode, LedgerOptions{}.busy_timeout_ms);
        if (!source) return fail(source);
        auto target = sqlite::Database::open(draft->path(), sqlite::OpenMode::create, 0);
        if (!target) return fail(target);
        const auto step = [&](std::int64_t bytes_left, std::int64_t bytes) {
            return tell({CopyStage::copying, bytes - bytes_left, bytes});
        };
        if (auto copied = source->copy_to(*target, step); !copied) return fail(copied);
        // Closing the last connection folds the log into the file.
    }
    auto checked = check_backup(draft->path(), tell);
    if (!checked) return checked;
    if (auto synced = sync_file(draft->path()); !synced) return fail(synced);
    if (auto named = draft->name(to); !named) return fail(named);
    if (auto synced = sync_file(folder_of(to)); !synced) return fail(synced);
    return checked;
}

}  // namespace

Result<BackedUp> back_up(const fs::path& ledger, const fs::path& to, const TellCopy& tell) {
    // By the book, with readers' marks: what is read must not be taken into the file meanwhile.
    return copy_ledger(ledger, sqlite::OpenMode::read_only, to, tell);
}

Result<BackedUp> copy_backup(const fs::path& file, const fs::path& to, const TellCopy& tell) {
    return copy_ledger(file, sqlite::OpenMode::look, to, tell);
}

Result<std::optional<LedgerHold>> LedgerHold::take(const fs::path& ledger) {
    const int fd = ::open(ledger.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0) return fail(error_of_errno(errno, "lock", ledger));
    LedgerHold hold(fd);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = k_pending_byte;
    lock.l_len = k_locked_bytes;
    // Of the open file, and not of the process, which may open and close it again.
    if (::fcntl(fd, F_OFD_SETLK, &lock) == 0) return std::optional<LedgerHold>(std::move(hold));
    if (errno == EAGAIN || errno == EACCES) return std::optional<LedgerHold>();
    return fail(error_of_errno(errno, "lock", ledger));
}

LedgerHold::~LedgerHold() {
    if (m_fd >= 0) ::close(m_fd);
}

Done move_ledger(const fs::path& ledger, const fs::path& kept) {
    if (auto moved = move_file(ledger, kept); !moved) return moved;
    if (auto moved = move_file(ledger.string() + "-wal", kept.string() + "-wal"); !moved) return moved;
    // The readers' marks are made anew from the log.
    if (auto removed = remove_file(ledger.string() + "-shm", Durability::none); !removed) return removed;
    return sync_file(folder_of(ledger));
}

}  // namespace mkai::store
