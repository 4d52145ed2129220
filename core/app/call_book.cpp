#include "core/app/call_book.hpp"

#include "core/app/models.hpp"
#include "core/app/runs.hpp"
#include "core/app/spend.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/gateway/gateway.hpp"
#include "core/policy/gate.hpp"
#include "core/store/spend.hpp"
#include "core/workspace/price_table.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::int64_t k_pause_read_ms = 50;
// What is held outlives its process by this much when nobody comes to look; renewed at a third of it.
constexpr std::int64_t k_lease_ms = 5 * 60 * 1'000;
constexpr std::int64_t k_busy_wait_ms = 100;

template <class T>
bool is_listed(const std::vector<T>& list, const T& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
}

// Why this model may not be asked here; empty when it may.
std::string objection_to(const Session& session, const ModelDecl& model, const UseCase* use_case) {
    const std::string& environment = session.workspace.config().environment;
    const Person& actor = session.actor.person;
    if (!is_listed(model.environments, environment))
        return fmt::format("it is for {}, and this workspace is {}", join(model.environments, ", "),
                           environment);
    if (use_case && !is_listed(model.use_cases, use_case->id))
        return fmt::format("it is not for the use case {}", use_case->id);
    const bool has_role =
        model.roles.empty() || std::ranges::any_of(model.roles, [&](Role role) { return actor.has(role); });
    if (!has_role) return fmt::format("{} has none of the roles that may use it", actor.id);
    const std::string& review_by = model.vendor.review_by;
    const bool is_protected = use_case && use_case->risk == Risk::high;
    if (is_protected && !review_by.empty() && is_past(review_by, session.clock.now()))
        return fmt::format(
            "what is known of its vendor was to be reviewed by {}, and the use case {} is of high risk",
            review_by, use_case->id);
    return {};
}

Result<gateway::Candidate> price_it(const Session& session, const ModelDecl& model) {
    auto prices = session.workspace.prices();
    if (!prices) return fail(prices);
    auto price = (*prices)->price_of(model);
    if (!price) return fail(price);
    return gateway::Candidate{model, std::move(*price)};
}

}  // namespace

Result<std::vector<gateway::Candidate>> choose_chain(const Session& session, const Ask& ask) {
    auto first = find_model(session.workspace, ask.model);
    if (!first) return fail(first);
    if (const std::string why = objection_to(session, **first, ask.use_case); !why.empty())
        return fail(ErrorCode::blocked,
                    fmt::format("the model \"{}\" may not be asked: {}", (*first)->name, why),
                    "name another with --model, or have the declaration changed in mkai.yaml");
    std::vector<gateway::Candidate> chain;
    auto candidate = price_it(session, **first);
    if (!candidate) return fail(candidate);
    chain.push_back(std::move(*candidate));
    for (const std::string& name : ask.fallbacks ? (*first)->fallbacks : std::vector<std::string>{}) {
        const ModelDecl* fallback = session.workspace.config().find_model(name);
        if (!fallback || !objection_to(session, *fallback, ask.use_case).empty()) continue;
        auto priced = price_it(session, *fallback);
        if (!priced) return fail(priced);
        chain.push_back(std::move(*priced));
    }
    for (const gateway::Candidate& by : chain)
        if (auto checked = gateway::check_model(by.model); !checked) return fail(checked);
    return chain;
}

Done CallBook::close_dead_runs(const Session& session) {
    auto open = session.ledger.list_open_runs();
    if (!open) return fail(open);
    for (const Run& run : *open) {
        auto lock = FileLock::take(run_lock_path(session.workspace, run.id), 0);
        if (!lock) return fail(lock);
        if (!*lock) continue;  // at work
        CallBook dead(session, {});
        dead.m_run = run.id;
        dead.m_lock = std::move(*lock);
        if (auto done = dead.end("interrupted"); !done) return done;
    }
    auto settled = settle_dead_calls(session);
    if (!settled) return fail(settled);
    return {};
}

Result<CallBook> CallBook::begin(const Session& session, RunPlan plan) {
    if (auto closed = close_dead_runs(session); !closed) return fail(closed);
    CallBook book(session, std::move(plan));
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    if (auto inserted = book.insert_run(*writer); !inserted) return fail(inserted);
    if (auto kept = book.keep_declarations(*writer); !kept) return fail(kept);
    if (auto done = writer->commit(); !done) return fail(done);
    return book;
}

