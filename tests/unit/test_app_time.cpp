// Invariants 12, 13 and 14: what runs out, and what happens later.
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_body = "All eight episodes are here.";
constexpr std::string_view k_other = "All eight episodes are here now.";

TimeMs on(std::string_view day) {
    return start_of(parse_date(day).value());
}

// A decision as no command writes it: legal's yes without an expiry that could be read.
void approve_without_expiry(Studio& studio) {
    const Target target = studio.target(k_push);
    auto writer = studio.ledger->begin();
    REQUIRE(writer);
    Event event = make_event(studio.as("dana"), event_kind::version_decided);
    event.asset = k_push;
    event.version = target.version.number;
    const auto seq = writer->append(std::move(event));
    REQUIRE(seq);
    DecisionRecord decision;
    decision.id = writer->new_id();
    decision.asset = k_push;
    decision.number = target.version.number;
    decision.digest = target.version.digest;
    decision.action = Action::approve;
    decision.person = "dana";
    decision.at = writer->now();
    REQUIRE(writer->insert_decision(decision, *seq));
    REQUIRE(writer->set_decided(k_push, target.version.number, VersionState::legal_approved, "sam"));
    REQUIRE(writer->commit());
}

// A long-lived approval, so that what else runs out is what bites.
void approve_for_years(Studio& studio) {
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(studio.approve("dana", k_push, on("2029-01-01")));
}

Result<Delivered> plan(Studio& studio, TimeMs at, std::string_view typed = k_push) {
    return schedule(studio.as("maria"), studio.target(typed), {"site", {}, {}}, at);
}

}  // namespace

TEST_CASE("invariant 12: an approval is good until its expiry and not a millisecond longer") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    const TimeMs end{k_start.value + k_day_ms};
    REQUIRE(studio.approve("dana", k_push, end));
    studio.clock.set(end);
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "stale-approval");
    CHECK(has(said(refused), "expired on 2026-11-24T09:00:00Z"));
    studio.clock.set({end.value - 1});
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 12: an approval without its own expiry has the workspace's") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    studio.clock.advance_ms(90 * k_day_ms - 1);
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    REQUIRE(studio.withdraw("maria", k_push));
    studio.clock.advance_ms(1);
    CHECK(outcome(studio.publish("maria", k_push)) == "stale-approval");
}

TEST_CASE("invariant 12: an approval that ran out is renewed by approving the same version again") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    studio.clock.advance_ms(91 * k_day_ms);
    const auto renewed = studio.approve("dana", k_push);
    REQUIRE_MESSAGE(renewed, said(renewed));
    CHECK_FALSE(renewed->unchanged);
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 12: an approval whose expiry cannot be read counts as expired") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    approve_without_expiry(studio);
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "stale-approval");
    CHECK(has(said(refused), "cannot be read, which counts as expired"));
}

TEST_CASE("invariant 12: an offer counts through its last day and is over after it") {
    Studio studio;
    approve_for_years(studio);
    studio.clock.set({on("2027-07-01").value - 1});
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    REQUIRE(studio.withdraw("maria", k_push));
    studio.clock.set(on("2027-07-01"));
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "the offer in spring/push.en-GB.a@v1 ended on 2027-06-30"));
}

TEST_CASE("invariant 12: a claim that expired or was withdrawn stops what relies on it") {
    Studio studio;
    studio.folder.edit("claims.yaml", "    evidence: evidence/halvorn-slate.md\n    expires: 2027-12-31",
                       "    evidence: evidence/halvorn-slate.md\n    expires: 2027-01-31");
    studio.reread();
    approve_for_years(studio);
    std::string words;
    SUBCASE("expired") {
        studio.clock.set(on("2027-02-01"));
        words = "relies on claim c-12, which expired on 2027-01-31";
    }
    SUBCASE("withdrawn") {
        studio.folder.edit("claims.yaml", "expires: 2027-01-31", "expires: 2027-01-31\n    withdrawn: true");
        studio.reread();
        words = "relies on claim c-12, which has been withdrawn";
    }
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK_MESSAGE(has(said(refused), words), said(refused));
    CHECK(studio.live_version(k_push) == 0);
}

TEST_CASE("invariant 13: an expiry is written down the first time that it bites, and only then") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    studio.clock.advance_ms(91 * k_day_ms);
    CHECK(studio.events_of(event_kind::expired).empty());
    CHECK(outcome(studio.publish("maria", k_push)) == "stale-approval");
    const auto events = studio.events_of(event_kind::expired);
    REQUIRE(events.size() == 1);
    CHECK(events[0].asset == k_push);
    CHECK(events[0].version == 1);
    CHECK(events[0].data.at("what") == "approval");
    CHECK(events[0].data.at("id") == "dana");
    CHECK(describe(events[0]) == "maria: the approval of v1 by dana had expired");
    CHECK(outcome(studio.publish("sam", k_push)) == "stale-approval");
    CHECK(studio.events_of(event_kind::expired).size() == 1);
}

