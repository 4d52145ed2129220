#!/usr/bin/env bash
# A ledger that is missing, corrupt, newer, locked, read-only, on a full disk or on a network file system: the
# code that says so, a mend, no new ledger in silence, and nothing written to what is damaged.
. "$(dirname "$0")/lib.sh"

new_workspace "$TEMP/base"
expect 0 generate spring --only email
sql "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
BASE=$W
DB=$TEMP/w/.mkai/ledger.db

# refuses STATUS CODE COMMAND...: with this error, and something to do about it.
refuses() {
    local wanted=$1 code=$2
    shift 2
    expect "$wanted" "$@"
    says "^error\[$code\]: "
    says '^ +fix: .'
    grep -Eqi 'terminate called|#0 0x|core dumped' "$TEMP/err" && fail "a trace"
}
READ=(status)
WRITE=(review spring/email --accept --reason "on brief")

# --- missing ------------------------------------------------------------------------------------------------
restore "$BASE"
rm "$DB"
for command in "status" "generate spring" "log"; do
    read -ra words <<<"$command"
    refuses 2 no-ledger "${words[@]}"
    says 'mkai db create'
    [ ! -e "$DB" ] || fail "a ledger was made in silence"
done
expect 0 db create
check_ledger "made again"
refuses 2 already-exists db create
note "missing: told, with its mend, and made only when asked"

# --- corrupt ------------------------------------------------------------------------------------------------
# Whatever is damaged, mkai says so or works on what is whole; it never writes to the damaged file.
damaged() {  # WHAT
    local before
    before=$(digest_of "$DB")
    refuses 1 ledger-corrupt "${READ[@]}"
    refuses 1 ledger-corrupt "${WRITE[@]}"
    [ "$(digest_of "$DB")" = "$before" ] || fail "$1: the damaged file was changed"
}
restore "$BASE"
printf 'this is no database, whatever its name says' | dd of="$DB" conv=notrunc status=none
damaged "garbage in place of the header"
restore "$BASE"
head -c 65536 /dev/urandom >"$DB"
damaged "random bytes"
restore "$BASE"
truncate -s 10000 "$DB"
damaged "cut in the middle of a page"
restore "$BASE"
truncate -s $(($(stat -c %s "$DB") / 2 / 4096 * 4096)) "$DB"
damaged "half of its pages"

# A page of noise anywhere: an error of the ledger, or a page that the command did not need. Never a crash.
pages=$(($(stat -c %s "$BASE/.mkai/ledger.db") / 4096))
told=0
for ((page = 1; page < pages; ++page)); do
    restore "$BASE"
    head -c 4096 /dev/urandom | dd of="$DB" bs=4096 seek=$page conv=notrunc status=none
    for command in "status --json" "show spring/email" "log"; do
        read -ra words <<<"$command"
        expect "0|1" "${words[@]}"
        [ "$STATUS" = 0 ] && continue
        grep -q 'ledger-corrupt' "$TEMP/out" "$TEMP/err" ||
            fail "page $page is noise, and the error is another"
        told=$((told + 1))
    done
done
[ "$told" -gt 0 ] || fail "noise in $pages pages, one by one, and nothing was told"
note "corrupt: noise in each of $pages pages, told $told times"

# One bit of a text that people decide on: its digest does not fit any more.
restore "$BASE"
subject=$(sql "SELECT digest FROM version")
sqlite3 "$DB" "DROP TRIGGER blob_kept_u;
    UPDATE blob SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Saltmarsh', 'Saltmarch') AS BLOB)
    WHERE digest = '$subject'"
[ "$(sqlite3 "$DB" "SELECT count(*) FROM blob
    WHERE digest = '$subject' AND instr(bytes, CAST('Saltmarch' AS BLOB))")" = 1 ] ||
    fail "the copy was not changed"
refuses 1 ledger-corrupt show spring/email
note "corrupt: a changed word of the copy is told"

