// Decisions that were given away from here: invariants 1, 6, 7, 8 and 12 hold for who decides and for who
// types.
#include "core/app/transcribe.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_body = "All eight episodes are here.";

struct Post {
    explicit Post(Studio& in) : studio(in) {}
    Studio& studio;

    TranscribeRequest letter(Action action, std::string person, std::string text = "proof") {
        const Target target = studio.target(k_push);
        TranscribeRequest request;
        request.file.action = action;
        request.file.assets = {{k_push, target.version.number, target.version.digest.substr(0, 8)}};
        request.file.reason = "read it";
        request.file.at = studio.clock.now();
        request.bytes = std::move(text);
        request.person = std::move(person);
        return request;
    }
    std::string give(std::string_view typist, const TranscribeRequest& request) {
        return outcome(transcribe(studio.as(typist), request));
    }
    std::vector<DecisionRecord> decisions() {
        auto all = studio.ledger->list_decisions(k_push);
        REQUIRE(all);
        return *all;
    }
};

// Made by maria, accepted by sam.
struct Reviewed {
    Studio studio;
    Post post{studio};
    Reviewed() {
        studio.import_version("maria", k_push, k_body);
        REQUIRE(studio.accept("sam", k_push));
    }
};

}  // namespace

TEST_CASE("a transcribed approval is the approver's, names the typist, and keeps the proof") {
    Reviewed r;
    const auto request = r.post.letter(Action::approve, "dana", "From: dana");
    const auto done = transcribe(r.studio.as("sam"), request);
    REQUIRE_MESSAGE(done, said(done));
    CHECK(done->decisions.front().state == VersionState::legal_approved);
    const DecisionRecord d = r.post.decisions().back();
    CHECK(d.person == "dana");
    CHECK(d.transcribed_by == "sam");
    CHECK(d.proof == done->proof);
    CHECK(r.studio.ledger->get_blob(d.proof)->bytes == "From: dana");
    const auto event = r.studio.ledger->find_last_event_of_kind(event_kind::version_decided);
    REQUIRE((event && *event));
    CHECK((*event)->event.auth == Auth::transcribed);
    CHECK((*event)->event.actor == "sam");
    CHECK(has(describe((*event)->event),
              "dana: approved v1; transcribed by sam for dana, proof " + d.proof.substr(0, 8)));
}

TEST_CASE(
    "invariants 6 and 8: neither the approver nor the typist may have made the copy; a machine types "
    "nothing") {
    Reviewed r;
    const auto request = r.post.letter(Action::approve, "dana");
    CHECK(r.post.give("maria", request) == "blocked");
    CHECK(r.post.give("ci-bot", request) == "blocked");
    CHECK(r.post.give("dana", request) == "blocked");
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "maria")) == "role-lacking");
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "ci-bot")) == "blocked");
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "nobody")) == "unknown-person");
    CHECK(r.post.decisions().size() == 1);
    r.studio.folder.edit("mkai.yaml", "valid_days: 90", "valid_days: 90\n  transcribed_by_maker: allow");
    r.studio.reread();
    CHECK(r.post.give("maria", request) == "ok");
}

TEST_CASE("invariant 1: only today's version, by its digest") {
    Reviewed r;
    auto request = r.post.letter(Action::approve, "dana");
    request.file.assets.front().digest = "00000000";
    CHECK(r.post.give("sam", request) == "stale-approval");
    request = r.post.letter(Action::approve, "dana");
    REQUIRE(r.studio.edit_body("maria", k_push, "All eight episodes are here now."));
    const auto stale = transcribe(r.studio.as("sam"), request);
    CHECK(outcome(stale) == "stale-approval");
    CHECK(has(said(stale), "changed since: body"));
}

TEST_CASE(
    "a file given twice does nothing; given again after a revocation it is refused, in whatever file it "
    "comes") {
    Reviewed r;
    const auto request = r.post.letter(Action::approve, "dana");
    REQUIRE(r.post.give("sam", request) == "ok");
    const auto again = transcribe(r.studio.as("sam"), request);
    REQUIRE(again);
    CHECK(again->decisions.front().unchanged);
    CHECK(again->proof.empty());
    CHECK(r.post.decisions().size() == 2);
    auto copied = request;
    copied.bytes = "the same words in another file";
    r.studio.clock.advance_ms(60'000);
    const auto revoked =
        transcribe(r.studio.as("sam"), r.post.letter(Action::revoke, "dana", "take it back"));
    REQUIRE_MESSAGE(revoked, said(revoked));
    CHECK(r.post.give("sam", request) == "stale-approval");
    CHECK(r.post.give("sam", copied) == "stale-approval");
    copied.file.at.reset();  // a text that does not tell when it was said
    copied.bytes = "the same words once more";
    CHECK(r.post.give("sam", copied) == "stale-approval");
    r.studio.clock.advance_ms(60'000);
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "dana", "a new reply")) == "ok");
}

