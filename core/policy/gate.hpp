// The gate: one pure function that every change goes through. (action, facts, actor) -> allowed, or the
// reasons why not.
//
// Rules are rows of a table. A rule says nothing when it has no objection; what no row of `permits()` allows
// is denied. Rules that workspaces write (the rule language) become rows of the same kind. Invariant numbers
// in the comments are those of the project's list of workflow invariants (docs/invariants.md).
#pragma once

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/people.hpp"
#include "core/domain/state.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::policy {

// Somebody who had a hand in the copy since the last approved version.
struct Touch {
    std::string person;
    std::string how;  // "generated", "edited", "imported"
    int version = 0;
};

// A yes of legal to one version's exact bytes.
struct Approval {
    std::string person;
    std::string digest;
    TimeMs at;
    std::optional<TimeMs> expires;  // empty: it could not be read, which counts as expired
    bool revoked = false;
    bool sandbox_only = false;  // given in a workspace with too few people
    bool transcribed = false;   // given elsewhere, and typed in by another
};

struct ClaimFact {
    std::string id;
    std::string expires;  // YYYY-MM-DD; empty: never
    bool known = true;    // it still stands in claims.yaml
    bool withdrawn = false;
    bool approved = false;      // legal has approved all that it says today
    bool sandbox_only = false;  // its writer did, for want of another person
};

struct PauseFact {
    std::string what;    // "everything", "the model copy"
    std::string person;  // who paused it
};

// Of a decision that somebody gave away from here: the actor is who gave it, and this is who types it in.
struct Transcriber {
    Person person;
    bool may_have_made_it = false;  // as the workspace says: they may have had a hand in the copy
};

// Everything that a decision may depend on. What could not be found out stays empty, and blocks.
struct Facts {
    TimeMs now;
    std::string asset;
    int version = 0;
    std::optional<VersionState> state;  // of the version; empty for one that is about to be made
    std::string digest;                 // the frozen subject's, as the ledger has it
    bool bytes_match = true;            // the frozen bytes hash to `digest` again

    std::string use_case_id;
    std::optional<UseCase> use_case;  // empty: unknown

    std::vector<Touch> touches;  // since the last approved version
    std::string reviewed_by;     // who accepted this version; may be empty
    // Of what a promotion brings that none has looked at; of a claim, where they may be unknown
    std::vector<std::string> writers;
    std::string owner;                // of the claim
    std::vector<Approval> approvals;  // of this version
    bool written_by_demo = false;     // the demo model wrote some of the copy
    const Roster* roster = nullptr;

    // Findings of level error in the copy, as sentences; empty: nobody has looked, which blocks an `accept`.
    std::optional<std::vector<std::string>> broken_limits;

    // Of the frozen subject
    bool has_offer = false;
    std::string offer_ends;
    std::vector<ClaimFact> claims;
    // Between the frozen subject and today: "offer.price was 4.99, is 5.99"
    std::vector<std::string> differences;

    std::vector<PauseFact> pauses;  // in force, of what this action touches
    std::optional<DestinationDecl> destination;
    bool was_live = false;  // the version was once published
    bool has_reason = false;
    std::optional<Transcriber> transcriber;
    // Whether approvals that were typed in for others count beyond sandboxes, as the workspace says.
    bool transcribed_counts = false;
};

struct Reason {
    std::string rule;  // the row's id
    ErrorCode code = ErrorCode::blocked;
    std::string message;
    std::string fix;
};

// Something that ran out and was the reason of a no; it becomes an event the first time (invariant 13).
struct Expiry {
    std::string what;  // "approval", "offer", "claim"
    std::string id;    // person of the approval, id of the claim, empty for the offer
};

struct Verdict {
    bool allowed = false;
    std::vector<Reason> reasons;      // why not, the most telling first
    std::vector<std::string> labels;  // what the decision is to be marked with: "sandbox-only"
    std::vector<Expiry> expired;

    bool has_label(std::string_view label) const;
};

inline constexpr std::string_view k_sandbox_only = "sandbox-only";

Verdict decide(Action action, const Facts& facts, const Person& actor);

// The roles that may do an action. An action without a row is denied to everybody.
struct Permit {
    Action action;
    std::vector<Role> roles;
    bool services = false;  // service accounts with one of the roles, too
    bool owner = false;     // or whoever owns what it is done to
};
std::span<const Permit> permits();

struct RuleInfo {
    std::string_view id;
    std::string_view why;  // a sentence for people
};
std::vector<RuleInfo> rules();

// How many distinct people of legal have to say yes: as many as the use case asks for, or all whom the roster
// has when they are fewer. That is good for a sandbox only, then (invariant 6).
int approvals_needed(const Facts& facts);
// Approvals of legal that count for these facts: this digest, not revoked, not expired, distinct people.
// With `also`, as if that person had approved, too: each counts once.
int approvals_in_force(const Facts& facts, std::string_view also = {});

}  // namespace mkai::policy
