// Who works on what: the parts that every use case is handed. It owns no part of them.
#pragma once

#include "core/base/clock.hpp"
#include "core/domain/people.hpp"
#include "core/domain/records.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <vector>

namespace mkai::app {

struct Session {
    const workspace::Workspace& workspace;
    store::Ledger& ledger;
    const Clock& clock;
    Actor actor;
    // What a crash had left open and was found done when this command began (deliver.hpp's reconcile).
    std::vector<DeliveryRecord> found_done{};
};

// An event with the actor, the way they were identified and the environment filled in.
inline Event make_event(const Session& session, std::string_view kind) {
    Event event;
    event.kind = std::string(kind);
    event.actor = session.actor.person.id;
    event.auth = session.actor.auth;
    event.environment = session.workspace.config().environment;
    return event;
}

}  // namespace mkai::app
