// JSON of the ledger's values, the same in every command.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/deliver.hpp"
#include "core/app/pause.hpp"
#include "core/app/retention.hpp"
#include "core/app/status.hpp"
#include "core/app/transition.hpp"
#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"
#include "core/domain/model.hpp"
#include "core/domain/price.hpp"
#include "core/domain/records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

Json or_null(const std::string& text);
Json time_json(TimeMs time);

Json request_json(const RequestRecord& request);
Json changed_json(const app::Changed& changed);
// Written as text, because there can be thousands.
void write_status(JsonWriter& writer, const app::AssetStatus& status);
Json delivered_json(const app::Delivered& delivered);
Json version_json(const VersionRecord& version);
Json decision_json(const DecisionRecord& decision, const std::string& reason);
Json publication_json(const Publication& publication);
Json call_json(const CallRecord& call);
// By name; an amount that is not told is null.
Json amounts_json(const TokenPrice& price);
Json price_json(const Price& price);
// "$3 in and $15 out a million tokens", "free".
std::string price_words(const Price& price);
Json changes_json(const std::vector<ModelChange>& changes);
// "  model: x -> y", a line each.
std::string changes_text(const std::vector<ModelChange>& changes, std::string_view indentation);

// That old prompts and answers were deleted, in a sentence.
std::string purged_words(const app::Purged& purged);
Json pause_json(const Pause& pause);
void write_pause(JsonWriter& writer, const app::ShownPause& shown);
// "paused: the model copy, by dana 5 min ago: odd answers", a line each.
std::string pauses_text(const std::vector<app::ShownPause>& pauses, TimeMs now, const Terminal& terminal);

// Who may answer: "dana", "dana or priya"; of more people their role.
std::string short_who(const RequestRecord& request, const Roster& roster);
// The same with the role: "dana", "legal (dana or priya)", "legal (nobody has the role)".
std::string who_words(const RequestRecord& request, const Roster& roster);

// "legal (dana) to approve since 3 h, due 2026-12-01"
std::string request_words(const RequestRecord& request, const Roster& roster, TimeMs now);

}  // namespace mkai::cli
