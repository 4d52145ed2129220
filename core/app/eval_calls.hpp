// The calls of an evaluation: of the models that answer and of those that judge. One ledger run, its caps and
// the evaluation's own; what each call came to is handed on, and its row kept with whatever the caller keeps.
#pragma once

#include "core/app/call_book.hpp"
#include "core/app/session.hpp"
#include "core/gateway/gateway.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalCallOptions {
    gateway::CredentialSource credentials;
    const std::atomic<bool>* cancel = nullptr;
    int concurrency = 0;              // 0: as the models say
    std::optional<PicoUsd> cost_max;  // of this evaluation, with what it spent before
    std::vector<SpendCap> caps;       // of the workspace
};

class EvalCalls {
  public:
    struct Handler {
        // What a reservation's call is about.
        std::function<CallRecord(std::size_t call)> row_of;
        // What a call came to after its last attempt; the row has its id.
        std::function<void(std::size_t call, const gateway::Attempt& attempt, const CallRecord& row)>
            answered;
        std::function<void(std::size_t call, const Error& why)> gave_up;
        // Keeps what has come in: with keep_calls(), in a batch of its own.
        std::function<Done()> keep;
    };

    // The candidates outlive it. `calls` is how many there may be in all.
    EvalCalls(const Session& session, std::span<const gateway::Candidate> candidates,
              std::vector<ModelDecl> declared, std::int64_t calls, EvalCallOptions options);
    ~EvalCalls();

    // The first one begins the run. An error when nothing can be asked or kept; failures of single calls are
    // the handler's.
    Done run(std::span<const gateway::Call> calls, Handler handler);

    // Calls that come while the run goes on: once it is open, add() gives each its number, go_on() asks until
    // there is room for more, finish() to the end. `firsts`: the candidates that they ask first.
    Done open(std::span<const std::size_t> firsts, Handler handler);
    bool is_open() const { return m_stream != nullptr; }
    std::size_t add(gateway::Call call);
    Done go_on() { return drive(&gateway::OpenRun::run_until_low); }
    Done finish() { return drive(&gateway::OpenRun::run); }

    // The rows of the calls since the last time, with the blobs of their answers by the calls' ids.
    Result<std::map<std::string, std::string>> keep_calls(store::Writer& writer);
    bool has_calls_to_keep() const { return !m_pending.empty(); }
    // Renews what is held while the run goes on.
    Done keep_alive();

    // Whether an error is of the whole evaluation and not of a call, such as a cap: then `stopped` has it.
    bool stops_all(const Error& why);
    const std::optional<Error>& stopped() const { return m_stopped; }
    bool is_cancelled() const;
    bool is_over() const { return is_cancelled() || m_stopped.has_value(); }

    PicoUsd spent() const { return m_spent; }
    void set_spent(PicoUsd before) { m_spent = before; }
    std::vector<std::string> warnings() const;  // soft caps that were crossed
    // "done", "interrupted" when it is over, else "failed".
    Done end(bool failed);

  private:
    class Port;
    struct Stream;
    struct Pending {
        CallRecord row;
        std::shared_ptr<const prompts::Prompt> prompt;
        std::string answer;
    };
    Done begin();
    gateway::RunOptions options(Random& random) const;
    Done drive(Done (gateway::OpenRun::*to)());
    Done settled(Port& port, Done ran);

    const Session& m_session;
    std::span<const gateway::Candidate> m_candidates;
    std::vector<ModelDecl> m_declared;
    std::int64_t m_calls;
    EvalCallOptions m_options;
    std::optional<CallBook> m_book;
    std::vector<Pending> m_pending;
    std::unique_ptr<Stream> m_stream;
    std::optional<Error> m_stopped;
    PicoUsd m_held;
    PicoUsd m_spent;
};

}  // namespace mkai::app
