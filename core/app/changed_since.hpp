// What of a version is other than in the one that a person decided on last, in a few words: for lists, where
// a diff has no room.
#pragma once

#include "core/app/last_seen.hpp"
#include "core/app/session.hpp"

#include <string>
#include <vector>

namespace mkai::app {

struct ChangedSince {
    LastSeen base;                  // as find_last_decided says; `never`: nothing to compare with
    std::vector<std::string> what;  // fields of the channel, by name, "offer.price", "pictures"
};
// unknown_id for a version that is not there; ledger_corrupt.
Result<ChangedSince> find_changed_since(store::Ledger& ledger, const std::string& asset, int number,
                                        std::string_view person);

}  // namespace mkai::app
