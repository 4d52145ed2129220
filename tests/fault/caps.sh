#!/usr/bin/env bash
# Spend caps around real calls: held before, settled after, never passed; what a killed process held is settled as
# estimated, once.
. "$(dirname "$0")/lib.sh"

new_workspace "$TEMP/w"
start_model --delay-ms 50
PRICE="price: {input_usd_per_million: \"1.00\", output_usd_per_million: \"10.00\"}"
declare_model paid "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" "$PRICE" \
    "output_tokens_max: 60" "deadline_s: 20"
pico() { sql "SELECT coalesce(sum($1), 0) FROM $2"; }
cap() { # AMOUNT LEVEL
    sed -i '/^spend_caps:/,$d' "$W/mkai.yaml"
    printf 'spend_caps:\n  - {scope: workspace, amount: "%s", currency: USD, per: day, level: %s}\n' "$1" "$2" \
        >>"$W/mkai.yaml"
}

# The worst case of one draft is some $0.0033, and what one costs $0.0005: the cap stops the last of the seven.
cap 0.005 hard
run generate spring --model paid --json
[ "$STATUS" = 6 ] || fail "a brief that costs more than the cap: expected exit 6"
SPENT=$(pico cost_pico call)
[ "$SPENT" -gt 0 ] || fail "nothing was spent below the cap"
[ "$SPENT" -le 5000000000 ] || fail "$SPENT pico-dollars were spent on a cap of \$0.005"
[ "$(pico amount_pico reservation)" = 0 ] || fail "money is still held after the run"
MADE=$(sql "SELECT count(*) FROM version")
[ "$MADE" -ge 1 ] || fail "the cap stopped drafts that fit it"
jq -e '[.drafts[] | select(.error.code == "spend-cap")] | length > 0' "$TEMP/out" >/dev/null ||
    fail "no draft says that the cap stopped it"
check_ledger "after a cap"
expect 0 spend caps
says 'the workspace +\$0.005 a day'
note "a hard cap of \$0.005: $MADE drafts for $SPENT pico-dollars, the others refused with exit 6"

# A soft cap tells and goes on.
cap 0.006 soft
expect 0 generate spring --model paid
says 'soft cap'
check_ledger "after a soft cap"

# Eight processes at once on one cap: none passes it.
rm -rf "$W/.mkai/ledger.db"*
expect 0 db create
cap 0.02 hard
PIDS=()
for _ in 1 2 3 4 5 6 7 8; do
    "$MKAI_BINARY" -C "$W" generate spring --model paid --again >/dev/null 2>&1 </dev/null &
    PIDS+=($!)
done
for pid in "${PIDS[@]}"; do wait "$pid"; done
SPENT=$(pico cost_pico call)
[ "$SPENT" -le 20000000000 ] || fail "8 processes spent $SPENT pico-dollars on a cap of \$0.02"
[ "$(pico amount_pico reservation)" = 0 ] || fail "money is still held after 8 processes"
check_ledger "after 8 processes on one cap"
note "8 processes on \$0.02: $SPENT pico-dollars in $(sql "SELECT count(*) FROM call") calls"

# Killed between the call and its record: the next run settles what was held, once.
stop_model
start_model --mode hang
rm -rf "$W/.mkai/ledger.db"*
expect 0 db create
sed -i "s,^    url: http://127.0.0.1:.*,    url: http://127.0.0.1:$MODEL_PORT/v1," "$W/mkai.yaml"
"$MKAI_BINARY" -C "$W" generate spring --only email --model paid >/dev/null 2>&1 </dev/null &
PID=$!
for ((i = 0; i < 500; ++i)); do
    [ "$(pico amount_pico reservation)" != 0 ] && break
    sleep 0.02
done
HELD=$(pico amount_pico reservation)
[ "$HELD" -gt 0 ] || fail "nothing is held while a call is on its way"
kill -9 "$PID"
{ wait "$PID"; } 2>/dev/null
expect 0 spend caps
# The lease has to be over as well as its owner dead.
sql "UPDATE reservation SET lease_until_ms = 1" || fail "the lease could not be ended"
run generate spring --only email
[ "$(pico amount_pico reservation)" = 0 ] || fail "what a dead process held is still held"
[ "$(pico cost_pico "call WHERE failure = 'unknown-outcome'")" = "$HELD" ] || fail "it was not settled at what was held"
[ "$(sql "SELECT DISTINCT usage_source FROM call WHERE failure = 'unknown-outcome'")" = estimated ] ||
    fail "it is not told as estimated"
run generate spring --only email --again
[ "$(sql "SELECT count(*) FROM call WHERE failure = 'unknown-outcome'")" = 1 ] || fail "it was settled twice"
check_ledger "after a killed process was settled"
note "killed between call and record: $HELD pico-dollars settled as estimated, once"
stop_model
