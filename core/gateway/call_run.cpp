#include "core/gateway/call_run.hpp"

#include "core/base/text.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/failures.hpp"
#include "core/gateway/rate_limits.hpp"
#include "core/gateway/redact.hpp"
#include "core/gateway/retry.hpp"
#include "core/gateway/settle.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

const std::atomic<bool> k_never{false};
constexpr std::int64_t k_poll_ms = 50;  // between two looks at a limit that others hold

std::int64_t ms_between(std::chrono::steady_clock::time_point from,
                        std::chrono::steady_clock::time_point to) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

Result<const Provider*> provider_of(const ModelDecl& model) {
    const Provider* provider = find_provider(model.provider);
    if (!provider)
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" names the provider \"{}\", which does not exist",
                                model.name, model.provider),
                    did_you_mean(model.provider, provider_names()));
    if (!provider->local && http::host_of(base_url(model, provider->url)).empty())
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" has no url that can be called", model.name),
                    "set its url in mkai.yaml, such as http://127.0.0.1:8080/v1, without a user name");
    if (provider->check)
        if (auto checked = provider->check(model); !checked) return fail(checked);
    return provider;
}

// Answers that are long are worth seeing as they come: a cut one is noticed, and what was used is known.
constexpr int k_long_answer_tokens = 4'096;
bool wants_stream(const Provider& provider, const ModelDecl& model) {
    if (provider.framing == Framing::none) return false;
    return model.stream.value_or(model.output_tokens_max > k_long_answer_tokens);
}

// What a call may cost with its retries; all that there is when that is beyond all numbers.
PicoUsd times(PicoUsd amount, int count) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(amount.value, std::int64_t{count}, &product))
        product = std::numeric_limits<std::int64_t>::max();
    return {product};
}

constexpr std::size_t k_first_batch = 16;

// What every other call of the same model would meet, too.
bool closes_the_way(const CallFailure& failure) {
    return failure.about_money || failure.error.code == ErrorCode::no_credential ||
           failure.error.code == ErrorCode::invalid_file;
}

// Bytes that are no such stream; the decoder's words say whose.
CallFailure failure_of_stream(long http_status, Error error) {
    CallFailure failure = failure_of_shape(http_status, {});
    failure.error.message = std::move(error.message);
    return failure;
}

CallFailure failure_with(Error error) {
    CallFailure failure;
    failure.error = std::move(error);
    return failure;
}

}  // namespace

Done check_model(const ModelDecl& model) {
    auto provider = provider_of(model);
    if (!provider) return fail(provider);
    return {};
}

std::string host_of(const ModelDecl& model) {
    const Provider* provider = find_provider(model.provider);
    return provider && !provider->local ? http::host_of(base_url(model, provider->url)) : std::string();
}

Result<std::unique_ptr<CallRun>> CallRun::create(std::span<const Candidate> candidates,
                                                 std::span<const std::size_t> firsts,
                                                 const CredentialSource& credentials, CallLedger& ledger,
                                                 const RunOptions& options) {
    std::unique_ptr<CallRun> run(new CallRun(credentials, ledger, options));
    bool all_local = true;
    for (const Candidate& candidate : candidates) {
        auto provider = provider_of(candidate.model);
        if (!provider) return fail(provider);
        Way way;
        way.by = &candidate;
        way.provider = *provider;
        all_local = all_local && (*provider)->local;
        run->m_ways.push_back(std::move(way));
    }
    if (run->m_ways.empty()) return fail(ErrorCode::internal_error, "a run without a model");
    int wanted = options.concurrency;
    for (const std::size_t i : firsts) {
        if (i >= run->m_ways.size()) return fail(ErrorCode::internal_error, "a call of no candidate");
        // A fallback's credential is asked for when the fallback is.
        Way& first = run->m_ways[i];
        if (!first.provider->local) {
            auto secret = run->secret_of(first.by->model);
            if (!secret) return fail(secret);
            first.secret = std::move(*secret);
        }
        if (options.concurrency <= 0)
            wanted =
                wanted <= 0 ? first.by->model.concurrency : std::min(wanted, first.by->model.concurrency);
    }
    run->m_concurrency = static_cast<std::size_t>(std::max(wanted, 1));
    if (!all_local) {
        auto multi = http::Multi::create(static_cast<int>(run->m_concurrency));
        if (!multi) return fail(multi);
        run->m_multi.emplace(std::move(*multi));
    }
    return run;
}

