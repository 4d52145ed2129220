// Caps that hold. A call's money is held before it is made, in one transaction that looks at every cap that
// the call counts towards; when the call is recorded, what it cost takes the place of what was held:
//
//     begin(none) -> rate_wait_ms? -> reserve -> commit      the call      begin -> insert_call -> commit
//
// Spent and held together never exceed a hard cap, whatever the number of processes. Who dies between the two
// leaves a reservation, which reconcile() records as having cost the whole amount: never as nothing.
//
// Days. What is held and what it then costs count for the day of the reservation, and that is never before
// the newest call's in the ledger: a clock that is set back frees no cap. (A clock that is set forward begins
// another day; the ledger keeps to it from then on.)
#pragma once

#include "core/domain/price.hpp"
#include "core/store/ledger.hpp"

namespace mkai::store {

struct Reservation {
    // As it is to be recorded if nobody comes back for it: who asks which model for what. `messages` may be
    // empty. `at` is set by reserve().
    CallRecord call;
    PicoUsd amount;           // what it can cost at most
    std::int64_t tokens = 0;  // in and out at most, for tokens a minute
    TimeMs lease_until;       // renewed while its owner lives
    std::string owner;        // the process, for people: "host 4711"
};

enum class Reserved {
    granted,
    refused,  // what is spent leaves no room: only another period or another cap helps
    busy,     // there is room once calls on their way cost less than they hold: wait for them
};

// A cap at the moment of asking, without the reservation that asks.
struct CapState {
    SpendCap cap;
    std::string id;  // whom a cap on each one is about; else the cap's own
    PicoUsd spent;
    PicoUsd held;  // by calls on their way
};

struct ReserveAnswer {
    Reserved outcome = Reserved::granted;
    std::optional<CapState> no;     // the hard cap that said no
    std::vector<CapState> crossed;  // soft caps that this one crosses, each told once a period
};

// Writer::reserve: the reservations in order, each seeing those before it. One that is not granted hinders no
// other and holds nothing. internal_error when an id is there already.
//
// Writer::release: lets go of what is held for a call that was not made. False when nothing was held.
//
// Writer::renew: the leases of a run last until then, if they do not last longer anyway.
//
// Writer::rate_wait_ms: for how long a call of `tokens` has to wait, so that no minute has more requests or
// tokens of the model than its limits, in all processes together; 0: not at all. A limit of 0 is none. One
// call that is larger than the limit may go when it is alone. Ask before reserve(), in its transaction.

struct SpendLine {
    std::string id;
    std::int64_t calls = 0;
    std::int64_t unpriced = 0;   // calls whose cost is not known: the sum is without them
    std::int64_t estimated = 0;  // calls that nobody came back for, and others of estimated usage
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    PicoUsd cost;
};
// Ledger::spend_by: from the calls themselves, of these days (included). By cost, the most first; days in
// order.

struct CapUse {
    SpendCap cap;
    std::string id;  // whom; empty for a cap on each one that nobody has spent anything towards
    PicoUsd spent;
    PicoUsd held;
    std::optional<TimeMs> resets;  // empty: never
};
// Ledger::list_cap_use: in the order of the caps. A cap on each one has a line for each who spent or holds
// anything in its period, the most first.

struct CounterDifference {
    std::string dimension, id, day;
    PicoUsd cost_was, cost_is;
    PicoUsd held_was, held_is;
    std::int64_t calls_was = 0, calls_is = 0;
};

struct SpendReconciled {
    std::vector<Reservation> settled;            // recorded as estimated
    std::vector<CounterDifference> differences;  // found by the recount, and mended
    std::int64_t in_flight = 0;                  // reservations that stay
};
// Writer::reconcile: reservations whose lease is over and whose owner is not alive become calls with the
// outcome `failed`, the failure `unknown-outcome` and the cost of the whole amount, each once. With
// `recount`, the sums are counted again from calls and reservations, and put right. Appends `event` (kind and
// data filled in) when there was something to do. `is_alive` is asked inside the transaction: no network. A
// lease counts as over when the time is past it, or when the clock is before the moment of the reservation,
// so that it tells nothing; a living owner keeps it in any case.

}  // namespace mkai::store
