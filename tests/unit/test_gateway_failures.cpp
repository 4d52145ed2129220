#include "core/gateway/failures.hpp"
#include "core/gateway/redact.hpp"
#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

namespace {

CallFailure of_status(long status, std::string_view kind = {}, std::string_view message = {},
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
    return failure_of_status(response_of("", status, std::move(headers)), words_of(message, kind));
}

}  // namespace

TEST_CASE("each status says which error it is and whether another try or another model helps") {
    struct Row {
        long status;
        ErrorCode code;
        bool retry_helps, fallback_helps, about_money;
    };
    for (const Row& row : {Row{307, ErrorCode::invalid_file, false, false, false},
                           Row{400, ErrorCode::model_unavailable, false, false, false},
                           Row{401, ErrorCode::no_credential, false, false, false},
                           Row{402, ErrorCode::model_unavailable, false, true, true},
                           Row{403, ErrorCode::no_credential, false, false, false},
                           Row{404, ErrorCode::invalid_file, false, true, false},
                           Row{405, ErrorCode::invalid_file, false, false, false},
                           Row{408, ErrorCode::model_unavailable, true, true, false},
                           Row{409, ErrorCode::model_unavailable, true, true, false},
                           Row{413, ErrorCode::model_unavailable, false, true, false},
                           Row{422, ErrorCode::model_unavailable, false, false, false},
                           Row{424, ErrorCode::model_unavailable, true, true, false},
                           Row{429, ErrorCode::model_unavailable, true, true, false},
                           Row{500, ErrorCode::model_unavailable, true, true, false},
                           Row{501, ErrorCode::model_unavailable, true, true, false},
                           Row{502, ErrorCode::model_unavailable, true, true, false},
                           Row{503, ErrorCode::model_unavailable, true, true, false},
                           Row{504, ErrorCode::model_unavailable, true, true, false},
                           Row{529, ErrorCode::model_unavailable, true, true, false},
                           Row{1000, ErrorCode::model_unavailable, false, false, false}}) {
        CAPTURE(row.status);
        const CallFailure failure = of_status(row.status);
        CHECK(failure.error.code == row.code);
        CHECK(failure.retry_helps == row.retry_helps);
        CHECK(failure.fallback_helps == row.fallback_helps);
        CHECK(failure.about_money == row.about_money);
        CHECK(failure.http_status == row.status);
        CHECK_FALSE(failure.error.fix.empty());
    }
}

TEST_CASE("an account without money is never tried again, whatever status and header say") {
    for (const char* kind : {"insufficient_quota", "credit_balance_exhausted", "monthly_spend_limit_exceeded",
                             "organization_usage_limit_exceeded", "billing_hard_limit_reached",
                             "billing_not_active", "billing_error"})
        for (const long status : {400L, 403L, 429L}) {
            CAPTURE(kind);
            const CallFailure failure = of_status(status, kind, "as it is", {{"x-should-retry", "true"}});
            CHECK(failure.about_money);
            CHECK_FALSE(failure.retry_helps);
            CHECK(failure.fallback_helps);
            CHECK(failure.error.message.find("money") != std::string::npos);
        }
    CHECK(of_status(400, "invalid_request_error", "Your credit balance is too low to use this").about_money);
    CHECK_FALSE(of_status(429, "rate_limit_exceeded").about_money);
    CHECK_FALSE(of_status(429, "RESOURCE_EXHAUSTED").about_money);
}

TEST_CASE("a kind that says more than its status counts, and others do not") {
    CHECK(of_status(400, "context_length_exceeded").fallback_helps);
    CHECK_FALSE(of_status(400, "context_length_exceeded").retry_helps);
    CHECK(of_status(400, "model_not_found").error.code == ErrorCode::invalid_file);
    CHECK(of_status(400, "model_not_found").fallback_helps);
    CHECK_FALSE(of_status(400, "server_error").retry_helps);
    CHECK_FALSE(of_status(401, "overloaded_error").retry_helps);
}

TEST_CASE("a provider's own wish comes before what the status means") {
    CHECK_FALSE(of_status(500, "", "", {{"x-should-retry", "false"}}).retry_helps);
    CHECK(of_status(400, "", "", {{"x-should-retry", "true"}}).retry_helps);
    CHECK(of_status(500, "", "", {{"x-should-retry", "perhaps"}}).retry_helps);
}

TEST_CASE("an error under a good status stands for the status that its kind names") {
    const auto of_kind = [](std::string_view kind) {
        return failure_of_error(200, words_of("as it is", kind));
    };
    for (const char* kind : {"overloaded_error", "server_error", "rate_limit_exceeded", "ThrottlingException",
                             "modelStreamErrorException", "UNAVAILABLE", "502", "429", ""})
        CHECK_MESSAGE(of_kind(kind).retry_helps, kind);
    for (const char* kind : {"invalid_request_error", "validationException", "something_new", "400"})
        CHECK_MESSAGE(!of_kind(kind).retry_helps, kind);
    CHECK(of_kind("authentication_error").error.code == ErrorCode::no_credential);
    CHECK(of_kind("authentication_error").error.context.empty());
    CHECK(of_kind("insufficient_quota").about_money);
    CHECK(of_kind("overloaded_error").http_status == 200);
}

