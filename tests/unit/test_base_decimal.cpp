// Exact amounts.
#include "core/base/decimal.hpp"

#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace mkai {

TEST_CASE("an amount keeps the digits that a price shows, and loses only leading zeros") {
    CHECK(canonical_amount("4.99") == "4.99");
    CHECK(canonical_amount("4.90") == "4.90");
    CHECK(canonical_amount("0004.5") == "4.5");
    CHECK(canonical_amount("0") == "0");
    CHECK(canonical_amount("00") == "0");
    CHECK(canonical_amount("0.000001") == "0.000001");
    CHECK(canonical_amount("999999999999.999999") == "999999999999.999999");
    for (const char* bad : {"",    ".",   ".5",    "5.",    "-1",    "+1",    "1,000",         "1 000",
                            "1e3", "0x1", "4.99 ", " 4.99", "£4.99", "4.9.9", "1234567890123", "0.0000001",
                            "NaN", "inf", "٤",     "1'000"})
        CHECK_MESSAGE(!canonical_amount(bad), bad);
    CHECK_FALSE(canonical_amount(std::string("4\0", 2)));
}

TEST_CASE("amounts are compared by value, without rounding") {
    CHECK(compare_amounts("4.9", "4.90") == 0);
    CHECK(compare_amounts("4.900001", "4.9") == 1);
    CHECK(compare_amounts("10", "9.999999") == 1);
    CHECK(compare_amounts("0.1", "0.11") == -1);
    CHECK(compare_amounts("999999999999.999999", "999999999999.999998") == 1);
}

TEST_CASE("dollars round trip through pico-dollars to the last digit") {
    for (const char* text : {"0.00", "0.01", "1.00", "0.000123", "0.000000000001", "999999.999999999999"}) {
        const auto usd = parse_usd(text);
        REQUIRE_MESSAGE(usd, text);
        CHECK(to_decimal(*usd) == text);
    }
    CHECK(parse_usd("1")->value == k_pico_per_usd);
    CHECK(to_decimal(PicoUsd{10}) == "0.00000000001");
    CHECK(to_decimal(PicoUsd{-1'500'000'000'000}) == "-1.50");
    CHECK(to_decimal(PicoUsd{std::numeric_limits<std::int64_t>::min()}) == "-9223372.036854775808");
    for (const char* bad : {"", "1000000.0000000000001", "10000000", "-1", "1e-3", "0.0000000000001"})
        CHECK_MESSAGE(!parse_usd(bad), bad);
}

TEST_CASE("the cost of tokens is exact, rounded up, and empty when it would not fit") {
    CHECK(token_cost(1'000'000, "0.15") == parse_usd("0.15"));
    CHECK(token_cost(1, "0.15")->value == 150'000);
    CHECK(token_cost(1, "0.000001")->value == 1);
    CHECK(token_cost(1, "0.0000005")->value == 1);
    CHECK(token_cost(3, "0.0000005")->value == 2);
    CHECK(token_cost(0, "15")->value == 0);
    CHECK_FALSE(token_cost(-1, "15"));
    CHECK_FALSE(token_cost(1, "fifteen"));
    CHECK_FALSE(token_cost(std::numeric_limits<std::int64_t>::max(), "1"));
    CHECK_FALSE(token_cost(10'000'000, "999999"));
}

TEST_CASE("a currency is three capital letters") {
    CHECK(is_currency_code("GBP"));
    for (const char* bad : {"", "GB", "gbp", "GBPX", "G1P", "£"}) CHECK_MESSAGE(!is_currency_code(bad), bad);
}

}  // namespace mkai
