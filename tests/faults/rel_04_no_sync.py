"""REL-4, its second half: no sync of a file succeeds (EIO). What was written by then may never reach the disk, though a later sync
succeeds: the kernel takes a page whose write failed for clean. So nothing is acknowledged meanwhile, and what is acknowledged later
must survive a power cut that takes every such page which no later write brought back. Until then the server goes on, or is stopped
or killed and started again."""

import random
import re
import signal
import time

from history import History
from load import Deliveries, Load, apps
from strace import Tracer, calls_of, command, needed, whole
from visitor import BackEnd, NotSent, Unknown

PAGE = 4096
SYNCS = ("fsync", "fdatasync")
WRITING = ["pwrite64", "ftruncate", *SYNCS]
# What is not done without a write. Whoever revokes or leaves what has ended already is told so without one: whether that was on
# disk, the looks after the power cut tell.
WRITES = ("login", "redeem", "refresh", "consent")
# Of a line of the log that helps whoever reads it in the night.
REMEDY = re.compile(r"restart|restore|replace|(look at|check) the (disk|kernel|file system)", re.I)


def reads(back_end, client, token, seen):
    """What needs no write answers all the same."""
    asked = {"discovery": lambda: back_end.wire.send("GET", back_end.node.issuer + "/.well-known/openid-configuration"),
             "JWKS": back_end.jwks, "introspection": lambda: back_end.introspect(client, token)}
    for name, request in asked.items():
        try:
            status = request().status
        except (NotSent, Unknown) as error:
            status = repr(error)
        seen.setdefault(name, set()).add(status)


def first_success(history, after, patience=30.0):
    """When the first redemption since then was answered as done."""
    while time.monotonic() < after + patience:
        done = [event["done"] for event in history.events if event["op"] == "redeem" and event["outcome"] == "ok" and event["at"] > after]
        if done:
            return min(done)
        time.sleep(0.02)
    return after + patience


