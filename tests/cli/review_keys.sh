#!/usr/bin/env bash
# `mkai review` by real keys at a real terminal (tmux).
#
#     tests/cli/review_keys.sh MKAI CASE                compare the screens with tests/cli/review_keys/CASE
#     MKAI_ACCEPT=1 tests/cli/review_keys.sh ...        rewrite it; then read the diff
#
# CASE is narrow, wide or plain, whose screens are goldens, or guards: what must not happen, and does not.
set -euo pipefail

mkai=$(realpath "$1")
case=$2
golden=$(cd "$(dirname "$0")" && pwd)/review_keys/$case
. "$(dirname "$0")/at_terminal.sh"
open_folder "review-$case" 'the keys of a review are not tested'
cat >"$tmp/bin/editor" <<'EDITOR'
#!/usr/bin/env bash
sed -i 's/^subject:.*/subject: "The Saltmarsh Files is back: 5 March"/' "$1"
EDITOR
printf '#!/usr/bin/env bash\necho "subjct: Worth keeping" >"$1"\n' >"$tmp/bin/editor-that-spoils"
chmod +x "$tmp"/bin/editor*
export PATH="$tmp/bin:/usr/bin:/bin" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" GIT_CONFIG_NOSYSTEM=1 \
    GIT_CEILING_DIRECTORIES="$tmp" TZ=UTC LC_ALL=C.UTF-8
given() { (cd "$tmp/work/spring" && "$@") >"$tmp/said" 2>&1 </dev/null || wrong "\"$*\" failed: $(cat "$tmp/said")"; }
(cd "$tmp/work" && mkai init spring --demo) >/dev/null 2>&1
today=$(date -u +%F)
next_year=$(($(date -u +%Y) + 1))

declare -A columns=([narrow]=80 [wide]=120 [plain]=80 [guards]=80)
terminal new-session -d -x "${columns[$case]}" -y 50 "cd '$tmp/work/spring' && exec env -i PATH='$PATH' HOME='$HOME' \
    XDG_CONFIG_HOME='$XDG_CONFIG_HOME' GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES='$tmp' TZ=UTC LC_ALL=C.UTF-8 \
    TERM=screen NO_COLOR=1 MKAI_EDITOR=editor PS1='ready> ' bash --norc --noprofile"

screen() { terminal capture-pane -p -S - "$@"; }
wrong() {
    printf 'FAILED (%s): %s; the screen is:\n' "$case" "$1"
    screen | sed '/^$/d'
    exit 1
}
is_at() {
    if [[ $1 == '[exit'* ]]; then
        screen -J | grep -qxF -- "$1"
    else
        [[ $(screen -J | grep . | tail -n 1) == "$1"* ]]
    fi
}
# Waits until the last line that is not empty begins with TEXT, or until a command has ended with "[exit N]".
at() {
    local tries=0
    until is_at "$1"; do
        tries=$((tries + 1))
        ((tries < 300)) || wrong "waited in vain for \"$1\""
        sleep 0.05
    done
}
see() { grep -qF -- "$1" <<<"$(screen -J)" || wrong "\"$1\" is not on the screen"; }
see_not() { ! grep -qF -- "$1" <<<"$(screen -J)" || wrong "\"$1\" should not be on the screen"; }
lines() { screen | grep -c . || true; }
# A key, and the question that follows it. What is on the screen has to change first.
press() { # KEY QUESTION
    local before tries=0
    before=$(lines)
    terminal send-keys -- "$1"
    until (($(lines) != before)); do
        tries=$((tries + 1))
        ((tries < 300)) || wrong "\"$1\" does nothing"
        sleep 0.05
    done
    at "$2"
}
answer() { # LINE QUESTION
    terminal send-keys -l -- "$1"
    press Enter "$2"
}
# Types a command on an empty screen, and waits for its first question or for its end.
enter() { # COMMAND QUESTION
    terminal send-keys -- clear Enter
    at 'ready>'
    sleep 0.3
    terminal send-keys -R
    terminal clear-history
    terminal send-keys -l -- "$1; echo \"[exit \$?]\""
    terminal send-keys Enter
    at "$2"
}
field='Is this field right?'
whole='Is all of it right?'
# From the first field to the decision.
all_right() { # FIELDS QUESTION
    local i
    for ((i = 1; i < $1; ++i)); do press y "$field"; done
    press y "$whole"
    press y "$2"
}

# What differs from run to run.
normalise() {
    sed -E -e "s/\b$today\b/TODAY/g" \
        -e "s/\b$next_year\b/NEXT_YEAR/g; s/\b$((next_year - 1))\b/THIS_YEAR/g; s/\b$((next_year - 2))\b/LAST_YEAR/g" \
        -e 's/\b[0-9a-f]{8}\b/DIGEST8/g; s/[[:space:]]+$//; /^ready>/d'
}
shown=$tmp/shown
keep() {
    screen | sed -E -e :a -e '/^\n*$/{$d;N;ba' -e '}' | normalise >>"$shown"
    printf -- '================\n' >>"$shown"
}
compare() {
    if [[ ${MKAI_ACCEPT:-} == 1 ]]; then
        cp "$shown" "$golden"
    else
        diff -u --label "expected $case" --label "got $case" "$golden" "$shown" || exit 1
    fi
}

