// Invariants 6, 7, 8 and 11: who may say yes.
#include "core/app/remark.hpp"
#include "tests/unit/app_fixture.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_body = "All eight episodes are here.";
constexpr std::string_view k_other = "All eight episodes are here now.";

// The roster gets a person more.
void add_person(Studio& studio, std::string_view id, std::string_view roles, std::string_view kind = "") {
    std::string people = studio.folder.read("people.yaml");
    people +=
        fmt::format("  - id: {0}\n    name: {0}\n    email: {0}@demo.example\n    roles: [{1}]\n", id, roles);
    if (!kind.empty()) people += fmt::format("    kind: {}\n", kind);
    studio.folder.write("people.yaml", people);
    studio.reread();
}

void raise_risk(Studio& studio) {
    studio.folder.edit("usecases/campaign-copy.yaml", "risk: medium", "risk: high");
    studio.reread();
}

}  // namespace

TEST_CASE("invariant 6: the author of a version cannot approve it") {
    Studio studio;
    add_person(studio, "kim", "marketer, legal");
    studio.import_version("kim", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    const auto refused = studio.approve("kim", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "kim imported v1 and cannot also approve"));
    CHECK(outcome(studio.approve("dana", k_push)) == "ok");
}

TEST_CASE("invariant 6: whoever edited any version since the last approved one cannot approve the newest") {
    Studio studio;
    add_person(studio, "kim", "legal");
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.edit_body("kim", k_push, k_other));
    REQUIRE(studio.edit_body("maria", k_push, "Eight episodes, all at once."));
    REQUIRE(studio.accept("sam", k_push));
    CHECK(outcome(studio.approve("kim", k_push)) == "blocked");
    REQUIRE(studio.approve("dana", k_push));
    // With that approval the account is settled: what came before it is nobody's hand in the next version.
    REQUIRE(studio.edit_body("maria", k_push, "Eight episodes, one night."));
    REQUIRE(studio.accept("sam", k_push));
    CHECK(outcome(studio.approve("kim", k_push)) == "ok");
}

TEST_CASE("invariant 6: an approval that was taken back does not settle the account") {
    Studio studio;
    add_person(studio, "kim", "legal");
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.edit_body("kim", k_push, k_other));
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(studio.approve("dana", k_push));
    REQUIRE(studio.decide("dana", Action::revoke, k_push));
    REQUIRE(studio.edit_body("maria", k_push, "Eight episodes, one night."));
    REQUIRE(studio.accept("sam", k_push));
    CHECK(outcome(studio.approve("kim", k_push)) == "blocked");
}

TEST_CASE("invariant 6: whoever ran the generation cannot approve, and may review") {
    Studio studio;
    add_person(studio, "kim", "marketer, legal");
    REQUIRE(studio.generate("kim", k_push, k_body));
    REQUIRE(studio.accept("kim", k_push));
    CHECK(has(said(studio.approve("kim", k_push)), "kim generated v1"));
}

TEST_CASE("invariant 6: a suggestion is no edit; whoever takes it over is the editor") {
    Studio studio;
    add_person(studio, "kim", "marketer, legal");
    studio.import_version("maria", k_push, k_body);
    REQUIRE(remark(studio.as("dana"), studio.target(k_push), {std::string(k_other), "body"}));
    EditRequest take;
    take.take = 1;
    REQUIRE(edit(studio.as("kim"), studio.target(k_push), take));
    REQUIRE(studio.accept("sam", k_push));
    CHECK(has(said(studio.approve("kim", k_push)), "kim suggested v2"));
    CHECK(outcome(studio.approve("dana", k_push)) == "ok");
}

