// 32 processes against one cap of $5.00, at a price where 100 calls fit exactly: they spend exactly $5.00, at
// no moment more, and none is kept out while there is room. The naive way (look, call, record) runs beside as
// the control and overspends, which shows that the race is one. And with processes that kill themselves
// between reservation and record: what they held is settled as spent, once, and never above the cap.
#include "tests/tools/spend_race.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

using namespace mkai;

namespace {

int failures = 0;

void check(bool holds, const std::string& what) {
    if (holds) return;
    ++failures;
    fmt::print("FAILED: {}\n", what);
}

std::string words(const SpendRaced& r) {
    return fmt::format("${} in {} calls, at most ${} at a time, {} killed, {} left over", to_decimal(r.spent),
                       r.calls, to_decimal(r.most), r.killed, r.left_over);
}

}  // namespace

int main(int argc, char** argv) {
    const fs::path folder = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path() / "mkai-spend-cap";
    std::error_code failed;
    fs::remove_all(folder, failed);
    fs::create_directories(folder, failed);

    SpendRace race_of;
    race_of.ledger = folder / "ledger.db";
    race_of.cap = parse_usd("5.00").value();
    race_of.price = parse_usd("0.05").value();

    const SpendRaced reserved = race(race_of);
    fmt::print("reserved first: {}\n", words(reserved));
    check(reserved.spent == race_of.cap, "exactly what fits is spent: " + words(reserved));
    check(reserved.most <= race_of.cap, "never above the cap: " + words(reserved));
    check(reserved.calls == 100, "100 calls of $0.05 are made: " + words(reserved));
    const SpendSettled quiet = settle_all(race_of.ledger);
    check(quiet.settled == 0 && quiet.wrong_sums == 0, "nothing is left to settle, and the sums are right");

    race_of.naive = true;
    const SpendRaced naive = race(race_of);
    fmt::print("naive control:  {}\n", words(naive));
    check(naive.spent > race_of.cap, "the control overspends, or this race shows nothing: " + words(naive));

    race_of.naive = false;
    race_of.kill_one_in = 3;
    race_of.cap = parse_usd("3.00").value();  // less than 32 processes want before they die
    const SpendRaced killed = race(race_of);
    fmt::print("with kill -9:   {}\n", words(killed));
    check(killed.killed > 0, "processes were killed");
    check(killed.left_over == killed.killed, "each left what it held: " + words(killed));
    check(killed.most <= race_of.cap, "never above the cap: " + words(killed));
    const SpendSettled settled = settle_all(race_of.ledger);
    check(settled.settled == killed.killed, "each is settled");
    check(settled.wrong_sums == 0, "the sums are right");
    check(settled.spent.value == killed.spent.value + killed.killed * race_of.price.value,
          "as having cost what it held: $" + to_decimal(settled.spent));
    check(settled.spent <= race_of.cap, "and the cap holds: $" + to_decimal(settled.spent));
    const SpendSettled again = settle_all(race_of.ledger);
    check(again.settled == 0 && again.spent == settled.spent, "and once");

    fs::remove_all(folder, failed);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
