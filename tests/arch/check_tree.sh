#!/usr/bin/env bash
# The tidiness that a reader relies on: length, leftovers, paths of one machine, sources that nobody builds,
# layout.
#
#     tests/arch/check_tree.sh [ROOT]
#
# self_test.sh shows that each of its rules can fail.
set -euo pipefail
shopt -s lastpipe  # what a pipe ends in counts in this shell

root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$root"
problems=0

# A file of 800 lines has more than one reason to exist. The longest today is core/base/schema.cpp (756), which
# has one sentence for each keyword of JSON Schema; above 600 is told, so that the next one is seen coming.
lines_told=600
lines_max=800

report() { # TITLE, lines on stdin
    local found
    found=$(cat)
    [[ -n $found ]] || return 0
    printf '%s:\n%s\n' "$1" "$(sed 's/^/  /' <<<"$found")"
    problems=$((problems + $(wc -l <<<"$found")))
}

mapfile -d '' -t files < <(find . \( -name .git -o -name build -o -name out -o -name .cache \) -prune -o -type f -print0 |
    sed -z 's,^\./,,' | sort -z)
texts=()
for file in "${files[@]}"; do
    case $file in
        *.png | *.db | *.gz) ;;
        # Golden output and outside bytes are what they are.
        tests/cli/*/out | tests/cli/*/err | tests/corpus/*) ;;
        *) texts+=("$file") ;;
    esac
done
sources=()
for file in "${files[@]}"; do
    case $file in *.cpp | *.hpp) sources+=("$file") ;; esac
done

lengths=$(wc -l "${sources[@]}" | awk '$2 != "total" {print $1, $2}')
awk -v told=$lines_told -v max=$lines_max '$1 > told && $1 <= max {print "note: " $2 " has " $1 " lines"}' <<<"$lengths"
awk -v max=$lines_max '$1 > max {print $2 " has " $1 " lines; " max " are the most"}' <<<"$lengths" |
    report "too long"

# The brackets keep this file from finding itself.
found_in() { grep -InE "$1" "${texts[@]}" /dev/null || true; }
found_in '(^|[^[:alnum:]_.])/(work|home|root)[/]|/tmp/w[t]' | report "a path of one machine"
found_in '\b(TOD[O]|FIXM[E]|XX[X])\b' | report "left to be done"
found_in '[[:blank:]]+$' | report "white space at the end of a line"
{ find "${texts[@]}" -size +0 -print0 | xargs -0 grep -LPz '\n\z' || true; } | report "no line end at the end of the file"

for file in "${sources[@]}"; do
    [[ $file == *.cpp ]] || continue
    folder=./${file%/*}
    while [[ ! -e $folder/CMakeLists.txt && $folder == */* ]]; do folder=${folder%/*}; done
    name=${file#"${folder#./}"/}
    [[ $name == fuzz_* ]] && name=${name#fuzz_} name=${name%.cpp}  # mkai_fuzz_target(NAME)
    grep -qE "(^|[[:space:](])$name([[:space:])]|$)" "$folder/CMakeLists.txt" ||
        printf '%s is not in %s/CMakeLists.txt\n' "$file" "${folder#./}"
done | report "nobody builds it"

if command -v clang-format >/dev/null; then
    { clang-format --dry-run -Werror "${sources[@]}" 2>&1 || true; } | sed -nE 's/:[0-9]+: error:.*//p' | report "clang-format would change it"
else
    echo "note: clang-format is missing; layout is not checked"
fi

if ((problems > 0)); then
    printf '%d problem(s)\n' "$problems"
    exit 1
fi
printf '%d files are tidy\n' "${#files[@]}"
