#include "core/app/start.hpp"

#include "core/store/ledger.hpp"

namespace mkai::app {

Result<Started> start_workspace(const fs::path& folder, const workspace::InitOptions& options,
                                const Clock& clock, Random& random) {
    auto files = workspace::init(folder, options, clock.now());
    if (!files) return fail(files);
    auto made = workspace::Workspace::open(folder);
    if (!made) return fail(made);
    auto ledger = start_ledger(*made, "mkai", clock, random);
    if (!ledger) return fail(ledger);
    return Started{std::move(*files), std::move(*ledger)};
}

Result<std::string> start_ledger(const workspace::Workspace& workspace, std::string_view actor,
                                 const Clock& clock, Random& random) {
    auto ledger =
        store::Ledger::create(workspace.ledger_path(), clock, random, workspace.config().environment, actor);
    if (!ledger) return fail(ledger);
    return ledger->ledger_id();
}

}  // namespace mkai::app
