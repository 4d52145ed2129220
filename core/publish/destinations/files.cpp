#include "core/publish/destinations/files.hpp"

#include "core/base/hash.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mkai::publish {
namespace {

// Every step below the workspace is taken with *at() calls from a folder that is held open, and never through
// a symbolic link: a link that somebody puts in the way, even between two steps, cannot lead outside.

constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
constexpr std::size_t k_rendering_bytes_max = 64u << 20;

class Fd {
  public:
    explicit Fd(int fd = -1) : m_fd(fd) {}
    Fd(Fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() {
        if (m_fd >= 0) ::close(m_fd);
    }
    bool ok() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    // Gives the descriptor up; close(2) is where some file systems tell of a full disk.
    int close() { return ::close(std::exchange(m_fd, -1)); }

  private:
    int m_fd;
};

// What a destination could not do is the destination's failure, unless the disk itself says otherwise.
Error unavailable(int error_number, std::string_view what, const std::string& location) {
    Error error = error_of_errno(error_number, what, location);
    if (error.code == ErrorCode::disk_full || error.code == ErrorCode::read_only) return error;
    error.code = ErrorCode::destination_unavailable;
    const bool in_the_way = error_number == ELOOP || error_number == ENOTDIR || error_number == EISDIR;
    error.fix = in_the_way
                    ? "a link, a file or a folder stands where another kind of thing should; move it away"
                    : "look at the folder, then publish again";
    return error;
}

bool is_safe_component(std::string_view part) {
    return !part.empty() && part.front() != '.' && part.find('\0') == std::string_view::npos;
}

// "site/spring/x.html" as its parts; empty when it could lead anywhere else.
std::vector<std::string> safe_parts(std::string_view location) {
    std::vector<std::string> parts = split(location, '/');
    if (!std::ranges::all_of(parts, is_safe_component)) return {};
    return parts;
}

class FilesDestination final : public Destination {
  public:
    FilesDestination(fs::path root, std::string folder, Format format)
        : m_root(std::move(root)), m_folder(std::move(folder)), m_format(format) {}

    Format format() const override { return m_format; }

    Placement place(const AssetId& asset) const override {
        return {asset, fmt::format("{}/{}.{}", m_folder, to_string(asset), extension_of(m_format))};
    }

    Done put(const Placement& placement, std::string_view bytes) override {
        auto target = open_target(placement, Missing::make);
        if (!target) return fail(target);
        sweep_leftovers(*target);
        const std::string temporary = fmt::format("{}{}", leftover_prefix(target->name), ::getpid());
        if (auto written = write_file(*target, temporary, bytes); !written) {
            ::unlinkat(target->folder().get(), temporary.c_str(), 0);
            return fail(written);
        }
        const int folder = target->folder().get();
        if (::renameat(folder, temporary.c_str(), folder, target->name.c_str()) != 0) {
            const int error_number = errno;
            ::unlinkat(folder, temporary.c_str(), 0);
            return fail(unavailable(error_number, "put", placement.location));
        }
        if (::fsync(folder) != 0 && errno != EINVAL)
            return fail(unavailable(errno, "sync", placement.location));
        return {};
    }

