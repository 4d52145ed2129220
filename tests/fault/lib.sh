# Sourced by the fault tests. A temporary folder with everything in it, the real binary, and the checks that
# hold after whatever happened.
#
# From CTest: MKAI_BINARY, FAULT_SHIM, LOOPBACK_MODEL, MKAI_SANITIZED (1 under the sanitizers, whose shadow
# memory no memory limit fits).
set -uo pipefail
: "${MKAI_BINARY:?run this through ctest}" "${FAULT_SHIM:?}" "${LOOPBACK_MODEL:?}"

TEST_NAME=$(basename "$0" .sh)
TEMP=$(mktemp -d "${TMPDIR:-/tmp}/mkai-$TEST_NAME.XXXXXX")
export HOME="$TEMP/home" XDG_CONFIG_HOME="$TEMP/home/.config" TMPDIR="$TEMP"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CEILING_DIRECTORIES="$TEMP"
export NO_COLOR=1 LC_ALL=C.UTF-8
unset MKAI_AS MKAI_EDITOR VISUAL EDITOR http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
# The shim comes before the runtime of the sanitizers; what a killed process leaks is nobody's loss.
export ASAN_OPTIONS="verify_asan_link_order=0:${ASAN_OPTIONS:-}"
mkdir -p "$HOME"
# A sweep over all calls takes each of them; under the sanitizers, which are slow, some.
[ "${MKAI_SANITIZED:-0}" = 1 ] && STRIDE=5 || STRIDE=1

STARTED=()  # processes that this test started and has not seen end
AT_END=()   # further commands for the end, newest first
finish() {
    local command pid
    for command in "${AT_END[@]}"; do eval "$command"; done
    { for pid in "${STARTED[@]}"; do kill -9 "$pid"; wait "$pid"; done; } 2>/dev/null
    rm -rf "$TEMP"
}
trap finish EXIT

# fail WORDS: what is wrong, what the last command said, and the end.
fail() {
    {
        printf 'FAILED %s: %s\n' "$TEST_NAME" "$*"
        [ -n "${LAST:-}" ] && printf '  last command: mkai %s -> exit %s\n' "$LAST" "${STATUS:-?}"
        [ -s "$TEMP/out" ] && sed 's/^/  out: /' "$TEMP/out" | head -n 20 | cut -c1-300
        [ -s "$TEMP/err" ] && sed 's/^/  err: /' "$TEMP/err" | head -n 20 | cut -c1-300
    } | cat -v >&2
    exit 1
}
# skip WORDS: the whole test cannot run here.
skip() { printf 'SKIPPED %s: %s\n' "$TEST_NAME" "$*"; exit 77; }
# note WORDS: what a part of the test did, or could not do.
note() { printf '%s: %s\n' "$TEST_NAME" "$*"; }

# run COMMAND...: mkai in $W; its status in STATUS, its words in $TEMP/out and $TEMP/err.
run() {
    LAST="$*"
    # The shell's own remark about a killed process goes nowhere.
    { "$MKAI_BINARY" -C "$W" "$@" >"$TEMP/out" 2>"$TEMP/err" </dev/null; } 2>/dev/null
    STATUS=$?
}
# expect STATUS COMMAND...: run, and this exit status (or one of those in "5|8|9").
expect() {
    local wanted=$1
    shift
    run "$@"
    [[ "|$wanted|" == *"|$STATUS|"* ]] || fail "expected exit $wanted"
}
# says PATTERN: the last command's words, on either stream, match.
# Without a pipe: grep ends at its first match, and whatever still writes to it would die of that.
says() { grep -Eq -- "$1" "$TEMP/out" "$TEMP/err" || fail "said nothing that matches: $1"; }

# clean FILE: nothing but printable text and line ends: no C0 or C1 control, no bidi mark, no bad UTF-8.
clean() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || return 1
    ! grep -qP '[^\n\P{Cc}]|[\x{202A}-\x{202E}\x{2066}-\x{2069}\x{200E}\x{200F}]' "$1"
}

