#include "core/base/file.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace mkai {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    bool ok() const { return m_fd >= 0; }
    // Closes early, so that a failure to write back is seen.
    bool close() {
        const int fd = std::exchange(m_fd, -1);
        return ::close(fd) == 0;
    }

  private:
    int m_fd;
};

Done sync_folder(const fs::path& folder) {
    const Descriptor dir(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!dir.ok()) return fail(error_of_errno(errno, "open", folder));
    if (::fsync(dir.get()) != 0 && errno != EINVAL) return fail(error_of_errno(errno, "sync", folder));
    return {};
}

Done write_all(int fd, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return fail(error_of_errno(errno, "write", path));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Error error_of_errno(int error_number, std::string_view what, const fs::path& path) {
    const std::string message =
        fmt::format("cannot {} \"{}\": {}", what, path.string(), std::strerror(error_number));
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
            return {ErrorCode::disk_full,
                    message,
                    {},
                    "free some space and run the command again; nothing is half done"};
        case EROFS:
            return {ErrorCode::read_only,
                    message,
                    {},
                    "the file system is read-only; work in a copy that can be written to"};
        case EACCES:
        case EPERM:
            return {ErrorCode::read_only, message, {}, fmt::format("give yourself the right to {} it", what)};
        case ENOENT:
            return {ErrorCode::unknown_id, message, {}, "check the path"};
        default:
            return {ErrorCode::io_error, message, {}, {}};
    }
}

Result<std::string> read_file(const fs::path& path, std::size_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.ok()) return fail(error_of_errno(errno, "read", path));
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return fail(error_of_errno(errno, "read", path));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::invalid_file, fmt::format("\"{}\" is not a file", path.string()),
                    "name a file");
    const auto too_large = [&] {
        return fail(
            ErrorCode::invalid_file,
            fmt::format("\"{}\" has {} bytes; at most {} are read", path.string(), info.st_size, bytes_max),
            "check that it is the right file");
    };
    if (static_cast<std::uintmax_t>(info.st_size) > bytes_max) return too_large();
    std::string out;
    out.reserve(static_cast<std::size_t>(info.st_size));
    std::array<char, 1 << 16> buffer{};
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(error_of_errno(errno, "read", path));
        if (got == 0) return out;
        out.append(buffer.data(), static_cast<std::size_t>(got));
        if (out.size() > bytes_max) return too_large();
    }
}

Done write_file_atomically(const fs::path& path, std::string_view bytes, Durability durability) {
    std::error_code ec;
    const fs::path folder = path.parent_path();
    if (!folder.empty()) fs::create_directories(folder, ec);
    if (ec) return fail(error_of_errno(ec.value(), "make the folder", folder));
    // One writer a path at a time is the callers' business (they hold a lock); the process id keeps others
    // apart.
    const fs::path draft = folder / fmt::format(".{}.{}.tmp", path.filename().string(), ::getpid());
    const auto give_up = [&](Error error) {
        ::unlink(draft.c_str());
        return fail(std::move(error));
    };
    Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file.ok()) return fail(error_of_errno(errno, "write", path));
    if (auto written = write_all(file.get(), bytes, path); !written)
        return give_up(std::move(written.error()));
    if (durability == Durability::sync && ::fsync(file.get()) != 0)
        return give_up(error_of_errno(errno, "sync", path));
    if (!file.close()) return give_up(error_of_errno(errno, "write", path));
    if (::rename(draft.c_str(), path.c_str()) != 0) return give_up(error_of_errno(errno, "replace", path));
    return durability == Durability::sync ? sync_folder(folder) : Done{};
}

Done remove_file(const fs::path& path, Durability durability) {
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        return fail(error_of_errno(errno, "remove", path));
    }
    return durability == Durability::sync ? sync_folder(path.parent_path()) : Done{};
}

Result<std::optional<FileLock>> FileLock::take(const fs::path& path, int wait_ms) {
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return fail(error_of_errno(errno, "lock", path));
    FileLock lock(fd);
    constexpr int k_step_ms = 5;
    for (int waited = 0;; waited += k_step_ms) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return std::optional<FileLock>(std::move(lock));
        if (errno != EWOULDBLOCK && errno != EINTR) return fail(error_of_errno(errno, "lock", path));
        if (waited >= wait_ms) return std::optional<FileLock>();
        std::this_thread::sleep_for(std::chrono::milliseconds(k_step_ms));
    }
}

FileLock::FileLock(FileLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
}
FileLock::~FileLock() {
    if (m_fd >= 0) ::close(m_fd);
}

Result<ScratchFolder> ScratchFolder::make(std::string_view name) {
    std::error_code ec;
    std::string path = (fs::temp_directory_path(ec) / fmt::format("{}-XXXXXX", name)).string();
    if (!::mkdtemp(path.data())) return fail(error_of_errno(errno, "make the folder", path));
    return ScratchFolder(path);
}
ScratchFolder::~ScratchFolder() {
    std::error_code ec;
    if (!m_path.empty()) fs::remove_all(m_path, ec);
}

std::string network_file_system_of(const fs::path& path) {
    // statfs(2), Linux man-pages 6.03; fs/*/ magic numbers.
    struct Kind {
        long magic;
        std::string_view name;
    };
    static constexpr std::array k_network{
        Kind{0x6969, "nfs"},       Kind{0x517B, "smb"},        Kind{0xFE534D42, "smb2"},
        Kind{0xFF534D42, "cifs"},  Kind{0x01021997, "9p"},     Kind{0x65735546, "fuse"},
        Kind{0x5346414F, "afs"},   Kind{0x00C36400, "ceph"},   Kind{0x013111A8, "ibrix"},
        Kind{0x7461636F, "ocfs2"}, Kind{0x0BD00BD0, "lustre"}, Kind{0x47504653, "gpfs"},
        Kind{0x01161970, "gfs2"},
    };
    struct statfs info {};
    if (::statfs(path.c_str(), &info) != 0) return {};
    for (const auto& kind : k_network)
        if (static_cast<unsigned long>(info.f_type) == static_cast<unsigned long>(kind.magic))
            return std::string(kind.name);
    return {};
}

}  // namespace mkai
