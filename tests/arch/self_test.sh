#!/usr/bin/env bash
# Shows that every rule of check_includes.sh and check_tree.sh can fail: a small tree passes both, and each
# fault below, put into it alone, is told by its sentence.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

good_tree() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{core/{base,brand,policy,store,app},cli,tests/arch}
    cp "$here/../../.clang-format" "$tree/"
    cat >"$tree/tests/arch/allowed.txt" <<'LIST'
module base   0
module brand  1  base
module policy 1  base
module store  2  base
module app    3  brand
module cli    4  app
library nlohmann/json.hpp  *.cpp
library sqlite3.h          core/base/sqlite.cpp
words SQL    \bSELECT\b   core/store/*
words clock  system_clock core/base/* cli/*
LIST
    cd "$tree"
    printf '#pragma once\n' | tee core/base/text.hpp core/brand/check.hpp core/policy/gate.hpp >core/app/edit.hpp
    printf '#include "core/base/text.hpp"\n' | tee core/base/json.hpp core/brand/check.cpp core/policy/gate.cpp >core/store/ledger.cpp
    printf '\nnamespace mkai {\nstruct Word {\n    int length;\n};\n}  // namespace mkai\n' >>core/policy/gate.hpp
    printf '#include "core/brand/check.hpp"\n' >core/app/edit.cpp
    printf '#include "core/app/edit.hpp"\n' >cli/main.cpp
    printf 'add_library(all core/brand/check.cpp core/policy/gate.cpp core/store/ledger.cpp core/app/edit.cpp cli/main.cpp)\n' \
        >CMakeLists.txt
}

# CHECK, what must be said, the file, the line that is added to it (or the program that spoils it)
must_fail() {
    local check=$1 sentence=$2 file=$3 line=$4 said
    good_tree
    printf '%b' "$line" >>"$tree/$file"
    if said=$("$here/$check.sh" "$tree" 2>&1); then
        printf 'FAIL %s passed with %s in %s\n' "$check" "$line" "$file"
    elif ! grep -qF "$sentence" <<<"$said"; then
        printf 'FAIL %s did not say "%s" but:\n%s\n' "$check" "$sentence" "$said"
    else
        return 0
    fi
    failures=$((failures + 1))
}

good_tree
for check in check_includes check_tree; do
    "$here/$check.sh" "$tree" >/dev/null || { echo "FAIL $check does not pass a good tree"; failures=1; }
done

must_fail check_includes 'base may not include brand' core/base/text.hpp '#include "core/brand/check.hpp"\n'
must_fail check_includes 'brand includes policy, a sibling' core/brand/check.cpp '#include "core/policy/gate.hpp"\n'
must_fail check_includes 'cli may not include base' cli/main.cpp '#include "core/base/text.hpp"\n'
must_fail check_includes 'is not there' cli/main.cpp '#include "core/app/gone.hpp"\n'
must_fail check_includes 'name the header from the root' core/app/edit.cpp '#include "edit.hpp"\n'
must_fail check_includes 'include each other' core/base/text.hpp '#include "core/base/json.hpp"\n'
must_fail check_includes 'which is not below it' tests/arch/allowed.txt 'module base 0 app\n'
must_fail check_includes 'does not include policy' tests/arch/allowed.txt 'module app 3 brand policy\n'
must_fail check_includes '<nlohmann/json.hpp> belongs into *.cpp' core/app/edit.hpp '#include <nlohmann/json.hpp>\n'
must_fail check_includes '<sqlite3.h> belongs into' core/store/ledger.cpp '#include <sqlite3.h>\n'
must_fail check_includes 'mkai::Word is defined in more than one header' core/brand/check.hpp \
    'namespace mkai {\nstruct Word {\n    int length;\n};\n}\n'
must_fail check_includes 'SQL belongs into' core/app/edit.cpp 'auto q = "SELECT 1";\n'
must_fail check_includes 'clock belongs into' core/brand/check.cpp 'auto n = std::chrono::system_clock::now();\n'

must_fail check_tree 'too long' core/app/edit.cpp "$(printf '//\\n%.0s' {1..801})"
must_fail check_tree 'a path of one machine' core/app/edit.cpp '// see /home''/me/notes\n'
must_fail check_tree 'left to be done' core/app/edit.cpp '// TO''DO\n'
must_fail check_tree 'white space at the end' core/app/edit.cpp '// \n'
must_fail check_tree 'no line end' core/app/edit.cpp '// end'
must_fail check_tree 'nobody builds it' core/app/other.cpp '// alone\n'
if command -v clang-format >/dev/null; then
    must_fail check_tree 'clang-format would change it' core/app/edit.cpp 'int   x;\n'
fi

if ((failures > 0)); then exit 1; fi
echo "every rule can fail"
