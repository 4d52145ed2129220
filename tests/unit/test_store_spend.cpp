// Caps hold: what is spent and held together is never more than a hard cap, what a dead process leaves is
// counted once and never as nothing, and no clock that is set back frees anything.
#include "core/base/embedded.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/migrate.hpp"
#include "core/store/spend.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace mkai::store {

namespace {

constexpr TimeMs k_start{1'795'424'400'000};  // 2026-11-23T09:00:00Z
constexpr std::int64_t k_hour_ms = 60 * 60 * k_second_ms;

PicoUsd usd(std::string_view text) {
    return parse_usd(text).value();
}

SpendCap cap_on(SpendScope scope, std::string id, std::string_view amount, Period period = Period::day,
                CapLevel level = CapLevel::hard) {
    SpendCap cap;
    cap.scope = scope;
    cap.id = std::move(id);
    cap.amount = usd(amount);
    cap.period = period;
    cap.level = level;
    cap.where = "mkai.yaml:1";
    return cap;
}

class Books {
  public:
    Books() {
        auto made = Ledger::create(path, clock, random, "dev", "maria");
        REQUIRE_MESSAGE(made, made.error().message);
        ledger.emplace(std::move(*made));
        auto w = ledger->begin();
        REQUIRE(w);
        Event event;
        event.kind = "run.started";
        event.actor = "maria";
        const auto seq = w->append(event);
        REQUIRE(seq);
        for (const char* run : {"run-1", "run-2"})
            REQUIRE(w->insert_run({run, "spring", "", "copy", "openai", "gpt", "maria", 1, k_start}, *seq));
        REQUIRE(w->commit());
    }

    Reservation wanted(std::string id, std::string_view amount) const {
        Reservation r;
        r.call.id = std::move(id);
        r.call.run = "run-1";
        r.call.asset = "spring/email.en-GB.a";
        r.call.actor = "maria";
        r.call.brief = "spring";
        r.call.use_case = "campaign-copy";
        r.call.model = "copy";
        r.amount = usd(amount);
        r.tokens = 1'000;
        r.lease_until = {clock.now().value + 60 * k_second_ms};
        r.owner = "test";
        return r;
    }
    std::vector<ReserveAnswer> reserve(const std::vector<Reservation>& wanted,
                                       const std::vector<SpendCap>& caps) {
        auto w = ledger->begin(Durability::none);
        REQUIRE(w);
        auto answers = w->reserve(wanted, caps);
        REQUIRE_MESSAGE(answers, answers.error().message);
        REQUIRE(w->commit());
        return std::move(*answers);
    }
    Reserved reserve_one(std::string id, std::string_view amount, const std::vector<SpendCap>& caps) {
        return reserve({wanted(std::move(id), amount)}, caps).front().outcome;
    }
    // The call comes back.
    void record(const std::string& id, std::optional<PicoUsd> cost, std::string actor = "maria") {
        auto w = ledger->begin();
        REQUIRE(w);
        Event event;
        event.kind = "call.ended";
        event.actor = actor;
        const auto seq = w->append(event);
        REQUIRE(seq);
        CallRecord call = wanted(id, "0").call;
        call.actor = std::move(actor);
        call.outcome = "taken";
        call.messages = w->put_blob("[]").value();
        call.usage = {100, 0, 0, 0, 20, 0, UsageSource::reported};
        call.cost = cost;
        REQUIRE(w->insert_call(call, *seq));
        REQUIRE(w->commit());
    }
    SpendReconciled reconcile(bool alive, bool recount = true) {
        auto w = ledger->begin();
        REQUIRE(w);
        Event event;
        event.actor = "priya";
        auto done = w->reconcile(
            event, clock.now(), [&](const Reservation&) { return alive; }, recount);
        REQUIRE_MESSAGE(done, done.error().message);
        REQUIRE(w->commit());
        return std::move(*done);
    }
    CapUse use(const SpendCap& cap) {
        auto uses = ledger->list_cap_use(std::array{cap}, clock.now());
        REQUIRE(uses);
        REQUIRE(uses->size() == 1);
        return uses->front();
    }
    sqlite::Database raw() const {
        auto database = sqlite::Database::open(path, sqlite::OpenMode::read_write, 50);
        REQUIRE(database);
        return std::move(*database);
    }
    // The sums say what the calls and reservations say.
    void check_sums() { CHECK(reconcile(true).differences.empty()); }

