// A file that is written part by part and appears whole: for what is too large to be held at once.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace mkai {

// For a file that somebody names to be written: a folder that is not there is rather a slip of the pen than a
// wish. invalid_value, which names it.
Done check_folder_of(const fs::path& target);

class FileDraft {
  public:
    // Beside the target. invalid_value when its folder is not there, or when the target is there and is no
    // file (a folder, a device: a rename would replace it); disk_full, read_only, io_error.
    static Result<FileDraft> begin(const fs::path& target);
    FileDraft(FileDraft&& other) noexcept;
    FileDraft& operator=(FileDraft&&) = delete;
    // What was not published leaves nothing behind.
    ~FileDraft();

    // Kept in memory up to some kilobytes, then written.
    Done write(std::string_view bytes);
    std::size_t bytes() const { return m_bytes; }
    // Syncs and renames over the target: a reader sees the old bytes or the new. Once.
    Done publish();

  private:
    FileDraft(fs::path target, fs::path draft, int fd);
    Done flush();

    fs::path m_target;
    fs::path m_draft;
    int m_fd = -1;
    std::size_t m_bytes = 0;
    std::string m_pending;
};

}  // namespace mkai
