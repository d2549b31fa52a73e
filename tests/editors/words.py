"""words.py ROOT: whether editors know the words of the grammar, and the server offers no other."""

import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
grammar = set(re.findall(r'key<"([a-z]+)">', (root / "grammar/keywords.hpp").read_text()))
checks = failed = 0


def check(what, missing):
    global checks, failed
    checks += 1
    if missing:
        failed += 1
        print(f"{what}: {' '.join(sorted(missing))}")


textmate = json.loads((root / "packaging/editors/vscode/syntaxes/mig.tmLanguage.json").read_text())
matched = set()
for rule in textmate["repository"].values():
    matched |= set(re.findall(r"[a-z_]+", rule.get("match", "").removeprefix("(?i)")))
check("the TextMate grammar lacks", grammar - matched)

vim = (root / "packaging/editors/vim/syntax/mig.vim").read_text()
coloured = set(" ".join(re.findall(r"syntax keyword \w+ (.*)", vim)).split())
check("Vim's syntax lacks", grammar - coloured)

offered = (root / "compiler/lsp/words.hpp").read_text()
words = {name: set(re.findall(r'"([a-z ]+)"', body))
         for name, body in re.findall(r"(\w+)_words\[\] = \{(.*?)\}", offered, re.S)}
sql = {"from", "into", "comment", "update"}
for name in ("header", "downgrade", "statement", "inner"):
    check(f"the server offers as {name}, and the grammar does not have", words[name] - grammar - sql)

print(f"{checks - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