    workspace::Folder folder;
    fs::path path = folder.path() / "ledger.db";
    FixedClock clock{k_start};
    SeededRandom random{12};
    std::optional<Ledger> ledger;
};

std::int64_t number_from(sqlite::Database& database, std::string_view sql) {
    auto statement = database.prepare(sql);
    REQUIRE_MESSAGE(statement, statement.error().message);
    REQUIRE((*statement)->step().value());
    const auto number = (*statement)->column_int(0);
    (*statement)->reset();
    return number;
}

}  // namespace

TEST_CASE("a hard cap is used up to the last pico-dollar and not beyond") {
    Books books;
    const std::vector caps{cap_on(SpendScope::workspace, "", "1.00")};
    for (int i = 0; i < 4; ++i)
        CHECK(books.reserve_one(fmt::format("c{}", i), "0.25", caps) == Reserved::granted);
    CHECK(books.reserve_one("c4", "0.000000000001", caps) == Reserved::busy);
    CHECK(books.use(caps[0]).held == usd("1.00"));
    for (int i = 0; i < 4; ++i) books.record(fmt::format("c{}", i), usd("0.25"));
    CHECK(books.reserve_one("c5", "0.000000000001", caps) == Reserved::refused);
    CHECK(books.reserve_one("c6", "0", caps) == Reserved::granted);  // what is free fits always
    CHECK(books.use(caps[0]).spent == usd("1.00"));
    books.check_sums();
}

TEST_CASE("the answer tells refused from busy, and by how much") {
    Books books;
    const std::vector caps{cap_on(SpendScope::person, "", "1.00")};
    CHECK(books.reserve_one("a", "0.60", caps) == Reserved::granted);
    auto busy = books.reserve({books.wanted("b", "0.50")}, caps).front();
    CHECK(busy.outcome == Reserved::busy);
    REQUIRE(busy.no);
    CHECK(busy.no->id == "maria");
    CHECK(busy.no->spent == usd("0"));
    CHECK(busy.no->held == usd("0.60"));
    books.record("a", usd("0.60"));
    auto refused = books.reserve({books.wanted("b", "0.50")}, caps).front();
    CHECK(refused.outcome == Reserved::refused);
    REQUIRE(refused.no);
    CHECK(refused.no->spent == usd("0.60"));
    CHECK(refused.no->held == usd("0"));
    CHECK(books.reserve_one("b", "0.40", caps) == Reserved::granted);
}

TEST_CASE("a call that costs less than it held gives the rest back, and one that was not made gives all") {
    Books books;
    const std::vector caps{cap_on(SpendScope::campaign, "spring", "1.00", Period::all)};
    CHECK(books.reserve_one("a", "0.90", caps) == Reserved::granted);
    books.record("a", usd("0.10"));
    CHECK(books.reserve_one("b", "0.90", caps) == Reserved::granted);
    {
        auto w = books.ledger->begin();
        REQUIRE(w);
        CHECK(w->release("b").value());
        CHECK_FALSE(w->release("b").value());
        REQUIRE(w->commit());
    }
    CHECK(books.reserve_one("c", "0.90", caps) == Reserved::granted);
    books.check_sums();
}

TEST_CASE("a batch is held in order, each one seeing those before it, and a refusal hinders no other") {
    Books books;
    const std::vector caps{cap_on(SpendScope::workspace, "", "1.00")};
    const auto answers = books.reserve({books.wanted("a", "0.50"), books.wanted("b", "0.60"),
                                        books.wanted("c", "0.50"), books.wanted("d", "2")},
                                       caps);
    CHECK(answers[0].outcome == Reserved::granted);
    CHECK(answers[1].outcome == Reserved::busy);
    CHECK(answers[2].outcome == Reserved::granted);
    CHECK(answers[3].outcome == Reserved::refused);
    CHECK(books.ledger->list_reservations().value().size() == 2);
    books.check_sums();
}

