#!/usr/bin/env bash
# Reads every #include of core/ and cli/ and fails on an arrow that allowed.txt does not list.
#
#     tests/arch/check_includes.sh [ROOT]
#
# self_test.sh shows that each of its rules can fail.
set -euo pipefail
shopt -s extglob

root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$root"
allowed=tests/arch/allowed.txt
problems=0

problem() {
    printf '%s\n' "$1"
    problems=$((problems + 1))
}

# "core/gateway/providers/demo.cpp" -> "gateway"; "cli/main.cpp" -> "cli"
module_of() { # sets REPLY
    REPLY=${1#core/}
    REPLY=${REPLY%%/*}
}

declare -A layer arrows used library words_regex words_files
while read -r kind name rest; do
    case $kind in
        module)
            layer[$name]=${rest%% *}
            arrows[$name]=" ${rest#"${rest%% *}"} "
            ;;
        library) library[$name]=$rest ;;
        words)
            words_regex[$name]=${rest%% *}
            words_files[$name]=${rest#* }
            ;;
        '#' | '#'* | '') ;;
        *) problem "$allowed: \"$kind\" is none of module, library, words" ;;
    esac
done <"$allowed"

# The list itself: only downwards, so that it holds neither a sibling nor a cycle.
for name in "${!arrows[@]}"; do
    for lower in ${arrows[$name]}; do
        if [[ -z ${layer[$lower]:-} ]]; then
            problem "$allowed: $name may include \"$lower\", which is no module"
        elif ((layer[$lower] >= layer[$name])); then
            problem "$allowed: $name may include $lower, which is not below it"
        fi
    done
done

mapfile -t sources < <(find core cli -name '*.cpp' -o -name '*.hpp' | sort)
fits() { # PATH PATTERN...
    local path=$1 pattern
    shift
    for pattern in "$@"; do
        # shellcheck disable=SC2053  # the right side is a pattern
        [[ $path == $pattern ]] && return 0
    done
    return 1
}

# Arrows between modules.
while IFS=: read -r file line target; do
    module_of "$file" && from=$REPLY
    module_of "$target" && to=$REPLY
    if [[ -z ${layer[$from]:-} ]]; then
        problem "$file:$line: \"$from\" is no module of $allowed"
    elif [[ ! -e $target ]]; then
        problem "$file:$line: \"$target\" is not there"
    elif [[ $from != "$to" && ${arrows[$from]} != *" $to "* ]]; then
        if [[ ${layer[$to]:-} == "${layer[$from]}" ]]; then
            problem "$file:$line: $from includes $to, a sibling of its own layer"
        else
            problem "$file:$line: $from may not include $to"
        fi
    fi
    used["$from $to"]=1
done < <(grep -nE '^\s*#\s*include\s*"(core|cli)/' "${sources[@]}" /dev/null |
    sed -E 's/^([^:]+):([0-9]+):[^"]*"([^"]+)".*/\1:\2:\3/')

for name in "${!arrows[@]}"; do
    for lower in ${arrows[$name]}; do
        [[ -n ${used["$name $lower"]:-} ]] || problem "$allowed: $name does not include $lower; take the arrow out"
    done
done

# Cycles between files of one module: tsort names the files of a loop.
if ! cycle=$(grep -nE '^\s*#\s*include\s*"(core|cli)/' "${sources[@]}" /dev/null |
    sed -E 's/^([^:]+):[0-9]+:[^"]*"([^"]+)".*/\1 \2/' | tsort 2>&1 >/dev/null); then
    problem "headers include each other: $(tr '\n' ' ' <<<"$cycle")"
fi

# Everything of ours is named from the root, so that the rules above see it.
while IFS=: read -r file line text; do
    problem "$file:$line: name the header from the root:${text#*include}"
done < <(grep -nE '^\s*#\s*include\s*"' "${sources[@]}" /dev/null | grep -vE '"(core|cli)/' || true)

# Libraries, each in its file.
while IFS=: read -r file line header; do
    for pattern in "${!library[@]}"; do
        # shellcheck disable=SC2053
        [[ $header == $pattern ]] || continue
        # shellcheck disable=SC2086  # a list of patterns, kept from the shell by set -f
        set -f
        fits "$file" ${library[$pattern]} || problem "$file:$line: <$header> belongs into ${library[$pattern]}"
        set +f
    done
done < <(grep -nE '^\s*#\s*include\s*<' "${sources[@]}" /dev/null | sed -E 's/^([^:]+):([0-9]+):[^<]*<([^>]+)>.*/\1:\2:\3/')

# A type has its name to itself in its namespace: of two, a linker takes the members of either for both.
while read -r twice; do
    [[ -z $twice ]] || problem "$twice is defined in more than one header"
done < <(
    for file in "${sources[@]}"; do
        [[ $file == *.hpp ]] || continue
        sed -nE 's/^namespace ([a-z:_]+) \{.*/namespace \1/p
            s/^(struct|class|enum class|enum) ([A-Za-z]+)( final| :[^{]*)? \{.*/type \2/p' "$file" |
            awk '$1 == "namespace" { in_it = $2; next } { print in_it "::" $2 }' | sort -u
    done | sort | uniq -d
)

# Words, each in its place. Comments may speak of them.
for name in "${!words_regex[@]}"; do
    while IFS=: read -r file line _; do
        set -f
        # shellcheck disable=SC2086
        fits "$file" ${words_files[$name]} || problem "$file:$line: $name belongs into ${words_files[$name]##+( )}"
        set +f
    done < <(grep -nE "${words_regex[$name]}" "${sources[@]}" /dev/null | grep -vE '^[^:]+:[0-9]+:\s*//' || true)
done

if ((problems > 0)); then
    printf '%d problem(s)\n' "$problems"
    exit 1
fi
printf '%d files, every include goes down an allowed arrow\n' "${#sources[@]}"
