#!/usr/bin/env bash
# kill -9 while a publication, a rollback or a withdrawal is under way (invariant 23): at every call that
# changes the disk, with half of a write done, at random moments, and once more while the next command settles
# the first. After each the next command settles it, the ledger is whole, what is live in it is exactly what
# the files hold, nothing is sent twice and nothing is left over.
. "$(dirname "$0")/lib.sh"

RANDOM_KILLS=${FAULT_RANDOM_KILLS:-40}  # of each of the five commands
PAGE=out/site/spring/email.en-GB.a.html

approve() {  # VERSION
    expect 0 review spring/email --accept --reason "on brief" --as maria
    expect 0 approve "spring/email@$1" --as dana --reason "claims checked"
}

# The places that the killed commands start from.
new_workspace "$TEMP/ready"  # v1 is approved
expect 0 generate spring --only email
approve v1
cp -a "$TEMP/ready" "$TEMP/live"
W=$TEMP/live  # v1 is live
expect 0 publish spring/email -d site --yes
cp -a "$TEMP/live" "$TEMP/newer"
W=$TEMP/newer  # v1 is live, v2 is approved
expect 0 edit spring/email --set "subject=The Saltmarsh Files is back" --as sam
approve v2
cp -a "$TEMP/newer" "$TEMP/both"
W=$TEMP/both  # v2 is live after v1
expect 0 publish spring/email -d site --yes
check_settled "before anything is killed"

FIRST=(publish spring/email -d site --yes)
OVER=(publish spring/email@v2 -d site --yes)
BACK=(rollback spring/email@v1 -d site --reason "wrong words" --yes)
# Nothing was live before v1, so that it withdraws.
UNDO=(rollback spring/email -d site --reason "wrong words" --yes)
GONE=(withdraw spring/email -d site --reason "offer withdrawn" --yes)

page_digest() { [ -f "$W/$PAGE" ] && digest_of "$W/$PAGE"; }
page_identity() { stat -c '%i %y' "$W/$PAGE" 2>/dev/null; }

# The bytes that the page holds after a command went through; empty after a withdrawal.
goal_of() {  # BASE COMMAND...
    restore "$1"
    shift
    expect 0 "$@"
    page_digest || :
}

KILLS=0
# settled NAME GOAL COMMAND...: all that is promised, once a command died in W.
settled() {
    local name=$1 goal=$2 before reached=
    shift 2
    KILLS=$((KILLS + 1))
    before=$(page_identity)
    [ -n "$goal" ] && [ "$(page_digest)" = "$goal" ] && reached=1
    expect 0 status spring/email --json
    check_settled "$name"
    expect 0 "$@"
    check_settled "$name, and again"
    [ "$(page_digest)" = "$goal" ] || fail "$name: the page is not what the command was to leave"
    [ -z "$reached" ] || [ "$(page_identity)" = "$before" ] || fail "$name: the page was sent twice"
}

