#!/usr/bin/env bash
# mandoc's lint has nothing to say about the manual, and each page shows the name that it is filed under.
#
#     tests/cli/man.sh MKAI
set -euo pipefail

mkai=$(realpath "$1")
if ! command -v mandoc >/dev/null; then
    echo "mandoc is missing; the manual is not checked"
    exit 77 # a skip, see CMakeLists.txt
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failures=0
wrong() {
    printf '%s\n' "$1"
    failures=$((failures + 1))
}

"$mkai" man --out "$tmp/man" >/dev/null
pages=("$tmp"/man/*)
commands=$("$mkai" help | grep -cE '^  [a-z]+( [a-z]+)*  +[A-Z]')
((${#pages[@]} == commands + 2)) || wrong "${#pages[@]} pages for $commands commands"
for page in "${pages[@]}"; do
    said=$(mandoc -T lint -W warning "$page" 2>&1) || wrong "$said"
    [[ -z $said ]] || wrong "$said"
    name=${page##*/}
    name=${name%.*}
    shown=$(mandoc -T ascii "$page" 2>/dev/null | col -b)
    [[ $shown == *"$name"* ]] || wrong "$page does not show its name"
done

# What is read is what was written: a sentence of the help, an example, a flag with both hyphens.
shown=$(mandoc -T ascii "$tmp/man/mkai-publish.1" | col -b)
for text in 'mkai publish --due' '-d, --destination NAME' 'mkai-publish - Send approved copy' \
    "mkai publish 'spring/*' -d site --schedule \"2026-12-01 09:00\""; do
    grep -qF -- "$text" <<<"$shown" || wrong "mkai-publish.1 does not show: $text"
done
cmp -s <("$mkai" man publish) "$tmp/man/mkai-publish.1" || wrong 'mkai man publish prints another page'

# The lint can fail.
if printf '.Dd November 26, 2026\n.Dt X 1\n.Os\n.Sh NAME\n' | mandoc -T lint -W warning >/dev/null 2>&1; then
    wrong 'a bad page passes'
fi
((failures == 0)) || exit 1
printf '%d pages, nothing to say\n' "${#pages[@]}"
