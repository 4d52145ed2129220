#!/usr/bin/env bash
# What only happens at a terminal, at a real one of 80 columns (tmux): questions, answers, an editor, Ctrl-C.
#
#     tests/cli/terminal.sh MKAI LOOPBACK_MODEL
set -euo pipefail

mkai=$(realpath "$1")
loopback_model=$(realpath "$2")
. "$(dirname "$0")/at_terminal.sh"
open_folder terminal 'the interactive paths are not tested'
cat >"$tmp/bin/editor" <<'EDITOR'
#!/usr/bin/env bash
sed -i 's/^subject:.*/subject: Edited at a terminal/' "$1"
EDITOR
printf '#!/usr/bin/env bash\nexit 1\n' >"$tmp/bin/editor-that-fails"
printf '#!/usr/bin/env bash\nprintf "subject: [A subject worth keeping\n" >"$1"\n' >"$tmp/bin/editor-that-spoils"
chmod +x "$tmp"/bin/editor*

terminal new-session -d -x 80 -y 60 "cd '$tmp/work' && exec env -i PATH='$tmp/bin:/usr/bin:/bin' HOME='$tmp/home' \
    XDG_CONFIG_HOME='$tmp/home/.config' GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES='$tmp' TZ=UTC LC_ALL=C.UTF-8 \
    TERM=screen NO_COLOR=1 MKAI_EDITOR='$tmp/bin/editor' PS1='ready> ' bash --norc --noprofile"

screen() { terminal capture-pane -p -S - -J; }
# Types a command on an empty screen; `ended` waits for it and its exit status.
typed=0
enter() {
    typed=$((typed + 1))
    terminal send-keys -- clear Enter
    sleep 0.3
    terminal send-keys -R
    terminal clear-history
    terminal send-keys -- "$1; echo \"[$typed exit \$?]\"" Enter
}
ended() { see "[$typed exit $1]"; }

see 'ready>'
enter 'mkai init spring --demo && cd spring && mkai claim approve c-12 c-13 c-14 --as dana --reason read --yes'
ended 0

# brief new asks its questions, and insists where an answer is needed.
enter 'mkai brief new autumn'
see 'What is the campaign called?'
answer ''
see 'this one is needed'
answer 'Autumn sale'
see 'Which use case does it fall under?'
answer 'campaign-copy'
see 'Who answers for it?'
answer 'maria'
see 'Which languages and markets?'
answer 'en-GB'
lines() { screen | grep -c . || true; }
for _ in {1..30}; do
    before=$(lines)
    case $(screen | grep . | tail -n 1) in
        *'ready>'* | *' exit '*) break ;;
        *'What is to be written?'*) answer 'email' ;;
        *'Who is addressed?'*) answer 'People who bought from us' ;;
        *'What is it to change?'*) answer 'Sell sofas' ;;
        *'What must the copy get across?'*) answer 'New sofas' ;;
        *) answer '' ;; # what need not be answered
    esac
    for _ in {1..50}; do
        if (($(lines) != before)); then break; fi
        sleep 0.1
    done
done
see 'wrote briefs/autumn.yaml'
ended 0

# A table that is wider than the terminal puts its last column below.
enter 'mkai generate spring --only email'
ended 0
enter 'mkai status'
see '      marketer (maria or sam) to review'
ended 0

# The editor makes a version; one that fails keeps what was written.
enter 'mkai edit spring/email'
see '{+Edited at a terminal+}'
ended 0
enter 'MKAI_EDITOR=editor-that-fails mkai edit spring/email'
see 'what you wrote is in'
ended 130

# What cannot be read is kept, so that nobody writes it twice.
enter 'MKAI_EDITOR=editor-that-spoils mkai edit spring/email'
see 'error[invalid-file]'
see 'fix: mend it and take it in: mkai edit spring/email.en-GB.a --from'
ended 2
enter 'grep -c "A subject worth keeping" .mkai/edit-*.yaml | grep ":1"'
ended 0

# review goes through the copy; what is left is left (review_keys.sh has the rest of it).
enter 'mkai review spring/email --as sam'
see 'Edited at a terminal'
see 'Is this field right?'
press q
see '1 left undecided'
ended 0
enter 'mkai review spring/email --as sam --accept'
see 'now reviewed'
ended 0

# The inbox says what changed since; on 80 columns it goes below where it has no room.
enter 'mkai inbox --as dana'
see 'new to you'
ended 0
enter 'mkai review spring/email --as dana --request-changes --reason "too long" && mkai edit spring/email --as sam \
    --set "subject=Edited at a terminal again" && mkai review spring/email --as sam --accept'
see 'now reviewed'
ended 0
enter 'mkai inbox --as dana'
see '      since your v2: subject'
ended 0

# approve without a version shows what it is about, asks, and asks for the reason.
enter 'mkai approve spring/email --as dana'
see 'Edited at a terminal'
see 'approve spring/email.en-GB.a@v3? [y/N]'
answer 'n'
see 'nothing was done'
ended 130
enter 'mkai approve spring/email --as dana'
see '[y/N]'
answer 'y'
see 'Reason:'
answer 'claim c-12 checked'
see 'now legal-approved'
ended 0

