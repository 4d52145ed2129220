#include "core/gateway/gateway.hpp"
#include "core/gateway/provider.hpp"
#include "tests/tools/loopback_server.hpp"

#include <chrono>
#include <set>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using gateway::Attempt;
using gateway::Call;
using gateway::Verdict;

namespace {

constexpr std::string_view k_secret = "sk-very-secret-0123456789";

prompts::Prompt make_prompt(int number = 0) {
    prompts::Prompt prompt;
    prompt.messages = {{prompts::MessageRole::system, "rules"},
                       {prompts::MessageRole::user, "task " + std::to_string(number)}};
    prompt.output_schema_name = "push_copy";
    prompt.output_schema = R"({"type":"object","additionalProperties":false,"required":["title"],)"
                           R"("properties":{"title":{"type":"string"}}})";
    prompt.sections = std::make_shared<const Json>(Json::object());
    return prompt;
}

std::vector<Call> make_calls(int count) {
    std::vector<Call> calls;
    for (int i = 0; i < count; ++i) calls.push_back({make_prompt(i)});
    return calls;
}

ModelDecl make_model(const std::string& url) {
    ModelDecl model;
    model.name = "copy";
    model.provider = "openai-compatible";
    model.model = "loopback";
    model.url = url;
    model.credential = "work";
    model.timeout_ms = 5000;
    model.concurrency = 4;
    return model;
}

Result<std::string> give_secret(std::string_view, std::string_view) {
    return std::string(k_secret);
}

// An attempt that may be kept: the prompt is only lent.
struct Kept {
    std::size_t call;
    int round;
    std::string text;
    std::optional<gateway::CallFailure> failure;
    std::size_t messages;
};

struct Run {
    std::vector<Kept> attempts;
    Done done;

    static Run of(const ModelDecl& model, const std::vector<Call>& calls,
                  const gateway::RunOptions& options = {},
                  const std::function<bool(const Attempt&)>& wants_repair = {}) {
        Run run;
        run.done = gateway::run_calls(model, calls, give_secret, options, [&](const Attempt& attempt) {
            run.attempts.push_back({attempt.call, attempt.round,
                                    attempt.answer.good() ? attempt.answer.text : "", attempt.answer.failure,
                                    attempt.prompt->messages.size()});
            Verdict verdict;
            if (wants_repair && wants_repair(attempt))
                verdict.repair = build_repair_prompt(*attempt.prompt,
                                                     attempt.answer.good() ? attempt.answer.text : "", {});
            return verdict;
        });
        return run;
    }
};

bool is_not_json(const Attempt& attempt) {
    return attempt.answer.good() && !parse_json(attempt.answer.text);
}

}  // namespace

TEST_CASE("every call is made once, side by side, and told once") {
    loopback::Running model({.delay_ms = 20});
    const Run run = Run::of(make_model(model.base_url()), make_calls(25));
    REQUIRE(run.done);
    std::set<std::size_t> told;
    for (const Kept& attempt : run.attempts) {
        CHECK(attempt.text == R"({"title":"The title"})");
        CHECK(attempt.round == 1);
        told.insert(attempt.call);
    }
    CHECK(told.size() == 25);
    CHECK(run.attempts.size() == 25);
    CHECK(model.server().in_flight_max() == 4);
    CHECK(model.server().last_request().find("Authorization: Bearer sk-very-secret") != std::string::npos);
}

TEST_CASE("an answer that does not fit gets one repair round with its own prompt, and no second one") {
    SUBCASE("a model that mends it") {
        loopback::Running model({.mode = "bad-then-good"});
        const Run run = Run::of(make_model(model.base_url()), make_calls(3), {}, is_not_json);
        REQUIRE(run.done);
        CHECK(run.attempts.size() == 6);
        for (const Kept& attempt : run.attempts) {
            CHECK(attempt.messages == (attempt.round == 1 ? 2 : 4));
            CHECK((attempt.round == 2) == (attempt.text == R"({"title":"The title"})"));
        }
    }
    SUBCASE("a model that does not") {
        loopback::Running model({.mode = "bad-json"});
        const Run run = Run::of(make_model(model.base_url()), make_calls(3), {}, is_not_json);
        REQUIRE(run.done);
        CHECK(run.attempts.size() == 6);
        CHECK(model.server().requests() == 6);
    }
    SUBCASE("a call that failed is not repaired") {
        loopback::Running model({.mode = "http-500"});
        const Run run =
            Run::of(make_model(model.base_url()), make_calls(3), {}, [](const Attempt&) { return true; });
        REQUIRE(run.done);
        CHECK(run.attempts.size() == 3);
        CHECK(model.server().requests() == 3);
    }
}