TEST_CASE("every scope is looked at: the tightest one says no") {
    Books books;
    SpendCap team = cap_on(SpendScope::team, "growth", "0.30");
    team.people = {"maria", "sam"};
    const std::vector caps{cap_on(SpendScope::workspace, "", "10"), team,
                           cap_on(SpendScope::campaign, "", "10"), cap_on(SpendScope::person, "sam", "0.01"),
                           cap_on(SpendScope::model, "copy", "10", Period::month)};
    CHECK(books.reserve_one("a", "0.20", caps) == Reserved::granted);
    Reservation of_sam = books.wanted("b", "0.20");
    of_sam.call.actor = "sam";
    auto no = books.reserve({of_sam}, {caps[0], caps[1]}).front();
    CHECK(no.outcome == Reserved::busy);  // maria's money is the team's
    CHECK(no.no->cap.scope == SpendScope::team);
    no = books.reserve({of_sam}, caps).front();
    CHECK(no.outcome == Reserved::refused);  // rather than busy: waiting does not help sam
    CHECK(no.no->cap.scope == SpendScope::person);
    Reservation of_dana = books.wanted("c", "0.20");
    of_dana.call.actor = "dana";
    CHECK(books.reserve({of_dana}, caps).front().outcome == Reserved::granted);  // of no team
}

TEST_CASE("a cap on each one is each one's own") {
    Books books;
    const std::vector caps{cap_on(SpendScope::campaign, "", "0.50")};
    CHECK(books.reserve_one("a", "0.40", caps) == Reserved::granted);
    CHECK(books.reserve_one("b", "0.40", caps) == Reserved::busy);
    Reservation other = books.wanted("c", "0.40");
    other.call.brief = "autumn";
    CHECK(books.reserve({other}, caps).front().outcome == Reserved::granted);
    const auto uses = books.ledger->list_cap_use(caps, books.clock.now()).value();
    REQUIRE(uses.size() == 2);
    CHECK(std::set{uses[0].id, uses[1].id} == std::set<std::string>{"autumn", "spring"});
}

TEST_CASE("a soft cap refuses nothing, and is told once a period") {
    Books books;
    const std::vector caps{cap_on(SpendScope::model, "copy", "0.50", Period::day, CapLevel::soft)};
    CHECK(books.reserve({books.wanted("a", "0.40")}, caps).front().crossed.empty());
    const auto crossed = books.reserve({books.wanted("b", "0.40")}, caps).front();
    CHECK(crossed.outcome == Reserved::granted);
    REQUIRE(crossed.crossed.size() == 1);
    CHECK(crossed.crossed[0].id == "copy");
    CHECK(crossed.crossed[0].held == usd("0.40"));
    CHECK(books.reserve({books.wanted("c", "0.40")}, caps).front().crossed.empty());
    books.clock.advance_ms(k_day_ms);
    CHECK(books.reserve({books.wanted("d", "0.40")}, caps).front().crossed.empty());
    CHECK(books.reserve({books.wanted("e", "0.40")}, caps).front().crossed.size() == 1);
}

TEST_CASE("days and months begin anew at midnight of UTC, a budget in all never does") {
    Books books;
    books.clock.set(start_of(Date{2026, 12, 1}));
    books.clock.advance_ms(-1);
    const auto day = cap_on(SpendScope::workspace, "", "1.00");
    const auto month = cap_on(SpendScope::workspace, "", "1.00", Period::month);
    const auto all = cap_on(SpendScope::campaign, "spring", "1.00", Period::all);
    CHECK(books.reserve_one("a", "1.00", {day, month, all}) == Reserved::granted);
    CHECK(books.use(day).resets == start_of(Date{2026, 12, 1}));
    books.clock.advance_ms(1);
    CHECK(books.reserve_one("b", "1.00", {day}) == Reserved::granted);
    // What began yesterday counts for yesterday, although it ends today.
    books.record("a", usd("1.00"));
    CHECK(books.use(day).spent == usd("0"));
    CHECK(books.use(day).held == usd("1.00"));
    CHECK(books.use(month).spent == usd("0"));
    CHECK(books.reserve_one("c", "0.01", {month}) == Reserved::busy);  // b holds December's
    CHECK(books.reserve_one("d", "0.01", {all}) == Reserved::refused);
    CHECK_FALSE(books.use(all).resets);
    books.check_sums();
}

