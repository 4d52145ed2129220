#include "tests/unit/gateway_fixture.hpp"

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

const ModelDecl k_model = make_model("anthropic", "claude-opus-4-6");

std::string event(const std::string& type, const std::string& json) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (json.empty() ? "" : ",") + json +
           "}\n\n";
}

const std::string k_start = event(
    "message_start",
    R"("message":{"id":"msg_1","model":"claude-opus-4-6-x","usage":{"input_tokens":20,)"
    R"("cache_creation_input_tokens":300,"cache_read_input_tokens":7,)"
    R"("cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},"output_tokens":1}})");
const std::string k_text =
    event("content_block_start", R"("index":0,"content_block":{"type":"text","text":""})") +
    event("ping", "") +
    event("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":"{\"a\""})") +
    event("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":":1}"})") +
    event("content_block_stop", R"("index":0)");

std::string end_with(const std::string& stop_reason) {
    return event("message_delta", R"("delta":{"stop_reason":")" + stop_reason +
                                      R"("},"usage":{"input_tokens":20,"cache_creation_input_tokens":300,)"
                                      R"("cache_read_input_tokens":7,"output_tokens":15})") +
           event("message_stop", "");
}

Answer stream(const std::string& text) {
    return read_stream(*find_provider("anthropic"), bytes_of(text));
}

std::string message(const std::string& content, const std::string& stop_reason = "end_turn") {
    return R"({"id":"msg_1","type":"message","model":"claude-opus-4-6-x","content":)" + content +
           R"(,"stop_reason":")" + stop_reason +
           R"(","usage":{"input_tokens":3,"cache_creation_input_tokens":418,"cache_read_input_tokens":1111,)"
           R"("output_tokens":33,"output_tokens_details":{"thinking_tokens":30}}})";
}

}  // namespace

TEST_CASE("anthropic: a request is these bytes, with the system text apart") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", 40, {}, "high"};
    const http::Request request = build(model);
    CHECK(request.url == "https://api.anthropic.com/v1/messages");
    CHECK(header_of(request, "x-api-key") == "the-key");
    CHECK(header_of(request, "anthropic-version") == "2023-06-01");
    CHECK(header_of(request, "Authorization").empty());
    CHECK(request.body ==
          R"({"model":"claude-opus-4-6","max_tokens":700,"system":"rules","messages":[)"
          R"({"role":"user","content":"task \"1\"\n"}],"temperature":0.7,"top_p":0.95,"top_k":40,)"
          R"("output_config":{"effort":"high","format":{"type":"json_schema","schema":)" +
              std::string(k_strict_text) + "}}}");
    model.api_version = "2030-01-01";
    CHECK(header_of(build(model), "anthropic-version") == "2030-01-01");
    CHECK(build(model, "k", true).body.find(R"("stream":true)") != std::string::npos);
}

TEST_CASE("anthropic: the schema can be a forced tool, or stand in the prompt") {
    ModelDecl model = k_model;
    model.structure = Structure::tool;
    const std::string body = build(model).body;
    CHECK(body.find(R"("input_schema":)" + std::string(k_strict_text)) != std::string::npos);
    CHECK(body.find(R"("tool_choice":{"type":"tool","name":"write_answer"})") != std::string::npos);
    CHECK(body.find("output_config") == std::string::npos);
    model.structure = Structure::none;
    CHECK(build(model).body.find(R"(\"maxLength\":9)") != std::string::npos);
    CHECK(parse_json(build(model).body));
}

TEST_CASE("anthropic: it has no seed and no option for any JSON") {
    ModelDecl model = k_model;
    model.parameters.seed = 7;
    CHECK(find_provider("anthropic")->check(model).error().message.find("parameters.seed") !=
          std::string::npos);
    model = k_model;
    model.structure = Structure::json;
    CHECK(find_provider("anthropic")->check(model).error().fix == "use one of: auto, schema, tool, none");
}

