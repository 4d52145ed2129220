// Caps of people, briefs and models in one list; words that say which one stopped a call; and calls whose
// process died, which are told from living ones by the lock of their run.
#include "core/app/runs.hpp"
#include "core/app/spend.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

class Purse : public Studio {
  public:
    std::vector<SpendCap> caps() {
        auto all = all_spend_caps(*workspace);
        REQUIRE_MESSAGE(all, said(all));
        return std::move(*all);
    }
    // A call on its way, of a run of its own.
    void hold(std::string id, std::string_view amount) { hold_in(*ledger, std::move(id), amount); }
    void hold_in(store::Ledger& books, std::string id, std::string_view amount) {
        auto w = books.begin();
        REQUIRE(w);
        Event event = make_event(as("maria"), event_kind::run_started);
        const auto seq = w->append(event);
        REQUIRE(seq);
        REQUIRE(
            w->insert_run({"run-" + id, "spring", "", "demo", "demo", "", "maria", 1, clock.now()}, *seq));
        store::Reservation r;
        r.call.id = id;
        r.call.run = "run-" + id;
        r.call.asset = k_push;
        r.call.actor = "maria";
        r.call.brief = "spring";
        r.call.model = "demo";
        r.amount = parse_usd(amount).value();
        r.lease_until = clock.now();
        auto answers = w->reserve(std::array{r}, caps());
        REQUIRE(answers);
        last = answers->front();
        REQUIRE(w->commit());
    }
    CapsReport report() {
        auto report = report_caps(*workspace, *ledger, clock);
        REQUIRE_MESSAGE(report, said(report));
        return std::move(*report);
    }
    CapLine line_of(std::string_view id) {
        for (CapLine& line : report().lines)
            if (line.use.id == id) return line;
        FAIL(id);
        return {};
    }

    store::ReserveAnswer last;
};

}  // namespace

TEST_CASE("a brief's ai_budget is a hard cap on its campaign, for good, in whatever currency") {
    Purse purse;
    purse.folder.edit("briefs/spring.yaml", "{amount: \"25.00\", currency: USD}",
                      "{amount: \"10.00\", currency: GBP}");
    purse.folder.edit(
        "mkai.yaml", "destinations:",
        "exchange_rates: {as_of: 2026-11-20, usd: {GBP: \"1.25\"}}\n"
        "spend_caps:\n  - {scope: workspace, amount: 100, currency: USD, per: day, level: soft}\n"
        "destinations:");
    purse.reread();
    const auto caps = purse.caps();
    REQUIRE(caps.size() == 4);
    CHECK(caps[0].scope == SpendScope::workspace);
    CHECK(caps[3].id == "spring");
    CHECK(caps[3].scope == SpendScope::campaign);
    CHECK(caps[3].period == Period::all);
    CHECK(caps[3].level == CapLevel::hard);
    CHECK(caps[3].amount == parse_usd("12.50"));
    CHECK(caps[3].declared == "10.00 GBP");
    const auto brief = purse.workspace->load_brief("spring");
    REQUIRE(brief);
    CHECK(spend_caps_for(*purse.workspace, std::array{&*brief})->size() == 2);
}

TEST_CASE("who is stopped by a cap is told which, how full it is, and what to do") {
    Purse purse;
    purse.hold("a", "24.00");
    CHECK(purse.last.outcome == store::Reserved::granted);
    purse.hold("b", "1.50");
    REQUIRE(purse.last.no);
    const Error busy = cap_error(*purse.last.no, purse.last.outcome, parse_usd("1.50").value(), k_start);
    CHECK(busy.status() == ExitStatus::spend_cap);
    CHECK(busy.message ==
          "the call could cost $1.50, and the cap on campaign spring does not have that left");
    CHECK(busy.context ==
          std::vector<std::string>{"cap: $25.00 in all (25.00 USD, briefs/spring.yaml ai_budget)",
                                   "spent: $0.00, held by calls on their way: $24.00"});
    CHECK(has(busy.fix, "wait until"));
    purse.hold("c", "26.00");
    REQUIRE(purse.last.no);
    const Error refused = cap_error(*purse.last.no, purse.last.outcome, parse_usd("26").value(), k_start);
    CHECK(refused.fix == "raise the budget in briefs/spring.yaml ai_budget");
}

