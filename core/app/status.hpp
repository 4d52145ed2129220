// Where everything stands, read from the ledger and the briefs' digests.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/people.hpp"
#include "core/domain/records.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

struct LiveAt {
    std::string destination;
    PublicationState state = PublicationState::live;
    int version = 0;
    std::string digest;
    std::string location;
};

struct AssetStatus {
    std::string asset;
    std::string brief;
    std::string
        state;  // "published" when the newest decided version is live somewhere, else the newest version's
    int version = 0;  // the newest
    std::string digest;
    TimeMs since;
    std::vector<RequestRecord> waiting_on;
    std::vector<LiveAt> live;  // live, publishing or failed; not what was withdrawn
    std::vector<ScheduleRecord> scheduled;
    bool withdrawn = false;         // the newest version was live and has been taken away
    bool stale = false;             // what its brief says to it is another by now
    bool correction = false;        // it waits for a decision on a correction of what is or was live
    std::string problem;            // "the approval expired on ...", or empty
    std::optional<TimeMs> expires;  // when the newest approval of the newest version ends, where it stands
};

struct StatusRequest {
    std::vector<std::string> targets;    // ids or globs; empty: all
    const Person* waiting_on = nullptr;  // only what waits for this person
};

// Shows each asset's status, by id. The row that is shown is filled again for the next: a thousand assets
// take the memory of one. unknown_id when a target fits nothing, unless its brief is one that nothing was
// drafted for yet.
Done each_status(const workspace::Workspace& workspace, store::Ledger& ledger, TimeMs now,
                 const StatusRequest& request, const std::function<void(const AssetStatus&)>& show);
// The same as a list.
Result<std::vector<AssetStatus>> status(const workspace::Workspace& workspace, store::Ledger& ledger,
                                        TimeMs now, const StatusRequest& request);

// What AssetStatus::state may be, in the order of the workflow.
std::vector<std::string_view> shown_states();

// Whether a request is one that this person may answer: it names them, or nobody and they have the role.
bool waits_for(const RequestRecord& request, const Person& person);

}  // namespace mkai::app
