#!/usr/bin/env bash
# A brief that changes while it is generated: the drafts are of the old one, the command says so, and status
# marks them stale until they are drafted anew.
. "$(dirname "$0")/lib.sh"

new_workspace "$TEMP/w"
start_model --delay-ms 700
declare_model slow "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" "price: free"
BRIEF=$W/briefs/spring.yaml
cp "$BRIEF" "$TEMP/old.yaml"
DRAFTS=$(expect 0 generate spring --dry-run --json; jq '.drafts | length' "$TEMP/out")

# while_generating COMMAND...: starts generate, runs the command once its run is in the ledger, and waits.
while_generating() {
    local pid i
    LAST="generate spring --model slow --again"
    "$MKAI_BINARY" -C "$W" generate spring --model slow --again --json >"$TEMP/out" 2>"$TEMP/err" </dev/null &
    pid=$!
    for ((i = 0; i < 500; ++i)); do
        [ -n "$(sql "SELECT id FROM run WHERE id NOT IN (SELECT run FROM run_end)")" ] && break
        sleep 0.01
    done
    "$@"
    kill -0 "$pid" 2>/dev/null || fail "generate was done before the brief changed"
    wait "$pid"
    STATUS=$?
}
stale() { expect 0 status spring --json; jq '[.assets[] | select(.stale)] | length' "$TEMP/out"; }

change() { sed -i 's/^title: .*/title: Another season/; s/^  goal: .*/  goal: 9.9%/' "$BRIEF"; }
while_generating change
[ "$STATUS" = 0 ] || fail "a brief that changed meanwhile: expected exit 0"
jq -e '.brief_changed' "$TEMP/out" >/dev/null || fail "the change is not in the JSON"
check_ledger "after the brief changed"

# What was kept as the brief of these drafts is the old file, byte for byte.
[ "$(sql "SELECT count(DISTINCT brief_digest) FROM version")" = 1 ] || fail "drafts of several briefs"
sql "SELECT hex(b.bytes) FROM brief_seen s JOIN blob b ON b.digest = s.bytes
     WHERE s.digest = (SELECT DISTINCT brief_digest FROM version)" |
    tr -d '\n' | tr 'A-F' 'a-f' >"$TEMP/kept.hex"
od -An -v -tx1 "$TEMP/old.yaml" | tr -d ' \n' >"$TEMP/old.hex"
cmp -s "$TEMP/kept.hex" "$TEMP/old.hex" || fail "the brief that was kept is not the one that was asked with"
[ "$(stale)" = "$DRAFTS" ] || fail "$(stale) of $DRAFTS drafts are marked stale"
expect 0 status spring
says 'stale: the brief has changed'

# A second generate drafts them anew, without --again, and nothing is stale any more.
expect 0 generate spring --model slow
[ "$(stale)" = 0 ] || fail "still stale after they were drafted anew"
note "changed while it was generated: told, kept as it was, marked stale, drafted anew"

# A comment in the file changes nothing that a draft hangs on.
comment() { printf '# looked at again\n' >>"$BRIEF"; }
while_generating comment
[ "$STATUS" = 0 ] || fail "a comment in the brief: expected exit 0"
[ "$(stale)" = 0 ] || fail "a comment in the brief made drafts stale"

# Broken or deleted meanwhile: the drafts of the old one are made all the same, and told as such.
break_it() { printf 'brief: [\n' >"$BRIEF"; }
while_generating break_it
[ "$STATUS" = 0 ] || fail "a brief that was broken meanwhile: expected exit 0"
jq -e '.brief_changed' "$TEMP/out" >/dev/null || fail "the change was not told"
expect 0 status spring
says 'stale'
cp "$TEMP/old.yaml" "$BRIEF"
while_generating rm "$BRIEF"
[ "$STATUS" = 0 ] || fail "a brief that was deleted meanwhile: expected exit 0"
jq -e '.brief_changed' "$TEMP/out" >/dev/null || fail "the change was not told"
expect 0 status spring
check_ledger "after all"
note "commented, broken and deleted meanwhile: nothing is lost"
stop_model
