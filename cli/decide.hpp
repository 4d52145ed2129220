// Decisions that a command line names: one after the other, on the versions that are named.
#pragma once

#include "cli/context.hpp"
#include "cli/decision_words.hpp"
#include "core/app/review.hpp"
#include "core/app/targets.hpp"

#include <string_view>
#include <vector>

namespace mkai::cli {

inline constexpr Option k_reason_option{"--reason", "TEXT", "why; kept with the decision"};
inline constexpr Option k_reason_code_option{"--reason-code", "WORD",
                                             "a short word for reports: off-brand, wrong-price"};

// What is named as ASSET; unknown_id.
Result<std::vector<app::Target>> targets_of(const app::Session& session, const Args& args);
// Whom a decision asks next, by when, and its word for reports. invalid_value for what is no day.
Done say_whom(app::DecisionRequest& request, const Args& args);

// With `must_name_version` a version that is not named is shown and asked about; a usage error where nobody
// can be asked. What was decided before an error stands, and is told.
Result<Reply> decide_all(Context& context, const Args& args, Action action, bool must_name_version);

// What comes after the decision that made this.
AfterDecision after_decision(Context& context, const app::Changed& changed);
// `who`: decided, as a reader of "was approved by you already" should see it.
Reply decided_reply(Context& context, Action action, const std::vector<app::Changed>& all,
                    std::string_view who = "you");

}  // namespace mkai::cli
