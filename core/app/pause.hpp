// Stop everything or one thing at once, and let it go on. One person pauses; two lift it, and whoever paused
// may be one of them (invariant 18). In a workspace with a single person that one lifts it alone, which is
// recorded.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/pause.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct PauseRequest {
    PauseScope scope = PauseScope::all;
    std::string value;
    std::string reason;
    std::string reason_code;
};

struct Paused {
    Pause pause;
    bool unchanged = false;  // the same was paused already
};

// needs_reason, role_lacking; unknown_id when nothing of that name is there to be paused.
Result<Paused> pause(const Session& session, const PauseRequest& request);
// The same as part of a transaction, without asking the gate: the caller has (facts.hpp's check_gate).
Result<Paused> pause_within(const Session& session, store::Writer& writer, const PauseRequest& request);

struct Resumed {
    Pause pause;
    bool ended = false;      // else another person has to lift it too
    bool alone = false;      // lifted by the only person that there is
    bool unchanged = false;  // this person had lifted it already
};

// unknown_id when nothing of that kind is paused.
Result<Resumed> resume(const Session& session, const PauseRequest& request);

struct ShownPause {
    Pause pause;
    std::string reason;
};
// In force, oldest first.
Result<std::vector<ShownPause>> list_pauses(store::Ledger& ledger);

}  // namespace mkai::app
