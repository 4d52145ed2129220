#include "core/app/next_step.hpp"

#include "core/app/facts.hpp"
#include "core/app/review.hpp"
#include "core/app/targets.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

bool has_role_for(const Person& person, Action action) {
    return std::ranges::any_of(policy::permits(), [&](const policy::Permit& permit) {
        return permit.action == action && (permit.services || person.kind == PersonKind::person) &&
               std::ranges::any_of(permit.roles, [&](Role role) { return person.has(role); });
    });
}

Result<bool> may_approve(const Session& session, std::string_view asset, int version) {
    auto target = find_target(session.ledger, fmt::format("{}@v{}", asset, version));
    if (!target) return fail(target);
    DecisionRequest request;
    request.action = Action::approve;
    request.reason = "asked";  // the gate wants one; nothing is written
    auto change = decision_change(session, *target, request);
    if (!change) return fail(change);
    if (!*change) return false;
    auto facts = gather_facts(session, **change, target->version);
    if (!facts) return fail(facts);
    return policy::decide((*change)->action, *facts, session.actor.person).allowed;
}

Result<std::vector<Pause>> find_stops(const Session& session, std::string_view asset, int version,
                                      std::string_view destination) {
    auto target = find_target(session.ledger, fmt::format("{}@v{}", asset, version));
    if (!target) return fail(target);
    auto id = parse_asset_id(asset);
    if (!id) return fail(id);
    Change change;
    change.action = Action::publish;
    change.asset = std::string(asset);
    change.deliver.emplace().destination.name = std::string(destination);
    TodayReader reader(session.workspace);
    if (auto today = reader.look(*id)) change.today = std::move(*today);
    return find_stopping_pauses(session.ledger, change, target->version);
}

}  // namespace mkai::app
