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

    void add(const DecisionRecord& d, int before, std::string_view person) {
        if (d.number >= before) return;
        LastSeen seen{SeenHow::decided, d.number, d.action, d.person, d.at};
        if (d.person == person) take(own, seen);
        seen.how = SeenHow::approved;
        if (is_approval(d)) take(approved, seen);
    }
    const LastSeen& last() const { return own.number > 0 ? own : approved; }
};

Decided decided_before(const Explanation& explanation, std::string_view person) {
    Decided out;
    for (const ExplainedDecision& e : explanation.decisions)
        out.add(e.decision, explanation.version.number, person);
    return out;
}

}  // namespace

LastSeen find_last_decided(const Explanation& explanation, std::string_view person) {
    return decided_before(explanation, person).last();
}

LastSeen find_last_decided(const std::vector<DecisionRecord>& decisions, int number,
                           std::string_view person) {
    Decided out;
    for (const DecisionRecord& d : decisions) out.add(d, number, person);
    return out.last();
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
