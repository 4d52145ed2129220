#include "tests/tools/spend_race.hpp"

#include "core/base/hash.hpp"
#include "core/store/spend.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mkai {

namespace {

constexpr int k_busy_timeout_ms = 60'000;
constexpr std::int64_t k_lease_ms = 100;

[[noreturn]] void give_up(const std::string& what) {
    fmt::print(stderr, "{}\n", what);
    std::_Exit(1);
}
template <class T>
auto get(Result<T>&& result) {
    if (!result) give_up(result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

store::Ledger open(const fs::path& path, const Clock& clock, Random& random) {
    return get(store::Ledger::open(path, clock, random, {.busy_timeout_ms = k_busy_timeout_ms}));
}

std::vector<SpendCap> caps_of(const SpendRace& race) {
    std::vector<SpendCap> caps;
    // The cap in question, and roomy ones in every other scope, as a workspace has them.
    for (const SpendScope scope :
         {SpendScope::workspace, SpendScope::campaign, SpendScope::person, SpendScope::model}) {
        SpendCap cap;
        cap.scope = scope;
        cap.period = Period::month;
        cap.amount = scope == SpendScope::campaign ? race.cap : parse_usd("1000").value();
        if (scope == SpendScope::campaign) {
            cap.id = "spring";
            cap.period = Period::all;
        }
        caps.push_back(std::move(cap));
    }
    return caps;
}

store::Reservation reservation(std::string id, const SpendRace& race, TimeMs now) {
    store::Reservation r;
    r.call.id = std::move(id);
    r.call.run = "run";
    r.call.asset = "spring/email.en-GB.a";
    r.call.actor = "maria";
    r.call.brief = "spring";
    r.call.use_case = "campaign-copy";
    r.call.model = "copy";
    r.amount = race.price;
    r.lease_until = {now.value + k_lease_ms};
    r.owner = std::to_string(::getpid());
    return r;
}

void record(store::Ledger& ledger, const store::Reservation& r, PicoUsd cost) {
    auto w = get(ledger.begin());
    Event event;
    event.kind = std::string(event_kind::call_ended);
    event.actor = r.call.actor;
    const auto seq = get(w.append(event));
    CallRecord call = r.call;
    call.messages = get(w.put_blob("[]"));
    call.outcome = "taken";
    call.cost = cost;
    get(w.insert_call(call, seq));
    get(w.commit());
}

PicoUsd spent_in(store::Ledger& ledger) {
    const auto lines = get(ledger.spend_by(SpendDimension::workspace, "0000", "9999"));
    return lines.empty() ? PicoUsd{} : lines[0].cost;
}

struct Told {
    std::int64_t calls = 0;
    std::int64_t most = 0;
    std::int64_t reserve_us = 0;
};

// What a process does. The same number of calls would be made by each if there were money for all.
Told pay(const SpendRace& race, int number) {
    const SystemClock clock;
    SystemRandom random;
    store::Ledger ledger = open(race.ledger, clock, random);
    const std::vector<SpendCap> caps = caps_of(race);
    const auto campaign = std::ranges::find(caps, SpendScope::campaign, &SpendCap::scope);
    Told told;
    std::vector<std::int64_t> times;
    for (int n = 0;; ++n) {
        store::Reservation wanted = reservation(fmt::format("{}-{}", number, n), race, clock.now());
        if (race.naive) {
            if (spent_in(ledger).value + race.price.value > race.cap.value) break;
        } else {
            const auto began = std::chrono::steady_clock::now();
            auto w = get(ledger.begin(Durability::none));
            const auto answer = get(w.reserve({&wanted, 1}, caps)).front();
            get(w.commit());
            times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
                                std::chrono::steady_clock::now() - began)
                                .count());
            if (answer.outcome == store::Reserved::refused) break;
            if (answer.outcome == store::Reserved::busy) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                // What a killed process holds stays held until somebody settles it.
                if (race.kill_one_in > 0 && n > 300) break;
                continue;
            }
            const auto use = get(ledger.list_cap_use({&*campaign, 1}, clock.now())).front();
            told.most = std::max(told.most, use.spent.value + use.held.value);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(race.call_us));
        if (race.kill_one_in > 0 && n % race.kill_one_in == race.kill_one_in - 1) ::raise(SIGKILL);
        record(ledger, wanted, race.price);
        ++told.calls;
    }
    if (!times.empty()) {
        std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
        told.reserve_us = times[times.size() / 2];
    }
    return told;
}

void make_ledger(const fs::path& path) {
    const SystemClock clock;
    SystemRandom random;
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(path.string() + suffix, ignored);
    auto ledger = get(store::Ledger::create(path, clock, random, "dev", "maria"));
    auto w = get(ledger.begin());
    Event event;
    event.kind = std::string(event_kind::run_started);
    event.actor = "maria";
    const auto seq = get(w.append(event));
    get(w.insert_run({"run", "spring", "", "copy", "openai", "gpt", "maria", 1, clock.now()}, seq));
    get(w.commit());
}

}  // namespace

SpendRaced race(const SpendRace& race) {
    make_ledger(race.ledger);
    int go[2] = {};
    int back[2] = {};
    if (::pipe(go) != 0 || ::pipe(back) != 0) give_up("no pipe");
    for (int number = 0; number < race.processes; ++number) {
        const pid_t child = ::fork();
        if (child < 0) give_up("no process");
        if (child > 0) continue;
        ::close(go[1]);
        char none = 0;
        if (::read(go[0], &none, 1) < 0) std::_Exit(1);  // until the parent lets go
        const Told told = pay(race, number);
        std::_Exit(::write(back[1], &told, sizeof told) == sizeof told ? 0 : 1);
    }
    ::close(go[0]);
    ::close(back[1]);
    ::close(go[1]);
    SpendRaced out;
    Told told;
    while (::read(back[0], &told, sizeof told) == sizeof told) {
        out.calls += told.calls;
        out.most.value = std::max(out.most.value, told.most);
        out.reserve_us = std::max(out.reserve_us, told.reserve_us);
    }
    ::close(back[0]);
    for (int n = 0; n < race.processes; ++n) {
        int status = 0;
        ::wait(&status);
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
            ++out.killed;
        else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            give_up("a process failed");
    }
    const SystemClock clock;
    SystemRandom random;
    store::Ledger ledger = open(race.ledger, clock, random);
    out.spent = spent_in(ledger);
    out.left_over = static_cast<std::int64_t>(get(ledger.list_reservations()).size());
    return out;
}

SpendSettled settle_all(const fs::path& path) {
    std::this_thread::sleep_for(std::chrono::milliseconds(k_lease_ms + 1));  // the leases are over
    const SystemClock clock;
    SystemRandom random;
    store::Ledger ledger = open(path, clock, random);
    auto w = get(ledger.begin());
    Event event;
    event.actor = "priya";
    const auto done = get(w.reconcile(
        event, clock.now(), [](const store::Reservation&) { return false; }, true));
    get(w.commit());
    return {static_cast<std::int64_t>(done.settled.size()),
            static_cast<std::int64_t>(done.differences.size()), spent_in(ledger)};
}

}  // namespace mkai
