"""REL-11: clients that send their heads and bodies byte by byte, or read nothing. Others notice nothing, and all of these are sent
away in time."""

import resource
import selectors
import socket
import time
from pathlib import Path

from history import History
from load import Load, apps
from node import Receiver
from row import Row, percentile
from visitor import BackEnd, Browser
from volley import connect

# A connection of a reader that reads nothing ends after 15 seconds, and the kernel may take as long again to tell.
LIMIT = {"heads": 15, "bodies": 15, "readers": 30}


class Crowd:
    """Slow connections of one kind; `drip` goes on with them and notes those that the server ended."""

    def __init__(self, kind, node, count):
        self.kind, self.begun, self.ended = kind, time.monotonic(), []
        self.waiting = selectors.DefaultSelector()
        host = f"Host: {node.host}\r\n"
        for _ in range(count):
            stream = socket.socket()
            if kind == "readers":
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            stream.settimeout(10)
            stream.connect(("127.0.0.1", node.port))
            first = {"heads": "GET / HTTP/1.1\r\nHo",
                     "bodies": f"POST /token HTTP/1.1\r\n{host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\ng",
                     "readers": f"GET /static/brand.css HTTP/1.1\r\n{host}\r\n"}[kind]
            stream.setblocking(False)
            try:
                stream.send(first.encode())
            except OSError:
                pass
            self.waiting.register(stream, selectors.EVENT_READ)

    @property
    def open(self):
        return len(self.waiting.get_map())

    def drip(self, there):
        """One more byte from each. `there`: the ports of those that the server still has, since a peer that does not read is
        given up without a word."""
        for key in list(self.waiting.get_map().values()):
            stream, gone = key.fileobj, False
            try:
                if self.kind == "readers":
                    gone = stream.getsockname()[1] not in there
                else:
                    stream.send(b"x")
                    gone = stream.recv(4096) == b"" if self.readable(stream) else False
            except BlockingIOError:
                pass
            except OSError:
                gone = True
            if gone:
                self.ended.append(time.monotonic() - self.begun)
                self.waiting.unregister(stream)
                stream.close()

    @staticmethod
    def readable(stream):
        with selectors.DefaultSelector() as one:
            one.register(stream, selectors.EVENT_READ)
            return bool(one.select(0))

    def close(self):
        for key in list(self.waiting.get_map().values()):
            key.fileobj.close()


def connected(node):
    """The ports of the clients whose connections the server has open."""
    ports = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        if state == "01" and int(local.split(":")[1], 16) == node.port:
            ports.add(int(remote.split(":")[1], 16))
    return ports


def run(setup):
    row, count, history = Row("REL-11", setup), 100 if setup.short else 1000, History()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 3 * count + 500)), hard))
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node, crowds = setup.node("slow", clients, more='branding.css = "brand.css"'), []
    # As large as the largest page, with the identity of somebody in many groups.
    (node.folder / "brand.css").write_text("/* */\n" * 6_000)
    try:
        node.start()
        load, back_end = Load([node], history, clients, workers=0), BackEnd(node)
        login, code = load._sign_in(Browser(node), clients[0], "p0", "l", True)
        grant = load.redeem(back_end, clients[0], code, login, True)
        memory, waits, peak = node.memory_mb(), [], 0.0
        crowds = [Crowd(kind, node, count) for kind in LIMIT]
        until = time.monotonic() + 40
        while time.monotonic() < until and any(crowd.open for crowd in crowds):
            there = connected(node)
            for crowd in crowds:
                crowd.drip(there)
            at = time.monotonic()
            with connect(node) as fresh:
                fresh.sendall(f"GET /jwks HTTP/1.1\r\nHost: {node.host}\r\nConnection: close\r\n\r\n".encode())
                row.must(fresh.recv(20).startswith(b"HTTP/1.1 200"), "a fresh client was not served")
            waits.append(time.monotonic() - at)
            at = time.monotonic()
            row.must(load.refresh(back_end, grant) == "ok", "a refresh failed meanwhile")
            waits.append(time.monotonic() - at)
            peak = max(peak, node.memory_mb())
            time.sleep(0.2)
        for crowd in crowds:
            row.exactly(f"{count} slow {crowd.kind}: still open", crowd.open, 0)
            row.within("closed within", max(crowd.ended, default=0.0), LIMIT[crowd.kind])
        row.within("fresh client p99", percentile(waits, 0.99), 0.5)
        row.at_most("memory +", peak - memory, 100, " MB")
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        for crowd in crowds:
            crowd.close()
        node.discard()
        receiver.close()
    return row
