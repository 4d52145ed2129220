#!/usr/bin/env bash
# Two processes that move the same asset at the same time: one wins and the other ends with 8 and says what
# happened, or both get through one after the other, each seeing what the first left. Nothing else.
. "$(dirname "$0")/lib.sh"

ROUNDS=${FAULT_ROUNDS:-50}

# race COMMAND... -- COMMAND...: both at once; statuses in ONE and TWO, words in $TEMP/one and $TEMP/two.
# Which of them starts first, and by how much, differs from round to round.
race() {
    local one=() pids=()
    while [ "$1" != -- ]; do one+=("$1") && shift; done
    shift
    local late_one=0 late_two=0
    local late
    late=$(printf 0.%03d $((RANDOM % 50)))
    [ $((RANDOM % 2)) = 0 ] && late_one=$late || late_two=$late
    { sleep "$late_one"; exec "$MKAI_BINARY" -C "$W" "${one[@]}"; } >"$TEMP/one" 2>&1 </dev/null &
    pids+=($!)
    { sleep "$late_two"; exec "$MKAI_BINARY" -C "$W" "$@"; } >"$TEMP/two" 2>&1 </dev/null &
    pids+=($!)
    wait "${pids[0]}"; ONE=$?
    wait "${pids[1]}"; TWO=$?
    LAST="${one[*]}  against  mkai $*" STATUS="$ONE and $TWO"
    cat "$TEMP/one" >"$TEMP/out"
    cat "$TEMP/two" >"$TEMP/err"
}
# lost WHICH: the words of a process that lost a race.
lost() {
    grep -Eq '^error\[(conflict|stale-approval)\]: .*spring/email' "$TEMP/$1" ||
        fail "the loser does not say what happened"
    grep -Eq '^ +(maria|sam|dana): ' "$TEMP/$1" || fail "the loser does not say who won with what"
    grep -Eq '^ +fix: ' "$TEMP/$1" || fail "the loser does not say what to do"
}

declare -A SEEN
tally() { SEEN["$1: $ONE and $TWO"]=$((${SEEN["$1: $ONE and $TWO"]:-0} + 1)); }
state_of() { sql "SELECT state FROM version_state WHERE asset = 'spring/email.en-GB.a' AND number = $1"; }
head_of() { sql "SELECT head FROM asset WHERE asset = 'spring/email.en-GB.a'"; }
field_of() {  # VERSION FIELD
    "$MKAI_BINARY" -C "$W" show "spring/email@v$1" --json </dev/null | jq -r ".asset.content.\"$2\""
}

new_workspace "$TEMP/draft"
expect 0 generate spring --only email
cp -a "$TEMP/draft" "$TEMP/reviewed"
W=$TEMP/reviewed
expect 0 review spring/email --accept --reason "on brief"
cp -a "$TEMP/reviewed" "$TEMP/approved"
W=$TEMP/approved
expect 0 approve spring/email@v1 --as dana --reason "claims checked"

# A rejected version cannot be accepted any more (9), and an accepted one can still be rejected.
accept_against_reject() {
    restore "$TEMP/draft"
    race review spring/email@v1 --accept --reason "on brief" --as maria -- \
        review spring/email@v1 --reject --reason "off brief" --as sam
    case "$ONE $TWO" in
        "0 0") [ "$(state_of 1)" = rejected ] || fail "accepted and then rejected is $(state_of 1)" ;;
        "0 8") lost two; [ "$(state_of 1)" = reviewed ] || fail "accepted is $(state_of 1)" ;;
        "8 0") lost one; [ "$(state_of 1)" = rejected ] || fail "rejected is $(state_of 1)" ;;
        "9 0") grep -q rejected "$TEMP/one" || fail "does not say that it was rejected"
               [ "$(state_of 1)" = rejected ] || fail "rejected is $(state_of 1)" ;;
        *) fail "accept against reject: $ONE and $TWO" ;;
    esac
    [ "$(sql "SELECT count(*) FROM decision")" = $(((ONE == 0) + (TWO == 0))) ] ||
        fail "a decision of the loser stands"
}

# The second edit of two that both get through stands on the first one's.
edit_against_edit() {
    restore "$TEMP/draft"
    race edit spring/email --set "subject=Saltmarsh is back" --as maria -- \
        edit spring/email --set "preheader=Eight new episodes on 5 March" --as sam
    case "$ONE $TWO" in
        "0 0") [ "$(head_of)" = 3 ] || fail "two edits, and the newest version is $(head_of)"
               [ "$(field_of 3 subject)" = "Saltmarsh is back" ] &&
                   [ "$(field_of 3 preheader)" = "Eight new episodes on 5 March" ] ||
                       fail "an edit was lost" ;;
        "0 8") lost two; [ "$(head_of)" = 2 ] || fail "one edit, and the newest version is $(head_of)" ;;
        "8 0") lost one; [ "$(head_of)" = 2 ] || fail "one edit, and the newest version is $(head_of)" ;;
        *) fail "edit against edit: $ONE and $TWO" ;;
    esac
}

# Publications wait for each other: both find it live, and it is sent once.
publish_against_publish() {
    restore "$TEMP/approved"
    race publish spring/email -d site --yes --as maria -- publish spring/email -d site --yes --as sam
    [ "$ONE $TWO" = "0 0" ] || fail "publish against publish: $ONE and $TWO"
    [ "$(sql "SELECT count(*) FROM delivery")" = 1 ] || fail "sent more than once"
    check_settled "publish against publish"
}

# An approval names v1 and stands for v1, whichever came first; v2 is a draft that nobody decided on.
approve_against_edit() {
    restore "$TEMP/reviewed"
    race approve spring/email@v1 --reason "claims checked" --as dana -- \
        edit spring/email --set "subject=Saltmarsh is back" --as sam
    case "$ONE $TWO" in
        "0 0") [ "$(state_of 1) $(state_of 2)" = "legal-approved draft" ] ||
            fail "v1 $(state_of 1), v2 $(state_of 2)" ;;
        "0 8") lost two; [ "$(state_of 1) $(head_of)" = "legal-approved 1" ] || fail "v1 $(state_of 1)" ;;
        "8 0") lost one; [ "$(state_of 1) $(state_of 2)" = "reviewed draft" ] || fail "v1 $(state_of 1)" ;;
        *) fail "approve against edit: $ONE and $TWO" ;;
    esac
    [ -z "$(sql "SELECT 1 FROM decision WHERE number = 2")" ] || fail "the approval slipped to v2"
}

for pair in accept_against_reject edit_against_edit publish_against_publish approve_against_edit; do
    for ((round = 1; round <= ROUNDS; ++round)); do
        $pair
        tally "$pair"
        expect 0 status --json
        check_ledger "$pair, round $round"
    done
done
for outcome in "${!SEEN[@]}"; do note "$outcome, ${SEEN[$outcome]} times"; done | sort
