// Invariants 16, 17, 21, 22 and 23: what is not allowed, what happens at once, and the way back.
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_body = "All eight episodes are here.";
constexpr std::string_view k_other = "All eight episodes are here now.";
constexpr std::string_view k_third = "Eight episodes, one night.";

// The first half of a publication: the intent is in the ledger, and the process dies before anything else.
struct Begun {
    std::unique_ptr<publish::Destination> destination;
    publish::Placement placement;
    std::string bytes;
};

Begun begin_delivery(Studio& studio, Action action, const std::string& typed) {
    const Target target = studio.target(typed);
    const DestinationDecl site = *studio.workspace->config().find_destination("site");
    auto destination = publish::make_destination(site, studio.workspace->root());
    REQUIRE(destination);
    const auto subject = read_subject(*studio.ledger, target.version);
    REQUIRE(subject);
    const auto channel = studio.workspace->channel(subject->channel);
    REQUIRE(channel);
    const auto rendering = publish::render(**channel, *subject, (*destination)->format());
    REQUIRE(rendering);
    Begun begun{std::move(*destination), {}, {}};
    begun.placement = begun.destination->place(subject->asset);
    Change change;
    change.action = action;
    change.asset = target.asset.asset;
    change.version = target.version.number;
    change.expected_revision = target.asset.revision;
    change.reason = "as asked";
    change.deliver = DeliveryPlan{site, begun.placement.location, {}, {}};
    if (action != Action::withdraw) {
        begun.bytes = rendering->bytes;
        change.deliver->bytes = rendering->bytes;
        change.deliver->rendered = rendering->digest;
        change.today = studio.today(target.asset.asset);
    }
    const auto intent = transition(studio.as("maria"), change);
    REQUIRE_MESSAGE(intent, said(intent));
    REQUIRE(studio.ledger->list_open_deliveries()->size() == 1);
    return begun;
}

std::string reconciled(Studio& studio) {
    const auto done = reconcile(studio.as("maria"), 0);
    REQUIRE_MESSAGE(done, said(done));
    REQUIRE(done->size() == 1);
    CHECK(studio.ledger->list_open_deliveries()->empty());
    return done->front().outcome;
}

struct FileIdentity {
    ino_t inode = 0;
    std::int64_t modified_ns = 0;
    bool operator==(const FileIdentity&) const = default;
};

FileIdentity identity_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return {info.st_ino, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
}

}  // namespace

// --- 16 ---

TEST_CASE("invariant 16: a brief whose use case nobody declared cannot be written for") {
    Studio studio;
    const std::size_t before = studio.count_events();
    Change change;
    change.action = Action::generate;
    change.asset = k_push;
    change.today = studio.today(k_push);
    Brief brief = *change.today->brief;
    brief.use_case = "made-up";
    change.today->brief = std::make_shared<const Brief>(brief);
    change.today->deliverable = change.today->brief->find_deliverable("push");
    NewVersion made;
    made.subject = subject_today(*studio.workspace, *change.today, {});
    made.how = "generated";
    change.make = std::move(made);
    const auto refused = transition(studio.as("maria"), change);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "the use case \"made-up\" is not in the catalog"));
    CHECK(studio.count_events() == before);
}

TEST_CASE("invariant 16: a version whose use case has left the catalog is approved by nobody") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    REQUIRE(studio.accept("sam", k_push));
    REQUIRE(remove_file(studio.folder.path() / "usecases/campaign-copy.yaml"));
    studio.reread();
    const auto refused = studio.approve("dana", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "is not in the catalog"));
}

TEST_CASE("invariant 16: nothing goes to a destination that is not declared") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    CHECK(outcome(studio.publish("maria", k_push, "moon")) == "unknown-destination");
}

// --- 17 ---

