// What follows a failed attempt: as a pure decision, and on the loopback interface with retries, fallbacks,
// streams, pauses and limits.
#include "core/gateway/retry.hpp"
#include "tests/unit/calls_fixture.hpp"

#include <chrono>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;
using namespace mkai::gateway::asking;
using Kind = NextStep::Kind;

namespace {

CallFailure overload() {
    CallFailure failure;
    failure.retry_helps = true;
    failure.fallback_helps = true;
    return failure;
}

Tries tries(int attempts, int attempts_max = 4, std::int64_t elapsed_ms = 0) {
    return {attempts, attempts, attempts_max, elapsed_ms, 60'000, false, true};
}

std::string chunk(std::string_view text) {
    return "data: " + dump_json({{"choices", {{{"index", 0}, {"delta", {{"content", text}}}}}}}) + "\n\n";
}
const std::string k_stream_end =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4,\"total_tokens\":14}}\n\n"
    "data: [DONE]\n\n";

ModelDecl streaming(const std::string& url) {
    ModelDecl model = make_model(url);
    model.stream = true;
    return model;
}

loopback::Options scripted(std::vector<loopback::Answer> answers) {
    return {
        .script = [answers = std::move(answers)](std::size_t nth, std::string_view, std::string_view body) {
            if (nth < answers.size()) return answers[nth];
            return loopback::answer_to("ok", body, "");
        }};
}

loopback::Answer too_many(std::string headers) {
    return {.status = 429, .headers = std::move(headers), .body = R"({"error":{"message":"slow down"}})"};
}

std::int64_t ms_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start)
        .count();
}

}  // namespace

