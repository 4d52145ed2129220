// What the gate may look at, gathered from the ledger (inside the transaction) and today's files (read
// before).
#pragma once

#include "core/app/copy_check.hpp"
#include "core/app/transition.hpp"
#include "core/policy/gate.hpp"

namespace mkai::app {

// `version` is empty for a version that is about to be made. Everything but `broken_limits`.
Result<policy::Facts> gather_facts(const Session& session, const Change& change,
                                   const std::optional<VersionRecord>& version);

// What the check of a version found.
struct CopyFindings {
    std::vector<std::string> broken;  // in words: what stops a review
    std::vector<Finding> waived;      // what somebody lets pass
};
// With today's brief and channel. Empty when the copy could not be checked, for want of a version or of a
// brief. A version's bytes never change, so that this may be asked before a transaction begins.
Result<std::optional<CopyFindings>> find_copy_findings(store::Ledger& ledger, const CopyCheck& check,
                                                       const Change& change);

// The gate's no as an error: its first reason, the others as context.
Error error_of(Action action, std::string_view asset, const policy::Verdict& verdict);

// What the gate says to an act on no version, as a pause: who, when, and whether there is a reason. `what` is
// for the error.
Done check_gate(const Session& session, Action action, bool has_reason, std::string_view what);

// The pauses in force that stop this change, oldest first. The model and the prompt of a version's
// publication are those that wrote it.
Result<std::vector<Pause>> find_stopping_pauses(store::Ledger& ledger, const Change& change,
                                                const std::optional<VersionRecord>& version);

// A version's frozen subject. ledger_corrupt.
Result<Subject> read_subject(store::Ledger& ledger, const VersionRecord& version);

}  // namespace mkai::app
