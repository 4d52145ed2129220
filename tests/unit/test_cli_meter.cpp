#include "cli/meter.hpp"

#include <doctest/doctest.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_wide = 200;

std::string drafting(const Progress& progress, std::int64_t took_ms, std::size_t columns = k_wide) {
    return progress_words("drafting with copy", MeterUnit::drafts, progress, took_ms, columns);
}

PicoUsd cents(std::int64_t count) {
    return {count * k_pico_per_usd / 100};
}

}  // namespace

TEST_CASE("progress says how many of how many at once, and the rate and what is left after a second") {
    CHECK(drafting({0, 7}, 0) == "drafting with copy: 0 of 7 drafts");
    CHECK(drafting({3, 7}, 900) == "drafting with copy: 3 of 7 drafts");
    CHECK(drafting({3, 7}, 9'000) == "drafting with copy: 3 of 7 drafts, 20 a minute, 13 s left");
    CHECK(drafting({0, 7}, 9'000) == "drafting with copy: 0 of 7 drafts, 9 s so far");
    CHECK(drafting({7, 7}, 9'000) == "drafting with copy: 7 of 7 drafts, 47 a minute");
}

TEST_CASE("a rate is told in the span in which one or more are done") {
    CHECK(drafting({40, 80}, 2'000) == "drafting with copy: 40 of 80 drafts, 20 a second, 3 s left");
    CHECK(drafting({2, 4}, 2'000) == "drafting with copy: 2 of 4 drafts, 1 a second, 3 s left");
    CHECK(drafting({1, 4}, 90'000) == "drafting with copy: 1 of 4 drafts, 40 an hour, 5 min left");
    CHECK(drafting({1, 2}, 5'000'000) == "drafting with copy: 1 of 2 drafts, 1 an hour, 84 min left");
}

TEST_CASE("what was known before says nothing of the rate") {
    CHECK(drafting({50, 100, 50}, 5'000) == "drafting with copy: 50 of 100 drafts, 5 s so far");
    CHECK(drafting({60, 100, 50}, 5'000) == "drafting with copy: 60 of 100 drafts, 2 a second, 21 s left");
}

TEST_CASE("what was spent so far is told in cents, beside what went wrong") {
    CHECK(drafting({3, 7, 0, "1 failed", cents(12)}, 9'000) ==
          "drafting with copy: 3 of 7 drafts, 1 failed, 20 a minute, 13 s left, $0.12");
    CHECK(drafting({3, 7, 0, {}, PicoUsd{123'456'000'000}}, 0) == "drafting with copy: 3 of 7 drafts, $0.12");
    CHECK(drafting({3, 7, 0, {}, PicoUsd{1}}, 0) == "drafting with copy: 3 of 7 drafts, under $0.01");
    CHECK(drafting({3, 7, 0, {}, cents(123'405)}, 0) == "drafting with copy: 3 of 7 drafts, $1234.05");
}

TEST_CASE("on a narrow terminal the rate goes first, so that money is seen") {
    const Progress progress{3, 7, 0, "1 failed", cents(12)};
    CHECK(drafting(progress, 9'000, 74) ==
          "drafting with copy: 3 of 7 drafts, 1 failed, 20 a minute, 13 s left, $0.12");
    CHECK(drafting(progress, 9'000, 73) == "drafting with copy: 3 of 7 drafts, 1 failed, 13 s left, $0.12");
}

TEST_CASE("bytes are told in megabytes, and how much there is while none is done") {
    const auto copying = [](std::int64_t done, std::int64_t took_ms) {
        return progress_words("copying", MeterUnit::bytes, {done, 40'000'000}, took_ms, k_wide);
    };
    CHECK(copying(0, 0) == "copying: 40.0 MB");
    CHECK(copying(0, 2'000) == "copying: 40.0 MB, 2 s so far");
    CHECK(copying(10'000'000, 2'000) == "copying: 10.0 of 40.0 MB, 5.0 MB a second, 7 s left");
    CHECK(progress_words("counting", MeterUnit::bytes, {}, 5'000, k_wide) == "counting");
}

}  // namespace mkai::cli
