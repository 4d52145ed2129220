#!/usr/bin/env bash
# generate that is killed at every call that changes the disk, or interrupted at random moments: what was done
# stays, the same command again makes the rest, no version is without its call, none is half there, none is
# made twice, and the next generate closes the run of the dead one.
. "$(dirname "$0")/lib.sh"

INTERRUPTS=${FAULT_INTERRUPTS:-30}

new_workspace "$TEMP/empty"
# choose_generate ARGUMENT...: the command that is killed, and how many drafts it makes.
choose_generate() {
    GENERATE=(generate spring "$@")
    expect 0 "${GENERATE[@]}" --dry-run --json
    ASSETS=$(jq '.drafts | length' "$TEMP/out")
}

# finished NAME: after a generate that died in W, whatever it had done.
finished() {
    local name=$1 kept again
    expect 0 status --json
    check_ledger "$name"
    kept=$(sql "SELECT asset || ' ' || digest || ' ' || made_at_ms FROM version ORDER BY asset")
    expect 0 "${GENERATE[@]}"
    check_ledger "$name, and again"
    again=$(sql "SELECT asset || ' ' || digest || ' ' || made_at_ms FROM version ORDER BY asset")
    [ "$(sql "SELECT count(*) || ' ' || max(number) FROM version")" = "$ASSETS 1" ] ||
        fail "$name: not one version an asset: $again"
    [ -z "$kept" ] || [ "$(grep -cFx -- "$kept" <<<"$again")" = "$(wc -l <<<"$kept")" ] ||
        fail "$name: what was done was not kept"
    [ -z "$(sql "SELECT id FROM run WHERE id NOT IN (SELECT run FROM run_end)")" ] ||
        fail "$name: a run is open"
    # A lock without its run lasts until the next generate that has something to do.
    expect 0 "${GENERATE[@]}" --again
    [ -z "$(ls -A "$W/.mkai/runs" 2>/dev/null)" ] || fail "$name: left behind: $(ls -A "$W/.mkai/runs")"
    [ -z "$(find "$W" -name '*.tmp' -o -name '*.new*')" ] || fail "$name: a temporary file is left"
}
# ended OUTCOME NAME: the run that died, if it was in the ledger at all.
ended() {
    local outcomes
    outcomes=$(sql "SELECT group_concat(outcome, ' ') FROM (SELECT outcome FROM run JOIN run_end ON run = id
                    ORDER BY run.event_seq)")
    [[ "$outcomes" =~ $1 ]] || fail "$2: the runs ended so: $outcomes"
}

restore "$TEMP/empty"
choose_generate --only push
[ "$ASSETS" = 2 ] || fail "the brief asks for $ASSETS push messages"
FAULT_CALLS_FILE=$TEMP/calls LD_PRELOAD=$FAULT_SHIM expect 0 "${GENERATE[@]}"
mapfile -t CALLS <"$TEMP/calls"
[ ${#CALLS[@]} -ge 10 ] || fail "the shim saw ${#CALLS[@]} calls only"
for ((at = 1; at <= ${#CALLS[@]}; at += STRIDE)); do
    half=
    [[ "${CALLS[at - 1]}" == *write* ]] && half=$((at % 2))
    restore "$TEMP/empty"
    FAULT_KILL_AT=$at FAULT_KILL_HALF=${half/#0/} LD_PRELOAD=$FAULT_SHIM run "${GENERATE[@]}"
    [ "$STATUS" = 137 ] || fail "not killed at call $at of ${#CALLS[@]}"
    finished "killed at call $at (${CALLS[at - 1]}) of ${#CALLS[@]}"
    ended '^((interrupted|done) )?(done )?done$' "killed at call $at"
done
note "killed at $((${#CALLS[@]} / STRIDE)) of ${#CALLS[@]} calls"

# A model that takes 60 ms an answer, one call at a time, so that a run can be interrupted between two drafts.
start_model --delay-ms 60
rm -rf "$TEMP/w"
W=$TEMP/empty
declare_model slow "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" "price: free" \
    "concurrency: 1"
restore "$TEMP/empty"
choose_generate --model slow
[ "$ASSETS" -ge 5 ] || fail "the brief asks for $ASSETS drafts only"
expect 0 "${GENERATE[@]}"
[ "$(sql "SELECT count(*) FROM version")" = "$ASSETS" ] || fail "the loopback model does not work"

interrupted=0 partly=0
for ((i = 0; i < INTERRUPTS; ++i)); do
    restore "$TEMP/empty"
    LAST="${GENERATE[*]}"
    "$MKAI_BINARY" -C "$W" "${GENERATE[@]}" >"$TEMP/out" 2>"$TEMP/err" </dev/null &
    pid=$!
    # From when it is past its start, where a signal has nothing to interrupt yet.
    sleep "$(printf '0.%03d' $((RANDOM % 400 + 50)))"
    # A background process of a script ignores SIGINT until it says otherwise, which mkai does.
    kill -INT "$pid" 2>/dev/null
    wait "$pid"
    STATUS=$?
    [ "$STATUS" = 130 ] || [ "$STATUS" = 0 ] || fail "interrupted: neither 130 nor done"
    if [ "$STATUS" = 130 ]; then
        interrupted=$((interrupted + 1))
        made=$(sql "SELECT count(*) FROM version")
        told=$(grep -c '^draft ' "$TEMP/out")
        [ "$made" = "$told" ] || fail "interrupted: $made drafts were made and $told told"
        [ "$made" -gt 0 ] && [ "$made" -lt "$ASSETS" ] && partly=$((partly + 1))
        [ "$made" = "$ASSETS" ] || says "again"
        [ -z "$(sql "SELECT id FROM run WHERE id NOT IN (SELECT run FROM run_end)")" ] ||
            fail "an interrupted run is left open"
    fi
    finished "interrupted the ${i}th time"
done
[ "$partly" -ge 3 ] ||
    fail "$interrupted of $INTERRUPTS runs were interrupted, only $partly of them between two drafts"
note "interrupted $interrupted of $INTERRUPTS runs, $partly of them between two drafts"
stop_model
