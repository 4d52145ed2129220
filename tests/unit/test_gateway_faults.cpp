// Every way in which a provider fails, met over a real connection on the loopback interface. Each has a case
// here whose name begins with "fault:", but these, which need processes of their own:
//     kill -9 between call and record     tests/fault/caps.sh, kill_generate.sh
//     32 processes on one cap             tests/fault/spend_cap.cpp (and eight with real calls: caps.sh)
//     a clock that jumps, whole command   tests/fault/clock.sh
//     the same faults, as commands        tests/fault/models.sh
#include "core/http/http.hpp"
#include "tests/tools/loopback_tls.hpp"
#include "tests/unit/calls_fixture.hpp"

#include <atomic>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

using namespace mkai;
using namespace mkai::gateway;
using namespace mkai::gateway::asking;

namespace {

using Script = std::vector<loopback::Answer>;

// The answers in their order, then good ones.
loopback::Options scripted(Script answers) {
    return {
        .script = [answers = std::move(answers)](std::size_t nth, std::string_view, std::string_view body) {
            return nth < answers.size() ? answers[nth] : loopback::answer_to("ok", body, "");
        }};
}

ModelDecl tried_twice(const std::string& url) {
    ModelDecl model = make_model(url);
    model.attempts_max = 2;
    model.concurrency = 1;
    return model;
}

ModelDecl streaming(const std::string& url) {
    ModelDecl model = make_model(url);
    model.stream = true;
    return model;
}

// The only attempt of one call, which failed; nothing that it tells holds the secret.
Kept failed_attempt(const ModelDecl& model) {
    const Asked asked = Asked::of({model}, make_calls(1));
    REQUIRE(asked.done);
    REQUIRE(asked.attempts().size() == 1);
    Kept kept = asked.attempts()[0];
    REQUIRE(kept.failure);
    const Error& error = kept.failure->error;
    CHECK_FALSE(error.fix.empty());
    CHECK(error.message.find(k_secret) == std::string::npos);
    for (const std::string& line : error.context) CHECK(line.find(k_secret) == std::string::npos);
    return kept;
}

loopback::Answer status_of(int status, std::string headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = R"({"error":{"message":"no"}})"};
}

// "Tue, 24 Nov 2026 10:00:00 GMT".
std::string http_date(TimeMs time) {
    static constexpr const char* k_days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static constexpr const char* k_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date date = date_of(time);
    const std::string utc = format_utc(time);  // 2026-11-24T10:00:00Z
    return fmt::format("{}, {:02} {} {} {} GMT", k_days[(time.value / k_day_ms) % 7], date.day,
                       k_months[date.month - 1], date.year, utc.substr(11, 8));
}
constexpr TimeMs k_now{1'795'424'400'000};  // the fixture's clock
std::string retry_at(std::int64_t ms_from_now) {
    return "Retry-After: " + http_date({k_now.value + ms_from_now}) + "\r\n";
}

constexpr int k_passing_statuses[] = {408, 409, 429, 500, 502, 503, 504, 529};

std::string event(const Json& json, std::string_view line_end) {
    return fmt::format("data: {}{}{}", dump_json(json), line_end, line_end);
}
std::string text_event(std::string_view text, std::string_view line_end = "\n") {
    return event({{"choices", {{{"index", 0}, {"delta", {{"content", text}}}}}}}, line_end);
}
std::string end_events(std::string_view line_end = "\n", bool with_usage = true) {
    std::string events = event(
        {{"choices", {{{"index", 0}, {"delta", Json::object()}, {"finish_reason", "stop"}}}}}, line_end);
    if (with_usage)
        events += event({{"choices", Json::array()},
                         {"usage", {{"prompt_tokens", 10}, {"completion_tokens", 4}, {"total_tokens", 14}}}},
                        line_end);
    return events + fmt::format("data: [DONE]{}{}", line_end, line_end);
}

// A clock that stands somewhere else at each look.
class JumpingClock final : public Clock {
  public:
    explicit JumpingClock(std::int64_t step_ms) : m_step_ms(step_ms) {}
    TimeMs now() const override { return {k_now.value + m_step_ms * ++m_looks}; }
    std::int64_t looks() const { return m_looks; }

