// What somebody may do next, for who suggests a command. The gate decides, when it is run.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/pause.hpp"
#include "core/domain/people.hpp"
#include "core/domain/state.hpp"

#include <string_view>
#include <vector>

namespace mkai::app {

// Whether the person has a role that may do it.
bool has_role_for(const Person& person, Action action);

// Whether the gate would take the actor's approval of this version, as it stands. Not when the copy is
// theirs, or they have approved it.
Result<bool> may_approve(const Session& session, std::string_view asset, int version);

// The pauses in force that would stop the publication of this version there, oldest first.
Result<std::vector<Pause>> find_stops(const Session& session, std::string_view asset, int version,
                                      std::string_view destination);

}  // namespace mkai::app