Done CallBook::insert_run(store::Writer& writer) {
    const ModelDecl& model = m_plan.chain.front().model;
    Run run;
    run.id = writer.new_id();
    run.brief = m_plan.brief;
    run.brief_digest = m_plan.brief_digest;
    run.model = model.name;
    run.provider = model.provider;
    run.model_asked = model.model;
    run.actor = m_session->actor.person.id;
    run.calls_planned = m_plan.calls;
    run.started = writer.now();
    if (auto swept = sweep_run_locks(*m_session); !swept) return swept;
    auto lock = FileLock::take(run_lock_path(m_session->workspace, run.id), 0);
    if (!lock) return fail(lock);
    if (!*lock) return fail(ErrorCode::internal_error, "a new run is locked already");
    m_lock = std::move(*lock);
    Event event = make_event(*m_session, event_kind::run_started);
    event.data = {{"calls", std::to_string(run.calls_planned)}, {"model", run.model}, {"run", run.id}};
    if (!m_plan.purpose.empty()) event.data["purpose"] = m_plan.purpose;
    if (!run.brief.empty()) {
        event.data["brief"] = run.brief;
        event.data["brief_digest"] = run.brief_digest;
    }
    auto seq = writer.append(std::move(event));
    if (!seq) return fail(seq);
    m_run = run.id;
    m_renewed = writer.now();
    return writer.insert_run(run, *seq);
}

// A price and a declaration are kept once each, so that a call can show what it used when both have changed.
Done CallBook::keep_declarations(store::Writer& writer) {
    for (std::size_t i = 0; i < m_plan.chain.size(); ++i) {
        const gateway::Candidate& by = m_plan.chain[i];
        auto bytes = model_to_bytes(m_plan.declared.empty() ? by.model : m_plan.declared[i]);
        if (!bytes) return fail(bytes);
        const std::string digest = sha256_hex(*bytes);
        m_digests.push_back(digest);
        auto model = m_session->ledger.find_model_seen(by.model.name, digest);
        if (!model) return fail(model);
        if (!*model) {
            auto blob = writer.put_blob(*bytes);
            if (!blob) return fail(blob);
            Event event = make_event(*m_session, event_kind::model_seen);
            event.data = {{"digest", digest}, {"model", by.model.name}};
            auto seq = writer.append(std::move(event));
            if (!seq) return fail(seq);
            if (auto done = writer.insert_model_seen({by.model.name, digest, *blob}, *seq); !done)
                return done;
        }
        auto price = m_session->ledger.find_price_seen(by.price.row);
        if (!price) return fail(price);
        if (!*price) {
            auto blob = writer.put_blob(price_to_bytes(by.price));
            if (!blob) return fail(blob);
            Event event = make_event(*m_session, event_kind::price_seen);
            event.data = {{"id", by.price.id}, {"row", by.price.row}};
            auto seq = writer.append(std::move(event));
            if (!seq) return fail(seq);
            if (auto done = writer.insert_price_seen({by.price.row, by.price.id, *blob}, *seq); !done)
                return done;
        }
    }
    return {};
}

Result<std::vector<gateway::ReserveReply>> CallBook::reserve(
    std::span<const gateway::ReserveRequest> requests,
    const std::function<CallRecord(std::size_t call)>& row_of) {
    using Outcome = gateway::ReserveReply::Outcome;
    auto writer = m_session->ledger.begin(Durability::none);
    if (!writer) return fail(writer);
    const TimeMs now = writer->now();
    std::vector<gateway::ReserveReply> replies(requests.size());
    std::vector<store::Reservation> batch;
    std::vector<std::size_t> places;
    const auto flush = [&]() -> Done {
        auto answers = writer->reserve(batch, m_plan.caps);
        if (!answers) return fail(answers);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            gateway::ReserveReply& reply = replies[places[i]];
            const store::ReserveAnswer& answer = (*answers)[i];
            for (const store::CapState& crossed : answer.crossed)
                m_warnings.push_back(crossed_words(crossed, batch[i].amount));
            switch (answer.outcome) {
                case store::Reserved::granted:
                    reply.id = batch[i].call.id;
                    break;
                case store::Reserved::busy:
                    reply.outcome = Outcome::wait;
                    reply.wait_ms = k_busy_wait_ms;
                    reply.refusal = cap_error(*answer.no, answer.outcome, batch[i].amount, now);
                    break;
                case store::Reserved::refused:
                    reply.outcome = Outcome::refused;
                    reply.refusal = cap_error(*answer.no, answer.outcome, batch[i].amount, now);
                    break;
            }
        }
        batch.clear();
        places.clear();
        return {};
    };
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const gateway::ReserveRequest& request = requests[i];
        const ModelDecl& model = request.by->model;
        if (model.requests_per_minute > 0 || model.tokens_per_minute > 0) {
            // Each sees those before it.
            if (auto done = flush(); !done) return fail(done);
            auto wait_ms = writer->rate_wait_ms(model.name, model.requests_per_minute,
                                                model.tokens_per_minute, request.tokens, now);
            if (!wait_ms) return fail(wait_ms);
            if (*wait_ms > 0) {
                replies[i].outcome = Outcome::wait;
                replies[i].wait_ms = *wait_ms;
                continue;
            }
        }
        store::Reservation reservation;
        reservation.call = row_of(request.call);
        CallRecord& call = reservation.call;
        call.id = writer->new_id();
        call.run = m_run;
        call.round = request.round;
        call.actor = m_session->actor.person.id;
        call.brief = m_plan.brief;
        call.use_case = m_plan.use_case;
        call.environment = m_session->workspace.config().environment;
        call.model = model.name;
        call.provider = model.provider;
        call.model_asked = model.model;
        call.price_row = request.by->price.row;
        reservation.amount = request.amount;
        reservation.tokens = request.tokens;
        reservation.lease_until = {now.value + k_lease_ms};
        batch.push_back(std::move(reservation));
        places.push_back(i);
    }
    if (auto done = flush(); !done) return fail(done);
    if (auto done = writer->commit(); !done) return fail(done);
    return replies;
}

