// What results come to side by side: each with its intervals, copy with how much people changed and how long
// they worked, and the first against each of the others.
#pragma once

#include "core/app/eval_compare.hpp"
#include "core/app/eval_pairs.hpp"
#include "core/app/eval_report.hpp"
#include "core/app/eval_sides.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

// The mean of what is known of copy.
struct CopyMean {
    double mean = 0;
    std::int64_t known = 0;  // of how many tests
};

struct EvalSideReport {
    EvalSide side;
    EvalVariantReport report;
    std::optional<CopyMean> edit_rate;  // share of the model's words that people changed
    std::optional<CopyMean> minutes;    // that people worked on a piece
};

enum class EvalStanding { better, worse, alike, unclear };
std::string_view to_string(EvalStanding standing);

struct EvalMatchReport {
    EvalMatch match;
    EvalComparison comparison;
    std::optional<double> p_adjusted;  // Holm over the matches
    EvalStanding standing = EvalStanding::unclear;
    std::string sentence;  // what that means
    std::string change;    // under the same name, in words; may be empty
    std::optional<EvalPreference> preference;
};

struct EvalSideBySide {
    std::string suite;
    eval::GuardRules guards;
    std::vector<EvalSideReport> sides;
    std::vector<EvalMatchReport> matches;
};

// Better or worse: the interval of the difference is above or below 0. Alike: it is within the margin on both
// sides. Else unclear.
Result<EvalSideBySide> report_side_by_side(const Session& session, const EvalMatches& matches,
                                           const eval::GuardRules& guards);

}  // namespace mkai::app
