#include "tests/unit/gateway_fixture.hpp"

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

const ModelDecl k_model = make_model("gemini", "gemini-3-flash");

std::string piece(const std::string& parts, const std::string& finish = "", const std::string& usage = "") {
    return R"({"candidates":[{"content":{"role":"model","parts":[)" + parts + "]}" +
           (finish.empty() ? "" : R"(,"finishReason":")" + finish + "\"") + "}]" +
           (usage.empty() ? "" : R"(,"usageMetadata":)" + usage) +
           R"(,"modelVersion":"gemini-3-flash-001","responseId":"r-1"})";
}
const std::string k_usage =
    R"({"promptTokenCount":859,"cachedContentTokenCount":594,"candidatesTokenCount":28,)"
    R"("thoughtsTokenCount":5,"toolUsePromptTokenCount":8,"totalTokenCount":900})";

Answer stream(const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& each : pieces) text += "data: " + each + "\r\n\r\n";
    return read_stream(*find_provider("gemini"), bytes_of(text));
}

}  // namespace

TEST_CASE("gemini: a request is these bytes, and the schema keeps the bounds that it takes") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", 40, 7, "low"};
    const http::Request request = build(model);
    CHECK(request.url ==
          "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-flash:generateContent");
    CHECK(header_of(request, "x-goog-api-key") == "the-key");
    CHECK(
        request.body ==
        R"({"systemInstruction":{"parts":[{"text":"rules"}]},"contents":[{"role":"user",)"
        R"("parts":[{"text":"task \"1\"\n"}]}],"generationConfig":{"maxOutputTokens":700,"temperature":0.7,)"
        R"("topP":0.95,"topK":40,"seed":7,"thinkingConfig":{"thinkingLevel":"low"},)"
        R"("responseMimeType":"application/json","responseJsonSchema":{"additionalProperties":false,)"
        R"("properties":{"a":{"type":"string"},"b":{"items":{"type":"string"},"minItems":3,"type":"array"}},)"
        R"("required":["a"],"type":"object"}}})");
    CHECK(build(model, "k", true).url ==
          "https://generativelanguage.googleapis.com/v1beta/models/"
          "gemini-3-flash:streamGenerateContent?alt=sse");
}

TEST_CASE("gemini: Vertex AI is its url and a bearer token") {
    ModelDecl model = k_model;
    model.url = "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google";
    model.auth = "bearer";
    const http::Request request = build(model);
    CHECK(request.url == model.url + "/models/gemini-3-flash:generateContent");
    CHECK(header_of(request, "Authorization") == "Bearer the-key");
    CHECK(header_of(request, "x-goog-api-key").empty());
    model.url.clear();
    model.model = "tunedModels/mine";
    CHECK(build(model).url.ends_with("/v1beta/tunedModels/mine:generateContent"));
}

TEST_CASE("gemini: each structure is asked for in its own way") {
    ModelDecl model = k_model;
    model.structure = Structure::tool;
    CHECK(build(model).body.find(R"("allowedFunctionNames":["write_answer"])") != std::string::npos);
    CHECK(build(model).body.find("responseMimeType") == std::string::npos);
    model.structure = Structure::json;
    CHECK(build(model).body.find(R"("responseMimeType":"application/json"})") != std::string::npos);
    CHECK(build(model).body.find(R"(\"maxLength\":9)") != std::string::npos);
    for (const Structure structure : {Structure::schema, Structure::tool, Structure::json, Structure::none}) {
        model.structure = structure;
        CHECK(parse_json(build(model).body));
    }
}

TEST_CASE("gemini: an answer gives its text without thoughts, and counts that add up to the total") {
    const Answer answer = read(
        k_model, piece(R"({"text":"hmm","thought":true},{"text":"{\"a\""},{"text":":1}"})", "STOP", k_usage));
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.model_answered == "gemini-3-flash-001");
    CHECK(answer.request_id == "r-1");
    CHECK(answer.usage == Usage{273, 594, 0, 0, 28, 5, UsageSource::reported});
    // No candidates are told when all that it did was think.
    const Usage thought =
        read(k_model,
             piece("", "STOP", R"({"promptTokenCount":34,"totalTokenCount":102,"thoughtsTokenCount":68})"))
            .usage;
    CHECK(thought == Usage{34, 0, 0, 0, 0, 68, UsageSource::reported});
}

TEST_CASE("gemini: what stands in a text's way is a failure, and usage is kept") {
    struct Row {
        const char* finish;
        const char* words;
        bool retry_helps;
    };
    for (const Row& row :
         {Row{"MAX_TOKENS", "token limit", false}, Row{"SAFETY", "filter", false},
          Row{"RECITATION", "filter", false}, Row{"MALFORMED_FUNCTION_CALL", "gave up", true},
          Row{"OTHER", "gave up", true}, Row{"UNEXPECTED_TOOL_CALL", "tool call", false}}) {
        const Answer answer = read(k_model, piece(R"({"text":"{"})", row.finish, k_usage));
        REQUIRE(answer.failure);
        CHECK(answer.failure->error.message.find(row.words) != std::string::npos);
        CHECK(answer.failure->retry_helps == row.retry_helps);
        CHECK(answer.usage.source == UsageSource::reported);
    }
    const Answer blocked =
        read(k_model, R"({"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":)" + k_usage + "}");
    REQUIRE(blocked.failure);
    CHECK(blocked.failure->error.message.find("filter") != std::string::npos);
    CHECK(blocked.usage.is_known());
    CHECK(read(k_model, piece(R"({"functionCall":{"name":"other","args":{}}})", "STOP")).failure);
    CHECK(read(k_model, piece(R"({"functionCall":{"name":"write_answer","args":{"a":1}}})", "STOP")).text ==
          R"({"a":1})");
    CHECK(read(k_model, piece(R"({"text":"{"})")).failure->retry_helps);
    CHECK(read(k_model, "{}").failure);
    const Answer quota =
        read(k_model, R"({"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}})", 429);
    CHECK(quota.failure->retry_helps);
    CHECK_FALSE(quota.failure->about_money);
}

TEST_CASE("gemini: the counts of a stream are cumulative, and the last ones count") {
    const Answer answer =
        stream({piece(R"({"text":"{\"a\""})", "", R"({"promptTokenCount":29,"totalTokenCount":31})"),
                piece(R"({"text":":1}"})", "STOP", k_usage)});
    REQUIRE(answer.good());
    CHECK(answer.text == R"({"a":1})");
    CHECK(answer.usage == Usage{273, 594, 0, 0, 28, 5, UsageSource::reported});
    const Answer cut =
        stream({piece(R"({"text":"{"})", "", R"({"promptTokenCount":29,"totalTokenCount":31})")});
    REQUIRE(cut.failure);
    CHECK(cut.usage == Usage{29, 0, 0, 0, 2, 0, UsageSource::partial});
}
