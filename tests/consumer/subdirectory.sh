#!/usr/bin/env bash
# subdirectory.sh SOURCE: a project that has migc's sources inside builds migc before it compiles its
# migrations. Only asked for, not done: it would build all of migc again.
set -euo pipefail
tests=$(cd "$(dirname "$0")" && pwd)
command -v ninja > /dev/null || { echo "skipped: there is no ninja"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$tests/project" "$folder/project"
sed -i "s|^find_package.*|include(CTest)\nadd_subdirectory(\"$1\" migc EXCLUDE_FROM_ALL)|" \
  "$folder/project/CMakeLists.txt"
cmake -S "$folder/project" -B "$folder/out" -G Ninja > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
fail() {
  echo "$1"
  exit 1
}
ninja -C "$folder/out" -t commands app > "$folder/steps"
grep -q -- '-o migc/migc ' "$folder/steps" || fail "migc is not built"
grep -q 'migc/migc compile ' "$folder/steps" || fail "the migrations are not compiled"
ctest --test-dir "$folder/out" -N > "$folder/tests"
grep -q '^Total Tests: 0$' "$folder/tests" || fail "it has tests of migc"
