#!/bin/sh
# Models of an ORM are the target schema: a change of a model becomes a revision, and after that
# there is no difference any more.
# Usage: run.sh MIGC PROJECT_SOURCE_DIR sqlalchemy|django, or run.sh … drizzle FOLDER where npm has
# installed drizzle-kit and drizzle-orm.
set -eu
migc=$1 source=$2 orm=$3
python=/usr/bin/python3
test "$orm" = drizzle || "$python" -c "import $orm" 2> /dev/null ||
  { echo "Debian's $orm is not there"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "FAILED: $1"; exit 1; }
mkdir migrations

case $orm in
sqlalchemy)
  cp "$source/tests/orm/sqlalchemy_models.py" models.py
  command='["'$python'", "models.py"]'
  add() { sed -i 's/# MORE/weight = Column(Integer, server_default="7")/' models.py; }
  row="insert into vendors (name) values ('ifm')"
  ;;
django)
  cp "$source/tests/orm/django_models.py" models.py
  command='["'$python'", "models.py"]'
  add() { sed -i 's/# MORE/weight = models.IntegerField(null=True)/' models.py; }
  row="insert into shop_vendor (name, active, created) values ('ifm', 1, '2025-01-01')"
  ;;
drizzle)
  ln -s "$4/node_modules" node_modules
  cp "$source/tests/orm/drizzle_models.ts" models.ts
  command='["npx", "drizzle-kit", "export", "--dialect", "sqlite", "--schema", "models.ts"]'
  add() { sed -i 's|// MORE|weight: integer().default(7),|' models.ts; }
  row="insert into vendors (name) values ('ifm')"
  ;;
esac
printf '[migc]\nurl = "sqlite:///app.db"\nschema_command = %s\npost_write = ["%s fmt {file}"]\n' \
  "$command" "$migc" > migc.toml

"$migc" revision -m "First" --autogenerate
"$migc" upgrade head
"$migc" check || fail "the first revision is not what the models say"
"$migc" check --url sqlite:///app.db || fail "the database is not what the models say"
sqlite3 app.db "$row"

add
if "$migc" check > said 2>&1; then fail "a change of a model is not seen"; fi
grep -q 'weight' said || fail "$(cat said)"
"$migc" revision -m "Add weight" --autogenerate
test "$(grep -c 'alter table\|add column' migrations/002_add_weight.mig)" -ge 1 || fail "no change"
"$migc" upgrade head
"$migc" check --url sqlite:///app.db || fail "there is a difference without end"
"$migc" check --all || fail "not all is good"

test "$orm" != drizzle || { echo ok; exit 0; }
# What a program prints beside SQL, and its failures, are said.
printf '\nprint("Warning: no default")\n' >> models.py
if "$migc" check > said 2>&1; then fail "a line that is not SQL is not seen"; fi
grep -q 'is not a schema in SQL alone' said || fail "$(cat said)"
printf '\nsys.exit(3)\n' >> models.py
if "$migc" check > said 2>&1; then fail "a failure is not seen"; fi
grep -q 'it ended with 3' said || fail "$(cat said)"
echo ok
