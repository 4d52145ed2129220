#!/usr/bin/env bash
# Files that nobody should have written, in every place where mkai reads one: the right exit status, the
# place, no control character on the terminal, little memory and time, and a ledger that nothing touched.
. "$(dirname "$0")/lib.sh"

SECONDS_MAX=2 KILOBYTES_MAX=200000
[ "${MKAI_SANITIZED:-0}" = 1 ] && SECONDS_MAX=20 KILOBYTES_MAX=2000000

new_workspace "$TEMP/good"
expect 0 generate spring --only email
LEDGER=$(ledger_digest)
GOOD=$W
HOSTILE=$TEMP/hostile
mkdir "$HOSTILE"

# --- the files ----------------------------------------------------------------------------------------------
: >"$HOSTILE/empty"
truncate -s 100M "$HOSTILE/huge-zeros"
{ printf 'name: "'; head -c 100M /dev/zero | tr '\0' x; printf '"\n'; } >"$HOSTILE/huge-text"
head -c 4096 "$MKAI_BINARY" >"$HOSTILE/binary"
printf 'name: spring\n' | iconv -t UTF-16 >"$HOSTILE/utf-16"
printf 'name: spring\n' | iconv -t UTF-32LE >"$HOSTILE/utf-32"
printf 'name: caf\xe9\n' >"$HOSTILE/latin-1"
{
    echo 'a: &a [x, x, x, x, x, x, x, x, x, x]'
    for letter in {b..j}; do
        before=$(printf '%b' "\\x$(printf %x $(($(printf '%d' "'$letter") - 1)))")
        printf '%s: &%s [%s]\n' "$letter" "$letter" "$(printf "*$before, %.0s" {1..8})*$before"
    done
} >"$HOSTILE/alias-bomb"
printf 'a: &a {b: *a}\n' >"$HOSTILE/alias-loop"
printf 'name: one\nname: two\n' >"$HOSTILE/duplicate-key"
printf 'name:\n\tkind: x\n' >"$HOSTILE/tabs"
{ printf '['; for _ in {1..200}; do printf '[%.0s' {1..500}; done; } >"$HOSTILE/deep-flow"
for ((i = 0; i < 900; ++i)); do printf '%*sk:\n' "$i" ''; done >"$HOSTILE/deep-block"
printf 'no_such_key: 1\n' >"$HOSTILE/unknown-key"
printf 'name: "\\e]0;owned\\a\\e[31mred\\u202Edesrever"\n\033[2J: 1\n' >"$HOSTILE/control"
printf '"\\e[2Jkey\\u202E": "\\e]0;owned\\a"\n' >"$HOSTILE/escaped-control"
printf -- '- a list\n- where an object belongs\n' >"$HOSTILE/list"
printf 'just words\n' >"$HOSTILE/words"
printf '%%YAML 9.9\n---\nname: x\n' >"$HOSTILE/yaml-9"
printf 'name: !!python/object/apply:os.system ["touch owned"]\n' >"$HOSTILE/tag"
printf 'a: 1\n---\nb: 2\n' >"$HOSTILE/two-documents"
printf 'name: "open\n' >"$HOSTILE/open-quote"
printf '{"name": "x", "name": "y", ' >"$HOSTILE/half-json"

# --- what must hold -----------------------------------------------------------------------------------------
# Nothing but printable text and line ends reaches the terminal: no C0 or C1 control, no bidi mark, no bad
# UTF-8.
# refused STATUS PLACE COMMAND...: within time and memory, with this status, naming the place.
refused() {
    local wanted=$1 place=$2 seconds kilobytes
    shift 2
    LAST="$*"
    { /usr/bin/time -o "$TEMP/time" -f '%e %M' "$MKAI_BINARY" -C "$W" "$@" \
        >"$TEMP/out" 2>"$TEMP/err" </dev/null; } 2>/dev/null
    STATUS=$?
    [[ "|$wanted|" == *"|$STATUS|"* ]] || fail "$CASE: expected exit $wanted"
    read -r seconds kilobytes < <(tail -n 1 "$TEMP/time")
    [ "${seconds%.*}" -lt "$SECONDS_MAX" ] || fail "$CASE: took $seconds s"
    [ "$kilobytes" -lt "$KILOBYTES_MAX" ] || fail "$CASE: took $kilobytes kB"
    clean "$TEMP/out" && clean "$TEMP/err" || fail "$CASE: a control character reached the terminal"
    grep -Eqi 'terminate called|exception|assert|#0 0x|core dumped|internal-error' "$TEMP/out" "$TEMP/err" &&
        fail "$CASE: a trace or an internal error"
    [ -z "$place" ] || grep -Eq -- "$place" "$TEMP/out" "$TEMP/err" ||
        fail "$CASE: does not name the place $place"
    CASES=$((CASES + 1))
}
CASES=0

# Which of them have a place inside the file: all but those that are not read at all.
place_of() {  # HOSTILE FILE
    case $1 in
        huge-*) printf '%s' "${2//./\\.}" ;;
        *) printf '%s:[0-9]+:[0-9]+' "${2//./\\.}" ;;
    esac
}

