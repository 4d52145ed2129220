// Many processes that pay from one cap, as the gateway does it and as everybody does it first. For
// tests/fault/spend_cap.cpp, which looks at what was spent, and bench/spend.cpp, which looks at the time too.
#pragma once

#include "core/base/decimal.hpp"
#include "core/base/file.hpp"
#include "core/domain/spend.hpp"

#include <cstdint>

namespace mkai {

struct SpendRace {
    fs::path ledger;  // made anew
    int processes = 32;
    PicoUsd cap;
    PicoUsd price;        // of each call
    int call_us = 2'000;  // how long a call takes
    int kill_one_in = 0;  // a process kills itself between reservation and record, every so many calls
    bool naive = false;   // look at the sum, call, record: the control
};

struct SpendRaced {
    PicoUsd spent;  // by the call records
    PicoUsd most;   // spent and held together, the most that any process ever saw after a reservation
    std::int64_t calls = 0;
    std::int64_t killed = 0;      // processes
    std::int64_t left_over = 0;   // reservations
    std::int64_t reserve_us = 0;  // a reservation's transaction, the median of one process
};

// Runs until no process can pay another call. Must be called before the process has threads; the processes
// are its children, and all have ended when it returns. Ends the program with a message when the ledger
// fails.
SpendRaced race(const SpendRace& race);

// The ledger's own word, after the race: dead calls settled, sums counted again. How many were settled, and
// how many sums were wrong.
struct SpendSettled {
    std::int64_t settled = 0;
    std::int64_t wrong_sums = 0;
    PicoUsd spent;
};
SpendSettled settle_all(const fs::path& ledger);

}  // namespace mkai
