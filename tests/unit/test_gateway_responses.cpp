#include "tests/unit/gateway_fixture.hpp"

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

const ModelDecl k_model = make_model("openai-responses", "gpt-5.2");

const std::string k_usage =
    R"("usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":9,)"
    R"("output_tokens_details":{"reasoning_tokens":5},"total_tokens":19})";

std::string event(const std::string& json) {
    return "event: x\ndata: " + json + "\n\n";
}

Answer stream(const std::string& text) {
    return read_stream(*find_provider("openai-responses"), bytes_of(text));
}

std::string response(const std::string& status, const std::string& output, const std::string& more = "") {
    return R"({"id":"resp_1","model":"gpt-5.2-2025","status":")" + status + R"(","output":)" + output + "," +
           more + k_usage + "}";
}
const std::string k_text_output =
    R"([{"type":"reasoning","content":[{"type":"reasoning_text","text":"hmm"}]},)"
    R"({"type":"message","content":[{"type":"output_text","text":"{\"a\""},{"type":"output_text","text":":1}"}]}])";

}  // namespace

TEST_CASE("openai-responses: a request is these bytes, with the format flat") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", {}, {}, "low"};
    const http::Request request = build(model);
    CHECK(request.url == "https://api.openai.com/v1/responses");
    CHECK(header_of(request, "Authorization") == "Bearer the-key");
    CHECK(request.body ==
          R"({"model":"gpt-5.2","input":[{"role":"system","content":"rules"},)"
          R"({"role":"user","content":"task \"1\"\n"}],"max_output_tokens":700,"store":false,)"
          R"("temperature":0.7,"top_p":0.95,"reasoning":{"effort":"low"},)"
          R"("text":{"format":{"type":"json_schema","name":"push_copy","strict":true,"schema":)" +
              std::string(k_strict_text) + "}}}");
    CHECK(build(k_model, "k", true).body.find(R"("stream":true)") != std::string::npos);
    model.structure = Structure::tool;
    CHECK(build(model).body.find(R"("tool_choice":{"type":"function","name":"write_answer"})") !=
          std::string::npos);
    for (const Structure structure : {Structure::tool, Structure::json, Structure::none}) {
        model.structure = structure;
        CHECK(parse_json(build(model).body));
    }
}

TEST_CASE("openai-responses: it has no seed") {
    ModelDecl model = k_model;
    model.parameters.seed = 7;
    const Done done = find_provider("openai-responses")->check(model);
    REQUIRE_FALSE(done);
    CHECK(done.error().message.find("parameters.seed") != std::string::npos);
}

TEST_CASE("openai-responses: an answer gives the texts of its messages and the usage in buckets") {
    const Answer answer =
        read(k_model, response("completed", k_text_output), 200, {{"x-request-id", "req_1"}});
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.request_id == "req_1");
    CHECK(answer.model_answered == "gpt-5.2-2025");
    CHECK(answer.usage == Usage{6, 4, 0, 0, 4, 5, UsageSource::reported});
}

TEST_CASE("openai-responses: what stands in a text's way is a failure, and usage is kept") {
    const auto failure_of = [](const std::string& body) {
        const Answer answer = read(k_model, body);
        REQUIRE_MESSAGE(answer.failure, body);
        CHECK(answer.usage.input_in_all() == 10);
        return *answer.failure;
    };
    const std::string refusal = R"([{"type":"message","content":[{"type":"refusal","refusal":"I cannot"}]}])";
    CHECK(failure_of(response("completed", refusal)).error.message.find("refusal") != std::string::npos);
    const std::string call = R"([{"type":"function_call","name":"other","arguments":"{}"}])";
    CHECK(failure_of(response("completed", call)).error.message.find("tool call") != std::string::npos);
    CHECK(failure_of(response("incomplete", k_text_output,
                              R"("incomplete_details":{"reason":"max_output_tokens"},)"))
              .error.message.find("token limit") != std::string::npos);
    CHECK(failure_of(
              response("incomplete", k_text_output, R"("incomplete_details":{"reason":"content_filter"},)"))
              .error.message.find("filter") != std::string::npos);
    CHECK(failure_of(response("incomplete", k_text_output)).retry_helps);
    CHECK(failure_of(response("failed", "[]", R"("error":{"code":"server_error","message":"m"},)"))
              .retry_helps);
    CHECK_FALSE(failure_of(response("failed", "[]", R"("error":{"code":"invalid_prompt","message":"m"},)"))
                    .retry_helps);
    CHECK(failure_of(response("queued", "[]")).error.message.find("before it was done") != std::string::npos);
    CHECK(read(k_model, "{}").failure);
    const std::string ours = R"([{"type":"function_call","name":"write_answer","arguments":"{\"a\":1}"}])";
    CHECK(read(k_model, response("completed", ours)).text == R"({"a":1})");
}

TEST_CASE("openai-responses: a stream ends with its response, and no [DONE] has to come") {
    const std::string deltas = event(R"({"type":"response.created","response":{"status":"in_progress"}})") +
                               event(R"({"type":"response.output_text.delta","delta":"{\"a\""})") +
                               event(R"({"type":"response.something_new","delta":"!"})");
    const std::string end =
        event(R"({"type":"response.completed","response":)" + response("completed", k_text_output) + "}");
    for (const std::string& done : {std::string(), std::string("data: [DONE]\n\n")}) {
        const Answer answer = stream(deltas + end + done);
        REQUIRE(answer.good());
        CHECK(answer.text == R"({"a":1})");
        CHECK(answer.usage == Usage{6, 4, 0, 0, 4, 5, UsageSource::reported});
    }
    const Answer cut = stream(deltas);
    REQUIRE(cut.failure);
    CHECK(cut.text == R"({"a")");
    CHECK_FALSE(cut.usage.is_known());
    const Answer empty_end = stream(
        deltas + event(R"({"type":"response.completed","response":)" + response("completed", "[]") + "}"));
    CHECK(empty_end.text == R"({"a")");
    const Answer failed =
        stream(deltas + event(R"({"type":"response.failed","response":)" +
                              response("failed", "[]", R"("error":{"code":"server_error"},)") + "}"));
    REQUIRE(failed.failure);
    CHECK(failed.failure->retry_helps);
    CHECK(failed.usage.is_known());
    const Answer error =
        stream(deltas + event(R"({"type":"error","code":"rate_limit_exceeded","message":"slow"})"));
    REQUIRE(error.failure);
    CHECK(error.failure->retry_helps);
}
