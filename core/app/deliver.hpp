// Publish, roll back, withdraw, schedule: intent (a transaction), act (the destination), outcome (a
// transaction).
//
// A delivery whose process died stays open in the ledger; `reconcile` looks at the destination and finishes
// or undoes it. Deliveries of a workspace run one at a time, under a file lock that dies with its holder.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/result.hpp"
#include "core/domain/records.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct Delivered {
    std::string asset;
    std::string destination;
    int version = 0;   // that is live now, or was withdrawn
    int previous = 0;  // that was live before; 0: none
    std::string digest;
    std::string rendered;
    std::string location;
    bool unchanged = false;  // it was live already, or was not there
    bool withdrawn = false;  // also: a rollback that found no eligible earlier version
    bool recallable = false;
    std::string recall_note;
    std::vector<std::string> passed_over;  // rollback: versions that could not come back, with the reason
    std::string schedule;                  // of a publication for later
    TimeMs scheduled_for;
};

struct DeliverRequest {
    std::string destination;  // empty: the only one that fits
    std::string reason;
    std::string reason_code;
    bool previewed = false;  // somebody saw what it goes from and to, as of now
    // A rollback that names no version: why this one must not come back, or nothing. May be empty.
    std::function<Result<std::optional<std::string>>(const VersionRecord&)> unfit = {};
};

// What a command shows before it asks: current -> target.
struct DeliveryPreview {
    std::string asset;
    std::string destination;
    int current = 0;  // live now; 0: nothing
    int target = 0;   // 0: withdrawal
    bool recallable = false;
    std::string recall_note;   // of a withdrawal
    std::string replace_note;  // of another version in its place
    std::string location;
    std::vector<std::string> passed_over =
        {};  // rollback: versions that could not come back, with the reason
};
Result<DeliveryPreview> preview_publish(const Session& session, const Target& target,
                                        const std::string& destination);
Result<DeliveryPreview> preview_rollback(const Session& session, const Target& target,
                                         const DeliverRequest& request);
Result<DeliveryPreview> preview_withdraw(const Session& session, const Target& target,
                                         const DeliverRequest& request);

// Gate, render, send, read back. Already live: done, unchanged.
Result<Delivered> publish(const Session& session, const Target& target, const DeliverRequest& request);
// To the named version, else the newest earlier one that is eligible, else withdraws (invariant 21).
// Withdrawn already and none named: done, unchanged. blocked for what was never live there. None named, not
// previewed, and this very command found that the actor's own rollback had gone through before a crash: done,
// unchanged, because it is the same command again.
Result<Delivered> rollback(const Session& session, const Target& target, const DeliverRequest& request);
Result<Delivered> withdraw(const Session& session, const Target& target, const DeliverRequest& request);

// The gate looks as of the planned time, and again when it fires (invariant 14).
Result<Delivered> schedule(const Session& session, const Target& target, const DeliverRequest& request,
                           TimeMs at);
struct Fired {
    ScheduleRecord schedule;
    std::optional<Delivered> delivered;
    std::optional<Error> refused;
};
// Publishes what is due. A refusal of the item ends its schedule and is told; a destination that is down, a
// full disk or an actor who may not publish leave it open.
Result<std::vector<Fired>> publish_due(const Session& session);

// Finishes or undoes deliveries that a crash left open. `wait_ms` for a delivery in progress; an empty list
// when there was nothing to do or another process is at work.
struct Reconciled {
    DeliveryRecord delivery;
    std::string outcome;  // done, failed, restored
};
Result<std::vector<Reconciled>> reconcile(const Session& session, int wait_ms);

}  // namespace mkai::app