  private:
    std::int64_t m_step_ms;
    mutable std::int64_t m_looks = 0;
};

std::int64_t peak_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

TEST_CASE("fault: refused, DNS and TLS fail before anything is sent, cost nothing and name the host") {
    struct Row {
        std::string name;
        std::string url;
        const char* words;
    };
    loopback::Running plain({});
    loopback::SelfSigned stranger;
    const std::string closed = loopback::Running({}).base_url();  // of nobody, once this line is over
    for (const Row& row :
         {Row{"refused", closed, "connection refused"},
          Row{"DNS", "http://nobody.invalid/v1", "the name nobody.invalid cannot be resolved"},
          Row{"TLS: a handshake that hangs", "https://" + plain.host() + "/v1", "cannot connect to"},
          Row{"TLS: nobody vouches for it", stranger.base_url(), "is not trusted"}}) {
        CAPTURE(row.name);
        ModelDecl declared = make_model(row.url);
        declared.timeout_ms = 2'000;
        const Kept kept = failed_attempt(declared);
        CHECK(kept.failure->error.message.find(row.words) != std::string::npos);
        CHECK(kept.failure->http_status == 0);
        CHECK(kept.cost == PicoUsd{0});
    }
    CHECK(plain.server().requests() == 0);
    CHECK(stranger.hellos() > 0);
    CHECK(stranger.received().empty());
}

TEST_CASE(
    "fault: a hang before and in the middle of an answer ends by its time, as something that was paid") {
    struct Row {
        std::string name;
        loopback::Answer answer;
        bool stream;
    };
    for (const Row& row :
         {Row{"before", {.hang = true}, false}, Row{"before a stream", {.hang = true}, true},
          Row{"in the middle", {.hang = true, .pieces = {"{\"choices\""}}, false},
          Row{"in the middle of a stream",
              {.hang = true, .content_type = "text/event-stream", .pieces = {text_event("{\"title\"")}},
              true}}) {
        CAPTURE(row.name);
        loopback::Running model(scripted({row.answer}));
        ModelDecl declared = make_model(model.base_url());
        declared.stream = row.stream;
        declared.timeout_ms = 300;
        const Kept kept = failed_attempt(declared);
        CHECK(kept.failure->error.message.find("in time") != std::string::npos);
        CHECK(kept.failure->retry_helps);
        CHECK(kept.cost.value > 0);
        CHECK(model.server().requests() == 1);
    }
}

TEST_CASE("fault: 401 and 402 are about the account: no second try, whatever the headers wish") {
    for (const int status : {401, 402})
        for (const char* headers : {"", "Retry-After: 0\r\n", "Retry-After-Ms: 1\r\n"}) {
            CAPTURE(status);
            CAPTURE(headers);
            loopback::Running model(scripted({status_of(status, headers)}));
            const Kept kept = failed_attempt(tried_twice(model.base_url()));
            CHECK(kept.failure->http_status == status);
            CHECK(kept.failure->about_money == (status == 402));
            CHECK(kept.last);
            CHECK(kept.cost == PicoUsd{0});
            CHECK(model.server().requests() == 1);
        }
}

TEST_CASE("fault: 408, 409, 429, 500, 502, 503, 504 and 529 pass: tried again, each attempt told") {
    struct Row {
        std::string headers;
        bool again;
    };
    const Row rows[] = {{"", true},
                        {"Retry-After: 0\r\n", true},
                        {"Retry-After-Ms: 5\r\n", true},
                        {"Retry-After-Ms: 5\r\nRetry-After: 86400\r\n", true},  // the finer one counts
                        {retry_at(-k_day_ms), true},
                        {retry_at(k_day_ms), false},
                        {"Retry-After: 86400\r\n", false},
                        {"Retry-After: 99999999999999999999999999\r\n", false},
                        {"Retry-After-Ms: 99999999999999999999999999\r\n", false},
                        {"x-should-retry: false\r\n", false}};
    for (const int status : k_passing_statuses)
        for (const Row& row : rows) {
            CAPTURE(status);
            CAPTURE(row.headers);
            loopback::Running model(scripted({status_of(status, row.headers)}));
            const Asked asked = Asked::of({tried_twice(model.base_url())}, make_calls(1));
            REQUIRE(asked.done);
            REQUIRE(asked.attempts().size() == (row.again ? 2 : 1));
            const Kept& first = asked.attempts()[0];
            REQUIRE(first.failure);
            CHECK(first.failure->http_status == status);
            CHECK(first.failure->error.code == ErrorCode::model_unavailable);
            CHECK(first.cost == PicoUsd{0});
            CHECK(first.last != row.again);
            if (row.again) CHECK_FALSE(asked.attempts()[1].failure);
            CHECK(model.server().requests() == asked.attempts().size());
        }
}

