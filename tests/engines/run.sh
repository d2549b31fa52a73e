#!/usr/bin/env bash
# Runs what the scripts promise on other engines than the system's: `run.sh BUILD`.
#
# Packages of npm carry SQLite's amalgamation. Each becomes a libsqlite3 of its own in BUILD/engines, with
# the features that Debian's has, and the tests that need no shell run on it. The newest is the first to
# execute the ALTER TABLE forms of 3.53.
set -euo pipefail
build=$(cd "$1" && pwd)
tests=$(dirname "$0")/..

# The version of better-sqlite3, and of SQLite in it.
engines="7.1.4=3.35.2 7.5.0=3.37.2 11.0.0=3.46.0 12.0.0=3.49.2 12.11.1=3.53.2 13.2.0=3.54.1"
features="-DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS4
  -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_JSON1 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_RTREE
  -DSQLITE_SECURE_DELETE -DSQLITE_SOUNDEX -DSQLITE_THREADSAFE=1 -DSQLITE_USE_URI"

# fetch PACKAGE FOLDER: leaves FOLDER/sqlite3.c.
fetch() {
  local packed
  packed=$(cd "$2" && npm pack --silent "better-sqlite3@$1") || return 1
  tar xzf "$2/$packed" -C "$2"
  local inside=$2/package/deps/sqlite3
  [ -d "$inside" ] || { mkdir "$inside" && tar xzf "$inside.tar.gz" -C "$inside"; }
  mv "$inside/sqlite3.c" "$inside/sqlite3.h" "$2"
  rm -r "$2/package" "${2:?}/$packed"
}

failed=0 missing=0
for engine in $engines; do
  version=${engine#*=}
  folder=$build/engines/$version
  if [ ! -e "$folder/libsqlite3.so.0" ]; then
    mkdir -p "$folder"
    if ! fetch "${engine%=*}" "$folder"; then
      echo "SQLite $version: not obtained"
      missing=$((missing + 1))
      continue
    fi
    # shellcheck disable=SC2086
    cc -O1 -w -fPIC -shared -Wl,-soname,libsqlite3.so.0 $features \
      -o "$folder/libsqlite3.so.0" "$folder/sqlite3.c" -ldl -lm -lpthread
  fi
  export LD_LIBRARY_PATH=$folder
  echo "SQLite $version"
  for command in "golden_test $tests/cases" "fidelity_test" "random_test --histories 1000 --shell-every 0"; do
    # shellcheck disable=SC2086
    "$build/"$command > "$folder/log" 2>&1 || { failed=$((failed + 1)); grep -m 5 -i fail "$folder/log" || true; }
    echo "  ${command%%_*}: $(tail -n 1 "$folder/log")"
  done
done
echo "$failed failed, $missing engines not obtained"
[ "$failed" = 0 ]
