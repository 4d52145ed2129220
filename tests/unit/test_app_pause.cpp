// Invariant 18 over the ledger: who may stop what, and who lets it go on.
#include "core/app/pause.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::app;

namespace {

PauseRequest of(PauseScope scope, std::string value = {}, std::string reason = "odd answers") {
    return {scope, std::move(value), std::move(reason), {}};
}

}  // namespace

TEST_CASE("invariant 18: one person pauses and two lift it, of whom one may be the one who paused") {
    Studio studio;
    REQUIRE(pause(studio.as("maria"), of(PauseScope::all)));
    CHECK(outcome(studio.generate("maria", k_push, "A new series.")) == "paused");

    auto first = resume(studio.as("maria"), of(PauseScope::all));
    REQUIRE_MESSAGE(first, said(first));
    CHECK_FALSE(first->ended);
    auto again = resume(studio.as("maria"), of(PauseScope::all));
    REQUIRE(again);
    CHECK(again->unchanged);
    CHECK_FALSE(again->ended);
    CHECK(outcome(studio.generate("maria", k_push, "A new series.")) == "paused");

    auto second = resume(studio.as("dana"), of(PauseScope::all));
    REQUIRE(second);
    CHECK(second->ended);
    CHECK_FALSE(second->alone);
    CHECK(outcome(studio.generate("maria", k_push, "A new series.")) == "ok");
    CHECK(outcome(resume(studio.as("sam"), of(PauseScope::all))) == "unknown-id");
}

TEST_CASE("invariant 18: a pause stops what it names and nothing beside it") {
    struct Row {
        PauseScope scope;
        const char* value;
        bool stops_push;
    };
    for (const Row& row :
         {Row{PauseScope::all, "", true}, Row{PauseScope::campaign, "spring", true},
          Row{PauseScope::campaign, "price-week", false}, Row{PauseScope::channel, "push", true},
          Row{PauseScope::channel, "email", false}, Row{PauseScope::prompt, "builtin/other", false},
          Row{PauseScope::destination, "site", false}}) {
        Studio studio;
        REQUIRE(pause(studio.as("maria"), of(row.scope, row.value)));
        INFO(to_string(row.scope), " ", row.value);
        CHECK((outcome(studio.generate("maria", k_push, "A new series.")) == "paused") == row.stops_push);
    }
}

TEST_CASE(
    "invariant 18: what people wrote is edited while models are paused, and a paused destination gets "
    "nothing") {
    Studio studio;
    studio.import_version("maria", k_push, "A new series.");
    REQUIRE(pause(studio.as("maria"), of(PauseScope::destination, "site")));
    CHECK(outcome(studio.edit_body("maria", k_push, "Another series.")) == "ok");
    studio.approved_version(k_push, "A third series.");
    CHECK(outcome(studio.publish("maria", k_push)) == "paused");
    REQUIRE(resume(studio.as("maria"), of(PauseScope::destination, "site")));
    REQUIRE(resume(studio.as("dana"), of(PauseScope::destination, "site")));
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    REQUIRE(pause(studio.as("maria"), of(PauseScope::all)));
    CHECK(outcome(studio.withdraw("maria", k_push)) == "ok");
}

TEST_CASE("a pause needs a reason and something that there is; the same again changes nothing") {
    Studio studio;
    CHECK(outcome(pause(studio.as("maria"), of(PauseScope::all, "", ""))) == "needs-reason");
    CHECK(outcome(pause(studio.as("maria"), of(PauseScope::model, "dmeo"))) == "unknown-id");
    CHECK(said(pause(studio.as("maria"), of(PauseScope::model, "dmeo"))).find("demo") != std::string::npos);
    CHECK(outcome(pause(studio.as("maria"), of(PauseScope::campaign))) == "usage");
    CHECK(outcome(pause(studio.as("maria"), of(PauseScope::all, "spring"))) == "usage");
    auto first = pause(studio.as("maria"), of(PauseScope::model, "demo"));
    auto same = pause(studio.as("dana"), of(PauseScope::model, "demo"));
    REQUIRE(first);
    REQUIRE(same);
    CHECK(same->unchanged);
    CHECK(same->pause.id == first->pause.id);
    CHECK(same->pause.person == "maria");
    auto shown = list_pauses(*studio.ledger);
    REQUIRE(shown);
    REQUIRE(shown->size() == 1);
    CHECK(shown->front().reason == "odd answers");
}
