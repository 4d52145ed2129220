#include "core/app/claim_states.hpp"

#include "core/base/quote.hpp"
#include "core/base/yaml.hpp"

#include <fmt/format.h>

namespace mkai::app {

Result<ClaimStates> find_claim_states(const workspace::Workspace& workspace, store::Ledger& ledger,
                                      TimeMs now) {
    auto decisions = ledger.list_claim_decisions();
    if (!decisions) return fail(decisions);
    ClaimStates out;
    for (const Claim& claim : workspace.claims())
        out[claim.id] = state_of(claim, decisions_on(*decisions, claim.id), now);
    return out;
}

ClaimStates claim_states_without_ledger(const workspace::Workspace& workspace, TimeMs now) {
    ClaimStates out;
    for (const Claim& claim : workspace.claims()) {
        const ClaimState state = state_of(claim, {}, now);
        out[claim.id] = state == ClaimState::waiting ? ClaimState::approved : state;
    }
    return out;
}

Finding approvals_not_looked_at() {
    return make_finding(
        Level::note, "approvals-not-looked-at",
        "there is no ledger here, so that nobody's approvals of claims could be looked at: every claim "
        "of claims.yaml that has neither expired nor been withdrawn counts",
        {}, "claims.yaml");
}

Result<ClaimStates> find_claim_states(const workspace::Workspace& workspace, store::Ledger* ledger,
                                      TimeMs now) {
    if (ledger == nullptr) return claim_states_without_ledger(workspace, now);
    return find_claim_states(workspace, *ledger, now);
}

bool counts(const ClaimStates& states, std::string_view claim) {
    const auto found = states.find(claim);
    return found != states.end() && found->second == ClaimState::approved;
}

std::vector<Finding> check_claims_of_brief(const workspace::Workspace& workspace, const Brief& brief,
                                           const std::string& label, const ClaimStates& states) {
    std::vector<Finding> out;
    const YamlResult parsed = parse_yaml(brief.source);
    const YamlNode* named = parsed.ok() ? parsed.root->find("claims") : nullptr;
    if (named == nullptr) return out;
    for (std::size_t i = 0; i < named->items.size(); ++i) {
        const YamlNode& id = named->items[i];
        const auto state = states.find(id.text);
        const Claim* claim = workspace.find_claim(id.text);
        if (claim == nullptr || claim->withdrawn || state == states.end() ||
            state->second == ClaimState::approved)
            continue;
        const bool gone = state->second == ClaimState::expired || state->second == ClaimState::withdrawn;
        out.push_back(make_finding(
            Level::warning, gone ? "claim-expired" : "claim-unapproved",
            fmt::format("the brief names the claim {}, {}", in_quotes(id.text), words_for(state->second)),
            gone ? std::string("take it out, or have it renewed in claims.yaml and approved")
                 : fmt::format(
                       "mkai claim approve {} --reason \"...\" (as legal); until then no copy may say it",
                       id.text),
            label, id.begin.line, id.begin.column, fmt::format("claims.{}", i)));
    }
    return out;
}

}  // namespace mkai::app
