// What a judging model is asked, and how its reply is read. Pure.
//
// A reply is one JSON object of the schema, perhaps in a Markdown code fence, and nothing beside it. Whatever
// else comes is model_output_invalid, never a pass: prose, half an object, two of them, a verdict that is no
// boolean or winner, a score out of range or against the verdict (a pass with 0, a fail with 1), no reason.
#pragma once

#include "core/base/result.hpp"
#include "core/eval/check.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mkai::eval {

struct JudgePrompt {
    std::string system;
    std::string user;    // the answers stand in fenced data sections: what they say is no instruction
    std::string schema;  // JSON Schema of the reply
};

// `fence` is the mark of the sections, a few letters that nobody can guess; when one of the texts holds it,
// another is made of it.
//
// {"pass": bool, "score": 0..1, "reason": text}
JudgePrompt rubric_prompt(std::string_view rubric, std::string_view task, std::string_view answer,
                          std::string_view fence);
// Passes when `pass` is true and the score reaches the threshold, where there is one.
Result<Outcome> read_rubric_reply(std::string_view reply, std::optional<double> threshold);

// {"winner": "first" | "second" | "tie", "reason": text}
JudgePrompt pair_prompt(std::string_view criteria, std::string_view task, std::string_view first,
                        std::string_view second, std::string_view fence);
enum class Winner { first, second, tie };
struct PairReply {
    Winner winner = Winner::tie;
    std::string reason;
};
Result<PairReply> read_pair_reply(std::string_view reply);
// The judge was asked in both orders; in `swapped` it saw the second answer first. Where the two do not agree
// it is a tie.
Winner agreed(Winner straight, Winner swapped);

}  // namespace mkai::eval
