#include "core/gateway/gateway.hpp"

#include "core/base/text.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/failures.hpp"
#include "core/gateway/provider.hpp"
#include "core/gateway/rate_limits.hpp"
#include "core/http/http.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

using OnAttempt = std::function<Verdict(const Attempt&)>;
// The first round's prompt belongs to the caller, the repair's to the run.
using SharedPrompt = std::shared_ptr<const prompts::Prompt>;

const std::atomic<bool> k_never{false};

bool is_cancelled(const RunOptions& options) {
    return options.cancel && options.cancel->load(std::memory_order_relaxed);
}

Result<const Provider*> provider_of(const ModelDecl& model) {
    const Provider* provider = find_provider(model.provider);
    if (!provider)
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" names the provider \"{}\", which does not exist",
                                model.name, model.provider),
                    did_you_mean(model.provider, provider_names()));
    if (provider->check)
        if (auto checked = provider->check(model); !checked) return fail(checked);
    if (!provider->local && http::host_of(base_url(model, provider->url)).empty())
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" has no url that can be called", model.name),
                    "set its url in mkai.yaml, such as http://127.0.0.1:8080/v1, without a user name");
    return provider;
}

Result<std::string> secret_of(const Provider& provider, const ModelDecl& model,
                              const CredentialSource& credentials) {
    if (model.credential.empty()) return std::string{};
    const std::string host = http::host_of(base_url(model, provider.url));
    if (!credentials)
        return fail(ErrorCode::no_credential,
                    fmt::format("nothing is known about the credential \"{}\"", model.credential));
    return credentials(model.credential, host);
}

SharedPrompt borrowed(const prompts::Prompt& prompt) {
    return {SharedPrompt{}, &prompt};
}

// Tells an attempt and hands back the repair, when one is wanted and possible.
SharedPrompt tell(const OnAttempt& on_attempt, const Attempt& attempt, bool cancelled) {
    Verdict verdict = on_attempt(attempt);
    const bool asked = attempt.round == 1 && attempt.answer.good() && !cancelled;
    if (!asked || !verdict.repair) return nullptr;
    return std::make_shared<const prompts::Prompt>(std::move(*verdict.repair));
}

// The schemas of a run, each reshaped once: a run asks for the same one in every call.
class Schemas {
  public:
    Schemas(const Provider& provider, const ModelDecl& model) : m_provider(provider), m_model(model) {}

    std::string_view of(const std::string& output_schema) {
        const auto [at, fresh] = m_texts.try_emplace(output_schema);
        if (fresh) at->second = reshaped(output_schema);
        return at->second;
    }

  private:
    std::string reshaped(const std::string& text) const {
        const auto schema = parse_json(text);
        if (!schema) return R"({"type":"object"})";
        return m_provider.schema ? m_provider.schema(*schema, m_model) : text;
    }

    const Provider& m_provider;
    const ModelDecl& m_model;
    std::unordered_map<std::string, std::string> m_texts;
};

class HttpRun {
  public:
    HttpRun(const Provider& provider, const ModelDecl& model, std::span<const Call> calls, std::string secret,
            const RunOptions& options, const OnAttempt& on_attempt, http::Multi multi)
        : m_provider(provider),
          m_model(model),
          m_schemas(provider, model),
          m_calls(calls),
          m_secret(std::move(secret)),
          m_options(options),
          m_on_attempt(on_attempt),
          m_multi(std::move(multi)) {}

    // A request is built when its turn comes: a thousand of them at once would be most of our memory.
    Done run(std::size_t concurrency) {
        for (std::size_t i = 0; i < concurrency; ++i) start_next();
        return m_multi.run(m_options.cancel ? *m_options.cancel : k_never, m_options.on_tick);
    }

  private:
    void start_next() {
        if (m_next == m_calls.size() || is_cancelled(m_options)) return;
        const std::size_t call = m_next++;
        start(call, 1, borrowed(m_calls[call].prompt));
    }

    void start(std::size_t call, int round, SharedPrompt prompt) {
        http::Request request =
            m_provider.build({m_model, *prompt, m_schemas.of(prompt->output_schema), m_secret, false, now()});
        m_multi.add(std::move(request), [this, call, round, prompt](const http::Response& response) {
            finish(call, round, *prompt, response);
        });
    }

