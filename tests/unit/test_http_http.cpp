#include "core/http/http.hpp"
#include "core/http/libcurl_api.hpp"
#include "tests/tools/loopback_answers.hpp"
#include "tests/tools/loopback_server.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <doctest/doctest.h>

using namespace mkai;
using http::FailureKind;

namespace {

using SteadyClock = std::chrono::steady_clock;

std::int64_t ms_since(SteadyClock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - start).count();
}

http::Multi make_multi(int connections_max = 8) {
    auto multi = http::Multi::create(connections_max);
    REQUIRE(multi);
    return std::move(*multi);
}

const std::atomic<bool> k_never{false};

http::Response call(http::Request request) {
    http::Multi multi = make_multi();
    http::Response answer;
    int answers = 0;
    multi.add(std::move(request), [&](http::Response response) {
        answer = std::move(response);
        ++answers;
    });
    REQUIRE(multi.run(k_never));
    REQUIRE(answers == 1);
    return answer;
}

http::Request post_to(const std::string& url) {
    http::Request request;
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer topsecretkey"}};
    request.body = "{}";
    return request;
}

http::Response call_mode(const std::string& mode, int timeout_ms = 5000) {
    loopback::Running model({.mode = mode});
    auto request = post_to(model.base_url() + "/chat/completions");
    request.timeout_ms = timeout_ms;
    return call(std::move(request));
}

// A port that nobody listens on.
std::string closed_port_url() {
    std::string url;
    {
        loopback::Running model({});
        url = model.base_url();
    }
    return url;
}

}  // namespace

TEST_CASE("a host is read from plain URLs only, so that no two readers can take it differently") {
    CHECK(http::host_of("https://api.example.com/v1") == "api.example.com");
    CHECK(http::host_of("HTTP://API.Example.com:8080") == "api.example.com:8080");
    CHECK(http::host_of("http://127.0.0.1:9?x=/y") == "127.0.0.1:9");
    CHECK(http::host_of("http://[::1]:80/x") == "[::1]:80");
    CHECK(http::host_of("http://[::1]") == "[::1]");
    for (const char* url :
         {"", "api.example.com", "ftp://api.example.com", "file:///etc/passwd", "http://", "http:///x",
          "http://user:pass@host/", "http://host@evil.example/", "http://good.example\\@evil.example/",
          "http://good.example evil", "http://ho%73t/", "http://host:", "http://host:port",
          "http://host:123456", "http://h\xc3\xb6st/", "http://host\r\nX: y/", "http://[::1",
          "http://[host]/", "http://a:1:2/"})
        CHECK_MESSAGE(http::host_of(url).empty(), url);
}

