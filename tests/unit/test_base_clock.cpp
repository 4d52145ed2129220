#include "core/base/clock.hpp"
#include "core/base/hash.hpp"
#include "core/base/id.hpp"

#include <doctest/doctest.h>

using namespace mkai;

TEST_CASE("a date is read strictly and only when the day exists") {
    CHECK(parse_date("2026-02-28") == Date{2026, 2, 28});
    CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
    for (const char* wrong : {"2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-01", "2026/01/01",
                              "", "2026-01-01T", "yyyy-mm-dd"})
        CHECK_MESSAGE(!parse_date(wrong), wrong);
}

TEST_CASE("a day lasts from its first to its last millisecond in UTC") {
    const Date day{2026, 12, 1};
    CHECK(format_utc(start_of(day)) == "2026-12-01T00:00:00Z");
    CHECK(end_of(day).value - start_of(day).value == k_day_ms);
    CHECK(date_of({end_of(day).value - 1}) == day);
    CHECK(date_of(end_of(day)) == Date{2026, 12, 2});
}

TEST_CASE("times are read as dates, RFC 3339 and distances from now") {
    const TimeMs now = start_of({2026, 11, 23});
    CHECK(*parse_time("2026-12-01", now) == start_of({2026, 12, 1}));
    CHECK(format_utc(*parse_time("2026-12-01 09:30", now)) == "2026-12-01T09:30:00Z");
    CHECK(format_utc(*parse_time("2026-12-01T09:30:00+01:00", now)) == "2026-12-01T08:30:00Z");
    CHECK(format_utc_ms(*parse_time("2026-12-01T09:30:00.25Z", now)) == "2026-12-01T09:30:00.250Z");
    CHECK(parse_time("+2h", now)->value == now.value + 2 * 3600 * 1000);
    for (const char* wrong :
         {"tomorrow", "2026-12-01T25:00", "2026-12-01T", "+h", "+1y", "2026-12-01 09", "-2h"})
        CHECK_MESSAGE(!parse_time(wrong, now), wrong);
}

TEST_CASE("SHA-256 gives the published digests") {
    // FIPS 180-2, appendix B.1
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(salted_sha256_hex("a", "bc") == sha256_hex("abc"));
}

TEST_CASE("ids are version 7, unique, and sort in the order of making even when the clock stands still") {
    FixedClock clock(start_of({2026, 11, 23}));
    SeededRandom random(1);
    IdMaker ids(clock, random);
    std::string last;
    for (int i = 0; i < 10000; ++i) {
        if (i == 5000) clock.advance_ms(-60000);
        const std::string id = ids.next();
        REQUIRE(is_uuid(id));
        REQUIRE(id[14] == '7');
        REQUIRE(id > last);
        last = id;
    }
}
