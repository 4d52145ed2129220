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

struct Decided {
    LastSeen own, approved;
};

Decided decided_before(const Explanation& explanation, std::string_view person) {
    Decided out;
    for (const ExplainedDecision& e : explanation.decisions) {
        const DecisionRecord& d = e.decision;
        if (d.number >= explanation.version.number) continue;
        LastSeen seen{SeenHow::decided, d.number, d.action, d.person, d.at};
        if (d.person == person) take(out.own, seen);
        seen.how = SeenHow::approved;
        if (is_approval(d)) take(out.approved, seen);
    }
    return out;
}

}  // namespace

LastSeen find_last_decided(const Explanation& explanation, std::string_view person) {
    const Decided decided = decided_before(explanation, person);
    return decided.own.number > 0 ? decided.own : decided.approved;
}

LastSeen find_last_seen(const Explanation& explanation, std::string_view person) {
    const int before = explanation.version.number;
    LastSeen own;
    // Who brings another's words in has not looked at the copy by that.
    for (const ExplainedRemark& r : explanation.remarks)
        if (r.remark.person == person && r.remark.brought_in.empty() && r.remark.number < before)
            take(own, {SeenHow::commented, r.remark.number, {}, r.remark.person, r.remark.at});
    const Decided decided = decided_before(explanation, person);
    take(own, decided.own);
    if (own.number > 0) return own;
    if (decided.approved.number > 0) return decided.approved;
    LastSeen previous;
    for (const ExplainedVersion& made : explanation.made)
        if (made.version.number < before)
            take(previous, {SeenHow::previous, made.version.number, {}, {}, {}});
    return previous;
}

}  // namespace mkai::app
