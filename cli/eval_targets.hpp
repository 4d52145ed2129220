// What the words of `mkai eval ...` name: a suite, a run, a baseline; and the ledger that they are looked up
// in.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "core/app/eval_baseline.hpp"
#include "core/app/session.hpp"
#include "core/workspace/suite_reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::cli {

// With --sandbox the ledger of trials, which is made when it is not there.
Result<app::Session> eval_session(Context& context, const Args& args);
Option sandbox_option();

// A whole number from 1; invalid_value.
Result<std::optional<int>> number_option(const Args& args, std::string_view flag, int most);
// invalid_value.
Result<std::optional<PicoUsd>> max_cost_option(const Args& args);

// The suite that was named; the only one when none was.
Result<workspace::CheckedSuite> suite_of(const workspace::Workspace& workspace, const Args& args);
// Those of the suite's file as it is today; the usual ones when it cannot be read.
eval::GuardRules guards_of(const workspace::Workspace& workspace, const std::string& suite);
// What is wrong with a suite is what was given; nothing was asked.
Error wrong_suite(const std::vector<Finding>& findings, const std::string& path);

// The run that was named by the beginning of its id, or the newest of a suite. unknown_id, ambiguous_id.
Result<EvalRun> find_eval_run(const app::Session& session, const std::string& typed);

// --against NAME ("none": without), or the suite's own where there is one. unknown_id.
Result<std::optional<app::Baseline>> baseline_for(const workspace::Workspace& workspace, const Args& args,
                                                  const std::string& suite);

// As people type a run.
std::string short_run(const std::string& id);

}  // namespace mkai::cli
