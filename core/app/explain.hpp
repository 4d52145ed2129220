// The answer to "what happened to this piece of copy": who asked which model with what data, what it was
// allowed to change, who decided what and why, where it is live, how to roll it back.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/domain/price.hpp"
#include "core/domain/subject.hpp"
#include "core/publish/render.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mkai::app {

struct ExplainedVersion {
    VersionRecord version;
    std::optional<CallRecord> call;  // the attempt whose answer it is
    std::optional<Run> run;
    std::string messages;  // JSON: what the model was asked, word for word; empty without a call
    std::optional<TimeMs> messages_purged_at;  // when they were deleted, as mkai.yaml's retention says
};

// An attempt at a model, whatever came of it, with the price that it was counted with.
struct ExplainedAttempt {
    CallRecord call;
    std::optional<Price> price;  // empty: none was recorded

    bool made_version() const { return call.outcome == "taken"; }
};

struct ExplainedDecision {
    DecisionRecord decision;
    std::string reason;
};

struct ExplainedRemark {
    Remark remark;
    std::string text;
    std::string said_by_name = {};  // of remark.said_by_name; empty without one
};

// A claim that the version relies on.
struct ExplainedClaim {
    FrozenClaim frozen;
    std::optional<ClaimDecision> approval;  // of what it said then; of an older version: the newest
    bool withdrawn = false;                 // since
};

struct Explanation {
    AssetRecord asset;
    VersionRecord version;  // that was asked about
    Subject subject;
    std::string subject_salt;  // hex: SHA-256(salt || subject bytes) is the version's digest
    std::vector<ExplainedClaim> claims;
    std::vector<publish::RenderedField> fields;
    std::vector<ExplainedVersion> made;  // every version up to this one, oldest first
    std::vector<ExplainedDecision> decisions;
    std::vector<ExplainedRemark> remarks;
    std::vector<ExplainedAttempt> attempts;  // all but those whose answer is a later version; oldest first
    std::vector<Publication> publications;
    std::vector<DeliveryRecord> deliveries;
    std::vector<ScheduleRecord> schedules;
    std::vector<RequestRecord> waiting_on;
    std::string brief_source;  // the brief as it stood for this version; empty when it was not kept
    // For each destination where it is live: the version a rollback would bring back, 0 for a withdrawal.
    std::vector<std::pair<std::string, int>> rollback;
};

Result<Explanation> explain(const Session& session, const Target& target);

}  // namespace mkai::app
