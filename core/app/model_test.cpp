#include "core/app/model_test.hpp"

#include "core/app/call_book.hpp"
#include "core/app/spend.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"
#include "core/prompts/test_prompt.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// What is wrong with an answer, as a sentence; empty when it fits.
std::string misfit_of(const std::string& answer, const prompts::Prompt& prompt) {
    auto json = parse_json(answer, {1u << 20, 16});
    if (!json) return "the answer is not JSON: " + json.error().message;
    auto schema = Schema::compile_text(prompt.output_schema);
    if (!schema) return schema.error().message;
    const auto violations = schema->validate(*json);
    return violations.empty() ? std::string() : printable_line(violations.front().message);
}

// One test while it runs.
class TestRun : private gateway::CallLedger {
  public:
    TestRun(const Session& session, ModelTest& out, const ModelTestOptions& options)
        : m_session(session), m_out(out), m_options(options), m_prompt(prompts::build_test_prompt()) {}

    Done run(const gateway::Candidate& by) {
        auto caps = spend_caps_left(m_session, {});
        if (!caps) return fail(caps);
        const std::vector<gateway::Candidate> chain{shortened(by)};
        RunPlan plan;
        plan.caps = std::move(*caps);
        plan.chain = chain;
        plan.calls = 1;
        plan.purpose = "test";
        plan.declared = {by.model};
        auto book = CallBook::begin(m_session, std::move(plan));
        if (!book) return fail(book);
        m_book.emplace(std::move(*book));
        const std::vector<gateway::Call> calls{{std::make_shared<const prompts::Prompt>(m_prompt)}};
        SystemRandom random;
        gateway::RunOptions options{m_session.clock, random};
        options.cancel = m_options.cancel;
        Done ran = gateway::run_calls(chain, calls, m_options.credentials, *this, options);
        m_out.warnings = m_book->warnings();
        if (!ran && !m_out.error) m_out.error = std::move(ran.error());
        const bool stopped = m_options.cancel && m_options.cancel->load();
        if (stopped && !m_out.call && !m_out.error)
            m_out.error =
                Error{ErrorCode::interrupted, "it was not asked any more", {}, "run the command again"};
        auto ended = m_book->end(stopped ? "interrupted" : m_out.error ? "failed" : "done");
        if (m_ledger_error) return fail(std::move(*m_ledger_error));
        return ended;
    }

  private:
    // The same model, asked once and for a short answer that is seen as it comes.
    static gateway::Candidate shortened(gateway::Candidate by) {
        by.model.attempts_max = 1;
        by.model.output_tokens_max = std::min(by.model.output_tokens_max, k_test_output_tokens_max);
        by.model.stream = by.model.stream.value_or(true);
        by.model.deadline_ms = std::min(by.model.deadline_ms, by.model.timeout_ms);
        return by;
    }

    CallRecord row() const {
        CallRecord row;
        row.prompt_id = m_prompt.id;
        row.prompt_version = m_prompt.version;
        row.prompt_digest = m_prompt.digest;
        row.allowed = {"word"};
        return row;
    }

    // --- the gateway's port ---

    Result<std::vector<gateway::ReserveReply>> reserve(
        std::span<const gateway::ReserveRequest> requests) override {
        return m_book->reserve(requests, [this](std::size_t) { return row(); });
    }
    void release(const std::string& reservation) override { m_book->release(reservation); }
    std::optional<Error> find_pause(std::size_t, const ModelDecl& model) override {
        return m_book->find_pause(model, prompts::k_test_prompt);
    }
    void give_up(std::size_t, const Error& why) override { m_out.error = why; }
    void tick() override {
        if (auto alive = m_book->keep_alive(); !alive) m_ledger_error = std::move(alive.error());
    }

    gateway::Verdict record(const gateway::Attempt& attempt) override {
        CallRecord call = m_book->record_of(attempt, row());
        if (attempt.answer.failure)
            take_failure(*attempt.answer.failure);
        else
            take_answer(attempt.answer.text, call);
        if (auto written = write(call, attempt.answer.text); !written)
            m_ledger_error = std::move(written.error());
        m_out.call = std::move(call);
        return {};
    }

    void take_failure(const gateway::CallFailure& failure) {
        m_out.reachable = failure.http_status > 0;
        m_out.error = failure.error;
    }

    void take_answer(const std::string& answer, CallRecord& call) {
        m_out.reachable = true;
        const std::string misfit = misfit_of(answer, m_prompt);
        m_out.schema_kept = misfit.empty();
        call.outcome = misfit.empty() ? "taken" : "invalid";
        if (misfit.empty()) return;
        call.failure = std::string(info_of(ErrorCode::model_output_invalid).name);
        m_out.error = Error{
            ErrorCode::model_output_invalid,
            fmt::format("the model \"{}\" answered in another shape than it was asked for", m_out.model.name),
            {misfit},
            "try another `structure` for it in mkai.yaml: schema, tool, json or none"};
    }

    Done write(CallRecord& call, const std::string& answer) {
        auto writer = m_session.ledger.begin();
        if (!writer) return fail(writer);
        if (auto done = m_book->write(*writer, call, m_prompt.messages_json, answer); !done) return done;
        return writer->commit();
    }

    const Session& m_session;
    ModelTest& m_out;
    const ModelTestOptions& m_options;
    prompts::Prompt m_prompt;
    std::optional<CallBook> m_book;
    std::optional<Error> m_ledger_error;
};

// What the declaration, the environment, the roles and the price say before anybody is asked.
Result<gateway::Candidate> choose(const Session& session, const ModelDecl& model) {
    if (auto checked = gateway::check_model(model); !checked) return fail(checked);
    auto chain = choose_chain(session, {.model = model.name, .use_case = nullptr, .fallbacks = false});
    if (!chain) return fail(chain);
    return std::move(chain->front());
}

}  // namespace

std::optional<bool> ModelTest::answered_as_asked() const {
    if (!call || call->model_answered.empty()) return std::nullopt;
    if (model.is_demo() || model.model.empty()) return true;
    const std::string& answered = call->model_answered;
    return answered == model.model || answered.starts_with(model.model + "-");
}

Result<ModelTest> test_model(const Session& session, const ModelDecl& model,
                             const ModelTestOptions& options) {
    ModelTest out;
    out.model = model;
    out.host = gateway::host_of(model);
    auto by = choose(session, model);
    if (!by) {
        out.error = std::move(by.error());
        return out;
    }
    out.price = by->price;
    // Without its secret it is not asked, and there is no run to record.
    if (!model.credential.empty() && !out.host.empty() && options.credentials) {
        auto secret = options.credentials(model.credential, out.host);
        out.credential_found = secret.has_value();
        if (!secret) {
            out.error = std::move(secret.error());
            return out;
        }
    }
    if (auto ran = TestRun(session, out, options).run(*by); !ran) return fail(ran);
    return out;
}

}  // namespace mkai::app
