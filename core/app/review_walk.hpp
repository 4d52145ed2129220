// A review that goes through a version stop by stop: what waits for a person, what each stop shows, and what
// the answers come to. Shows and asks nothing; cli/review_terminal does.
#pragma once

#include "core/app/review_sheet.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

// What waits for the session's person to review or approve, soonest due first, what has no day last;
// of one day by name, so that the locales of a piece come together.
Result<std::vector<Target>> find_waiting(const Session& session);

enum class StopKind {
    field,     // of the channel, a locked one too
    pictures,  // all of them
    whole,     // what is about no field: findings, claims, required lines, what has changed
};

// A comment on a field begins with the field's label and this, because the ledger keeps no field with it.
inline constexpr std::string_view k_comment_on = ": ";

struct WalkStop {
    StopKind kind = StopKind::field;
    std::string label;              // "Subject line", "Pictures", "All of it"
    std::optional<std::size_t> at;  // of a field: its place in the sheet's preview
    std::string text;               // as it reads, slots filled: what a diff is of
    // In the version that it is held against: empty text where it was not there, nothing where there is no
    // such version.
    std::optional<std::string> before;
    std::vector<Finding> findings;
    std::vector<SheetClaim> claims;  // said in it; of `whole`: said nowhere word for word
    std::vector<brand::RequiredLine> lines;
    std::vector<ExplainedRemark> remarks;
};

struct ReviewWalk {
    Target target;
    ReviewSheet sheet;
    LastSeen base;                             // what `before` is of; number 0: nothing
    std::vector<publish::RenderedField> gone;  // fields of the base that this version has no more
    std::vector<WalkStop> stops;

    // The field that people write at this stop; null for what is locked, pictures and the whole.
    const ChannelField* written_at(const WalkStop& stop) const;
};

// What SheetReader says; ledger_corrupt.
Result<ReviewWalk> read_walk(const Session& session, SheetReader& reader, const Target& target);
// The stops of a sheet. Pure.
std::vector<WalkStop> stops_of(const ReviewSheet& sheet,
                               const std::optional<std::vector<publish::RenderedField>>& before);

// --- answers ---

enum class Answer { none, right, needs_work };
struct StopAnswer {
    Answer answer = Answer::none;
    std::string why;  // of needs_work
};
using Answers = std::vector<StopAnswer>;  // one for each stop

// The next one without an answer after `from`, going round; none when all have one.
std::optional<std::size_t> next_open(const Answers& answers, std::size_t from);
std::size_t count_of(const Answers& answers, Answer answer);
// Whether each stop was found right: only then is there a yes to give.
bool all_right(const Answers& answers);
// "Subject line: too loud; Body: the price comes too early".
std::string reason_of(const ReviewWalk& walk, const Answers& answers);
// The answers to stops of the new version that read as they did; the others are open.
Answers carried_over(const ReviewWalk& before, const Answers& answers, const ReviewWalk& after);
// The first stop of the new version that reads otherwise; the first of all when none does.
std::size_t first_other(const ReviewWalk& before, const ReviewWalk& after);

// What a person may decide on a version in this state. The gate has the last word.
struct WalkChoices {
    std::optional<Action> yes;  // accept or approve
    bool request_changes = false;
    bool reject = false;
};
WalkChoices choices_of(VersionState state, const Person& person);

}  // namespace mkai::app