TEST_CASE("a clock that is set back frees no cap") {
    Books books;
    const std::vector caps{cap_on(SpendScope::workspace, "", "1.00"),
                           cap_on(SpendScope::person, "maria", "1.00", Period::month)};
    CHECK(books.reserve_one("a", "0.70", caps) == Reserved::granted);
    books.record("a", usd("0.70"));
    for (const std::int64_t back_ms : {k_hour_ms, k_day_ms, 40 * k_day_ms, k_start.value}) {
        books.clock.set({k_start.value - back_ms});
        CHECK(books.reserve_one(fmt::format("b{}", back_ms), "0.70", caps) == Reserved::refused);
        CHECK(books.use(caps[0]).spent == usd("0.70"));
        CHECK(books.ledger->spend_time(books.clock.now()).value() == k_start);
    }
    // What is asked for meanwhile counts for the ledger's day, and the record keeps what the clock said.
    books.clock.set({k_start.value - 40 * k_day_ms});
    CHECK(books.reserve_one("c", "0.30", caps) == Reserved::granted);
    books.record("c", usd("0.30"));
    CHECK(books.ledger->find_call("c").value()->at == books.clock.now());
    CHECK(books.use(caps[0]).spent == usd("1.00"));
    books.check_sums();
}

TEST_CASE("a call whose process died counts with all that it held, once") {
    Books books;
    const std::vector caps{cap_on(SpendScope::campaign, "spring", "1.00", Period::all)};
    CHECK(books.reserve_one("dead", "0.40", caps) == Reserved::granted);
    CHECK(books.reconcile(false).settled.empty());  // the lease is not over
    books.clock.advance_ms(k_hour_ms);
    CHECK(books.reconcile(true).settled.empty());  // the owner lives
    const SpendReconciled done = books.reconcile(false);
    REQUIRE(done.settled.size() == 1);
    CHECK(done.settled[0].call.id == "dead");
    CHECK(books.reconcile(false).settled.empty());
    const auto call = books.ledger->find_call("dead").value();
    REQUIRE(call);
    CHECK(call->outcome == "failed");
    CHECK(call->failure == "unknown-outcome");
    CHECK(call->usage.source == UsageSource::estimated);
    CHECK(call->cost == usd("0.40"));
    CHECK(call->actor == "maria");
    CHECK(call->at == k_start);
    CHECK(books.use(caps[0]).spent == usd("0.40"));
    CHECK(books.use(caps[0]).held == usd("0"));
    auto raw = books.raw();
    CHECK(number_from(raw, "SELECT count(*) FROM event WHERE kind = 'spend.reconciled'") == 1);
    books.check_sums();
}

TEST_CASE("a lease is renewed by its run alone, and never shortened") {
    Books books;
    CHECK(books.reserve_one("a", "0.10", {}) == Reserved::granted);
    {
        auto w = books.ledger->begin(Durability::none);
        REQUIRE(w);
        REQUIRE(w->renew("run-2", {k_start.value + 2 * k_hour_ms}));
        REQUIRE(w->renew("run-1", {k_start.value + k_hour_ms}));
        REQUIRE(w->renew("run-1", k_start));
        REQUIRE(w->commit());
    }
    books.clock.advance_ms(k_hour_ms);
    CHECK(books.reconcile(false).settled.empty());
    books.clock.advance_ms(1);
    CHECK(books.reconcile(false).settled.size() == 1);
}

TEST_CASE("a clock that jumps neither takes a living owner's lease nor keeps a dead one's for ever") {
    Books books;
    CHECK(books.reserve_one("a", "0.10", {}) == Reserved::granted);
    books.clock.advance_ms(5 * 365 * k_day_ms);
    CHECK(books.reconcile(true).settled.empty());
    CHECK(books.reserve_one("b", "0.10", {}) == Reserved::granted);  // made in that future
    books.clock.set(k_start);                                        // and the clock is put right
    CHECK(books.reconcile(true).settled.empty());
    CHECK(books.reconcile(false).settled.size() == 2);
}

