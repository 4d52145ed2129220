#include "core/app/eval_calls.hpp"

#include "core/app/spend.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::int64_t k_calls_max = 1'000'000'000;
constexpr std::int64_t k_wait_ms = 50;  // until others have let go of what they hold

}  // namespace

// What the gateway asks of whoever keeps the books, for the calls of one run().
class EvalCalls::Port : public gateway::CallLedger {
  public:
    Port(EvalCalls& owner, Handler handler) : m_owner(owner), m_handler(std::move(handler)) {}

    // The ledger could not be written: nothing more is kept, and the run ends with it.
    std::optional<Error> ledger_error;

    void keep() {
        if (ledger_error) return;
        auto kept = m_handler.keep();
        if (kept) kept = m_owner.keep_alive();
        if (!kept) ledger_error = std::move(kept.error());
    }

  private:
    Result<std::vector<gateway::ReserveReply>> reserve(
        std::span<const gateway::ReserveRequest> requests) override {
        if (!m_owner.m_options.cost_max) return m_owner.m_book->reserve(requests, m_handler.row_of);
        // The evaluation's own cap, before those of the workspace.
        std::vector<gateway::ReserveRequest> inside;
        std::vector<std::size_t> places;
        std::vector<gateway::ReserveReply> replies(requests.size());
        PicoUsd more;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            if (fits(more, requests[i].amount)) {
                more = *sum_of(more, requests[i].amount);
                inside.push_back(requests[i]);
                places.push_back(i);
            } else {
                replies[i] = refusal(more, requests[i].amount);
            }
        }
        if (inside.empty()) return replies;
        auto granted = m_owner.m_book->reserve(inside, m_handler.row_of);
        if (!granted) return granted;
        for (std::size_t i = 0; i < places.size(); ++i) {
            replies[places[i]] = std::move((*granted)[i]);
            if (replies[places[i]].outcome == gateway::ReserveReply::Outcome::granted)
                m_owner.m_held = *sum_of(m_owner.m_held, inside[i].amount);
        }
        return replies;
    }
    bool fits(PicoUsd more, PicoUsd amount) const {
        const auto held = sum_of(m_owner.m_held, more);
        const auto with = held ? sum_of(*held, amount) : std::nullopt;
        const auto all = with ? sum_of(*with, m_owner.m_spent) : std::nullopt;
        return all && *all <= *m_owner.m_options.cost_max;
    }
    gateway::ReserveReply refusal(PicoUsd more, PicoUsd amount) const {
        const bool others_hold = m_owner.m_held.value > 0 || more.value > 0;
        gateway::ReserveReply reply;
        reply.outcome =
            others_hold ? gateway::ReserveReply::Outcome::wait : gateway::ReserveReply::Outcome::refused;
        reply.wait_ms = k_wait_ms;
        reply.refusal =
            Error{ErrorCode::spend_cap,
                  fmt::format("the next call may cost ${}, and --max-cost leaves less", to_decimal(amount)),
                  {},
                  "raise --max-cost and go on with --resume"};
        return reply;
    }

    void release(const std::string& reservation) override { m_owner.m_book->release(reservation); }
    std::optional<Error> find_pause(std::size_t call, const ModelDecl& model) override {
        return m_owner.m_book->find_pause(model, m_handler.row_of(call).prompt_id);
    }
    void give_up(std::size_t call, const Error& why) override {
        if (!m_owner.stops_all(why)) m_handler.gave_up(call, why);
    }
    void tick() override { keep(); }

    gateway::Verdict record(const gateway::Attempt& attempt) override {
        CallRecord row = m_owner.m_book->record_of(attempt, m_handler.row_of(attempt.call));
        row.prompt_digest = attempt.prompt->digest;
        if (attempt.answer.good()) row.outcome = "taken";
        if (m_owner.m_options.cost_max)
            m_owner.m_held = {std::max<std::int64_t>(0, m_owner.m_held.value - attempt.reserved.value)};
        m_owner.m_spent = sum_of(m_owner.m_spent, attempt.cost).value_or(m_owner.m_spent);
        const auto& failure = attempt.answer.failure;
        const bool last = attempt.answer.good() || attempt.last;
        if (last && !(failure && m_owner.stops_all(failure->error)))
            m_handler.answered(attempt.call, attempt, row);
        m_owner.m_pending.push_back({std::move(row), attempt.prompt, attempt.answer.text});
        return {};
    }

    EvalCalls& m_owner;
    Handler m_handler;
};

