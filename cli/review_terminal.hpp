// A review at a terminal: stop by stop through each version, with the keys of `git add -p`, and then one
// decision on that version. Decisions, edits and remarks are the use cases that flags use.
#pragma once

#include "cli/context.hpp"
#include "core/app/review.hpp"
#include "core/app/session.hpp"
#include "core/app/targets.hpp"

#include <string>
#include <vector>

namespace mkai::cli {

struct ReviewRequest {
    std::vector<app::Target> targets;  // at least one, in this order
    app::DecisionRequest with;         // reason code, assignee and due of each decision
    std::string named;                 // what was typed of them, as it is typed again; empty: what waits
    std::string flags;                 // of `with`, as they are typed again
};

// Standard input and error are terminals. interrupted after Ctrl-C; what was decided until then stands. What
// the ledger and SheetReader say.
Result<Reply> review_at_terminal(Context& context, const app::Session& session, ReviewRequest request);

}  // namespace mkai::cli