# --- files of the workspace ---------------------------------------------------------------------------------
for file in mkai.yaml people.yaml claims.yaml usecases/campaign-copy.yaml .mkai/config.yaml; do
    cp "$GOOD/$file" "$TEMP/kept"
    for hostile in "$HOSTILE"/*; do
        kind=$(basename "$hostile")
        CASE="$file that is $kind"
        ln -f "$hostile" "$GOOD/$file"
        refused 2 "$(place_of "$kind" "$file")" generate spring --dry-run
        refused 2 "" generate spring --json
        jq -e '.error.code' "$TEMP/out" >/dev/null || fail "$CASE: the error is not JSON"
    done
    cp --remove-destination "$TEMP/kept" "$GOOD/$file"
done

# --- briefs -------------------------------------------------------------------------------------------------
cp "$GOOD/briefs/spring.yaml" "$TEMP/kept"
for hostile in "$HOSTILE"/*; do
    kind=$(basename "$hostile")
    CASE="a brief that is $kind"
    ln -f "$hostile" "$GOOD/briefs/spring.yaml"
    refused 3 "$(place_of "$kind" briefs/spring.yaml)" brief check
    refused 3 "$(place_of "$kind" briefs/spring.yaml)" brief check spring
    refused 2 "" generate spring
    refused 0 "" status
done
cp --remove-destination "$TEMP/kept" "$GOOD/briefs/spring.yaml"

# --- copy that is brought in --------------------------------------------------------------------------------
for hostile in "$HOSTILE"/*; do
    kind=$(basename "$hostile")
    CASE="import of a file that is $kind"
    refused 2 "" import "$hostile"
    CASE="edit --from a file that is $kind"
    refused "2|3" "" edit spring/email --from "$hostile"
done
for path in "$TEMP" /dev/zero "$TEMP/not-there"; do
    CASE="import of $path"
    refused 2 "" import "$path"
    refused 2 "" edit spring/email --from "$path"
done
mkfifo "$TEMP/pipe"
CASE="import of a pipe"
refused 2 "" import "$TEMP/pipe"

# --- ids ----------------------------------------------------------------------------------------------------
IDS=("" "." ".." "../../etc/passwd" "spring/../../etc" "/spring/email" "spring/email/" "spring//email"
    "spring/email.en-GB.a.b"
    "spring/email@" "spring/email@v" "spring/email@v0" "spring/email@v-1" "spring/email@v99999999999999999999"
    "spring/email@zzzz" "Spring/Email" $'spring/em\nail' $'spring/\033[2Jemail' $'spring/\u202eliame'
    "spring/😀"
    $'spring/\xff\xfe' "spring/email;rm -rf ." "spring/%s%n" "spring/'--" "$(printf 'x%.0s' {1..5000})" "*/["
    "[a-" "-")
for id in "${IDS[@]}"; do
    CASE="the id $(printf '%q' "${id:0:60}")"
    for command in show "review --accept --reason x" "approve --reason x --as dana" "publish -d site --yes" \
        "log" "explain" "withdraw -d site --reason x --yes" "edit --set subject=x" "generate"; do
        read -ra words <<<"$command"
        refused 2 "" "${words[0]}" "${words[@]:1}" -- "$id"
    done
    CASE="the destination $(printf '%q' "${id:0:60}")"
    refused 2 "" publish spring/email --yes "--destination=$id"
    CASE="the person $(printf '%q' "${id:0:60}")"
    [ -z "$id" ] || refused "2|4" "" status --waiting-on me "--as=$id"
    CASE="the model $(printf '%q' "${id:0:60}")"
    [ -z "$id" ] || refused 2 "" generate spring "--model=$id"
done
for id in "a/b" "a.b" ".hidden" "😀" "a b" "A" $'"a\\e[2J"' "-a" "$(printf 'x%.0s' {1..200})"; do
    CASE="a brief whose id is $(printf '%q' "${id:0:60}")"
    sed "s|^brief: .*|brief: ${id//\\/\\\\}|" "$TEMP/kept" >"$GOOD/briefs/odd.yaml"
    refused 3 "briefs/odd\\.yaml:[0-9]+:[0-9]+" brief check
    sed "s|^  - id: email|  - id: ${id//\\/\\\\}|; s|^brief: .*|brief: odd|" "$TEMP/kept" \
        >"$GOOD/briefs/odd.yaml"
    CASE="a deliverable whose id is $(printf '%q' "${id:0:60}")"
    refused 3 "briefs/odd\\.yaml:[0-9]+:[0-9]+" brief check
done
rm "$GOOD/briefs/odd.yaml"

[ ! -e "$GOOD/owned" ] && [ ! -e owned ] || fail "a file ran a command"
[ "$(ledger_digest)" = "$LEDGER" ] || fail "the ledger was touched"
check_ledger "after all"
expect 0 brief check
note "$CASES refusals"
