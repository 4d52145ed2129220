#include "tests/unit/gateway_fixture.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

const ModelDecl k_model = make_model("openai", "gpt-5.2");

std::string chunk(const std::string& delta, const std::string& finish = "null") {
    return R"(data: {"id":"c-1","model":"gpt-5.2-2025","choices":[{"index":0,"delta":)" + delta +
           R"(,"finish_reason":)" + finish + "}]}\n\n";
}
const std::string k_usage_chunk =
    R"(data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":7,"total_tokens":17,)"
    R"("prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":5}}})"
    "\n\n";

Answer stream(const std::string& text) {
    const Answer whole = read_stream(*find_provider("openai"), {text});
    for (std::size_t at = 1; at < text.size(); ++at)
        CHECK(same(read_stream(*find_provider("openai"), {text.substr(0, at), text.substr(at)}), whole));
    return whole;
}

}  // namespace

TEST_CASE("openai: a request is these bytes") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", {}, 42, "low"};
    const http::Request request = build(model);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.openai.com/v1/chat/completions");
    CHECK(header_of(request, "Authorization") == "Bearer the-key");
    CHECK(header_of(request, "Content-Type") == "application/json");
    CHECK(request.body ==
          R"({"model":"gpt-5.2","messages":[{"role":"system","content":"rules"},)"
          R"({"role":"user","content":"task \"1\"\n"}],"max_completion_tokens":700,"temperature":0.7,)"
          R"("top_p":0.95,"seed":42,"reasoning_effort":"low","response_format":{"type":"json_schema",)"
          R"("json_schema":{"name":"push_copy","strict":true,"schema":)" +
              std::string(k_strict_text) + "}}}");
    CHECK(build(model, "").headers.size() == request.headers.size() - 1);
    model.url = "https://proxy.example/v1/";
    CHECK(build(model).url == "https://proxy.example/v1/chat/completions");
}

TEST_CASE("openai: a stream is asked to tell its usage") {
    const http::Request request = build(k_model, "the-key", true);
    CHECK(request.body.find(R"("stream":true,"stream_options":{"include_usage":true})") != std::string::npos);
    CHECK(header_of(request, "Accept") == "text/event-stream");
    CHECK(build(k_model).body.find("stream") == std::string::npos);
}

TEST_CASE("openai: each structure is asked for in its own way") {
    ModelDecl model = k_model;
    model.structure = Structure::tool;
    CHECK(build(model).body.find(R"("tools":[{"type":"function","function":{"name":"write_answer",)") !=
          std::string::npos);
    CHECK(build(model).body.find(R"("tool_choice":{"type":"function","function":{"name":"write_answer"}})") !=
          std::string::npos);
    model.structure = Structure::json;
    CHECK(build(model).body.find(R"("response_format":{"type":"json_object"})") != std::string::npos);
    // The whole schema stands in the prompt then.
    CHECK(build(model).body.find(R"(\"maxLength\":9)") != std::string::npos);
    model.structure = Structure::none;
    CHECK(build(model).body.find("response_format") == std::string::npos);
    CHECK(build(model).body.find(R"(\"maxLength\":9)") != std::string::npos);
    for (const Structure structure : {Structure::schema, Structure::tool, Structure::json, Structure::none}) {
        model.structure = structure;
        CHECK(parse_json(build(model).body));
        CHECK(parse_json(build(model, "k", true).body));
    }
}

TEST_CASE("openai: what it does not know is an error that names it and what is known") {
    const auto fault_of = [](ModelDecl model) {
        const Done done = find_provider("openai")->check(model);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::invalid_file);
        return done.error().message + " | " + done.error().fix;
    };
    CHECK(find_provider("openai")->check(k_model));
    ModelDecl model = k_model;
    model.parameters.top_k = 5;
    CHECK(fault_of(model) ==
          "the model \"copy\" sets parameters.top_k, which openai does not know | delete it; openai knows: "
          "parameters.temperature, parameters.top_p, parameters.seed, parameters.reasoning_effort");
    model = k_model;
    model.region = "eu-west-1";
    CHECK(fault_of(model).find("sets region") != std::string::npos);
    model = k_model;
    model.parameters.temperature = "hot";
    CHECK(fault_of(model).find("no decimal") != std::string::npos);
    model = k_model;
    model.model.clear();
    CHECK(fault_of(model).find("does not say which model") != std::string::npos);
}

TEST_CASE("openai: a stream gives its text, and its usage after the end of it") {
    const Answer answer =
        stream(chunk(R"({"role":"assistant","content":"{\"a\""})") + chunk(R"({"content":":1}"})") +
               chunk("{}", R"("stop")") + k_usage_chunk + "data: [DONE]\n\n");
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.model_answered == "gpt-5.2-2025");
    CHECK(answer.request_id == "c-1");
    CHECK(answer.finish == "stop");
    const Usage expected{6, 4, 0, 0, 2, 5, UsageSource::reported};
    CHECK(answer.usage == expected);
}

