"""A client of the language server: what editors send, and what they make of the answers."""

import json
import pathlib
import subprocess
import urllib.parse


def units(text):
    """The length that the protocol counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class Client:
    def __init__(self, migc, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.process = subprocess.Popen([migc, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.buffers, self.diagnostics, self.versions = {}, {}, {}
        self.last = 0
        self.capabilities = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.notify("initialized", {})

    # --- the wire

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def send_raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self):
        length = None
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                raise EOFError("the server has ended")
            key, value = line.split(b":")
            if key.lower() == b"content-length":
                length = int(value)
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            parameters = message["params"]
            self.diagnostics[self.name(parameters["uri"])] = parameters["diagnostics"]
        return message

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def request(self, method, parameters):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.last and "method" not in message:
                return message.get("result") if "error" not in message else message

    # --- documents

    def uri(self, name):
        return "file://" + urllib.parse.quote(str(self.folder / name))

    def name(self, uri):
        path = urllib.parse.unquote(uri.removeprefix("file://"))
        return str(pathlib.Path(path).relative_to(self.folder))

    def open(self, name):
        text = (self.folder / name).read_bytes().decode()
        self.buffers[name], self.versions[name] = text, 1
        document = {"uri": self.uri(name), "languageId": "mig", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def place(self, name, offset):
        before = self.buffers[name][:offset]
        return {"line": before.count("\n"), "character": units(before[before.rfind("\n") + 1:])}

    def edit(self, name, old, new):
        """Replaces one part of a text, as an editor says it."""
        at = self.buffers[name].index(old)
        span = {"start": self.place(name, at), "end": self.place(name, at + len(old))}
        self.buffers[name] = self.buffers[name].replace(old, new, 1)
        self.versions[name] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(name), "version": self.versions[name]},
            "contentChanges": [{"range": span, "text": new}]})

    def close(self, name):
        del self.buffers[name]
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def ask(self, method, name, offset, **more):
        return self.request("textDocument/" + method, {
            "textDocument": {"uri": self.uri(name)}, "position": self.place(name, offset), **more})

    def settle(self):
        """Waits for what was published, which comes before the answer to what is asked after it."""
        self.request("$/nothing", {})

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(timeout=30)