TEST_CASE("sums that were tampered with or lost are found, told and mended") {
    Books books;
    CHECK(books.reserve_one("a", "0.40", {}) == Reserved::granted);
    books.record("a", usd("0.30"));
    CHECK(books.reserve_one("b", "0.20", {}) == Reserved::granted);
    {
        auto raw = books.raw();
        REQUIRE(
            raw.execute("UPDATE spend SET cost_pico = 0 WHERE dimension = 'campaign';"
                        "DELETE FROM spend WHERE dimension = 'model';"
                        "INSERT INTO spend VALUES ('person', 'nobody', '2026-11-23', 5, 0, 1)"));
    }
    const auto differences = books.reconcile(true).differences;
    REQUIRE(differences.size() == 3);
    CHECK(differences[0].dimension == "campaign");
    CHECK(differences[0].cost_was == usd("0"));
    CHECK(differences[0].cost_is == usd("0.30"));
    CHECK(differences[0].held_is == usd("0.20"));
    CHECK(differences[1].dimension == "model");
    CHECK(differences[2].id == "nobody");
    CHECK(differences[2].calls_is == 0);
    books.check_sums();
    CHECK(books.use(cap_on(SpendScope::campaign, "spring", "1")).spent == usd("0.30"));
}

TEST_CASE("calls are recorded once, and not while another of the same id is on its way") {
    Books books;
    CHECK(books.reserve_one("a", "0.40", {}) == Reserved::granted);
    auto w = books.ledger->begin();
    REQUIRE(w);
    CHECK_FALSE(w->reserve(std::array{books.wanted("a", "0.40")}, {}));
}

TEST_CASE("spend is added up from the calls, with what is not known beside it") {
    Books books;
    books.record("a", usd("0.30"));
    books.record("b", usd("0.20"), "sam");
    books.record("c", std::nullopt, "sam");
    const auto by_person = books.ledger->spend_by(SpendDimension::person, "2026-11-01", "2026-11-30").value();
    REQUIRE(by_person.size() == 2);
    CHECK(by_person[0].id == "maria");
    CHECK(by_person[1].id == "sam");
    CHECK(by_person[1].calls == 2);
    CHECK(by_person[1].unpriced == 1);
    CHECK(by_person[1].cost == usd("0.20"));
    CHECK(by_person[1].input_tokens == 200);
    CHECK(by_person[1].output_tokens == 40);
    for (const auto by : {SpendDimension::campaign, SpendDimension::model, SpendDimension::use_case,
                          SpendDimension::day, SpendDimension::workspace}) {
        const auto lines = books.ledger->spend_by(by, "2026-11-23", "2026-11-23").value();
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].cost == usd("0.50"));
    }
    CHECK(books.ledger->spend_by(SpendDimension::day, "2026-11-24", "2026-12-31").value().empty());
    books.check_sums();
}

