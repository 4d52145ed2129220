#include "core/domain/state.hpp"

#include "core/base/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mkai {

namespace {

using enum Action;
using S = VersionState;
using P = PublicationState;

// A version: draft -> reviewed is a marketer's decision, reviewed -> legal-approved legal's.
constexpr std::array k_version_table{
    VersionTransition{S::draft, accept, S::reviewed},
    VersionTransition{S::draft, request_changes, S::draft},
    VersionTransition{S::draft, reject, S::rejected},
    VersionTransition{S::reviewed, endorse, S::reviewed},
    VersionTransition{S::reviewed, approve, S::legal_approved},
    VersionTransition{S::reviewed, request_changes, S::draft},
    VersionTransition{S::reviewed, reject, S::rejected},
    // An approval that was revoked or ran out leaves the state; the gate asks for a new one.
    VersionTransition{S::legal_approved, endorse, S::legal_approved},
    VersionTransition{S::legal_approved, approve, S::legal_approved},
    VersionTransition{S::legal_approved, revoke, S::legal_approved},
    VersionTransition{S::legal_approved, reject, S::rejected},
};

// A publication. `begin` is written before the destination is touched, the others after; `restore` is a begin
// that was undone while an earlier version stayed live.
constexpr std::array k_publication_table{
    PublicationTransition{std::nullopt, Delivery::begin, P::publishing},
    PublicationTransition{P::withdrawn, Delivery::begin, P::publishing},
    PublicationTransition{P::failed, Delivery::begin, P::publishing},
    PublicationTransition{P::live, Delivery::begin, P::publishing},
    PublicationTransition{P::publishing, Delivery::confirm, P::live},
    PublicationTransition{P::publishing, Delivery::fail, P::failed},
    PublicationTransition{P::publishing, Delivery::restore, P::live},
    PublicationTransition{P::live, Delivery::remove, P::withdrawn},
};

constexpr Names<S, 4> k_state_names{{{S::draft, "draft"},
                                     {S::reviewed, "reviewed"},
                                     {S::legal_approved, "legal-approved"},
                                     {S::rejected, "rejected"}}};

constexpr Names<P, 4> k_publication_names{
    {{P::publishing, "publishing"}, {P::live, "live"}, {P::withdrawn, "withdrawn"}, {P::failed, "failed"}}};

constexpr Names<Action, k_action_count> k_action_names{{{generate, "generate"},
                                                        {edit, "edit"},
                                                        {Action::import, "import"},
                                                        {accept, "accept"},
                                                        {request_changes, "request-changes"},
                                                        {reject, "reject"},
                                                        {approve, "approve"},
                                                        {endorse, "endorse"},
                                                        {revoke, "revoke"},
                                                        {comment, "comment"},
                                                        {suggest, "suggest"},
                                                        {publish, "publish"},
                                                        {schedule, "schedule"},
                                                        {rollback, "rollback"},
                                                        {withdraw, "withdraw"},
                                                        {Action::pause, "pause"},
                                                        {resume, "resume"},
                                                        {rollback_model, "rollback-model"},
                                                        {register_prompt, "register-prompt"},
                                                        {promote_prompt, "promote-prompt"},
                                                        {rollback_prompt, "rollback-prompt"},
                                                        {withdraw_prompt, "withdraw-prompt"},
                                                        {add_claim, "add-claim"},
                                                        {approve_claim, "approve-claim"},
                                                        {withdraw_claim, "withdraw-claim"}}};

// The names that are no verbs of a sentence.
struct Verb {
    Action action;
    std::string_view alone;
    std::string_view before_object;
};
constexpr std::array k_verbs{
    Verb{request_changes, "ask for changes", "ask for changes to"},
    Verb{endorse, "approve", "approve"},
    Verb{revoke, "revoke an approval", "revoke the approval of"},
    Verb{comment, "comment", "comment on"},
    Verb{suggest, "suggest a change", "suggest a change to"},
    Verb{rollback, "roll back", "roll back"},
    Verb{rollback_model, "roll back a model", "roll back the model"},
    Verb{register_prompt, "register a prompt", "register the prompt"},
    Verb{promote_prompt, "promote a prompt", "promote the prompt"},
    Verb{rollback_prompt, "roll back a prompt", "roll back the prompt"},
    Verb{withdraw_prompt, "withdraw a prompt", "withdraw the prompt"},
    Verb{add_claim, "add a claim", "add the claim"},
    Verb{approve_claim, "approve a claim", "approve the claim"},
    Verb{withdraw_claim, "withdraw a claim", "withdraw the claim"},
};

Verb words_of(Action action) {
    const auto* row = std::ranges::find(k_verbs, action, &Verb::action);
    if (row != k_verbs.end()) return *row;
    const std::string_view name = name_of(k_action_names, action);
    return {action, name, name};
}

}  // namespace

std::span<const VersionState> version_states() {
    static constexpr std::array k_order{S::draft, S::reviewed, S::legal_approved, S::rejected};
    return k_order;
}

std::string_view to_string(VersionState state) {
    return name_of(k_state_names, state);
}
std::optional<VersionState> parse_version_state(std::string_view text) {
    return value_of(k_state_names, text);
}
std::string_view to_string(PublicationState state) {
    return name_of(k_publication_names, state);
}
std::optional<PublicationState> parse_publication_state(std::string_view text) {
    return value_of(k_publication_names, text);
}
std::string_view to_string(Action action) {
    return name_of(k_action_names, action);
}
std::string_view verb_of(Action action) {
    return words_of(action).alone;
}
std::string verb_of(Action action, std::string_view object) {
    std::string out(words_of(action).before_object);
    return out.append(" ").append(object);
}
std::optional<Action> parse_action(std::string_view text) {
    return value_of(k_action_names, text);
}

std::span<const VersionTransition> version_transitions() {
    return k_version_table;
}

std::optional<VersionState> next_state(VersionState from, Action action) {
    const auto row = std::ranges::find_if(
        k_version_table, [&](const auto& r) { return r.from == from && r.action == action; });
    if (row == k_version_table.end()) return std::nullopt;
    return row->to;
}

std::span<const PublicationTransition> publication_transitions() {
    return k_publication_table;
}

std::optional<PublicationState> next_state(std::optional<PublicationState> from, Delivery step) {
    const auto row = std::ranges::find_if(k_publication_table,
                                          [&](const auto& r) { return r.from == from && r.step == step; });
    if (row == k_publication_table.end()) return std::nullopt;
    return row->to;
}

}  // namespace mkai
