#!/usr/bin/env bash
# A correction at a terminal of 80 columns (tmux): what is asked, what ? says, and where lines end.
#
#     tests/cli/correct_terminal.sh MKAI
set -euo pipefail

mkai=$(realpath "$1")
. "$(dirname "$0")/at_terminal.sh"
open_folder correct 'the questions of a correction are not tested'
clean=(env -i "PATH=$tmp/bin:/usr/bin:/bin" "HOME=$tmp/home" "XDG_CONFIG_HOME=$tmp/home/.config" GIT_CONFIG_NOSYSTEM=1
    "GIT_CEILING_DIRECTORIES=$tmp" TZ=UTC LC_ALL=C.UTF-8 TERM=screen NO_COLOR=1)
here() { # what has to work, and says nothing here
    (cd "$tmp/work/spring" && "${clean[@]}" "$@" >"$tmp/said" 2>&1) || {
        cat "$tmp/said"
        exit 1
    }
}
release() { # VERSION
    here mkai review spring/push.en-GB.a --accept --reason 'on brief' --as sam
    here mkai approve "spring/push.en-GB.a@$1" --as dana --reason 'claims checked'
    here mkai publish spring/push.en-GB.a -d site --yes
}
(cd "$tmp/work" && "${clean[@]}" mkai init spring --demo >/dev/null 2>&1)
here mkai claim approve c-12 c-13 c-14 --as dana --reason read --yes
here mkai generate spring --only push
release v1

terminal new-session -d -x 80 -y 60 "cd '$tmp/work/spring' && exec ${clean[*]} PS1='ready> ' bash --norc --noprofile"
screen() { terminal capture-pane -p -J; } # a line that the terminal has broken is whole again
enter() {
    terminal send-keys -- clear Enter
    sleep 0.3
    answer "$1; echo \"[exit \$?]\""
}
# No sentence is longer than the screen is wide; what is typed, and the next command, may be.
fits() {
    if screen | grep -v '^ready> \|^next: ' | grep -E '^.{81}'; then
        echo 'these lines are broken by the terminal, and not at a word'
        exit 1
    fi
}

# No earlier version may come back: nobody is asked to roll back.
see 'ready>'
enter 'mkai correct spring/push.en-GB.a --set offer.price=6.99 --reason-code wrong-price'
see 'what is live: withdraw or keep it? [w/k/?, anything else stops]'
see_not 'roll back'
fits
answer '?'
see 'w  withdraw: it is taken away, and nothing is live until the corrected version'
see 'k  keep it: it stays live, with the fault, until the corrected version is'
see_not 'roll back'
fits
answer r
see 'nothing was done'
see '[exit 130]'
here mkai pause
grep -q 'nothing is paused' "$tmp/said"

# One may: all three are offered, and asked about again after ?.
here mkai edit spring/push.en-GB.a --set title='The filse are back'
release v2
enter "mkai correct spring/push.en-GB.a --set 'title=The files are back' --reason-code typo"
see 'what is live: roll back, withdraw or keep it? [r/w/k/?, anything else stops]'
see 'if it is withdrawn: The file is taken away.'
answer '?'
see 'r  roll back: the newest earlier version without the fault comes back;'
fits
until (($(screen | grep -c 'what is live: ') == 2)); do sleep 0.1; done
answer r
see 'correct it?'
answer y
see 'live spring/push.en-GB.a@v1 at site again'
see '[exit 5]'
fits

echo "a correction asks for what is possible, explains it, and ends its lines at words"
