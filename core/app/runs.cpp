#include "core/app/runs.hpp"

#include <set>
#include <vector>

namespace mkai::app {

namespace {

constexpr std::string_view k_lock_suffix = ".lock";

}  // namespace

fs::path runs_folder(const workspace::Workspace& workspace) {
    return workspace.state_folder() / "runs";
}

fs::path run_lock_path(const workspace::Workspace& workspace, std::string_view run) {
    return runs_folder(workspace) / (std::string(run) + std::string(k_lock_suffix));
}

bool is_run_alive(const workspace::Workspace& workspace, std::string_view run) {
    const fs::path path = run_lock_path(workspace, run);
    std::error_code unknown;
    if (!fs::exists(path, unknown)) return static_cast<bool>(unknown);  // taking a lock makes its file
    const auto lock = FileLock::take(path, 0);
    return !lock || !*lock;
}

Done sweep_run_locks(const Session& session) {
    auto open = session.ledger.list_open_runs();
    if (!open) return fail(open);
    std::set<fs::path> wanted;
    for (const Run& run : *open) wanted.insert(run_lock_path(session.workspace, run.id).filename());
    std::error_code ec;
    std::vector<fs::path> orphans;
    for (const auto& entry : fs::directory_iterator(runs_folder(session.workspace), ec))
        if (entry.path().extension() == k_lock_suffix && !wanted.contains(entry.path().filename()))
            orphans.push_back(entry.path());
    for (const fs::path& path : orphans)
        if (auto removed = remove_file(path, Durability::none); !removed) return removed;
    return {};
}

}  // namespace mkai::app