TEST_CASE(
    "invariant 17: a decision on what somebody else has changed meanwhile is a conflict that says who") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    const Target seen = studio.target(k_push);
    studio.clock.advance_ms(3 * 60 * k_second_ms);
    REQUIRE(studio.accept("sam", k_push));
    const std::size_t events = studio.count_events();
    DecisionRequest request;
    request.action = Action::request_changes;
    request.reason = "too short";
    const auto refused = decide(studio.as("maria"), seen, request);
    CHECK(outcome(refused) == "conflict");
    CHECK(refused.error().status() == ExitStatus::stale);
    CHECK(has(said(refused), "sam: reviewed and accepted v1 (just now)"));
    CHECK(studio.count_events() == events);
    CHECK(studio.target(k_push).version.state == VersionState::reviewed);
}

TEST_CASE("invariant 17: an asset that another made first is a conflict, not a second first version") {
    Studio studio;
    Change change;
    change.action = Action::generate;
    change.asset = k_push;
    change.today = studio.today(k_push);
    NewVersion made;
    Content content;
    content.fields = {{"title", std::string("Title")}, {"body", std::string(k_body)}};
    made.subject = subject_today(*studio.workspace, *change.today, content);
    made.how = "generated";
    change.make = std::move(made);
    studio.import_version("sam", k_push, k_other);
    CHECK(outcome(transition(studio.as("maria"), change)) == "conflict");
    CHECK(studio.target(k_push).asset.head == 1);
}

TEST_CASE("invariant 17: state and event commit together or not at all") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    const Target target = studio.target(k_push);
    const std::size_t events = studio.count_events();
    {
        auto writer = studio.ledger->begin();
        REQUIRE(writer);
        Change change;
        change.action = Action::accept;
        change.asset = k_push;
        change.version = 1;
        change.expected_revision = target.asset.revision;
        change.today = studio.today(k_push);
        REQUIRE(transition_within(studio.as("sam"), *writer, change));
        CHECK(studio.target(k_push).version.state == VersionState::reviewed);
        CHECK(studio.count_events() == events + 1);
        // The writer goes without a commit, as when the process dies here.
    }
    CHECK(studio.target(k_push).version.state == VersionState::draft);
    CHECK(studio.target(k_push).asset.revision == target.asset.revision);
    CHECK(studio.count_events() == events);
}

TEST_CASE("invariant 17: in a batch, a change that the gate refuses does not hinder the others") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    studio.import_version("maria", "spring/push.de-DE.a", "Alle acht Folgen sind da.");
    std::vector<Change> changes(2);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        changes[i].action = i == 0 ? Action::accept : Action::approve;
        changes[i].asset = i == 0 ? k_push : "spring/push.de-DE.a";
        changes[i].version = 1;
        changes[i].expected_revision = studio.target(changes[i].asset).asset.revision;
        changes[i].today = studio.today(changes[i].asset);
        changes[i].reason = "as agreed";
    }
    const auto results = transition_all(studio.as("sam"), changes);
    REQUIRE(results.size() == 2);
    CHECK(outcome(results[0]) == "ok");
    CHECK(outcome(results[1]) == "role-lacking");
    CHECK(studio.target(k_push).version.state == VersionState::reviewed);
}

TEST_CASE("invariant 16: whichever way an accept takes, copy that breaks a hard limit is not accepted") {
    Studio studio;
    studio.import_version("maria", k_push, k_body);
    const Target target = studio.target(k_push);
    Change change;
    change.action = Action::accept;
    change.asset = k_push;
    change.version = 1;
    change.expected_revision = target.asset.revision;
    SUBCASE("the channel's limit is tighter than the copy is long") {
        Today today = studio.today(k_push);
        Channel tight = *today.channel;
        tight.limits = {{"body", LimitUnit::graphemes, 5, 0, true, "made for this test", "2026-11-23"}};
        today.channel = std::make_shared<const Channel>(std::move(tight));
        change.today = std::move(today);
    }
    SUBCASE("nobody has read the brief, so that nothing can be checked") {}
    const auto is_blocked = [](const Result<Changed>& result) {
        REQUIRE_FALSE(result);
        CHECK(outcome(result) == "blocked");
    };
    is_blocked(transition(studio.as("sam"), change));
    is_blocked(transition_all(studio.as("sam"), {&change, 1}).front());
    {
        auto writer = studio.ledger->begin();
        REQUIRE(writer);
        is_blocked(transition_within(studio.as("sam"), *writer, change));
        REQUIRE(writer->commit());
    }
    CHECK(studio.target(k_push).version.state == VersionState::draft);
}

