// A gateway with a ledger that a test looks into, and a model on the loopback interface.
#pragma once

#include "core/gateway/gateway.hpp"
#include "core/gateway/provider.hpp"
#include "tests/tools/loopback_answers.hpp"
#include "tests/tools/loopback_server.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::gateway::asking {

inline constexpr std::string_view k_secret = "sk-very-secret-0123456789";

inline prompts::Prompt make_prompt(int number = 0) {
    prompts::Prompt prompt;
    prompt.messages = {{prompts::MessageRole::system, "rules"},
                       {prompts::MessageRole::user, "task " + std::to_string(number)}};
    prompt.output_schema_name = "push_copy";
    prompt.output_schema = R"({"type":"object","additionalProperties":false,"required":["title"],)"
                           R"("properties":{"title":{"type":"string"}}})";
    return prompt;
}

inline std::vector<Call> make_calls(int count) {
    std::vector<Call> calls;
    for (int i = 0; i < count; ++i)
        calls.push_back({std::make_shared<const prompts::Prompt>(make_prompt(i))});
    return calls;
}

inline ModelDecl make_model(const std::string& url) {
    ModelDecl model;
    model.name = "copy";
    model.provider = "openai-compatible";
    model.model = "loopback";
    model.url = url;
    model.credential = "work";
    model.timeout_ms = 5000;
    model.concurrency = 4;
    model.attempts_max = 1;
    return model;
}

inline Price make_price() {
    Price price;
    price.id = "loopback";
    price.usd_per_million = {"1.00", "2.00", "", "", "", ""};
    price.row = "row";
    return price;
}

inline Result<std::string> give_secret(std::string_view, std::string_view) {
    return std::string(k_secret);
}

// An attempt that may be kept: the prompt is only lent.
struct Kept {
    std::size_t call = 0;
    int round = 1;
    int nth = 1;
    std::string model;
    std::string text;
    std::optional<CallFailure> failure;
    std::size_t messages = 0;
    Usage usage;
    PicoUsd cost;
    PicoUsd reserved;
    bool last = true;
    bool streamed = false;
    std::optional<std::int64_t> first_token_ms;
};

class TestLedger : public CallLedger {
  public:
    std::function<bool(const Attempt&)> wants_repair;
    std::function<ReserveReply(const ReserveRequest&)> answer;  // empty: granted
    std::function<std::optional<Error>()> pause;
    std::function<void()> on_tick;

    std::vector<Kept> attempts;
    std::vector<std::pair<std::size_t, Error>> given_up;
    std::set<std::string> held;
    std::size_t held_max = 0;
    std::size_t reserved = 0;
    std::size_t batches = 0;

    Result<std::vector<ReserveReply>> reserve(std::span<const ReserveRequest> requests) override {
        ++batches;
        std::vector<ReserveReply> replies;
        for (const ReserveRequest& request : requests) {
            ReserveReply reply = answer ? answer(request) : ReserveReply{};
            if (reply.outcome == ReserveReply::Outcome::granted) {
                reply.id = "r" + std::to_string(reserved++);
                held.insert(reply.id);
            }
            replies.push_back(std::move(reply));
        }
        held_max = std::max(held_max, held.size());
        return replies;
    }
    void release(const std::string& reservation) override { CHECK(held.erase(reservation) == 1); }
    Verdict record(const Attempt& a) override {
        CHECK_MESSAGE(held.erase(a.reservation) == 1, "an attempt without a reservation of its own");
        CHECK(a.answer.usage.is_known());
        attempts.push_back({a.call, a.round, a.nth, a.by->model.name, a.answer.good() ? a.answer.text : "",
                            a.answer.failure, a.prompt->messages.size(), a.answer.usage, a.cost, a.reserved,
                            a.last, a.streamed, a.first_token_ms});
        Verdict verdict;
        if (a.answer.good() && wants_repair && wants_repair(a))
            verdict.repair = build_repair_prompt(*a.prompt, a.answer.text, {});
        return verdict;
    }
    void give_up(std::size_t call, const Error& why) override { given_up.emplace_back(call, why); }
    std::optional<Error> find_pause(std::size_t, const ModelDecl&) override {
        return pause ? pause() : std::nullopt;
    }
    void tick() override {
        if (on_tick) on_tick();
    }
};

struct Asked {
    TestLedger ledger;
    Done done;

    // `set_up` may change the ledger and the options before the run.
    static Asked of(std::vector<ModelDecl> models, const std::vector<Call>& calls,
                    const std::function<void(TestLedger&, RunOptions&)>& set_up = {},
                    const CredentialSource& credentials = give_secret) {
        Asked asked;
        std::vector<Candidate> chain;
        for (ModelDecl& model : models) chain.push_back({std::move(model), make_price()});
        const FixedClock clock({1'795'424'400'000});
        SeededRandom random(7);
        RunOptions options{clock, random};
        if (set_up) set_up(asked.ledger, options);
        asked.done = run_calls(chain, calls, credentials, asked.ledger, options);
        CHECK(asked.ledger.held.empty());
        return asked;
    }
    const std::vector<Kept>& attempts() const { return ledger.attempts; }
};

}  // namespace mkai::gateway::asking
