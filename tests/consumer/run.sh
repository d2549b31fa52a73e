#!/usr/bin/env bash
# run.sh BUILD GENERATOR: installs migc from its build tree, builds a project that uses it, and changes
# the project's migrations. Each change has to rebuild what it concerns, and nothing else.
set -euo pipefail
build=$1 generator=$2
tests=$(cd "$(dirname "$0")" && pwd)

case $generator in
  Ninja) tool=ninja ;;
  *) tool=make ;;
esac
if ! command -v $tool > /dev/null; then
  echo "skipped: there is no $tool"
  exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Whoever runs the test may have settings for their own database.
unset MIGC_URL MIGC_CONFIG MIGC_ENV DESTDIR
cd "$folder"
cp -r "$tests/project" "my project"
migrations="my project/migrations"

fail() {
  echo "$generator: $1"
  cat log
  exit 1
}
make_app() { cmake --build out > log 2>&1; }
compiled() { grep -q 'Compiling the migrations' log; }
linked() { grep -q 'Linking CXX' log; }
# expect WHAT STEP NEWS: a build, in which the migrations are compiled or not, and the program linked.
expect() {
  make_app || fail "$1: the build fails"
  case $2 in
    compiled) compiled || fail "$1: the migrations are not compiled" ;;
    *) ! compiled || fail "$1: the migrations are compiled again" ;;
  esac
  case $3 in
    linked) linked || fail "$1: the program is not built again" ;;
    *) ! linked || fail "$1: the program is built again" ;;
  esac
  make_app || fail "$1: the next build fails"
  ! compiled && ! linked || fail "$1: the next build is not idle"
}
# The program prints the script that was compiled in.
shows() { ./out/app > script && grep -q "$1" script; }

cmake --install "$build" --prefix "$folder/prefix" > log 2>&1 || fail "the installation fails"
cmake -S "my project" -B out -G "$generator" -DCMAKE_PREFIX_PATH="$folder/prefix" > log 2>&1 \
  || fail "the configuration fails"
expect "first build" compiled linked
shows 'CREATE TABLE devices' || fail "the program has no script"
shows 'migrated to 001_devices' || fail "the program does not migrate"

sleep 1.1
echo "-- a comment at the end" >> "$migrations/001_devices.mig"
expect "comment" compiled same

sleep 1.1
sed -i 's/100/200/' "$migrations/001_devices.mig"
expect "change" compiled linked
shows 'VARCHAR(200)' || fail "the program has the old script"

sleep 1.1
cat > "$migrations/002 a name with spaces.mig" << 'MIG'
revision 002_serial;
revises  001_devices;
upgrade { alter table devices add column serial varchar(50); }
downgrade auto;
MIG
expect "new file" compiled linked
shows 'ADD COLUMN serial' || fail "the program misses the new revision"
shows 'migrated to 002_serial' || fail "the program does not migrate to the new revision"

sleep 1.1
sed -i 's/(50)/(60)/' "$migrations/"002*.mig
expect "change of a file whose name has a space" compiled linked

sleep 1.1
sed -i 's/table devices add/table device add/' "$migrations/"002*.mig
cp out/app.migrations/sqlite/upgrade.sql before.sql
! make_app || fail "a mistake does not stop the build"
grep -q "^$folder/my project/migrations/002 a name with spaces.mig:3:23: error: no table \`device\`" log \
  || fail "the mistake is not told as a compiler tells it"
cmp -s before.sql out/app.migrations/sqlite/upgrade.sql || fail "a mistake changes the script"

sleep 1.1
sed -i 's/table device add/table devices add/' "$migrations/"002*.mig
expect "mended" compiled same

sleep 1.1
rm "$migrations/"002*.mig
expect "deleted file" compiled linked
! shows 'ADD COLUMN serial' || fail "the program still has the deleted revision"
[ ! -e out/app.migrations/sqlite/002_serial.up.sql ] || fail "a deleted revision leaves its script"

echo "$generator: 8 builds as expected"
