#include "core/app/last_seen.hpp"

#include <algorithm>

namespace mkai::app {

namespace {

bool is_approval(const DecisionRecord& d) {
    return !d.revoked && (d.action == Action::approve || d.action == Action::endorse);
}

void take(LastSeen& best, const LastSeen& other) {
    if (other.number >= best.number) best = other;
}

}  // namespace

LastSeen find_last_seen(const Explanation& explanation, std::string_view person) {
    const int before = explanation.version.number;
    LastSeen own, approved;
    for (const ExplainedRemark& r : explanation.remarks)
        if (r.remark.person == person && r.remark.number < before)
            take(own, {SeenHow::commented, r.remark.number, {}, r.remark.person, r.remark.at});
    for (const ExplainedDecision& e : explanation.decisions) {
        const DecisionRecord& d = e.decision;
        if (d.number >= before) continue;
        const LastSeen seen{SeenHow::decided, d.number, d.action, d.person, d.at};
        if (d.person == person) take(own, seen);
        if (is_approval(d)) {
            take(approved, seen);
            approved.how = SeenHow::approved;
        }
    }
    if (own.number > 0) return own;
    if (approved.number > 0) return approved;
    LastSeen previous;
    for (const ExplainedVersion& made : explanation.made)
        if (made.version.number < before)
            take(previous, {SeenHow::previous, made.version.number, {}, {}, {}});
    return previous;
}

}  // namespace mkai::app
