// Money is exact: integers of pico-dollars, each bucket of tokens at its own price.
#include "core/domain/price.hpp"
#include "core/domain/spend.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace mkai {

namespace {

Price price(std::string input, std::string output) {
    Price p;
    p.id = "openai/gpt";
    p.usd_per_million.input = std::move(input);
    p.usd_per_million.output = std::move(output);
    return p;
}

std::string cost(const Usage& usage, const Price& p) {
    const auto sum = cost_of(usage, p);
    return sum ? to_decimal(*sum) : "unknown";
}

}  // namespace

TEST_CASE("a token of a cheap model has an exact price") {
    CHECK(cost({1, 0, 0, 0, 0, 0}, price("0.075", "0.30")) == "0.000000075");
    CHECK(cost({0, 0, 0, 0, 1, 0}, price("0.075", "0.30")) == "0.0000003");
    CHECK(cost({1'000'000, 0, 0, 0, 1'000'000, 0}, price("0.075", "0.30")) == "0.375");
}

TEST_CASE("a million calls cost a million times one call") {
    const Price p = price("0.075", "0.30");
    const Usage usage{123, 0, 0, 0, 45, 0};
    PicoUsd sum;
    for (int i = 0; i < 1'000'000; ++i) sum = sum_of(sum, *cost_of(usage, p)).value();
    CHECK(sum.value == 1'000'000 * cost_of(usage, p)->value);
    CHECK(to_decimal(sum) == "22.725");
}

TEST_CASE("each bucket has its own price, and one that is not told costs what its kind does") {
    Price p = price("3", "15");
    const Usage usage{1'000'000, 1'000'000, 1'000'000, 1'000'000, 1'000'000, 1'000'000};
    CHECK(cost(usage, p) == "42.00");  // four at 3, two at 15
    p.usd_per_million.cache_read = "0.30";
    p.usd_per_million.cache_write_5m = "3.75";
    p.usd_per_million.cache_write_1h = "6";
    p.usd_per_million.reasoning = "20";
    CHECK(cost(usage, p) == "48.05");
}

TEST_CASE("a run of a billion expensive tokens still has a price") {
    CHECK(cost({0, 0, 0, 0, 1'000'000'000, 0}, price("15", "75.000001")) == "75000.001");
}

TEST_CASE("an unknown price is no price, and a free one says so") {
    CHECK(cost({1, 0, 0, 0, 1, 0}, Price{}) == "unknown");
    CHECK(cost({1, 0, 0, 0, 1, 0}, price("1", "")) == "unknown");
    Price free;
    free.free = true;
    CHECK(cost({1, 0, 0, 0, 1, 0}, free) == "0.00");
}

TEST_CASE("a row that holds for short prompts has no price for a long one") {
    Price p = price("1", "1");
    p.input_tokens_max = 1'000;
    CHECK(cost({600, 400, 0, 0, 5'000, 0}, p) == "0.006");
    CHECK(cost({601, 400, 0, 0, 5'000, 0}, p) == "unknown");
}

TEST_CASE("what does not fit into an integer is unknown, never wrapped round") {
    const auto most = std::numeric_limits<std::int64_t>::max();
    CHECK(cost({most, 0, 0, 0, 0, 0}, price("1", "1")) == "unknown");
    CHECK_FALSE(sum_of({most}, {1}));
    CHECK(cost({-1, 0, 0, 0, 0, 0}, price("1", "1")) == "unknown");
}

TEST_CASE("the bytes of a price differ where anything in it differs") {
    const Price p = price("1", "2");
    Price other = p;
    CHECK(price_to_bytes(other) == price_to_bytes(p));
    other.checked_on = "2026-11-24";
    CHECK(price_to_bytes(other) != price_to_bytes(p));
    other = p;
    other.usd_per_million.reasoning = "2";
    CHECK(price_to_bytes(other) != price_to_bytes(p));
    other = p;
    other.input_tokens_max = 1;
    CHECK(price_to_bytes(other) != price_to_bytes(p));
}

TEST_CASE("other currencies are converted exactly, or not at all") {
    ExchangeRates rates{"2026-11-24", {{"GBP", "1.27"}, {"JPY", "0.006412"}}};
    CHECK(to_decimal(to_usd("100", "USD", rates).value()) == "100.00");
    CHECK(to_decimal(to_usd("100.10", "GBP", rates).value()) == "127.127");
    CHECK(to_decimal(to_usd("0.000001", "JPY", rates).value()) == "0.000000006412");
    CHECK_FALSE(to_usd("100", "EUR", rates));
    CHECK_FALSE(to_usd("a lot", "GBP", rates));
    CHECK_FALSE(to_usd("900000", "GBP", rates));
    CHECK(to_usd("787401", "GBP", rates));
}

TEST_CASE("periods are days and calendar months of UTC") {
    const TimeMs leap = start_of(Date{2028, 2, 29});
    CHECK(days_of(Period::day, leap) == DaySpan{"2028-02-29", "2028-02-29"});
    CHECK(days_of(Period::month, leap) == DaySpan{"2028-02-01", "2028-02-29"});
    CHECK(days_of(Period::month, start_of(Date{2026, 12, 31})) == DaySpan{"2026-12-01", "2026-12-31"});
    CHECK(end_of(Period::month, leap) == start_of(Date{2028, 3, 1}));
    CHECK(end_of(Period::day, leap) == start_of(Date{2028, 3, 1}));
    CHECK_FALSE(end_of(Period::all, leap));
}

TEST_CASE("a cap is about those whom it names, or about each one") {
    SpendCap cap;
    const SpendKeys keys{"maria", "spring", "copy", "campaign-copy"};
    CHECK(applies(cap, keys));
    cap.scope = SpendScope::person;
    CHECK(applies(cap, keys));
    CHECK(id_for(cap, keys) == "maria");
    CHECK(words_of(cap.scope, cap.id) == "each person");
    cap.id = "sam";
    CHECK_FALSE(applies(cap, keys));
    cap.scope = SpendScope::team;
    cap.id = "growth";
    CHECK_FALSE(applies(cap, keys));
    cap.people = {"sam", "maria"};
    CHECK(applies(cap, keys));
    CHECK(id_for(cap, keys) == "growth");
    CHECK(words_of(cap.scope, cap.id) == "team growth");
}

TEST_CASE("a price that was kept reads back as it was, with its row") {
    Price price;
    price.id = "openai/x";
    price.usd_per_million = {"1", "2", "0.5", "", "", "3"};
    price.source = "https://example.com";
    price.checked_on = "2026-11-01";
    price.input_tokens_max = 1000;
    const auto back = price_from_bytes(price_to_bytes(price));
    REQUIRE(back);
    CHECK(back->usd_per_million == price.usd_per_million);
    CHECK(back->checked_on == price.checked_on);
    CHECK(back->input_tokens_max == 1000);
    CHECK_FALSE(back->free);
    CHECK(back->row.size() == 64);
    CHECK(price_to_bytes(*back) == price_to_bytes(price));
    for (const std::string_view bytes : {"", "[]", "{}", R"({"id":1})"}) CHECK_FALSE(price_from_bytes(bytes));
}

}  // namespace mkai
