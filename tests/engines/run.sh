#!/usr/bin/env bash
# Runs the tests that ask SQLite itself on other engines than the system's: `run.sh BUILD`.
#
# Packages of npm carry SQLite's amalgamation. Each becomes a libsqlite3 in BUILD/engines, with the
# features that Debian's has. The random histories are compiled for the engine at hand too, so that the
# newest execute the forms of ALTER TABLE that 3.53 brought.
set -euo pipefail
build=$(cd "$1" && pwd)
cases=$(cd "$(dirname "$0")/../cases" && pwd)

# The version of better-sqlite3, and of SQLite in it.
engines="7.1.4=3.35.2 7.5.0=3.37.2 11.0.0=3.46.0 12.0.0=3.49.2 12.11.1=3.53.2 13.2.0=3.54.1"
features="-DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_DESERIALIZE -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS4
  -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_JSON1 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_RTREE
  -DSQLITE_SECURE_DELETE -DSQLITE_SOUNDEX -DSQLITE_THREADSAFE=1 -DSQLITE_USE_URI"

# fetch VERSION FOLDER: leaves the amalgamation of that better-sqlite3 in the folder.
fetch() {
  local packed inside=$2/package/deps/sqlite3
  packed=$(cd "$2" && npm pack --silent "better-sqlite3@$1") || return 1
  tar xzf "$2/$packed" -C "$2"
  [ -d "$inside" ] || { mkdir "$inside" && tar xzf "$inside.tar.gz" -C "$inside"; }
  mv "$inside/sqlite3.c" "$inside/sqlite3.h" "$2"
  rm -r "$2/package" "${2:?}/$packed"
}

# make_engine BETTER_SQLITE3 FOLDER
make_engine() {
  [ ! -e "$2/libsqlite3.so.0" ] || return 0
  mkdir -p "$2"
  fetch "$1" "$2" || return 1
  # shellcheck disable=SC2086
  cc -O1 -w -fPIC -shared -Wl,-soname,libsqlite3.so.0 $features -o "$2/libsqlite3.so.0" "$2/sqlite3.c" \
    -ldl -lm -lpthread
}

failed=0 missing=0
for engine in $engines; do
  folder=$build/engines/${engine#*=}
  echo "SQLite ${engine#*=}"
  if ! make_engine "${engine%=*}" "$folder"; then
    echo "  cannot be obtained"
    missing=$((missing + 1))
    continue
  fi
  # Debian's shell refuses another library than its own, so these run everything in process.
  for test in "golden_test $cases" "dependents_test --cases 300" fidelity_test "random_test --histories 1000 --shell-every 0" \
    "random_test --histories 1000 --seed 50000 --shell-every 0 --way 3"; do
    # shellcheck disable=SC2086
    if ! LD_LIBRARY_PATH=$folder "$build/"$test > "$folder/log" 2>&1; then
      failed=$((failed + 1))
      grep -m 5 FAILED "$folder/log" || true
    fi
    echo "  ${test%%_*}: $(tail -n 1 "$folder/log")"
  done
done
# The newest shell: scripts are for it as well as for Debian's. It is built from the sources of Debian's
# next release, whose binary needs another C library.
pool=http://deb.debian.org/debian
newest_shell() {
  [ ! -x "$1/sqlite3" ] || return 0
  mkdir -p "$1"
  local version
  version=$(curl -sf $pool/dists/sid/main/binary-amd64/Packages.xz | xz -dc |
    awk '/^Package: sqlite3$/ { found = 1 } found && /^Version:/ { sub(/-.*/, "", $2); print $2; exit }')
  [ -n "$version" ] || return 1
  curl -sf "$pool/pool/main/s/sqlite3/sqlite3_$version.orig.tar.xz" | tar xJ -C "$1" --strip-components 1
  (cd "$1" && CFLAGS="-O1 $(echo $features)" ./configure --disable-tcl --disable-readline > configure.log 2>&1 &&
    make sqlite3 > make.log 2>&1)
}
if newest_shell "$build/engines/shell"; then
  echo "SQLite's shell $("$build/engines/shell/sqlite3" --version | cut -d ' ' -f 1)"
  PATH=$build/engines/shell:$PATH "$build/inject_test" "$build/migc" "$build/libinject_shim.so" \
    "$(dirname "$0")/../inject/cases" "$cases" --points 0 --statements 0 --scripts 1000 --rounds 0 |
    sed 's/^/  /' || failed=$((failed + 1))
  PATH=$build/engines/shell:$PATH "$build/script_test" "$build/migc" "$cases" no-history |
    sed 's/^/  /' || failed=$((failed + 1))
else
  echo "SQLite's newest shell cannot be obtained"
  missing=$((missing + 1))
fi
echo "$failed failed, $missing engines could not be obtained"
[ "$failed" = 0 ]
