#include "core/app/start.hpp"

#include "core/app/claims.hpp"
#include "core/app/session.hpp"
#include "core/store/ledger.hpp"

namespace mkai::app {

namespace {

constexpr std::string_view k_machine = "mkai";

// The demo's claims come from mkai itself, so that nobody of its people counts as their writer.
Done record_writer(const workspace::Workspace& workspace, const Clock& clock, Random& random) {
    auto ledger = store::Ledger::open(workspace.ledger_path(), clock, random);
    if (!ledger) return fail(ledger);
    const Person machine{std::string(k_machine), {}, {}, {}, PersonKind::service};
    const Session session{workspace, *ledger, clock, Actor{machine, Auth::asserted, "init"}};
    auto writer = ledger->begin();
    if (!writer) return fail(writer);
    for (const Claim& claim : workspace.claims())
        if (auto done = write_claim_added(session, *writer, claim); !done) return done;
    return writer->commit();
}

}  // namespace

Result<Started> start_workspace(const fs::path& folder, const workspace::InitOptions& options,
                                const Clock& clock, Random& random) {
    auto files = workspace::init(folder, options, clock.now());
    if (!files) return fail(files);
    auto made = workspace::Workspace::open(folder);
    if (!made) return fail(made);
    auto ledger = start_ledger(*made, k_machine, clock, random);
    if (!ledger) return fail(ledger);
    if (options.demo)
        if (auto told = record_writer(*made, clock, random); !told) return fail(told);
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
