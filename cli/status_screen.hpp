// `mkai status` for people: what fits the screen, and the next command; once, or kept on the screen.
#pragma once

#include "cli/context.hpp"
#include "core/app/status.hpp"

#include <functional>
#include <vector>

namespace mkai::cli {

// Only reads: leftovers of a crash are settled where they are, which takes an actor.
Done look_at_each(Context& context, const app::StatusRequest& request,
                  const std::function<void(const app::AssetStatus&)>& show);
Result<std::vector<app::AssetStatus>> look_at_all(Context& context, const app::StatusRequest& request);

// Campaigns first, unless something was asked for by name.
Result<Reply> show_status(Context& context, const app::StatusRequest& request);

// Shows it again when it is other than before, or the window is, and says what changed. Ctrl-C is the way to
// end it, and no failure. needs_terminal.
Result<Reply> watch_status(Context& context, const app::StatusRequest& request);

}  // namespace mkai::cli
