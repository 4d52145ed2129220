// The one way in which the ledger's state changes: facts, gate, compare-and-swap, event and state in one
// transaction.
//
//     Change -> [ BEGIN IMMEDIATE -> revision as expected? -> facts -> policy::decide -> effect + event ->
//     COMMIT ]
//
// Files are read before (Today), destinations and models are touched before or after: never inside.
#pragma once

#include "core/app/session.hpp"
#include "core/app/today.hpp"
#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/records.hpp"
#include "core/domain/subject.hpp"
#include "core/policy/gate.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mkai::app {

// For generate, edit, import and a correction.
struct NewVersion {
    Subject subject;
    Origin origin = Origin::human;
    std::string how;   // generated, edited, imported, suggested, corrected
    std::string call;  // CallRecord::id, or empty
    bool demo = false;
    std::vector<std::string> changed;  // fields that differ from the newest version
    std::string takes_suggestion;      // Remark::id, or empty
    std::optional<double> minutes;     // that somebody says to have worked on it
    std::string correction;            // Correction::id, or empty
    int corrects = 0;                  // the version that the correction corrects
};

// For publish, rollback and withdraw.
struct DeliveryPlan {
    DestinationDecl destination;
    std::string location;
    std::string bytes;     // what is to be sent; empty for a withdrawal
    std::string rendered;  // SHA-256 of the bytes
};

struct SchedulePlan {
    DestinationDecl destination;
    TimeMs at;
};

// Of a decision that was given away from here: whose it is, and what it was typed in from. Who types it in is
// the session's actor.
struct Transcript {
    Person person;
    std::string proof;              // the file's bytes
    std::optional<TimeMs> said_at;  // as the file says; an approval's days are counted from then
};

struct Change {
    Action action = Action::accept;
    std::string asset;
    int version = 0;  // decided on or delivered; 0 for a new one
    // What the caller saw. Empty when there was no such asset: then there must be none.
    std::optional<std::int64_t> expected_revision;
    std::string reason;
    std::string reason_code;
    std::string assignee;  // of the request that this opens; empty: whoever has the role
    std::string due;
    std::optional<TimeMs> expires;  // of an approval; empty: the workspace's default
    std::string model;              // of a `generate`: who is asked
    std::string prompt;             // and with which prompt
    std::optional<NewVersion> make;
    std::optional<DeliveryPlan> deliver;
    std::optional<SchedulePlan> schedule;
    std::optional<Today> today;
    std::optional<Transcript> transcript;
};

struct Changed {
    std::string asset;
    int version = 0;
    std::string digest;
    VersionState state = VersionState::draft;
    bool unchanged = false;  // there was nothing to do
    std::string id;          // of the decision, delivery or schedule
    std::vector<std::string> labels;
    std::optional<RequestRecord> waiting_on;
    std::vector<Finding> waived = {};  // findings that the decision let pass, because of waivers.yaml
};

// conflict when the asset's revision is another by now (with who did what); what the gate says otherwise, its
// first reason as the error and the others as context. Nothing is written then, but for an expiry that was
// the reason.
Result<Changed> transition(const Session& session, const Change& change);

// The same for many changes of different assets in one transaction and one sync. A change that the gate
// refuses does not hinder the others; an error of the ledger undoes all and is everybody's result.
std::vector<Result<Changed>> transition_all(const Session& session, std::span<const Change> changes);
// For callers that add rows of their own (calls of models) to the same transaction. Copy that is accepted
// here is checked while the transaction is open; the two above check it before.
Result<Changed> transition_within(const Session& session, store::Writer& writer, const Change& change);

// What had run out and was the reason of a no becomes an event, the first time (invariant 13).
Done record_expiries(const Session& session, const std::string& asset, int version,
                     std::span<const policy::Expiry> expired);

// "dana approved v1 (3 min ago)": an event in words.
std::string describe(const Event& event);
// "transcribed by sam for dana, proof 3b1e8f2c"
std::string transcribed_words(std::string_view typist, std::string_view person, std::string_view proof);

}  // namespace mkai::app
