// The only way to a model: many calls side by side, each with one repair round, every attempt reported.
#pragma once

#include "core/base/decimal.hpp"
#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"
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

struct Usage {
    std::optional<std::int64_t> input_tokens;
    std::optional<std::int64_t> output_tokens;
};

struct ModelReply {
    std::string text;            // what the model wrote: JSON, if it did as it was told
    std::string model_answered;  // the name that the provider gave; may be empty
    std::string request_id;
    Usage usage;
};

// A failed attempt, as the provider told it. Never holds a key or more than 300 bytes of the provider's
// words.
struct CallFailure {
    Error error;  // model_unavailable, no_credential, invalid_file (a model declared wrongly), interrupted
    long http_status = 0;  // 0: none
    bool retry_helps = false;
    std::string request_id;
};

// One attempt, for the ledger.
struct Attempt {
    std::size_t call = 0;  // index into the calls
    int round = 1;         // 2 is the repair
    const prompts::Prompt* prompt = nullptr;
    std::optional<ModelReply> reply;
    std::optional<CallFailure> failure;
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
    std::function<void()> on_tick;  // at least every 100 ms while calls are in flight
};

// Runs every call. `on_attempt` is told each attempt as it ends, in any order, and says whether the answer
// needs a repair (only asked after round 1 of a reply). Failures of single calls are told through on_attempt;
// the result is an error only when nothing can run (a model declared wrongly, no credential, no libcurl).
// When `cancel` becomes true, the calls in flight end as interrupted attempts within 100 ms, those that have
// not begun are left out, and the result is done.
Done run_calls(const ModelDecl& model, std::span<const Call> calls, const CredentialSource& credentials,
               const RunOptions& options, const std::function<Verdict(const Attempt&)>& on_attempt);

// What the calls can cost at most: UTF-8 bytes / 3 as the tokens of a prompt (Latin text has some four bytes
// a token, and a Chinese, Japanese or Korean character is three), output_tokens_max a call, and a repair
// round for each. Empty when the model declares no price; the demo model is free.
std::optional<PicoUsd> cost_at_most(const ModelDecl& model, std::span<const Call> calls);

// The names of the providers that models may declare.
std::vector<std::string> provider_names();

}  // namespace mkai::gateway