TEST_CASE("a cap is worth a word from four fifths on") {
    Purse purse;
    CHECK(purse.line_of("spring").height == CapHeight::fine);
    purse.hold("a", "19.99");
    CHECK(purse.line_of("spring").height == CapHeight::fine);
    purse.hold("b", "0.01");
    CHECK(purse.line_of("spring").height == CapHeight::near);
    CHECK(purse.line_of("spring").left == parse_usd("5"));
    purse.hold("c", "5");
    CHECK(purse.line_of("spring").height == CapHeight::used_up);
    CHECK_FALSE(purse.report().clock_is_behind);
    purse.clock.advance_ms(-2 * k_day_ms);
    CHECK(purse.report().clock_is_behind == k_start);
}

TEST_CASE(
    "money is the same in both ledgers: what trials used is not left to others, nor the other way round") {
    Purse purse;
    auto trials = store::Ledger::create(purse.workspace->sandbox_path(), purse.clock, purse.random, "dev",
                                        "maria", store::LedgerKind::sandbox);
    REQUIRE(trials);
    purse.hold_in(*trials, "trial", "10.00");
    purse.hold("a", "4.00");
    const CapLine line = purse.line_of("spring");
    CHECK(line.elsewhere == parse_usd("10"));
    CHECK(line.left == parse_usd("11"));
    const auto checked = purse.workspace->check_brief("spring");
    REQUIRE(checked);
    const Brief* brief = &*checked->brief;
    const auto left_to = [&](const Session& session) {
        const auto caps = spend_caps_left(session, {&brief, 1});
        REQUIRE(caps);
        return std::ranges::find(*caps, SpendScope::campaign, &SpendCap::scope)->amount;
    };
    // Without what is spent here: the reservation takes that off.
    Session shared = purse.as("maria");
    CHECK(left_to(shared) == parse_usd("15"));
    CHECK(left_to({shared.workspace, *trials, shared.clock, shared.actor}) == parse_usd("21"));
}

TEST_CASE("only a call whose run nobody holds any more is settled") {
    Purse purse;
    purse.hold("alive", "1.00");
    purse.hold("dead", "2.00");
    fs::create_directories(runs_folder(*purse.workspace));
    auto lock = FileLock::take(run_lock_path(*purse.workspace, "run-alive"), 0);
    REQUIRE(lock);
    REQUIRE(*lock);
    { REQUIRE(FileLock::take(run_lock_path(*purse.workspace, "run-dead"), 0)); }
    CHECK(is_run_alive(*purse.workspace, "run-alive"));
    CHECK_FALSE(is_run_alive(*purse.workspace, "run-dead"));
    CHECK_FALSE(is_run_alive(*purse.workspace, "run-that-ended"));
    purse.clock.advance_ms(1);
    const auto settled = settle_dead_calls(purse.as("maria"));
    REQUIRE_MESSAGE(settled, said(settled));
    REQUIRE(settled->settled.size() == 1);
    CHECK(settled->settled[0].call.id == "dead");
    CHECK(settled->in_flight == 1);
    lock->reset();
    CHECK(settle_dead_calls(purse.as("maria"))->settled.size() == 1);
    CHECK(purse.line_of("spring").use.spent == parse_usd("3"));
}

TEST_CASE("sums are counted again by a lead or an engineer") {
    Purse purse;
    CHECK(outcome(reconcile_spend(purse.as("maria"))) == "role-lacking");
    CHECK(outcome(reconcile_spend(purse.as("dana"))) == "role-lacking");
    for (const char* person : {"priya", "alex", "ci-bot"})
        CHECK(outcome(reconcile_spend(purse.as(person))) == "ok");
}

}  // namespace mkai::app
