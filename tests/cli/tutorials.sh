#!/usr/bin/env bash
# Does what a tutorial says, at a real terminal of 80 columns (tmux), and holds every screen against docs/screens.
#
#     tests/cli/tutorials.sh MKAI NAME                  docs/tutorials/NAME.md, compared with docs/screens/NAME.txt
#     MKAI_ACCEPT=1 tests/cli/tutorials.sh ...          rewrite the screens; then read the diff
#
# In a tutorial's ```console blocks a line is:
#     $ COMMAND      typed, and has to end with status 0
#     > ANSWER       typed when the command asks: a character as a key, anything longer as a line; "> y (9 times)"
#     (exit status N)
#                    what the command above ends with instead
# Anything else in a block is for the reader.
set -euo pipefail

mkai=$(realpath "$1")
name=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
tutorial=$root/docs/tutorials/$name.md
golden=$root/docs/screens/$name.txt
. "$(dirname "$0")/at_terminal.sh"
open_folder "tutorial-$name" 'the tutorial is not run'
next_year=$(($(date -u +%Y) + 1))
today=$(date -u +%F)
. "$root/tests/cli/normalise.sh"
cat >"$tmp/home/.gitconfig" <<'GIT'
[user]
    name = Maria
    email = maria@example.com
[init]
    defaultBranch = main
GIT

# Every prompt begins with how the command before it ended.
cat >"$tmp/rc" <<'RC'
PS1='[exit $?]\n$ '
RC

terminal new-session -d -x 80 -y 50 "cd '$tmp/work' && exec env -i PATH='$tmp/bin:/usr/bin:/bin' HOME='$tmp/home' \
    XDG_CONFIG_HOME='$tmp/home/.config' GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES='$tmp' TZ=UTC LC_ALL=C.UTF-8 \
    TERM=screen NO_COLOR=1 bash --rcfile '$tmp/rc' --noprofile -i"
terminal set-option -g history-limit 20000

screen() { terminal capture-pane -p -S - "$@"; }
wrong() {
    printf 'FAILED (%s): %s; the screen is:\n' "$name" "$1"
    screen | sed '/^$/d'
    exit 1
}
# Waits for CONDITION, a command.
wait_for() { # WHAT CONDITION...
    local tries=0
    until "${@:2}"; do
        tries=$((tries + 1))
        ((tries < 600)) || wrong "waited in vain for $1"
        sleep 0.05
    done
}
question='(\?|:|\])[[:space:]]*$'
asks() { # the last line is a question, and not what was typed
    local last
    last=$(screen -J | grep . | tail -n 1)
    [[ $last != '$ '* && $last =~ $question ]]
}
is_other_than() { [[ $(screen) != "$1" ]]; }
is_clear() { [[ $(terminal capture-pane -p | sed -e "/^$/d" -e "s/ *$//") == $'[exit 0]\n$' ]]; }
ended() { (($(grep -cE '^\[exit [0-9]+\]$' <<<"$(screen)") > 1)); }

typed=
# Waits for the end of what was typed; its screen joins the others.
end_command() { # STATUS
    [[ -n $typed ]] || return 0
    wait_for "the end of \"$typed\"" ended
    [[ $(screen | grep -E '^\[exit [0-9]+\]$' | tail -n 1) == "[exit $1]" ]] || wrong "\"$typed\" did not end with $1"
    # Between the two prompts, and how it ended where that is not with 0.
    { screen -J | sed -e 1d -e '/^\$ *$/,$d' -e '/^\[exit 0\]$/d' && echo; } >>"$tmp/screens"
    typed=
}
start_command() { # COMMAND
    typed=$1
    terminal send-keys -- clear Enter
    wait_for "an empty screen" is_clear
    terminal clear-history
    terminal send-keys -l -- "$typed"
    terminal send-keys Enter
}
answer() { # WORDS
    local before
    wait_for "a question to answer with \"$1\"" asks
    before=$(screen)
    terminal send-keys -l -- "$1"
    [[ ${#1} == 1 ]] || terminal send-keys Enter
    wait_for "something after \"$1\"" is_other_than "$before"
}

in_block=
status=0
commands=0
while IFS= read -r line; do
    case $line in
        '```console') in_block=1 ;;
        '```') in_block= ;;
        '$ '*)
            [[ -n $in_block ]] || continue
            end_command "$status"
            status=0
            commands=$((commands + 1))
            start_command "${line#\$ }"
            ;;
        '> '*)
            [[ -n $in_block ]] || continue
            words=${line#> } times=1
            if [[ $words =~ ^(.+)\ \(([0-9]+)\ times\)$ ]]; then
                words=${BASH_REMATCH[1]} times=${BASH_REMATCH[2]}
            fi
            for ((; times > 0; --times)); do answer "$words"; done
            ;;
        '(exit status '*) [[ -z $in_block ]] || status=$(tr -dc 0-9 <<<"$line") ;;
    esac
done <"$tutorial"
end_command "$status"
((commands > 0)) || wrong "no command in $tutorial"

normalise <"$tmp/screens" | sed -E -e "s/\b${today%-*}-01 to $today\b/MONTH/g" -e "s/\b$today\b/TODAY/g" -e "s/[[:space:]]+\$//" >"$tmp/golden"
if [[ ${MKAI_ACCEPT:-} == 1 ]]; then
    cp "$tmp/golden" "$golden"
else
    diff -u --label "expected $name" --label "got $name" "$golden" "$tmp/golden"
fi
echo "$commands commands"
