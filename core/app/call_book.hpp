// What every use case that asks models shares: the run in the ledger, its lock, what is held for calls before
// they are made, and the row that each attempt becomes.
//
//     begin: run, price and model as they stand   |  reserve: in batches, no sync   |  record: with the next
//     batch end: whatever is still held is let go       |  a process that dies leaves both to the next one
#pragma once

#include "core/app/session.hpp"
#include "core/base/file.hpp"
#include "core/domain/pause.hpp"
#include "core/domain/records.hpp"
#include "core/domain/spend.hpp"
#include "core/gateway/call_ledger.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mkai::app {

// Prices of a chain of models: the first, then its fallbacks. unknown_model; unknown_price, because an
// unknown price is no price; blocked when the environment, the use case or the actor's roles may not use the
// first, and a fallback that may not is left out.
struct Ask {
    std::string model;  // the name in mkai.yaml; empty: the default one
    const UseCase* use_case = nullptr;
    bool fallbacks = true;
};
Result<std::vector<gateway::Candidate>> choose_chain(const Session& session, const Ask& ask);

// What a run is for.
struct RunPlan {
    std::string brief;  // empty: none
    std::string brief_digest;
    std::string use_case;
    std::vector<SpendCap> caps;
    std::span<const gateway::Candidate> chain;
    int calls = 0;
    std::string purpose;  // "test"; empty: drafts
    // The chain's declarations as they stand in mkai.yaml, where it is asked with others (a test has shorter
    // limits): those are what the ledger names. Empty: the chain's own.
    std::vector<ModelDecl> declared;
};

class CallBook {
  public:
    // Runs of dead processes are closed, and what they held is settled as estimated; then this one begins.
    static Result<CallBook> begin(const Session& session, RunPlan plan);
    // Closes what dead processes left, when there is no run to begin.
    static Done close_dead_runs(const Session& session);

    const std::string& run() const { return m_run; }
    // Warnings of soft caps that were crossed, in words.
    const std::vector<std::string>& warnings() const { return m_warnings; }

    // `row_of` tells what a reservation's call is about: asset, prompt, allowed fields.
    Result<std::vector<gateway::ReserveReply>> reserve(
        std::span<const gateway::ReserveRequest> requests,
        const std::function<CallRecord(std::size_t call)>& row_of);
    void release(const std::string& reservation);
    // Of everything, of this campaign, the model or the prompt. Looks into the ledger at most every 50 ms.
    std::optional<Error> find_pause(const ModelDecl& model, std::string_view prompt);
    // What a row says of an attempt, beside what `row` has already.
    CallRecord record_of(const gateway::Attempt& attempt, CallRecord row) const;
    // The row with its texts and its event.
    Done write(store::Writer& writer, CallRecord& row, std::string_view messages, std::string_view answer);
    // Renews what is held while the run goes on; cheap when there is nothing to do.
    Done keep_alive();
    Done end(std::string_view outcome);

  private:
    CallBook(const Session& session, RunPlan plan) : m_session(&session), m_plan(std::move(plan)) {}
    Done insert_run(store::Writer& writer);
    Done keep_declarations(store::Writer& writer);

    const Session* m_session;
    RunPlan m_plan;
    std::string m_run;
    std::optional<FileLock> m_lock;
    std::vector<std::string> m_digests;  // of the chain's declarations
    std::vector<Pause> m_pauses;
    TimeMs m_pauses_read;
    TimeMs m_renewed;
    std::vector<std::string> m_warnings;
};

}  // namespace mkai::app