# new_workspace FOLDER: a demo workspace; W is it from now on.
new_workspace() {
    W=$1
    "$MKAI_BINARY" -C "$(dirname "$W")" init "$(basename "$W")" --demo >"$TEMP/out" 2>"$TEMP/err" </dev/null \
        || fail "init --demo failed"
    "$MKAI_BINARY" -C "$W" claim approve c-12 c-13 c-14 c-21 c-22 c-31 c-32 --as dana --reason read \
        >"$TEMP/out" 2>"$TEMP/err" </dev/null || fail "the claims were not approved"
}
# restore FOLDER: W becomes a copy of it. What people declare is the same in all the copies of a test.
restore() {
    W=$TEMP/w
    [ -d "$W" ] || cp -a "$1" "$W"
    rm -rf "$W/.mkai" "$W/out"
    cp -a "$1/.mkai" "$W"
    [ ! -d "$1/out" ] || cp -a "$1/out" "$W"
}

sql() { sqlite3 -batch -noheader "$W/.mkai/ledger.db" "$1"; }
digest_of() { sha256sum <"$1" | cut -d' ' -f1; }
# What the ledger says, whichever of its files holds it.
ledger_digest() { sql ".dump" | sha256sum | cut -d' ' -f1; }

# Each row of these is something wrong.
LEDGER_CHECKS="
PRAGMA foreign_key_check;
SELECT 'events have a gap' WHERE (SELECT count(*) FROM event) <> (SELECT coalesce(max(seq), 0) FROM event);
SELECT 'no genesis' WHERE (SELECT kind FROM event WHERE seq = 1) IS NOT 'ledger.created';
SELECT 'version without a state: ' || asset || '@v' || number FROM version
  WHERE NOT EXISTS
  (SELECT 1 FROM version_state s WHERE s.asset = version.asset AND s.number = version.number);
SELECT 'versions have a gap: ' || asset FROM version GROUP BY asset HAVING count(*) <> max(number);
SELECT 'head is not the newest version: ' || asset FROM asset
  WHERE head <> (SELECT max(number) FROM version v WHERE v.asset = asset.asset);
SELECT 'version of no asset: ' || asset FROM version WHERE asset NOT IN (SELECT asset FROM asset);
SELECT 'generated without its call: ' || asset || '@v' || number FROM version v WHERE how = 'generated'
  AND NOT EXISTS
  (SELECT 1 FROM call WHERE call.id = v.call AND call.asset = v.asset AND call.outcome = 'taken');
SELECT 'first answer taken without a version: ' || asset FROM call c WHERE outcome = 'taken'
  AND NOT EXISTS
  (SELECT 1 FROM version v WHERE v.asset = c.asset AND (v.call = c.id OR v.event_seq < c.event_seq));
SELECT 'version without its event: ' || asset || '@v' || number FROM version v WHERE NOT EXISTS
  (SELECT 1 FROM event e WHERE e.seq = v.event_seq AND e.kind = 'version.made' AND e.asset = v.asset
   AND e.version = v.number);
SELECT 'event without its version: ' || asset || '@v' || version FROM event e WHERE kind = 'version.made'
  AND NOT EXISTS (SELECT 1 FROM version v WHERE v.event_seq = e.seq);
SELECT 'decision without its event: ' || asset || '@v' || number FROM decision d WHERE NOT EXISTS
  (SELECT 1 FROM event e WHERE e.seq = d.event_seq AND e.asset = d.asset AND e.version = d.number);
SELECT 'decided on other bytes: ' || d.asset || '@v' || d.number FROM decision d
  JOIN version v USING (asset, number)
  WHERE d.digest <> v.digest;
SELECT 'delivery without its event: ' || id FROM delivery d WHERE NOT EXISTS
  (SELECT 1 FROM event e WHERE e.seq = d.event_seq AND e.asset = d.asset);
SELECT 'ended twice or before it began: ' || delivery FROM delivery_end e JOIN delivery d ON d.id = e.delivery
  WHERE e.event_seq <= d.event_seq;