TEST_CASE("invariant 6: a workspace with too few people publishes to sandboxes only, and says so") {
    Studio studio;
    studio.folder.write("people.yaml",
                        "people:\n  - id: solo\n    name: Solo\n    email: solo@demo.example\n"
                        "    roles: [marketer, legal, lead]\n");
    studio.folder.edit("usecases/campaign-copy.yaml", "owner: priya", "owner: solo");
    studio.folder.edit("usecases/copy-lab.yaml", "owner: alex", "owner: solo");
    studio.folder.edit("usecases/newsletter.yaml", "owner: sam", "owner: solo");
    studio.folder.edit("usecases/price-promotion.yaml", "owner: priya", "owner: solo");
    studio.folder.edit("briefs/spring.yaml", "owner: maria", "owner: solo");
    studio.reread();
    studio.import_version("solo", k_push, k_body);
    REQUIRE(studio.accept("solo", k_push));
    const auto approved = studio.approve("solo", k_push);
    REQUIRE_MESSAGE(approved, said(approved));
    CHECK(approved->labels == std::vector<std::string>{"sandbox-only"});
    const auto decisions = studio.ledger->list_decisions(k_push, 1);
    REQUIRE(decisions);
    CHECK(decisions->back().sandbox_only);
    CHECK(studio.events_of(event_kind::version_decided).back().data.at("label") == "sandbox-only");

    const auto refused = studio.publish("solo", k_push, "archive");
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "approved without a second person"));
    CHECK(outcome(studio.publish("solo", k_push, "site")) == "ok");
}

TEST_CASE("invariant 6: a high risk with a single person of legal goes to sandboxes, and nowhere else") {
    Studio studio;
    raise_risk(studio);
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    const auto approved = studio.approve("dana", k_push);
    REQUIRE_MESSAGE(approved, said(approved));
    CHECK(approved->state == VersionState::legal_approved);
    CHECK(approved->labels == std::vector<std::string>{"sandbox-only"});
    const auto refused = studio.publish("maria", k_push, "archive");
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "has 1 of the 2 approvals"));
    CHECK(outcome(studio.publish("maria", k_push, "site")) == "ok");

    // With a second approver the first yes stays good for a sandbox, until it is given again.
    add_person(studio, "lena", "legal");
    CHECK(outcome(studio.publish("maria", k_push, "archive")) == "waiting");
    REQUIRE(studio.approve("lena", k_push));
    CHECK(has(said(studio.publish("maria", k_push, "archive")), "approved without a second person"));
    REQUIRE(studio.decide("lena", Action::revoke, k_push));
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.publish("maria", k_push, "archive")) == "stale-approval");
    REQUIRE(studio.approve("lena", k_push));
    CHECK(outcome(studio.publish("maria", k_push, "archive")) == "ok");
}

TEST_CASE("invariant 6: with enough people nobody is let off, whether or not the others have time") {
    Studio studio;
    add_person(studio, "kim", "marketer, legal");
    studio.import_version("kim", k_push, k_body);
    REQUIRE(studio.accept("kim", k_push));
    const auto refused = studio.approve("kim", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK_FALSE(studio.target(k_push).version.state == VersionState::legal_approved);
}

TEST_CASE("invariant 7: a high risk takes two approvals by different people") {
    Studio studio;
    add_person(studio, "lena", "legal");
    raise_risk(studio);
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    const auto first = studio.approve("dana", k_push);
    REQUIRE(first);
    CHECK(first->state == VersionState::reviewed);
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
    // The same person again is the same approval, not another.
    const auto again = studio.approve("dana", k_push);
    REQUIRE(again);
    CHECK(again->unchanged);
    CHECK(studio.target(k_push).version.state == VersionState::reviewed);
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
    const auto second = studio.approve("lena", k_push);
    REQUIRE_MESSAGE(second, said(second));
    CHECK(second->state == VersionState::legal_approved);
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 7: one of two approvals that runs out leaves one too few") {
    Studio studio;
    add_person(studio, "lena", "legal");
    raise_risk(studio);
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(studio.approve("dana", k_push, TimeMs{k_start.value + k_day_ms}));
    REQUIRE(studio.approve("lena", k_push));
    studio.clock.advance_ms(2 * k_day_ms);
    CHECK(outcome(studio.publish("maria", k_push)) == "stale-approval");
    // Lena cannot make it two by herself; dana can renew hers.
    CHECK(studio.approve("lena", k_push)->unchanged);
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 7: a person with two roles is one person: the reviewer does not approve as well") {
    Studio studio;
    add_person(studio, "kim", "marketer, legal");
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("kim", k_push));
    const auto refused = studio.approve("kim", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "kim reviewed v1 and cannot also approve"));
}

