// What happened, as the ledger keeps it: append-only, canonical JSON, with digests and ids and never free
// text.
#pragma once

#include "core/base/clock.hpp"
#include "core/domain/people.hpp"

#include <map>
#include <string>
#include <string_view>

namespace mkai {

// The kinds of events, "noun.verb". Also the log's vocabulary.
namespace event_kind {
inline constexpr std::string_view ledger_created = "ledger.created";
inline constexpr std::string_view ledger_restored = "ledger.restored";  // from a backup
// What stands at the destinations has been looked at after that: nothing is published before.
inline constexpr std::string_view restore_checked = "ledger.restore-checked";
inline constexpr std::string_view brief_seen = "brief.seen";
inline constexpr std::string_view run_started = "run.started";
inline constexpr std::string_view run_ended = "run.ended";
inline constexpr std::string_view call_ended = "call.ended";
inline constexpr std::string_view model_seen = "model.seen";
inline constexpr std::string_view model_rolled_back = "model.rolled-back";
inline constexpr std::string_view prompt_registered = "prompt.registered";
inline constexpr std::string_view prompt_promoted = "prompt.promoted";
inline constexpr std::string_view prompt_rolled_back = "prompt.rolled-back";
inline constexpr std::string_view prompt_withdrawn = "prompt.withdrawn";
inline constexpr std::string_view claim_added = "claim.added";
inline constexpr std::string_view claim_approved = "claim.approved";
inline constexpr std::string_view claim_withdrawn = "claim.withdrawn";
inline constexpr std::string_view price_seen = "price.seen";
inline constexpr std::string_view spend_reconciled = "spend.reconciled";
inline constexpr std::string_view version_made = "version.made";
inline constexpr std::string_view version_decided = "version.decided";
inline constexpr std::string_view expired = "expiry.found";
inline constexpr std::string_view comment_made = "comment.made";
inline constexpr std::string_view suggestion_made = "suggestion.made";
inline constexpr std::string_view delivery_begun = "delivery.begun";
inline constexpr std::string_view delivery_ended = "delivery.ended";
inline constexpr std::string_view schedule_made = "schedule.made";
inline constexpr std::string_view schedule_ended = "schedule.ended";
inline constexpr std::string_view pause_made = "pause.made";
inline constexpr std::string_view texts_purged = "texts.purged";
inline constexpr std::string_view eval_started = "eval.started";
inline constexpr std::string_view eval_ended = "eval.ended";
inline constexpr std::string_view pause_lifted = "pause.lifted";
inline constexpr std::string_view correction_begun = "correction.begun";
inline constexpr std::string_view correction_made = "correction.made";  // its versions are
}  // namespace event_kind

struct Event {
    std::string id;  // UUIDv7
    std::string kind;
    TimeMs at;
    std::string actor;  // person id; "mkai" for what the machine does by itself
    Auth auth = Auth::asserted;
    std::string environment;
    std::string reason_code;                  // short word, may be empty
    std::string reason;                       // salted digest of the free text; may be empty
    std::string asset;                        // may be empty
    int version = 0;                          // 0: none
    std::string digest;                       // the version's subject digest; may be empty
    std::map<std::string, std::string> data;  // kind's own ids and digests, ASCII keys
};

// Canonical JSON of the event; keys without a value are left out.
Result<std::string> event_to_json(const Event& event);
Result<Event> event_from_json(std::string_view json);

}  // namespace mkai
