// The port through which the gateway asks whether a call may be made and tells what became of it. The layer
// above fills it with the ledger, so that the gateway knows no database and the ledger no network.
#pragma once

#include "core/base/decimal.hpp"
#include "core/base/result.hpp"
#include "core/domain/model.hpp"
#include "core/domain/price.hpp"
#include "core/gateway/answer.hpp"
#include "core/prompts/prompt.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mkai::gateway {

// A model that may be asked, at the price that counts today. Of a chain: the first, then its fallbacks in
// order.
struct Candidate {
    ModelDecl model;
    Price price;
};

// What one attempt may use at most; asked for before it is sent.
struct ReserveRequest {
    std::size_t call = 0;  // index into the calls
    int round = 1;
    const Candidate* by = nullptr;
    PicoUsd amount;
    std::int64_t tokens = 0;  // in and out
};

struct ReserveReply {
    enum class Outcome {
        granted,  // held under `id` until record() or release()
        wait,     // not now: others in flight hold what is left, or the minute's limit is reached
        refused,  // what is spent already leaves no room, or a person has paused it
    };
    Outcome outcome = Outcome::granted;
    std::string id;
    std::int64_t wait_ms = 0;
    std::optional<Error> refusal;
};

// One attempt as it ended.
struct Attempt {
    std::size_t call = 0;
    int round = 1;  // 2 is the repair
    int nth = 1;    // of its call, over rounds, retries and fallbacks
    std::shared_ptr<const prompts::Prompt> prompt;
    const Candidate* by = nullptr;
    std::string reservation;
    PicoUsd reserved;
    Answer answer;  // its usage is never unknown: what nobody told is estimated
    PicoUsd cost;   // of that usage; what was reserved where it cannot be told
    std::int64_t latency_ms = 0;
    std::optional<std::int64_t> first_token_ms;  // of a stream
    bool streamed = false;
    bool last = true;  // no retry and no fallback follows; a repair may
};

// What to do with an answer: take it, or ask once more with this prompt.
struct Verdict {
    std::optional<prompts::Prompt> repair;
};

class CallLedger {
  public:
    virtual ~CallLedger() = default;

    // In one transaction, in order, with an answer each. An error ends the run.
    virtual Result<std::vector<ReserveReply>> reserve(std::span<const ReserveRequest> requests) = 0;
    // What was reserved and is not going to be sent.
    virtual void release(const std::string& reservation) = 0;
    // Every attempt that was sent, as it ends, in any order. Asked for a repair only after round 1 of a good
    // answer.
    virtual Verdict record(const Attempt& attempt) = 0;
    // A call that will not be asked, or not again, for a reason that is no attempt of its own.
    virtual void give_up(std::size_t call, const Error& why) = 0;
    // Whether somebody has paused this model, or what else the call is of. Asked before each attempt and
    // between the pieces of a stream, so it has to be cheap.
    virtual std::optional<Error> find_pause(std::size_t call, const ModelDecl& model) = 0;
    // At least every 100 ms while calls are in flight: the time to commit what was recorded.
    virtual void tick() = 0;
};

}  // namespace mkai::gateway