Result<std::string> CallRun::secret_of(const ModelDecl& model) const {
    if (model.credential.empty()) return std::string{};
    const Provider* provider = find_provider(model.provider);
    if (!m_credentials)
        return fail(ErrorCode::no_credential,
                    fmt::format("nothing is known about the credential \"{}\"", model.credential));
    auto secret = m_credentials(model.credential, http::host_of(base_url(model, provider->url)));
    if (secret && provider->check_secret)
        if (auto checked = provider->check_secret(model, *secret); !checked) return fail(checked);
    return secret;
}

bool CallRun::is_cancelled() const {
    return m_options.cancel && m_options.cancel->load(std::memory_order_relaxed);
}

double CallRun::draw() {
    std::array<std::uint8_t, 4> bytes{};
    m_options.random.fill(bytes);
    const std::uint32_t number =
        bytes[0] | (bytes[1] << 8U) | (bytes[2] << 16U) | (static_cast<std::uint32_t>(bytes[3]) << 24U);
    return static_cast<double>(number) / 4294967296.0;
}

Done CallRun::run() {
    if (idle()) return {};
    refill();
    Done ran = m_multi ? run_over_http(true) : run_locally(true);
    m_ledger.tick();
    return ended(std::move(ran));
}

Done CallRun::run_until_low() {
    if (low()) return {};
    return ended(m_multi ? run_over_http(false) : run_locally(false));
}

Done CallRun::ended(Done ran) {
    return m_ledger_error ? fail(*m_ledger_error) : std::move(ran);
}

Done CallRun::run_over_http(bool to_the_end) {
    std::function<bool()> enough;
    if (!to_the_end) enough = [this] { return low(); };
    return m_multi->run(
        m_options.cancel ? *m_options.cancel : k_never, [this] { tick(); }, m_options.settle_first, enough);
}

Done CallRun::run_locally(bool to_the_end) {
    while (!(to_the_end ? idle() : low())) {
        tick();
        if (is_cancelled() || m_ledger_error) break;
        if (m_ready.empty() && m_to_begin.empty() && !m_waiting.empty())
            std::this_thread::sleep_until(std::min(
                m_waiting.begin()->first, SteadyClock::now() + std::chrono::milliseconds(k_poll_ms)));
    }
    return {};
}

void CallRun::tick() {
    m_ledger.tick();
    call_due();
    refill();
}

void CallRun::call_due() {
    while (!m_waiting.empty() && m_waiting.begin()->first <= SteadyClock::now()) {
        m_ready.push_back(std::move(m_waiting.begin()->second));
        m_waiting.erase(m_waiting.begin());
    }
}

CallRun::FlightPtr CallRun::take_ready() {
    if (!m_ready.empty()) {
        auto flight = std::move(m_ready.front());
        m_ready.pop_front();
        return flight;
    }
    if (m_to_begin.empty()) return nullptr;
    Call& call = m_to_begin.front();
    auto flight = std::make_shared<Flight>();
    flight->call = m_added - m_to_begin.size();
    flight->way = call.by.first;
    flight->end = call.by.end == 0 ? m_ways.size() : call.by.end;
    flight->prompt =
        call.make ? std::make_shared<const prompts::Prompt>(call.make()) : std::move(call.prompt);
    m_to_begin.pop_front();
    return flight;
}

// Nothing new is begun once the run is to end: what has begun ends by itself.
void CallRun::refill() {
    if (is_cancelled() || m_ledger_error) {
        m_ready.clear();
        m_waiting.clear();
        m_to_begin.clear();
        return;
    }
    // What waits for its turn counts too: a call that has not begun spends nothing of its deadline.
    const std::size_t begun = m_open + m_waiting.size();
    // Half of what may wait is taken at a time, so that reservations come in batches; a few while many
    // connections are idle, so that the first requests leave before the last are made.
    const std::size_t most = 2 * m_concurrency;
    const std::size_t batch_size = begun < m_concurrency ? std::min(m_concurrency, k_first_batch)
                                                         : std::max<std::size_t>(m_concurrency / 2, 1);
    if (begun + batch_size > most) return;
    const std::size_t room = begun + batch_size >= m_concurrency ? most : begun + batch_size;
    std::vector<FlightPtr> batch;
    std::vector<ReserveRequest> requests;
    while (m_open + m_waiting.size() + batch.size() < room) {
        FlightPtr flight = take_ready();
        if (!flight) break;
        if (!may_start(flight)) continue;
        requests.push_back(flight->request);
        batch.push_back(std::move(flight));
    }
    if (batch.empty()) return;
    auto replies = m_ledger.reserve(requests);
    if (!replies) {
        m_ledger_error = std::move(replies.error());
        return refill();
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
        ReserveReply& reply = (*replies)[i];
        switch (reply.outcome) {
            case ReserveReply::Outcome::granted:
                batch[i]->reservation = std::move(reply.id);
                send(batch[i]);
                break;
            case ReserveReply::Outcome::wait:
                wait(batch[i], std::max(reply.wait_ms, k_poll_ms), reply.refusal);
                break;
            case ReserveReply::Outcome::refused:
                give_up(batch[i], *reply.refusal);
                break;
        }
    }
}

