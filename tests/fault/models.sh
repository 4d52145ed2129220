#!/usr/bin/env bash
# A model that answers in every wrong way, over HTTP from a loopback server and from the demo: never a draft
# from what does not fit, one repair round at most, exit 7 with plain words, each attempt in the ledger,
# nothing strange on the terminal; orders in the copy are copy; and a secret goes to the host it is for, and
# nowhere else.
. "$(dirname "$0")/lib.sh"

SECRET=sk-planted-4f1d9c7ab2e8
export MODEL_SECRET=$SECRET

new_workspace "$TEMP/base"
mkdir -p "$XDG_CONFIG_HOME/mkai"

# told NAME: what the last command printed is clean, short, and has no secret.
told() {
    clean "$TEMP/out" && clean "$TEMP/err" || fail "$1: a control character reached the terminal"
    [ "$(cat "$TEMP/out" "$TEMP/err" | wc -c)" -lt 20000 ] || fail "$1: too much was printed"
    grep -Eqi 'terminate called|internal-error|#0 0x' "$TEMP/out" "$TEMP/err" &&
        fail "$1: a trace or an internal error"
    ! grep -q "$SECRET" "$TEMP/out" "$TEMP/err" || fail "$1: the secret was printed"
}
# no_draft NAME CODE ATTEMPTS: nothing was made of the answers, and that many attempts at most are recorded,
# all failed.
no_draft() {
    local calls last
    [ "$(sql "SELECT count(*) FROM version")" = 0 ] || fail "$1: a draft was made"
    [ "$(sql "SELECT count(*) FROM call WHERE outcome = 'taken'")" = 0 ] || fail "$1: an answer was taken"
    calls=$(sql "SELECT count(*) FROM call")
    [ "$calls" -ge 1 ] && [ "$calls" -le "$3" ] || fail "$1: $calls attempts are in the ledger"
    last=$(sql "SELECT failure FROM call ORDER BY event_seq DESC LIMIT 1")
    [ "$last" = "$2" ] || fail "$1: the last attempt failed by $last"
    [ -z "$(sql "SELECT id FROM run WHERE id NOT IN (SELECT run FROM run_end)")" ] || fail "$1: a run is open"
    check_ledger "$1"
    grep -rqF "$SECRET" "$W" && fail "$1: the secret is in the workspace"
    return 0
}
ask() { expect "$1" generate spring --only email --model "$2"; }

# --- over HTTP ----------------------------------------------------------------------------------------------
# far_at PORT: "far", the model at that port, whose credential may go there.
far_at() {
    rm -rf "$TEMP/w"
    cp -a "$TEMP/base" "$TEMP/w"
    W=$TEMP/w
    declare_model far "provider: openai-compatible" "url: http://127.0.0.1:$1/v1" "model: loopback-1" "price: free" \
        "credential: planted" "timeout_s: 2" "attempts_max: 1"
    printf 'credentials:\n  planted:\n    from: env:MODEL_SECRET\n    hosts: ["127.0.0.1:%s"]\n' "$1" \
        >"$XDG_CONFIG_HOME/mkai/config.yaml"
}

# What does not fit is asked for once more; what failed on the way is not. Exit 7 is what another try may
# mend, 2 what somebody has to: a wrong address, model or key.
while read -r mode status code attempts; do
    start_model --mode "$mode"
    far_at "$MODEL_PORT"
    ask "$status" far
    says "^error\[$code\]: "
    says '^ +fix: .'
    told "$mode"
    no_draft "$mode" "$code" "$attempts"
    run generate spring --only email --model far --json
    [ "$STATUS" = "$status" ] || fail "$mode with --json"
    [ "$(jq -r '.error.code' "$TEMP/out")" = "$code" ] || fail "$mode: another error in the JSON"
    told "$mode with --json"
    expect 0 log
    told "$mode, in the log"
    stop_model
done <<'END'
bad-json 7 model-output-invalid 2
wrong-schema 7 model-output-invalid 2
empty 7 model-output-invalid 2
control-characters 7 model-output-invalid 2
bidi 7 model-output-invalid 2
big 7 model-unavailable 1
invalid-utf8 7 model-unavailable 1
length 7 model-unavailable 1
refusal 7 model-unavailable 1
content-filter 7 model-unavailable 1
error-200 7 model-unavailable 1
no-http 7 model-unavailable 1
cut 7 model-unavailable 1
hang 7 model-unavailable 1
quota 7 model-unavailable 1
http-429 7 model-unavailable 1
http-500 7 model-unavailable 1
http-503 7 model-unavailable 1
redirect 2 invalid-file 1
http-404 2 invalid-file 1
http-401 2 no-credential 1
http-403 2 no-credential 1
END
note "over HTTP: nothing that does not fit becomes a draft"

# A text of 200 KB in a field that has a pattern and a limit.
printf '{"subject": "%s", "preheader": "x", "headline": "x", "body": "x", "cta": "x"}' \
    "$(head -c 204800 /dev/zero | tr '\0' a)" >"$TEMP/long.json"
start_model --mode ok --answer-file "$TEMP/long.json"
far_at "$MODEL_PORT"
ask 7 far
told "200 KB in a field"
no_draft "200 KB in a field" model-output-invalid 2
stop_model