# --- newer, or another --------------------------------------------------------------------------------------
restore "$BASE"
sqlite3 "$DB" "INSERT INTO migration (number, name, sha256, applied_at_ms)
    SELECT max(number) + 1, 'of_a_later_mkai', '$(printf 'a%.0s' {1..64})', 0 FROM migration"
before=$(ledger_digest)
refuses 2 ledger-newer "${READ[@]}"
refuses 2 ledger-newer "${WRITE[@]}"
[ "$(ledger_digest)" = "$before" ] || fail "a newer ledger was written to"
restore "$BASE"
sqlite3 "$DB" "UPDATE migration SET sha256 = '$(printf 'b%.0s' {1..64})' WHERE number = 1"
refuses 2 ledger-newer "${READ[@]}"
note "newer: left alone"

# --- locked -------------------------------------------------------------------------------------------------
restore "$BASE"
mkfifo "$TEMP/holder-in"
exec {HOLDER}<>"$TEMP/holder-in"
sqlite3 -batch "$DB" <"$TEMP/holder-in" >"$TEMP/holder-out" &
HOLDER_PID=$!
STARTED+=("$HOLDER_PID")
echo "BEGIN IMMEDIATE; SELECT 'held';" >&"$HOLDER"
for ((i = 0; i < 500; ++i)); do [ -s "$TEMP/holder-out" ] && break; sleep 0.01; done
grep -q held "$TEMP/holder-out" || fail "cannot hold the ledger"
expect 0 "${READ[@]}"
began=$(date +%s%N)
refuses 7 ledger-locked "${WRITE[@]}"
waited_ms=$((($(date +%s%N) - began) / 1000000))
[ "$waited_ms" -ge 4000 ] && [ "$waited_ms" -le 20000 ] || fail "waited $waited_ms ms for the lock"
expect 0 "${READ[@]}"
{ sleep 1; echo "ROLLBACK;" >&"$HOLDER"; } &
expect 0 "${WRITE[@]}"
echo ".quit" >&"$HOLDER"
wait "$HOLDER_PID"
exec {HOLDER}>&-
STARTED=()
check_ledger "after it was locked"
note "locked: readers go on, a writer waits $waited_ms ms and says so, or gets it when it is let go"

# --- read-only ----------------------------------------------------------------------------------------------
restore "$BASE"
before=$(digest_of "$DB")
if [ "$(id -u)" = 0 ] && unshare --mount true 2>/dev/null; then
    cat >"$TEMP/read-only.sh" <<'INNER'
mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"
INNER
    LAST="review, on a read-only mount"
    unshare --mount bash "$TEMP/read-only.sh" "$W" "$MKAI_BINARY" -C "$W" "${WRITE[@]}" \
        >"$TEMP/out" 2>"$TEMP/err" </dev/null
    STATUS=$?
    [ "$STATUS" = 2 ] || fail "a read-only file system: expected exit 2"
    says '^error\[read-only\]: '
    says '^ +fix: .'
    LAST="generate, on a read-only mount"
    unshare --mount bash "$TEMP/read-only.sh" "$W" "$MKAI_BINARY" -C "$W" generate spring \
        >"$TEMP/out" 2>"$TEMP/err" </dev/null
    STATUS=$?
    [ "$STATUS" = 2 ] || fail "a read-only file system: expected exit 2"
    says '^error\[read-only\]: '
    note "read-only file system: told"
elif [ "$(id -u)" != 0 ]; then
    chmod a-w "$DB" "$W/.mkai"
    refuses 2 read-only "${WRITE[@]}"
    chmod u+w "$DB" "$W/.mkai"
    note "read-only file and folder: told"
else
    note "skipped: read-only (root writes everywhere, and may not make a mount here)"
fi
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    chmod 755 "$TEMP"
    chmod -R a+rX "$W"
    cp "$MKAI_BINARY" "$TEMP/mkai"
    LAST="review, as nobody"
    setpriv --reuid=65534 --regid=65534 --clear-groups "$TEMP/mkai" -C "$W" "${WRITE[@]}" --as maria \
        >"$TEMP/out" 2>"$TEMP/err" </dev/null
    STATUS=$?
    [ "$STATUS" = 2 ] || fail "a ledger of somebody else: expected exit 2"
    says '^error\[read-only\]: '
    says '^ +fix: .'
    note "read-only file and folder: told"