TEST_CASE("fault: a retry header is waited for in seconds, milliseconds and until a date; garbage is none") {
    using SteadyClock = std::chrono::steady_clock;
    struct Row {
        std::string headers;
        std::int64_t at_least_ms;
    };
    // Each is longer than any wait of our own after one attempt (500 ms), but for the garbage.
    for (const Row& row :
         {Row{"Retry-After: 1\r\n", 1'000}, Row{"Retry-After-Ms: 700\r\n", 700}, Row{retry_at(1'000), 1'000},
          Row{"Retry-After: soon\r\n", 0}, Row{"Retry-After: Tue, 99 Foo 2026 99:99:99 GMT\r\n", 0},
          Row{"Retry-After: -5\r\nRetry-After-Ms: x\r\n", 0}, Row{"Retry-After:\r\n", 0}}) {
        CAPTURE(row.headers);
        loopback::Running model(scripted({status_of(503, row.headers)}));
        const auto begun = SteadyClock::now();
        const Asked asked = Asked::of({tried_twice(model.base_url())}, make_calls(1));
        REQUIRE(asked.attempts().size() == 2);
        CHECK_FALSE(asked.attempts()[1].failure);
        CHECK(SteadyClock::now() - begun >= std::chrono::milliseconds(row.at_least_ms));
    }
}

TEST_CASE("fault: a 429 for a quota is about money, and no header makes it worth another try") {
    for (const char* headers : {"", "Retry-After: 0\r\n", "x-should-retry: true\r\n"}) {
        loopback::Answer quota = loopback::answer_to("quota", "", "");
        quota.headers = headers;
        loopback::Running model(scripted({quota}));
        const Kept kept = failed_attempt(tried_twice(model.base_url()));
        CHECK(kept.failure->about_money);
        CHECK(model.server().requests() == 1);
    }
}

TEST_CASE("fault: a redirect to another host is not followed, and the host is not even asked") {
    loopback::Running other({});
    for (const int status : {301, 302, 303, 307, 308}) {
        CAPTURE(status);
        const std::string location =
            fmt::format("Location: {}/chat/completions?key={}\r\n", other.base_url(), k_secret);
        loopback::Running model(scripted({{.status = status, .headers = location, .body = "{}"}}));
        const Kept kept = failed_attempt(tried_twice(model.base_url()));
        CHECK(kept.failure->error.code == ErrorCode::invalid_file);
        CHECK(kept.failure->error.message.find("not followed") != std::string::npos);
        CHECK(model.server().requests() == 1);
    }
    CHECK(other.server().connections() == 0);
}

TEST_CASE("fault: a stream cut before its end is a failure that was paid for, however it is cut") {
    for (const bool in_order : {false, true}) {
        loopback::Running model(scripted({{.cut = !in_order,
                                           .content_type = "text/event-stream",
                                           .pieces = {text_event("{\"title\":\"Hello\"}")}}}));
        const Kept kept = failed_attempt(streaming(model.base_url()));
        CHECK(kept.failure->retry_helps);
        CHECK(kept.cost.value > 0);
        CHECK(kept.usage.source != UsageSource::reported);
    }
}

