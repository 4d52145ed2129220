#!/usr/bin/env bash
# Keys are planted wherever a credential can come from (env:, file:, cmd:) and a hostile model sends them back
# wherever an answer has room: bodies, headers, ids, error words, a redirect's address, the copy itself, stream
# events; as they are, in base64, for URLs, as JSON, escaped. Then every byte that mkai printed, kept or published is
# searched for each of these forms. A marker that is no secret is searched for in the same way, and is found.
. "$(dirname "$0")/lib.sh"
export MKAI_PAGER=cat PAGER=cat

TAIL='"q\b/+&=~end'  # what JSON, URLs and base64 each write in another way
export PLANTED_ENV="sk-env-7c1e55d09ab24f$TAIL"
FILE_KEY="sk-file-31ba90ce48d77a$TAIL"
CMD_KEY="sk-cmd-d2f46a8b0c9e15$TAIL"
KEYS=("$PLANTED_ENV" "$FILE_KEY" "$CMD_KEY")
SOURCES=(env file cmd)
MARKER="MARKER-4b7d7c1e-harmless$TAIL"

# Where the keys may be, and nothing else is: outside of what is searched.
VAULT=$TEMP/vault
TOLD=$TEMP/told  # a file for each command's words
mkdir -p "$VAULT" "$TOLD" "$XDG_CONFIG_HOME/mkai"
printf '%s\n' "$FILE_KEY" >"$VAULT/file"
printf '%s\n' "$CMD_KEY" >"$VAULT/cmd"
chmod 600 "$VAULT"/*

hex() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'; }
# forms TEXT: each form of it, a line each; the characters of base64 that its neighbours do not change.
forms() {
    local json again shift text
    json=$(jq -Rrn --arg t "$1" '$t | tojson[1:-1]')
    again=$(jq -Rrn --arg t "$json" '$t | tojson[1:-1]')  # JSON in JSON
    for text in "$1" "$json" "$again"; do
        printf '%s\n' "$text"
        # As a dump shows a blob; in a URL that escapes all; in JSON that does.
        hex "$text" | sed 's/$/\n/'
        hex "$text" | tr a-f A-F | sed 's/$/\n/'
    done
    jq -Rrn --arg t "$1" '$t | @uri'
    hex "$1" | sed 's/../%&/g; s/$/\n/'
    hex "$1" | tr a-f A-F | sed 's/../%&/g; s/$/\n/'
    hex "$1" | sed 's/../\\u00&/g; s/$/\n/'
    for shift in '' a ab; do
        text=$(printf '%s%s' "$shift" "$1" | base64 -w0 | sed 's/=*$//')
        text=${text:$(((${#shift} * 8 + 5) / 6))}
        printf '%s\n' "${text%?}"
        tr '+/' '-_' <<<"${text%?}"
    done
}
: >"$VAULT/patterns"
for key in "${KEYS[@]}"; do
    forms "$key" >>"$VAULT/patterns"
    # Nor may a good part of it be there.
    printf '%s\n' "${key:0:17}" >>"$VAULT/patterns"
done
forms "$MARKER" >"$VAULT/marker"
grep -q '^$' "$VAULT/patterns" "$VAULT/marker" && fail "a form is empty"

# found_in PATTERNS: which files of all that mkai left hold one of them. The ledger is searched as it is and as a
# dump, where no page cuts a text in two.
found_in() {
    local places=("$TOLD" "$XDG_CONFIG_HOME" "$HOME")
    [ -d "$W" ] && places+=("$W")
    [ -f "$W/.mkai/ledger.db" ] && sqlite3 -batch "$W/.mkai/ledger.db" .dump >"$TEMP/told/ledger.dump" 2>/dev/null
    grep -rlaFf "$1" "${places[@]}" 2>/dev/null | sort -u
    # What a command may leave in the folder for temporary files.
    find "$TEMP" -maxdepth 1 -type f -exec grep -laFf "$1" {} + 2>/dev/null
}
COUNT=0
# keep: the last command's words stay until the end.
keep() {
    COUNT=$((COUNT + 1))
    cat "$TEMP/out" "$TEMP/err" >"$TOLD/$COUNT"
}
# ask_all: what the ledger can be asked afterwards, in each way of telling.
ask_all() {
    local words
    for words in "log" "status" "inbox" "spend" "spend --by model" "spend caps" "show spring/email" \
        "explain spring/email" "explain spring/email@v1" "diff spring/email" "brief show spring" "price list" \
        "config credential list" "config credential test planted"; do
        # shellcheck disable=SC2086
        { run $words; keep; run $words --json; keep; }
    done
}
nothing_found() {
    local where
    where=$(found_in "$VAULT/patterns")
    [ -z "$where" ] && return
    note "of $1, in: $(tr '\n' ' ' <<<"$where")"
    for file in $where; do grep -aoFf "$VAULT/patterns" "$file" | head -n 3 | cat -v; done >&2
    fail "$1: a key is where it may not be"
}

# --- the control: a search that finds ------------------------------------------------------------------------
new_workspace "$TEMP/base"
restore "$TEMP/base"
start_model --mode ok
jq -n --arg m "$MARKER" '{subject: "A subject", preheader: "A preheader", headline: "A headline",
    body: ("A body with " + $m), cta: "Read on"}' >"$TEMP/marked.json"
stop_model
start_model --mode ok --answer-file "$TEMP/marked.json"
declare_model marked "provider: openai-compatible" "url: http://127.0.0.1:$MODEL_PORT/v1" "model: loopback-1" "price: free"
expect 0 generate spring --only email --model marked
keep
ask_all
rm "$TEMP/marked.json"
CONTROL=$(found_in "$VAULT/marker")
for place in "$W/.mkai/ledger.db" "$TOLD/ledger.dump" "$TOLD/"; do
    grep -qF "$place" <<<"$CONTROL" || fail "the control: the marker is not found in $place"
done
expect 0 review spring/email --accept --reason "on brief" --as maria
expect 0 approve spring/email@v1 --as dana --reason "claims checked"
expect 0 publish spring/email -d site --yes
grep -rlqF "MARKER-4b7d7c1e" "$W/out" || fail "the control: the marker was not published"
[[ "$(found_in "$VAULT/marker")" == *"$W/.mkai/ledger.db"* ]] || fail "the control: the marker is gone"
# Each form is found where it stands.
rm -rf "$TOLD" && mkdir "$TOLD"
while IFS= read -r form; do
    printf 'before%safter\n' "$form" >"$TOLD/control"
    [[ "$(found_in "$VAULT/marker")" == *"$TOLD/control"* ]] || fail "the control: a form is not found: $form"
done <"$VAULT/marker"
rm -rf "${TOLD:?}"/*
stop_model
note "the control: a harmless marker is found in the ledger, its dump, the words and the files, in $(wc -l <"$VAULT/marker") forms"

# --- the planted keys ----------------------------------------------------------------------------------------
# planted_at SOURCE PORT LINE...: a workspace whose model at that port is called with the key of that source.
planted_at() {
    local from="env:PLANTED_ENV" source=$1 port=$2
    shift 2
    [ "$source" = file ] && from="file:$VAULT/file"
    [ "$source" = cmd ] && from="cmd:cat $VAULT/cmd"
    rm -rf "$TEMP/w"
    restore "$TEMP/base"
    declare_model far "provider: openai-compatible" "url: http://127.0.0.1:$port/v1" "model: loopback-1" \
        "price: free" "credential: planted" "timeout_s: 2" "attempts_max: 2" "deadline_s: 3" "$@"
    rm -f "$XDG_CONFIG_HOME/mkai/config.yaml"
    expect 0 config credential add planted --from "$from" --host "127.0.0.1:$port"
    keep
    expect 0 config credential test planted
    keep
}

n=0
while read -r mode status lines; do
    start_model --mode "$mode"
    for turn in 0 1; do  # each mode with two sources, one after the other through all three
        planted_at "${SOURCES[n % 3]}" "$MODEL_PORT" ${lines:+"$lines"}
        n=$((n + 1))
        if [ "$turn" = 0 ]; then run generate spring --only email --model far; else
            run generate spring --only email --model far --json
        fi
        [[ "|$status|" == *"|$STATUS|"* ]] || fail "$mode: expected exit $status"
        keep
        ask_all
        nothing_found "$mode with the key of ${SOURCES[(n - 1) % 3]}"
        check_ledger "$mode"
    done
    stop_model
done <<'END'
ok 0
echo-about 0|7
echo-400 7|2
echo-401 2
echo-402 7
echo-403 2
echo-404 2
echo-409 7
echo-429 7
echo-500 7
echo-529 7
echo-301 2
echo-307 2
echo-in-200 7
echo-text 7
echo-base64 7
echo-escaped 7
echo-no-json 7
echo-page 7
echo-no-http 7
echo-cut 7
echo-stream-error 7 stream: true
echo-stream-text 7 stream: true
echo-stream-noise 7 stream: true
echo-text 7 stream: true
hang 7
big 7
END
note "$n runs with planted keys, each with what can be asked afterwards: no key in $COUNT commands' words, the ledger, the configuration or a file"

# The hostile model did get the keys: its words are there, with the secret taken out.
start_model --mode echo-400
planted_at env "$MODEL_PORT"
run generate spring --only email --model far
says '\[secret\]'
stop_model

# Published with a key in use, and a key that is somewhere it cannot be used from.
start_model --mode ok
planted_at file "$MODEL_PORT"
expect 0 generate spring --only email --model far
keep
expect 0 review spring/email --accept --reason "on brief" --as maria
keep
expect 0 approve spring/email@v1 --as dana --reason "claims checked"
keep
run publish spring/email -d site --yes
keep
ask_all
nothing_found "a publication"
chmod 644 "$VAULT/file"
run generate spring --only email --model far --again
[ "$STATUS" = 2 ] || fail "a key in a file that others may read: expected exit 2"
keep
run config credential test planted --json
keep
chmod 600 "$VAULT/file"
run config credential add planted --from "$FILE_KEY" --host "127.0.0.1:$MODEL_PORT"
[ "$STATUS" = 2 ] || fail "a key in place of its source: expected exit 2"
keep
nothing_found "keys that cannot be used"
stop_model

# Killed while a call with a key is on its way.
start_model --mode hang
planted_at cmd "$MODEL_PORT"
"$MKAI_BINARY" -C "$W" generate spring --model far >"$TOLD/killed" 2>&1 </dev/null &
PID=$!
for ((i = 0; i < 500; ++i)); do
    [ "$(sql "SELECT count(*) FROM reservation" 2>/dev/null)" -gt 0 ] 2>/dev/null && break
    sleep 0.02
done
kill -9 "$PID"
{ wait "$PID"; } 2>/dev/null
nothing_found "a killed run"
ask_all
nothing_found "a killed run, and what is asked afterwards"
stop_model