TEST_CASE("why a model stopped says what helps: a refusal is for a person to look at") {
    struct Row {
        Stop stop;
        bool retry_helps, fallback_helps;
    };
    for (const Row& row :
         {Row{Stop::cut, false, false}, Row{Stop::filtered, false, false}, Row{Stop::refused, false, false},
          Row{Stop::tool_call, false, true}, Row{Stop::broken, true, true}}) {
        const CallFailure failure = failure_of_stop(row.stop, 200);
        CHECK(failure.retry_helps == row.retry_helps);
        CHECK(failure.fallback_helps == row.fallback_helps);
        CHECK_FALSE(failure.error.fix.empty());
    }
}

TEST_CASE("a transfer that failed says what helps") {
    struct Row {
        http::FailureKind kind;
        bool retry_helps, fallback_helps;
    };
    for (const Row& row :
         {Row{http::FailureKind::bad_request, false, false}, Row{http::FailureKind::resolve, true, true},
          Row{http::FailureKind::connect, true, true}, Row{http::FailureKind::tls, false, false},
          Row{http::FailureKind::timeout, true, true}, Row{http::FailureKind::too_large, false, true},
          Row{http::FailureKind::broken, true, true}, Row{http::FailureKind::cancelled, true, false}}) {
        http::Response response;
        response.failure = row.kind;
        CHECK(failure_of_transfer(response).retry_helps == row.retry_helps);
        CHECK(failure_of_transfer(response).fallback_helps == row.fallback_helps);
    }
}

TEST_CASE("a provider's words are found in every shape that providers use") {
    const auto words = [](const char* body) {
        const ProviderWords found = words_of_text(body);
        return found.kind + ": " + found.message;
    };
    CHECK(words(R"({"error":{"message":"m","type":"t","code":null}})") == "t: m");
    CHECK(words(R"({"error":{"message":"m","type":"t","code":"c"}})") == "c: m");
    CHECK(words(R"({"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}})") ==
          "RESOURCE_EXHAUSTED: m");
    CHECK(words(R"([{"error":{"code":404,"message":"m","status":"NOT_FOUND"}}])") == "NOT_FOUND: m");
    CHECK(words(R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})") ==
          "unavailable_error: Loading model");
    CHECK(words(R"({"error":{"code":502,"message":"m"}})") == "502: m");
    CHECK(words(R"({"error":"m"})") == ": m");
    CHECK(words(R"({"message":"m"})") == ": m");
    CHECK(words(R"({"Message":"m"})") == ": m");
    CHECK(words(R"({"detail":"m"})") == ": m");
    CHECK(words("{}") == ": ");
    CHECK(words("7") == ": ");
}

TEST_CASE("no part of a secret stays in a failure, not even one that was cut in the middle") {
    const std::string secret = "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG:FwoGZXIvYXdzEBYaDHqa0AP";
    Answer answer;
    answer.text = "wJalrXUtnFEMI/K7MDENG is what the model wrote";  // of a failure: not used, and not kept
    answer.request_id = "AKIAIOSFODNN7EXAMPLE";
    answer.failure = of_status(403, "", "token FwoGZXIvYXdzEB");
    answer.failure->error.message = "key AKIAIOSFODNN7EXAMPLE, all: " + secret + ".";
    redact(answer, secret);
    CHECK(answer.request_id == "[secret]");
    CHECK(answer.failure->error.message == "key [secret], all: [secret].");
    CHECK(answer.failure->error.context[0].find("Fwo") == std::string::npos);
    CHECK(answer.text.empty());
    redact(answer, "");
    // A secret may hold what ends a word.
    answer.failure->error.message = "say \"open sesame, please\" now";
    redact(answer, "\"open sesame, please\" or else");
    CHECK(answer.failure->error.message.find("open") == std::string::npos);
}

TEST_CASE("a secret is found as JSON, percent-encoded and in base64 wherever it stands in it") {
    const std::string secret = "pl\"anted/+4f1d9c7a\\b2e8";
    for (const char* form :
         {"pl\\\"anted/+4f1d9c7a\\\\b2e8", "pl%22anted%2F%2B4f1d9c7a%5Cb2e8",
          // printf '%s' "$secret" | base64, with "", "a" and "ab" before it; then base64url.
          "cGwiYW50ZWQvKzRmMWQ5YzdhXGIyZTg=", "YXBsImFudGVkLys0ZjFkOWM3YVxiMmU4",
          "YWJwbCJhbnRlZC8rNGYxZDljN2FcYjJlOA==", "YWJwbCJhbnRlZC8rNGYxZDljN2FcYjJlOA"}) {
        CAPTURE(std::string(form));
        Answer answer;
        answer.failure = of_status(400, "", std::string("your key ") + form);
        redact(answer, secret);
        CHECK(answer.failure->error.context[0].find("[secret]") != std::string::npos);
        Answer good;
        good.text = std::string("{\"title\":\"") + form + "\"}";
        redact(good, secret);
        CHECK_FALSE(good.good());
        CHECK(good.text.empty());
    }
    Answer escaped;
    escaped.text = "{\"title\":\"\\u0070l\\u0022anted/+4f1d9c7a\\\\b2e8\"}";
    redact(escaped, secret);
    REQUIRE_FALSE(escaped.good());
    CHECK(escaped.failure->error.message.find("the secret that it was called with") != std::string::npos);
    Answer harmless;
    harmless.text = "{\"title\":\"planted trees\"}";
    redact(harmless, secret);
    CHECK(harmless.good());
}
