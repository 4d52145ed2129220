// A ledger from a backup in the place of the one that is there, which is kept beside it under a dated name.
// What is live is looked at before anything is published after that: after_restore.hpp.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/hash.hpp"
#include "core/base/result.hpp"
#include "core/domain/people.hpp"
#include "core/store/backup.hpp"
#include "core/workspace/workspace.hpp"

#include <optional>
#include <string>

namespace mkai::app {

struct RestorePlan {
    fs::path file;
    std::string sha256;  // of the file
    store::LedgerHealth backup;
    std::optional<store::LedgerHealth> current;  // empty: none, or none that can be read
    bool is_there = false;                       // a ledger's file, readable or not
};
// Looks at both. role_lacking for anybody but a lead or an engineer; blocked for the ledger of another
// workspace, and of trials; what store::check_backup says.
Result<RestorePlan> plan_restore(const workspace::Workspace& workspace, const Person& person,
                                 const fs::path& file, const store::TellCopy& tell);

struct Restored {
    fs::path kept;  // where the ledger is that was there; empty: there was none
    std::int64_t event = 0;
};
// ledger_locked while somebody has the ledger open, a run is at work, or something is being published. Takes
// some seconds: see store::k_hold_after_move_ms. An error of `tell` stops it until the copy is ready; after
// that it goes through.
Result<Restored> restore(const workspace::Workspace& workspace, const Actor& actor, const Clock& clock,
                         Random& random, const RestorePlan& plan, const std::string& reason,
                         const store::TellCopy& tell);

}  // namespace mkai::app