// --- 21, 22 ---

TEST_CASE("invariant 21: a rollback brings the newest earlier version back that may still be live") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    studio.published_version(k_push, k_third);
    const std::size_t events = studio.count_events();
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->version == 2);
    CHECK(rolled->previous == 3);
    CHECK_FALSE(rolled->withdrawn);
    CHECK(studio.live_version(k_push) == 2);
    CHECK(has(studio.folder.read("out/site/" + k_push + ".html"), k_other));
    // Invariant 22: a new event; what happened before stays.
    CHECK(studio.count_events() == events + 2);
    CHECK(studio.ledger->list_deliveries(k_push)->size() == 4);
    CHECK(studio.target(k_push).asset.head == 3);
    CHECK(studio.events_of(event_kind::delivery_ended).back().data.at("done") == "rolled back to");
}

TEST_CASE("invariant 21: a rollback passes over versions whose approval is gone and says which") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    studio.published_version(k_push, k_third);
    REQUIRE(studio.decide("dana", Action::revoke, k_push + "@v2"));
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->version == 1);
    CHECK(studio.live_version(k_push) == 1);
    REQUIRE(rolled->passed_over.size() == 1);
    CHECK(has(rolled->passed_over[0], "@v2 by dana has been revoked"));
}

TEST_CASE("invariant 21: without an eligible version a rollback withdraws, and says so") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.clock.advance_ms(60 * k_day_ms);
    studio.published_version(k_push, k_other);
    studio.clock.advance_ms(60 * k_day_ms);
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->withdrawn);
    REQUIRE(rolled->passed_over.size() == 1);
    CHECK(has(rolled->passed_over[0], "@v1 by dana expired on 2027-02-21"));
    CHECK(studio.live_version(k_push) == 0);
    CHECK_FALSE(fs::exists(studio.live_file(k_push)));
    CHECK(studio.ledger->find_publication(k_push, "site")->value().state == PublicationState::withdrawn);
}

TEST_CASE("invariant 21: a rollback of the first version that was live withdraws it") {
    Studio studio;
    studio.published_version(k_push, k_body);
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE(rolled);
    CHECK(rolled->withdrawn);
    CHECK(rolled->passed_over.empty());
    CHECK_FALSE(fs::exists(studio.live_file(k_push)));
}

TEST_CASE("invariant 21: a rollback that has withdrawn is done; asked again it changes nothing and says so") {
    Studio studio;
    studio.published_version(k_push, k_body);
    CHECK(outcome(studio.rollback("maria", k_push, "archive")) == "blocked");  // never live there
    REQUIRE(studio.rollback("maria", k_push));
    const std::size_t events = studio.count_events();
    for (const std::string destination : {"site", ""}) {
        const auto again = studio.rollback("maria", k_push, destination);
        REQUIRE_MESSAGE(again, said(again));
        CHECK(again->unchanged);
        CHECK(again->withdrawn);
        CHECK(again->version == 1);
        CHECK(again->destination == "site");
    }
    CHECK(studio.count_events() == events);
    CHECK(outcome(studio.rollback("maria", k_push, "archive")) == "blocked");
}

TEST_CASE("invariant 21: a named version comes back only if it was once live there") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    const auto refused = studio.rollback("maria", k_push + "@v1");
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "was never published"));
    CHECK(studio.live_version(k_push) == 2);
}

TEST_CASE("invariant 21: an offer or a claim that is over keeps a version from coming back") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    studio.folder.edit("claims.yaml", "expires: 2027-12-31", "expires: 2027-12-31\n    withdrawn: true");
    studio.reread();
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->withdrawn);
    CHECK(has(rolled->passed_over.at(0), "claim c-12, which has been withdrawn"));
}

TEST_CASE("invariant 21: a brief that changed does not stop a rollback to what was approved before it did") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    studio.folder.edit("briefs/spring.yaml", "price: \"4.99\"", "price: \"5.49\"");
    studio.reread();
    const auto rolled = studio.rollback("maria", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->version == 1);
}

