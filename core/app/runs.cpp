#include "core/app/runs.hpp"

namespace mkai::app {

fs::path runs_folder(const workspace::Workspace& workspace) {
    return workspace.state_folder() / "runs";
}

fs::path run_lock_path(const workspace::Workspace& workspace, std::string_view run) {
    return runs_folder(workspace) / (std::string(run) + ".lock");
}

bool is_run_alive(const workspace::Workspace& workspace, std::string_view run) {
    const fs::path path = run_lock_path(workspace, run);
    std::error_code unknown;
    if (!fs::exists(path, unknown)) return static_cast<bool>(unknown);  // taking a lock makes its file
    const auto lock = FileLock::take(path, 0);
    return !lock || !*lock;
}

}  // namespace mkai::app