TEST_CASE("invariant 13: an offer and a claim that have run out are written down too") {
    Studio studio;
    approve_for_years(studio);
    studio.clock.set(on("2028-02-01"));
    CHECK(outcome(studio.publish("maria", k_push)) == "blocked");
    std::vector<std::string> found;
    for (const Event& event : studio.events_of(event_kind::expired))
        found.push_back(event.data.at("what") + (event.data.contains("id") ? " " + event.data.at("id") : ""));
    CHECK(found == std::vector<std::string>{"offer", "claim c-12", "claim c-14"});
}

TEST_CASE("invariant 13: an approval that a rollback passes over because it ran out is written down") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.clock.advance_ms(60 * k_day_ms);
    studio.published_version(k_push, k_other);
    studio.clock.advance_ms(60 * k_day_ms);
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->withdrawn);
    const auto events = studio.events_of(event_kind::expired);
    REQUIRE(events.size() == 1);
    CHECK(events[0].version == 1);
}

TEST_CASE("invariant 13: a plan for a day after the offer's end is refused, and nothing has expired yet") {
    Studio studio;
    approve_for_years(studio);
    const auto refused = plan(studio, on("2027-07-02"));
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "ended on 2027-06-30"));
    CHECK(studio.events_of(event_kind::expired).empty());
}

TEST_CASE("invariant 14: a scheduled publication fires through the gate when it is due") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    const TimeMs at{k_start.value + k_day_ms};
    const auto planned = plan(studio, at);
    REQUIRE_MESSAGE(planned, said(planned));
    studio.clock.set({at.value - 1});
    CHECK(publish_due(studio.as("ci-bot"))->empty());
    studio.clock.set(at);
    const auto fired = publish_due(studio.as("ci-bot"));
    REQUIRE_MESSAGE(fired, said(fired));
    REQUIRE(fired->size() == 1);
    CHECK(fired->front().delivered.has_value());
    CHECK(studio.live_version(k_push) == 1);
    CHECK(publish_due(studio.as("ci-bot"))->empty());
    CHECK(studio.events_of(event_kind::schedule_ended).back().data.at("outcome") == "published");
}

TEST_CASE(
    "invariant 14: what was approved when it was planned and is not any more is refused when it fires") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    REQUIRE(plan(studio, {k_start.value + k_day_ms}));
    std::string code;
    SUBCASE("the approval was taken back") {
        REQUIRE(studio.decide("dana", Action::revoke, k_push));
        code = "stale-approval";
    }
    SUBCASE("the offer has changed") {
        studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"5.49\"");
        studio.reread();
        code = "stale-approval";
    }
    SUBCASE("it was rejected") {
        REQUIRE(studio.decide("dana", Action::reject, k_push));
        code = "blocked";
    }
    studio.clock.advance_ms(k_day_ms);
    const auto fired = publish_due(studio.as("ci-bot"));
    REQUIRE(fired);
    REQUIRE(fired->size() == 1);
    REQUIRE(fired->front().refused);
    CHECK(info_of(fired->front().refused->code).name == code);
    CHECK(studio.live_version(k_push) == 0);
    CHECK(studio.ledger->list_open_schedules()->empty());
    CHECK(studio.events_of(event_kind::schedule_ended).back().data.at("refusal") == code);
}

TEST_CASE("invariant 14: somebody who may not publish does not use up what others planned") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    REQUIRE(plan(studio, {k_start.value + k_day_ms}));
    studio.clock.advance_ms(k_day_ms);
    const auto fired = publish_due(studio.as("dana"));
    REQUIRE(fired);
    REQUIRE(fired->size() == 1);
    REQUIRE(fired->front().refused);
    CHECK(info_of(fired->front().refused->code).name == "role-lacking");
    CHECK(studio.ledger->list_open_schedules()->size() == 1);
    CHECK(publish_due(studio.as("ci-bot"))->front().delivered.has_value());
}

TEST_CASE("invariant 14: a plan is looked at as of its day, and a day in the past is none") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    CHECK(outcome(plan(studio, {k_start.value + 91 * k_day_ms})) == "stale-approval");
    CHECK(outcome(plan(studio, k_start)) == "invalid-value");
    CHECK(studio.ledger->list_open_schedules()->empty());
}

TEST_CASE("invariant 15: editing a scheduled item leaves the approved version scheduled") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    REQUIRE(plan(studio, {k_start.value + k_day_ms}));
    REQUIRE(studio.edit_body("sam", k_push, k_other));
    studio.clock.advance_ms(k_day_ms);
    const auto fired = publish_due(studio.as("ci-bot"));
    REQUIRE(fired);
    REQUIRE(fired->front().delivered);
    CHECK(studio.live_version(k_push) == 1);
}

}  // namespace mkai::app
