// Whether the process of a run is alive: it holds a lock for as long as it lives, which the kernel lets go of
// with it.
#pragma once

#include "core/app/session.hpp"
#include "core/base/file.hpp"

#include <string>
#include <string_view>

namespace mkai::app {

fs::path runs_folder(const workspace::Workspace& workspace);
fs::path run_lock_path(const workspace::Workspace& workspace, std::string_view run);
// False when the run has ended, when there is no lock of it, or nobody holds it. True when that cannot be
// told.
bool is_run_alive(const workspace::Workspace& workspace, std::string_view run);
// Takes away the locks of processes that died before their run was in the ledger, or after it had ended
// there. Only while the ledger is held for writing: nobody else is between a lock and its run then.
Done sweep_run_locks(const Session& session);

}  // namespace mkai::app