// What is open: the port and the run know each other's place.
struct EvalCalls::Stream {
    Stream(EvalCalls& owner, Handler handler) : port(owner, std::move(handler)) {}

    Port port;
    SystemRandom random;
    std::optional<gateway::OpenRun> run;
};

EvalCalls::EvalCalls(const Session& session, std::span<const gateway::Candidate> candidates,
                     std::vector<ModelDecl> declared, std::int64_t calls, EvalCallOptions options)
    : m_session(session),
      m_candidates(candidates),
      m_declared(std::move(declared)),
      m_calls(calls),
      m_options(std::move(options)) {}
EvalCalls::~EvalCalls() = default;

bool EvalCalls::is_cancelled() const {
    return m_options.cancel && m_options.cancel->load(std::memory_order_relaxed);
}

bool EvalCalls::stops_all(const Error& why) {
    if (why.code == ErrorCode::interrupted) return true;
    if (why.code != ErrorCode::spend_cap && why.code != ErrorCode::paused) return false;
    if (!m_stopped) m_stopped = why;
    return true;
}

Done EvalCalls::begin() {
    if (m_book) return {};
    RunPlan plan;
    plan.caps = m_options.caps;
    plan.chain = m_candidates;
    plan.declared = m_declared;
    plan.calls = static_cast<int>(std::min(m_calls, k_calls_max));
    plan.purpose = "eval";
    auto book = CallBook::begin(m_session, std::move(plan));
    if (!book) return fail(book);
    m_book.emplace(std::move(*book));
    return {};
}

Done EvalCalls::run(std::span<const gateway::Call> calls, Handler handler) {
    if (calls.empty()) return {};
    if (auto begun = begin(); !begun) return begun;
    Port port(*this, std::move(handler));
    SystemRandom random;
    return settled(port,
                   gateway::run_calls(m_candidates, calls, m_options.credentials, port, options(random)));
}

gateway::RunOptions EvalCalls::options(Random& random) const {
    gateway::RunOptions options{m_session.clock, random};
    options.cancel = m_options.cancel;
    options.concurrency = m_options.concurrency;
    options.settle_first = true;
    return options;
}

// After the loop: what came in is kept, and an end that somebody asked for is no error.
Done EvalCalls::settled(Port& port, Done ran) {
    port.keep();
    if (port.ledger_error) return fail(*port.ledger_error);
    return ran || !is_over() ? std::move(ran) : Done{};
}

Done EvalCalls::open(std::span<const std::size_t> firsts, Handler handler) {
    if (auto begun = begin(); !begun) return begun;
    auto stream = std::make_unique<Stream>(*this, std::move(handler));
    auto run = gateway::OpenRun::create(m_candidates, firsts, m_options.credentials, stream->port,
                                        options(stream->random));
    if (!run) return fail(run);
    stream->run.emplace(std::move(*run));
    m_stream = std::move(stream);
    return {};
}

std::size_t EvalCalls::add(gateway::Call call) {
    return m_stream->run->add(std::move(call));
}

Done EvalCalls::drive(Done (gateway::OpenRun::*to)()) {
    if (!m_stream) return {};
    return settled(m_stream->port, ((*m_stream->run).*to)());
}

Result<std::map<std::string, std::string>> EvalCalls::keep_calls(store::Writer& writer) {
    std::map<std::string, std::string> answers;
    for (Pending& p : m_pending) {
        if (auto done = m_book->write(writer, p.row, p.prompt->messages_json, p.answer); !done)
            return fail(done);
        answers[p.row.id] = p.row.answer;
    }
    m_pending.clear();
    return answers;
}

Done EvalCalls::keep_alive() {
    return m_book ? m_book->keep_alive() : Done{};
}

std::vector<std::string> EvalCalls::warnings() const {
    return m_book ? m_book->warnings() : std::vector<std::string>{};
}

Done EvalCalls::end(bool failed) {
    if (!m_book) return {};
    return m_book->end(is_over() ? "interrupted" : failed ? "failed" : "done");
}

}  // namespace mkai::app
