#include "core/app/review.hpp"

#include "core/app/actor.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

bool is_approval(const DecisionRecord& d) {
    return d.action == Action::approve || d.action == Action::endorse;
}

// Whether the decision that is asked for stands already. Saying it twice changes nothing.
Result<bool> stands(const Session& session, const Target& target, const DecisionRequest& request) {
    const VersionRecord& version = target.version;
    const std::string& person = request.transcript ? request.transcript->person.id : session.actor.person.id;
    switch (request.action) {
        case Action::accept:
            return version.state == VersionState::reviewed || version.state == VersionState::legal_approved;
        case Action::reject:
            return version.state == VersionState::rejected;
        case Action::approve: {
            if (!next_state(version.state, Action::approve)) return false;  // the gate says why
            auto decisions = session.ledger.list_decisions(version.asset, version.number);
            if (!decisions) return fail(decisions);
            const TimeMs now = session.clock.now();
            return std::ranges::any_of(*decisions, [&](const DecisionRecord& d) {
                // What another typed in for somebody is said better by themselves.
                const bool as_good = d.transcribed_by.empty() || request.transcript;
                return is_approval(d) && !d.revoked && d.person == person && as_good &&
                       d.digest == version.digest && d.expires && *d.expires > now;
            });
        }
        default:
            return false;
    }
}

Done check_revocable(const Session& session, const VersionRecord& version) {
    auto decisions = session.ledger.list_decisions(version.asset, version.number);
    if (!decisions) return fail(decisions);
    const bool any =
        std::ranges::any_of(*decisions, [](const DecisionRecord& d) { return is_approval(d) && !d.revoked; });
    if (any) return {};
    return fail(ErrorCode::blocked,
                fmt::format("{}@v{} has no approval to take back", version.asset, version.number),
                "mkai log " + version.asset);
}

}  // namespace

Result<std::optional<Change>> decision_change(const Session& session, const Target& target,
                                              const DecisionRequest& request) {
    auto already = stands(session, target, request);
    if (!already) return fail(already);
    if (*already) return std::optional<Change>{};
    if (request.action == Action::revoke) {
        if (auto revocable = check_revocable(session, target.version); !revocable) return fail(revocable);
    }
    if (!request.assignee.empty())
        if (auto asked = get_person(session.workspace.roster(), request.assignee); !asked) return fail(asked);
    Change change;
    change.action = request.action;
    change.asset = target.asset.asset;
    change.version = target.version.number;
    change.expected_revision = target.asset.revision;
    change.reason = request.reason;
    change.reason_code = request.reason_code;
    change.assignee = request.assignee;
    change.due = request.due;
    change.expires = request.expires;
    change.transcript = request.transcript;
    auto id = parse_asset_id(target.asset.asset);
    if (!id) return fail(id);
    TodayReader reader(session.workspace);
    auto today = reader.look(*id);
    if (today) change.today = std::move(*today);
    // A yes is given to copy that can be checked against its brief and channel; a no needs neither.
    if (!today && request.action == Action::accept) return fail(today);
    return std::optional(std::move(change));
}

Changed as_it_was(const Target& target) {
    Changed changed;
    changed.asset = target.asset.asset;
    changed.version = target.version.number;
    changed.digest = target.version.digest;
    changed.state = target.version.state;
    changed.unchanged = true;
    return changed;
}

Result<Changed> decide(const Session& session, const Target& target, const DecisionRequest& request) {
    auto change = decision_change(session, target, request);
    if (!change) return fail(change);
    if (!*change) return as_it_was(target);
    return transition(session, **change);
}

}  // namespace mkai::app
