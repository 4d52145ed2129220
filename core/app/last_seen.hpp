// Which version of an asset somebody has seen last: what a later one is compared with for them. The ledger
// keeps what people decided and said, and not what they looked at.
#pragma once

#include "core/app/explain.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

enum class SeenHow {
    decided,    // the person decided on it
    commented,  // the person commented on it, or suggested words
    approved,   // somebody approved it, and the person did neither
    previous,   // the version before, for want of all these
    never,      // there is no earlier version
};

struct LastSeen {
    SeenHow how = SeenHow::never;
    int number = 0;                  // of the version; 0: none
    Action action = Action::accept;  // of a decision or an approval
    std::string person;              // who decided or commented
    TimeMs at;                       // of that; 0 of `previous`
};

// Of the versions before the one that is explained. The newest one that the person decided or commented on;
// where they did both, the decision.
LastSeen find_last_seen(const Explanation& explanation, std::string_view person);
// The newest one that the person decided on; else the newest approved one; else none (`never`).
LastSeen find_last_decided(const Explanation& explanation, std::string_view person);
// The same of the decisions on an asset, for its version `number`.
LastSeen find_last_decided(const std::vector<DecisionRecord>& decisions, int number, std::string_view person);

}  // namespace mkai::app
