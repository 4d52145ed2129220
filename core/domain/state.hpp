// The two state machines, each in one table. Nothing else in the code, the SQL or the docs restates them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mkai {

enum class VersionState { draft, reviewed, legal_approved, rejected };
std::string_view to_string(VersionState state);  // "legal-approved"
std::span<const VersionState> version_states();  // in the order of the workflow
std::optional<VersionState> parse_version_state(std::string_view text);

enum class PublicationState { publishing, live, withdrawn, failed };
std::string_view to_string(PublicationState state);
std::optional<PublicationState> parse_publication_state(std::string_view text);

// What can be done to a version or a publication. The gate decides on the same list.
enum class Action {
    // make a version
    generate,
    edit,
    import,
    // decide on a version
    accept,  // a marketer's review: on brief
    request_changes,
    reject,
    approve,  // legal; the last approval that is needed
    endorse,  // legal; one of several approvals that are needed
    revoke,   // takes the approvals of a version back
    // words
    comment,
    suggest,
    // move bytes
    publish,
    schedule,
    rollback,
    withdraw,
    // stop and go on
    pause,
    resume,
    // change what is declared
    rollback_model,
    register_prompt,
    promote_prompt,
    rollback_prompt,
    withdraw_prompt,
    add_claim,
    approve_claim,
    withdraw_claim,
};
inline constexpr int k_action_count = static_cast<int>(Action::withdraw_claim) + 1;
std::string_view to_string(Action action);  // "request-changes"
// For sentences: "ask for changes"; with what it is done to: "ask for changes to spring/email".
std::string_view verb_of(Action action);
std::string verb_of(Action action, std::string_view object);
std::optional<Action> parse_action(std::string_view text);

// A version's life. Making one starts it as a draft; only these rows change it.
struct VersionTransition {
    VersionState from;
    Action action;
    VersionState to;
};
std::span<const VersionTransition> version_transitions();
std::optional<VersionState> next_state(VersionState from, Action action);

// What happens to a publication, the row of an asset at a destination.
enum class Delivery { begin, confirm, fail, restore, remove };
struct PublicationTransition {
    std::optional<PublicationState> from;  // empty: never published there
    Delivery step;
    PublicationState to;
};
std::span<const PublicationTransition> publication_transitions();
std::optional<PublicationState> next_state(std::optional<PublicationState> from, Delivery step);

}  // namespace mkai
