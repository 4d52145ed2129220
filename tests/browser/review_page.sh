#!/usr/bin/env bash
# The page of a review in a real Chromium: hostile copy, reasons, claims and remarks stay text, nothing runs, nothing
# is fetched, and nothing of the user's own configuration, environment or machine is in it. Headings come in order,
# each link and each region that scrolls has the focus of the keyboard, each table has a caption, nothing is wider
# than a phone, and it prints whole.
#
#     tests/browser/review_page.sh MKAI
set -uo pipefail

command -v chromium >/dev/null || { echo 'skipped: chromium is not installed' && exit 77; }
mkai=$(realpath "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp"/{bin,home/.config/mkai}
ln -s "$mkai" "$tmp/bin/mkai"
export PATH="$tmp/bin:$PATH" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" XDG_CACHE_HOME="$tmp/home/.cache" \
    GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$tmp" LC_ALL=C.UTF-8 TZ=UTC NO_COLOR=1

failures=0
wrong() {
    printf 'FAILED: %s\n' "$*"
    failures=$((failures + 1))
}
given() { # COMMAND...: has to succeed
    "$@" >"$tmp/said" 2>&1 || { wrong "$* ended with $?" && tail -5 "$tmp/said"; }
}

chromium_flags=(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-dev-shm-usage --host-resolver-rules='MAP * ~NOTFOUND')
browse() { # PAGE NAME [FLAG...]: $tmp/NAME.dom, NAME.said, NAME.net
    timeout 60 chromium "${chromium_flags[@]}" --enable-logging=stderr --log-net-log="$tmp/$2.net" "${@:3}" \
        --user-data-dir="$tmp/profile-$2" --dump-dom "file://$1" >"$tmp/$2.dom" 2>"$tmp/$2.said" ||
        { wrong "chromium ended with $? on $2" && tail -5 "$tmp/$2.said"; }
}

hostile='</dd></dl></article></script><script>document.documentElement.dataset.ran=1</script>'
hostile+='<img src="http://evil.example/i" onerror="document.documentElement.dataset.ran=1"><svg onload=document.documentElement.dataset.ran=1>'
hostile+="\" onmouseover='x' <style>*{display:none}</style><link rel=stylesheet href=http://evil.example/s>"
hostile+='<base href=http://evil.example/><iframe src=http://evil.example/f></iframe><form action=http://evil.example/>'
hostile+='<meta http-equiv=refresh content="0;url=http://evil.example/r">&lt;script&gt; ]]> --> '
in_yaml=${hostile//\'/\'\'}

# --- the checks can fail ---
{
    printf '<!doctype html><title>control</title><h1>a</h1><h3>b</h3><table></table><p style="width:900px">'
    printf '%s<script>console.error("control says")</script>' "$hostile"
} >"$tmp/control.html"
# It would leave the page, or hide it.
sed -i 's/<meta http-equiv=refresh[^>]*>//; s/<style>.*<\/style>//' "$tmp/control.html"
browse "$tmp/control.html" control
grep -q 'data-ran' "$tmp/control.dom" || wrong 'the control page ran no script, so that ours shows nothing'
grep -q 'CONSOLE' "$tmp/control.said" || wrong 'what a console says is not seen'
grep -q 'evil\.example' "$tmp/control.net" || wrong 'what a page asks for is not seen'

# --- a workspace full of secrets and of hostile words ---
cd "$tmp" || exit 1
given mkai init spring --demo
cd spring || exit 1
given mkai claim approve c-12 c-13 c-14 --as dana --reason 'evidence read'
given mkai generate spring
printf 'SECRETINFILE-5d3a\n' >"$tmp/home/key-file"
cat >"$XDG_CONFIG_HOME/mkai/config.yaml" <<CONFIG
credentials:
  secretname-env: {from: "env:SECRETVARIABLE_KEY", hosts: [SECRETHOST.example.com]}
  secretname-file: {from: "file:$tmp/home/key-file", hosts: [api.example.com]}
  secretname-cmd: {from: "cmd:printf SECRETFROMCOMMAND-9c1e", hosts: [api.example.com]}
CONFIG
given mkai config credential list # it is read, so that it could be shown
grep -q secretname-env "$tmp/said" || wrong 'the user configuration of the test is not read'
export SECRETVARIABLE_KEY=SECRETINENVIRONMENT-77aa OPENAI_API_KEY=sk-SECRETKEY0123456789abcdef AWS_SECRET_ACCESS_KEY=SECRETAWS
cat >models.yaml <<'MODELS'
  hidden: {provider: openai-compatible, url: "https://SECRETMODELHOST.example.com/v1", model: m, price: free, credential: secretname-env}
MODELS
sed -i '/^models:/r models.yaml' mkai.yaml
given mkai review spring/email --accept --reason "$hostile"
given mkai approve spring/email@v1 --as dana --reason "$hostile"
given mkai comment spring/email "$hostile"
given mkai edit spring/email --set subject="$hostile" --set body="Hello {{first_name|${hostile:0:30}}}, **$hostile** for {{offer.price}}.

$(printf 'word %.0s' {1..150})" --as sam
given mkai edit spring/push.de-DE.a --set body="$hostile 43 neue Filme und Serien."
cat >waivers.yaml <<WAIVERS
waivers:
  - {finding: claim-unsupported, where: "spring/*", reason: '${in_yaml:0:200}', owner: dana, expires: 2099-12-31}
WAIVERS
given mkai review spring --as dana --html "$tmp/page.html"
[[ -s $tmp/page.html ]] || { wrong 'there is no page' && exit 1; }
page=$tmp/page.html

# --- nothing secret ---
! grep -inoE "secret.{0,30}" "$page" || wrong 'something of the user or the environment'
for word in "$tmp" "$HOME" "$(hostname)" mkai/config.yaml key-file 'demo\.example'; do
    ! grep -q -- "$word" "$page" || wrong "something of the machine or of people's addresses: $word"
done

# --- it is what it should be ---
browse "$page" page
dom=$tmp/page.dom
grep -q '<title>Review of 7 pieces of copy: spring</title>' "$dom" || wrong 'the title'
grep -q 'You (Dana Whitfield) last decided on version 1' "$dom" || wrong 'the version that was seen last'
grep -q '<ins>' "$dom" || wrong 'the word diff'
grep -q 'readers see this much at once' "$dom" || wrong 'the fold'
grep -q 'let pass</span>' "$dom" || wrong 'the waived finding'
grep -q 'evidence/halvorn-slate.md' "$dom" || wrong 'the evidence'
grep -q 'class="slot">£4.99' "$dom" || wrong 'the locked price is not marked'
grep -q 'What is otherwise than in en-GB' "$dom" || wrong 'what another locale has otherwise'
digest=$(mkai show spring/email --json | grep -o '"digest":"[0-9a-f]*"' | head -1 | cut -d'"' -f4)
grep -q "mkai review spring/email.en-GB.a@${digest:0:12} --accept" "$dom" || wrong 'how to decide on exactly this version'
grep -q '</footer>' "$dom" || wrong 'the page is not whole'
grep -q '&lt;script&gt;document.documentElement.dataset.ran=1' "$dom" || wrong 'the copy is not there as text'
for element in script img iframe form base link object embed svg button input 'meta http-equiv="refresh"'; do
    ! grep -qiE "<$element([^a-z]|\$)" "$dom" || wrong "an element that has no place: $element"
done
grep -oE '<[a-zA-Z][^<>]*>' "$dom" >"$tmp/tags"
! grep -qE ' (on[a-z]+|src|style|srcset|data-ran)=' "$tmp/tags" || wrong 'an attribute from outside'
grep -oE ' href="[^"]*"' "$tmp/tags" | grep -vqE '^ href="#' && wrong 'a link that leaves the page'
! grep -q 'CONSOLE' "$tmp/page.said" || { wrong 'the console says' && grep CONSOLE "$tmp/page.said" | head -3; }
! grep -q 'evil\.example' "$tmp/page.net" || wrong 'the page asks for something outside'

# --- headings, tables, links; by a script of the test's, in a copy that allows it ---
cat >"$tmp/look.js" <<'SCRIPT'
const says = [];
let level = 0;
for (const h of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
  const own = +h.tagName[1];
  if (own > level + 1) says.push("heading h" + own + " after h" + level + ": " + h.textContent.slice(0, 40));
  level = own;
}
if (document.querySelectorAll("h1").length !== 1) says.push("not one h1");
for (const t of document.querySelectorAll("table")) {
  if (!t.caption || !t.caption.textContent.trim()) says.push("a table without a caption");
  if (![...t.querySelectorAll("thead th")].every((c) => c.scope === "col")) says.push("a column without a scope");
}
const ids = new Set();
for (const e of document.querySelectorAll("[id]")) { if (ids.has(e.id)) says.push("twice: " + e.id); ids.add(e.id); }
for (const a of document.querySelectorAll("a[href],[tabindex]")) {
  a.focus();
  if (document.activeElement !== a) says.push("without focus: " + a.outerHTML.slice(0, 60));
  else if (getComputedStyle(a).outlineStyle === "none") says.push("focus is not seen: " + a.outerHTML.slice(0, 60));
  if (a.hash && !document.getElementById(a.hash.slice(1))) says.push("a link to nowhere: " + a.hash);
}
for (const l of document.querySelectorAll("[aria-labelledby]"))
  if (!document.getElementById(l.getAttribute("aria-labelledby"))) says.push("no such label");
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
const widest = [...document.querySelectorAll("main *")].filter(
  (e) => e.getBoundingClientRect().right > document.documentElement.clientWidth && !e.closest(".scroll")).pop();
if (wide > 0) says.push("wider than the window by " + wide + (widest ? ": " + widest.outerHTML.slice(0, 80) : ""));
document.documentElement.dataset.says = says.join("; ") || "all well";
SCRIPT
with_look() { # PAGE: the same with the script
    sed -e '/Content-Security-Policy/d' "$1" >"$tmp/look-$2.html"
    { printf '<script>' && cat "$tmp/look.js" && printf '</script>'; } >>"$tmp/look-$2.html"
}
looks() { # NAME WIDTH: what the script says in a window of this width
    printf '<!doctype html><iframe id=f src="look-%s.html" style="border:0;width:%spx;height:900px"></iframe>' \
        "$1" "$2" >"$tmp/frame.html"
    cat >>"$tmp/frame.html" <<'FRAME'
<script>f.onload=()=>{document.documentElement.dataset.says=f.contentDocument.documentElement.dataset.says}</script>
FRAME
    browse "$tmp/frame.html" "frame-$1-$2" --allow-file-access-from-files --virtual-time-budget=4000 --window-size=1400,1000
    grep -o 'data-says="[^"]*"' "$tmp/frame-$1-$2.dom" | head -1
}
with_look "$tmp/control.html" control
looks control 390 | grep -q 'heading h3 after h1.*without a caption.*wider' || wrong 'the look at a page sees nothing'
with_look "$page" page
for width in 1280 640 390; do # 640: 1280 at 200%
    said=$(looks page $width)
    [[ $said == 'data-says="all well"' ]] || wrong "at a width of $width: ${said:-nothing}"
done

# --- on paper ---
print_page() { # FILE PDF
    timeout 60 chromium "${chromium_flags[@]}" --user-data-dir="$tmp/profile-pdf" --no-pdf-header-footer \
        --print-to-pdf="$2" "file://$1" >/dev/null 2>&1
}
print_page "$page" "$tmp/page.pdf"
[[ $(head -c 5 "$tmp/page.pdf") == %PDF- ]] || wrong 'it does not print'
if command -v pdftotext >/dev/null; then
    pdftotext "$tmp/page.pdf" "$tmp/page.txt"
    for words in 'How to decide' 'Claims and their evidence' 'readers see this much at once' 'Written by mkai'; do
        grep -q "$words" "$tmp/page.txt" || wrong "on paper is no: $words"
    done
fi
# Four landing pages, each with its claims and lines, are some three pages apiece, and each begins one of its own.
given mkai review spring/landing --html "$tmp/landing.html"
print_page "$tmp/landing.html" "$tmp/landing.pdf"
sheets=$(grep -ac '/Type */Page\b' "$tmp/landing.pdf" || true)
((sheets >= 5 && sheets <= 16)) || wrong "four landing pages take $sheets pages of paper"

((failures == 0)) || exit 1
echo 'the page is text'
