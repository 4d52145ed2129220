// After a restore the ledger knows less than the world: what was published after the backup is live, and no
// row says so. Before anything is published again, each destination is asked what it holds.
#pragma once

#include "core/app/session.hpp"
#include "core/base/file.hpp"
#include "core/base/result.hpp"

namespace mkai::app {

// The lock of deliveries: one process at a time publishes from a workspace.
fs::path delivery_lock_path(const workspace::Workspace& workspace);
// Waits for it; ledger_locked.
Result<FileLock> take_delivery_lock(const workspace::Workspace& workspace);

// A file beside the ledger says that it was restored, so that nobody has to read all events to know. The
// event is what counts: without it the file means nothing.
Done mark_restored(const workspace::Workspace& workspace);
bool is_marked_restored(const workspace::Workspace& workspace);

// Done when the ledger was not restored, or what is live has been looked at since, or every destination holds
// exactly what the ledger says. Else conflict, once, with a line for each difference: what was published
// after the backup (as the ledger that was replaced tells it, where it can be read), what is there and
// unknown, what is gone. The ledger has the truth then, and the command may be given again. The caller holds
// the lock.
Done look_after_restore(const Session& session);

// The same for a command before it shows or asks anything: takes the lock itself. ledger_locked.
Done look_before_publishing(const Session& session);

}  // namespace mkai::app
