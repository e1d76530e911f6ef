#!/usr/bin/env python3
"""What happens at a hundred nodes, simulated: a sign-out storm, and a key rotation. benches/scale/simulate.py [--seed N]

Nothing is started and nothing is timed. Each step takes what docs/scale.md counted for it; what is asked is what comes of many
nodes doing it at once over one database. The same seed prints the same tables.
"""

import argparse
import heapq
import random
from collections import deque
from enum import Enum

NODES = 100
# Processors of the database.
CORES = 16
# Seconds. A sign-out is 26 statements and 1.1 ms of the database, a look for changes is two statements.
SIGN_OUT, LOOK, LOOK_A_ROW, DELIVERY = 1.1e-3, 0.06e-3, 0.002e-3, 0.4e-3
# A commit waits for the disk (and a synchronous standby). One that notifies does while no other one that notifies may commit; one
# that does nothing else need not wait for the disk.
FLUSH, FLUSHES_AT_ONCE, NOTIFY = 1.0e-3, 64, 0.05e-3
# From the database to a node and back, and the statements of a sign-out that wait for each other.
WAY, WAITS = 0.5e-3, 4
# Rows that one look takes, and how often a node looks when it hears nothing.
AT_ONCE, LOOKS_EVERY = 1_000, 0.25
# A browser has the pages of some apps open.
STREAMS_EACH = 2
# Changes that come one after another are looked at together, and told to the other nodes together.
MOMENT = 0.01
# To tell one stream.
TELL = 20e-6
# What an app takes to answer a logout token, and how many tokens a node has under way.
APP_ANSWERS, UNDER_WAY = 0.05, 200


class World:
    """Time, and what happens when."""

    def __init__(self):
        self.now, self._due, self._count = 0.0, [], 0

    def after(self, seconds, what, *with_):
        self._count += 1
        heapq.heappush(self._due, (self.now + seconds, self._count, what, with_))

    def run(self, until):
        while self._due and self._due[0][0] <= until:
            self.now, _, what, with_ = heapq.heappop(self._due)
            what(*with_)


class Servers:
    """So many who work one thing each, in turn."""

    def __init__(self, world, count):
        self.world, self.free, self.waiting, self.busy = world, count, deque(), 0.0

    def work(self, seconds, then):
        self.waiting.append((seconds, then))
        self._begin()

    def _begin(self):
        while self.free and self.waiting:
            seconds, then = self.waiting.popleft()
            self.free -= 1
            self.busy += seconds
            self.world.after(seconds, self._done, then)

    def _done(self, then):
        self.free += 1
        then()
        self._begin()


class Way(Enum):
    """How nodes hear of a change at another one."""

    WITH_THE_CHANGE = "`NOTIFY` in the transaction of the change"
    BY_THE_NODE = "`NOTIFY` afterwards, by the node"
    BY_LOOKING = "by the look every 250 ms"


class Storm:
    """People sign out at once; each sign-out is one row that every node looks for, and a logout token for an app of each."""

    def __init__(self, seed, people, seconds, apps, way):
        self.random, self.world = random.Random(seed), World()
        self.cores, self.notifying = Servers(self.world, CORES), Servers(self.world, 1)
        self.commits = self.notifying if way is Way.WITH_THE_CHANGE else Servers(self.world, FLUSHES_AT_ONCE)
        self.way, self.people, self.seconds, self.apps = way, people, seconds, apps
        self.rows, self.looks, self.told, self.answered, self.delivered = [], 0, [], [], 0
        self.known, self.looking, self.rung = [0] * NODES, [False] * NODES, [False] * NODES
        self.looked, self.telling, self.to_tell = [-1.0] * NODES, [False] * NODES, [False] * NODES
        self.last_delivery = 0.0
        self.queues = [deque() for _ in range(apps)]
        self.app_is_busy = [False] * apps

    def run(self):
        for _ in range(self.people):
            self.world.after(self.random.uniform(0, self.seconds), self.sign_out)
        for node in range(NODES):
            self.world.after(self.random.uniform(0, LOOKS_EVERY), self.look_again, node)
        self.world.run(self.seconds + 30)
        # The rest is logout tokens.
        self.world.run(float("inf"))

    def sign_out(self):
        asked = self.world.now
        self.world.after(WAY * WAITS, lambda: self.cores.work(SIGN_OUT, lambda: self.commits.work(FLUSH, lambda: self.committed(asked))))

    def committed(self, asked):
        app = self.random.randrange(self.apps)
        watchers = [self.random.randrange(NODES) for _ in range(STREAMS_EACH)]
        self.rows.append((self.world.now, watchers))
        self.answered.append(self.world.now + WAY - asked)
        self.queues[app].append(self.world.now)
        self.deliver(app)
        if self.way is Way.WITH_THE_CHANGE:
            self.ring_all()
        elif self.way is Way.BY_THE_NODE:
            self.tell(self.random.randrange(NODES))

    def tell(self, node):
        """The node where somebody signed out tells the others, once for what changes within a moment."""
        if self.telling[node]:
            self.to_tell[node] = True
            return
        self.telling[node], self.to_tell[node] = True, False
        self.world.after(WAY, lambda: self.notifying.work(NOTIFY, self.ring_all))
        self.world.after(MOMENT, self.told_all, node)

    def told_all(self, node):
        self.telling[node] = False
        if self.to_tell[node]:
            self.tell(node)

    def ring_all(self):
        for node in range(NODES):
            self.world.after(WAY / 2, self.ring, node)

    def ring(self, node):
        if self.looking[node]:
            self.rung[node] = True
            return
        # From when the node looked last, where it lets a moment pass.
        wait = self.looked[node] + MOMENT - self.world.now if self.way is Way.BY_THE_NODE else 0
        self.looking[node] = True
        self.world.after(max(wait, 0), self.look, node)

    def look_again(self, node):
        self.ring(node)
        if self.world.now < self.seconds + 30:
            self.world.after(LOOKS_EVERY, self.look_again, node)

    def look(self, node):
        self.rung[node], self.looked[node] = False, self.world.now
        self.looks += 1
        found = min(AT_ONCE, len(self.rows) - self.known[node])
        self.cores.work(LOOK + found * LOOK_A_ROW, lambda: self.world.after(WAY, self.seen, node, found))

    def seen(self, node, found):
        news = self.rows[self.known[node] : self.known[node] + found]
        self.known[node] += found
        mine = 0
        for at, watchers in news:
            for watcher in watchers:
                if watcher == node:
                    mine += 1
                    self.told.append(self.world.now + mine * TELL - at)
        self.looking[node] = False
        if self.rung[node] or found == AT_ONCE:
            self.ring(node)

    def deliver(self, app):
        """At most one logout token is on its way to an app, over all nodes."""
        if self.app_is_busy[app] or not self.queues[app]:
            return
        self.app_is_busy[app] = True
        self.queues[app].popleft()
        self.cores.work(DELIVERY, lambda: self.world.after(APP_ANSWERS + 2 * WAY, self.arrived, app))

    def arrived(self, app):
        self.app_is_busy[app] = False
        self.delivered += 1
        self.last_delivery = self.world.now
        self.deliver(app)


