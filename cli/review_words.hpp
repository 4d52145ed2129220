// The words of a review, the same on its page and at a terminal. Plain text: whoever shows it makes it safe.
#pragma once

#include "core/app/explain.hpp"
#include "core/base/clock.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/claim_standing.hpp"
#include "core/domain/disclosure.hpp"
#include "core/domain/finding.hpp"
#include "core/domain/people.hpp"
#include "core/domain/records.hpp"
#include "core/domain/state.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mkai::cli {

// Who reads a review, and when.
struct ReviewContext {
    const Roster& roster;
    const Person& reader;  // "you"
    TimeMs now;
};

// Words, and whether what they say is "good", "bad", "odd" or neither.
struct StyledWords {
    std::string_view style;
    std::string_view words;
};
StyledWords level_words(Level level);             // "must be mended"
StyledWords claim_state_words(ClaimState state);  // "approved", "changed since it was approved"
std::string_view deed_words(Action action);       // of a decision: "asked for changes to"
std::string_view place_words(DisclosurePlace place);

std::string day_words(TimeMs time);               // "26 November 2026"
std::string time_words(TimeMs time);              // "26 November 2026, 14:20 UTC"
std::string date_words(const std::string& date);  // of YYYY-MM-DD; another text as it stands
std::string person_words(const Roster& roster, const std::string& id);
// Of an absolute path its last part, because pages and screens go to others; another text as it stands.
std::string_view without_folder(std::string_view text);
std::string state_words(const VersionRecord& version, const Roster& roster);
// Who said it: "Dana Whitfield", or of a remark from a file also who brought it in. A name that the roster
// does not know says so.
std::string said_words(const Roster& roster, const app::ExplainedRemark& said);
std::string asked_words(const RequestRecord& request, const Roster& roster);  // "Dana Whitfield (legal)"
std::string_view to_do_words(const RequestRecord& request);                   // "to approve it"
// The model and what it is called where it runs, of the version that its answer became.
std::string model_words(const CallRecord& call, bool demo);

std::string label_of(const Channel& channel, const std::string& field);
std::string amount_words(LimitUnit unit, std::int64_t count);  // "38 characters"
// Where a locked field is filled in from: "the terms of the brief's offer".
std::string source_words(std::string_view from);

}  // namespace mkai::cli
