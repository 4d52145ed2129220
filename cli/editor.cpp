#include "cli/editor.hpp"

#include "cli/terminal.hpp"

#include <csignal>
#include <cstdlib>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

std::string editor_command() {
    for (const char* name : {"MKAI_EDITOR", "VISUAL", "EDITOR"})
        if (std::string command = environment(name); !command.empty()) return command;
    return "vi";
}

}  // namespace

fs::path new_edit_file(const fs::path& folder) {
    std::error_code ec;
    for (int nth = 1;; ++nth) {
        fs::path file = folder / fmt::format("edit-{}-{}.yaml", ::getpid(), nth);
        if (!fs::exists(file, ec)) return file;
    }
}

Result<std::string> edit_text(std::string_view text, const fs::path& folder) {
    const fs::path file = new_edit_file(folder);
    if (auto written = write_file_atomically(file, text, Durability::none); !written) return fail(written);
    // By a shell, as git does, because editors are set with arguments ("code --wait"); the file is an
    // argument, not part of the command.
    const std::string command = editor_command() + " \"$1\"";
    const pid_t child = ::fork();
    if (child < 0) return fail(ErrorCode::internal_error, "the editor could not be started");
    if (child == 0) {
        ::execlp("sh", "sh", "-c", command.c_str(), "sh", file.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    // Ctrl-C is the editor's while it runs, as with git.
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &before);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    ::sigaction(SIGINT, &before, nullptr);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(ErrorCode::interrupted,
                    fmt::format("the editor \"{}\" failed; nothing was changed", editor_command()),
                    fmt::format("set MKAI_EDITOR; what you wrote is in {}", file.string()));
    auto saved = read_file(file, 1u << 20);
    if (!saved) return fail(saved);
    if (auto removed = remove_file(file, Durability::none); !removed) return fail(removed);
    return saved;
}

}  // namespace mkai::cli