TEST_CASE("fault: errors inside a 200, whole and in a stream, are failures with the provider's words") {
    const std::string error = R"({"error":{"message":"overloaded today","type":"server_error"}})";
    for (const bool stream : {false, true}) {
        loopback::Answer answer{.body = error};
        if (stream)
            answer = {.content_type = "text/event-stream",
                      .pieces = {text_event("{\"title"), "data: " + error + "\n\n", end_events()}};
        loopback::Running model(scripted({answer}));
        ModelDecl declared = make_model(model.base_url());
        declared.stream = stream;
        const Kept kept = failed_attempt(declared);
        CHECK(kept.failure->retry_helps);
        CHECK(kept.failure->error.context.at(0).find("overloaded today") != std::string::npos);
    }
}

TEST_CASE("fault: invalid UTF-8, whole and in a stream, is a failure and never a text") {
    for (const bool stream : {false, true}) {
        loopback::Answer answer = loopback::answer_to("invalid-utf8", "", R"({"title":"x"})");
        if (stream)
            answer = {
                .content_type = "text/event-stream",
                .pieces = {"data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\xff\xc0\"}}]}\n\n",
                           end_events()}};
        loopback::Running model(scripted({answer}));
        ModelDecl declared = make_model(model.base_url());
        declared.stream = stream;
        const Kept kept = failed_attempt(declared);
        CHECK(kept.text.empty());
        CHECK(kept.failure->retry_helps);
    }
}

TEST_CASE("fault: LF, CR and CRLF in events that are split at every byte give the same answer") {
    for (const char* line_end : {"\n", "\r\n", "\r"}) {
        const std::string stream = text_event("{\"title\":", line_end) +
                                   text_event("\"H\xc3\xb6r\"}", line_end) + end_events(line_end);
        std::vector<std::string> bytes;
        for (const char c : stream) bytes.emplace_back(1, c);
        loopback::Running model(scripted({{.content_type = "text/event-stream", .pieces = bytes}}));
        const Asked asked = Asked::of({streaming(model.base_url())}, make_calls(1));
        REQUIRE(asked.attempts().size() == 1);
        const Kept& kept = asked.attempts()[0];
        REQUIRE_FALSE(kept.failure);
        CHECK(kept.text == "{\"title\":\"H\xc3\xb6r\"}");
        CHECK(kept.usage.output == 4);
    }
}