draft() {
    given mkai claim approve c-12 c-13 c-14 --as dana --reason read --yes
    given mkai generate spring --only "$1"
}

narrow() {
    draft email
    # A marketer reads, says what is wrong, and sends it back.
    enter 'mkai review spring/email' "$field"
    press '?' "$field"
    press y "$field"
    press n 'What is wrong with it, in a line?'
    answer 'the price comes too early' "$field"
    press y "$field"
    press k "$field"
    press j "$field"
    for _ in 4 5 6 7; do press y "$field"; done
    press y "$whole"
    press y 'What do you decide on'
    press '?' 'What do you decide on'
    press a 'What do you decide on' # there is no yes to give
    press c 'Enter keeps it; or type another:'
    answer '' '[exit 0]'
    keep
    # Somebody edits it; what waits for the marketer shows what changed since.
    given mkai edit spring/email --as sam --set subject='The Saltmarsh Files is back: 5 March' \
        --set preheader='Three months at half price: {{offer.price}}.'
    enter 'mkai review' "$field"
    press w "$field"
    press w "$field"
    press s 'Other words for subject line:'
    answer 'Your series is back' "$field"
    press c 'Your comment:'
    answer 'the colon reads oddly' "$field"
    press j "$field"
    press k "$field" # with the suggestion and the comment
    all_right 8 'What do you decide on'
    press a 'Why, in a line (Enter leaves it out)?'
    answer 'on brief' '[exit 0]'
    keep
    enter 'mkai review' '[exit 0]'
    keep
}

wide() {
    draft email
    given mkai review spring/email --accept --reason 'on brief'
    # Legal has to say yes to each field, and types the word.
    enter 'mkai review --as dana' "$field"
    all_right 8 'To approve exactly'
    answer a 'To approve exactly'
    answer approve 'Why, in a line?'
    answer 'claim c-12 checked' '[exit 0]'
    keep
}

plain() {
    draft push
    enter 'mkai review --plain' "$field"
    answer y "$field"
    answer no 'What is wrong with it, in a line?'
    answer 'too loud' "$field"
    answer maybe "$field"
    answer quit '[exit 0]'
    keep
}