TEST_CASE("invariant 21: a rollback works for anybody of the roster and when the brief is gone") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    REQUIRE(remove_file(studio.folder.path() / "briefs/spring.yaml"));
    studio.reread();
    const auto rolled = studio.rollback("dana", k_push);
    REQUIRE_MESSAGE(rolled, said(rolled));
    CHECK(rolled->version == 1);
    CHECK(outcome(studio.withdraw("alex", k_push)) == "ok");
}

TEST_CASE("invariant 22: whatever is done or refused, the log only grows and keeps what it said") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    const auto before = studio.events_of("");
    REQUIRE(studio.rollback("maria", k_push));
    REQUIRE(studio.withdraw("maria", k_push));
    CHECK(studio.rollback("maria", k_push)->unchanged);
    CHECK(outcome(studio.rollback("maria", k_push, "archive")) != "ok");
    const auto after = studio.events_of("");
    REQUIRE(after.size() > before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(*event_to_json(before[i]) == *event_to_json(after[i]));
    CHECK(studio.ledger->list_versions(k_push)->size() == 2);
}

// --- 23 ---

TEST_CASE("invariant 23: publishing twice sends once") {
    Studio studio;
    studio.published_version(k_push, k_body);
    const FileIdentity first = identity_of(studio.live_file(k_push));
    const std::size_t events = studio.count_events();
    const auto again = studio.publish("maria", k_push);
    REQUIRE_MESSAGE(again, said(again));
    CHECK(again->unchanged);
    CHECK(identity_of(studio.live_file(k_push)) == first);
    CHECK(studio.count_events() == events);
    CHECK(studio.ledger->list_deliveries(k_push)->size() == 1);
}

TEST_CASE("invariant 23: what somebody took away or changed at the destination is sent again") {
    Studio studio;
    studio.published_version(k_push, k_body);
    SUBCASE("taken away") {
        REQUIRE(remove_file(studio.live_file(k_push)));
    }
    SUBCASE("changed") {
        studio.folder.write("out/site/" + k_push + ".html", "by hand");
    }
    const auto again = studio.publish("maria", k_push);
    REQUIRE_MESSAGE(again, said(again));
    CHECK_FALSE(again->unchanged);
    CHECK(has(studio.folder.read("out/site/" + k_push + ".html"), k_body));
}

TEST_CASE("invariant 23: a crash before anything was sent is found, and nothing counts as live") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    begin_delivery(studio, Action::publish, k_push);
    CHECK(studio.ledger->find_publication(k_push, "site")->value().state == PublicationState::publishing);
    CHECK(reconciled(studio) == "failed");
    CHECK(studio.ledger->find_publication(k_push, "site")->value().state == PublicationState::failed);
    CHECK(outcome(studio.publish("maria", k_push)) == "ok");
    CHECK(studio.live_version(k_push) == 1);
}

TEST_CASE("invariant 23: a crash after sending is found as sent, and is not sent again") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    const Begun begun = begin_delivery(studio, Action::publish, k_push);
    REQUIRE(begun.destination->put(begun.placement, begun.bytes));
    const FileIdentity sent = identity_of(studio.live_file(k_push));
    SUBCASE("by looking after it") {
        CHECK(reconciled(studio) == "done");
    }
    SUBCASE("by publishing again") {
        const auto again = studio.publish("maria", k_push);
        REQUIRE_MESSAGE(again, said(again));
        CHECK(again->unchanged);
        CHECK(studio.ledger->list_open_deliveries()->empty());
    }
    CHECK(studio.live_version(k_push) == 1);
    CHECK(identity_of(studio.live_file(k_push)) == sent);
    CHECK(studio.ledger->list_deliveries(k_push)->size() == 1);
}

TEST_CASE("invariant 23: a crash while replacing leaves what was live before") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.approved_version(k_push, k_other);
    begin_delivery(studio, Action::publish, k_push);
    CHECK(reconciled(studio) == "restored");
    CHECK(studio.live_version(k_push) == 1);
    CHECK(studio.ledger->list_published_versions(k_push, "site").value() == std::vector<int>{1});
}

