#!/usr/bin/env bash
# Real commits with the hook of `mkai hooks install`, and with the tool pre-commit where that is installed.
#
#     tests/cli/hooks.sh MKAI
set -uo pipefail

mkai=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/bin" "$tmp/home"
ln -s "$mkai" "$tmp/bin/mkai"
export HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home/.config" XDG_CACHE_HOME="$tmp/home/.cache" PATH="$tmp/bin:$PATH"
export GIT_CONFIG_GLOBAL="$tmp/home/gitconfig" GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$tmp" LC_ALL=C.UTF-8 TMPDIR="$tmp"
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
git config --global user.name Tester
git config --global user.email tester@example.com
git config --global init.defaultBranch main

wrong() {
    printf 'FAILED: %s\n' "$*"
    sed 's/^/  /' "$tmp/said"
    exit 1
}
good=$'---\ninput:\n  schema:\n    name: string\n---\nHello {{name}}'
with_partial=${good/'{{name}}'/'{{> name}}'}
bad='Hello {{nobody_declared_this}}'
write() { # FILE TEXT: written and staged
    mkdir -p "$(dirname "$1")" && printf '%s\n' "$2" >"$1" && git add "$1"
}
commits() { git commit -qm "$1" "${@:2}" >"$tmp/said" 2>&1 || wrong "not committed: $1"; }
refuses() { # WORDS WHAT
    if git commit -qm "$2" >"$tmp/said" 2>&1; then wrong "committed: $2"; fi
    grep -q -- "$1" "$tmp/said" || wrong "no word of $1: $2"
}
new_repository() { # FOLDER [WORKSPACE BELOW]: entered
    git init -q "$tmp/$1" && cd "$tmp/$1" || exit 1
    mkai init "${2:-.}" --name campaigns >/dev/null 2>&1
    git add .
}

# --- the hook of git ---
new_repository top
mkai hooks install >"$tmp/said" 2>&1 || wrong 'hooks install'
write prompts/a.prompt "$bad"
refuses 'prompts/a.prompt:1:9' 'a bad prompt in the first commit'
write prompts/a.prompt "$good"
commits 'a good prompt in the first commit'
write prompts/a.prompt "$bad"
refuses nobody_declared_this 'a bad change'
printf '%s\n' "$good" >prompts/a.prompt
refuses nobody_declared_this 'bad as staged, and good in the folder'
git add . && printf '%s\n' "$bad" >prompts/a.prompt
write prompts/b.prompt "$good"
commits 'good as staged, and bad in the folder'
git checkout -q prompts
write prompts/_name.prompt '{{name}}'
write prompts/a.prompt "$with_partial"
commits 'a partial'
write prompts/_name.prompt '{{nam}}'
refuses '_name.prompt:1:3' 'a partial that breaks who uses it'
git reset -q --hard && git rm -q prompts/_name.prompt
refuses 'no partial "name"' 'a partial that goes, and is used'
git reset -q --hard && git rm -q prompts/b.prompt
commits 'a prompt that goes'
write notes.txt 'no prompt'
commits 'no prompt at all'
write prompts/a.prompt "$bad"
commits 'past the check' --no-verify
write notes.txt 'a bad prompt that was committed stops nobody'
commits 'something else'
write claims.yaml 'claims: []'
write prompts/c.prompt "$good"
commits 'a good prompt beside a bad one that was there'
[ -z "$(find "$tmp" -maxdepth 1 -name 'mkai-hook.*')" ] || wrong 'the hook leaves files behind'

# Its worktrees share the hook.
git worktree add -q "$tmp/tree" -b tree && cd "$tmp/tree" || exit 1
mkai hooks install >"$tmp/said" 2>&1 || wrong 'hooks install in a worktree'
grep -q 'is installed already' "$tmp/said" || wrong 'a worktree has a hook of its own'
write prompts/d.prompt "$bad"
refuses prompts/d.prompt 'a bad prompt in a worktree'

# --- workspaces below the root, with names as people give them ---
new_repository below 'Brand é/campaigns'
mkai init other >/dev/null 2>&1
mkdir hooks && git config core.hooksPath hooks
(cd other && mkai hooks install) >"$tmp/said" 2>&1 || wrong 'hooks install below the root'
[ -x hooks/pre-commit ] || wrong 'no hook where core.hooksPath says'
git add .
write 'Brand é/campaigns/prompts/a.prompt' "$bad"
write other/prompts/a.prompt "$good"
write loose/a.prompt "$bad"
refuses 'in Brand é/campaigns:' 'a bad prompt below the root'
write 'Brand é/campaigns/prompts/a.prompt' "$good"
commits 'good prompts in two workspaces, and a file that is in none'
cd 'Brand é/campaigns' && write prompts/a.prompt "$bad" && refuses prompts/a.prompt 'a commit from a folder below'
git reset -q --hard && cd ../..

# Without mkai nothing is checked, which is said, and only where there is something to check.
rm "$tmp/bin/mkai"
if ! command -v mkai >/dev/null; then
    write notes.txt 'x'
    commits 'no prompt, no mkai'
    write other/prompts/a.prompt "$good more"
    refuses 'mkai is not on the PATH' 'a prompt, no mkai'
fi
ln -s "$mkai" "$tmp/bin/mkai"

# --- a hook of somebody else, with the line that mkai proposes ---
new_repository theirs campaigns
printf '#!/bin/sh\necho theirs\n' >.git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
if (cd campaigns && mkai hooks install) >"$tmp/said" 2>&1; then wrong 'the hook of somebody else is gone'; fi
sed -n 's/^  fix: add this line to it: //p' "$tmp/said" >>.git/hooks/pre-commit
grep -q 'prompt check --changed HEAD' .git/hooks/pre-commit || wrong 'no line to add'
write campaigns/prompts/a.prompt "$bad"
refuses prompts/a.prompt 'a bad prompt in the first commit, with a hook of somebody else'
write campaigns/prompts/a.prompt "$good"
commits 'a good prompt, with a hook of somebody else'
write campaigns/prompts/a.prompt "$bad"
refuses prompts/a.prompt 'a bad change, with a hook of somebody else'

# --- what the tool pre-commit calls: files, named from the repository's root ---
git reset -q --hard
mkai prompt check campaigns/prompts/a.prompt >"$tmp/said" 2>&1 || wrong 'a file below the root is not checked'
write campaigns/prompts/_name.prompt '{{nam}}'
write campaigns/prompts/a.prompt "$with_partial"
if mkai prompt check campaigns/prompts/_name.prompt >"$tmp/said" 2>&1; then wrong 'who uses a partial is not checked'; fi
grep -q '_name.prompt:1:3' "$tmp/said" || wrong 'the place in the partial is not said'
if ! command -v pre-commit >/dev/null; then
    echo 'pre-commit is not installed: its part is left out'
    exit 0
fi
new_repository tool campaigns
mkdir "$tmp/hooks" && cp "$here/../../.pre-commit-hooks.yaml" "$tmp/hooks" && git init -q "$tmp/hooks"
(cd "$tmp/hooks" && git add . && git commit -qm hooks && git tag v1) || wrong 'the repository of the hook'
printf 'repos:\n  - repo: %s\n    rev: v1\n    hooks: [{id: mkai-prompt-check}]\n' "$tmp/hooks" >.pre-commit-config.yaml
git add .pre-commit-config.yaml
pre-commit install >"$tmp/said" 2>&1 || wrong 'pre-commit install'
write campaigns/prompts/a.prompt "$bad"
refuses nobody_declared_this 'a bad prompt, with pre-commit'
write campaigns/prompts/a.prompt "$good"
commits 'a good prompt, with pre-commit'
