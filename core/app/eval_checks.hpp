// The checks that only this toolkit knows: what an answer says, held against the workspace's claims, facts,
// channels and brand, without personal data; and a condition in SQL over what is known of an answer.
#pragma once

#include "core/app/copy_check.hpp"
#include "core/app/session.hpp"
#include "core/eval/check.hpp"

namespace mkai::app {

// Those of core/eval, and:
//     claims, facts, disclosures, brand, channel   no finding of that family; `value` is the level from which
//     one
//                                                  counts: error (when it is left out), warning or note
//     pii-free                                     nothing that looks like the data of a person
//     sql                                          `value` is a condition over the columns of sql_columns()
// Of a test with a brief the answer is the asset's copy; of another it is a text in the test's locale.
// invalid_file when the brand's files have errors.
Result<eval::CheckTable> eval_checks(const Session& session);

// Names that a judge gives its verdict under; they are no checks of eval_checks(), since a model is asked.
inline constexpr std::string_view k_rubric = "llm-rubric";

}  // namespace mkai::app