    void finish(std::size_t call, int round, const prompts::Prompt& prompt, const http::Response& response) {
        Attempt attempt{call, round, &prompt, answer_of(response), response.latency_ms};
        if (SharedPrompt repair = tell(m_on_attempt, attempt, is_cancelled(m_options)))
            return start(call, 2, std::move(repair));
        start_next();
    }

    Answer answer_of(const http::Response& response) const {
        Answer answer;
        if (response.failure == http::FailureKind::none) {
            answer = m_provider.read(response, m_model);
        } else {
            answer.request_id = request_id_of(response);
            answer.failure = failure_of_transfer(response);
        }
        if (answer.failure) answer.failure->retry_after_ms = retry_after_ms(response, now());
        redact(answer, m_secret);
        return answer;
    }

    TimeMs now() const { return m_options.clock ? m_options.clock->now() : TimeMs{}; }

    const Provider& m_provider;
    const ModelDecl& m_model;
    Schemas m_schemas;
    std::span<const Call> m_calls;
    std::string m_secret;
    const RunOptions& m_options;
    const OnAttempt& m_on_attempt;
    http::Multi m_multi;
    std::size_t m_next = 0;
};

// Providers without a network answer at once, one call after the other.
void run_locally(const Provider& provider, const ModelDecl& model, std::span<const Call> calls,
                 const RunOptions& options, const OnAttempt& on_attempt) {
    int attempts = 0;
    for (std::size_t call = 0; call < calls.size(); ++call) {
        SharedPrompt prompt = borrowed(calls[call].prompt);
        for (int round = 1; prompt && !is_cancelled(options); ++round) {
            const Attempt attempt{call, round, prompt.get(), provider.answer(model, *prompt, attempts++), 0};
            prompt = tell(on_attempt, attempt, is_cancelled(options));
            if (options.on_tick) options.on_tick();
        }
    }
}

std::int64_t tokens_at_most(std::size_t bytes) {
    return static_cast<std::int64_t>(bytes / 3 + 1);
}

}  // namespace

Done run_calls(const ModelDecl& model, std::span<const Call> calls, const CredentialSource& credentials,
               const RunOptions& options, const OnAttempt& on_attempt) {
    auto provider = provider_of(model);
    if (!provider) return fail(provider);
    if (calls.empty()) return {};
    if ((*provider)->local) {
        run_locally(**provider, model, calls, options, on_attempt);
        return {};
    }
    auto secret = secret_of(**provider, model, credentials);
    if (!secret) return fail(secret);
    const int wanted = options.concurrency > 0 ? options.concurrency : model.concurrency;
    const auto concurrency =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::max(wanted, 1)), 1, calls.size());
    auto multi = http::Multi::create(static_cast<int>(concurrency));
    if (!multi) return fail(multi);
    HttpRun run(**provider, model, calls, std::move(*secret), options, on_attempt, std::move(*multi));
    return run.run(concurrency);
}

std::optional<PicoUsd> cost_at_most(const ModelDecl& model, std::span<const Call> calls) {
    if (model.is_demo() || model.free) return PicoUsd{0};
    std::int64_t input_tokens = 0;
    for (const Call& call : calls) {
        std::size_t bytes = call.prompt.output_schema.size();
        for (const prompts::Message& message : call.prompt.messages) bytes += message.text.size();
        const std::size_t repair_bytes =
            bytes + prompts::k_repair_answer_bytes_max + 2 * prompts::k_repair_problem_bytes_max;
        input_tokens += tokens_at_most(bytes) + tokens_at_most(repair_bytes);
    }
    const std::int64_t output_tokens = 2 * static_cast<std::int64_t>(calls.size()) * model.output_tokens_max;
    const auto input = token_cost(input_tokens, model.price.input);
    const auto output = token_cost(output_tokens, model.price.output);
    std::int64_t sum = 0;
    if (!input || !output || __builtin_add_overflow(input->value, output->value, &sum)) return std::nullopt;
    return PicoUsd{sum};
}

}  // namespace mkai::gateway
