// Corrections: what the plan finds, and that carrying it out twice does nothing twice.
#include "core/app/correct.hpp"
#include "core/app/delta.hpp"
#include "core/app/live_correction.hpp"
#include "core/app/pause.hpp"
#include "core/app/status.hpp"
#include "tests/unit/app_fixture.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::app;

namespace {

const std::string k_german = "spring/push.de-DE.a";
const std::string k_price = "offer.locales.en-GB.price";

CorrectionRequest asked(Studio& studio, std::string path = k_price, std::string value = "6.99",
                        std::optional<CorrectionWay> way = CorrectionWay::keep) {
    CorrectionRequest out;
    out.named = {studio.target(k_push)};
    out.values = {{std::move(path), std::move(value)}};
    out.way = way;
    out.reason_code = "wrong-price";
    return out;
}

Result<CorrectionPlan> plan(Studio& studio, const CorrectionRequest& request) {
    return plan_correction(studio.as("maria"), request);
}

Result<CorrectionOutcome> correct(Studio& studio, const CorrectionRequest& request) {
    const Session session = studio.as("maria");
    auto known = find_correction(session, request);
    if (!known) return fail(known);
    if (!*known) {
        auto made = plan_correction(session, request);
        if (!made) return fail(made);
        made->way = request.way.value_or(CorrectionWay::keep);
        auto begun = begin_correction(session, request, std::move(*made));
        if (!begun) return fail(begun);
        *known = std::move(*begun);
    }
    return carry_out(session, request, std::move(**known));
}

std::string brief_text(Studio& studio) {
    return studio.folder.read("briefs/spring.yaml");
}

}  // namespace

TEST_CASE("a plan has the assets with the wrong value, and leaves the markets that have another") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    studio.published_version(k_german, "Jetzt 5,99 € im Monat.");
    const std::string before = brief_text(studio);
    const auto found = plan(studio, asked(studio));
    REQUIRE_MESSAGE(found, said(found));
    REQUIRE(found->assets.size() == 1);
    CHECK(found->assets.front().asset == k_push);
    CHECK(found->assets.front().changed == std::vector<std::string>{"body"});
    CHECK(flat_text(found->assets.front().fields.at("body")) == "Now £6.99 a month.");
    REQUIRE(found->assets.front().places.size() == 1);
    CHECK(found->assets.front().places.front().live == 1);
    CHECK(found->assets.front().places.front().target == 0);
    CHECK(found->unconcerned == std::vector<std::string>{k_german});
    // The terms say the price too.
    REQUIRE(found->values.size() == 2);
    CHECK(found->values[1].path == "offer.locales.en-GB.terms");
    CHECK(found->values[1].follows);
    CHECK(has(found->values[1].after, "£6.99 a month"));
    CHECK(brief_text(studio) == before);
    CHECK(studio.events_of("correction.begun").empty());
}

TEST_CASE("a value that nothing has is refused, and nothing is changed") {
    Studio studio;
    studio.published_version(k_push, "A new series.");
    studio.published_version(k_german, "Eine neue Serie.");
    auto of_two_markets = asked(studio, "offer.price");
    of_two_markets.named.push_back(studio.target(k_german));
    CHECK(outcome(plan(studio, of_two_markets)) == "invalid-value");
    CHECK(has(said(plan(studio, of_two_markets)), k_price));
    CHECK(outcome(plan(studio, asked(studio, "offer.locales.en-GB.prise"))) == "invalid-value");
    CHECK(outcome(plan(studio, asked(studio, "kpi.goal", "4.4%"))) == "blocked");
    CHECK(outcome(plan(studio, asked(studio, "owner", "nobody"))) == "invalid-value");
    CHECK(studio.events_of("pause.made").empty());
}

TEST_CASE("a price without a market is that of the named copy's own") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    const auto found = plan(studio, asked(studio, "offer.price"));
    REQUIRE_MESSAGE(found, said(found));
    CHECK(found->values.front().path == k_price);
}

TEST_CASE("a correction that was begun one way does not go on another way without a word") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    REQUIRE(outcome(correct(studio, asked(studio))) == "ok");
    CHECK(outcome(correct(studio, asked(studio, k_price, "6.99", CorrectionWay::withdraw))) == "conflict");
}

