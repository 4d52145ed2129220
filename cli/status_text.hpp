// What `mkai status` and `mkai inbox` show at a terminal: campaigns, assets, who is waited for. A pipe gets
// every row; a terminal as many as fit, what is urgent first, and how many more there are.
#pragma once

#include "cli/context.hpp"
#include "core/app/changed_since.hpp"
#include "core/app/overview.hpp"
#include "core/app/pause.hpp"

#include <string>
#include <vector>

namespace mkai::cli {

// What is paused; of many the first ones.
std::string paused_text(const std::vector<app::ShownPause>& pauses, const Context& context);
// `taken`: how many lines of the terminal something else takes, but for the prompt.
std::string overview_text(const std::vector<app::CampaignOverview>& campaigns, const Roster& roster,
                          const Context& context, std::size_t taken);
// `named`: these were asked for by name, so that there is no shorter list to ask for.
std::string assets_text(const std::vector<app::AssetStatus>& rows, const Roster& roster,
                        const Context& context, std::size_t taken, bool named);
// "since your v2: subject, price"; "new to you" for who decided on no version before, nor did anybody
// approve.
std::string changed_words(const app::ChangedSince& changed);
// Everybody's inbox: a line for each who is waited for.
std::string waiting_text(const std::vector<app::WaitingSum>& sums, const Roster& roster,
                         const Context& context);

}  // namespace mkai::cli