start_model --mode bad-then-good
far_at "$MODEL_PORT"
ask 0 far
says 'after one repair'
[ "$(sql "SELECT outcome FROM call ORDER BY event_seq" | tr '\n' ' ')" = "repaired taken " ] ||
    fail "bad-then-good: other attempts than these two"
check_ledger "bad-then-good"
stop_model
note "over HTTP: what is mended in the repair round is a draft"

start_model --mode instructions
far_at "$MODEL_PORT"
ask 0 far
told "instructions"
[ "$(sql "SELECT state FROM version_state")" = draft ] || fail "orders in the copy moved it"
[ "$(sql "SELECT count(*) FROM decision")$(sql "SELECT count(*) FROM delivery")" = 00 ] ||
    fail "orders in the copy were followed"
expect 5 publish spring/email -d site --yes
grep -rqF "$SECRET" "$W" && fail "the secret is in the workspace"
stop_model
note "orders in the copy change nothing but the copy"

# --- where a secret may go ----------------------------------------------------------------------------------
start_model --mode http-401
far_at "$MODEL_PORT"
sed -i 's/hosts: .*/hosts: ["api.example.com", "127.0.0.1:1"]/' "$XDG_CONFIG_HOME/mkai/config.yaml"
run generate spring --only email --model far
[ "$STATUS" = 2 ] || fail "a host that is not allowed: expected exit 2"
says '^error\[no-credential\]: '
told "a host that is not allowed"
[ "$(sql "SELECT count(*) FROM version")" = 0 ] || fail "a draft from a host that is not allowed"
grep -rqF "$SECRET" "$W" "$TEMP/out" "$TEMP/err" && fail "the secret got somewhere"
rm "$XDG_CONFIG_HOME/mkai/config.yaml"
run generate spring --only email --model far
[ "$STATUS" = 2 ] || fail "no credential: expected exit 2"
stop_model

# Nobody at the port: the request of a listener that writes down what it gets.
if command -v perl >/dev/null; then
    cat >"$TEMP/listener.pl" <<'PERL'
use strict; use warnings; use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 5, ReuseAddr => 1) or die "listen: $!";
$| = 1; print $server->sockport, "\n";
open my $log, ">", $ARGV[0] or die; $log->autoflush(1);
while (my $client = $server->accept) {
    my $got = ""; sysread $client, $got, 65536; print $log $got;
    print $client "HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"; close $client;
}
PERL
    perl "$TEMP/listener.pl" "$TEMP/requests" >"$TEMP/listener-port" 2>/dev/null &
    STARTED+=($!)
    for ((i = 0; i < 500; ++i)); do [ -s "$TEMP/listener-port" ] && break; sleep 0.01; done
    far_at "$(head -n 1 "$TEMP/listener-port")"
    ask 2 far
    told "a listener"
    grep -q "Authorization: Bearer $SECRET" "$TEMP/requests" ||
        fail "the host that is allowed did not get the credential"
    : >"$TEMP/requests"
    sed -i 's/hosts: .*/hosts: ["api.example.com"]/' "$XDG_CONFIG_HOME/mkai/config.yaml"
    run generate spring --only email --model far
    [ "$STATUS" = 2 ] || fail "a host that is not allowed: expected exit 2"
    [ ! -s "$TEMP/requests" ] || fail "a host that is not allowed was sent something"
    note "a secret goes to the host that it is for, and no other is even asked"
else
    note "skipped: what a host receives (no perl to listen with)"
fi

# A workspace cannot say where a credential may go.
far_at 1
sed -i 's/^    credential: planted/    credential: planted\n    hosts: ["127.0.0.1:1"]/' "$W/mkai.yaml"
expect 2 generate spring --model far
rm -f "$XDG_CONFIG_HOME/mkai/config.yaml"

# --- the demo's faults --------------------------------------------------------------------------------------
rm -rf "$TEMP/w"
cp -a "$TEMP/base" "$TEMP/w"
W=$TEMP/w
while read -r fault _; do
    declare_model "bad-$fault" "provider: demo" "fault: $fault"
done <<'END'
timeout
refused
http-500
http-429
http-401
not-json
wrong-schema
truncated
empty
control-characters
bidi
invalid-utf8
too-long
END
cp -a "$TEMP/w" "$TEMP/demo"
while read -r fault status code attempts; do
    restore "$TEMP/demo"
    ask "$status" "bad-$fault"
    says "^error\[$code\]: "
    told "demo $fault"
    no_draft "demo $fault" "$code" "$attempts"
    # The same brief with a model that works: nothing of the failure is in the way.
    ask 0 demo
    check_ledger "demo after $fault"
done <<'END'
timeout 7 model-unavailable 4
refused 7 model-unavailable 4
http-500 7 model-unavailable 4
http-429 7 model-unavailable 4
http-401 2 no-credential 1
not-json 7 model-output-invalid 2
wrong-schema 7 model-output-invalid 2
truncated 7 model-output-invalid 2
empty 7 model-output-invalid 2
control-characters 7 model-output-invalid 2
bidi 7 model-output-invalid 2
invalid-utf8 7 model-output-invalid 2
too-long 7 model-output-invalid 2
END
note "the demo's faults: each told, each recorded, none in the way of the next run"
