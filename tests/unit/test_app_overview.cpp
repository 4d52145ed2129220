// Campaigns at a glance: who is waited for, and what is looked at first.
#include "core/app/overview.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::app;

namespace {

constexpr TimeMs k_now{1'795'424'400'000};

RequestRecord asked(std::string role, std::string assignee, std::int64_t days_ago, std::string due) {
    RequestRecord request;
    request.role = std::move(role);
    request.assignee = std::move(assignee);
    request.action = "review";
    request.opened_at = {k_now.value - days_ago * k_day_ms};
    request.due = std::move(due);
    return request;
}

AssetStatus waiting(std::vector<RequestRecord> requests) {
    AssetStatus row;
    row.asset = "spring/email.en-GB.a";
    row.brief = "spring";
    row.state = "draft";
    row.waiting_on = std::move(requests);
    return row;
}

}  // namespace

TEST_CASE(
    "open requests add up by whom they wait for, the most first, with the oldest and the earliest day") {
    const std::vector<AssetStatus> rows{
        waiting({asked("legal", "dana", 1, "")}),
        waiting({asked("marketer", "", 1, "2026-12-05")}),
        waiting({asked("marketer", "", 4, "2026-12-24")}),
        waiting({asked("marketer", "sam", 2, "")}),
    };
    const std::vector<WaitingSum> sums = sum_waiting(rows);
    REQUIRE(sums.size() == 3);
    CHECK(sums[0].oldest.role == "marketer");
    CHECK(sums[0].oldest.assignee.empty());
    CHECK(sums[0].requests == 2);
    CHECK(sums[0].oldest.opened_at.value == k_now.value - 4 * k_day_ms);
    CHECK(sums[0].oldest.due == "2026-12-05");
    CHECK(sums[1].oldest.due.empty());
}

TEST_CASE("who a request names is waited for, else whoever has its role") {
    Person sam;
    sam.id = "sam";
    sam.roles = {Role::marketer};
    CHECK(waits_for(asked("marketer", "sam", 2, ""), sam));
    CHECK(waits_for(asked("marketer", "", 1, ""), sam));
    CHECK_FALSE(waits_for(asked("marketer", "maria", 1, ""), sam));
    CHECK_FALSE(waits_for(asked("legal", "", 1, ""), sam));
}

TEST_CASE("the states that are shown stand in the order of the workflow") {
    CHECK(shown_states() ==
          std::vector<std::string_view>{"draft", "reviewed", "legal-approved", "published", "rejected"});
}

TEST_CASE("what keeps copy from going on comes before what rests") {
    AssetStatus row = waiting({});
    CHECK(urgency_of(row, k_now) == Urgency::rests);
    row.state = "legal-approved";
    CHECK(urgency_of(row, k_now) == Urgency::moves);
    row.expires = TimeMs{k_now.value + 90 * k_day_ms};
    CHECK(urgency_of(row, k_now) == Urgency::moves);
    row.waiting_on = {asked("legal", "", 1, "")};
    CHECK(urgency_of(row, k_now) == Urgency::waits);
    row.stale = true;
    CHECK(urgency_of(row, k_now) == Urgency::stale);
    row.expires = TimeMs{k_now.value + 3 * k_day_ms};
    CHECK(urgency_of(row, k_now) == Urgency::expires_soon);
    row.problem = "the approval by dana was taken back";
    CHECK(urgency_of(row, k_now) == Urgency::problem);
}