TEST_CASE("invariant 7: a role that does not approve does not count, however senior") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    for (const char* person : {"priya", "alex", "sam"}) {
        const auto refused = studio.approve(person, k_push);
        CHECK(outcome(refused) == "role-lacking");
        CHECK(refused.error().status() == ExitStatus::identity);
    }
}

TEST_CASE("invariant 8: a service account satisfies no human gate, whatever roles it has") {
    Studio studio;
    add_person(studio, "robot", "marketer, legal, lead", "service");
    studio.import_version("maria", k_push, k_body);
    for (const char* bot : {"ci-bot", "robot"}) {
        for (const Action action : {Action::accept, Action::request_changes, Action::reject}) {
            const auto refused = studio.decide(bot, action, k_push);
            CHECK(outcome(refused) == "blocked");
            CHECK(has(said(refused), "is a service account"));
        }
    }
    REQUIRE(studio.accept("sam", k_push));
    CHECK(has(said(studio.approve("robot", k_push)), "is a service account"));
    CHECK(studio.target(k_push).version.state == VersionState::reviewed);
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.decide("robot", Action::revoke, k_push)) == "blocked");
    // What people have said yes to, a machine may carry out.
    CHECK(outcome(studio.publish("ci-bot", k_push)) == "ok");
}

TEST_CASE("invariant 11: a decision that people will ask about later needs a reason") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    CHECK(outcome(studio.decide("sam", Action::request_changes, k_push, "")) == "needs-reason");
    CHECK(outcome(studio.decide("sam", Action::reject, k_push, "")) == "needs-reason");
    REQUIRE(studio.accept("sam", k_push));
    CHECK(outcome(studio.decide("dana", Action::approve, k_push, "")) == "needs-reason");
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.decide("dana", Action::revoke, k_push, "")) == "needs-reason");
    REQUIRE(studio.publish("maria", k_push));
    const Session maria = studio.as("maria");
    CHECK(outcome(rollback(maria, studio.target(k_push), {"site", "", {}})) == "needs-reason");
    CHECK(outcome(withdraw(maria, studio.target(k_push), {"site", "", {}})) == "needs-reason");
    CHECK(studio.live_version(k_push) == 1);
}

TEST_CASE("invariant 11: the reason is kept beside the event, by its digest") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.decide("sam", Action::reject, k_push, "the tone is off"));
    const Event event = studio.events_of(event_kind::version_decided).back();
    const auto reason = studio.ledger->get_blob(event.reason);
    REQUIRE(reason);
    CHECK(reason->bytes == "the tone is off");
    for (const Event& each : studio.events_of("")) CHECK_FALSE(has(*event_to_json(each), "tone"));
}

TEST_CASE("a decision on a version that was rejected is refused, also by who approved it before") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    REQUIRE(studio.decide("sam", Action::reject, k_push));
    CHECK(outcome(studio.approve("dana", k_push)) == "blocked");
    CHECK(outcome(studio.accept("sam", k_push)) == "blocked");
    CHECK(outcome(studio.publish("maria", k_push)) == "blocked");
}

TEST_CASE("a revocation takes every approval of the version back, so that nothing publishes after it") {
    Studio studio;
    add_person(studio, "lena", "legal");
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(studio.approve("dana", k_push));
    REQUIRE(studio.approve("lena", k_push));
    REQUIRE(studio.decide("dana", Action::revoke, k_push, "the law has changed"));
    const auto decisions = studio.ledger->list_decisions(k_push, 1);
    REQUIRE(decisions);
    for (const DecisionRecord& d : *decisions)
        CHECK_MESSAGE(d.revoked == (d.action == Action::approve), d.person);
    CHECK(outcome(studio.publish("maria", k_push)) == "stale-approval");
    CHECK(outcome(studio.decide("dana", Action::revoke, k_push)) == "blocked");
    REQUIRE(studio.approve("lena", k_push));
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

}  // namespace mkai::app