TEST_CASE("anthropic: an answer gives its texts, and input leaves the caches out already") {
    const Answer answer =
        read(k_model,
             message(R"([{"type":"thinking","thinking":"hmm"},{"type":"text","text":"{\"a\""},)"
                     R"({"type":"text","text":":1}"}])"),
             200, {{"request-id", "req_1"}});
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.request_id == "req_1");
    CHECK(answer.usage == Usage{3, 1111, 418, 0, 3, 30, UsageSource::reported});
}

TEST_CASE("anthropic: what stands in a text's way is a failure, and usage is kept") {
    struct Row {
        const char* stop_reason;
        const char* words;
    };
    for (const Row& row :
         {Row{"max_tokens", "token limit"}, Row{"model_context_window_exceeded", "token limit"},
          Row{"refusal", "refusal"}, Row{"tool_use", "tool call"}, Row{"pause_turn", "gave up"}}) {
        const Answer answer = read(k_model, message(R"([{"type":"text","text":"{"}])", row.stop_reason));
        REQUIRE(answer.failure);
        CHECK(answer.failure->error.message.find(row.words) != std::string::npos);
        CHECK(answer.usage.is_known());
        const Answer streamed = stream(k_start + k_text + end_with(row.stop_reason));
        REQUIRE(streamed.failure);
        CHECK(streamed.failure->error.message == answer.failure->error.message);
        CHECK(streamed.usage.source == UsageSource::reported);
    }
    CHECK(read(k_model, "{}").failure);
    CHECK(read(k_model, R"({"type":"error","error":{"type":"overloaded_error","message":"m"}})")
              .failure->retry_helps);
    CHECK(read(k_model, R"({"type":"error","error":{"type":"overloaded_error","message":"m"}})", 529)
              .failure->retry_helps);
}

TEST_CASE("anthropic: the forced tool's input is the answer, whole or in pieces") {
    const Answer whole = read(k_model, message(R"([{"type":"text","text":"Here:"},{"type":"tool_use",)"
                                               R"("name":"write_answer","input":{"a":1}}])",
                                               "tool_use"));
    REQUIRE(whole.good());
    CHECK(whole.text == R"({"a":1})");
    const Answer pieces =
        stream(k_start + k_text +
               event("content_block_start",
                     R"("index":1,"content_block":{"type":"tool_use","name":"write_answer","input":{}})") +
               event("content_block_delta",
                     R"("index":1,"delta":{"type":"input_json_delta","partial_json":"{\"b\""})") +
               event("content_block_delta",
                     R"("index":1,"delta":{"type":"input_json_delta","partial_json":":2}"})") +
               end_with("tool_use"));
    REQUIRE(pieces.good());
    CHECK(pieces.text == R"({"b":2})");
}

TEST_CASE("anthropic: the last usage of a stream counts, with the kinds of writes that the first told") {
    const Answer answer = stream(k_start + k_text + end_with("end_turn"));
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.request_id == "msg_1");
    CHECK(answer.finish == "end_turn");
    CHECK(answer.usage == Usage{20, 7, 100, 200, 15, 0, UsageSource::reported});
}

TEST_CASE("anthropic: an error after a good beginning, and an early end, are failures with partial usage") {
    const Answer error = stream(
        k_start + k_text + event("error", R"("error":{"type":"overloaded_error","message":"Overloaded"})"));
    REQUIRE(error.failure);
    CHECK(error.failure->retry_helps);
    CHECK(error.failure->error.context.at(0).find("Overloaded") != std::string::npos);
    CHECK(error.usage.source == UsageSource::partial);
    const Answer cut = stream(k_start + k_text);
    REQUIRE(cut.failure);
    CHECK(cut.usage == Usage{20, 7, 100, 200, 1, 0, UsageSource::partial});
    // The reason is there, and the closing event is not.
    CHECK(stream(k_start + k_text + event("message_delta", R"("delta":{"stop_reason":"end_turn"})")).failure);
}