SELECT 'open items and rows differ: ' || kind FROM open_item i WHERE
  (kind = 'delivery' AND (id IN (SELECT delivery FROM delivery_end) OR
    id NOT IN (SELECT id FROM delivery))) OR
  (kind = 'run' AND (id IN (SELECT run FROM run_end) OR id NOT IN (SELECT id FROM run)));
SELECT 'lost from the open items: ' || id FROM delivery WHERE id NOT IN (SELECT delivery FROM delivery_end)
  AND id NOT IN (SELECT id FROM open_item);
SELECT 'a sum of spend is wrong: ' || dimension || ' ' || id || ' ' || day FROM spend was
  FULL JOIN spend_recounted now USING (dimension, id, day)
  WHERE (coalesce(was.cost_pico, 0), coalesce(was.reserved_pico, 0), coalesce(was.calls, 0)) <>
    (coalesce(now.cost_pico, 0), coalesce(now.reserved_pico, 0), coalesce(now.calls, 0));
SELECT 'recorded and still held: ' || id FROM reservation WHERE id IN (SELECT id FROM call);
SELECT 'lost from the open items: ' || id FROM run WHERE id NOT IN (SELECT run FROM run_end)
  AND id NOT IN (SELECT id FROM open_item);
"
# check_ledger WHEN: whole, gapless, and every row with what it hangs on.
check_ledger() {
    local wrong
    wrong=$(sql "PRAGMA integrity_check; $LEDGER_CHECKS" 2>&1)
    [ "$wrong" = ok ] || fail "the ledger is not consistent ($1): $wrong"
}

# check_settled WHEN: the same, no delivery is open, and what is live in the ledger is exactly what stands in
# the folders.
check_settled() {
    local ledger folders
    ledger=$(sql "PRAGMA integrity_check; $LEDGER_CHECKS
        SELECT 'open: ' || id FROM delivery WHERE id NOT IN (SELECT delivery FROM delivery_end);
        SELECT asset || ' is publishing' FROM publication WHERE state = 'publishing';
        SELECT rendered || '  ' || location FROM publication WHERE state = 'live' ORDER BY location" 2>&1)
    folders="ok"
    [ -d "$W/out" ] && folders=$(echo ok; cd "$W" && find out -type f -print0 | LC_ALL=C sort -z |
        xargs -0 -r sha256sum)
    [ "$ledger" = "$folders" ] || fail "the ledger and the folders differ ($1):
ledger:  $ledger
folders: $folders"
}

# start_model OPTION...: a loopback model of its own, on a free port (MODEL_PORT), until the test or
# stop_model ends it.
start_model() {
    local pipe i
    pipe=$(mktemp -u "$TEMP/model-in.XXXXXX")
    mkfifo "$pipe"
    exec {MODEL_PIPE}<>"$pipe"
    : >"$TEMP/model-port"
    "$LOOPBACK_MODEL" --seconds-max 600 "$@" <"$pipe" >"$TEMP/model-port" 2>"$TEMP/model-err" &
    MODEL_PID=$!
    STARTED+=("$MODEL_PID")
    for ((i = 0; i < 500; ++i)); do
        MODEL_PORT=$(head -n 1 "$TEMP/model-port")
        [ -n "$MODEL_PORT" ] && return
        sleep 0.01
    done
    fail "the loopback model does not start: $(cat "$TEMP/model-err")"
}
stop_model() {
    { kill "$MODEL_PID" && wait "$MODEL_PID"; } 2>/dev/null
    exec {MODEL_PIPE}>&-
    local pid rest=()
    for pid in "${STARTED[@]}"; do [ "$pid" = "$MODEL_PID" ] || rest+=("$pid"); done
    STARTED=("${rest[@]}")
}
# declare_model NAME LINE...: another model in mkai.yaml.
declare_model() {
    local name=$1
    shift
    { printf '  %s:\n' "$name"; printf '    %s\n' "$@"; } >"$TEMP/model.yaml"
    sed -i "/^models:/r $TEMP/model.yaml" "$W/mkai.yaml"
}