class Rotation:
    """A new key is stored at a moment; each node takes it in at its own time, and signs with it from a moment on."""

    def __init__(self, seed, ahead, cut_off, caches):
        self.random, self.ahead, self.cut_off, self.caches = random.Random(seed), ahead, cut_off, caches

    def run(self, tokens=200_000):
        """How many tokens a relying party could not verify, that keeps the key set for `caches` seconds and asks no earlier;
        one node of the hundred cannot reach the database for `cut_off` seconds from the rotation on."""
        every, taken_in_within = 5.0, 12.0
        taken_in = [self.random.uniform(0, every) for _ in range(NODES)]
        cut_off = self.random.randrange(NODES)
        while taken_in[cut_off] < self.cut_off:
            taken_in[cut_off] += every
        signs_from = self.ahead + taken_in_within
        failed = stale = 0
        for _ in range(tokens):
            at = self.random.uniform(0, 2 * self.ahead + 600)
            signer = self.random.randrange(NODES)
            has_new = taken_in[signer] <= at
            if not (has_new and at >= signs_from):
                stale += at >= signs_from
                continue
            # The relying party asked for the key set at one node, up to `caches` seconds ago.
            fetched, node = at - self.random.uniform(0, self.caches), self.random.randrange(NODES)
            failed += taken_in[node] > fetched
        return failed, stale, tokens


def at(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def shown(seconds):
    if seconds < 1:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds:.1f} s" if seconds < 600 else f"{seconds / 60:.0f} min"


def storms(seed):
    print(f"A sign-out storm at {NODES} nodes over one database with {CORES} cores; one app in turn is told of each")
    print("| Sign-outs | Apps | Nodes hear | Sign-out p50 / p99 | `changed` p50 / p99 | Looks a second | Database | Last logout token |")
    print("|---|---|---|---|---|---|---|---|")
    for people, seconds, apps in ((600, 10, 10), (6_000, 10, 10), (6_000, 10, 1_000), (30_000, 10, 1_000), (60_000, 10, 1_000)):
        for way in Way:
            storm = Storm(seed, people, seconds, apps, way)
            storm.run()
            last = max((when for when, _ in storm.rows), default=1.0)
            print(
                f"| {people // seconds:,} a second | {apps:,} | {way.value} "
                f"| {shown(at(storm.answered, 0.5))} / {shown(at(storm.answered, 0.99))} "
                f"| {shown(at(storm.told, 0.5))} / {shown(at(storm.told, 0.99))} "
                f"| {storm.looks / (seconds + 30):,.0f} | {100 * storm.cores.busy / CORES / max(last, seconds):.0f} % "
                f"| {shown(storm.last_delivery)} |"
            )


def rotations(seed):
    print(f"\nA key rotation at {NODES} nodes, one of which cannot reach the database for a while from then on")
    print("| Published ahead | Cut off for | Key set kept by apps | Tokens that fail | Signed with the old key after the change |")
    print("|---|---|---|---|---|")
    for ahead, cut_off, caches in (
        (86_400, 0, 300),
        (86_400, 3_600, 3_600),
        (3_600, 0, 300),
        (600, 120, 300),
        (300, 0, 300),
        (300, 120, 300),
        (30, 0, 30),
        (30, 0, 300),
    ):
        failed, stale, tokens = Rotation(seed, ahead, cut_off, caches).run()
        print(f"| {shown(ahead)} | {shown(cut_off) if cut_off else '–'} | {shown(caches)} | {failed:,} of {tokens:,} | {stale:,} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="of all random choices")
    seed = parser.parse_args().seed
    storms(seed)
    rotations(seed)


if __name__ == "__main__":
    main()
