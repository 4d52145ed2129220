#!/usr/bin/env bash
# A screen of 80 columns and 24 lines (tmux), as a terminal has it: what long work says of itself, what fits.
#
#     tests/cli/screen.sh MKAI LOOPBACK_MODEL CASE
set -euo pipefail

mkai=$(realpath "$1")
loopback_model=$(realpath "$2")
case=$3
. "$(dirname "$0")/at_terminal.sh"
open_folder "screen-$case" 'the screen is not tested'
export PATH="$tmp/bin:/usr/bin:/bin" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" GIT_CONFIG_NOSYSTEM=1 \
    GIT_CEILING_DIRECTORIES="$tmp" TZ=UTC LC_ALL=C.UTF-8
given() { (cd "$tmp/work/spring" && "$@") >"$tmp/said" 2>&1 </dev/null || wrong "\"$*\" failed: $(cat "$tmp/said")"; }
(cd "$tmp/work" && mkai init spring --demo) >/dev/null 2>&1
terminal new-session -d -x 80 -y 24 "cd '$tmp/work/spring' && exec env -i PATH='$PATH' HOME='$HOME' \
    XDG_CONFIG_HOME='$XDG_CONFIG_HOME' GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES='$tmp' TZ=UTC LC_ALL=C.UTF-8 \
    TERM=screen NO_COLOR=1 PS1='ready> ' bash --norc --noprofile"

# What is to be seen now: nothing that has scrolled away, and a line that wrapped is two.
screen() { terminal capture-pane -p; }
joined() { terminal capture-pane -p -J; }
wrong() {
    printf 'FAILED (%s): %s; the screen is:\n' "$case" "$1"
    screen | sed '/^$/d'
    exit 1
}
# Waits until a line is there, as a pattern of grep -E.
see() {
    local tries=0
    until joined | grep -qE -- "$1"; do
        tries=$((tries + 1))
        ((tries < 300)) || wrong "waited in vain for \"$1\""
        sleep 0.1
    done
}
enter() { # COMMAND: typed on an empty screen
    terminal send-keys -- clear Enter
    sleep 0.3
    terminal send-keys -- "$1" Enter
}
see 'ready>'

# A model that takes its time and has a price, one call after the other.
serve_slowly() {
    mkfifo "$tmp/stdin"
    sleep 600 >"$tmp/stdin" &
    local holder=$!
    "$loopback_model" --mode ok --delay-ms 800 --seconds-max 300 <"$tmp/stdin" >"$tmp/port" &
    model="$! $holder"
    until [[ -s $tmp/port ]]; do sleep 0.1; done
    cat >"$tmp/slow.yaml" <<MODEL
  slow:
    provider: openai-compatible
    url: http://127.0.0.1:$(cat "$tmp/port")/v1
    model: slow
    concurrency: 1
    price: {input_usd_per_million: "500", output_usd_per_million: "500"}
MODEL
    sed -i "/^models:/r $tmp/slow.yaml" "$tmp/work/spring/mkai.yaml"
}

progress() {
    serve_slowly
    # Count, rate, what is left and what it has cost; stopped, it says how to go on.
    enter 'mkai generate spring --only landing --only push --model slow; echo "[exit $?]"'
    see '^drafting with slow: 0 of 6 drafts'
    see '^drafting with slow: [2-4] of 6 drafts, [0-9]+ a (second|minute), [0-9]+ s left, \$0\.[0-9][0-9]$'
    press C-c
    see '^next: the same command again drafts what is missing'
    see '^\[exit 130\]'
    # With --again the same command would ask for all of it anew: what is missing is named.
    given mkai generate spring
    enter 'mkai generate spring --only landing --only push --model slow --again --as sam; echo "[exit $?]"'
    see '^drafting with slow: [2-3] of 6 drafts'
    press C-c
    see '^stopped: [1-4] drafts? not made'
    see '^next: mkai generate spring --only .*landing.* --model slow --again --as sam$'
    see '^\[exit 130\]'
    local next missing
    next=$(joined | sed -n 's/^next: //p')
    missing=$(joined | sed -n 's/^stopped: \([0-9]*\) .*/\1/p')
    given bash -c "$next"
    grep -q "^$missing of $missing drafts\? by slow" "$tmp/said" || wrong "it asked for another number: $(cat "$tmp/said")"

    # An evaluation says the same, from its first calls on.
    cat >"$tmp/work/spring/evals/slow.yaml" <<'SUITE'
prompts: [email]
models: [slow]
tests:
  - brief: spring
    assert: [{type: is-json}]
SUITE
    enter 'mkai eval run slow --repeat 6 --no-cache; echo "[exit $?]"'
    see '^evaluating slow: [2-4] of 6 answers, ([0-9]+ fail, )?[0-9]+ a (second|minute), [0-9]+ s left, \$0\.[0-9][0-9]$'
    press C-c
    see 'error\[interrupted\]: the run was stopped'
    see 'fix: mkai eval run slow --repeat 6 --resume$'
    see '^\[exit 130\]'
    # On a pipe nothing of it is said.
    given bash -c 'mkai eval run slow --repeat 6 --resume 2>err >out; ! grep -q " of 6" err && ! grep -q $'"'\\\\r'"' err'
}

# All of it is on the screen, from the row of names, and no line is wider than it.
fits() { # THE FIRST LINE, THE LAST
    local tries=0
    see "$2"
    until [[ $(screen | head -n 1) == "$1"* ]]; do # while it is drawn
        ((++tries < 20)) || wrong "the first line is not \"$1\""
        sleep 0.1
    done
    see "$2"
    # A line that wraps is one of what is joined.
    [[ $(screen | wc -l) == $(joined | wc -l) ]] || wrong 'a line wraps'
}

status() {
    for brief in spring price-week ops-brief; do given mkai generate "$brief" --variants 2; done
    enter 'clear; mkai status'
    fits campaign '^next: mkai review$'
    see 'assets more, less urgent'
    given mkai review 'ops-brief/*' --accept --as sam
    enter 'clear; mkai status'
    fits campaign '^next: mkai review$'
    # Whoever watches has two lines more.
    enter 'clear; mkai status --watch'
    fits campaign '^Ctrl-C ends'
    # What changed is said.
    given mkai review spring/email.en-GB.a --accept --as sam
    fits campaign '^changed at [0-9:]* UTC: spring/email.en-GB.a v1 reviewed$'
    # Another size is drawn at once, and fits as well.
    terminal resize-window -x 70 -y 18
    fits campaign '^Ctrl-C ends'
    terminal resize-window -x 80 -y 24
    press C-c
    given mkai pause destination site --reason 'the site moves to another machine on Friday evening, and nobody touches it'
    given mkai pause asset price-week/email.en-GB.a --reason 'the price of the spring sofa is not the one that was agreed'
    given mkai pause model demo --reason 'odd answers'
    enter 'clear; mkai status'
    fits 'paused: the ' '^next: mkai review$'
    see '^and 1 pause more: mkai pause'
    see '^campaign'
    enter 'clear; mkai status --watch --as priya'
    fits 'paused: the ' '^Ctrl-C ends'
    see '^campaign'
    see '^next: mkai resume destination site --reason "..."   \(two people have to\)'
    press C-c
}

"$case"
echo "ok: $case"
