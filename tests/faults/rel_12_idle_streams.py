"""REL-12: ten thousand connections on which nothing happens, held by two client processes. First event streams, as many as one server
holds: a fresh client is served at once, each stream gets its heartbeat, the next one is told to come again. Then streams and idle
connections, as many as `limits.connections` lets in: the next one is refused, and the one after a place is free is served."""

import http.client
import resource
import selectors
import socket
import subprocess
import sys
import time

from load import Client
from row import Row, Skip, percentile
from volley import connect

APP = Client("app", "http://localhost:3000/cb")
EVENTS = "/check-session-iframe/events"
# What the clients and the server need besides: standard streams, the database, listening.
SPARE = 200
# A stream gets something every ten seconds.
HEARTBEAT = 10
# So many of them come from one address, as an address may open a few at once only.
SHARE = 10
MORE = f"session_management.streams_per_address = {SHARE}"


def address(number):
    """That of a client; all of 127.0.0.0/8 is this machine."""
    return f"127.1.{number // SHARE // 200}.{number // SHARE % 200 + 1}"


class Holder:
    """A process of clients that hold `count` connections, those from number `first` on: this file as a program."""

    def __init__(self, node, path, first, count):
        command = [sys.executable, "-B", __file__, str(node.port), node.host, path, str(first), str(count)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def opened(self):
        """Waits until all have been tried: how many got their first answer."""
        return int(self.process.stdout.readline())

    def ask(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)


def fresh(node, path="/jwks", number=0, timeout=5.0):
    """A client of which nothing is known yet: the status it gets and the seconds until it has it, its connection's with them."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=timeout, source_address=(address(number), 0))
    try:
        connection.request("GET", path, headers={"Host": node.host, "Connection": "close"})
        answer = connection.getresponse()
        # A stream never ends.
        if path != EVENTS:
            answer.read()
        return answer, time.monotonic() - begun
    finally:
        connection.close()


def held(row, node, what, holders, count, probes):
    """Looks at what is open: how it was opened, how long a fresh client waits meanwhile, and what memory it takes."""
    begun = time.monotonic()
    row.exactly(f"{what} open", sum(holder.opened() for holder in holders), count)
    took, peak, waits = time.monotonic() - begun, node.memory_mb(), []
    for _ in range(probes):
        answer, wait = fresh(node)
        row.must(answer.status == 200, f"a fresh client was answered with {answer.status}")
        waits.append(wait)
        peak = max(peak, node.memory_mb())
        time.sleep(0.02)
    row.within(f"accept and answer, p99 of {probes}", percentile(waits, 0.99), 0.05)
    row.say(f"median {percentile(waits, 0.5) * 1000:.1f} ms, slowest {max(waits) * 1000:.0f} ms, opened in {took:.1f} s")
    row.at_most("RSS", peak, 250, " MB")


def streams(row, setup, count, probes):
    """As many event streams as there may be."""
    node, holders = setup.node("streams", [APP], more=MORE), []
    try:
        node.start()
        row.say(f"RSS before {node.memory_mb():.0f} MB")
        holders = [Holder(node, EVENTS, first, count // 2) for first in (0, count // 2)]
        held(row, node, "streams", holders, count, probes)
        # Ten thousand is the bound of a server; in the short form, only that of an address is reached.
        next_ones = {"of an address that has some": 0} | ({} if setup.short else {"of a new address": count})
        for whose, number in next_ones.items():
            answer, wait = fresh(node, EVENTS, number)
            row.exactly(f"the next one {whose} is answered with", (answer.status, "retry-after" in answer.headers), (429, True))
            row.within("after", wait, 0.5)
        for holder in holders:
            holder.ask("forget")
        time.sleep(HEARTBEAT + 3)
        row.exactly("had a heartbeat", sum(holder.ask("heard") for holder in holders), count)
        row.exactly("still open", sum(holder.ask("open") for holder in holders), count)
        holders.pop().close()
        deadline = time.monotonic() + 10
        while (status := fresh(node, EVENTS, count)[0].status) == 429 and time.monotonic() < deadline:
            time.sleep(0.1)
        row.exactly("when half have gone, a new one is answered with", status, 200)
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        for holder in holders:
            holder.close()
        node.discard()


def connections(row, setup, count, probes):
    """As many connections as there may be, half of them streams, the other half kept alive after an answer."""
    # The bound is that of each of two workers.
    node, holders, last = setup.node("connections", [APP], more=f"limits.connections = {count // 2}\n{MORE}"), [], None
    try:
        node.start()
        # A fresh client needs a place of its own, and in a worker that has one.
        room = 8
        holders = [Holder(node, path, 0, count // 2 - room) for path in (EVENTS, "/jwks")]
        held(row, node, "streams and idle connections", holders, count - 2 * room, min(probes, 300))
        filling = Holder(node, EVENTS, count, 2 * room)
        holders.append(filling)
        row.exactly("streams and idle connections open", filling.opened() + sum(holder.ask("open") for holder in holders[:2]), count)
        last = connect(node, 3.0)
        last.sendall(f"GET /jwks HTTP/1.1\r\nHost: {node.host}\r\n\r\n".encode())
        row.exactly("the next one is", heard(last), "refused")
        filling.close()
        holders.remove(filling)
        row.exactly("a place is free, and a fresh client is answered with", fresh(node)[0].status, 200)
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        if last:
            last.close()
        for holder in holders:
            holder.close()
        node.discard()


def heard(stream):
    """What a client is told that there is no place for."""
    try:
        first = stream.recv(200)
    except TimeoutError:
        return f"left waiting for {stream.gettimeout():g} s"
    except OSError:
        return "refused"
    return "refused" if not first or b" 503 " in first else f"answered with {first[:12].decode()}"


def run(setup):
    row = Row("REL-12", setup)
    count, probes = (1_000, 60) if setup.short else (10_000, 1_000)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + SPARE:
        raise Skip(f"a process may have {hard} open files: {count + SPARE} are needed")
    streams(row, setup, count, probes)
    connections(row, setup, count, probes)
    return row


def hold(port, host, path, first, count):
    """The other process: opens them, says how many got an answer, and answers what it is asked on its standard input."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    waiting, answered, said = selectors.DefaultSelector(), 0, set()
    for number in range(first, first + count):
        stream = socket.create_connection(("127.0.0.1", port), 30, (address(number), 0))
        stream.sendall(request)
        answered += stream.recv(65536).startswith(b"HTTP/1.1 200")
        stream.setblocking(False)
        waiting.register(stream, selectors.EVENT_READ)

    def read():
        """Takes what has come; closes what the server closed."""
        while ready := waiting.select(0):
            for key, _ in ready:
                try:
                    piece = key.fileobj.recv(65536)
                except OSError:
                    piece = b""
                said.add(key.fd)
                if not piece:
                    waiting.unregister(key.fileobj)
                    said.discard(key.fd)
                    key.fileobj.close()

    print(answered, flush=True)
    for word in sys.stdin:
        read()
        if word.strip() == "forget":
            said.clear()
        print(len(said) if word.strip() == "heard" else len(waiting.get_map()), flush=True)


if __name__ == "__main__":
    hold(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