TEST_CASE("invariant 23: a crash around a withdrawal is decided by what stands at the destination") {
    Studio studio;
    studio.published_version(k_push, k_body);
    const Begun begun = begin_delivery(studio, Action::withdraw, k_push);
    SUBCASE("not yet taken away") {
        CHECK(reconciled(studio) == "restored");
        CHECK(studio.live_version(k_push) == 1);
        CHECK(fs::exists(studio.live_file(k_push)));
    }
    SUBCASE("taken away") {
        REQUIRE(begun.destination->remove(begun.placement));
        CHECK(reconciled(studio) == "done");
        CHECK(studio.ledger->find_publication(k_push, "site")->value().state == PublicationState::withdrawn);
    }
}

TEST_CASE("invariant 23: a crash in a rollback ends as the destination shows") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    const Begun begun = begin_delivery(studio, Action::rollback, k_push + "@v1");
    SUBCASE("before") {
        CHECK(reconciled(studio) == "restored");
        CHECK(studio.live_version(k_push) == 2);
    }
    SUBCASE("after") {
        REQUIRE(begun.destination->put(begun.placement, begun.bytes));
        CHECK(reconciled(studio) == "done");
        CHECK(studio.live_version(k_push) == 1);
    }
}

TEST_CASE(
    "invariant 23: a rollback that was killed after it went through goes no further when it is repeated") {
    Studio studio;
    studio.published_version(k_push, k_body);
    studio.published_version(k_push, k_other);
    studio.published_version(k_push, "A third text.");
    const Begun begun = begin_delivery(studio, Action::rollback, k_push + "@v2");
    SUBCASE("it had not gone through") {
        REQUIRE(outcome(studio.rollback("maria", k_push)) == "ok");
        CHECK(studio.live_version(k_push) == 2);
    }
    SUBCASE("it had") {
        REQUIRE(begun.destination->put(begun.placement, begun.bytes));
        SUBCASE("found by the rollback itself") {
            const auto again = studio.rollback("maria", k_push);
            REQUIRE_MESSAGE(again, said(again));
            CHECK(again->unchanged);
            CHECK(again->version == 2);
            CHECK(studio.live_version(k_push) == 2);
            SUBCASE("and told: the next one means another") {
                REQUIRE(outcome(studio.rollback("maria", k_push)) == "ok");
                CHECK(studio.live_version(k_push) == 1);
            }
        }
        SUBCASE("found when the command began") {
            Session session = studio.as("maria");
            const auto found = reconcile(session, 0);
            REQUIRE(found->size() == 1);
            session.found_done = {found->front().delivery};
            DeliverRequest request{"site", "as asked", {}};
            int live = 2;
            SUBCASE("without a question") {}
            SUBCASE("by somebody who saw from where to where it goes") {
                request.previewed = true;
                live = 1;
            }
            REQUIRE(outcome(app::rollback(session, studio.target(k_push), request)) == "ok");
            CHECK(studio.live_version(k_push) == live);
        }
        SUBCASE("somebody else's rollback means its own") {
            REQUIRE(outcome(studio.rollback("sam", k_push)) == "ok");
            CHECK(studio.live_version(k_push) == 1);
        }
    }
}

TEST_CASE("invariant 23: looking after leftovers where there are none writes nothing") {
    Studio studio;
    studio.published_version(k_push, k_body);
    const std::size_t events = studio.count_events();
    CHECK(reconcile(studio.as("maria"), 0)->empty());
    CHECK(studio.count_events() == events);
}

TEST_CASE("invariant 23: while another process publishes, its open delivery is left alone") {
    Studio studio;
    studio.approved_version(k_push, k_body);
    begin_delivery(studio, Action::publish, k_push);
    const auto lock = FileLock::take(studio.workspace->state_folder() / "deliver.lock", 0);
    REQUIRE(lock);
    REQUIRE(lock->has_value());
    CHECK(reconcile(studio.as("maria"), 0)->empty());
    CHECK(studio.ledger->list_open_deliveries()->size() == 1);
}

}  // namespace mkai::app
