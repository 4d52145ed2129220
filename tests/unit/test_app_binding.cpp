// Invariants 1 to 5: what an approval covers.
#include "core/app/generate.hpp"
#include "core/base/hash.hpp"
#include "tests/unit/app_fixture.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_body = "All eight episodes are here.";
constexpr std::string_view k_other = "All eight episodes are here now.";

std::vector<DecisionRecord> decisions_of(Studio& studio, int number) {
    auto decisions = studio.ledger->list_decisions(k_push, number);
    REQUIRE(decisions);
    return std::move(*decisions);
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    return bytes;
}

}  // namespace

TEST_CASE("invariant 1: an approval names the digest of exactly the frozen bytes that the approver saw") {
    Studio studio;
    const int number = studio.approved_version(k_push, k_body);
    const Target target = studio.target(k_push);
    const auto decisions = decisions_of(studio, number);
    REQUIRE(decisions.size() == 2);
    CHECK(decisions.back().action == Action::approve);
    CHECK(decisions.back().digest == target.version.digest);

    const auto blob = studio.ledger->get_blob(target.version.digest);
    REQUIRE(blob);
    CHECK(salted_sha256_hex(from_hex(blob->salt_hex), blob->bytes) == target.version.digest);
    const auto subject = subject_from_bytes(blob->bytes);
    REQUIRE(subject);
    CHECK(flat_text(subject->content.fields.at("body")) == k_body);
    REQUIRE(subject->offer);
    CHECK(subject->offer->price == "4.99");
    CHECK(subject->claims.size() == 2);
}

TEST_CASE("invariant 1: the approval of a named version is of that version, whatever is newer") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    studio.import_version("maria", k_push, k_other);
    REQUIRE(studio.approve("dana", k_push + "@v1"));
    CHECK(decisions_of(studio, 2).empty());
    CHECK(studio.target(k_push + "@v1").version.state == VersionState::legal_approved);
    CHECK(studio.target(k_push).version.state == VersionState::draft);
    CHECK(outcome(studio.publish("maria", k_push + "@v1")) == "ok");
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
}

TEST_CASE("invariant 1: a digest's prefix names the version as its number does") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    studio.import_version("maria", k_push, k_other);
    const std::string digest = studio.target(k_push + "@v1").version.digest;
    CHECK(studio.target(k_push + "@" + digest.substr(0, 12)).version.number == 1);
    CHECK(outcome(find_target(*studio.ledger, k_push + "@0123456789abcdef")) == "unknown-id");
}

TEST_CASE("invariant 2: an edit makes a version that the approval does not cover") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    const auto edited = studio.edit_body("sam", k_push, k_other);
    REQUIRE_MESSAGE(edited, said(edited));
    CHECK(edited->changed.version == 2);
    CHECK(edited->changed.state == VersionState::draft);
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "waiting");
    CHECK(refused.error().status() == ExitStatus::waiting);
}

TEST_CASE("invariant 2: a save that changes nothing makes no version and voids nothing") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    const std::size_t events = studio.count_events();
    const auto saved = studio.edit_body("sam", k_push, k_body);
    REQUIRE_MESSAGE(saved, said(saved));
    CHECK(saved->changed.unchanged);
    CHECK(saved->changed.version == 1);
    const Edited again = studio.import_version("maria", k_push, k_body);
    CHECK(again.changed.unchanged);
    CHECK(studio.count_events() == events);
    CHECK(studio.target(k_push).version.state == VersionState::legal_approved);
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 2: going back to approved words by hand is a new version that needs a new approval") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    REQUIRE(studio.edit_body("sam", k_push, k_other));
    REQUIRE(studio.edit_body("sam", k_push, k_body));
    const Target target = studio.target(k_push);
    CHECK(target.version.number == 3);
    CHECK(target.version.digest == studio.target(k_push + "@v1").version.digest);
    CHECK(target.version.state == VersionState::draft);
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
}

TEST_CASE("invariant 2: policy is evaluated again at publish, under the use case as it is today") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    SUBCASE("the use case has left the catalog") {
        REQUIRE(remove_file(studio.folder.path() / "usecases/campaign-copy.yaml"));
        studio.folder.edit("briefs/spring.yaml", "use_case: campaign-copy", "use_case: newsletter");
        studio.reread();
        // The brief's use case of today counts, and this one publishes too.
        CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    }
    SUBCASE("the use case has become a sandbox") {
        studio.folder.edit("usecases/campaign-copy.yaml", "pattern: approval", "pattern: sandbox");
        studio.reread();
        const auto refused = studio.publish("maria", k_push);
        CHECK(outcome(refused) == "blocked");
        CHECK(has(said(refused), "never publishes"));
    }
    SUBCASE("the risk has become high, which takes two people") {
        studio.folder.edit("usecases/campaign-copy.yaml", "risk: medium", "risk: high");
        studio.folder.write(
            "people.yaml",
            studio.folder.read("people.yaml") +
                "  - id: lena\n    name: Lena\n    email: lena@demo.example\n    roles: [legal]\n");
        studio.reread();
        const auto refused = studio.publish("maria", k_push);
        CHECK(outcome(refused) == "waiting");
        CHECK(has(said(refused), "1 of 2 approvals"));
    }
    CHECK(studio.target(k_push).version.state == VersionState::legal_approved);
}

