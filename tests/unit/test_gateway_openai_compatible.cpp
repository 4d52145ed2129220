#include "core/gateway/failures.hpp"
#include "core/gateway/providers/chat.hpp"
#include "core/gateway/providers/openai_compatible.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using gateway::Answer;
using gateway::CallFailure;
namespace openai = gateway::openai_compatible;

namespace {

Answer read(std::string body, long status = 200,
            std::vector<std::pair<std::string, std::string>> headers = {}) {
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return gateway::chat::read(response, {});
}

CallFailure failure_of(std::string body, long status = 200,
                       std::vector<std::pair<std::string, std::string>> headers = {}) {
    const Answer outcome = read(std::move(body), status, std::move(headers));
    REQUIRE(outcome.failure);
    return *outcome.failure;
}

http::Request build(const ModelDecl& model, const prompts::Prompt& prompt, std::string_view secret) {
    const std::string schema = openai::schema(*parse_json(prompt.output_schema), model);
    return openai::build({model, prompt, schema, secret, false, {}});
}

std::string choice(const std::string& message, const std::string& finish = "stop") {
    return R"({"choices":[{"message":)" + message + R"(,"finish_reason":")" + finish + R"("}]})";
}

std::string error_of(const std::string& kind) {
    return R"({"error":{"message":"as it is","type":"invalid_request_error","code":")" + kind + R"("}})";
}

}  // namespace

TEST_CASE("a request goes to the chat completions of the base URL, with the schema asked for strictly") {
    ModelDecl model;
    model.model = "some-model";
    model.url = "http://127.0.0.1:8080/v1/";
    model.output_tokens_max = 700;
    model.timeout_ms = 1234;
    prompts::Prompt prompt;
    prompt.messages = {{prompts::MessageRole::system, "rules"}, {prompts::MessageRole::user, "task"}};
    prompt.output_schema_name = "email_copy";
    prompt.output_schema = R"({"$schema":"x","type":"object","required":["a"],"properties":{)"
                           R"("a":{"type":"string","minLength":1,"maxLength":9,"pattern":"x"},)"
                           R"("b":{"type":"array","minItems":3,"items":{"type":"string","maxLength":5}}}})";
    const auto request = build(model, prompt, "the-key");
    CHECK(request.url == "http://127.0.0.1:8080/v1/chat/completions");
    CHECK(request.timeout_ms == 1234);
    const auto body = parse_json(request.body);
    REQUIRE(body);
    CHECK((*body)["model"] == "some-model");
    CHECK((*body)["max_tokens"] == 700);
    CHECK((*body)["messages"][0] == Json{{"role", "system"}, {"content", "rules"}});
    CHECK((*body)["messages"][1] == Json{{"role", "user"}, {"content", "task"}});
    const Json& format = (*body)["response_format"]["json_schema"];
    CHECK(format["name"] == "email_copy");
    CHECK(format["strict"] == true);
    CHECK(format["schema"] ==
          Json::parse(R"({"type":"object","additionalProperties":false,"required":["a","b"],"properties":{)"
                      R"("a":{"type":"string"},"b":{"type":"array","items":{"type":"string"}}}})"));
    CHECK(std::ranges::count(request.headers,
                             std::pair<std::string, std::string>{"Authorization", "Bearer the-key"}) == 1);
    CHECK(request.body.find("the-key") == std::string::npos);
    CHECK(build(model, prompt, "").headers.size() == request.headers.size() - 1);
    model.url = "https://x.example/openai/v1?api-version=2026-01-01";
    CHECK(build(model, prompt, "").url ==
          "https://x.example/openai/v1/chat/completions?api-version=2026-01-01");
}

TEST_CASE("an answer gives its text, the model, the usage and the request's id") {
    const auto outcome =
        read(R"({"id":"c-1","model":"some-model-0731",)"
             R"("choices":[{"message":{"content":"{\"a\":1}","refusal":null},)"
             R"("finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5}})",
             200, {{"x-request-id", "req_1"}});
    REQUIRE(outcome.good());
    CHECK(outcome.text == R"({"a":1})");
    CHECK(outcome.model_answered == "some-model-0731");
    CHECK(outcome.request_id == "req_1");
    CHECK(outcome.usage.input == 12);
    CHECK(outcome.usage.output == 5);
}

TEST_CASE("usage that is missing or makes no sense is unknown and not zero") {
    for (const char* usage : {"null", "{}", R"({"prompt_tokens":-4,"completion_tokens":"5"})",
                              R"({"prompt_tokens":18446744073709551615,"completion_tokens":1.5})"}) {
        const auto outcome =
            read(R"({"choices":[{"message":{"content":"x"}}],"usage":)" + std::string(usage) + "}");
        REQUIRE(outcome.good());
        CHECK_FALSE(outcome.usage.is_known());
    }
}

