#include "core/base/file_draft.hpp"

#include "core/base/quote.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace mkai {

namespace {

constexpr std::size_t k_pending_bytes_max = 64 * 1024;

}  // namespace

Done check_folder_of(const fs::path& target) {
    const fs::path folder = target.parent_path();
    std::error_code ec;
    if (folder.empty() || fs::is_directory(folder, ec)) return {};
    return fail(ErrorCode::invalid_value,
                fmt::format("cannot write {}: there is no folder {}", in_quotes(target.string()),
                            in_quotes(folder.string())),
                fmt::format("make it first (mkdir -p {}), or name a file elsewhere", folder.string()));
}

FileDraft::FileDraft(fs::path target, fs::path draft, int fd)
    : m_target(std::move(target)), m_draft(std::move(draft)), m_fd(fd) {}

FileDraft::FileDraft(FileDraft&& other) noexcept
    : m_target(std::move(other.m_target)),
      m_draft(std::move(other.m_draft)),
      m_fd(std::exchange(other.m_fd, -1)),
      m_bytes(other.m_bytes),
      m_pending(std::move(other.m_pending)) {}

FileDraft::~FileDraft() {
    if (m_fd < 0) return;
    ::close(m_fd);
    ::unlink(m_draft.c_str());
}

Result<FileDraft> FileDraft::begin(const fs::path& target) {
    std::error_code ec;
    const fs::file_status status = fs::status(target, ec);
    if (fs::exists(status) && !fs::is_regular_file(status))
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} is there and is no file", in_quotes(target.string())),
                    "name a file, new or to be replaced");
    if (auto there = check_folder_of(target); !there) return fail(there);
    fs::path draft = target.parent_path() / fmt::format(".{}.{}.tmp", target.filename().string(), ::getpid());
    const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) return fail(error_of_errno(errno, "write", target));
    return FileDraft(target, std::move(draft), fd);
}

Done FileDraft::write(std::string_view bytes) {
    m_bytes += bytes.size();
    m_pending += bytes;
    return m_pending.size() < k_pending_bytes_max ? Done{} : flush();
}

Done FileDraft::flush() {
    std::string_view left = m_pending;
    while (!left.empty()) {
        const ssize_t written = ::write(m_fd, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fail(error_of_errno(errno, "write", m_target));
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    m_pending.clear();
    return {};
}

Done FileDraft::publish() {
    if (auto flushed = flush(); !flushed) return flushed;
    if (::fsync(m_fd) != 0) return fail(error_of_errno(errno, "sync", m_target));
    // The name is this program's until the rename, so a failure leaves it to the destructor.
    if (::rename(m_draft.c_str(), m_target.c_str()) != 0)
        return fail(error_of_errno(errno, "replace", m_target));
    if (::close(std::exchange(m_fd, -1)) != 0) return fail(error_of_errno(errno, "write", m_target));
    return {};
}

}  // namespace mkai
