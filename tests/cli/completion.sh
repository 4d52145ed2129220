#!/usr/bin/env bash
# Completions by a real TAB, in a real shell at a real terminal (tmux).
#
#     tests/cli/completion.sh MKAI SHELL
set -euo pipefail

mkai=$(realpath "$1")
shell=$2
for program in tmux "$shell"; do
    if ! command -v "$program" >/dev/null; then
        echo "$program is missing; completions of $shell are not tested"
        exit 77 # a skip, see CMakeLists.txt
    fi
done

tmp=$(cd "$(mktemp -d)" && pwd -P)
terminal() { tmux -L "mkai-$$" -f /dev/null "$@"; }
finish() {
    terminal kill-server 2>/dev/null || true
    rm -rf "$tmp"
}
trap finish EXIT

mkdir -p "$tmp"/{bin,home/.config,work/empty,work/broken,work/damaged}
ln -s "$mkai" "$tmp/bin/mkai"
export HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" XDG_DATA_HOME="$tmp/home/.data" PATH="$tmp/bin:$PATH"
export GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$tmp" TZ=UTC LC_ALL=C.UTF-8
cd "$tmp/work"
{
    mkai init spring --demo
    (cd spring && mkai claim approve c-12 c-13 c-14 --as dana --reason read --yes && mkai generate spring --only email)
} >"$tmp/said" 2>&1 || { cat "$tmp/said" && exit 1; }
# Names that a shell could take for something else: a baseline's file may be called anything.
mkdir -p spring/evals/baselines
for name in 'xa$(touch pwned)' 'xb`touch pwned`' 'xc;touch pwned;' "xd'\$(touch pwned)'" 'xe"$(touch pwned)"' $'xf\ntouch pwned\n'; do
    echo '{}' >"spring/evals/baselines/$name.json"
done
printf 'a: [\n' >broken/mkai.yaml
cp -r spring/. damaged
printf 'no ledger at all' >damaged/.mkai/ledger.db

declare -A start=(
    [bash]='bash --norc --noprofile'
    [zsh]='zsh -f'
    [fish]='fish --no-config'
)
declare -A load=(
    [bash]='PS1="ready> "; bind "set bell-style none"; bind "set show-all-if-ambiguous on"; eval "$(mkai completion bash)"'
    [zsh]='PS1="ready> "; setopt no_beep; autoload -Uz compinit; compinit -u -D; eval "$(mkai completion zsh)"'
    [fish]='function fish_prompt; echo "ready> "; end; mkai completion fish | source'
)
terminal new-session -d -x 100 -y 40 "exec env -i PATH='$PATH' HOME='$HOME' XDG_CONFIG_HOME='$XDG_CONFIG_HOME' \
    XDG_DATA_HOME='$XDG_DATA_HOME' GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES='$tmp' TZ=UTC LC_ALL=C.UTF-8 \
    TERM=screen NO_COLOR=1 ${start[$shell]}"

screen() { terminal capture-pane -p -J; }
wrong() {
    printf 'FAILED (%s): %s; the screen is:\n' "$shell" "$1"
    screen | sed '/^$/d'
    exit 1
}
see() { # TEXT: waits until it is on the screen
    local tries=0
    until grep -qF -- "$1" <<<"$(screen)"; do
        tries=$((tries + 1))
        ((tries < 200)) || wrong "waited in vain for \"$1\""
        sleep 0.05
    done
}
shell_pid=$(terminal display-message -p '#{pane_pid}')
idle() { # waits until the shell runs nothing: a completion that still works would take the next key
    local tries=0
    while pgrep -P "$shell_pid" >/dev/null; do
        tries=$((tries + 1))
        ((tries < 400)) || wrong 'the shell is still busy'
        sleep 0.05
    done
}
leave() { # what stands on the line
    local tries=0
    idle
    terminal send-keys C-c
    until [[ $(screen | sed 's/[[:space:]]*$//' | grep . | tail -n 1) == 'ready>' ]]; do
        tries=$((tries + 1))
        ((tries < 200)) || wrong 'the line is not left'
        sleep 0.05
        # Again each second: bash gives a Ctrl-C to a completion that it ends between two commands, not to the line.
        ((tries % 20 != 0)) || terminal send-keys C-c
    done
}
say() { # a line that the shell runs, on an empty screen
    leave
    terminal send-keys -l -- "$1; clear; echo s\"\"aid"
    terminal send-keys Enter
    see said
}
# What is typed, then TAB: what has to be on the screen.
tab() {
    say true
    terminal send-keys -l -- "$1"
    see "${1: -12}"
    terminal send-keys Tab
    local text
    for text in "${@:2}"; do see "$text"; done
}
nothing_more() { # after a TAB that has nothing to propose
    tab "$1" "$1"
    sleep 0.5
    idle
    local lines
    lines=$(screen | sed 's/[[:space:]]*$//' | grep -c . || true)
    ((lines <= 2)) || wrong "something is said after \"$1\""
    ! screen | grep -qiE 'error|yaml|not a' || wrong "an error after \"$1\""
}

sleep 0.5
terminal send-keys -l -- "${load[$shell]}; echo l\"\"oaded"
terminal send-keys Enter
see loaded
say 'cd spring'

# Commands, their words, flags, values.
tab 'mkai stat' 'mkai status '
tab 'mkai clai' 'mkai claim '
tab 'mkai claim appr' 'mkai claim approve '
tab 'mkai config credential te' 'mkai config credential test '
tab 'mkai publish --sche' 'mkai publish --schedule '
tab 'mkai check --format sar' 'mkai check --format sarif '
tab 'mkai help ledger-n' 'mkai help ledger-newer '
tab 'mkai completion f' 'mkai completion fish '
tab 'mkai eval b' 'mkai eval baseline '
# Ids, live.
tab 'mkai show spring/em' 'mkai show spring/email.en-GB.a'
tab 'mkai show spring/email.en-GB.a@' 'mkai show spring/email.en-GB.a@v1'
tab 'mkai brief show sp' 'mkai brief show spring '
tab 'mkai claim show c-1' c-12 c-13 c-14
tab 'mkai status --as dan' 'mkai status --as dana '
tab 'mkai publish spring/email -d si' 'mkai publish spring/email -d site '
tab 'mkai model show dem' 'mkai model show demo '
tab 'mkai prompt show ema' 'mkai prompt show email '
tab 'mkai eval run ema' 'mkai eval run email '
tab 'mkai channel show goo' 'mkai channel show google-rsa '
tab 'mkai pause mod' 'mkai pause model '
tab "mkai brief show 'sp" "mkai brief show 'spring"
# Files, where a file may stand.
tab 'mkai check people.y' 'mkai check people.yaml '
# From another folder.
say 'cd ..'
tab 'mkai -C spring brief show sp' 'mkai -C spring brief show spring '
say 'cd spring'

# No name of a file runs anything, neither at the TAB nor when the line is run.
for name in xa xb xc xd xe; do
    tab "mkai eval baseline show $name" "touch"
    terminal send-keys Enter
    sleep 0.3
    say true
done
nothing_more 'mkai eval baseline show xf'
say true
[[ -z $(find "$tmp" -name pwned) ]] || wrong 'a name has run'

# Where there is nothing to complete from there is silence, and commands are proposed as ever.
for folder in empty broken damaged; do
    say "cd ../$folder"
    nothing_more 'mkai show spring/em'
    tab 'mkai stat' 'mkai status '
done
echo "completions work at a TAB in $shell"