bool CallRun::may_start(const FlightPtr& flight) {
    const auto now = SteadyClock::now();
    if (flight->attempts == 0 && flight->begun == SteadyTime{}) flight->begun = now;
    for (;;) {
        Way& way = m_ways[flight->way];
        if (auto paused = m_ledger.find_pause(flight->call, way.by->model)) {
            give_up(flight, *paused);
            return false;
        }
        if (way.closed) {
            if (!(way.closed->fallback_helps && has_fallback(*flight))) {
                give_up(flight, way.closed->error);
                return false;
            }
            ++flight->way;
            flight->attempts_here = 0;
            continue;
        }
        if (!way.provider->local && way.secret.empty() && !way.by->model.credential.empty()) {
            auto secret = secret_of(way.by->model);
            if (!secret) {
                way.closed = failure_with(std::move(secret.error()));
                continue;
            }
            way.secret = std::move(*secret);
        }
        if (way.not_before > now) {
            wait(flight, ms_between(now, way.not_before) + 1);
            return false;
        }
        const WorstCase worst = worst_case(*way.by, *flight->prompt);
        if (!worst.cost) {
            give_up(flight, {ErrorCode::no_price,
                             fmt::format("the price of the model \"{}\" is not known", way.by->model.name),
                             {},
                             "mkai price check"});
            return false;
        }
        if (flight->spend_max.value == 0) flight->spend_max = times(*worst.cost, way.by->model.attempts_max);
        flight->request = {flight->call, flight->round, way.by, *worst.cost, worst.tokens};
        return true;
    }
}

std::string_view CallRun::schema_of(Way& way, const prompts::Prompt& prompt) {
    if (prompt.output_schema.empty()) return {};
    const auto known = way.schemas.find(prompt.output_schema);
    if (known != way.schemas.end()) return known->second;
    std::string text = R"({"type":"object"})";
    if (const auto schema = parse_json(prompt.output_schema))
        text = way.provider->schema ? way.provider->schema(*schema, way.by->model) : prompt.output_schema;
    return way.schemas.emplace(prompt.output_schema, std::move(text)).first->second;
}

void CallRun::send(const FlightPtr& flight) {
    ++m_open;
    ++flight->attempts;
    ++flight->attempts_here;
    ++flight->nth;
    if (m_ways[flight->way].provider->local)
        send_local(flight);
    else
        send_http(flight);
}

void CallRun::send_local(const FlightPtr& flight) {
    Way& way = m_ways[flight->way];
    --m_open;
    finish(flight, way.provider->answer(way.by->model, *flight->prompt, way.local_attempts++), {}, nullptr);
}

void CallRun::send_http(const FlightPtr& flight) {
    Way& way = m_ways[flight->way];
    const ModelDecl& model = way.by->model;
    const bool streamed = wants_stream(*way.provider, model);
    flight->secret_number = way.secret_number;
    http::Request request = way.provider->build({model, *flight->prompt, schema_of(way, *flight->prompt),
                                                 way.secret, streamed, m_options.clock.now()});
    const std::int64_t left = model.deadline_ms - ms_between(flight->begun, SteadyClock::now());
    request.timeout_ms = static_cast<int>(std::clamp<std::int64_t>(left, 1, request.timeout_ms));
    request.fresh_connection = flight->attempts > 1;
    std::shared_ptr<Stream> stream;
    if (streamed) {
        stream = std::make_shared<Stream>(way.provider->framing);
        stream->begun = SteadyClock::now();
        request.idle_timeout_ms = model.idle_timeout_ms;
        request.on_body = [this, flight, stream](const http::Response& head, std::string_view bytes) {
            return on_piece(flight, *stream, head, bytes);
        };
    }
    m_multi->add(std::move(request), [this, flight, stream](const http::Response& response) {
        --m_open;
        // Stopped while it waited for a connection: nothing was asked.
        if (response.failure == http::FailureKind::cancelled && !response.sent)
            return m_ledger.release(flight->reservation);
        finish(flight, answer_of(flight, stream.get(), response), response, stream.get());
    });
}