TEST_CASE("a plan is not begun over what happened after it was made") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    const auto request = asked(studio);
    auto made = plan(studio, request);
    REQUIRE(made);
    studio.import_version("maria", "spring/push.en-GB.b", "A sibling that came meanwhile.");
    CHECK(outcome(begin_correction(studio.as("maria"), request, std::move(*made))) == "conflict");
    CHECK(studio.events_of("pause.made").empty());
}

TEST_CASE("a brief that was put right by hand, in other quotes, still has its copy corrected") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"6.99\"");
    studio.reread();
    const auto found = plan(studio, asked(studio));
    REQUIRE_MESSAGE(found, said(found));
    CHECK(found->assets.size() == 1);
    CHECK(found->values.front().before == "4.99");
}

TEST_CASE("an earlier version with the same fault is no target of a rollback") {
    Studio studio;
    studio.published_version(k_push, "A new series.");
    studio.published_version(k_push, "Another new series.");
    const auto found = plan(studio, asked(studio));
    REQUIRE_MESSAGE(found, said(found));
    const CorrectionPlace& place = found->assets.front().places.front();
    CHECK(place.live == 2);
    CHECK(place.target == 0);
    REQUIRE(place.passed_over.size() == 1);
    CHECK(place.passed_over.front() == "v1 has the same fault");
}

TEST_CASE("an earlier version without the fault comes back") {
    Studio studio;
    CorrectionRequest words;
    studio.published_version(k_push, "A new series.");
    studio.published_version(k_push, "A new serious.");
    words.named = {studio.target(k_push)};
    words.fields = {{"body", "A newer series."}};
    words.way = CorrectionWay::rollback;
    words.reason_code = "typo";
    const auto found = plan(studio, words);
    REQUIRE_MESSAGE(found, said(found));
    CHECK(found->assets.size() == 1);
    const auto done = correct(studio, words);
    REQUIRE_MESSAGE(done, said(done));
    CHECK(done->standing.front().version == 3);
    CHECK(studio.live_version(k_push) == 1);
    // Given again it stays where that one went.
    REQUIRE(correct(studio, words));
    CHECK(studio.live_version(k_push) == 1);
}

TEST_CASE("a correction is made once, however often it is given") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    const CorrectionRequest request = asked(studio, k_price, "6.99", CorrectionWay::withdraw);
    const auto first = correct(studio, request);
    REQUIRE_MESSAGE(first, said(first));
    CHECK(first->delivered.size() == 1);
    CHECK(studio.live_version(k_push) == 0);
    CHECK(first->standing.front().step == CorrectionStep::review);
    CHECK(has(brief_text(studio), "price: 6.99"));
    const std::size_t events = studio.count_events();
    const auto again = correct(studio, request);
    REQUIRE_MESSAGE(again, said(again));
    CHECK(again->unchanged);
    CHECK(again->delivered.empty());
    CHECK(studio.count_events() == events);
    CHECK(studio.events_of("pause.made").size() == 1);
}

TEST_CASE("what a crash left open is gone on with: the brief, what is live, the versions") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    const CorrectionRequest request = asked(studio, k_price, "6.99", CorrectionWay::withdraw);
    auto made = plan(studio, request);
    REQUIRE(made);
    REQUIRE(begin_correction(studio.as("maria"), request, std::move(*made)));
    CHECK_FALSE(has(brief_text(studio), "6.99"));
    const auto done = correct(studio, request);
    REQUIRE_MESSAGE(done, said(done));
    CHECK_FALSE(done->unchanged);
    CHECK(has(brief_text(studio), "price: 6.99"));
    CHECK(studio.live_version(k_push) == 0);
    CHECK(studio.target(k_push).version.number == 2);
    CHECK(studio.events_of("correction.begun").size() == 1);
    CHECK(studio.events_of("pause.made").size() == 1);
}

TEST_CASE("a corrected version knows what it corrects, and how little of it differs") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    REQUIRE(correct(studio, asked(studio)));
    const Target target = studio.target(k_push);
    CHECK(target.version.how == "corrected");
    const Session session = studio.as("dana");
    auto subject = read_subject(*studio.ledger, target.version);
    REQUIRE(subject);
    const auto delta = find_delta(session, target.version, *subject);
    REQUIRE(delta);
    REQUIRE(*delta);
    CHECK((*delta)->corrects == 1);
    CHECK((*delta)->approved);
    CHECK(has(describe(**delta), "changed since the approved v1 (wrong-price)"));
    // Who corrected it has touched it, and another person says yes.
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.publish("maria", k_push)) == "paused");
    const PauseRequest on{PauseScope::asset, k_push, "corrected", {}};
    REQUIRE(resume(studio.as("maria"), on));
    REQUIRE(resume(studio.as("dana"), on));
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    CHECK(studio.live_version(k_push) == 2);
}

