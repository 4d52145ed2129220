// The only way to a model: many calls side by side, each with one repair round, every attempt reported.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/base/result.hpp"
#include "core/domain/model.hpp"
#include "core/gateway/answer.hpp"
#include "core/prompts/prompt.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::gateway {

// One attempt, for the ledger.
struct Attempt {
    std::size_t call = 0;  // index into the calls
    int round = 1;         // 2 is the repair
    const prompts::Prompt* prompt = nullptr;
    Answer answer;
    std::int64_t latency_ms = 0;
};

struct Call {
    prompts::Prompt prompt;
};

// What to do with an answer: take it, or ask once more with this prompt.
struct Verdict {
    std::optional<prompts::Prompt> repair;
};

// The secret for a credential's name when it may go to `host`. no_credential else.
using CredentialSource = std::function<Result<std::string>(std::string_view name, std::string_view host)>;

struct RunOptions {
    int concurrency = 0;  // 0: the model's own
    const std::atomic<bool>* cancel = nullptr;
    const Clock* clock = nullptr;   // for signatures and for waits that are told as a date; null: the epoch
    std::function<void()> on_tick;  // at least every 100 ms while calls are in flight
};

// Runs every call. `on_attempt` is told each attempt as it ends, in any order, and says whether the answer
// needs a repair (only asked after round 1 of a good answer). Failures of single calls are told through
// on_attempt; the result is an error only when nothing can run (a model declared wrongly, no credential, no
// libcurl). When `cancel` becomes true, the calls in flight end as interrupted attempts within 100 ms, those
// that have not begun are left out, and the result is done.
Done run_calls(const ModelDecl& model, std::span<const Call> calls, const CredentialSource& credentials,
               const RunOptions& options, const std::function<Verdict(const Attempt&)>& on_attempt);

// What the calls can cost at most: UTF-8 bytes / 3 as the tokens of a prompt (Latin text has some four bytes
// a token, and a Chinese, Japanese or Korean character is three), output_tokens_max a call, and a repair
// round for each. Empty when the model declares no price; the demo model and a model with `price: free` cost
// nothing.
std::optional<PicoUsd> cost_at_most(const ModelDecl& model, std::span<const Call> calls);

// The names of the providers that models may declare.
std::vector<std::string> provider_names();

}  // namespace mkai::gateway
