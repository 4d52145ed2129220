#!/usr/bin/env bash
# An evaluation that is killed at random moments, once or several times, and goes on with --resume: its report and
# exit status are those of a run that nobody killed, no failure is lost, and no more calls are made twice than were
# in flight.
. "$(dirname "$0")/lib.sh"

KILLS=${FAULT_KILLS:-60}
ROWS=60
CONCURRENCY=8

new_workspace "$TEMP/empty"
start_model --delay-ms 15
W=$TEMP/empty
declare_model slow "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" \
    "price: free" "concurrency: $CONCURRENCY"
mkdir -p "$W/evals" "$W/prompts"
printf -- '---\ninput:\n  schema:\n    topic: string\n---\nName one tag for {{topic}}.\n' >"$W/prompts/tag.prompt"
cat >"$W/evals/tags.yaml" <<'SUITE'
prompts: [tag]
models: [slow]
repeat: 2
guards: {pass_rate: 0.5}
defaults:
  assert:
    - {type: word-count, value: {min: 1}}
    - {type: latency, threshold: 60000}
rows: [tags.csv]
SUITE
{
    echo topic,__expected
    # A third of them fails, wherever it was killed.
    for ((i = 1; i <= ROWS; i++)); do echo "topic $i,$([ $((i % 3)) = 0 ] && echo 'starts-with: never' || echo 'not-contains: never')"; done
} >"$W/evals/tags.csv"
EVAL=(eval run tags --no-cache)
CELLS=$((2 * ROWS))

# What may not depend on where it was killed.
report() {
    "$MKAI_BINARY" -C "$W" eval show tags --all --json 2>/dev/null |
        jq -S 'del(.run, .started_at) | del(.variants[] | .calls, .spent_usd, .latency_p50_ms, .latency_p95_ms)' || true
}

run "${EVAL[@]}"
WHOLE_STATUS=$STATUS
[ "$WHOLE_STATUS" = 3 ] || [ "$WHOLE_STATUS" = 10 ] || [ "$WHOLE_STATUS" = 0 ] || fail "the run as a whole ends with $WHOLE_STATUS"
report >"$TEMP/whole"
[ "$(jq '.variants[0].passed + .variants[0].failed' "$TEMP/whole")" = "$CELLS" ] || fail "not every cell was told"
[ "$(jq '.variants[0].failed' "$TEMP/whole")" = $((CELLS / 3)) ] || fail "the failures are others than planned"
cp -r "$W/evals" "$W/prompts" "$TEMP/"

killed=0
for ((k = 0; k < KILLS; k++)); do
    restore "$TEMP/empty"
    rm -f "$W"/.mkai/ledger.db*
    expect 0 db create
    kills=0
    more=()
    for ((again = 0; again < 4; again++)); do
        "$MKAI_BINARY" -C "$W" "${EVAL[@]}" "${more[@]}" >"$TEMP/out" 2>"$TEMP/err" </dev/null &
        pid=$!
        sleep "$(printf '0.%03d' $((RANDOM % 300 + 20)))"
        kill -9 "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
        STATUS=$?
        [ "$STATUS" = 137 ] || break
        kills=$((kills + 1))
        more=()
        [ "$(sql "SELECT count(*) FROM eval_run")" = 0 ] || more=(--resume)
        [ $((k % 3)) != 0 ] || break
    done
    if [ "$STATUS" = 137 ]; then
        killed=$((killed + 1))
        run "${EVAL[@]}" "${more[@]}"
    fi
    [ "$STATUS" = "$WHOLE_STATUS" ] || fail "killed $kills times: it ends with $STATUS, as a whole with $WHOLE_STATUS"
    report >"$TEMP/again"
    cmp -s "$TEMP/whole" "$TEMP/again" || { diff "$TEMP/whole" "$TEMP/again" | head -20; fail "killed $kills times: another report"; }
    calls=$(sql "SELECT count(*) FROM call")
    [ "$calls" -le $((CELLS + kills * CONCURRENCY)) ] ||
        fail "killed $kills times: $calls calls for $CELLS cells, more than $CONCURRENCY a kill were made twice"
done
[ "$killed" -ge $((KILLS / 3)) ] || fail "only $killed of $KILLS runs were killed before their end"
note "killed $killed of $KILLS runs before their end"
stop_model
