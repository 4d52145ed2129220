#!/usr/bin/env bash
# kill -9 while a correction is under way: at every call that changes the disk, and at random moments. Given
# again it goes on: the brief, what is live and the corrected versions are what they are without a kill, and
# nothing is begun, paused, taken back or made twice.
. "$(dirname "$0")/lib.sh"

RANDOM_KILLS=${FAULT_RANDOM_KILLS:-20}  # of each of the commands
BRIEF=briefs/spring.yaml

new_workspace "$TEMP/live"  # v1 is live everywhere; the wrong price is in all of them
expect 0 generate spring --only push
for asset in spring/push.en-GB.a spring/push.de-DE.a; do
    expect 0 review $asset --accept --reason "on brief" --as maria
    expect 0 approve $asset@v1 --as dana --reason "claims checked"
    expect 0 publish $asset -d site --yes
done
check_settled "before anything is killed"
cp -a "$TEMP/live" "$TEMP/twice"  # and here v2 is, with wrong words that v1 has not
W=$TEMP/twice
expect 0 edit spring/push.en-GB.a --set title="The files were back" --as sam
expect 0 review spring/push.en-GB.a --accept --reason "on brief" --as maria
expect 0 approve spring/push.en-GB.a@v2 --as dana --reason "claims checked"
expect 0 publish spring/push.en-GB.a -d site --yes

WITHDRAW=(correct spring/push.en-GB.a --set offer.locales.en-GB.price=6.99 --reason-code wrong-price --withdraw --yes)
KEEP=(correct spring/push.en-GB.a --set offer.locales.en-GB.price=6.99 --reason-code wrong-price --keep --yes)
ROLLBACK=(correct spring/push.en-GB.a --set "title=The files are back" --reason-code wrong-words --rollback --yes)

# The copies of a workspace share what people declare; a correction changes the brief.
START=$TEMP/live
again() {
    restore "$START"
    cp "$START/$BRIEF" "$W/$BRIEF"
}
# All that a correction leaves behind, without ids and times.
state() {
    sql "SELECT 'begun ' || count(*) FROM correction; SELECT 'ended ' || count(*) FROM correction_end;
         SELECT 'paused ' || group_concat(value) FROM pause;
         SELECT 'corrected ' || asset || number || corrects FROM corrected_version;
         SELECT asset || ' ' || state || ' ' || number FROM publication ORDER BY asset;
         SELECT asset || ' ' || head || ' ' || decided FROM asset ORDER BY asset;
         SELECT 'sent ' || count(*) FROM delivery d JOIN delivery_end e ON e.delivery = d.id
         WHERE e.outcome = 'done'"
    digest_of "$W/$BRIEF"
    (cd "$W" && find out -type f | sort | xargs -r sha256sum)
}

KILLS=0
settled() {  # NAME GOAL COMMAND...
    local name=$1 goal=$2
    shift 2
    KILLS=$((KILLS + 1))
    expect 0 status spring --json
    check_settled "$name"
    expect 5 "$@"
    check_settled "$name, and again"
    [ "$(state)" = "$goal" ] || fail "$name: another end than without a kill: $(diff <(echo "$goal") <(state))"
    expect 5 "$@"
    [ "$(state)" = "$goal" ] || fail "$name: once more changed something"
}

kill_at_calls() {  # NAME COMMAND...
    local name=$1 goal at
    shift
    again
    expect 5 "$@"
    goal=$(state)
    again
    FAULT_CALLS_FILE=$TEMP/calls LD_PRELOAD=$FAULT_SHIM run "$@"
    [ "$STATUS" = 5 ] || fail "$name: does not work with the shim"
    mapfile -t CALLS <"$TEMP/calls"
    [ ${#CALLS[@]} -ge 10 ] || fail "the shim saw ${#CALLS[@]} calls only"
    for ((at = 1; at <= ${#CALLS[@]}; at += STRIDE)); do
        again
        FAULT_KILL_AT=$at LD_PRELOAD=$FAULT_SHIM run "$@"
        [ "$STATUS" = 137 ] || fail "$name: not killed at call $at of ${#CALLS[@]}"
        settled "$name, killed at call $at (${CALLS[at - 1]})" "$goal" "$@"
    done
    note "$name: killed at $((${#CALLS[@]} / STRIDE)) of ${#CALLS[@]} calls"
}

kill_at_random() {  # NAME COMMAND...
    local name=$1 goal delay i killed=0
    shift
    again
    expect 5 "$@"
    goal=$(state)
    for ((i = 0; i < RANDOM_KILLS; ++i)); do
        again
        delay=$(printf '0.%04d' $((RANDOM % 900 + 1)))
        { timeout -s KILL "$delay" "$MKAI_BINARY" -C "$W" "$@" \
            >"$TEMP/out" 2>"$TEMP/err" </dev/null; } 2>/dev/null
        STATUS=$? LAST="$*"
        [ "$STATUS" = 137 ] && killed=$((killed + 1))
        [ "$STATUS" = 137 ] || [ "$STATUS" = 5 ] || fail "$name: neither killed nor done"
        settled "$name, killed after ${delay}s" "$goal" "$@"
    done
    note "$name: killed at $killed of $RANDOM_KILLS random moments, done before in the rest"
}

kill_at_calls "a withdrawal" "${WITHDRAW[@]}"
kill_at_calls "what stays live" "${KEEP[@]}"
kill_at_random "a withdrawal" "${WITHDRAW[@]}"
kill_at_random "what stays live" "${KEEP[@]}"
START=$TEMP/twice
again
expect 5 "${ROLLBACK[@]}"
[ "$(sql "SELECT state || number FROM publication WHERE asset = 'spring/push.en-GB.a'")" = live1 ] ||
    fail "v1 did not come back"
kill_at_calls "a rollback" "${ROLLBACK[@]}"
kill_at_random "a rollback" "${ROLLBACK[@]}"
note "$KILLS kills, each settled"