TEST_CASE("each way in which a provider fails is told, and no text holds the secret") {
    struct Row {
        const char* mode;
        ErrorCode code;
        bool retry_helps;
    };
    for (const Row& row :
         {Row{"http-401", ErrorCode::no_credential, false},
          Row{"http-429", ErrorCode::model_unavailable, true},
          Row{"quota", ErrorCode::model_unavailable, false},
          Row{"http-500", ErrorCode::model_unavailable, true},
          Row{"error-200", ErrorCode::model_unavailable, true},
          Row{"hang", ErrorCode::model_unavailable, true}, Row{"cut", ErrorCode::model_unavailable, true},
          Row{"no-http", ErrorCode::model_unavailable, true}, Row{"big", ErrorCode::model_unavailable, false},
          Row{"redirect", ErrorCode::invalid_file, false},
          Row{"refusal", ErrorCode::model_unavailable, false},
          Row{"content-filter", ErrorCode::model_unavailable, false},
          Row{"length", ErrorCode::model_unavailable, false},
          Row{"invalid-utf8", ErrorCode::model_unavailable, true}}) {
        CAPTURE(row.mode);
        loopback::Running model({.mode = row.mode});
        ModelDecl declared = make_model(model.base_url());
        if (std::string_view(row.mode) == "hang") declared.timeout_ms = 200;
        const Run run = Run::of(declared, make_calls(1));
        REQUIRE(run.done);
        REQUIRE(run.attempts.size() == 1);
        REQUIRE(run.attempts[0].failure);
        const auto& failure = *run.attempts[0].failure;
        CHECK(failure.error.code == row.code);
        CHECK(failure.retry_helps == row.retry_helps);
        CHECK(failure.error.message.find(k_secret) == std::string::npos);
        CHECK(model.server().requests() == 1);
    }
}

TEST_CASE("a provider that repeats the secret does not get it into our words") {
    loopback::Running model({.mode = "http-400"});
    const Run run = [&] {
        ModelDecl declared = make_model(model.base_url());
        return Run::of(declared, make_calls(1));
    }();
    REQUIRE(run.attempts.at(0).failure);
    // The server's message is part of the context; a secret that is part of it would be replaced.
    CHECK(run.attempts[0].failure->error.context.at(0).find("as it was asked to") != std::string::npos);
    Run echoed;
    echoed.done = gateway::run_calls(
        make_model(model.base_url()), make_calls(1),
        [](std::string_view, std::string_view) -> Result<std::string> { return std::string("asked"); }, {},
        [&](const Attempt& attempt) {
            echoed.attempts.push_back({0, 1, "", attempt.answer.failure, 0});
            return Verdict{};
        });
    REQUIRE(echoed.attempts.at(0).failure);
    CHECK(echoed.attempts[0].failure->error.context.at(0).find("asked") == std::string::npos);
    CHECK(echoed.attempts[0].failure->error.context.at(0).find("[secret]") != std::string::npos);
}

TEST_CASE("a credential is asked for by name and host, once, and nothing is sent when it is refused") {
    loopback::Running model({});
    std::vector<std::string> asked;
    const auto done = gateway::run_calls(
        make_model(model.base_url()), make_calls(2),
        [&](std::string_view name, std::string_view host) -> Result<std::string> {
            asked.push_back(std::string(name) + " for " + std::string(host));
            return fail(ErrorCode::no_credential, "it may not go there");
        },
        {}, [](const Attempt&) { return Verdict{}; });
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::no_credential);
    CHECK(asked == std::vector<std::string>{"work for " + model.host()});
    CHECK(model.server().requests() == 0);
}

TEST_CASE("a model that names no credential is called without one") {
    loopback::Running model({});
    ModelDecl declared = make_model(model.base_url());
    declared.credential.clear();
    REQUIRE(Run::of(declared, make_calls(1)).done);
    CHECK(model.server().last_request().find("Authorization") == std::string::npos);
}

