#!/usr/bin/env bash
# run.sh MIGC SHIM: builds a program with its migrations in it, and breaks everything around it. SHIM
# makes calls fail (tests/inject/shim). Exit code 77: what it needs is not there.
set -euo pipefail
migc=$1 shim=$2
here=$(cd "$(dirname "$0")" && pwd)
command -v sqlite3 > /dev/null && command -v g++ > /dev/null || exit 77

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset MIGC_URL MIGC_CONFIG MIGC_ENV
export LC_ALL=C
cd "$folder"

fail() {
  echo "$1"
  exit 1
}
# build SOURCE PROGRAM HEADERS: as strictly as a careful project does.
build() {
  g++ -std=c++17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I "$3" \
      -I "$here/../../runtime" "$here/$1" -o "$2" -lsqlite3
}
header() { "$migc" compile "$1" --emit cpp -o "$2/migrations.hpp" 2> log || fail "$(cat log)"; }

# --- What it promises -----------------------------------------------------------------------------

mkdir plain
header "$here/migrations" plain
build checks.cpp checks plain &
# A query that names a column which is gone does not compile.
echo '#include "migrations.hpp"
int main() { return static_cast<int>(migrations::schema::devices::color.sql.size()); }' > gone.cpp
! g++ -std=c++17 -fsyntax-only -I plain -I "$here/../../runtime" gone.cpp 2> log \
  || fail "a query names a dropped column, and compiles"
grep -q "'color' is not a member of 'migrations::schema::devices'" log || fail "$(cat log)"
sed 's/color/vendor/' gone.cpp > there.cpp
g++ -std=c++17 -fsyntax-only -I plain -I "$here/../../runtime" there.cpp
wait $!
./checks || fail "the runtime does not keep what it promises"

# --- Either in turn, faults, several at once --------------------------------------------------------

# Here each revision is one transaction: whatever happens, the database is at one of them.
mkdir whole && cp -r "$here/migrations" whole
sed -i '/^transaction off/d' whole/migrations/*.mig
printf '[migc]\nurl = "sqlite:///%s/by_migc.db"\n' "$folder" > whole/migc.toml
header whole/migrations whole
build app.cpp app whole
by_migc() { (cd whole && "$migc" "$@") > log 2>&1 || fail "$(cat log)"; }
by_app() { ./app "$@" > log || fail "$(cat log)"; }

# All but the log, whose times differ.
content() { sqlite3 "$1" .dump | grep -v migc_log; }
mkdir states
sqlite3 empty.db vacuum
content empty.db > states/0
revisions=(base 001_devices 002_vendor 003_apart 004_color)
for place in 1 2 3 4; do
  by_migc upgrade "${revisions[place]}"
  by_app by_app.db up +1
  content by_app.db > states/$place
  content by_migc.db | cmp -s - states/$place || fail "migc makes another ${revisions[place]}"
  cp by_app.db at_$place.db
done
cp at_2.db by_migc.db
by_migc upgrade +1
by_app by_migc.db up head
content by_migc.db | cmp -s - states/4 || fail "what migc and a program do in turn is no whole"
grep -q 'no difference' <(cd whole && "$migc" check --url "sqlite:///$folder/by_migc.db" 2>&1) \
  || fail "migc finds another schema"

# A database that knows the names of revisions which another replaces goes on from the same place.
cp -r whole squashed
(cd squashed && "$migc" squash 001_devices:003_apart -m 'All of it' --rev-id 005_all) > log 2>&1 \
  || fail "$(cat log)"
header squashed/migrations squashed
build app.cpp app_squashed squashed
cp at_3.db at_other.db
./app_squashed at_other.db up head > log || fail "$(cat log)"
content at_other.db | cmp -s - states/4 || fail "it does not go on from replaced revisions"
[ "$(sqlite3 at_other.db "select event from migc_log where revision = '005_all'")" = stamp ] \
  || fail "it does not record the place by its new name"
cp at_2.db at_other.db
! ./app_squashed at_other.db up head > log || fail "it goes on from within replaced revisions"
grep -q 'at 002_vendor, which this program does not know' log || fail "$(cat log)"

# place_of DATABASE: which of the states it is in, or nothing.
place_of() {
  content "$1" > now
  for state in states/*; do
    if cmp -s now "$state"; then
      basename "$state"
      return
    fi
  done
}

# attempt FAULT ON CALL FROM WAY TARGET PLACE: a run in which one call fails, or all from there on, ends
# at a revision; the next run goes on from there.
tried=0
attempt() {
  local fault=$1 on=$2 call=$3 from=$4 way=$5 target=$6 end=$7 name="$*"
  rm -rf db && mkdir db
  [ "$from" = 0 ] || cp "at_$from.db" db/db
  ( # this shell says that a child was killed, which is no news here
    env ${on:+INJECT_ON=1} LD_PRELOAD="$shim" INJECT_BELOW="$folder/db" INJECT_AT="$call" \
      INJECT_FAULT="$fault" ./app db/db "$way" "$target" > log
    true
  ) 2> /dev/null || true
  [ -e db/db ] || sqlite3 db/db vacuum
  [ -n "$(place_of db/db)" ] || fail "$name: it is at no revision: $(cat log now)"
  by_app db/db "$way" "$target"
  [ "$(place_of db/db)" = "$end" ] || fail "$name: the next run does not complete it"
  tried=$((tried + 1))
}
# calls_of FROM WAY TARGET: how many calls there are that can fail.
calls_of() {
  rm -rf db && mkdir db && : > calls
  [ "$1" = 0 ] || cp "at_$1.db" db/db
  LD_PRELOAD="$shim" INJECT_BELOW="$folder/db" INJECT_COUNT="$folder/calls" ./app db/db "$2" "$3" > log
  wc -l < calls
}
# campaign POINTS FROM WAY TARGET PLACE
campaign() {
  local points=$1 calls point fault on
  shift
  calls=$(calls_of "$1" "$2" "$3")
  [ "$calls" -gt 20 ] || fail "the faults do not reach the program: $calls calls"
  for point in $(seq 1 "$points"); do
    for fault in kill torn ENOSPC EIO; do
      on=$([ $((point % 2)) = 0 ] || [ "$fault" = kill ] || [ "$fault" = torn ] || echo on)
      attempt "$fault" "$on" $((1 + calls * (point - 1) / points)) "$@"
    done
  done
}
campaign 16 0 up head 4
cp at_3.db undone.db
for state in undone_2 undone_1 undone; do # rows need not be as they were
  by_app undone.db down -1
  content undone.db > states/$state
done
campaign 8 3 down base undone

for round in 1 2 3 4 5; do
  rm -f many.db*
  [ $((round % 2)) = 0 ] || sqlite3 many.db 'pragma journal_mode = wal' > /dev/null
  for process in 1 2 3 4 5 6 7 8; do
    ./app many.db up head > out.$process &
  done
  for job in $(jobs -p); do
    wait "$job" || fail "one of several processes fails: $(cat out.*)"
  done
  [ "$(place_of many.db)" = 4 ] || fail "several processes do not complete it"
  [ "$(sqlite3 many.db 'select count(*) from migc_log')" = 4 ] || fail "something is done twice"
done

echo "$tried faults, 5 rounds of 8 processes"