TEST_CASE("an answer comes with its status, headers in lower case, body and times") {
    loopback::Running model({.canned = "hello", .delay_ms = 30});
    const auto response = call(post_to(model.base_url() + "/chat/completions"));
    CHECK(response.failure == FailureKind::none);
    CHECK(response.status == 200);
    CHECK(response.header("x-request-id") == "req-loopback");
    CHECK(response.header("absent").empty());
    CHECK(response.body.find("hello") != std::string::npos);
    CHECK(response.first_byte_ms >= 30);
    CHECK(response.latency_ms >= response.first_byte_ms);
    const std::string sent = model.server().last_request();
    CHECK(sent.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
    CHECK(sent.find("Authorization: Bearer topsecretkey\r\n") != std::string::npos);
    CHECK(sent.find("Expect:") == std::string::npos);
}

TEST_CASE("every failure has its kind, and its words name the host and no secret") {
    const auto is = [](const http::Response& response, FailureKind kind) {
        CHECK(response.failure == kind);
        CHECK_FALSE(response.failure_text.empty());
        CHECK(response.failure_text.find("topsecret") == std::string::npos);
        CHECK(response.failure_text.find("token=") == std::string::npos);
        CHECK(response.body.empty());
    };
    SUBCASE("a port that refuses") {
        const auto response = call(post_to(closed_port_url() + "/x?token=topsecret"));
        is(response, FailureKind::connect);
        CHECK(response.failure_text.ends_with("connection refused"));
    }
    SUBCASE("a host that hangs before the headers") {
        is(call_mode("hang", 200), FailureKind::timeout);
    }
    SUBCASE("a connection that ends in the middle") {
        is(call_mode("cut"), FailureKind::broken);
    }
    SUBCASE("an answer that is no HTTP") {
        is(call_mode("no-http"), FailureKind::broken);
    }
    SUBCASE("an answer that is too large") {
        is(call_mode("big"), FailureKind::too_large);
    }
    SUBCASE("a name that does not resolve") {
        is(call(post_to("http://nobody.invalid/?token=topsecret")), FailureKind::resolve);
    }
    SUBCASE("a URL with a user name") {
        is(call(post_to("http://me:topsecret@127.0.0.1/")), FailureKind::bad_request);
    }
    SUBCASE("a scheme that is not the web's") {
        is(call(post_to("file:///etc/hostname")), FailureKind::bad_request);
    }
    SUBCASE("a header that would break the request") {
        auto request = post_to(closed_port_url());
        request.headers.emplace_back("X-Key", "topsecret\r\nHost: elsewhere");
        is(call(std::move(request)), FailureKind::bad_request);
    }
}

TEST_CASE("a body of unknown length is cut off at the cap") {
    loopback::Running model({.canned = std::string(200'000, 'x')});
    auto request = post_to(model.base_url());
    request.response_bytes_max = 100'000;
    CHECK(call(request).failure == FailureKind::too_large);
    request.response_bytes_max = 300'000;
    CHECK(call(request).failure == FailureKind::none);
}

TEST_CASE("a redirect is handed back and not followed") {
    loopback::Running model({.mode = "redirect"});
    const auto response = call(post_to(model.base_url()));
    CHECK(response.status == 307);
    CHECK(response.header("location") == "/redirected/chat/completions");
    CHECK(model.server().requests() == 1);
}

TEST_CASE("error statuses are answers and not failures of the transfer") {
    for (const long status : {401L, 429L, 500L}) {
        const auto response = call_mode("http-" + std::to_string(status));
        CHECK(response.failure == FailureKind::none);
        CHECK(response.status == status);
    }
}

TEST_CASE("a proxy of the environment is not used for a loopback host") {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    const auto response = call_mode("ok");
    ::unsetenv("http_proxy");
    CHECK(response.failure == FailureKind::none);
}

TEST_CASE("calls run side by side up to the limit, reuse connections, and may start further calls") {
    loopback::Running model({.delay_ms = 20});
    http::Multi multi = make_multi(10);
    int answers = 0;
    std::size_t in_flight_max = 0;
    std::function<void(http::Response)> on_done = [&](http::Response response) {
        CHECK(response.failure == FailureKind::none);
        if (++answers <= 50) multi.add(post_to(model.base_url()), on_done);
    };
    for (int i = 0; i < 50; ++i) multi.add(post_to(model.base_url()), on_done);
    const auto start = SteadyClock::now();
    REQUIRE(multi.run(k_never, [&] { in_flight_max = std::max(in_flight_max, multi.in_flight()); }));
    CHECK(answers == 100);
    CHECK(in_flight_max == 10);
    CHECK(model.server().in_flight_max() <= 10);
    CHECK(model.server().connections() <= 10);
    CHECK(ms_since(start) < 100 * 20 / 2);  // one after the other would take 2 s
}

TEST_CASE("cancelling ends the calls in flight and in the queue within 100 ms") {
    loopback::Running model({.mode = "hang"});
    http::Multi multi = make_multi(4);
    std::atomic<bool> cancel = false;
    int cancelled = 0;
    for (int i = 0; i < 10; ++i)
        multi.add(post_to(model.base_url()),
                  [&](const http::Response& r) { cancelled += r.failure == FailureKind::cancelled; });
    SteadyClock::time_point when;
    std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        when = SteadyClock::now();
        cancel = true;
    });
    int ticks = 0;
    REQUIRE(multi.run(cancel, [&] { ++ticks; }));
    const auto waited = ms_since(when);
    canceller.join();
    CHECK(cancelled == 10);
    CHECK(waited < 100);
    CHECK(ticks >= 2);
    CHECK(multi.in_flight() == 0);
}

TEST_CASE("a missing libcurl is told with the command that mends it") {
    const auto api = http::load_libcurl("libcurl-of-another-world.so.4");
    REQUIRE_FALSE(api);
    CHECK(api.error().code == ErrorCode::library_missing);
    CHECK(api.error().fix == "sudo apt-get install libcurl4");
    CHECK_FALSE(http::load_libcurl("libm.so.6"));
}

TEST_CASE("a streamed body is handed over as it comes and kept nowhere else") {
    loopback::Running model({.script = [](std::size_t, std::string_view, std::string_view) {
        return loopback::Answer{.pieces = {"one ", "two ", "three"}, .piece_ms = 30};
    }});
    http::Request request = post_to(model.base_url());
    std::vector<std::string> pieces;
    const auto start = SteadyClock::now();
    std::int64_t first_ms = 0;
    request.on_body = [&](const http::Response& head, std::string_view bytes) {
        CHECK(head.status == 200);
        CHECK(head.header("x-request-id") == "req-loopback");
        if (pieces.empty()) first_ms = ms_since(start);
        pieces.emplace_back(bytes);
        return true;
    };
    const http::Response response = call(std::move(request));
    CHECK(response.failure == FailureKind::none);
    CHECK(response.status == 200);
    CHECK(response.body.empty());
    CHECK(pieces == std::vector<std::string>{"one ", "two ", "three"});
    CHECK(first_ms < ms_since(start) - 40);
}

TEST_CASE("a stream that its owner stops ends as cancelled") {
    loopback::Running model({.script = [](std::size_t, std::string_view, std::string_view) {
        return loopback::Answer{.hang = true, .pieces = {"one", "two"}, .piece_ms = 5};
    }});
    http::Request request = post_to(model.base_url());
    int pieces = 0;
    request.on_body = [&](const http::Response&, std::string_view) { return ++pieces < 2; };
    CHECK(call(std::move(request)).failure == FailureKind::cancelled);
    CHECK(pieces == 2);
}

TEST_CASE("the body of an error is collected although a stream was asked for") {
    loopback::Running model({.mode = "http-503"});
    http::Request request = post_to(model.base_url());
    bool streamed = false;
    request.on_body = [&](const http::Response&, std::string_view) { return streamed = true; };
    const http::Response response = call(std::move(request));
    CHECK(response.status == 503);
    CHECK_FALSE(response.body.empty());
    CHECK_FALSE(streamed);
}

TEST_CASE("a stream that is cut is broken, one that stops coming times out, one too long is too large") {
    const auto ending = [](loopback::Answer answer, int idle_ms, std::size_t bytes_max) {
        loopback::Running model(
            {.script = [&](std::size_t, std::string_view, std::string_view) { return answer; }});
        http::Request request = post_to(model.base_url());
        request.on_body = [](const http::Response&, std::string_view) { return true; };
        request.idle_timeout_ms = idle_ms;
        request.timeout_ms = 20'000;
        request.response_bytes_max = bytes_max;
        return call(std::move(request)).failure;
    };
    CHECK(ending({.cut = true, .pieces = {"one", "two"}}, 0, 1000) == FailureKind::broken);
    CHECK(ending({.hang = true, .pieces = {"one", "two"}}, 1000, 1000) == FailureKind::timeout);
    CHECK(ending({.pieces = {"one", "two", "three"}}, 0, 8) == FailureKind::too_large);
}

TEST_CASE("timers run in their order, keep the loop going and may add transfers") {
    loopback::Running model({});
    http::Multi multi = make_multi();
    std::vector<int> order;
    bool answered = false;
    multi.after(60, [&] {
        order.push_back(2);
        multi.add(post_to(model.base_url() + "/chat/completions"),
                  [&](const http::Response&) { answered = true; });
    });
    multi.after(20, [&] { order.push_back(1); });
    const auto start = SteadyClock::now();
    REQUIRE(multi.run(k_never));
    CHECK(order == std::vector<int>{1, 2});
    CHECK(answered);
    CHECK(ms_since(start) >= 60);
}

TEST_CASE("a cancelled loop does not wait for its timers") {
    http::Multi multi = make_multi();
    std::atomic<bool> cancel{true};
    bool fired = false;
    multi.after(60'000, [&] { fired = true; });
    const auto start = SteadyClock::now();
    REQUIRE(multi.run(cancel));
    CHECK(fired);
    CHECK(ms_since(start) < 5'000);
}

TEST_CASE("a fresh connection is not one of the pool") {
    loopback::Running model({});
    http::Multi multi = make_multi();
    const auto ask = [&](bool fresh) {
        http::Request request = post_to(model.base_url() + "/chat/completions");
        request.fresh_connection = fresh;
        multi.add(std::move(request), [](const http::Response&) {});
        REQUIRE(multi.run(k_never));
    };
    ask(false);
    ask(false);
    CHECK(model.server().connections() == 1);
    ask(true);
    CHECK(model.server().connections() == 2);
}