# calls_of BASE COMMAND...: the calls that change the disk, by name, into CALLS.
calls_of() {
    restore "$1"
    shift
    FAULT_CALLS_FILE=$TEMP/calls LD_PRELOAD=$FAULT_SHIM run "$@"
    [ "$STATUS" = 0 ] || fail "does not work with the shim"
    mapfile -t CALLS <"$TEMP/calls"
    [ ${#CALLS[@]} -ge 10 ] || fail "the shim saw ${#CALLS[@]} calls only"
}

sweep() {  # NAME BASE COMMAND...
    local name=$1 base=$2 goal at half halves
    shift 2
    goal=$(goal_of "$base" "$@") || exit 1
    calls_of "$base" "$@"
    for ((at = 1; at <= ${#CALLS[@]}; at += STRIDE)); do
        halves=("")
        [[ "${CALLS[at - 1]}" == *write* ]] && [ $((RANDOM % 2)) = 0 ] && halves=("" 1)
        for half in "${halves[@]}"; do
            restore "$base"
            FAULT_KILL_AT=$at FAULT_KILL_HALF=$half LD_PRELOAD=$FAULT_SHIM run "$@"
            [ "$STATUS" = 137 ] || fail "$name: not killed at call $at of ${#CALLS[@]}"
            settled "$name, killed at call $at (${CALLS[at - 1]})${half:+, half written}" "$goal" "$@"
        done
    done
    note "$name: killed at $((${#CALLS[@]} / STRIDE)) of ${#CALLS[@]} calls"
}

at_random() {  # NAME BASE COMMAND...
    local name=$1 base=$2 goal delay i killed=0
    shift 2
    goal=$(goal_of "$base" "$@") || exit 1
    for ((i = 0; i < RANDOM_KILLS; ++i)); do
        restore "$base"
        delay=$(printf '0.%04d' $((RANDOM % 600 + 1)))
        { timeout -s KILL "$delay" "$MKAI_BINARY" -C "$W" "$@" \
            >"$TEMP/out" 2>"$TEMP/err" </dev/null; } 2>/dev/null
        STATUS=$? LAST="$*"
        [ "$STATUS" = 137 ] && killed=$((killed + 1))
        [ "$STATUS" = 137 ] || [ "$STATUS" = 0 ] || fail "$name: neither killed nor done"
        settled "$name, killed after ${delay}s" "$goal" "$@"
    done
    note "$name: killed at $killed of $RANDOM_KILLS random moments, done before in the rest"
}

# Killed while the next command settles what the first left: right before the act and right after it.
twice() {  # NAME BASE ACT COMMAND...
    local name=$1 base=$2 act=$3 goal settling first at act_at i
    shift 3
    goal=$(goal_of "$base" "$@") || exit 1
    calls_of "$base" "$@"
    act_at=0
    for ((i = 0; i < ${#CALLS[@]}; ++i)); do [ "${CALLS[i]}" = "$act" ] && act_at=$((i + 1)) && break; done
    [ "$act_at" -gt 0 ] || fail "$name: no $act"
    for first in "$act_at" $((act_at + 1)); do
        for ((at = 1; ; at += 3)); do
            restore "$base"
            FAULT_KILL_AT=$first LD_PRELOAD=$FAULT_SHIM run "$@"
            FAULT_KILL_AT=$at LD_PRELOAD=$FAULT_SHIM run status spring/email --json
            settling=$STATUS
            settled "$name, killed at call $first, and the next command at its call $at" "$goal" "$@"
            [ "$settling" = 137 ] || break
        done
        [ "$at" -gt 10 ] || fail "$name: nothing was left to settle"
        note "$name: killed at call $first, and the next command at every third of its $at calls"
    done
}

# A rollback that names no version, killed right after the act: the same again stays where that one went.
unnamed() {
    local goal act_at=0 i
    goal=$(goal_of "$TEMP/both" "${UNDO[@]}") || exit 1
    calls_of "$TEMP/both" "${UNDO[@]}"
    for ((i = 0; i < ${#CALLS[@]}; ++i)); do [ "${CALLS[i]}" = renameat ] && act_at=$((i + 1)) && break; done
    [ "$act_at" -gt 0 ] || fail "unnamed rollback: no renameat"
    restore "$TEMP/both"
    FAULT_KILL_AT=$((act_at + 1)) LD_PRELOAD=$FAULT_SHIM run "${UNDO[@]}"
    [ "$STATUS" = 137 ] || fail "unnamed rollback: not killed"
    [ "$(page_digest)" = "$goal" ] || fail "unnamed rollback: killed before the act"
    expect 0 "${UNDO[@]}"
    says "an interrupted rollback of .* v1 to site had gone through"
    says "@v1 is live at site already"
    [ "$(page_digest)" = "$goal" ] || fail "unnamed rollback: the same again went one version further"
    check_settled "unnamed rollback"
    expect 0 "${UNDO[@]}"  # told by now, so that this one means another
    [ -z "$(page_digest)" ] || fail "unnamed rollback: the next one went nowhere"
    note "unnamed rollback: killed after the act, repeated"
}

for suite in sweep at_random; do
    $suite "first publication" "$TEMP/ready" "${FIRST[@]}"
    $suite "publication over another" "$TEMP/newer" "${OVER[@]}"
    $suite "rollback" "$TEMP/both" "${BACK[@]}"
    $suite "rollback that withdraws" "$TEMP/live" "${UNDO[@]}"
    $suite "withdrawal" "$TEMP/live" "${GONE[@]}"
done
twice "publication over another" "$TEMP/newer" renameat "${OVER[@]}"
twice "withdrawal" "$TEMP/live" unlinkat "${GONE[@]}"
unnamed
note "$KILLS kills, each settled"