TEST_CASE("requests and tokens of all processes keep to a minute's limit") {
    Books books;
    const auto wait_ms = [&](std::int64_t requests, std::int64_t tokens, std::int64_t wanted = 1'000) {
        auto w = books.ledger->begin(Durability::none);
        REQUIRE(w);
        return w->rate_wait_ms("copy", requests, tokens, wanted, books.clock.now()).value();
    };
    CHECK(wait_ms(1, 0) == 0);
    CHECK(books.reserve_one("a", "0", {}) == Reserved::granted);
    books.clock.advance_ms(10'000);
    CHECK(books.reserve_one("b", "0", {}) == Reserved::granted);
    CHECK(wait_ms(0, 0) == 0);
    CHECK(wait_ms(3, 0) == 0);
    CHECK(wait_ms(2, 0) == 50'000);
    CHECK(wait_ms(1, 0) == 60'000);
    CHECK(wait_ms(0, 3'000) == 0);
    CHECK(wait_ms(0, 2'500) == 50'000);
    CHECK(wait_ms(0, 500) == 60'000);  // larger than the limit: when it is alone
    books.record("a", usd("0"));       // 120 tokens in the end
    CHECK(wait_ms(2, 0) == 50'000);
    CHECK(wait_ms(0, 2'500) == 0);
    books.clock.advance_ms(50'000);
    CHECK(wait_ms(2, 0) == 0);
    books.clock.advance_ms(-30'000);  // a little back: still a minute's worth
    CHECK(wait_ms(2, 0) > 0);
    books.clock.advance_ms(-k_day_ms);  // and what another clock wrote is not of the last minute
    CHECK(wait_ms(1, 0) == 0);
}

TEST_CASE(
    "a reservation is there for another process at once, and only sync transactions wait for the disk") {
    Books books;
    CHECK(books.reserve_one("a", "0.40", {}) == Reserved::granted);
    auto other = Ledger::open(books.path, books.clock, books.random);
    REQUIRE(other);
    CHECK(other->list_reservations().value().size() == 1);
    books.record("a", usd("0.40"));
    CHECK(other->list_reservations().value().empty());
}

TEST_CASE("a ledger from before knows whose its calls were, and has its sums") {
    workspace::Folder folder;
    const fs::path path = folder.path() / "ledger.db";
    FixedClock clock{k_start};
    SeededRandom random{13};
    {
        auto database = sqlite::Database::open(path, sqlite::OpenMode::create, 50);
        REQUIRE(database);
        REQUIRE(migrate(*database, embedded::migrations().first(2), k_start));
        REQUIRE(database->execute(
            "INSERT INTO event (seq, body) VALUES (1, '{\"id\":\"e1\",\"kind\":\"ledger.created\",\"at_ms\":"
            "1795424400000,\"actor\":\"maria\",\"environment\":\"staging\"}');"
            "INSERT INTO blob VALUES (hex(zeroblob(32)), hex(zeroblob(32)), zeroblob(16), x'5b5d', 0);"
            "INSERT INTO run VALUES ('r1', 'spring', '', 'copy', 'openai-compatible', 'gpt', 'maria', 1, 0, "
            "1),"
            " ('r2', 'spring', '', 'demo', 'demo', '', 'sam', 1, 0, 1);"
            "INSERT INTO call (id, run, asset, round, prompt_id, prompt_version, prompt_digest, allowed, "
            "messages, input_tokens, output_tokens, latency_ms, outcome, event_seq) VALUES "
            "('c1', 'r1', 'a', 1, '', '', '', '', hex(zeroblob(32)), 12, 5, 1, 'taken', 1),"
            "('c2', 'r2', 'a', 1, '', '', '', '', hex(zeroblob(32)), NULL, NULL, 1, 'taken', 1)"));
    }
    auto ledger = Ledger::open(path, clock, random);
    REQUIRE_MESSAGE(ledger, ledger.error().message);
    const auto paid = ledger->find_call("c1").value();
    REQUIRE(paid);
    CHECK(paid->actor == "maria");
    CHECK(paid->brief == "spring");
    CHECK(paid->model == "copy");
    CHECK(paid->provider == "openai-compatible");
    CHECK(paid->environment == "staging");
    CHECK(paid->at == k_start);
    CHECK(paid->usage == Usage{12, 0, 0, 0, 5, 0, UsageSource::reported});
    CHECK_FALSE(paid->cost);
    const auto demo = ledger->find_call("c2").value();
    REQUIRE(demo);
    CHECK_FALSE(demo->usage.is_known());
    CHECK(demo->cost == PicoUsd{0});
    const auto lines = ledger->spend_by(SpendDimension::model, "2026-11-23", "2026-11-23").value();
    CHECK(lines.size() == 2);
    auto w = ledger->begin();
    REQUIRE(w);
    CHECK(w->reconcile(
               {}, clock.now(), [](const Reservation&) { return true; }, true)
              .value()
              .differences.empty());
}

TEST_CASE("a price and a declaration are kept once, as they were") {
    Books books;
    auto w = books.ledger->begin();
    REQUIRE(w);
    const std::string digest(64, 'a');
    const auto bytes = w->put_blob("{}").value();
    REQUIRE(w->insert_price_seen({digest, "openai/gpt", bytes}, 1));
    CHECK_FALSE(w->insert_price_seen({digest, "openai/gpt", bytes}, 1));
    REQUIRE(w->insert_model_seen({"copy", digest, bytes}, 1));
    CHECK_FALSE(w->insert_model_seen({"copy", digest, bytes}, 1));
    CHECK(books.ledger->find_price_seen(digest).value()->id == "openai/gpt");
    CHECK(books.ledger->find_model_seen("copy", digest).value()->bytes == bytes);
    CHECK_FALSE(books.ledger->find_model_seen("copy", std::string(64, 'b')).value());
}

}  // namespace mkai::store
