// One run_calls() while it runs: every call's way through retries, fallbacks and its repair round, on one
// loop. Internal to core/gateway.
//
//     calls -> ready -> reserve (in batches) -> send -> answer -> settle, tell -+-> done
//                ^          | wait                        |                     +-> repair round
//                +----------+------------- retry, fallback+
//
// Requests wait in the HTTP loop's queue for a free connection, as many again as are in flight: the next ones
// leave while the answers to the last are looked at, and a reservation's commit is never waited for.
#pragma once

#include "core/gateway/gateway.hpp"
#include "core/gateway/provider.hpp"
#include "core/http/http.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace mkai::gateway {

class CallRun {
  public:
    static Result<std::unique_ptr<CallRun>> create(std::span<const Candidate> candidates,
                                                   std::span<const std::size_t> firsts,
                                                   const CredentialSource& credentials, CallLedger& ledger,
                                                   const RunOptions& options);
    std::size_t add(Call call) {
        m_to_begin.push_back(std::move(call));
        return m_added++;
    }
    Done run();
    Done run_until_low();

  private:
    using SteadyClock = std::chrono::steady_clock;  // a jump of the system's clock moves no deadline
    using SteadyTime = SteadyClock::time_point;
    using SharedPrompt = std::shared_ptr<const prompts::Prompt>;

    // A candidate with what is found out about it once a run.
    struct Way {
        const Candidate* by = nullptr;
        const Provider* provider = nullptr;
        std::string secret;
        int secret_number = 0;                                 // counts up when it is found to be another
        std::vector<std::string> old_secrets;                  // a call on its way may still bring one back
        std::unordered_map<std::string, std::string> schemas;  // output schema -> the provider's form of it
        SteadyTime not_before;                                 // the provider's own limits ask us to wait
        std::optional<CallFailure> closed;  // what fails every call of it: no money, no right
        int local_attempts = 0;
    };

    // A call in one of its rounds.
    struct Flight {
        std::size_t call = 0;
        std::size_t end = 0;  // of its candidates
        int round = 1;
        SharedPrompt prompt;
        std::size_t way = 0;
        int attempts = 0;       // in this round
        int attempts_here = 0;  // of these with this way
        int nth = 0;            // over both rounds
        PicoUsd spent;
        PicoUsd spend_max;
        SteadyTime begun;
        ReserveRequest request;
        std::string reservation;
        int secret_number = 0;  // that it was sent with
    };
    using FlightPtr = std::shared_ptr<Flight>;

    // An answer that comes bit by bit.
    struct Stream {
        EventDecoder decoder;
        StreamState state;
        std::string plain;  // of a server that was asked for a stream and sent a whole answer
        bool is_plain = false;
        bool looked = false;
        std::optional<Error> stopped;  // a pause
        SteadyTime begun;
        std::optional<std::int64_t> first_token_ms;

        explicit Stream(Framing framing) : decoder(framing) {}
    };

    CallRun(const CredentialSource& credentials, CallLedger& ledger, const RunOptions& options)
        : m_credentials(credentials), m_ledger(ledger), m_options(options) {}

    Done run_over_http(bool to_the_end);
    Done run_locally(bool to_the_end);
    Done ended(Done ran);

    void tick();
    void refill();
    void call_due();
    bool idle() const { return m_ready.empty() && m_waiting.empty() && m_open == 0 && m_to_begin.empty(); }
    bool low() const { return m_to_begin.size() < m_concurrency; }
    FlightPtr take_ready();
    // Whether the flight may be asked for now; else it waits, has moved to a fallback or has ended.
    bool may_start(const FlightPtr& flight);
    void send(const FlightPtr& flight);
    void send_local(const FlightPtr& flight);
    void send_http(const FlightPtr& flight);
    bool on_piece(const FlightPtr& flight, Stream& stream, const http::Response& head,
                  std::string_view bytes);
    Answer answer_of(const FlightPtr& flight, Stream* stream, const http::Response& response);
    void finish(const FlightPtr& flight, Answer answer, const http::Response& response, const Stream* stream);
    void wait(const FlightPtr& flight, std::int64_t wait_ms, const std::optional<Error>& why = {});
    void give_up(const FlightPtr& flight, const Error& why);
    bool was_rotated(const Flight& flight, const CallFailure& failure);
    static bool has_fallback(const Flight& flight) { return flight.way + 1 < flight.end; }
    bool money_left(const Flight& flight) const;
    bool is_cancelled() const;
    Result<std::string> secret_of(const ModelDecl& model) const;
    std::string_view schema_of(Way& way, const prompts::Prompt& prompt);
    double draw();

    const CredentialSource& m_credentials;
    CallLedger& m_ledger;
    const RunOptions m_options;
    std::vector<Way> m_ways;
    std::optional<http::Multi> m_multi;
    std::size_t m_concurrency = 1;
    std::deque<Call> m_to_begin;
    std::size_t m_added = 0;  // calls; the next one's number
    std::size_t m_open = 0;   // sent or in the loop's queue
    std::deque<FlightPtr> m_ready;
    std::multimap<SteadyTime, FlightPtr> m_waiting;
    std::optional<Error> m_ledger_error;
};

}  // namespace mkai::gateway