fi
[ "$(digest_of "$DB")" = "$before" ] || fail "the read-only ledger was changed"

# --- a full disk --------------------------------------------------------------------------------------------
# Filled up, the command fails and says so; with room again, the same command does its work.
full_disk() {
    local disk=$TEMP/disk
    mkdir -p "$disk"
    mount -t tmpfs -o size=4m mkai-test "$disk" 2>/dev/null || return 1
    AT_END=("umount -l '$disk'" "${AT_END[@]}")
    fill() { head -c 8M /dev/zero >"$disk/filler" 2>/dev/null; truncate -s "-$1" "$disk/filler"; }
    told_full() { [[ "$STATUS" = 1 ]] && says '^error\[disk-full\]: ' && says 'free some space'; }

    for room in 0 8192 65536; do
        fill "$room"
        LAST="init, with $room bytes of room"
        "$MKAI_BINARY" -C "$disk" init w --demo >"$TEMP/out" 2>"$TEMP/err" </dev/null
        STATUS=$?
        told_full || fail "init on a full disk"
        rm -f "$disk/filler"
        rm -rf "$disk/w"
    done
    new_workspace "$disk/w"
    cp -a "$BASE/.mkai/." "$W/.mkai/"
    # Room for some of what the command writes, from none to almost all.
    local room command words failed=0
    for command in "generate spring" "review spring/email --accept --reason fine" \
        "approve spring/email@v1 --as dana --reason fine" "publish spring/email -d site --yes" \
        "withdraw spring/email -d site --reason fine --yes"; do
        read -ra words <<<"$command"
        cp -a "$W" "$TEMP/before-full"
        for room in 0 4096 12288 20480 40960 81920; do
            fill "$room"
            run "${words[@]}"
            case $STATUS in
                0) ;;  # there was room
                *) told_full || fail "$command, with $room bytes of room"
                   failed=$((failed + 1)) ;;
            esac
            rm -f "$disk/filler"
            expect 0 "${words[@]}"
            check_settled "$command after a full disk"
            rm -rf "$W"
            cp -a "$TEMP/before-full" "$W"
        done
        rm -rf "$TEMP/before-full"
        expect 0 "${words[@]}"
    done
    [ "$failed" -ge 10 ] || fail "the disk was full for $failed commands only"
    note "full disk: told by $failed commands, and done with room again"
}
if [ "$(id -u)" != 0 ]; then
    note "skipped: a full disk (only root can mount a small one)"
elif ! full_disk; then
    note "skipped: a full disk (no tmpfs can be mounted here)"
fi

# --- a network file system ----------------------------------------------------------------------------------
# None can be had here: the shim makes statfs(2) answer with its number.
restore "$BASE"
declare -A NETWORK=([nfs]=6969 [cifs]=FF534D42 [smb2]=FE534D42 [9p]=01021997 [fuse]=65735546 [ceph]=00C36400)
for name in "${!NETWORK[@]}"; do
    FAULT_STATFS_MAGIC=${NETWORK[$name]} LD_PRELOAD=$FAULT_SHIM refuses 2 network-file-system "${READ[@]}"
    says "$name"
    rm -rf "$TEMP/fresh"
    W=$TEMP FAULT_STATFS_MAGIC=${NETWORK[$name]} LD_PRELOAD=$FAULT_SHIM \
        refuses 2 network-file-system init fresh --demo
    [ ! -e "$TEMP/fresh/.mkai/ledger.db" ] || fail "a ledger was made on $name"
done
FAULT_STATFS_MAGIC=EF53 LD_PRELOAD=$FAULT_SHIM expect 0 "${READ[@]}"
note "network file systems: ${!NETWORK[*]} refused, ext4 not"