TEST_CASE("invariant 7: a file is one person's, and no second approval comes from it") {
    Reviewed r;
    std::string people = r.studio.folder.read("people.yaml");
    people += "  - id: lena\n    name: Lena\n    email: lena@demo.example\n    roles: [legal]\n";
    r.studio.folder.write("people.yaml", people);
    r.studio.folder.edit("usecases/campaign-copy.yaml", "risk: medium", "risk: high");
    r.studio.reread();
    REQUIRE(r.post.give("sam", r.post.letter(Action::approve, "dana")) == "ok");
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "lena")) == "invalid-value");
    CHECK(r.studio.target(k_push).version.state == VersionState::reviewed);
    // The same person says it again here: still one of two.
    REQUIRE(outcome(decide(r.studio.as("dana"), r.studio.target(k_push),
                           {Action::approve, "and here", {}, {}, {}, {}, {}})) == "ok");
    CHECK(r.studio.target(k_push).version.state == VersionState::reviewed);
    CHECK(r.post.give("sam", r.post.letter(Action::approve, "lena", "her own reply")) == "ok");
    CHECK(r.studio.target(k_push).version.state == VersionState::legal_approved);
}

TEST_CASE("changes asked for twice by one file are asked for once") {
    Reviewed r;
    const auto request = r.post.letter(Action::request_changes, "dana");
    REQUIRE(r.post.give("sam", request) == "ok");
    const auto again = transcribe(r.studio.as("sam"), request);
    REQUIRE(again);
    CHECK(again->decisions.front().unchanged);
    REQUIRE(outcome(decide(r.studio.as("maria"), r.studio.target(k_push),
                           {Action::accept, "as it is", {}, {}, {}, {}, {}})) == "ok");
    CHECK(r.post.give("sam", request) == "stale-approval");
}

TEST_CASE("invariant 12: the days of an approval are counted from when it was said, and not later than now") {
    Reviewed r;
    r.studio.clock.advance_ms(2 * k_day_ms);
    auto request = r.post.letter(Action::approve, "dana");
    request.file.at = k_start;
    REQUIRE(r.post.give("sam", request) == "ok");
    CHECK(r.post.decisions().back().expires->value == k_start.value + 90 * k_day_ms);
    Reviewed other;
    request = other.post.letter(Action::approve, "dana");
    request.file.at = TimeMs{k_start.value + 3 * k_day_ms};
    CHECK(other.post.give("sam", request) == "invalid-value");
    Reviewed ahead;
    request = ahead.post.letter(Action::approve, "dana");
    request.file.at = TimeMs{ahead.studio.clock.now().value + 20 * 60 * 60'000};
    REQUIRE(ahead.post.give("sam", request) == "ok");
    CHECK(ahead.post.decisions().back().expires->value <= ahead.studio.clock.now().value + 90 * k_day_ms);
    request.file.at = TimeMs{k_start.value - 3 * k_day_ms};
    CHECK(other.post.give("sam", request) == "stale-approval");
}

TEST_CASE("a sender has to fit the person, a file has one reason, and a decision has one") {
    Reviewed r;
    auto request = r.post.letter(Action::approve, "dana");
    request.file.from = "mallory@elsewhere.example";
    CHECK(r.post.give("sam", request) == "unknown-person");
    request.file.from = "DANA@demo.example";
    request.reason = "mine";
    CHECK(r.post.give("sam", request) == "usage");
    request.reason.clear();
    request.file.reason.clear();
    CHECK(r.post.give("sam", request) == "needs-reason");
    request.file.by = "sam";
    CHECK(r.post.give("sam", request) == "invalid-value");
    request.file.by = "dana";
    request.reason = "as she wrote";
    const auto done = transcribe(r.studio.as("sam"), request);
    REQUIRE(done);
    CHECK(done->notes.empty());
}

TEST_CASE("of several decisions all are recorded, or none") {
    Studio studio;
    Post post{studio};
    studio.import_version("maria", k_push, k_body);
    studio.import_version("maria", "spring/push.de-DE.a", "Alle acht Folgen sind da.");
    auto request = post.letter(Action::accept, "sam");
    request.file.assets.push_back({"spring/push.de-DE.a", 1, "00000000"});
    CHECK(post.give("priya", request) == "stale-approval");
    request.file.assets.back() = request.file.assets.front();
    CHECK(post.give("priya", request) == "invalid-value");
    request.file.assets.back() = {"spring/push.de-DE.a", 1,
                                  studio.target("spring/push.de-DE.a").version.digest.substr(0, 8)};
    // The second one is refused by the gate.
    REQUIRE(outcome(decide(studio.as("sam"), studio.target("spring/push.de-DE.a"),
                           {Action::reject, "no", {}, {}, {}, {}, {}})) == "ok");
    CHECK(post.give("priya", request) != "ok");
    CHECK(studio.target(k_push).version.state == VersionState::draft);
    CHECK(post.decisions().empty());
}

}  // namespace mkai::app