TEST_CASE("openai: a stream that ends early, breaks or is no JSON is a failure") {
    const Answer cut = stream(chunk(R"({"content":"{"})"));
    REQUIRE(cut.failure);
    CHECK(cut.failure->error.message.find("before the end") != std::string::npos);
    CHECK(cut.failure->retry_helps);
    CHECK(cut.failure->fallback_helps);
    const Answer error =
        stream(chunk(R"({"content":"{"})") +
               "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n");
    REQUIRE(error.failure);
    CHECK(error.failure->retry_helps);
    CHECK(error.failure->error.context.at(0).find("overloaded") != std::string::npos);
    CHECK(stream("data: {nonsense\n\n").failure);
    CHECK(stream("").failure);
    CHECK(stream("data: [DONE]\n\n").failure);
    StreamState state;
    http::Response response = response_of("");
    response.failure = http::FailureKind::timeout;
    response.failure_text = "no answer in time";
    CHECK(end_of_stream(std::move(state), response).failure->error.message == "no answer in time");
}

TEST_CASE("openai: what stands in a text's way is a failure in a stream too, and usage is kept") {
    const auto failure_of = [](const std::string& delta, const std::string& finish) {
        const Answer answer = stream(chunk(delta) + chunk("{}", "\"" + finish + "\"") + k_usage_chunk);
        REQUIRE(answer.failure);
        CHECK(answer.usage.source == UsageSource::reported);
        CHECK(answer.usage.input_in_all() == 10);
        return answer.failure->error.message;
    };
    CHECK(failure_of(R"({"refusal":"I cannot"})", "stop").find("refusal") != std::string::npos);
    CHECK(failure_of(R"({"content":"{"})", "length").find("token limit") != std::string::npos);
    CHECK(failure_of(R"({"content":"{"})", "content_filter").find("filter") != std::string::npos);
    CHECK(failure_of(R"({"tool_calls":[{"index":0,"function":{"name":"other","arguments":"{}"}}]})",
                     "tool_calls")
              .find("tool call") != std::string::npos);
}

TEST_CASE("openai: the forced tool's arguments are the answer, whole or in pieces") {
    const Answer whole = read(
        k_model, R"({"choices":[{"finish_reason":"stop","message":{"content":"Here:","tool_calls":[)"
                 R"({"type":"function","function":{"name":"write_answer","arguments":"{\"a\":1}"}}]}}]})");
    REQUIRE(whole.good());
    CHECK(whole.text == R"({"a":1})");
    const Answer pieces =
        stream(chunk(R"({"tool_calls":[{"index":1,"function":{"name":"write_answer","arguments":""}}]})") +
               chunk(R"({"tool_calls":[{"index":1,"function":{"arguments":"{\"a\""}}]})") +
               chunk(R"({"tool_calls":[{"index":1,"function":{"arguments":":1}"}}]})") +
               chunk("{}", R"("tool_calls")"));
    REQUIRE(pieces.good());
    CHECK(pieces.text == R"({"a":1})");
}

TEST_CASE("openai: counts that do not overlap are made of those that do") {
    const auto usage_of = [](const std::string& usage) {
        return read(k_model, R"({"choices":[{"message":{"content":"x"}}],"usage":)" + usage + "}").usage;
    };
    const auto is = [&](const std::string& told, Usage expected) {
        expected.source = UsageSource::reported;
        CHECK_MESSAGE(usage_of(told) == expected, told);
    };
    is(R"({"prompt_tokens":12,"completion_tokens":5,"total_tokens":17})", {.input = 12, .output = 5});
    // Reasoning that the completion leaves out, and more reasoning than completion.
    is(R"({"prompt_tokens":35,"completion_tokens":12,"total_tokens":109})",
       {.input = 35, .output = 12, .reasoning = 62});
    is(R"({"prompt_tokens":43,"completion_tokens":10,"total_tokens":53,)"
       R"("completion_tokens_details":{"reasoning_tokens":11}})",
       {.input = 43, .output = 0, .reasoning = 10});
    // The caches of OpenRouter, Mistral and DeepSeek.
    is(R"({"prompt_tokens":2572,"completion_tokens":100,)"
       R"("prompt_tokens_details":{"cached_tokens":2240,"cache_write_tokens":329}})",
       {.input = 3, .cache_read = 2240, .cache_write_5m = 329, .output = 100});
    is(R"({"prompt_tokens":64,"completion_tokens":6,"num_cached_tokens":32})",
       {.input = 32, .cache_read = 32, .output = 6});
    is(R"({"prompt_tokens":64,"completion_tokens":6,"prompt_cache_hit_tokens":60})",
       {.input = 4, .cache_read = 60, .output = 6});
    is(R"({"prompt_tokens":4,"completion_tokens":6,"num_cached_tokens":32})",
       {.input = 0, .cache_read = 4, .output = 6});
    CHECK(usage_of(R"({"prompt_tokens":4})").source == UsageSource::partial);
    for (const char* told : {"null", "{}", "7", R"({"prompt_tokens":-4,"completion_tokens":"5"})"})
        CHECK_MESSAGE(!usage_of(told).is_known(), told);
}
