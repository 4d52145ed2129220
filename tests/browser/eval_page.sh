#!/usr/bin/env bash
# The page of an evaluation in a real Chromium: what a hostile model, suite and test say stays text. Nothing runs,
# nothing is fetched, nothing is said on the console. Each of these checks is first seen to fail, on a page that
# does what ours must not.
#
#     tests/browser/eval_page.sh MKAI LOOPBACK_MODEL
set -uo pipefail

command -v chromium >/dev/null || { echo 'skipped: chromium is not installed' && exit 77; }
mkai=$(realpath "$1")
loopback_model=$(realpath "$2")
tmp=$(mktemp -d)
trap 'exec {model_input}>&- || true; rm -rf "$tmp"' EXIT
mkdir -p "$tmp"/{bin,home/.config}
ln -s "$mkai" "$tmp/bin/mkai"
export PATH="$tmp/bin:$PATH" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" XDG_CACHE_HOME="$tmp/home/.cache" \
    GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$tmp" LC_ALL=C.UTF-8 TZ=UTC NO_COLOR=1

failures=0
wrong() {
    printf 'FAILED: %s\n' "$*"
    failures=$((failures + 1))
}

# The page as Chromium has it, with what its console said and what it asked the network for.
browse() { # PAGE NAME: $tmp/NAME.dom, NAME.said, NAME.net
    timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage \
        --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr --log-net-log="$tmp/$2.net" \
        --user-data-dir="$tmp/profile-$2" --dump-dom "file://$1" >"$tmp/$2.dom" 2>"$tmp/$2.said" ||
        { wrong "chromium ended with $? on $2" && tail -5 "$tmp/$2.said"; }
}

# What is to stay text. Each part would set the attribute data-ran or ask for a host of its own.
hostile='</td></pre></details></script><script>document.documentElement.dataset.ran=1</script>'
hostile+='<img src="http://evil.example/i" onerror="document.documentElement.dataset.ran=1"><svg onload=document.documentElement.dataset.ran=1>'
hostile+="\" onmouseover='x' <style>*{display:none}</style><link rel=stylesheet href=http://evil.example/s>"
hostile+='<base href=http://evil.example/><iframe src=http://evil.example/f></iframe><form action=http://evil.example/>'
hostile+='<meta http-equiv=refresh content="0;url=http://evil.example/r">&lt;script&gt; &#x3c;b&#x3e; ]]> --> '
in_yaml=${hostile//\'/\'\'}
hostile+=$'\u202e 99 \u2028 {{x}} end' # a YAML file may not hold these

# --- the checks can fail ---
{
    printf '<!doctype html><title>control</title><p>'
    printf '%s' "$hostile"
    printf '<script>console.error("control says")</script>'
} >"$tmp/control.html"
sed -i 's/<meta http-equiv=refresh[^>]*>//' "$tmp/control.html" # it would leave the page
browse "$tmp/control.html" control
grep -q 'data-ran' "$tmp/control.dom" || wrong 'the control page ran no script, so that ours shows nothing'
grep -q '<img' "$tmp/control.dom" || wrong 'the control page has no image'
grep -q 'CONSOLE' "$tmp/control.said" || wrong 'what a console says is not seen'
grep -q 'evil\.example' "$tmp/control.net" || wrong 'what a page asks for is not seen'

# --- a run with all of it ---
cd "$tmp" || exit 1
mkai init spring --demo >/dev/null 2>&1 || wrong 'init'
cd spring || exit 1
printf '%s' "$hostile" >"$tmp/answer"
mkfifo "$tmp/model"
"$loopback_model" --mode ok --answer-file "$tmp/answer" <"$tmp/model" >"$tmp/port" &
exec {model_input}>"$tmp/model"
until [[ -s $tmp/port ]]; do sleep 0.02; done
cat >model.yaml <<MODEL
  hostile: {provider: openai-compatible, url: "http://127.0.0.1:$(<"$tmp/port")/v1", model: m, price: free}
MODEL
sed -i '/^models:/r model.yaml' mkai.yaml
mkdir -p evals
cat >prompts/tag.prompt <<'PROMPT'
---
input:
  schema:
    topic: string, what it is about
---
Name one tag for {{topic}}.
PROMPT
cat >evals/tags.yaml <<SUITE
prompts: [tag]
models: [demo, hostile]
tests:
  - id: '${in_yaml:0:150}'
    description: '${in_yaml:0:380}'
    critical: true
    vars: {topic: tea}
    assert:
      - {type: contains, value: '$in_yaml', metric: '<b onclick=x>metric</b>'}
      - {type: not-contains, value: evil}
      - {type: is-json}
  - {id: plain, vars: {topic: tea}, assert: [{type: word-count, value: {min: 1, max: 900}}]}
SUITE
mkai eval run tags --html "$tmp/page.html" >"$tmp/said" 2>&1
status=$?
((status == 3)) || { wrong "the run ended with $status" && cat "$tmp/said"; }
[[ -s $tmp/page.html ]] || { wrong 'there is no page' && exit 1; }
browse "$tmp/page.html" page

# --- it is what it should be ---
dom=$tmp/page.dom
grep -q '<title>regression: evaluation of tags</title>' "$dom" || wrong 'the title'
grep -q 'It does not pass' "$dom" || wrong 'the verdict in plain words'
grep -q 'the critical test' "$dom" || wrong 'the verdict'"'"'s sentence'
grep -q '&lt;script&gt;document.documentElement.dataset.ran=1' "$dom" || wrong 'the answer is not there as text'
grep -q 'u{202E}' "$dom" || wrong 'a bidirectional control is not written out'
grep -q '</footer>' "$dom" || wrong 'the page is not whole'
for element in script img iframe form base link object embed 'meta http-equiv="refresh"' 'b onclick'; do
    ! grep -qiE "<$element([^a-z]|\$)" "$dom" || wrong "an element from outside: $element"
done
# Attributes from outside, looked for inside of tags alone: text has no "<" that is not escaped.
grep -oE '<[a-zA-Z][^<>]*>' "$dom" >"$tmp/tags"
! grep -qE ' (on[a-z]+|src|style|srcset|data-ran)=' "$tmp/tags" || wrong "an attribute from outside"
grep -oE ' href="[^"]*"' "$tmp/tags" | grep -vqE '^ href="#' && wrong 'a link that leaves the page'
! grep -q 'CONSOLE' "$tmp/page.said" || { wrong 'the console says' && grep CONSOLE "$tmp/page.said"; }
! grep -q 'evil\.example' "$tmp/page.net" || wrong 'the page asks for something outside'
(($(grep -c '<svg' "$dom") >= 1)) || wrong 'the plot'

((failures == 0)) || exit 1
echo 'the page is text'