guards() {
    draft email
    local question='What do you decide on'
    # q decides nothing.
    enter 'mkai review spring/email' "$field"
    press y "$field"
    press q '[exit 0]'
    see 'stopped: decided on 0 of 1 piece; 1 left undecided'
    see 'next: mkai review spring/email'
    given mkai status spring/email
    grep -q draft "$tmp/said" || wrong 'q decided something'

    given mkai log spring/email
    cp "$tmp/said" "$tmp/log"

    # Ctrl-C ends it, says how to go on, and leaves the terminal as it was.
    enter 'stty -a >before; mkai review spring/email' "$field"
    press y "$field"
    press C-c '[exit 130]'
    see 'error[interrupted]'
    see 'fix: mkai review spring/email'
    enter 'stty -a | diff before - && echo the same' '[exit 0]'
    see 'the same'
    # So does Ctrl-C while a line is typed.
    enter 'mkai review spring/email' "$field"
    press n 'What is wrong with it, in a line?'
    press C-c '[exit 130]'
    enter 'stty -a | diff before - && echo the same' '[exit 0]'
    see 'the same'
    given mkai log spring/email
    diff "$tmp/log" "$tmp/said" || wrong 'something happened'

    # Legal cannot approve without a yes to each field: neither the word nor a key does it.
    given mkai review spring/email --accept --reason 'on brief'
    enter 'mkai review --as dana' "$field"
    press n 'What is wrong with it, in a line?'
    answer 'says too much' "$field"
    for _ in 3 4 5 6 7 8; do press y "$field"; done
    press y "$whole"
    press y "$question"
    press a "$question"
    see_not 'To approve exactly'
    # Somebody sends it back meanwhile: that is said, and how it stands now is shown.
    given mkai review spring/email --request-changes --reason 'the price comes too early'
    press c 'Enter keeps it; or type another:'
    answer '' "$question"
    see 'error[conflict]'
    see 'This is how it stands now.'
    see 'Maria Castellano asked for changes to v1'
    press q '[exit 0]'

    # The editor makes a version, and the review goes on with it.
    enter 'mkai review spring/email' "$field"
    press e "$field"
    see 'You made spring/email.en-GB.a@v2'
    see 'Whoever makes a version cannot approve it.'
    see '[-returns on-] {+is back:+} 5 March'
    press q '[exit 0]'
    enter 'MKAI_EDITOR=editor-that-spoils mkai review spring/email' "$field"
    press e "$field"
    see 'mend it and take it in: mkai edit spring/email.en-GB.a --from'
    press e "$field" # and once more: what was kept stays
    press q '[exit 0]'
    given bash -c '[[ $(grep -l "Worth keeping" .mkai/edit-*.yaml | wc -l) == 2 ]]'
    given bash -c 'grep -q "Worth keeping" .mkai/edit-*.yaml'
    given mkai show spring/email
    grep -q '@v2' "$tmp/said" || wrong 'the editor made no version'

    # The end of the input, where a reason is asked for, decides nothing.
    enter 'mkai review spring/email' "$field"
    for _ in 2 3 4 5 6 7 8; do press y "$field"; done
    press y "$whole"
    press y 'What do you decide on'
    press a 'Why, in a line'
    press C-d '[exit 0]'
    see 'decided on 0 of 1 piece'
    enter 'mkai show spring/email | grep -c "draft"' '[exit 0]'

    # Whoever edited as legal is stopped by the gate, and the review goes on.
    given mkai edit spring/email --as dana --set subject='Your series is back on 5 March'
    given mkai review spring/email --accept --reason 'on brief'
    enter 'mkai review --as dana' "$field"
    all_right 8 'To approve exactly'
    answer approve 'Why, in a line?'
    answer 'fine' 'To approve exactly'
    see 'dana edited v3 and cannot also approve'
    see 'Nothing was decided.'
    answer q '[exit 0]'

    # Somebody makes a new version meanwhile: that one is shown, and nothing of it is answered.
    enter 'mkai review --as dana' "$field"
    all_right 8 'To approve exactly'
    given mkai edit spring/email --as sam --set subject='Your series returns on 5 March'
    answer approve 'Why, in a line?'
    answer 'fine' "$field"
    see 'error[conflict]'
    see 'a new version: none of it is answered yet'
    see 'spring/email.en-GB.a@v4'
    # A draft has no yes of legal.
    all_right 8 "$question"
    see 'There is no yes of yours to give now: it is draft'
    press l '[exit 0]'
    given mkai status spring/email
    grep -q 'v4 .*draft' "$tmp/said" || wrong 'something was decided'

    # What was typed before a question stands there does not answer it.
    enter 'true' '[exit 0]'
    terminal send-keys -l -- 'sleep 1; mkai review spring/email'
    terminal send-keys Enter
    terminal send-keys -l -- yyyyyyyyyyyyyyyy
    at "$field"
    see '1 of 9: Subject line'
    see_not '2 of 9'
    press q 'ready>'

    # What others wrote cannot reach the terminal raw.
    given mkai comment spring/email $'look \e]0;pwned\a\e[2J here'
    enter 'true' '[exit 0]'
    terminal pipe-pane "cat >'$tmp/bytes'"
    enter 'mkai review spring/email' "$field"
    for _ in 2 3 4 5 6 7 8; do press y "$field"; done
    press y "$whole"
    press q '[exit 0]'
    terminal pipe-pane
    see 'look \u{001B}]0;pwned\u{0007}\u{001B}[2J'
    grep -qF 'look \u{001B}' "$tmp/bytes" || wrong 'nothing was recorded'
    ! grep -qF $'\e]0;pwned' "$tmp/bytes" || wrong 'an escape sequence came through'

    # What is left is named, with the flags that it was begun with; what is decided is not.
    given mkai generate spring --only push
    enter "mkai review 'spring/push.*' spring/email --ask dana --reason-code 'on brief'" "$field"
    press q '[exit 0]'
    see "next: mkai review 'spring/push.*' spring/email --reason-code 'on brief' --ask dana"
    enter "mkai review 'spring/push.*' spring/email@v4 --ask dana" "$field"
    all_right 4 "$question"
    press a 'Why, in a line'
    answer '' "$field"
    press q '[exit 0]'
    see 'stopped: decided on 1 of 3 pieces; 2 left undecided'
    see 'next: mkai review spring/push.en-GB.a spring/email.en-GB.a@v4 --ask dana'

    # Who reviews is named, when that was typed, and a reason that goes nowhere is told.
    enter 'mkai review spring/push.en-GB.a --as sam' "$field"
    press n 'What is wrong with it, in a line?'
    answer 'says too much' "$field"
    press q '[exit 0]'
    see 'Not kept, because nothing was decided: '
    see ': says too much'
    see 'next: mkai review spring/push.en-GB.a --as sam'
    enter 'mkai review spring/push.en-GB.a --as sam' "$field"
    press n 'What is wrong with it, in a line?'
    answer 'says too much' "$field"
    press C-c '[exit 130]'
    see 'Not kept, because nothing was decided: '
    see 'fix: mkai review spring/push.en-GB.a --as sam'

    # A decision that another typed in says so.
    given bash -c "mkai show spring/push.en-GB.a 2>/dev/null | sed -n 's/^by mail, in one line: \\(.*\\): WHY/\\1: on brief/p' >yes.txt"
    given mkai approve --transcribed yes.txt --on-behalf-of sam --as priya
    enter 'mkai review spring/push.en-GB.a --as dana' "$field"
    see 'priya for sam, proof '
    press q '[exit 0]'

    # --json has no place, nor has a pipe.
    enter 'mkai review --json spring/email' '[exit 2]'
    see 'a review needs a decision'
    enter 'mkai review --no-input' '[exit 2]'
    see 'error[usage]'
}

at 'ready>'
"$case"
[[ $case == guards ]] || compare
echo "a review by keys works ($case)"