class Disk:
    """The files of a database as they were when all of them was synced, and which of their pages the disk may not have got since.

    The kernel tells of a failed sync by each descriptor once. A page that was written by another descriptor than the one whose sync
    failed is therefore not lost unnoticed: the next sync of its own descriptor fails, too. Here that one would have to be made to fail,
    so such a page waits for it instead."""

    def __init__(self, paths):
        self.paths = list(paths)
        self.synced = {str(path): path.read_bytes() for path in self.paths}
        # Pages that were synced since: what they held then nobody knows, so a later loss of theirs cannot be tried.
        self.renewed = {path: set() for path in self.synced}
        # Pages that were written and not synced, with the descriptor that wrote them last.
        self.dirty, self.lost = {path: {} for path in self.synced}, {path: set() for path in self.synced}

    def is_still(self):
        return all(path.read_bytes() == self.synced[str(path)] for path in self.paths)

    def follow(self, lines):
        for call in calls_of(whole(lines)):
            if call.path not in self.synced:
                continue
            dirty, lost = self.dirty[call.path], self.lost[call.path]
            if call.name == "pwrite64":
                found = re.search(r", (\d+), (\d+)\) += ", call.rest)
                if not found:
                    raise ValueError(f"no write as it is known: {call.rest[-200:]!r}")
                length, offset = map(int, found.groups())
                pages = range(offset // PAGE, (offset + length - 1) // PAGE + 1)
                dirty.update(dict.fromkeys(pages, call.fd))
                # The kernel writes whole pages.
                lost.difference_update(pages)
            elif call.name == "ftruncate":
                end = int(re.search(r", (\d+)\)", call.rest).group(1))
                lost.difference_update([page for page in lost if page * PAGE >= end])
                for page in [page for page in dirty if page * PAGE >= end]:
                    del dirty[page]
            elif call.name in SYNCS and "EIO" in call.rest:
                failed = [page for page, fd in dirty.items() if fd == call.fd]
                lost.update(failed)
                for page in failed:
                    del dirty[page]
            elif call.name in SYNCS:
                self.renewed[call.path].update(dirty)
                dirty.clear()

    def cut_power(self):
        """Puts what was there at the last good sync in the place of each page that is lost, or waits for its first sync; how many
        are lost."""
        for path in self.paths:
            octets, synced = bytearray(path.read_bytes()), self.synced[str(path)]
            for page in self.lost[str(path)] | self.dirty[str(path)].keys() - self.renewed[str(path)]:
                start = page * PAGE
                length = max(0, min(PAGE, len(octets) - start))
                octets[start:start + length] = synced[start:start + length].ljust(length, b"\0")
            path.write_bytes(octets)
            path.with_name("latchkey.db-shm").unlink(missing_ok=True)
        return sum(map(len, self.lost.values()))


def watched(node, inject=""):
    """The disk as it is, and a tracer of what is written to it from now on; nobody is at work."""
    while True:
        disk = Disk([node.database, node.data / "latchkey.db-wal"])
        tracer = Tracer(node, WRITING, disk.paths, inject)
        if disk.is_still():
            return disk, tracer
        tracer.let_go()


class NoSync:
    """A server under load; no sync succeeds for some seconds, then all do, then the power fails. `how`: what the server does in
    between."""

    def __init__(self, setup, how):
        self.setup, self.how, self.history = setup, how, History()
        self.deliveries = Deliveries(self.history)
        self.clients = apps(self.deliveries.receiver)
        self.node = setup.node("eio", self.clients)
        self.node.start()
        self.history.rules(self.node, self.clients, refresh="grace", reuse_grace=10)
        self.load = Load([self.node], self.history, self.clients, workers=20, seed=setup.seed)
        self.load.look_at_keys(self.node)
        self.chance, self.seen, self.slowest = random.Random(f"{setup.seed}/{how}"), {}, 0.0
        self.early, self.faults, self.told, self.recoveries, self.restarts, self.lost = [], [], 0, [], [], []
        self.load.resume()
        time.sleep(1.0)
        # On a busy machine nobody may have come so far.
        deadline = time.monotonic() + 30
        while not any(grant.refresh for grant in list(self.load.grants)) and time.monotonic() < deadline:
            time.sleep(0.1)

    def turn(self):
        self.load.pause()
        disk, tracer = watched(self.node, f"{','.join(SYNCS)}:error=EIO")
        self.without_sync()
        # What the server did between two tracers would be taken for lost.
        self.node.process.send_signal(signal.SIGSTOP)
        disk.follow(tracer.let_go())
        ended = time.monotonic()
        tracer = self.go_on(disk)
        self.load.resume()
        self.recoveries.append(first_success(self.history, ended) - ended)
        time.sleep(self.chance.uniform(0, 0.5))
        self.load.pause()
        self.history.add("crash")
        self.node.kill()
        self.node.prefix = []
        disk.follow(tracer.let_go() if tracer else (self.node.folder / "strace").read_text(errors="replace").splitlines())
        self.lost.append(disk.cut_power())
        self.restarts.append(self.node.start())
        self.load.look(self.node, self.load.grants[-200:], self.load.logins[-60:], self.load.unsure[-20:])

    def without_sync(self):
        """What is written is not acknowledged, what is read is answered, and the log says what to do."""
        grant = next(grant for grant in reversed(self.load.grants) if grant.refresh)
        back_end, read, started = BackEnd(self.node), len(self.node.log()), time.monotonic()
        self.load.resume()
        while time.monotonic() < started + (1.5 if self.setup.short else 3):
            began = time.monotonic()
            reads(back_end, self.clients[0], grant.access[0], self.seen)
            self.slowest = max(self.slowest, time.monotonic() - began)
            time.sleep(0.05)
        self.load.pause()
        during = [event for event in self.history.events if event["at"] > started and event["op"] in WRITES]
        self.early += [event for event in during if event["outcome"] == "ok"]
        self.faults += [event["status"] for event in during if event["outcome"] == "fault"]
        self.told += bool(REMEDY.search(self.node.log()[read:]))

    def go_on(self, disk):
        """A tracer of the same process; or none, where strace starts a new one to see all that it writes."""
        if self.how == "goes on":
            return self.traced_again(disk)
        self.history.add("crash")
        if self.how == "is stopped":
            tracer = self.traced_again(disk)
            self.node.stop()
            disk.follow(tracer.let_go())
        self.node.kill()
        self.node.prefix = command(self.node.folder / "strace", WRITING, disk.paths)
        self.node.start()
        return None

    def traced_again(self, disk):
        tracer = Tracer(self.node, WRITING, disk.paths)
        self.node.process.send_signal(signal.SIGCONT)
        return tracer

    def tell(self, row):
        """The figures."""
        row.say(f"no sync for some seconds, then the server {self.how}: {len(self.lost)} times, "
                f"{len(self.faults)} writes refused, {sum(self.lost)} pages lost")
        row.exactly("acknowledged meanwhile", len(self.early), 0, map(str, self.early))
        row.exactly("refused with", sorted(set(self.faults)), [503])
        for name, found in self.seen.items():
            row.exactly(name, sorted(found, key=str), [200])
        row.within("three reads at the slowest", self.slowest, 2)
        row.within("writes again after", max(self.recoveries), 5)
        row.exactly("the log says what to do", self.told, len(self.lost))
        row.within("restart after the power cut", max(self.restarts), 2)
        self.load.stop()
        self.load.look(self.node, self.load.grants[-300:], self.load.logins[-100:])
        row.judge(self.history, self.how.replace(" ", "-"))
        row.must("panicked" not in self.node.log(), "a panic is in the log")

    def discard(self):
        self.load.over = True
        self.load.resume()
        self.node.discard()
        self.deliveries.receiver.close()


def no_sync(row, setup):
    needed()
    for how in ("goes on", "is stopped", "is killed"):
        tried = NoSync(setup, how)
        try:
            for _ in range(1 if setup.short else 5):
                tried.turn()
            tried.tell(row)
        finally:
            tried.discard()