TEST_CASE("a brief that somebody has given a third value meanwhile is not overwritten") {
    Studio studio;
    studio.published_version(k_push, "A new series.");
    const CorrectionRequest request = asked(studio);
    auto made = plan(studio, request);
    REQUIRE(made);
    auto begun = begin_correction(studio.as("maria"), request, std::move(*made));
    REQUIRE(begun);
    studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"5.49\"");
    CHECK(outcome(carry_out(studio.as("maria"), request, *begun)) == "conflict");
    CHECK(has(brief_text(studio), "5.49"));
}

TEST_CASE("a draft that is live nowhere is corrected without a pause") {
    Studio studio;
    studio.import_version("maria", k_push, "Now £4.99 a month.");
    const auto done = correct(studio, asked(studio));
    REQUIRE_MESSAGE(done, said(done));
    CHECK(studio.events_of("pause.made").empty());
    CHECK(studio.target(k_push).version.number == 2);
}

TEST_CASE("a correction is made on top of one that nobody has approved yet, and both stay one difference") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    CorrectionRequest words = asked(studio);
    words.values.clear();
    words.fields = {{"title", "Another title"}};
    REQUIRE(correct(studio, words));  // v2
    const auto second = plan(studio, asked(studio));
    REQUIRE_MESSAGE(second, said(second));
    const CorrectedAsset& planned = second->assets.front();
    CHECK(planned.corrects == 2);
    REQUIRE(planned.base);
    CHECK(planned.base->version == 1);
    CHECK(planned.base->approved);
    CHECK(planned.base->corrected == std::vector<std::string>{"title"});
    CHECK(planned.left_aside == 0);
    CHECK(flat_text(planned.fields.at("title")) == "Another title");
    CHECK(flat_text(planned.fields.at("body")) == "Now £6.99 a month.");
    REQUIRE(correct(studio, asked(studio)));  // v3
    const Target target = studio.target(k_push);
    CHECK(target.version.number == 3);
    auto subject = read_subject(*studio.ledger, target.version);
    REQUIRE(subject);
    const auto delta = find_delta(studio.as("dana"), target.version, *subject);
    REQUIRE(delta);
    REQUIRE(*delta);
    CHECK((*delta)->corrects == 1);  // all of what was approved last, and not of v2 alone
    CHECK((*delta)->approved);

    // The first one still stands below it: given again it makes nothing.
    const auto again = correct(studio, words);
    REQUIRE_MESSAGE(again, said(again));
    CHECK(again->unchanged);
    CHECK(studio.target(k_push).version.number == 3);

    // A draft that is no correction is left aside, with the corrections below it.
    REQUIRE(studio.edit_body("sam", k_push, "Other words."));
    words.fields = {{"title", "A third title"}};
    const auto third = plan(studio, words);
    REQUIRE_MESSAGE(third, said(third));
    CHECK(third->assets.front().corrects == 1);
    CHECK_FALSE(third->assets.front().base);
    CHECK(third->assets.front().left_aside == 4);
}

TEST_CASE("invariant 6: a hand in a draft counts also where a correction left the draft aside") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    REQUIRE(studio.edit_body("dana", k_push, "Dana's own words."));  // v2
    REQUIRE(correct(studio, asked(studio)));                         // v3, of v1
    REQUIRE(studio.accept("sam", k_push));
    const auto approved = studio.approve("dana", k_push);
    REQUIRE_FALSE(approved);
    CHECK(has(said(approved), "dana edited v2"));
    CHECK(has(said(approved), "nobody else with the role legal may"));
}

TEST_CASE("invariant 6: a hand in what a correction comes from, or in what was made of it, counts") {
    Studio studio;
    studio.approved_version(k_push, "Now £4.99 a month.");
    REQUIRE(studio.edit_body("dana", k_push, "Dana says £4.99 a month."));  // v2
    REQUIRE(correct(studio, asked(studio)));                                // v3, of the newest: v2
    REQUIRE(studio.accept("sam", k_push));
    const auto below = studio.approve("dana", k_push);
    REQUIRE_FALSE(below);
    CHECK(has(said(below), "dana edited v2"));
    CHECK(has(said(below), "nobody else with the role legal may"));
    // Words that somebody writes over a correction may be anybody's.
    REQUIRE(studio.edit_body("sam", k_push, "A new series."));  // v4
    REQUIRE(studio.accept("maria", k_push));
    CHECK(has(said(studio.approve("dana", k_push)), "dana edited v2"));
}

