#!/bin/sh
# Runs what packaging/ci/ says in a repository of its own: every command of the workflow and of the
# job that is migc's, and the hook, on sound migrations and on a broken one.
# Usage: run.sh MIGC PROJECT_SOURCE_DIR
set -eu
migc=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/project"
ln -s "$migc" "$work/bin/migc"
PATH=$work/bin:$PATH
cd "$work/project"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
git init -q .
git config user.name "the migc authors"
git config user.email migc@example.invalid
cp "$source"/migrations/*.mig "$source/migrations/migc.toml" .
migc fmt > /dev/null
cp "$source/packaging/ci/pre-commit" .git/hooks/pre-commit
fail() { echo "FAILED: $1"; exit 1; }

# The lines of a file of CI that begin with migc, whatever YAML has before them.
commands() { sed -n 's/^ *- \(run: \)\{0,1\}\(migc .*\)$/\2/p' "$1"; }
for file in github.yml gitlab.yml; do
  test "$(commands "$source/packaging/ci/$file" | wc -l)" -ge 2 || fail "no commands in $file"
  commands "$source/packaging/ci/$file" > commands.sh
  sh -eu commands.sh > result || fail "$file: $(cat result)"
done
grep -q '<testsuite name="migc verify" tests="8" failures="0">' verify.xml || fail verify.xml
test "$(cat gl-code-quality-report.json)" = "[]" || fail gl-code-quality-report.json
grep -q 'CREATE TABLE' migration_preview.sql || fail migration_preview.sql
rm commands.sh result
git add -A
git commit -qm "Add migrations" || fail "the hook refuses sound migrations"

cat > 009_broken.mig <<'MIG'
revision 009_broken;
revises  008_device_categories;
message  'Broken';

upgrade {
  alter table devices drop column vendor_nam;
}

downgrade auto;
MIG
git add -A
if git commit -qm "Break it" 2> said; then fail "the hook lets a broken migration through"; fi
grep -q '^\(./\)\{0,1\}009_broken.mig:6:35: error: ' said || fail "$(cat said)"
migc check --all --format github > said && fail "a broken migration passes"
grep -q '^::error file=009_broken.mig,line=6,' said || fail "$(cat said)"
migc check --all --format sarif > log.sarif && fail "a broken migration passes"
python3 - <<'PYTHON' || fail log.sarif
import json
run = json.load(open("log.sarif"))["runs"][0]
[result] = run["results"]
assert result["level"] == "error", result
assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
place = result["locations"][0]["physicalLocation"]
assert place["artifactLocation"]["uri"] == "009_broken.mig", place
assert place["region"]["startLine"] == 6, place
PYTHON
migc check --all --format gitlab > report.json && fail "a broken migration passes"
python3 - <<'PYTHON' || fail report.json
import json
[issue] = json.load(open("report.json"))
assert issue["location"] == {"path": "009_broken.mig", "lines": {"begin": 6}}, issue
assert len(issue["fingerprint"]) == 32 and issue["severity"] == "major", issue
PYTHON
echo ok
