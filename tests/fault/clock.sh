#!/usr/bin/env bash
# The system's clock jumps while calls are on their way, by an hour and by days, forwards and backwards, early and
# late in the run: every draft is made, every call is recorded once at what it cost, no wait and no deadline moves,
# nothing stays held, and a process whose clock is right takes nothing of it for dead.
. "$(dirname "$0")/lib.sh"

new_workspace "$TEMP/base"
start_model --delay-ms 20
W=$TEMP/base
declare_model paid "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" \
    "price: {input_usd_per_million: \"1.00\", output_usd_per_million: \"10.00\"}" "output_tokens_max: 60" \
    "concurrency: 2" "deadline_s: 20"
restore "$TEMP/base"
expect 0 generate spring --model paid --dry-run --json
ASSETS=$(jq '.drafts | length' "$TEMP/out")
expect 0 generate spring --model paid
[ "$(sql "SELECT count(*) FROM version")" = "$ASSETS" ] || fail "the loopback model does not work"
COST=$(sql "SELECT sum(cost_pico) FROM call")

# whole WHEN CALLS: all drafts, all calls, all money, and nothing held.
whole() {
    [ "$(sql "SELECT count(*) FROM version")" = "$ASSETS" ] || fail "$1: not every draft was made"
    [ "$(sql "SELECT count(*) FROM call WHERE outcome = 'taken'")" = "$2" ] || fail "$1: not every call is recorded"
    [ "$(sql "SELECT count(*) FROM call WHERE outcome <> 'taken'")" = 0 ] || fail "$1: a call failed or was lost"
    [ "$(sql "SELECT count(*) FROM call WHERE latency_ms NOT BETWEEN 0 AND 20000")" = 0 ] ||
        fail "$1: a call took no time or years"
    [ "$(sql "SELECT count(*) FROM reservation")" = 0 ] || fail "$1: money is still held"
    check_ledger "$1"
}

jumped=0
for jump in 3600 -3600 259200 -259200; do
    for after in 1 20 60; do
        restore "$TEMP/base"
        FAULT_CLOCK_JUMP_S=$jump FAULT_CLOCK_AFTER=$after LD_PRELOAD=$FAULT_SHIM expect 0 generate spring --model paid
        whole "$jump s from look $after on" "$ASSETS"
        [ "$(sql "SELECT sum(cost_pico) FROM call")" = "$COST" ] || fail "$jump s from look $after on: another cost"
        # Seen by a clock that is right, and paid for in the same sums.
        expect 0 status
        expect 0 spend
        expect 0 generate spring --model paid
        check_ledger "$jump s from look $after on, and again"
        jumped=$((jumped + 1))
    done
done
note "the clock jumped in $jumped runs, and each was as without"

# The shim has a say: with a clock that is three days ahead, the events are.
restore "$TEMP/base"
NOW=$(date +%s)000
FAULT_CLOCK_JUMP_S=259200 LD_PRELOAD=$FAULT_SHIM expect 0 generate spring --model paid
[ "$(sql "SELECT count(*) FROM call WHERE at_ms > $NOW + 200000000")" = "$ASSETS" ] || fail "the clock did not jump"

# A process that believes it is hours later works beside one that does not: neither settles what the other holds.
restore "$TEMP/base"
for _ in 1 2 3; do
    { FAULT_CLOCK_JUMP_S=7200 FAULT_CLOCK_AFTER=20 LD_PRELOAD=$FAULT_SHIM "$MKAI_BINARY" -C "$W" generate spring --model paid --again \
        >/dev/null 2>&1 </dev/null & } 2>/dev/null
    JUMPED=$!
    "$MKAI_BINARY" -C "$W" generate spring --model paid --again >/dev/null 2>&1 </dev/null
    wait "$JUMPED"
done
[ "$(sql "SELECT count(*) FROM call WHERE failure = 'unknown-outcome'")" = 0 ] || fail "a living process was settled as dead"
[ "$(sql "SELECT count(*) FROM reservation")" = 0 ] || fail "money is still held after two clocks"
check_ledger "two clocks at once"
note "two processes with clocks two hours apart: neither took the other for dead"
stop_model
