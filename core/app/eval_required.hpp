// Suites that a prompt has to pass before a label may name it: `required_for` in evals/*.yaml.
#pragma once

#include "core/app/session.hpp"

#include <string>

namespace mkai::app {

// Nothing when no suite asks for this. blocked when the version has not passed one as it is today: with the
// same tests, checks, guards, judge and models. The verdict is told anew from the rows of its run, against
// the suite's baseline where it has one. invalid_file when a suite cannot be read: it may be one that asks.
Done check_required_suites(const Session& session, const PromptVersion& version, const std::string& label);

}  // namespace mkai::app
