// What a correction will do, worked out before anything is changed, and kept with the correction so that a
// command that was killed goes on with exactly this.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/json.hpp"
#include "core/domain/content.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

// What is done where the wrong copy is live, until the corrected one is.
enum class CorrectionWay { keep, rollback, withdraw };
std::string_view to_string(CorrectionWay way);

struct CorrectionRequest {
    std::vector<Target> named;                  // of one brief
    std::map<std::string, std::string> values;  // of the brief, by dotted path; YAML
    std::map<std::string, std::string> fields;  // of the named assets' copy, as it is typed
    std::optional<CorrectionWay> way;           // empty: not chosen yet
    std::string reason_code;
    std::string reason;  // empty: made of the values
    std::string assignee;
    std::string due;
};

// A value of the brief.
struct CorrectedValue {
    std::string path;
    std::string before, after;
    bool follows = false;  // it was not named, and states the wrong value too
};

// Where an asset is live with the fault.
struct CorrectionPlace {
    std::string destination;
    std::string location;
    int live = 0;
    int target = 0;                        // that a rollback brings back; 0: none may come back
    std::vector<std::string> passed_over;  // why others may not
    bool recallable = false;
    std::string recall_note;   // of a withdrawal
    std::string replace_note;  // of another version in its place
};

// What a machine cannot put right.
struct ByHand {
    std::string field;    // of the copy, or a path of the brief
    std::string wording;  // "half price"
    std::string why;
};

// Below a version that is itself a correction nobody has approved yet: the next one is made on top of it, so
// that neither is lost.
struct CorrectionBase {
    int version = 0;                     // that the corrections began from
    bool approved = false;               // that one was
    std::vector<std::string> corrected;  // what the correction above it put right: paths, or fields
};

struct CorrectedAsset {
    std::string asset;
    int corrects = 0;       // the version that the corrected one is made from
    bool approved = false;  // that version was
    std::optional<CorrectionBase> base = {};
    int left_aside = 0;  // a newer version with other words, that the corrected version does not have
    VersionState left_aside_state = VersionState::draft;  // of that one, when the plan was made
    std::vector<CorrectionPlace> places;
    std::vector<std::string> scheduled;  // destinations that it is planned for
    Fields fields;                       // of the corrected version
    std::vector<std::string> changed;    // the fields whose words differ
    std::vector<ByHand> by_hand;
    bool stopped() const { return !places.empty() || !scheduled.empty(); }
};

struct CorrectionPlan {
    std::string brief;
    std::vector<CorrectedValue> values;
    std::vector<CorrectedAsset> assets;    // by id
    std::vector<std::string> unconcerned;  // the named assets' siblings without the wrong value
    std::vector<ByHand> by_hand;           // in the brief
    CorrectionWay way = CorrectionWay::keep;
    std::string assignee;
    std::string due;
    // How often each asset of the brief had been changed when the plan was made. It is not kept with the
    // plan.
    std::map<std::string, std::int64_t> revisions;

    bool is_live() const;  // with the fault, somewhere
};

// Changes nothing. usage when no value is given or the assets are of several briefs; invalid_value for a path
// without a value (then nobody knows which one was wrong) and for values that do not make a brief; blocked
// when no version has the wrong value.
Result<CorrectionPlan> plan_correction(const Session& session, const CorrectionRequest& request);

// Whether NAME is a field of the copy of each named asset. unknown_id.
Result<bool> is_copy_field(const Session& session, const std::vector<Target>& named, std::string_view name);

// As in the plan, by now.
Result<std::map<std::string, std::int64_t>> revisions_of(const Session& session, const std::string& brief);

// The digest of what was asked: the same command again gives the same one.
std::string asked_digest(const CorrectionRequest& request);

Json plan_to_json(const CorrectionPlan& plan);
// ledger_corrupt.
Result<CorrectionPlan> plan_from_json(std::string_view text);

}  // namespace mkai::app
