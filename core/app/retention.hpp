// How long what models were asked and answered is kept: mkai.yaml's retention.model_texts_days. After that
// the words are deleted from the ledger; versions, decisions, costs and digests stay, and the log says that
// it was done and why.
#pragma once

#include "core/app/session.hpp"

namespace mkai::app {

struct Purged {
    int kept_days = 0;  // what mkai.yaml says; 0: nothing is ever deleted
    TimeMs through;     // calls from before this time, the start of a UTC day
    std::size_t texts = 0;
};

// What a purge would delete now.
Result<Purged> preview_purge(const Session& session);
// Deletes it, in one transaction; the bytes are overwritten on the disk. Nothing to delete is no event.
Result<Purged> purge(const Session& session);
// The same, but nothing when a purge has been here since the day began.
Result<Purged> purge_daily(const Session& session);

}  // namespace mkai::app