# publish shows what changes and asks; a no changes nothing.
enter 'mkai publish spring/email -d site'
see 'nothing -> v3'
see 'publish? [y/N]'
answer ''
see 'nothing was done'
ended 130
enter 'mkai publish spring/email -d site --no-input'
see 'error[needs-terminal]'
ended 2
enter 'mkai publish spring/email -d site'
see 'publish? [y/N]'
answer 'y'
see 'live spring/email.en-GB.a@v3 at site'
ended 0

# rollback asks for the reason first.
enter 'mkai rollback spring/email -d site'
see 'Reason:'
answer 'offer withdrawn'
see 'v3 -> nothing'
see 'rollback? [y/N]'
answer 'y'
see 'withdrawn spring/email.en-GB.a@v3 from site'
ended 0

# Ctrl-C during generate, with a model that takes its time: it ends soon, and the ledger is clean.
mkfifo "$tmp/stdin"
sleep 600 >"$tmp/stdin" &
holder=$!
"$loopback_model" --mode ok --delay-ms 60000 --seconds-max 300 <"$tmp/stdin" >"$tmp/port" &
model="$! $holder"
until [[ -s $tmp/port ]]; do sleep 0.1; done
printf '  slow:\n    provider: openai-compatible\n    url: http://127.0.0.1:%s/v1\n    model: slow\n    price: free\n' \
    "$(cat "$tmp/port")" >"$tmp/slow.yaml"
sed -i "/^models:/r $tmp/slow.yaml" "$tmp/work/spring/mkai.yaml"
enter 'mkai generate spring --only landing --model slow'
see 'drafting with slow: 0 of 4'
press C-c
ended 130
enter 'mkai status'
ended 0
see_not 'landing'
enter 'mkai generate spring --only landing'
see '4 of 4 drafts by demo'
ended 0

# What is watched shows what others change; Ctrl-C is the way to end it.
enter 'mkai status --watch'
see 'Ctrl-C ends'
see 'spring/landing.en-GB.a'
(cd "$tmp/work/spring" && env PATH="$tmp/bin:/usr/bin:/bin" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" \
    mkai review spring/landing.en-GB.a --accept --reason 'on brief') >/dev/null 2>&1
see 'dana 1'
press C-c
ended 0
terminal resize-window -y 12
enter 'mkai status'
see 'more, less urgent'
ended 0
terminal resize-window -y 60
enter 'mkai status --watch | cat'
see 'error[needs-terminal]'
ended 0

# Long work says how far it is; Ctrl-C ends it, nothing half done stays, and it says how to go on.
large() { # BYTES: adds so many to the ledger
    sqlite3 "$tmp/work/spring/.mkai/ledger.db" "CREATE TABLE filler (bytes BLOB);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1 / 1000)
        INSERT INTO filler SELECT randomblob(1000) FROM n"
}
nothing_left() {
    find "$tmp/work" -name '*backup.db*' -o -name '*.restored*' | grep . && exit 1
    true
}
large 400000000
enter 'mkai db backup ../backup.db'
see ' MB'
press C-c
see 'error[interrupted]: the backup was stopped, and no file was written'
see 'fix: begin it anew: mkai db backup ../backup.db'
ended 130
nothing_left
at_pipe() { (cd "$tmp/work/spring" && PATH="$tmp/bin:/usr/bin:/bin" "$@" >"$tmp/out" 2>"$tmp/err"); }
at_pipe mkai db backup ../backup.db
if [[ $(wc -l <"$tmp/err") != 1 ]] || ! grep -q '^next: ' "$tmp/err" || grep -q $'\r' "$tmp/err"; then
    echo 'progress in a pipe:' && cat "$tmp/err" && exit 1
fi
enter 'mkai db restore ../backup.db --as priya --reason drill --yes'
see ' MB'
press C-c
see 'error[interrupted]: nothing was restored; the ledger is as it was'
ended 130
mv "$tmp/work/backup.db" "$tmp/kept.db"
nothing_left
enter 'mkai db restore ../../kept.db --as priya --reason drill --yes'
see 'restored; waiting until others let go of the file'
ended 0

# A long list of texts, and one that takes long by itself.
mkdir "$tmp/work/spring/many"
awk 'BEGIN { for (i = 0; i < 100; i++) print "Save 20% on sofa number " i ", the best in the world, from £6.99 a month." }' \
    >"$tmp/work/spring/many/1.md"
for i in {2..400}; do cp "$tmp/work/spring/many/1.md" "$tmp/work/spring/many/$i.md"; done
awk 'BEGIN { for (i = 0; i < 60000; i++) print "Save 20% on sofa number " i ", the best in the world, from £6.99 a month." }' \
    >"$tmp/work/spring/large.md"
enter 'mkai check many/*.md --locale en-GB'
see ' s left'
see ' of 400 pieces, '
press C-c
see 'error[interrupted]: the check was stopped after'
ended 130
enter 'mkai check large.md --locale en-GB'
see 'checking 1 of 1 piece: large.md'
press C-c
see 'error[interrupted]: the check was stopped after 0 pieces'
ended 130
status=0
at_pipe timeout --preserve-status -s INT 1 mkai check large.md --locale en-GB --json || status=$?
((status == 130))
grep -q '"code":"interrupted"' "$tmp/out"
[[ ! -s $tmp/err ]]

echo "questions, answers, the editor, progress and Ctrl-C work at a terminal"
