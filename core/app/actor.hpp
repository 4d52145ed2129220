// Who is acting: --as, else MKAI_AS, else the user's config, else git's user.email found in people.yaml.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/people.hpp"

#include <string>

namespace mkai::app {

struct ActorSources {
    std::string flag;
    std::string environment;
    std::string user_config;
    std::string git_email;
    bool is_ci = false;  // a job runs this, so that nobody has an address of git
};

// unknown_person with what to do, when no source names anybody or the first that does names nobody we know.
Result<Actor> find_actor(const Roster& roster, const ActorSources& sources);

// Whom a command names; unknown_person, with the id that may have been meant.
Result<const Person*> get_person(const Roster& roster, const std::string& id);

}  // namespace mkai::app