bool CallRun::on_piece(const FlightPtr& flight, Stream& stream, const http::Response& head,
                       std::string_view bytes) {
    Way& way = m_ways[flight->way];
    if (!stream.looked) {
        stream.looked = true;
        stream.is_plain = head.header("content-type").starts_with("application/json");
    }
    if (stream.is_plain) {
        stream.plain += bytes;
        return true;
    }
    if (auto paused = m_ledger.find_pause(flight->call, way.by->model)) {
        stream.stopped = std::move(paused);
        return false;
    }
    StreamState& state = stream.state;
    const auto fed =
        stream.decoder.feed(bytes, [&](const StreamEvent& event) { way.provider->read_event(event, state); });
    if (!fed && !state.answer.failure) state.answer.failure = failure_of_stream(head.status, fed.error());
    const bool began = !state.answer.text.empty() || !state.tool_text.empty();
    if (began && !stream.first_token_ms) stream.first_token_ms = ms_between(stream.begun, SteadyClock::now());
    return fed.has_value();
}

Answer CallRun::answer_of(const FlightPtr& flight, Stream* stream, const http::Response& response) {
    const Way& way = m_ways[flight->way];
    const bool came = response.failure == http::FailureKind::none;
    const bool good_status = response.status >= 200 && response.status <= 299;
    if (!stream || (came && !good_status)) {
        if (came) return way.provider->read(response, way.by->model);
        Answer answer;
        answer.request_id = request_id_of(response);
        answer.failure = failure_of_transfer(response);
        return answer;
    }
    if (stream->is_plain && came) {
        http::Response whole = response;
        whole.body = std::move(stream->plain);
        return way.provider->read(whole, way.by->model);
    }
    StreamState& state = stream->state;
    if (stream->stopped) {
        state.answer.failure = failure_with(std::move(*stream->stopped));
    } else if (came) {
        const auto ended =
            stream->decoder.finish([&](const StreamEvent& event) { way.provider->read_event(event, state); });
        if (!ended && !state.answer.failure)
            state.answer.failure = failure_of_stream(response.status, ended.error());
        return end_of_stream(std::move(state), response);
    } else if (!state.answer.failure && !state.closed) {
        state.answer.failure = failure_of_transfer(response);
    }
    // What was told before the end may be less than what was used.
    if (state.answer.failure && state.answer.usage.source == UsageSource::reported)
        state.answer.usage.source = UsageSource::partial;
    return std::move(state.answer);
}

void CallRun::finish(const FlightPtr& flight, Answer answer, const http::Response& response,
                     const Stream* stream) {
    Way& way = m_ways[flight->way];
    if (answer.failure && !answer.failure->retry_after_ms)
        answer.failure->retry_after_ms = retry_after_ms(response, m_options.clock.now());
    redact(answer, way.secret);
    for (const std::string& old : way.old_secrets) redact(answer, old);
    const RateLimits limits = rate_limits_of(response, m_options.clock.now());
    if (const auto wait_ms = limits.wait_ms(flight->request.tokens); wait_ms > 0)
        way.not_before = std::max(way.not_before, SteadyClock::now() + std::chrono::milliseconds(wait_ms));

    Attempt attempt;
    attempt.call = flight->call;
    attempt.round = flight->round;
    attempt.nth = flight->nth;
    attempt.prompt = flight->prompt;
    attempt.by = way.by;
    attempt.reservation = std::move(flight->reservation);
    attempt.reserved = flight->request.amount;
    attempt.latency_ms = response.latency_ms;
    attempt.streamed = stream != nullptr && !stream->is_plain;
    if (stream) attempt.first_token_ms = stream->first_token_ms;
    settle_usage(answer, {*flight->prompt, way.by->model, response.failure, response.status});
    attempt.cost = cost_of(answer.usage, way.by->price).value_or(attempt.reserved);
    flight->spent = sum_of(flight->spent, attempt.cost).value_or(flight->spend_max);

    NextStep next;
    if (answer.failure) {
        if (was_rotated(*flight, *answer.failure)) answer.failure->retry_helps = true;
        next = next_step(*answer.failure,
                         {flight->attempts, flight->attempts_here, way.by->model.attempts_max,
                          ms_between(flight->begun, SteadyClock::now()), way.by->model.deadline_ms,
                          has_fallback(*flight), money_left(*flight)},
                         draw());
        if (is_cancelled()) next = {};
        if (!answer.failure->retry_helps && closes_the_way(*answer.failure)) way.closed = answer.failure;
        if (next.kind == NextStep::Kind::stop && !next.why.empty())
            answer.failure->error.with_context(next.why);
    }
    attempt.last = next.kind == NextStep::Kind::stop;
    attempt.answer = std::move(answer);
    Verdict verdict = m_ledger.record(attempt);
    if (attempt.answer.failure) {
        if (attempt.last) return;
        if (next.kind == NextStep::Kind::fallback) {
            ++flight->way;
            flight->attempts_here = 0;
        }
        return next.wait_ms > 0 ? wait(flight, next.wait_ms) : m_ready.push_back(flight);
    }
    if (flight->round > 1 || !verdict.repair || is_cancelled()) return;
    auto repair = std::make_shared<Flight>();
    repair->call = flight->call;
    repair->end = flight->end;
    repair->round = 2;
    repair->nth = flight->nth;
    repair->prompt = std::make_shared<const prompts::Prompt>(std::move(*verdict.repair));
    repair->way = flight->way;
    m_ready.push_front(std::move(repair));
}