TEST_CASE("a model that is declared wrongly is an error before any call") {
    ModelDecl model = make_model("http://127.0.0.1:1/v1");
    SUBCASE("an unknown provider") {
        model.provider = "openai-compatble";
        const Run run = Run::of(model, make_calls(1));
        REQUIRE_FALSE(run.done);
        CHECK(run.done.error().code == ErrorCode::invalid_file);
        CHECK(run.done.error().fix.find("openai-compatible") != std::string::npos);
    }
    SUBCASE("no URL") {
        model.url.clear();
        CHECK(Run::of(model, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
    SUBCASE("a region that its own address needs") {
        model.provider = "bedrock";
        model.url.clear();
        CHECK(Run::of(model, make_calls(1)).done.error().message.find("no region") != std::string::npos);
    }
    SUBCASE("a parameter that its provider does not know") {
        model.provider = "anthropic";
        model.parameters.seed = 1;
        CHECK(Run::of(model, make_calls(1)).done.error().message.find("parameters.seed") !=
              std::string::npos);
    }
    SUBCASE("a URL with a password") {
        model.url = "http://me:password@127.0.0.1:1/v1";
        const Run run = Run::of(model, make_calls(1));
        CHECK(run.done.error().code == ErrorCode::invalid_file);
        CHECK(run.done.error().message.find("password") == std::string::npos);
    }
    SUBCASE("a demo fault that does not exist") {
        model.provider = "demo";
        model.fault = "tiemout";
        CHECK(Run::of(model, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
    SUBCASE("a count of faults that is none") {
        model.provider = "demo";
        model.fault = "timeout";
        model.fault_times = "twice";
        CHECK(Run::of(model, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
}

TEST_CASE("a server that is not there is a failure of each call and not of the run") {
    std::string url;
    {
        loopback::Running model({});
        url = model.base_url();
    }
    const Run run = Run::of(make_model(url), make_calls(3));
    REQUIRE(run.done);
    CHECK(run.attempts.size() == 3);
    for (const Kept& attempt : run.attempts) {
        REQUIRE(attempt.failure);
        CHECK(attempt.failure->error.message.find("connection refused") != std::string::npos);
        CHECK(attempt.failure->retry_helps);
    }
}

TEST_CASE("stopping ends what is in flight as interrupted and begins nothing more") {
    loopback::Running model({.mode = "hang"});
    std::atomic<bool> cancel = false;
    gateway::RunOptions options;
    options.cancel = &cancel;
    int ticks = 0;
    options.on_tick = [&] { cancel = ++ticks >= 3; };
    const Run run = Run::of(make_model(model.base_url()), make_calls(20), options);
    REQUIRE(run.done);
    CHECK(run.attempts.size() == 4);
    for (const Kept& attempt : run.attempts) {
        REQUIRE(attempt.failure);
        CHECK(attempt.failure->error.code == ErrorCode::interrupted);
    }
}

TEST_CASE("the demo model answers every call at once, and says that it is not an AI model") {
    ModelDecl model;
    model.provider = "demo";
    std::string answered;
    const auto calls = make_calls(3);
    int attempts = 0;
    REQUIRE(gateway::run_calls(model, calls, {}, {}, [&](const Attempt& attempt) {
        REQUIRE(attempt.answer.good());
        answered = attempt.answer.model_answered;
        ++attempts;
        return Verdict{};
    }));
    CHECK(attempts == 3);
    CHECK(answered.find("not an AI model") != std::string::npos);
}

TEST_CASE("what calls can cost at most counts both rounds, and an unknown price is no price") {
    ModelDecl model = make_model("http://127.0.0.1:1/v1");
    const auto calls = make_calls(10);
    CHECK_FALSE(gateway::cost_at_most(model, calls));
    model.price.input = "1.00";
    CHECK_FALSE(gateway::cost_at_most(model, calls));
    model.price.output = "2.00";
    model.output_tokens_max = 1000;
    const auto cost = gateway::cost_at_most(model, calls);
    REQUIRE(cost);
    const auto output_only = 2 * 10 * 1000 * 2;  // micro-dollars
    CHECK(cost->value > output_only * 1'000'000LL);
    const auto twice = gateway::cost_at_most(model, make_calls(20));
    REQUIRE(twice);
    CHECK(twice->value > 2 * cost->value - k_pico_per_usd / 1000);
    model.provider = "demo";
    CHECK(gateway::cost_at_most(model, calls) == PicoUsd{0});
}

TEST_CASE("the table of providers names each once") {
    CHECK(gateway::provider_names() == std::vector<std::string>{"demo", "openai", "openai-responses",
                                                                "anthropic", "gemini", "bedrock", "azure",
                                                                "ollama", "llama-cpp", "openai-compatible"});
    CHECK(gateway::find_provider("demo") != nullptr);
    CHECK(gateway::find_provider("") == nullptr);
}