TEST_CASE("invariant 3: publish hashes the frozen bytes again and refuses those that do not match") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    const std::string digest = studio.target(k_push).version.digest;
    auto raw = studio.raw();
    REQUIRE(raw.execute("DROP TRIGGER blob_kept_u"));
    REQUIRE(
        raw.execute("UPDATE blob SET bytes = CAST(replace(CAST(bytes AS TEXT), 'eight', 'seven') AS BLOB) "
                    "WHERE digest = '" +
                    digest + "'"));
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "stale-approval");
    CHECK(has(said(refused), "are not those that were approved"));
    CHECK(studio.live_version(k_push) == 0);
    CHECK_FALSE(fs::exists(studio.live_file(k_push)));
}

TEST_CASE(
    "invariant 3: an offer, claim or mandatory line that changed after the approval is a stale approval") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    std::string words;
    SUBCASE("the price in the brief") {
        studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"5.49\"");
        words = "offer.price was \"4.99\", is \"5.49\"";
    }
    SUBCASE("the end of the offer") {
        studio.folder.edit("briefs/spring.yaml", "  ends: 2027-06-30\n  locales",
                           "  ends: 2027-05-31\n  locales");
        words = "offer.ends was \"2027-06-30\", is \"2027-05-31\"";
    }
    SUBCASE("the proof of a claim") {
        studio.folder.write("evidence/halvorn-slate.md", "41 films, on second thoughts.");
        words = "the evidence of claim c-12 is another";
    }
    SUBCASE("a claim that the brief dropped") {
        studio.folder.edit("briefs/spring.yaml", "claims: [c-12, c-13, c-14]", "claims: [c-13, c-14]");
        words = "claim c-12 is no longer in the brief";
    }
    SUBCASE("a mandatory line") {
        studio.folder.edit("briefs/spring.yaml", "18+, UK only. Terms apply.", "18+ only.");
        words = "the mandatory lines have changed";
    }
    studio.reread();
    const auto refused = studio.publish("maria", k_push);
    REQUIRE_FALSE(refused);
    CHECK(outcome(refused) == "stale-approval");
    CHECK(refused.error().status() == ExitStatus::stale);
    CHECK_MESSAGE(has(said(refused), words), said(refused));
    CHECK(studio.live_version(k_push) == 0);
}

TEST_CASE("invariant 3: what is sent has the digest that the ledger recorded before sending") {
    Studio studio;
    const int number = studio.published_version(k_push, k_body);
    const auto deliveries = studio.ledger->list_deliveries(k_push);
    REQUIRE(deliveries);
    REQUIRE(deliveries->size() == 1);
    const std::string sent = studio.folder.read("out/site/" + k_push + ".html");
    CHECK(sha256_hex(sent) == deliveries->front().rendered);
    CHECK(deliveries->front().digest == studio.target(k_push).version.digest);
    CHECK(deliveries->front().number == number);
    const auto kept = studio.ledger->get_blob(deliveries->front().bytes);
    REQUIRE(kept);
    CHECK(kept->bytes == sent);
}

TEST_CASE("invariant 4: withdraw and edit starts all gates again") {
    Studio studio;
    studio.published_version(k_push, k_body);
    REQUIRE(studio.withdraw("maria", k_push));
    REQUIRE(studio.edit_body("sam", k_push, k_other));
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
    CHECK(outcome(studio.approve("dana", k_push)) == "waiting");
    REQUIRE(studio.accept("maria", k_push));
    CHECK(outcome(studio.publish("maria", k_push)) == "waiting");
    REQUIRE(studio.approve("dana", k_push));
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
}

TEST_CASE("invariant 5: what a model writes after a review starts as a draft again") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    const auto written = studio.generate("maria", k_push, k_other);
    REQUIRE_MESSAGE(written, said(written));
    CHECK(written->version == 2);
    const Target target = studio.target(k_push);
    CHECK(target.version.state == VersionState::draft);
    CHECK(target.version.reviewer.empty());
    CHECK(outcome(studio.approve("dana", k_push)) == "waiting");
}

TEST_CASE("invariant 5: the demo model's drafts go through the same review and to sandboxes only") {
    Studio studio;
    GenerateRequest request;
    request.target = "spring/push.en-GB";
    const Session maria = studio.as("maria");
    const auto plan = plan_generate(maria, request);
    REQUIRE_MESSAGE(plan, said(plan));
    const auto generated = generate(maria, *plan, {});
    REQUIRE_MESSAGE(generated, said(generated));
    REQUIRE(generated->outcomes.size() == 1);
    REQUIRE(generated->outcomes.front().changed);
    CHECK(studio.target(k_push).version.demo);
    REQUIRE(studio.accept("maria", k_push));
    REQUIRE(studio.approve("dana", k_push));
    const auto refused = studio.publish("maria", k_push, "archive");
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "the demo model wrote"));
    CHECK(outcome(studio.publish("maria", k_push, "site")) == "ok");
}

}  // namespace mkai::app
