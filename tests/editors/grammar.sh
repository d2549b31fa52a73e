#!/bin/sh
# grammar.sh ROOT FOLDER: the TextMate grammar on texts that say what each word of them is. It is run in
# FOLDER. Exit code 77: what it needs is not there.
set -eu
root=$1 folder=$2
command -v npm >/dev/null || { echo "skipped: there is no npm"; exit 77; }
mkdir -p "$folder"
cd "$folder"
[ -x node_modules/.bin/vscode-tmgrammar-test ] ||
  npm install --no-audit --no-fund --silent --no-save vscode-tmgrammar-test@0.1.3 ||
  { echo "skipped: npm cannot install vscode-tmgrammar-test"; exit 77; }
exec node_modules/.bin/vscode-tmgrammar-test \
  --grammar "$root/packaging/editors/vscode/syntaxes/mig.tmLanguage.json" \
  "$root/packaging/editors/vscode/test/*.mig"
