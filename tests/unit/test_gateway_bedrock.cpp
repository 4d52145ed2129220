#include "core/gateway/sigv4.hpp"
#include "tests/unit/aws_messages.hpp"
#include "tests/unit/calls_fixture.hpp"
#include "tests/unit/gateway_fixture.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

ModelDecl make_bedrock() {
    ModelDecl model = make_model("bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
    model.region = "eu-central-1";
    return model;
}
const ModelDecl k_model = make_bedrock();
constexpr std::string_view k_keys = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

std::string event(const std::string& type, const std::string& json) {
    return aws_message(
        {{":event-type", type}, {":content-type", "application/json"}, {":message-type", "event"}}, json);
}

Answer stream(const std::string& text) {
    const Provider& bedrock = *find_provider("bedrock");
    const Answer whole = read_stream(bedrock, {text});
    for (std::size_t at = 1; at < text.size(); ++at)
        CHECK(same(
            read_stream(bedrock, {std::string_view(text).substr(0, at), std::string_view(text).substr(at)}),
            whole));
    return whole;
}

std::string converse(const std::string& content, const std::string& stop_reason = "end_turn") {
    return R"({"output":{"message":{"role":"assistant","content":)" + content + R"(}},"stopReason":")" +
           stop_reason +
           R"(","usage":{"inputTokens":3,"outputTokens":33,"cacheReadInputTokens":1111,)"
           R"("cacheWriteInputTokens":418,"cacheDetails":[{"ttl":"1h","inputTokens":18},)"
           R"({"ttl":"5m","inputTokens":400}],"totalTokens":1565}})";
}

std::string signature_of(const std::string& method, const std::string& url, const std::string& service,
                         std::string_view secret = k_keys) {
    http::Request request;
    request.method = method;
    request.url = url;
    sign_request(request, *parse_aws_keys(secret), {"us-east-1", service},
                 *parse_time("2015-08-30T12:36:00Z", {}));
    const std::string header = header_of(request, "Authorization");
    return header.substr(header.find("Signature=") + 10);
}

}  // namespace

