// What an attempt used where the provider did not tell, and what it can use at most. An interrupted stream
// and a call that timed out are not free: what was sent is counted, and of what came back at least what we
// saw.
#pragma once

#include "core/gateway/answer.hpp"
#include "core/gateway/gateway.hpp"
#include "core/http/http.hpp"

#include <cstdint>

namespace mkai::gateway {

struct SettleFacts {
    const prompts::Prompt& prompt;
    const ModelDecl& model;
    http::FailureKind transfer = http::FailureKind::none;
    long status = 0;
};

// Fills in the usage of an answer whose usage is unknown, and raises a partial one to what can be seen; such
// counts are `estimated` (or stay `partial`). What never reached a model (no connection, a status that is not
// 2xx) used nothing.
void settle_usage(Answer& answer, const SettleFacts& facts);

// About what a text takes: never less than a tokenizer would count for Latin text.
std::int64_t estimated_tokens(std::string_view text);
std::int64_t estimated_tokens(const prompts::Prompt& prompt);

}  // namespace mkai::gateway
