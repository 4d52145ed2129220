// 32 processes against one cap of $5.00: reserved in one transaction, and the naive way beside it. And what a
// reservation costs: one at a time and a hundred in a transaction, with and without waiting for the disk.
//
//     bench_spend FOLDER
#include "core/store/spend.hpp"

#include "core/base/hash.hpp"
#include "tests/tools/spend_race.hpp"

#include <chrono>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

using namespace mkai;

namespace {

using Steady = std::chrono::steady_clock;

template <class T>
T get(Result<T>&& result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", result.error().message);
    std::_Exit(1);
}

double us_since(Steady::time_point began) {
    return std::chrono::duration<double, std::micro>(Steady::now() - began).count();
}

// Microseconds a reservation, `batch` to a transaction.
double reserve_us(store::Ledger& ledger, const Clock& clock, Durability durability, int batch, int batches) {
    SpendCap cap;
    cap.amount = parse_usd("900000").value();
    SpendCap person = cap;
    person.scope = SpendScope::person;
    SpendCap campaign = cap;
    campaign.scope = SpendScope::campaign;
    campaign.period = Period::all;
    SpendCap model = cap;
    model.scope = SpendScope::model;
    model.period = Period::day;
    const std::vector caps{cap, person, campaign, model};
    std::vector<store::Reservation> wanted(static_cast<std::size_t>(batch));
    static int next = 0;
    const auto began = Steady::now();
    for (int n = 0; n < batches; ++n) {
        for (store::Reservation& r : wanted) {
            r.call.id = fmt::format("bench-{}", next++);
            r.call.run = "run";
            r.call.actor = "maria";
            r.call.brief = "spring";
            r.call.use_case = "campaign-copy";
            r.call.model = "copy";
            r.amount = parse_usd("0.000001").value();
            r.lease_until = {clock.now().value + k_day_ms};
        }
        auto w = get(ledger.begin(durability));
        for (const auto& answer : get(w.reserve(wanted, caps)))
            if (answer.outcome != store::Reserved::granted) std::_Exit(1);
        if (auto done = w.commit(); !done) std::_Exit(1);
    }
    return us_since(began) / batch / batches;
}

}  // namespace

int main(int argc, char** argv) {
    const fs::path folder = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path() / "mkai-bench-spend";
    fs::create_directories(folder);
    SpendRace race_of;
    race_of.ledger = folder / "ledger.db";
    race_of.cap = parse_usd("5.00").value();
    race_of.price = parse_usd("0.05").value();
    const auto began = Steady::now();
    const SpendRaced reserved = race(race_of);
    const double ms = us_since(began) / 1000;
    race_of.naive = true;
    const SpendRaced naive = race(race_of);
    fmt::print(
        "32 processes against a cap of $5.00: spent ${} in {:.0f} ms, at most ${} at a time; the naive way "
        "${} (goal $5.00 exactly)\n",
        to_decimal(reserved.spent), ms, to_decimal(reserved.most), to_decimal(naive.spent));

    const SystemClock clock;
    SystemRandom random;
    auto ledger = get(store::Ledger::open(race_of.ledger, clock, random));
    const double one = reserve_us(ledger, clock, Durability::none, 1, 2'000);
    const double many = reserve_us(ledger, clock, Durability::none, 100, 50);
    const double synced = reserve_us(ledger, clock, Durability::sync, 1, 200);
    fmt::print(
        "a reservation in four caps: {:.0f} us, {:.0f} us of a hundred, {:.0f} us when it waits for the "
        "disk, ratio {:.1f}\n",
        one, many, synced, synced / one);
    return EXIT_SUCCESS;
}
