// The only way to a model: many calls side by side in one loop, each within its deadline, its count of
// attempts and its money, with retries, fallbacks and one repair round. Every attempt is told to the ledger.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/base/hash.hpp"
#include "core/base/result.hpp"
#include "core/gateway/call_ledger.hpp"
#include "core/prompts/prompt.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::gateway {

// [first, end) of a run's candidates; end 0 is the end of all.
struct CandidateRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

struct Call {
    std::shared_ptr<const prompts::Prompt> prompt;  // or
    // makes the prompt when the call's turn comes: those of ten thousand calls do not fit into memory.
    std::function<prompts::Prompt()> make = {};
    // Which of the run's candidates answer it, the first of these before its fallbacks.
    CandidateRange by = {};
};

// The secret for a credential's name when it may go to `host`. no_credential else. Asked anew for each call
// that is refused with 401, so that a rotated key is found without a restart.
using CredentialSource = std::function<Result<std::string>(std::string_view name, std::string_view host)>;

struct RunOptions {
    const Clock& clock;
    Random& random;       // for the jitter of waits
    int concurrency = 0;  // 0: that of the models that are asked first, the least of them
    const std::atomic<bool>* cancel = nullptr;
    // What has come is told and ticked before the next call is sent, so that those in flight and those that
    // are not committed are never more than `concurrency`.
    bool settle_first = false;
};

// Runs every call with the first of its candidates, and where that cannot answer with the next. Failures of
// single calls are told through the ledger; the result is an error only when nothing can run (a model
// declared wrongly, no credential, no libcurl) or the ledger cannot be written. When `cancel` becomes true,
// the calls in flight end as interrupted attempts within 100 ms, those that have not begun are left out, and
// the result is done.
Done run_calls(std::span<const Candidate> candidates, std::span<const Call> calls,
               const CredentialSource& credentials, CallLedger& ledger, const RunOptions& options);

// A run that calls are added to while it goes on: as run_calls(), but that no more of them need to be in
// memory than keep the connections busy. A call's number is how many were added before it.
class CallRun;
class OpenRun {
  public:
    // `firsts`: the candidates that calls will ask first. All of it, but the options, outlives the run.
    static Result<OpenRun> create(std::span<const Candidate> candidates, std::span<const std::size_t> firsts,
                                  const CredentialSource& credentials, CallLedger& ledger,
                                  const RunOptions& options);
    OpenRun(OpenRun&&) noexcept;
    ~OpenRun();

    std::size_t add(Call call);  // its number
    // Asks until the calls that have not begun are too few to keep the connections busy. Those on their way
    // stay so, with their time running: add more and go on at once.
    Done run_until_low();
    // Asks to the end.
    Done run();

  private:
    explicit OpenRun(std::unique_ptr<CallRun> run);
    std::unique_ptr<CallRun> m_run;
};

// The tokens and the money that one attempt can use at most: UTF-8 bytes / 3 as the tokens of a prompt (Latin
// text has some four bytes a token, and a Chinese, Japanese or Korean character is three) and
// output_tokens_max.
struct WorstCase {
    std::int64_t tokens = 0;
    std::optional<PicoUsd> cost;  // empty: no price, or beyond all numbers
};
WorstCase worst_case(const Candidate& by, const prompts::Prompt& prompt);
// Of whole calls whose prompts are made, each with a repair round, by the dearest of the chain. Empty when a
// price is not known.
std::optional<PicoUsd> cost_at_most(std::span<const Candidate> chain, std::span<const Call> calls);

// Whether it answers here, from a prompt's sections.
bool is_local(const ModelDecl& model);
// Whether this declaration makes sense to its provider. invalid_file.
Done check_model(const ModelDecl& model);
// The host, with its port where it has one of its own, that calls of this model and its secret go to. Empty
// for a provider without a network, and where the declaration makes no sense.
std::string host_of(const ModelDecl& model);
// The names of the providers that models may declare.
std::vector<std::string> provider_names();

}  // namespace mkai::gateway