TEST_CASE("content in parts is put together") {
    const auto outcome =
        read(choice(R"({"content":[{"type":"text","text":"ab"},{"type":"text","text":"c"}]})"));
    REQUIRE(outcome.good());
    CHECK(outcome.text == "abc");
}

TEST_CASE("an answer without a usable text is a failure that says why") {
    const auto message_of = [](const std::string& body) { return failure_of(body).error.message; };
    CHECK(message_of(choice(R"({"content":null,"refusal":"I cannot"})")).find("refusal") !=
          std::string::npos);
    CHECK(message_of(choice(R"({"content":""})", "content_filter")).find("filter") != std::string::npos);
    CHECK(message_of(choice(R"({"content":"{"})", "length")).find("token limit") != std::string::npos);
    CHECK(message_of(choice(R"({"content":null,"tool_calls":[{"id":"1"}]})")).find("tool") !=
          std::string::npos);
    CHECK(failure_of(choice(R"({"content":"{"})", "length")).error.fix.find("output_tokens_max") !=
          std::string::npos);
    for (const char* body :
         {"", "null", "[]", "{", R"({"choices":[]})", R"({"choices":[7]})", R"({"choices":{}})",
          R"({"choices":[{"message":[]}]})", "\xff\xfe", "<html>Bad gateway</html>"}) {
        const auto failure = failure_of(body);
        CHECK(failure.error.code == ErrorCode::model_unavailable);
        CHECK(failure.retry_helps);
    }
}

TEST_CASE("an error under status 200 is a failure, and its kind tells whether trying again helps") {
    CHECK(failure_of(error_of("server_error")).retry_helps);
    CHECK_FALSE(failure_of(error_of("invalid_prompt")).retry_helps);
    CHECK_FALSE(failure_of(error_of("insufficient_quota")).retry_helps);
    CHECK(failure_of(R"({"error":"the engine stopped"})").error.context.at(0).find("the engine stopped") !=
          std::string::npos);
}

TEST_CASE("each status means what it means for the caller") {
    struct Row {
        long status;
        ErrorCode code;
        bool retry_helps;
    };
    for (const Row& row :
         {Row{400, ErrorCode::model_unavailable, false}, Row{401, ErrorCode::no_credential, false},
          Row{402, ErrorCode::model_unavailable, false}, Row{403, ErrorCode::no_credential, false},
          Row{404, ErrorCode::invalid_file, false}, Row{408, ErrorCode::model_unavailable, true},
          Row{409, ErrorCode::model_unavailable, true}, Row{429, ErrorCode::model_unavailable, true},
          Row{500, ErrorCode::model_unavailable, true}, Row{503, ErrorCode::model_unavailable, true},
          Row{529, ErrorCode::model_unavailable, true}, Row{307, ErrorCode::invalid_file, false}}) {
        const auto failure = failure_of("{}", row.status);
        CAPTURE(row.status);
        CHECK(failure.error.code == row.code);
        CHECK(failure.retry_helps == row.retry_helps);
        CHECK(failure.http_status == row.status);
        CHECK_FALSE(failure.error.fix.empty());
    }
}

TEST_CASE("a 429 that means money is not worth another try, and a provider's own wish comes first") {
    for (const char* kind : {"insufficient_quota", "credit_balance_exhausted", "monthly_spend_limit_exceeded",
                             "organization_usage_limit_exceeded"}) {
        const auto failure = failure_of(error_of(kind), 429);
        CHECK_FALSE(failure.retry_helps);
        CHECK(failure.error.message.find("money") != std::string::npos);
    }
    CHECK(failure_of(error_of("rate_limit_exceeded"), 429).retry_helps);
    CHECK_FALSE(failure_of("{}", 500, {{"x-should-retry", "false"}}).retry_helps);
    CHECK(failure_of("{}", 400, {{"x-should-retry", "true"}}).retry_helps);
}

TEST_CASE("a provider's words are bounded, on one line, and left out where they may hold a key") {
    const std::string long_words = "line one\\n\\u001b[31m" + std::string(5000, 'x');
    const auto failure = failure_of(R"({"error":{"message":")" + long_words + R"("}})", 400);
    REQUIRE(failure.error.context.size() == 1);
    CHECK(failure.error.context[0].size() <= gateway::k_provider_words_bytes_max + 30);
    CHECK(failure.error.context[0].find('\n') == std::string::npos);
    CHECK(failure.error.context[0].find('\x1b') == std::string::npos);
    CHECK(failure_of(R"({"error":{"message":"Incorrect API key provided: sk-12**89"}})", 401)
              .error.context.empty());
    CHECK(failure_of("<html><body>nginx</body></html>", 502).error.context.empty());
    CHECK(failure_of("plain words", 500).error.context.size() == 1);
}
