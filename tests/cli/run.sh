#!/usr/bin/env bash
# Runs one case against the real binary and compares what it says with the golden files.
#
#     tests/cli/run.sh CASE MKAI CHECK_JSON LOOPBACK_MODEL        compare
#     MKAI_ACCEPT=1 tests/cli/run.sh ...           rewrite CASE/out and CASE/err; then read the diff
#
# A case is a folder with `cmd`, a bash script that runs in an empty folder, with these words:
#     run mkai ...      shows the command, its output and its exit status; JSON is checked against its schema
#     shape mkai ...    the same, but of JSON shows only that it fits its schema
#     given mkai ...    prepares: shows nothing, and has to succeed
#     demo [unapproved] makes the demo workspace and enters it; legal approves its claims
#     model_server MODE [FIRST]
#                       starts a model on the loopback interface, at $MODEL_PORT, until the case ends; FIRST is
#                       the mode of its first answer
# The demo's campaigns are next year's: that is $NEXT_YEAR in `cmd`, and shows as NEXT_YEAR in `out` and `err`.
# Other dates in them have to be good, or bad, for ever.
# `out` has the standard output of the commands, `err` what they said on standard error.
set -euo pipefail

case_folder=$(cd "$1" && pwd)
mkai=$(realpath "$2")
check_json=$(realpath "$3")
loopback_model=$(realpath "$4")
schemas=$(cd "$(dirname "$0")/../../schemas/output" && pwd)

tmp=$(cd "$(mktemp -d)" && pwd -P)
next_year=$(($(date -u +%Y) + 1))
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
mkdir -p "$tmp"/{bin,home/.config,work}
ln -s "$mkai" "$tmp/bin/mkai"
touch "$tmp/out" "$tmp/err" "$tmp/wrong"

. "$(dirname "$0")/normalise.sh"

cat >"$tmp/words" <<'WORDS'
quoted() {
    local word out=
    for word in "$@"; do
        if [[ $word =~ ^[[:alnum:]_./@:=,+-]+$ ]]; then
            out+=" $word"
        elif [[ $word == *\'* ]]; then
            out+=" \"$word\""
        else
            out+=" '$word'"
        fi
    done
    printf '%s' "${out# }"
}

# The schema of a command's JSON: by its first three words, else its first two, else its first.
schema_of() {
    local words=() skip=
    for word in "${@:2}"; do
        if [[ -n $skip ]]; then
            skip=
        elif [[ $word == --as || $word == -C ]]; then
            skip=1
        elif [[ $word != -* ]]; then
            words+=("$word")
        fi
    done
    local two=${words[0]:-}-${words[1]:-}
    local three=$two-${words[2]:-}
    if [[ -e $SCHEMAS/$three.json ]]; then
        printf '%s' "$three"
    elif [[ -e $SCHEMAS/$two.json ]]; then printf '%s' "$two"; else printf '%s' "${words[0]:-none}"; fi
}

checked_json() { # SHOW COMMAND...: checks $CASE/json against its schema and shows it
    local show=$1 schema
    shift
    schema=$(schema_of "$@")
    if [[ $(head -c 9 "$CASE/json") == '{"error":' ]]; then schema=error; fi
    if [[ " $* " == *' --jsonl '* && $schema != error ]]; then schema+=-line; fi
    if ! "$CHECK_JSON" "$SCHEMAS/$schema.json" <"$CASE/json" >"$CASE/indented" 2>"$CASE/violations"; then
        { printf '%s\n' "$(quoted "$@")" && cat "$CASE/violations"; } >>"$CASE/wrong"
        cat "$CASE/json" && return
    fi
    if [[ $show == all ]]; then cat "$CASE/indented"; else printf '(fits schemas/output/%s.json)\n' "$schema"; fi
}

run_shown() { # SHOW COMMAND...
    local show=$1 status=0
    shift
    "$@" >"$CASE/json" 2>"$CASE/said" </dev/null || status=$?
    {
        printf '$ %s\n' "$(quoted "$@")"
        if [[ " $* " == *' --json '* || " $* " == *' --jsonl '* ]] && [[ -s $CASE/json ]]; then
            checked_json "$show" "$@"
        else
            cat "$CASE/json"
        fi
        printf '[exit %d]\n\n' "$status"
    } >>"$CASE/out"
    if [[ -s $CASE/said ]]; then
        { printf '$ %s\n' "$(quoted "$@")" && cat "$CASE/said" && echo; } >>"$CASE/err"
    fi
}
run() { run_shown all "$@"; }
shape() { run_shown shape "$@"; }

given() {
    if ! "$@" >"$CASE/said" 2>&1 </dev/null; then
        { printf '%s failed:\n' "$(quoted "$@")" && cat "$CASE/said"; } >>"$CASE/wrong"
        exit 1
    fi
}

demo() {
    given mkai init spring --demo
    cd spring
    [[ ${1:-} == unapproved ]] ||
        given mkai claim approve c-12 c-13 c-14 c-21 c-22 c-31 c-32 --as dana --reason 'evidence read'
}

# Serves until its standard input closes, which the case holds open: MODE [FIRST MODE [MORE...]]
model_server() {
    local fifo=$CASE/model-$RANDOM
    mkfifo "$fifo"
    "$LOOPBACK_MODEL" --mode "$1" --first "${2:-$1}" "${@:3}" <"$fifo" >"$fifo.port" &
    exec {MODEL_INPUT}>"$fifo"
    until [[ -s $fifo.port ]]; do sleep 0.02; done
    MODEL_PORT=$(<"$fifo.port")
}
WORDS

status=0
(
    cd "$tmp/work"
    env -i PATH="$tmp/bin:/usr/local/bin:/usr/bin:/bin" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" \
        GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$tmp" TZ=UTC LC_ALL=C.UTF-8 NO_COLOR=1 \
        NEXT_YEAR="$next_year" CASE="$tmp" CHECK_JSON="$check_json" SCHEMAS="$schemas" \
        LOOPBACK_MODEL="$loopback_model" \
        bash -uc ". '$tmp/words'; . '$case_folder/cmd'" >"$tmp/script" 2>&1
) || status=$?
if ((status != 0)) || [[ -s $tmp/script ]]; then
    printf 'the case itself failed (%d):\n' "$status"
    cat "$tmp/script"
fi
cat "$tmp/wrong"
if ((status != 0)) || [[ -s $tmp/script || -s $tmp/wrong ]]; then
    if [[ ${MKAI_ACCEPT:-} != 1 ]]; then exit 1; fi
fi

for stream in out err; do
    normalise <"$tmp/$stream" >"$tmp/$stream.golden"
    if [[ ${MKAI_ACCEPT:-} == 1 ]]; then
        cp "$tmp/$stream.golden" "$case_folder/$stream"
        [[ -s $case_folder/$stream ]] || rm "$case_folder/$stream"
    else
        expected=$case_folder/$stream
        [[ -e $expected ]] || expected=/dev/null
        diff -u --label "expected $stream" --label "got $stream" "$expected" "$tmp/$stream.golden" || status=1
    fi
done
exit "$status"