// Whether another key stands where this one was read: one look at it, before all calls fail.
bool CallRun::was_rotated(const Flight& flight, const CallFailure& failure) {
    Way& way = m_ways[flight.way];
    if (failure.http_status != 401 || way.by->model.credential.empty()) return false;
    if (flight.secret_number != way.secret_number) return true;
    auto secret = secret_of(way.by->model);
    if (!secret || *secret == way.secret) return false;
    way.old_secrets.push_back(std::exchange(way.secret, std::move(*secret)));
    ++way.secret_number;
    return true;
}

bool CallRun::money_left(const Flight& flight) const {
    const auto with_another = sum_of(flight.spent, flight.request.amount);
    return with_another && *with_another <= flight.spend_max;
}

void CallRun::wait(const FlightPtr& flight, std::int64_t wait_ms, const std::optional<Error>& why) {
    const Way& way = m_ways[flight->way];
    if (ms_between(flight->begun, SteadyClock::now()) + wait_ms >= way.by->model.deadline_ms)
        return give_up(
            flight,
            why ? *why
                : Error{ErrorCode::model_unavailable,
                        fmt::format("the model \"{}\" could not be asked within {} s", way.by->model.name,
                                    way.by->model.deadline_ms / 1000),
                        {"its limits a minute ask us to wait longer"},
                        "run the command again later, or raise deadline_s of this model in mkai.yaml"});
    m_waiting.emplace(SteadyClock::now() + std::chrono::milliseconds(wait_ms), flight);
    if (m_multi) m_multi->after(wait_ms, [] {});  // keeps the loop going until then
}

void CallRun::give_up(const FlightPtr& flight, const Error& why) {
    m_ledger.give_up(flight->call, why);
}

Done run_calls(std::span<const Candidate> candidates, std::span<const Call> calls,
               const CredentialSource& credentials, CallLedger& ledger, const RunOptions& options) {
    std::set<std::size_t> firsts;
    for (const Call& call : calls) firsts.insert(call.by.first);
    auto run =
        CallRun::create(candidates, std::vector(firsts.begin(), firsts.end()), credentials, ledger, options);
    if (!run) return fail(run);
    for (const Call& call : calls) (*run)->add(call);
    return (*run)->run();
}

OpenRun::OpenRun(std::unique_ptr<CallRun> run) : m_run(std::move(run)) {}
OpenRun::OpenRun(OpenRun&&) noexcept = default;
OpenRun::~OpenRun() = default;

Result<OpenRun> OpenRun::create(std::span<const Candidate> candidates, std::span<const std::size_t> firsts,
                                const CredentialSource& credentials, CallLedger& ledger,
                                const RunOptions& options) {
    auto run = CallRun::create(candidates, firsts, credentials, ledger, options);
    if (!run) return fail(run);
    return OpenRun(std::move(*run));
}

std::size_t OpenRun::add(Call call) {
    return m_run->add(std::move(call));
}
Done OpenRun::run_until_low() {
    return m_run->run_until_low();
}
Done OpenRun::run() {
    return m_run->run();
}

}  // namespace mkai::gateway