void CallBook::release(const std::string& reservation) {
    // What cannot be let go now is let go by its lease.
    auto writer = m_session->ledger.begin(Durability::none);
    if (writer && writer->release(reservation) && writer->commit()) return;
}

std::optional<Error> CallBook::find_pause(const ModelDecl& model, std::string_view prompt) {
    const TimeMs now = m_session->clock.now();
    const std::int64_t since = now.value - m_pauses_read.value;
    if (since >= k_pause_read_ms || since < 0) {
        // A ledger that cannot be read will say so when the next thing is written.
        if (auto open = m_session->ledger.list_open_pauses()) m_pauses = std::move(*open);
        m_pauses_read = now;
    }
    const PauseKeys keys{m_plan.brief, {}, prompt, model.name, {}, {}};
    for (const Pause& pause : m_pauses)
        if (stops(pause, keys))
            return Error{ErrorCode::paused,
                         fmt::format("{} has paused {}", pause.person, pause.what()),
                         {},
                         "mkai pause shows why; two people let it go on: mkai resume"};
    return std::nullopt;
}

CallRecord CallBook::record_of(const gateway::Attempt& attempt, CallRecord row) const {
    const gateway::Candidate& by = *attempt.by;
    row.id = attempt.reservation;
    row.run = m_run;
    row.round = attempt.round;
    row.attempt = attempt.nth;
    row.actor = m_session->actor.person.id;
    row.brief = m_plan.brief;
    row.use_case = m_plan.use_case;
    row.environment = m_session->workspace.config().environment;
    row.model = by.model.name;
    row.model_digest = m_digests[static_cast<std::size_t>(&by - m_plan.chain.data())];
    row.provider = by.model.provider;
    row.model_asked = by.model.model;
    row.model_answered = attempt.answer.model_answered;
    row.request_id = attempt.answer.request_id;
    row.usage = attempt.answer.usage;
    row.cost = attempt.cost;
    row.price_row = by.price.row;
    row.latency_ms = attempt.latency_ms;
    row.first_token_ms = attempt.first_token_ms;
    row.streamed = attempt.streamed;
    if (attempt.answer.failure) {
        row.outcome = "failed";
        row.failure = std::string(info_of(attempt.answer.failure->error.code).name);
        row.http_status = attempt.answer.failure->http_status;
    }
    return row;
}

Done CallBook::write(store::Writer& writer, CallRecord& row, std::string_view messages,
                     std::string_view answer) {
    auto asked = writer.put_blob(messages);
    if (!asked) return fail(asked);
    row.messages = *asked;
    if (!answer.empty()) {
        auto said = writer.put_blob(answer);
        if (!said) return fail(said);
        row.answer = *said;
    }
    Event event = make_event(*m_session, event_kind::call_ended);
    event.asset = row.asset;
    event.data = {
        {"call", row.id}, {"outcome", row.outcome}, {"prompt_digest", row.prompt_digest}, {"run", m_run}};
    if (row.cost) event.data["cost_usd"] = to_decimal(*row.cost);
    auto seq = writer.append(std::move(event));
    if (!seq) return fail(seq);
    return writer.insert_call(row, *seq);
}

Done CallBook::keep_alive() {
    const TimeMs now = m_session->clock.now();
    if (now.value - m_renewed.value < k_lease_ms / 3) return {};
    auto writer = m_session->ledger.begin(Durability::none);
    if (!writer) return fail(writer);
    if (auto done = writer->renew(m_run, {now.value + k_lease_ms}); !done) return done;
    m_renewed = now;
    return writer->commit();
}

Done CallBook::end(std::string_view outcome) {
    auto writer = m_session->ledger.begin();
    if (!writer) return fail(writer);
    Event event = make_event(*m_session, event_kind::run_ended);
    event.data = {{"outcome", std::string(outcome)}, {"run", m_run}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->end_run(m_run, outcome, *seq); !done) return done;
    if (auto done = writer->commit(); !done) return done;
    return remove_file(run_lock_path(m_session->workspace, m_run), Durability::none);
}

}  // namespace mkai::app
