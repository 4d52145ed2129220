// Files: bounded reads, atomic writes, locks that die with their process.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mkai {

namespace fs = std::filesystem;

// The whole file. unknown_id when there is none; invalid_file when it is larger than `bytes_max`, a folder, a
// pipe or a device; io_error otherwise. The path in a message is as given.
Result<std::string> read_file(const fs::path& path, std::size_t bytes_max);

enum class Durability { none, sync };
// Writes beside the target, syncs, renames over it, syncs the folder: a reader sees the old bytes or the new.
// Makes missing folders. disk_full, read_only, io_error; nothing is left behind.
Done write_file_atomically(const fs::path& path, std::string_view bytes,
                           Durability durability = Durability::sync);
// Removes a file; done when it was not there.
Done remove_file(const fs::path& path, Durability durability = Durability::sync);

// An advisory lock (flock) on a file that is made for it. The kernel lets go of it when the process ends,
// however.
class FileLock {
  public:
    // Empty when another process holds it and `wait_ms` have passed.
    static Result<std::optional<FileLock>> take(const fs::path& path, int wait_ms);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

  private:
    explicit FileLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

// An empty folder in the system's place for such, for the owner alone; removed with all that is in it.
class ScratchFolder {
  public:
    static Result<ScratchFolder> make(std::string_view name);
    ScratchFolder(ScratchFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    const fs::path& path() const { return m_path; }

  private:
    explicit ScratchFolder(fs::path path) : m_path(std::move(path)) {}
    fs::path m_path;
};

// The name of the network file system that `path` is on (statfs(2) magic numbers: NFS, SMB, CIFS, 9p, FUSE
// network mounts such as sshfs are reported as "fuse"), or empty for a local one.
std::string network_file_system_of(const fs::path& path);

// `errno` as an Error with the right code: ENOSPC and EDQUOT are disk_full, EROFS and EACCES read_only.
Error error_of_errno(int error_number, std::string_view what, const fs::path& path);

}  // namespace mkai
