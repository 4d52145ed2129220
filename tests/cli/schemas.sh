#!/usr/bin/env bash
# Every command has the schema of its --json in schemas/output/, every schema a command, and each keeps to
# schema_of_schemas.json.
#
#     tests/cli/schemas.sh MKAI CHECK_JSON
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkai=$(realpath "$1")
check_json=$(realpath "$2")
cd "$here/../../schemas/output"
failures=0

wrong() {
    printf '%s\n' "$1"
    failures=$((failures + 1))
}

# The overview lists "  brief check  Check briefs: ...".
mapfile -t commands < <("$mkai" help | sed -nE 's/^  ([a-z]+( [a-z]+)*) +[A-Z].*/\1/p' | tr ' ' '-')
((${#commands[@]} > 20)) || wrong "the overview of the help lists ${#commands[@]} commands only"
for command in "${commands[@]}"; do
    [[ -e $command.json ]] || wrong "the command \"${command//-/ }\" has no schema $command.json"
done

for schema in *.json; do
    name=${schema%.json}
    case $name in
        error | log-line) ;; # an answer of every command; a line of log --jsonl
        *) [[ " ${commands[*]} " == *" $name "* ]] || wrong "$schema is of no command" ;;
    esac
    [[ $name == log-line ]] || grep -q '"format_version"' "$schema" || wrong "$schema has no format_version"
    told=$(tr '\n' ' ' <"$schema" | "$check_json" "$here/schema_of_schemas.json" 2>&1 >/dev/null) ||
        wrong "$schema: $told"
done

# The checks can fail.
for bad in '{"format_version": "1.0"}' '{"format_version": "1.0", "assets": [], "more": 1}' '{"assets": []}' \
    '{"format_version": "1.0", "assets": [{"id": "spring"}]}' '[]' 'null' '{'; do
    if "$check_json" status.json <<<"$bad" >/dev/null 2>&1; then wrong "status.json takes $bad"; fi
done
for bad in '{"$schema": "x", "title": "t", "type": "object", "properties": {"a": {"type": "string"}}}' \
    '{"$schema": "x", "title": "t", "type": "object", "properties": {}}' '{"title": "t"}'; do
    if "$check_json" "$here/schema_of_schemas.json" <<<"$bad" >/dev/null 2>&1; then wrong "a bad schema passes: $bad"; fi
done

((failures == 0)) || exit 1
printf '%d commands, each with its schema\n' "${#commands[@]}"
