// A decision that somebody gave away from here, as a file: YAML (schemas/decision.json), a mail (.eml), or
// the text of a reply. It says what was decided; whether that holds is the gate's to say.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/workspace/decision_reply.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

inline constexpr std::size_t k_decision_bytes_max = 10u << 20;

struct DecisionFile {
    Action action = Action::approve;
    std::vector<DecidedAsset> assets;  // one at least
    std::string reason;                // may be empty
    std::string by;                    // person id, of YAML; may be empty
    std::string from;                  // address, of a mail; may be empty
    std::optional<TimeMs> at;          // when it was said, as the file says; of a day, its end or `now`
    std::string besides;               // what else a reply says
};

// The kind is told by the name's ending: .yaml and .yml, .eml, and anything else is the text of a reply in
// UTF-8. invalid_file, with the places or the lines that were found as context.
Result<DecisionFile> read_decision_file(const std::string& name, std::string_view bytes, TimeMs now);

}  // namespace mkai::workspace