// The suite aws-sig-v4-test-suite (docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html, now in
// github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4): get-vanilla, post-vanilla,
// get-vanilla-query-order-key-case, get-utf8; read 2026-11-24, and each computed anew with Python's hmac.
TEST_CASE("bedrock: requests are signed as the published vectors of AWS are") {
    CHECK(signature_of("GET", "https://example.amazonaws.com/", "service") ==
          "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    CHECK(signature_of("POST", "https://example.amazonaws.com/", "service") ==
          "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    CHECK(signature_of("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", "service") ==
          "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    CHECK(signature_of("GET", "https://example.amazonaws.com/\xe1\x88\xb4", "service") ==
          "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
}

// Of the same suite: post-sts-header-before, where the token is one of the signed headers.
TEST_CASE("bedrock: a session's token is signed as the published vector of AWS is") {
    constexpr std::string_view k_token =
        "AQoDYXdzEPT//////////"
        "wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTfl"
        "fKD8YUuwthAx7mSEI/qkPpKPi/"
        "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvl"
        "Rd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+"
        "scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rv"
        "x3iSIlTJabIQwj2ICCR/oLxBA==";
    const std::string secret = fmt::format("{}:{}", k_keys, k_token);
    CHECK(signature_of("POST", "https://example.amazonaws.com/", "service", secret) ==
          "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
}

// Not published: computed from the description of the algorithm with Python's hmac and hashlib, in a program
// that also gives each of the published vectors here (2026-11-24). The ':' of a model's name is sent as %3A
// and signed as %253A.
TEST_CASE("bedrock: a call of Converse is signed with its path encoded twice, and its body") {
    http::Request request;
    request.url =
        "https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
        "eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = R"({"messages":[]})";
    sign_request(request, *parse_aws_keys(std::string(k_keys) + ":the-token"), {"eu-central-1", "bedrock"},
                 *parse_time("2015-08-30T12:36:00Z", {}));
    CHECK(header_of(request, "Authorization")
              .ends_with("Signature=ef92ff4f8b01647b5cdb16eac444010739e7424a03571f3eb1796bdc2dfc7634"));
}

// The example of docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html, 2026-11-24.
TEST_CASE("bedrock: a request with headers and a query is signed as AWS's own example is") {
    http::Request request;
    request.method = "GET";
    request.url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    sign_request(request, *parse_aws_keys(k_keys), {"us-east-1", "iam"},
                 *parse_time("2015-08-30T12:36:00Z", {}));
    CHECK(header_of(request, "X-Amz-Date") == "20150830T123600Z");
    CHECK(header_of(request, "Authorization") ==
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
          "SignedHeaders=content-type;host;x-amz-date, "
          "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

TEST_CASE("bedrock: a secret is two or three keys, and nothing else") {
    CHECK(parse_aws_keys("a:b")->secret_key == "b");
    CHECK(parse_aws_keys("a:b")->session_token.empty());
    CHECK(parse_aws_keys("a:b:c")->session_token == "c");
    for (const char* secret :
         {"", "a", "a:", ":b", "a:b:", "a:b:c:d", "::", "a: b", "a:b\n", "a\tb:c", "a:b\xc3\xb6"})
        CHECK_MESSAGE(!parse_aws_keys(secret), secret);
}

TEST_CASE("bedrock: a secret that is no pair of keys is refused before any request, without being shown") {
    loopback::Running server({});
    const auto asked = [&](const char* auth, const std::string& secret) {
        ModelDecl model = k_model;
        model.url = "http://" + server.host();
        model.credential = "aws";
        model.auth = auth;
        model.attempts_max = 1;
        return asking::Asked::of(
            {model}, asking::make_calls(1), {},
            [&](std::string_view, std::string_view) -> Result<std::string> { return secret; });
    };
    for (const std::string secret : {"AKIDPLANTEDEXAMPLE", "AKIDPLANTEDEXAMPLE:", "AKIDPLANTEDEXAMPLE:x:y:z",
                                     "AKIDPLANTEDEXAMPLE:x y"}) {
        const asking::Asked refused = asked("", secret);
        REQUIRE_FALSE(refused.done);
        const Error& error = refused.done.error();
        CHECK(error.code == ErrorCode::no_credential);
        CHECK(error.message == "the credential \"aws\" of the model \"copy\" is no pair of AWS keys");
        REQUIRE_FALSE(error.context.empty());
        CHECK(error.context[0].find("ACCESS_KEY:SECRET_KEY") != std::string::npos);
        CHECK(error.fix.find("auth: bearer") != std::string::npos);
        for (const std::string& words : {error.message, error.context[0], error.fix})
            CHECK(words.find("PLANTED") == std::string::npos);
        CHECK(refused.attempts().empty());
    }
    CHECK(server.server().connections() == 0);
    // The control: good keys, and an API key as a bearer, are sent.
    CHECK(asked("", std::string(k_keys)).done);
    CHECK(asked("bearer", "AKIDPLANTEDEXAMPLE").done);
    CHECK(server.server().requests() == 2);
}

TEST_CASE("bedrock: a fallback whose secret is no pair of keys is not asked either") {
    loopback::Running server({});
    loopback::Running broken({.mode = "quota"});
    ModelDecl first = asking::make_model(broken.base_url());
    first.attempts_max = 2;
    ModelDecl second = k_model;
    second.url = "http://" + server.host();
    second.credential = "aws";
    const asking::Asked asked = asking::Asked::of(
        {first, second}, asking::make_calls(1), {},
        [](std::string_view, std::string_view) -> Result<std::string> { return std::string("AKIDPLANTED"); });
    REQUIRE(asked.done);
    REQUIRE(asked.ledger.given_up.size() == 1);
    CHECK(asked.ledger.given_up[0].second.code == ErrorCode::no_credential);
    CHECK(server.server().connections() == 0);
}

TEST_CASE("bedrock: a request is these bytes, with the model as one segment of the path") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", {}, {}, ""};
    const http::Request request = build(model, k_keys, false, *parse_time("2026-11-24T10:00:00Z", {}));
    CHECK(request.url ==
          "https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
          "eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
    CHECK(header_of(request, "X-Amz-Date") == "20261124T100000Z");
    CHECK(header_of(request, "Authorization")
              .starts_with(
                  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/eu-central-1/bedrock/aws4_request, "
                  "SignedHeaders=accept;content-type;host;x-amz-date, Signature="));
    CHECK(request.body ==
          R"({"system":[{"text":"rules"}],"messages":[{"role":"user","content":[{"text":"task \"1\"\n"}]}],)"
          R"("inferenceConfig":{"maxTokens":700,"temperature":0.7,"topP":0.95},)"
          R"("toolConfig":{"tools":[{"toolSpec":{"name":"write_answer","description":)"
          R"("Takes the answer, in the shape that it has to have.","inputSchema":{"json":)" +
              std::string(k_strict_text) + R"(}}}],"toolChoice":{"tool":{"name":"write_answer"}}}})");
    CHECK(request.body.find("AKID") == std::string::npos);
    CHECK(build(model, k_keys, true).url.ends_with("v1%3A0/converse-stream"));
    const http::Request session = build(model, std::string(k_keys) + ":the-token");
    CHECK(header_of(session, "X-Amz-Security-Token") == "the-token");
    CHECK(header_of(session, "Authorization").find("host;x-amz-date;x-amz-security-token,") !=
          std::string::npos);
    model.model = "arn:aws:bedrock:eu-central-1:1:application-inference-profile/x";
    CHECK(build(model).url.find(
              "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Aapplication-inference-profile%2Fx/") !=
          std::string::npos);
}

TEST_CASE("bedrock: a bearer key is sent as it is, and a secret that is no keys signs nothing") {
    ModelDecl model = k_model;
    model.auth = "bearer";
    CHECK(header_of(build(model, "abc"), "Authorization") == "Bearer abc");
    model.auth.clear();
    CHECK(header_of(build(model, "abc"), "Authorization").empty());
}

