// People's decisions on a version: review, approve, reject, revoke.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/app/transition.hpp"

#include <optional>
#include <string>

namespace mkai::app {

struct DecisionRequest {
    Action action = Action::accept;
    std::string reason;
    std::string reason_code;
    std::string assignee;  // who is asked next
    std::string due;
    std::optional<TimeMs> expires;  // of an approval
    std::optional<Transcript> transcript = {};
};

// What transition() says; `unchanged` when the same was decided already.
Result<Changed> decide(const Session& session, const Target& target, const DecisionRequest& request);

// What decide() would have done: for who writes it with something else. Empty when the same was decided
// already.
Result<std::optional<Change>> decision_change(const Session& session, const Target& target,
                                              const DecisionRequest& request);

// Of a target that was left alone.
Changed as_it_was(const Target& target);

}  // namespace mkai::app