TEST_CASE("waits double and are drawn evenly from nothing to that") {
    CHECK(next_step(overload(), tries(1), 0.0).wait_ms == 0);
    CHECK(next_step(overload(), tries(1), 0.999).wait_ms == 499);
    CHECK(next_step(overload(), tries(2), 0.5).wait_ms == 500);
    CHECK(next_step(overload(), tries(3, 9), 0.999).wait_ms == 1'998);
    CHECK(next_step(overload(), tries(8, 99), 0.999).wait_ms == 19'980);
    for (const int attempts : {1, 2, 3})
        CHECK(next_step(overload(), tries(attempts), 0.3).kind == Kind::again);
}

TEST_CASE("count, deadline and money end the tries, each for all models together") {
    CHECK(next_step(overload(), tries(4), 0.5).kind == Kind::stop);
    CHECK(next_step(overload(), tries(4), 0.5).why == "after 4 attempts");
    CHECK(next_step(overload(), tries(1, 4, 59'900), 0.9).kind == Kind::stop);
    Tries poor = tries(1);
    poor.money_left = false;
    CHECK(next_step(overload(), poor, 0.5).kind == Kind::stop);
    poor.has_fallback = true;
    CHECK(next_step(overload(), poor, 0.5).kind == Kind::stop);
    Tries spent = tries(4);
    spent.has_fallback = true;
    CHECK(next_step(overload(), spent, 0.5).kind == Kind::stop);
}

TEST_CASE("a provider's own wish is kept, unless it is longer than a minute or than what is left") {
    CallFailure failure = overload();
    failure.retry_after_ms = 2'000;
    const NextStep step = next_step(failure, tries(1), 0.5);
    CHECK(step.kind == Kind::again);
    CHECK(step.wait_ms == 2'100);
    failure.retry_after_ms = 0;
    CHECK(next_step(failure, tries(1), 0.5).wait_ms == 0);
    failure.retry_after_ms = -5;
    CHECK(next_step(failure, tries(1), 0.5).wait_ms == 0);
    for (const std::int64_t huge : {61'000LL, 86'400'000LL, 9'223'372'036'854'775'807LL}) {
        failure.retry_after_ms = huge;
        const NextStep no = next_step(failure, tries(1), 0.999);
        CHECK(no.kind == Kind::stop);
        CHECK(no.why.find("asks us to wait") != std::string::npos);
    }
    failure.retry_after_ms = 30'000;
    CHECK(next_step(failure, tries(1, 4, 40'000), 0.5).kind == Kind::stop);
}

TEST_CASE("a fallback is taken where it helps: at once when trying again does not, else after two tries") {
    Tries with = tries(1);
    with.has_fallback = true;
    CallFailure quota;
    quota.about_money = true;
    quota.fallback_helps = true;
    CHECK(next_step(quota, with, 0.5).kind == Kind::fallback);
    CHECK(next_step(quota, tries(1), 0.5).kind == Kind::stop);
    CallFailure invalid;
    CHECK(next_step(invalid, with, 0.5).kind == Kind::stop);
    CHECK(next_step(overload(), with, 0.5).kind == Kind::again);
    with.attempts = with.attempts_here = 2;
    CHECK(next_step(overload(), with, 0.5).kind == Kind::fallback);
    CallFailure later = overload();
    later.retry_after_ms = 3'600'000;
    with.attempts = with.attempts_here = 1;
    CHECK(next_step(later, with, 0.5).kind == Kind::fallback);
}

TEST_CASE("a call that fails for a moment is tried again, and each attempt is told") {
    loopback::Running model(scripted({{.status = 503, .body = "{}"}, {.status = 529, .body = "{}"}}));
    ModelDecl declared = make_model(model.base_url());
    declared.attempts_max = 4;
    declared.concurrency = 1;
    const Asked asked = Asked::of({declared}, make_calls(1));
    REQUIRE(asked.done);
    REQUIRE(asked.attempts().size() == 3);
    CHECK(asked.attempts()[0].failure->http_status == 503);
    CHECK_FALSE(asked.attempts()[0].last);
    CHECK(asked.attempts()[1].failure->http_status == 529);
    CHECK(asked.attempts()[1].nth == 2);
    CHECK_FALSE(asked.attempts()[2].failure);
    CHECK(asked.attempts()[2].last);
    CHECK(asked.attempts()[0].cost == PicoUsd{0});
    // A retry does not trust the connection that failed.
    CHECK(model.server().connections() == 3);
}

TEST_CASE("what a provider asks to wait is waited, in seconds and milliseconds") {
    struct Row {
        const char* header;
        std::int64_t at_least_ms;
    };
    for (const Row& row : {Row{"Retry-After: 1\r\n", 1'000}, Row{"Retry-After-Ms: 150\r\n", 150},
                           Row{"Retry-After-Ms: 150\r\nRetry-After: 9\r\n", 150}}) {
        CAPTURE(row.header);
        loopback::Running model(scripted({too_many(row.header)}));
        ModelDecl declared = make_model(model.base_url());
        declared.attempts_max = 2;
        const auto start = std::chrono::steady_clock::now();
        const Asked asked = Asked::of({declared}, make_calls(1));
        CHECK(asked.attempts().size() == 2);
        CHECK(ms_since(start) >= row.at_least_ms);
        CHECK(ms_since(start) < row.at_least_ms + 3'000);
    }
}

TEST_CASE("a wait that is too long is not begun, and says so") {
    loopback::Running model(scripted({too_many("Retry-After: 86400\r\n")}));
    ModelDecl declared = make_model(model.base_url());
    declared.attempts_max = 5;
    const auto start = std::chrono::steady_clock::now();
    const Asked asked = Asked::of({declared}, make_calls(1));
    REQUIRE(asked.attempts().size() == 1);
    CHECK(asked.attempts()[0].last);
    CHECK(asked.attempts()[0].failure->error.context.back().find("86400 s") != std::string::npos);
    CHECK(ms_since(start) < 5'000);
}

TEST_CASE("a provider that says it has nothing left is waited for before its 429 comes") {
    loopback::Running model({.script = [](std::size_t nth, std::string_view, std::string_view body) {
        loopback::Answer answer = loopback::answer_to("ok", body, "");
        if (nth == 0)
            answer.headers = "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 300ms\r\n";
        return answer;
    }});
    ModelDecl declared = make_model(model.base_url());
    declared.concurrency = 1;
    const auto start = std::chrono::steady_clock::now();
    const Asked asked = Asked::of({declared}, make_calls(4));
    CHECK(asked.attempts().size() == 4);
    for (const Kept& attempt : asked.attempts()) CHECK_FALSE(attempt.failure);
    CHECK(ms_since(start) >= 300);
}

TEST_CASE("a fallback answers where the first model cannot, and the tries are counted on") {
    loopback::Running broken({.mode = "quota"});
    loopback::Running good({});
    ModelDecl first = make_model(broken.base_url());
    first.name = "first";
    first.attempts_max = 3;
    ModelDecl second = make_model(good.base_url());
    second.name = "second";
    const Asked asked = Asked::of({first, second}, make_calls(6));
    REQUIRE(asked.done);
    std::set<std::size_t> answered;
    for (const Kept& attempt : asked.attempts()) {
        CHECK(attempt.failure.has_value() == (attempt.model == "first"));
        if (!attempt.failure) answered.insert(attempt.call);
    }
    CHECK(answered.size() == 6);
    // Once the account is known to be empty, nobody is sent there any more.
    CHECK(broken.server().requests() < 6 + 6);
    CHECK(asked.ledger.given_up.empty());
}

TEST_CASE("a stream is put together from its events, and its usage is the one that the provider told") {
    loopback::Running model(
        scripted({{.content_type = "text/event-stream",
                   .pieces = {chunk("{\"title\":"), chunk("\"Hello"), chunk("\"}"), k_stream_end},
                   .piece_ms = 10}}));
    const Asked asked = Asked::of({streaming(model.base_url())}, make_calls(1));
    REQUIRE(asked.attempts().size() == 1);
    const Kept& attempt = asked.attempts()[0];
    REQUIRE_FALSE(attempt.failure);
    CHECK(attempt.text == R"({"title":"Hello"})");
    CHECK(attempt.streamed);
    CHECK(attempt.first_token_ms);
    CHECK(attempt.usage.input == 10);
    CHECK(attempt.usage.output == 4);
    CHECK(attempt.usage.source == UsageSource::reported);
    CHECK(model.server().last_request().find("\"include_usage\":true") != std::string::npos);
}

TEST_CASE("a server that was asked for a stream and sends a whole answer is understood") {
    loopback::Running model({});
    const Asked asked = Asked::of({streaming(model.base_url())}, make_calls(2));
    REQUIRE(asked.attempts().size() == 2);
    for (const Kept& attempt : asked.attempts()) {
        CHECK(attempt.text == R"({"title":"The title"})");
        CHECK_FALSE(attempt.streamed);
    }
}

TEST_CASE("a stream that is cut before its end is a failure that was paid for, and never a short success") {
    for (const bool closed_in_order : {false, true}) {
        CAPTURE(closed_in_order);
        loopback::Running model(scripted({{.cut = !closed_in_order,
                                           .content_type = "text/event-stream",
                                           .pieces = {chunk("{\"title\":\"Hello\"}")}}}));
        const Asked asked = Asked::of({streaming(model.base_url())}, make_calls(1));
        REQUIRE(asked.attempts().size() == 1);
        const Kept& attempt = asked.attempts()[0];
        REQUIRE(attempt.failure);
        CHECK(attempt.failure->retry_helps);
        CHECK(attempt.cost.value > 0);
        CHECK(attempt.usage.output > 0);
        CHECK(attempt.usage.source != UsageSource::reported);
    }
}

TEST_CASE("an error in the middle of a stream is told as that") {
    loopback::Running model(
        scripted({{.content_type = "text/event-stream",
                   .pieces = {chunk("{\"title"),
                              "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n",
                              "data: [DONE]\n\n"}}}));
    const Asked asked = Asked::of({streaming(model.base_url())}, make_calls(1));
    REQUIRE(asked.attempts().size() == 1);
    REQUIRE(asked.attempts()[0].failure);
    CHECK(asked.attempts()[0].failure->error.context.at(0).find("overloaded") != std::string::npos);
}

TEST_CASE("invariant 18: a pause stops the next call at once and a stream at its next piece") {
    std::atomic<bool> paused = false;
    const auto pausing = [&](TestLedger& ledger, RunOptions&) {
        ledger.pause = [&]() -> std::optional<Error> {
            if (!paused) return std::nullopt;
            return Error{ErrorCode::paused, "dana has paused everything", {}, {}};
        };
    };
    SUBCASE("between calls") {
        loopback::Running model({.script = [&](std::size_t nth, std::string_view, std::string_view body) {
            if (nth == 5) paused = true;
            return loopback::answer_to("ok", body, "");
        }});
        ModelDecl declared = make_model(model.base_url());
        declared.concurrency = 1;
        const Asked asked = Asked::of({declared}, make_calls(30), pausing);
        REQUIRE(asked.done);
        CHECK(asked.attempts().size() < 10);
        CHECK(asked.attempts().size() + asked.ledger.given_up.size() == 30);
        CHECK(asked.ledger.given_up.front().second.code == ErrorCode::paused);
    }
    SUBCASE("between the pieces of a stream") {
        std::vector<std::string> pieces(50, chunk("word "));
        loopback::Running model({.script = [&](std::size_t, std::string_view, std::string_view) {
            return loopback::Answer{.content_type = "text/event-stream", .pieces = pieces, .piece_ms = 20};
        }});
        int looks = 0;
        const Asked asked =
            Asked::of({streaming(model.base_url())}, make_calls(1), [&](TestLedger& ledger, RunOptions&) {
                ledger.pause = [&]() -> std::optional<Error> {
                    if (++looks < 5) return std::nullopt;
                    return Error{ErrorCode::paused, "dana has paused everything", {}, {}};
                };
            });
        REQUIRE(asked.attempts().size() == 1);
        REQUIRE(asked.attempts()[0].failure);
        CHECK(asked.attempts()[0].failure->error.code == ErrorCode::paused);
        CHECK(asked.attempts()[0].cost.value > 0);
        CHECK(asked.attempts()[0].usage.output < 50);
    }
}

TEST_CASE("a call whose money others hold waits for it, and one that no money is left for is refused") {
    loopback::Running model({});
    int asks = 0;
    const Asked waited =
        Asked::of({make_model(model.base_url())}, make_calls(1), [&](TestLedger& ledger, RunOptions&) {
            ledger.answer = [&](const ReserveRequest&) {
                ReserveReply reply;
                if (++asks < 3) {
                    reply.outcome = ReserveReply::Outcome::wait;
                    reply.wait_ms = 20;
                }
                return reply;
            };
        });
    CHECK(asks == 3);
    CHECK(waited.attempts().size() == 1);
    const Asked refused =
        Asked::of({make_model(model.base_url())}, make_calls(2), [](TestLedger& ledger, RunOptions&) {
            ledger.answer = [](const ReserveRequest&) {
                ReserveReply reply;
                reply.outcome = ReserveReply::Outcome::refused;
                reply.refusal = Error{ErrorCode::spend_cap, "over the cap", {}, {}};
                return reply;
            };
        });
    REQUIRE(refused.done);
    CHECK(refused.attempts().empty());
    REQUIRE(refused.ledger.given_up.size() == 2);
    CHECK(refused.ledger.given_up[0].second.code == ErrorCode::spend_cap);
    ModelDecl impatient = make_model(model.base_url());
    impatient.deadline_ms = 100;
    const Asked never = Asked::of({impatient}, make_calls(1), [](TestLedger& ledger, RunOptions&) {
        ledger.answer = [](const ReserveRequest&) {
            ReserveReply reply;
            reply.outcome = ReserveReply::Outcome::wait;
            reply.wait_ms = 40;
            reply.refusal = Error{ErrorCode::spend_cap, "calls on their way hold it", {}, {}};
            return reply;
        };
    });
    REQUIRE(never.ledger.given_up.size() == 1);
    CHECK(never.ledger.given_up[0].second.code == ErrorCode::spend_cap);
}

TEST_CASE("calls behind one that waits have not begun, and spend nothing of their deadline") {
    loopback::Running model({});
    ModelDecl declared = make_model(model.base_url());
    declared.concurrency = 1;
    declared.deadline_ms = 1'000;
    auto next = std::chrono::steady_clock::now();
    const Asked asked = Asked::of({declared}, make_calls(24), [&](TestLedger& ledger, RunOptions&) {
        ledger.answer = [&](const ReserveRequest&) {
            ReserveReply reply;
            if (std::chrono::steady_clock::now() < next) {
                reply.outcome = ReserveReply::Outcome::wait;
                reply.wait_ms = 60;
            } else {
                next = std::chrono::steady_clock::now() + std::chrono::milliseconds(60);
            }
            return reply;
        };
    });
    CHECK(asked.ledger.given_up.empty());
    CHECK(asked.attempts().size() == 24);
}