TEST_CASE("bedrock: a schema goes as a text") {
    ModelDecl model = k_model;
    model.structure = Structure::schema;
    const auto body = parse_json(build(model).body);
    REQUIRE(body);
    const Json& format = (*body)["outputConfig"]["textFormat"];
    CHECK(format["type"] == "json_schema");
    CHECK(format["structure"]["jsonSchema"]["schema"] == k_strict_text);
    model.structure = Structure::none;
    CHECK(build(model).body.find("maxLength") != std::string::npos);
}

TEST_CASE("bedrock: a declaration needs a region that is a name") {
    const auto fault_of = [](const std::string& region) {
        ModelDecl model = k_model;
        model.region = region;
        const Done done = find_provider("bedrock")->check(model);
        return done ? std::string() : done.error().message;
    };
    CHECK(fault_of("eu-central-1").empty());
    CHECK(fault_of("").find("no region") != std::string::npos);
    for (const char* region : {"evil.example/", "a.b", "x@y", "a b"})
        CHECK(fault_of(region).find("no name") != std::string::npos);
    ModelDecl model = k_model;
    model.auth = "basic";
    CHECK(find_provider("bedrock")->check(model).error().fix == "use one of: sigv4, bearer");
}

TEST_CASE("bedrock: an answer gives its texts or the forced tool's input, and usage without the caches") {
    const Answer text =
        read(k_model, converse(R"([{"text":"{\"a\""},{"text":":1}"}])"), 200, {{"x-amzn-requestid", "r1"}});
    REQUIRE(text.good());
    CHECK(text.text == R"({"a":1})");
    CHECK(text.request_id == "r1");
    CHECK(text.usage == Usage{3, 1111, 400, 18, 33, 0, UsageSource::reported});
    const Answer tool = read(
        k_model,
        converse(R"([{"text":"Here:"},{"toolUse":{"name":"write_answer","input":{"a":1}}}])", "tool_use"));
    REQUIRE(tool.good());
    CHECK(tool.text == R"({"a":1})");
}

TEST_CASE("bedrock: what stands in a text's way is a failure") {
    struct Row {
        const char* stop_reason;
        const char* words;
    };
    for (const Row& row : {Row{"max_tokens", "token limit"}, Row{"guardrail_intervened", "filter"},
                           Row{"content_filtered", "filter"}, Row{"tool_use", "tool call"},
                           Row{"malformed_model_output", "gave up"}}) {
        const Answer answer = read(k_model, converse(R"([{"text":"{"}])", row.stop_reason));
        REQUIRE(answer.failure);
        CHECK(answer.failure->error.message.find(row.words) != std::string::npos);
        CHECK(answer.usage.is_known());
    }
    CHECK(read(k_model, "{}").failure);
    CHECK(read(k_model, R"({"message":"m"})", 424).failure->retry_helps);
    CHECK_FALSE(read(k_model, R"({"message":"m"})", 400).failure->retry_helps);
    const Answer limited = read(k_model, R"({"message":"slow"})", 429,
                                {{"x-amzn-errortype", "ThrottlingException:http://internal.amazon.com/"}});
    CHECK(limited.failure->retry_helps);
    CHECK(limited.failure->error.context.at(0).find("slow") != std::string::npos);
}

TEST_CASE("bedrock: a stream gives text, or a tool's input, and its usage after the end") {
    const std::string end =
        event("messageStop", R"({"stopReason":"end_turn"})") +
        event("metadata", R"({"usage":{"inputTokens":20,"outputTokens":15,"totalTokens":35},"metrics":{}})");
    const Answer text =
        stream(event("messageStart", R"({"role":"assistant"})") +
               event("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":"{\"a\""}})") +
               event("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":":1}"}})") +
               event("contentBlockStop", R"({"contentBlockIndex":0})") + end);
    REQUIRE(text.good());
    CHECK(text.text == R"({"a":1})");
    CHECK(text.usage == Usage{20, 0, 0, 0, 15, 0, UsageSource::reported});
    const Answer tool = stream(
        event("contentBlockStart",
              R"({"contentBlockIndex":1,"start":{"toolUse":{"name":"write_answer","toolUseId":"t"}}})") +
        event("contentBlockDelta", R"({"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"a\""}}})") +
        event("contentBlockDelta", R"({"contentBlockIndex":1,"delta":{"toolUse":{"input":":1}"}}})") +
        event("messageStop", R"({"stopReason":"tool_use"})"));
    REQUIRE(tool.good());
    CHECK(tool.text == R"({"a":1})");
    const Answer broken =
        stream(event("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":"{"}})") +
               aws_message({{":message-type", "exception"}, {":exception-type", "modelStreamErrorException"}},
                           R"({"message":"it broke","originalStatusCode":424})"));
    REQUIRE(broken.failure);
    CHECK(broken.failure->retry_helps);
    CHECK(broken.failure->error.context.at(0).find("it broke") != std::string::npos);
    const Answer error = stream(aws_message(
        {{":message-type", "error"}, {":error-code", "InternalError"}, {":error-message", "it broke"}}, ""));
    REQUIRE(error.failure);
    CHECK(stream(event("messageStart", "{}")).failure);
}