TEST_CASE("a correction of what is or was live is asked for today, and comes first") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month.");
    studio.import_version("maria", k_german, "Jetzt 5,99 € im Monat.");
    const auto row_of = [&](const std::string& asset) {
        auto rows = status(*studio.workspace, *studio.ledger, studio.clock.now(), {{asset}, nullptr});
        REQUIRE(rows);
        REQUIRE(rows->size() == 1);
        return std::move(rows->front());
    };
    const std::string brief_due = row_of(k_german).waiting_on.front().due;
    REQUIRE(correct(studio, asked(studio, k_price, "6.99", CorrectionWay::withdraw)));
    AssetStatus row = row_of(k_push);
    CHECK(row.correction);
    REQUIRE(row.waiting_on.size() == 1);
    CHECK(row.waiting_on.front().due == "2026-11-23");
    CHECK(brief_due != "2026-11-23");
    CHECK(*corrects_live_copy(*studio.ledger, "spring", k_push));
    // Legal's part of it, too.
    REQUIRE(studio.accept("sam", k_push));
    row = row_of(k_push);
    CHECK(row.waiting_on.front().action == "approve");
    CHECK(row.waiting_on.front().due == "2026-11-23");
    CHECK(row.correction);

    // A draft that was live nowhere has time.
    REQUIRE(correct(studio, asked(studio, "offer.locales.de-DE.price", "6.49")));
    CHECK_FALSE(row_of(k_german).correction);
    CHECK(row_of(k_german).waiting_on.front().due == brief_due);
    CHECK_FALSE(*corrects_live_copy(*studio.ledger, "spring", k_german));

    // Once it is live there is nothing left to correct.
    REQUIRE(studio.approve("dana", k_push));
    const PauseRequest on{PauseScope::asset, k_push, "corrected", {}};
    REQUIRE(resume(studio.as("maria"), on));
    REQUIRE(resume(studio.as("dana"), on));
    REQUIRE(studio.publish("maria", k_push));
    REQUIRE(studio.edit_body("sam", k_push, "A new series."));
    CHECK_FALSE(row_of(k_push).correction);
    CHECK(row_of(k_push).waiting_on.front().due == brief_due);
}

TEST_CASE("a brief's change for one locale leaves the copy of the others as it is") {
    Studio studio;
    studio.import_version("maria", k_push, "A new series.");
    studio.import_version("maria", k_german, "Eine neue Serie.");
    const auto is_stale = [&](const std::string& asset) {
        auto rows = status(*studio.workspace, *studio.ledger, studio.clock.now(), {{asset}, nullptr});
        REQUIRE(rows);
        return rows->front().stale;
    };
    CHECK_FALSE(is_stale(k_push));
    studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"5.49\"");  // of en-GB
    studio.reread();
    CHECK(is_stale(k_push));
    CHECK_FALSE(is_stale(k_german));
    studio.folder.edit("briefs/spring.yaml", "title: ", "title: Other ");  // for everybody
    studio.reread();
    CHECK(is_stale(k_german));
}

TEST_CASE("words that are replaced count once") {
    CHECK(count_changed_words("now £4.99 a month", "now £6.99 a month") == 1);
    CHECK(count_changed_words("a b c", "a c") == 1);
    CHECK(count_changed_words("same", "same") == 0);
}

TEST_CASE("a plan reads back as it was written") {
    Studio studio;
    studio.published_version(k_push, "Now £4.99 a month, at half price.");
    const auto made = plan(studio, asked(studio));
    REQUIRE(made);
    const auto bytes = canonical_json(plan_to_json(*made));
    REQUIRE(bytes);
    const auto back = plan_from_json(*bytes);
    REQUIRE(back);
    CHECK(canonical_json(plan_to_json(*back)).value() == *bytes);
    CHECK(outcome(plan_from_json("{}")) == "ledger-corrupt");
    CHECK(made->assets.front().by_hand.size() == 1);
}
