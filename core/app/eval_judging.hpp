// What judges are asked, as prompts, and the replies that are known already: of the same judge to the same
// words.
#pragma once

#include "core/app/session.hpp"
#include "core/eval/judge.hpp"
#include "core/prompts/prompt.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

struct JudgeQuestion {
    std::shared_ptr<const prompts::Prompt> prompt;
    std::string cache_key;
};

// `judge_digest` is of the judge's declaration. `seed` makes the mark of the sections, which nobody can
// guess: what differs by trial makes another question of each.
JudgeQuestion rubric_question(std::string_view judge_digest, std::string_view seed, std::string_view rubric,
                              std::string_view task, std::string_view answer);
JudgeQuestion pair_question(std::string_view judge_digest, std::string_view seed, std::string_view criteria,
                            std::string_view task, std::string_view first, std::string_view second);

// None when it was never asked, or its text was taken away.
Result<std::optional<std::string>> find_reply(store::Ledger& ledger, const std::string& cache_key);

// A question and the call that answered it with a verdict, until both are kept.
struct JudgeReply {
    std::string cache_key;
    std::string call;
};
// With the calls of the same batch: `answers` has their blobs by id. Empties `replies`.
Done keep_replies(store::Writer& writer, const std::map<std::string, std::string>& answers,
                  std::vector<JudgeReply>& replies);

// The messages of a prompt, as a judge is shown the task.
std::string task_of(const prompts::Prompt& prompt);

}  // namespace mkai::app
