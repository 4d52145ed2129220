#include "core/gateway/rate_limits.hpp"
#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;
using Wait = std::optional<std::int64_t>;

const TimeMs k_now = parse_time("2026-11-24T10:00:00Z", {}).value();

Wait wait_of(Headers headers, long status = 429) {
    return retry_after_ms(response_of("", status, std::move(headers)), k_now);
}

}  // namespace

TEST_CASE("a failed answer asks for a wait in milliseconds, in seconds or until a date") {
    CHECK(wait_of({{"retry-after-ms", "1500"}}) == 1500);
    CHECK(wait_of({{"retry-after-ms", "12.3"}}) == 13);
    CHECK(wait_of({{"retry-after-ms", "20"}, {"retry-after", "7"}}) == 20);
    CHECK(wait_of({{"retry-after-ms", "soon"}, {"retry-after", "7"}}) == 7000);
    CHECK(wait_of({{"retry-after", "0"}}) == 0);
    CHECK(wait_of({{"retry-after", "1.25"}}) == 1250);
    CHECK(wait_of({{"retry-after", "Tue, 24 Nov 2026 10:00:30 GMT"}}) == 30'000);
    CHECK(wait_of({{"retry-after", "Tue, 24 Nov 2026 09:00:00 GMT"}}) == 0);
}

TEST_CASE("a wait that cannot be read is none, and a huge one stays huge") {
    for (const char* text :
         {"", "soon", "-1", "1s", "1.", ".5", "Tue, 24 Nov 2026", "Tue, 24 Foo 2026 10:00:30 GMT",
          "Tue, 31 Feb 2026 10:00:30 GMT", "Tuesday, 24-Nov-26 10:00:30 GMT", "0x10", "1e3"})
        CHECK_MESSAGE(!wait_of({{"retry-after", text}}), text);
    CHECK_FALSE(wait_of({}));
    CHECK(wait_of({{"retry-after", "86400"}}) == k_day_ms);
    CHECK(wait_of({{"retry-after", "99999999999999999999999"}}) > 300 * k_day_ms);
    CHECK(wait_of({{"retry-after-ms", "99999999999999999999999"}}) > 300 * k_day_ms);
}

TEST_CASE("a good answer asks for no wait, although Anthropic sends the header with it") {
    CHECK_FALSE(wait_of({{"retry-after", "41"}}, 200));
    CHECK(wait_of({{"retry-after", "41"}}, 503) == 41'000);
}

TEST_CASE("the limits of OpenAI and its kin are read, in each of their ways to write a time") {
    struct Row {
        const char* text;
        Wait wait;
    };
    for (const Row& row :
         {Row{"1s", 1000}, Row{"6m0s", 120'000}, Row{"12ms", 12}, Row{"1m2.5s", 62'500}, Row{"7", 7000},
          Row{"0", 0}, Row{"0s", 0}, Row{"500us", 0}, Row{"1h", 120'000}, Row{"99999999999999999h", 120'000},
          Row{"", {}}, Row{"s", {}}, Row{"1x", {}}, Row{"1s2", {}}, Row{"soon", {}}, Row{"-1s", {}}}) {
        CAPTURE(row.text);
        const auto limits =
            rate_limits_of(response_of("", 200, {{"x-ratelimit-reset-tokens", row.text}}), k_now);
        CHECK(limits.tokens_reset_ms == row.wait);
    }
    const auto limits = rate_limits_of(response_of("", 200,
                                                   {{"x-ratelimit-remaining-requests", "59"},
                                                    {"x-ratelimit-remaining-tokens", "149984"},
                                                    {"x-ratelimit-reset-requests", "1s"}}),
                                       k_now);
    CHECK(limits.requests_left == 59);
    CHECK(limits.requests_reset_ms == 1000);
    CHECK(limits.tokens_left == 149984);
    CHECK_FALSE(limits.tokens_reset_ms);
}

TEST_CASE("Anthropic's limits end at a moment") {
    const auto limits =
        rate_limits_of(response_of("", 200,
                                   {{"anthropic-ratelimit-requests-remaining", "0"},
                                    {"anthropic-ratelimit-requests-reset", "2026-11-24T10:00:20Z"},
                                    {"anthropic-ratelimit-tokens-remaining", "8000"},
                                    {"anthropic-ratelimit-tokens-reset", "2026-11-24"}}),
                       k_now);
    CHECK(limits.requests_left == 0);
    CHECK(limits.requests_reset_ms == 20'000);
    CHECK(limits.tokens_left == 8000);
    CHECK_FALSE(limits.tokens_reset_ms);
}

TEST_CASE("a call waits when it would not fit, until the limit begins anew, and never too long") {
    RateLimits limits;
    CHECK(limits.wait_ms(1'000'000) == 0);
    limits = {.requests_left = 1, .requests_reset_ms = 500, .tokens_left = 100, .tokens_reset_ms = 900};
    CHECK(limits.wait_ms(100) == 0);
    CHECK(limits.wait_ms(101) == 900);
    limits.requests_left = 0;
    CHECK(limits.wait_ms(1) == 500);
    CHECK(limits.wait_ms(101) == 900);
    limits.tokens_reset_ms = k_rate_wait_ms_max * 5;
    CHECK(limits.wait_ms(101) == k_rate_wait_ms_max);
    limits = {.requests_left = 0, .requests_reset_ms = {}, .tokens_left = {}, .tokens_reset_ms = {}};
    CHECK(limits.wait_ms(1) == 0);
}
