#!/usr/bin/env bash
# scripts/ci-checks on a branch: silent and 0 when all is well, annotations and files of JUnit when it is not.
#     tests/cli/ci_checks.sh MKAI SCRIPT
set -uo pipefail
mkai=$(realpath "$1")
script=$(realpath "$2")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp"/{bin,home/.config}
ln -s "$mkai" "$tmp/bin/mkai"
export PATH="$tmp/bin:$PATH" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" GIT_CONFIG_NOSYSTEM=1 \
    GIT_CEILING_DIRECTORIES="$tmp" LC_ALL=C.UTF-8 TZ=UTC NO_COLOR=1
failures=0
expect() { # STATUS WHAT COMMAND...
    local want=$1 what=$2 status=0
    shift 2
    "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
    [ "$status" = "$want" ] && return
    printf 'FAILED: %s: exit status %s, not %s\n' "$what" "$status" "$want"
    cat "$tmp/out" "$tmp/err"
    failures=$((failures + 1))
}
has() { # FILE TEXT
    grep -qF -- "$2" "$1" && return
    printf 'FAILED: %s has no "%s":\n' "$1" "$2"
    cat "$1"
    failures=$((failures + 1))
}
commit() { git add -A && git -c user.name=m -c user.email=m@halvorn.example commit -qm "$1"; }

mkdir "$tmp/repository" && cd "$tmp/repository" && mkai init spring --demo >/dev/null 2>&1 && git init -q || exit 1
commit first && cd spring || exit 1
# As a fresh clone has it, but for the demo's own claims, which legal approves there.
rm -rf .mkai/ledger.db*
export MKAI_AS=ci-bot
expect 0 'nothing has changed' "$script" github HEAD
[ -e .mkai/ledger.db ] || { echo 'FAILED: no ledger was made' && failures=$((failures + 1)); }
has "$tmp/err" 'nothing is touched'

sed -i 's/{brief: price-week}/{brief: price-week, assert: [{type: contains, value: no such word}]}/' evals/email.yaml
echo 'Only GBP 3.99, guaranteed.' >page.md
printf -- '---\nname: broken\n---\nWrite about {{#if}}.\n' >prompts/broken.prompt
expect 3 'a branch with mistakes' "$script" github HEAD
has "$tmp/out" '::error file=spring/prompts/broken.prompt'
has "$tmp/out" '::error file=spring/evals/email.yaml'
rm prompts/broken.prompt
expect 3 'as JUnit' "$script" junit HEAD reports
has reports/eval-email.xml '<failure'
has reports/eval-email.xml 'price-week/email.en-GB'
[ -s reports/briefs.xml ] || { echo 'FAILED: no report of the briefs' && failures=$((failures + 1)); }
expect 2 'a format that there is not' "$script" html HEAD
expect 2 'no revision' "$script" github
echo "$failures failures"
[ "$failures" = 0 ]
