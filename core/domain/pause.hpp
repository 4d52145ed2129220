// A pause stops generate and publish at once, for everything or for one thing, until two people lift it
// (invariant 18). What is live stays live, and the way back (rollback, withdraw) stays open.
#pragma once

#include "core/base/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

enum class PauseScope { all, campaign, channel, prompt, model, destination, asset };
std::string_view to_string(PauseScope scope);
std::optional<PauseScope> parse_pause_scope(std::string_view text);

struct PauseLift {
    std::string person;
    std::string reason;  // blob
    TimeMs at;
};

struct Pause {
    std::string id;
    PauseScope scope = PauseScope::all;
    std::string value;  // of the scope: a brief's id, an asset's full id; empty for all
    std::string person;
    std::string reason;  // blob
    TimeMs at;
    std::vector<PauseLift> lifts;  // oldest first; while it is open, fewer than it needs

    std::string what() const;  // "everything", "the model copy"
};

// What an action touches. What it does not touch stays empty and is stopped by a pause of everything alone.
struct PauseKeys {
    std::string_view campaign;
    std::string_view channel;
    std::string_view prompt;  // "builtin/copy"
    std::string_view model;   // the name in mkai.yaml
    std::string_view destination;
    std::string_view asset;  // full id
};
bool stops(const Pause& pause, const PauseKeys& keys);

// How many people must lift a pause.
inline constexpr std::size_t k_lifts_needed = 2;

}  // namespace mkai
