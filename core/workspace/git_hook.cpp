#include "core/workspace/git_hook.hpp"

#include "core/base/embedded.hpp"
#include "core/base/quote.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_name = "pre-commit";
constexpr std::string_view k_template = "hooks/pre-commit";
constexpr std::string_view k_mark = "# Written by `mkai hooks install`";
constexpr std::size_t k_hook_bytes_max = 1U << 20;
constexpr fs::perms k_executable = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                   fs::perms::others_read | fs::perms::others_exec;

std::string_view hook_text() {
    const auto all = embedded::templates();
    return std::ranges::find(all, k_template, &EmbeddedFile::name)->text;
}

Error not_ours(const fs::path& path, bool was_ours, std::string_view line) {
    if (was_ours)
        return {ErrorCode::already_exists,
                fmt::format("the hook {} is not as mkai wrote it", in_quotes(path.string())),
                {},
                "keep it; or remove it, and then: mkai hooks install"};
    return {ErrorCode::already_exists,
            fmt::format("the hook {} is there, and mkai did not write it", in_quotes(path.string())),
            {},
            fmt::format("add this line to it: {}", line)};
}

}  // namespace

std::string_view to_string(HookState state) {
    return state == HookState::installed ? "installed" : "unchanged";
}

Result<HookState> install_hook(const fs::path& folder, std::string_view line) {
    const fs::path path = folder / k_name;
    std::error_code ec;
    const fs::file_status there = fs::symlink_status(path, ec);
    const bool is_there = fs::exists(there);
    if (is_there) {
        // A link leads to a file that others may share.
        if (!fs::is_regular_file(there)) return fail(not_ours(path, false, line));
        auto text = read_file(path, k_hook_bytes_max);
        if (!text) return fail(text);
        if (*text != hook_text()) return fail(not_ours(path, text->find(k_mark) != std::string::npos, line));
    } else if (auto done = write_file_atomically(path, hook_text()); !done) {
        return fail(done);
    }
    // Also of a hook that was there: git runs none that is not executable, and says so in passing only.
    fs::permissions(path, k_executable, fs::perm_options::replace, ec);
    if (ec) return fail(error_of_errno(ec.value(), "make executable", path));
    return is_there ? HookState::unchanged : HookState::installed;
}

}  // namespace mkai::workspace
