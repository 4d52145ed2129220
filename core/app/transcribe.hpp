// A decision that somebody gave away from here, typed in by another. The gate asks about both; the file's
// bytes are kept beside the decision, and every version in it is decided on, or none.
#pragma once

#include "core/app/session.hpp"
#include "core/app/transition.hpp"
#include "core/workspace/decision_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

struct TranscribeRequest {
    workspace::DecisionFile file;
    std::string bytes;   // of the file: the proof
    std::string person;  // id: on whose behalf
    std::string reason;  // as typed, for a file that has none
};

struct Transcribed {
    std::vector<Changed> decisions;  // in the file's order
    std::string proof;               // digest; empty when there was nothing to do
    std::vector<std::string> notes;  // what nobody could check, in sentences
};

// unknown_person; usage for two reasons. invalid_value for a file that is another person's. stale_approval
// with what changed, for a version that is not today's and for one that was decided on since. Else what the
// gate says.
Result<Transcribed> transcribe(const Session& session, const TranscribeRequest& request);

}  // namespace mkai::app