    Result<Found> verify(const Placement& placement, std::string_view digest) const override {
        auto target = open_target(placement, Missing::stop);
        if (!target) return fail(target);
        if (target->folders.empty()) return Found::absent;
        const Fd file(::openat(target->folder().get(), target->name.c_str(),
                               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (!file.ok() && errno == ENOENT) return Found::absent;
        if (!file.ok() && errno == ELOOP) return Found::different;  // a link is not what was put there
        if (!file.ok()) return fail(unavailable(errno, "read", placement.location));
        return compare(file, digest, placement.location);
    }

    Done remove(const Placement& placement) override {
        auto target = open_target(placement, Missing::stop);
        if (!target) return fail(target);
        if (target->folders.empty()) return {};
        const int folder = target->folder().get();
        if (::unlinkat(folder, target->name.c_str(), 0) != 0 && errno != ENOENT)
            return fail(unavailable(errno, "remove", placement.location));
        sweep_leftovers(*target);
        if (::fsync(folder) != 0 && errno != EINVAL)
            return fail(unavailable(errno, "sync", placement.location));
        remove_emptied(*target);
        return {};
    }

    Done tidy(const Placement& placement) override {
        auto target = open_target(placement, Missing::stop);
        if (!target) return fail(target);
        if (target->folders.empty()) return {};
        sweep_leftovers(*target);
        if (auto synced = sync_found(*target); !synced) return fail(synced);
        remove_emptied(*target);
        return {};
    }

    bool recallable() const override { return true; }
    std::string recall_note() const override {
        return "The file is taken away. Copies that were made of it before stay where they are.";
    }
    std::string replace_note() const override {
        return "The file is replaced. Copies that were made of it before stay where they are.";
    }

  private:
    enum class Missing { make, stop };

    // The folders from the workspace's root down to the file's, each held open, and the file's name.
    struct Target {
        std::vector<Fd> folders;         // empty: some folder on the way is not there
        std::vector<std::string> parts;  // names of folders[1], folders[2], ..., then the file's
        std::string name;
        const Fd& folder() const { return folders.back(); }
    };

    Result<Target> open_target(const Placement& placement, Missing missing) const {
        Target target;
        target.parts = safe_parts(placement.location);
        if (target.parts.size() < 2 || !placement.location.starts_with(m_folder + "/"))
            return fail(
                ErrorCode::destination_unavailable,
                fmt::format("\"{}\" is not a place in \"{}\"", printable_line(placement.location), m_folder),
                "check the destination in mkai.yaml");
        target.name = target.parts.back();
        target.folders.emplace_back(::open(m_root.c_str(), k_folder_flags));
        if (!target.folder().ok()) return fail(unavailable(errno, "open", m_root.string()));
        for (std::size_t i = 0; i + 1 < target.parts.size(); ++i) {
            Fd next = open_folder(target.folder(), target.parts[i], missing);
            if (!next.ok() && errno == ENOENT && missing == Missing::stop) {
                target.folders.clear();
                return target;
            }
            if (!next.ok()) return fail(unavailable(errno, "open", placement.location));
            target.folders.push_back(std::move(next));
        }
        return target;
    }

    static Fd open_folder(const Fd& parent, const std::string& name, Missing missing) {
        constexpr mode_t k_folder_mode = 0777;  // less the umask
        if (missing == Missing::make && ::mkdirat(parent.get(), name.c_str(), k_folder_mode) == 0)
            ::fsync(parent.get());
        return Fd(::openat(parent.get(), name.c_str(), k_folder_flags | O_NOFOLLOW));
    }

    static Done write_file(const Target& target, const std::string& name, std::string_view bytes) {
        constexpr mode_t k_file_mode = 0666;  // less the umask
        Fd file(::openat(target.folder().get(), name.c_str(),
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, k_file_mode));
        if (!file.ok()) return fail(unavailable(errno, "write", target.name));
        while (!bytes.empty()) {
            const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return fail(unavailable(errno, "write", target.name));
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(file.get()) != 0) return fail(unavailable(errno, "sync", target.name));
        if (file.close() != 0) return fail(unavailable(errno, "close", target.name));
        return {};
    }

    // Whatever stands there, and that it stands there: the file, its folder, and each folder's entry in the
    // one above. Whoever put it or took it away may have been killed between that and its own sync.
    static Done sync_found(const Target& target) {
        const Fd file(::openat(target.folder().get(), target.name.c_str(),
                               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (file.ok() && ::fsync(file.get()) != 0 && errno != EINVAL)
            return fail(unavailable(errno, "sync", target.name));
        for (auto folder = target.folders.rbegin(); folder != target.folders.rend(); ++folder)
            if (::fsync(folder->get()) != 0 && errno != EINVAL)
                return fail(unavailable(errno, "sync", target.name));
        return {};
    }

    static Result<Found> compare(const Fd& file, std::string_view digest, const std::string& location) {
        struct stat info {};
        if (::fstat(file.get(), &info) != 0) return fail(unavailable(errno, "read", location));
        if (!S_ISREG(info.st_mode) || static_cast<std::uintmax_t>(info.st_size) > k_rendering_bytes_max)
            return Found::different;
        std::string bytes;
        std::array<char, 1 << 16> buffer{};
        while (bytes.size() <= k_rendering_bytes_max) {
            const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return fail(unavailable(errno, "read", location));
            if (count == 0) break;
            bytes.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return sha256_hex(bytes) == digest ? Found::same : Found::different;
    }

    // A process that was killed while it wrote leaves ".NAME.mkai-PID" behind; nobody else makes such names.
    static std::string leftover_prefix(const std::string& name) { return fmt::format(".{}.mkai-", name); }

    static bool is_process_id(std::string_view text) {
        return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    }

    // Deliveries of a workspace run one at a time, so whatever stands here is of a process that has ended.
    // Asking whether it lives would be wrong: one that was killed and not yet waited for still has its id.
    static void sweep_leftovers(const Target& target) {
        const std::string prefix = leftover_prefix(target.name);
        const int folder = ::openat(target.folder().get(), ".", k_folder_flags);
        DIR* entries = folder < 0 ? nullptr : ::fdopendir(folder);
        if (entries == nullptr) {
            if (folder >= 0) ::close(folder);
            return;
        }
        while (const dirent* entry = ::readdir(entries)) {
            const std::string_view name = entry->d_name;
            if (name.starts_with(prefix) && is_process_id(name.substr(prefix.size())))
                ::unlinkat(target.folder().get(), entry->d_name, 0);
        }
        ::closedir(entries);
    }

    // The brief's folder, when this was its last file. unlinkat refuses one that holds anything; the declared
    // folder itself stays.
    void remove_emptied(const Target& target) const {
        const std::size_t declared = split(m_folder, '/').size();
        for (std::size_t depth = target.folders.size() - 1; depth > declared; --depth)
            if (::unlinkat(target.folders[depth - 1].get(), target.parts[depth - 1].c_str(), AT_REMOVEDIR) !=
                0)
                return;
    }

    fs::path m_root;
    std::string m_folder;
    Format m_format;
};

}  // namespace

Result<std::unique_ptr<Destination>> make_files_destination(const DestinationDecl& declaration,
                                                            const fs::path& root) {
    std::string folder = declaration.path;
    while (folder.starts_with("./")) folder.erase(0, 2);
    while (folder.ends_with('/')) folder.pop_back();
    if (safe_parts(folder).empty())
        return fail(ErrorCode::invalid_file,
                    fmt::format("destination \"{}\" has the path \"{}\", which is no folder in the workspace",
                                declaration.name, printable_line(declaration.path)),
                    "name a folder such as \"site\": relative, without \"..\" and without a dot in front");
    const std::optional<Format> format = parse_format(declaration.format);
    if (!format)
        return fail(ErrorCode::invalid_file,
                    fmt::format("destination \"{}\" has the unknown format \"{}\"", declaration.name,
                                printable_line(declaration.format)),
                    "write html, markdown or json");
    return std::make_unique<FilesDestination>(root, std::move(folder), *format);
}

}  // namespace mkai::publish
