"""large.py MIGC [REVISIONS] [EDITS] [SEED]: edits of a long history, one after the other.

After some edits the texts are written to disk, and a server that has just begun has to say the same
of them as the one that has followed every edit.
"""

import json
import pathlib
import random
import sys
import tempfile

from client import Client


def statements(number):
    table = f"t{number % 40}"
    if number < 40:
        return f"create table {table} (id integer primary key, a int, b text);"
    kind = number % 4
    if kind == 0:
        return f"alter table {table} add column c{number} int;"
    if kind == 1:
        return f"create index ix{number} on {table} (a, b);"
    if kind == 2:
        return f"alter table {table} alter column b type varchar({number});"
    return f"create view v{number} as select a, b from {table};"


def write(folder, revisions):
    """A history of one line, but for a branch that is merged again every hundred revisions."""
    (folder / "migrations").mkdir()
    for number in range(revisions):
        parents = f"revises r{number - 1:05};\n" if number else ""
        if number % 100 == 50:
            parents = f"revises r{number - 2:05};\n"
        if number % 100 == 51:
            parents = f"revises r{number - 1:05}, r{number - 2:05};\n"
        text = f"revision r{number:05};\n{parents}upgrade {{\n  {statements(number)}\n}}\ndowngrade auto;\n"
        (folder / "migrations" / f"r{number:05}.mig").write_text(text)


EDITS = [
    ("(id integer", "(di integer"), ("(di integer", "(id integer"),  # all keys that refer to it
    (" a int", " aa int"), (" aa int", " a int"),  # all that names it later
    ("(a, b)", "(a, bb)"), ("(a, bb)", "(a, b)"),  # a mistake, and mended
    ("select a, b", "select a, b, nothing"), ("select a, b, nothing", "select b"),
    ("upgrade {", "upgrade { create table more (x int);"), ("create table more (x int);", ""),
    ("varchar", "varchra"), (";\n}", "\n}"), ("downgrade auto", "downgrade irreversible 'no'"),
    ("upgrade {", "upgrade"), ("upgrade\n", "upgrade {\n"), ("revises r0", "revises r1"),
    ("revises r1", "revises r0"), ("\nupgrade", "\nlabel some;\nupgrade"), ("label some;\n", ""),
    ("int;", "int; -- 𝒳 é"),
]


def edit(client, name, chance):
    if name not in client.buffers:
        client.open(name)
    fitting = [one for one in EDITS if one[0] in client.buffers[name]]
    client.edit(name, *chance.choice(fitting))


def complaints(client):
    for _ in range(20):  # each checks some of the revisions
        client.settle()
    return {name: found for name, found in client.diagnostics.items() if found}


def compare(migc, client, folder):
    for name, text in client.buffers.items():
        (folder / name).write_text(text)
    fresh = Client(migc, folder)
    fresh.open(next(iter(client.buffers)))
    wanted, found = complaints(fresh), complaints(client)
    fresh.end()
    return wanted, found


def main():
    migc = sys.argv[1]
    revisions, edits, seed = (int(one) for one in (sys.argv[2:] + ["1000", "40", "1"][len(sys.argv) - 2:]))
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as path:
        folder = pathlib.Path(path).resolve()
        write(folder, revisions)
        client = Client(migc, folder)
        wrong = 0
        for number in range(edits):
            name = f"migrations/r{chance.randrange(revisions):05}.mig"
            if client.buffers and chance.random() < 0.6:
                name = chance.choice(sorted(client.buffers))
            edit(client, name, chance)
            client.ask("completion", name, client.buffers[name].index("upgrade"))
            client.ask("hover", name, len(client.buffers[name]) // 2)
            if number % 10 != 9:
                continue
            wanted, found = compare(migc, client, folder)
            if wanted != found:
                wrong += 1
                print(f"seed {seed}, edit {number}: expected\n{json.dumps(wanted, indent=1)[:3000]}")
                print(f"found\n{json.dumps(found, indent=1)[:3000]}")
        found = complaints(client)
        print(f"{sum(len(one) for one in found.values())} complaints in {len(found)} files at the end")
        wrong += client.end()
    print(f"{edits // 10 - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