TEST_CASE("fault: a 100 MB answer is left at the limit, with its memory, and says so") {
    constexpr std::size_t k_answer_bytes = 100u << 20;
    constexpr std::size_t k_sent_bytes_max = 24u << 20;  // the limit of 4 MB and what the sockets buffer
    constexpr std::int64_t k_memory_kb_max = 64 * 1024;
    const auto endless = [](int status, const char* type, std::string piece) {
        return loopback::Answer{.status = status,
                                .content_type = type,
                                .pieces = {std::move(piece)},
                                .endless_bytes = k_answer_bytes};
    };
    struct Row {
        std::string name;
        loopback::Answer answer;
        bool stream;
        const char* words;
    };
    const std::string blank(65'536, ' ');
    for (const Row& row :
         {Row{"whole", endless(200, "application/json", blank), false, "is too large"},
          Row{"an error", endless(500, "application/json", blank), false, "is too large"},
          Row{"a stream of events", endless(200, "text/event-stream", text_event(std::string(60'000, 'x'))),
              true, "is too large"},
          Row{"an event without its end", endless(200, "text/event-stream", blank), true,
              "the provider's stream holds an event of more than 1048576 bytes"}}) {
        CAPTURE(row.name);
        loopback::Running model(scripted({row.answer}));
        ModelDecl declared = make_model(model.base_url());
        declared.stream = row.stream;
        declared.timeout_ms = 60'000;
        const std::int64_t before_kb = peak_kb();
        const Kept kept = failed_attempt(declared);
        CHECK(kept.failure->error.message.find(row.words) != std::string::npos);
        CHECK(model.server().bytes_sent() < k_sent_bytes_max);
        CHECK(peak_kb() - before_kb < k_memory_kb_max);
    }
}

TEST_CASE("fault: usage that is missing is estimated and paid for, whole and in a stream") {
    for (const bool stream : {false, true}) {
        const std::string text = "{\\\"title\\\":\\\"Hello\\\"}";
        loopback::Answer answer{
            .body = fmt::format(R"({{"choices":[{{"message":{{"content":"{}"}},"finish_reason":"stop"}}]}})",
                                text)};
        if (stream)
            answer = {.content_type = "text/event-stream",
                      .pieces = {text_event("{\"title\":\"Hello\"}"), end_events("\n", false)}};
        loopback::Running model(scripted({answer}));
        ModelDecl declared = make_model(model.base_url());
        declared.stream = stream;
        const Asked asked = Asked::of({declared}, make_calls(1));
        REQUIRE(asked.attempts().size() == 1);
        const Kept& kept = asked.attempts()[0];
        REQUIRE_FALSE(kept.failure);
        CHECK(kept.usage.source == UsageSource::estimated);
        CHECK(kept.usage.input > 0);
        CHECK(kept.usage.output > 0);
        CHECK(kept.cost.value > 0);
    }
}

TEST_CASE("fault: a clock that jumps moves no deadline and no wait") {
    for (const std::int64_t step_ms : {400 * k_day_ms, -400 * k_day_ms}) {
        CAPTURE(step_ms);
        const JumpingClock clock(step_ms);
        SeededRandom random(7);
        const auto ask = [&](loopback::Running& model, int timeout_ms, int deadline_ms) {
            ModelDecl declared = tried_twice(model.base_url());
            declared.timeout_ms = timeout_ms;
            declared.deadline_ms = deadline_ms;
            TestLedger ledger;
            const std::vector<Candidate> chain{{declared, make_price()}};
            REQUIRE(run_calls(chain, make_calls(2), give_secret, ledger, {clock, random}));
            CHECK(ledger.held.empty());
            CHECK(ledger.given_up.empty());
            return ledger.attempts;
        };
        loopback::Running busy(scripted({status_of(503, "Retry-After-Ms: 20\r\n")}));
        const auto attempts = ask(busy, 20'000, 60'000);
        REQUIRE(attempts.size() == 3);
        CHECK_FALSE(attempts[2].failure);
        // The deadline of a call that hangs comes although the clock says that it is years away, or over.
        loopback::Running hanging({.mode = "hang"});
        for (const Kept& kept : ask(hanging, 60'000, 300)) {
            REQUIRE(kept.failure);
            CHECK(kept.failure->error.message.find("in time") != std::string::npos);
        }
        CHECK(clock.looks() > 4);
    }
}

TEST_CASE("fault: a pool of dead connections loses no call and asks for none twice") {
    std::map<std::string, int> asked_for;  // by body
    loopback::Running model({.script = [&](std::size_t, std::string_view, std::string_view body) {
        ++asked_for[std::string(body)];
        loopback::Answer answer = loopback::answer_to("ok", body, "");
        answer.close_after = true;
        return answer;
    }});
    ModelDecl declared = make_model(model.base_url());
    declared.attempts_max = 4;
    const Asked asked = Asked::of({declared}, make_calls(40));
    REQUIRE(asked.done);
    std::set<std::size_t> answered;
    for (const Kept& kept : asked.attempts())
        if (!kept.failure) answered.insert(kept.call);
    CHECK(answered.size() == 40);
    CHECK(asked_for.size() == 40);
    for (const auto& [body, times] : asked_for) CHECK(times == 1);
}

TEST_CASE("fault: a request that a kept connection took with it is tried again as an attempt of its own") {
    // Every second call is read and its connection closed: it may have been answered and paid for there.
    std::set<std::string> seen;
    loopback::Running model({.script = [&](std::size_t, std::string_view, std::string_view body) {
        const bool is_new = seen.emplace(body).second;
        if (is_new && seen.size() % 2 == 0) return loopback::Answer{.drop = true};
        return loopback::answer_to("ok", body, "");
    }});
    const Asked asked = Asked::of({tried_twice(model.base_url())}, make_calls(10));
    REQUIRE(asked.done);
    std::size_t good = 0;
    for (const Kept& kept : asked.attempts()) {
        good += kept.failure ? 0 : 1;
        if (!kept.failure) continue;
        CHECK(kept.failure->error.message.find("without an answer") != std::string::npos);
        CHECK(kept.cost.value > 0);
    }
    CHECK(good == 10);
    CHECK(asked.attempts().size() == 15);
    CHECK(model.server().requests() == asked.attempts().size());
}
