"""run.py MIGC CASES [--update]: plays sessions of an editor, and compares what the server says.

A case has the files of a project, and a session of lines that begin with `> `. A place in a file is
where the `|` stands in a piece of its text.
"""

import json
import pathlib
import re
import sys
import tempfile

from client import Client, units


def sections(text):
    why, *rest = re.split(r"(?m)^=== (.*)\n", text)
    return why, list(zip(rest[::2], rest[1::2]))


class Session:
    def __init__(self, client):
        self.client = client
        self.actions = []

    def text(self, name):
        if name in self.client.buffers:
            return self.client.buffers[name]
        return (self.client.folder / name).read_bytes().decode()

    def offset(self, name, piece):
        piece = piece.replace("\\n", "\n")
        at = self.client.buffers[name].find(piece.replace("|", "", 1))
        if at < 0:
            raise LookupError(f"{piece!r} is not in\n{self.client.buffers[name]}")
        return at + piece.index("|")

    def piece(self, name, span):
        """The text of a range, as an editor finds it."""
        lines = self.text(name).split("\n")
        def at(place):
            line = lines[place["line"]]
            within = 0
            while units(line[:within]) < place["character"]:
                within += 1
            return sum(len(one) + 1 for one in lines[:place["line"]]) + within
        return at(span["start"]), at(span["end"])

    def place(self, location):
        name, start = self.client.name(location["uri"]), location["range"]["start"]
        begin, end = self.piece(name, location["range"])
        line = self.text(name)[begin:end].split("\n")[0]
        return f"{name}:{start['line'] + 1}:{start['character'] + 1}: {line}"

    def apply(self, changes):
        told = []
        for uri, edits in sorted(changes.items()):
            name = self.client.name(uri)
            if name not in self.client.buffers:
                self.client.open(name)
            for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
                begin, end = self.piece(name, edit["range"])
                old = self.client.buffers[name]
                self.client.buffers[name] = old[:begin] + edit["newText"] + old[end:]
            self.client.versions[name] += 1
            self.client.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": self.client.versions[name]},
                "contentChanges": [{"text": self.client.buffers[name]}]})
            told.append(f"--- {name}")
            told += self.client.buffers[name].rstrip("\n").split("\n")
        return told

    # --- the lines of a session

    def do_open(self, name):
        self.client.open(name)
        return []

    def do_close(self, name):
        self.client.close(name)
        return []

    def do_edit(self, name, change):
        old, new = change.split(" -> ")
        self.client.edit(name, old.replace("\\n", "\n"), new.replace("\\n", "\n"))
        return []

    def do_wrong(self, _=""):
        self.client.settle()
        told = []
        for name, all_of in sorted(self.client.diagnostics.items()):
            for one in all_of:
                told.append(self.place({"uri": self.client.uri(name), "range": one["range"]}))
                told.append(f"  {one['code']} {one['message']}".replace("\n", "\n  "))
                for more in one.get("relatedInformation", []):
                    told.append(f"  {self.place(more['location'])}: {more['message']}")
        return told or ["nothing"]

    def do_complete(self, name, piece):
        found = self.client.ask("completion", name, self.offset(name, piece))
        return [" ".join(one["label"] for one in found)]

    def do_hover(self, name, piece):
        found = self.client.ask("hover", name, self.offset(name, piece))
        return found["contents"]["value"].rstrip("\n").split("\n") if found else ["nothing"]

    def do_definition(self, name, piece):
        found = self.client.ask("definition", name, self.offset(name, piece))
        return [self.place(found) if found else "nothing"]

    def do_references(self, name, piece):
        found = self.client.ask("references", name, self.offset(name, piece), context={"includeDeclaration": True})
        return [self.place(one) for one in found or []] or ["nothing"]

    def do_rename(self, name, rest):
        piece, new = rest.split(" -> ")
        found = self.client.ask("rename", name, self.offset(name, piece), newName=new)
        return [found["error"]["message"]] if "error" in found else self.apply(found["changes"])

    def do_format(self, name):
        found = self.client.request("textDocument/formatting", {"textDocument": {"uri": self.client.uri(name)}, "options": {}})
        return self.apply({self.client.uri(name): found}) if found else ["nothing"]

    def do_actions(self, name, piece):
        at = self.client.place(name, self.offset(name, piece))
        self.actions = self.client.request("textDocument/codeAction", {
            "textDocument": {"uri": self.client.uri(name)}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}})
        return [one["title"] for one in self.actions] or ["nothing"]

    def do_take(self, number):
        at = int(number) - 1
        return self.apply(self.actions[at]["edit"]["changes"]) if at < len(self.actions) else ["there is none"]

    def do_send(self, message):
        self.client.send_raw(message.encode().decode("unicode_escape").encode())
        return [json.dumps(self.client.receive().get("error"))]

    def play(self, line):
        command, *rest = line.split(" ", 2)
        if command == "send":
            return self.do_send(line.split(" ", 1)[1])
        return getattr(self, "do_" + command)(*rest)


def played(text, migc):
    why, parts = sections(text)
    found = why
    with tempfile.TemporaryDirectory() as folder:
        for name, body in parts:
            found += f"=== {name}\n"
            if name != "session":
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body)
                found += body
                continue
            session = Session(Client(migc, folder))
            for line in body.split("\n"):
                if line.startswith("> "):
                    found += "\n".join([line, *session.play(line[2:])]) + "\n"
            if session.client.end() != 0:
                found += "the server did not end with 0\n"
    return found


def main():
    migc, cases = sys.argv[1:3]
    failed = 0
    paths = sorted(pathlib.Path(cases).glob("*.case"))
    for path in paths:
        wanted = path.read_text()
        found = played(wanted, migc)
        if found == wanted:
            continue
        if "--update" in sys.argv:
            path.write_text(found)
            continue
        failed += 1
        print(f"{path} comes out as\n{found}")
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
