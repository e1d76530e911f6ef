"""REL-10: a login ends in which 1,000 apps were signed in. 200 of their servers are dead (half refuse connections, half never answer
them), 200 answer after 30 s, 100 say 500; the rest are told soon, also where the server is killed in the midst of it."""

import asyncio
import random
import threading
import time
import urllib.parse
from collections import defaultdict
from pathlib import Path

import visitor
from history import History
from load import Login, sign_out
from node import Client, claims
from row import Row, percentile
from sites import Sites, response
from visitor import BackEnd, Browser, authorization_url

HEALTHY, FAULTY, SLOW, REFUSED, SWALLOWED = "healthy", "faulty", "slow", "refused", "swallowed"
COUNTS = {HEALTHY: 500, FAULTY: 100, SLOW: 200, REFUSED: 100, SWALLOWED: 100}
# docs/session-management.md: five repetitions after 1 s to 15 min, each wait longer than the last by the same factor.
WAITS = (1, 5, 30, 164, 900)
# Whole seconds, and a look into the outbox every half second; a repetition may also stand behind 200 that are under way.
EARLY, LATE = 1.1, 10.0


class Apps:
    """The apps, and when each was sent which logout token."""

    def __init__(self, seed):
        self.sites, self.told = Sites(), defaultdict(list)
        ports = {HEALTHY: self.sites.serve(self.says(200)), FAULTY: self.sites.serve(self.says(500)),
                 SLOW: self.sites.serve(self.says(200, 30)), REFUSED: self.sites.refuse(), SWALLOWED: self.sites.swallow()}
        self.ports = set(ports.values())
        self.kinds = [kind for kind, count in COUNTS.items() for _ in range(count)]
        # The outbox must not find the dead ones together, by the order of their names.
        random.Random(seed).shuffle(self.kinds)
        self.clients = [Client(f"app{number:03}", f"http://localhost:3000/{number}", f"http://127.0.0.1:{ports[kind]}/app{number:03}")
                        for number, kind in enumerate(self.kinds)]

    def says(self, status, after=0):
        async def answer(path, body, writer):
            token = dict(urllib.parse.parse_qsl(body))["logout_token"]
            self.told[path.strip("/"), claims(token)["sid"]].append(time.monotonic())
            await asyncio.sleep(after)
            writer.write(response(status))
        return answer

    def of(self, kind):
        return [client for client, its in zip(self.clients, self.kinds) if its == kind]


class Sockets:
    """How many sockets of the server towards the apps there are: the most at any look."""

    def __init__(self, ports):
        self.ends, self.most, self.over = {f"{port:04X}" for port in ports}, 0, False

    def watch(self, node):
        self.over = False
        while not self.over:
            self.most = max(self.most, self.count(node.process.pid))
            time.sleep(0.05)

    def count(self, process):
        towards = set()
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[2].rpartition(":")[2] in self.ends and fields[9] != "0":
                towards.add(f"socket:[{fields[9]}]")
        own = set()
        try:
            for entry in Path(f"/proc/{process}/fd").iterdir():
                try:
                    own.add(str(entry.readlink()))
                except OSError:
                    pass
        except OSError:
            pass
        return len(towards & own)


def sign_in_everywhere(node, clients, person="p0"):
    """One browser at every app; the login, and the `sid` by which each app knows it."""
    browser, sids, lock = Browser(node), {}, threading.Lock()
    visitor.sign_in(browser, clients[0], person)
    login, waiting = Login(person, person, browser), list(clients)

    def work():
        own, back_end = Browser(node), BackEnd(node)
        own.cookies = dict(browser.cookies)
        while True:
            with lock:
                if not waiting:
                    return
                client = waiting.pop()
            code = own.get(authorization_url(node, client, prompt="none")).parameters["code"]
            token = back_end.redeem(client, code).json()["id_token"]
            with lock:
                sids[client.client_id] = claims(token)["sid"]
                login.id_token = token, client

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return login, sids


class FanOut:
    """One login of 1,000 apps at a server of its own, and its end."""

    def __init__(self, setup, number):
        self.apps = Apps(f"{setup.seed}/{number}")
        self.node = setup.node("fan-out", self.apps.clients)
        self.sockets, self.ends, self.sids, self.at = Sockets(self.apps.ports), [], {}, 0.0
        self.history, self.watcher = History(), None

    def begin(self, others=0):
        """Signs in, and ends the login. Then so many other people, one after the other, sign out of two apps that are well."""
        self.node.start()
        login, self.sids = sign_in_everywhere(self.node, self.apps.clients)
        few = [sign_in_everywhere(self.node, self.apps.of(HEALTHY)[2 * n:2 * n + 2], f"p{n + 1}")[0] for n in range(others)]
        self.watcher = threading.Thread(target=self.sockets.watch, args=(self.node,), daemon=True)
        self.watcher.start()
        self.at = time.monotonic()
        for each in [login, *few]:
            begun = time.monotonic()
            sign_out(self.history, each)
            self.ends.append(time.monotonic() - begun)
            if each is not login:
                time.sleep(0.05)

    def times(self, kind):
        """When each app of this kind was sent its tokens, in seconds after the end; nothing for those that were not."""
        found = (self.apps.told.get((client.client_id, self.sids[client.client_id]), []) for client in self.apps.of(kind))
        return [[at - self.at for at in times] for times in found]

    def await_healthy(self, patience):
        until = time.monotonic() + patience
        while time.monotonic() < until and not all(self.times(HEALTHY)):
            time.sleep(0.1)
        return sum(not times for times in self.times(HEALTHY))

    def stop_watching(self):
        self.sockets.over = True
        self.watcher.join()

    def discard(self):
        self.sockets.over = True
        self.node.discard()
        self.apps.sites.close()


def judge_waits(row, fan_out, waits):
    """Each repetition comes after its wait, counted from the failure: that of a slow app is its timeout of 5 s, or 1 s at the first
    try while many others are slow."""
    gaps, wrong = [[] for _ in waits], []
    for kind, lasts, at_first in ((FAULTY, 0.0, 0.0), (SLOW, 5.0, 1.0)):
        for times in fan_out.times(kind):
            found = [later - earlier - lasts for earlier, later in zip(times, times[1:])]
            if found and found[0] < waits[0] - EARLY:
                found[0] += lasts - at_first
            wrong += [f"{kind}: {len(found)} repetitions"] if len(found) < len(waits) else []
            for place, (gap, wait) in enumerate(zip(found, waits)):
                gaps[place].append(gap)
                if not wait - EARLY <= gap <= wait + LATE:
                    wrong.append(f"{kind}: {gap:.1f} s instead of {wait} s")
    shown = ", ".join(f"{min(gap):.1f}–{max(gap):.1f} s ({wait} s)" for gap, wait in zip(gaps, waits) if gap)
    row.say(f"repeated after {shown}")
    row.exactly("repetitions at another time", len(wrong), 0, wrong)


def judge_end(row, fan_out):
    """After the last repetition nobody is asked again, and `session untold` names whoever was not told."""
    time.sleep(15)
    bad = [client.client_id for kind in (FAULTY, SLOW, REFUSED, SWALLOWED) for client in fan_out.apps.of(kind)]
    most = max(len(times) for kind in (FAULTY, SLOW) for times in fan_out.times(kind))
    row.exactly("tries of an app that fails", most, 1 + len(WAITS))
    lines = fan_out.node.command("session", "untold").stdout.splitlines()
    failed = {word for line in lines if "failed" in line for word in line.split() if word in set(bad)}
    row.exactly("named as not told", len(failed), len(bad), lines[:3])


def killed(setup, number, chance):
    """The same with a kill -9 in the midst of it; the healthy apps that were never told, and how long the last one took."""
    fan_out = FanOut(setup, f"kill {number}")
    try:
        fan_out.begin()
        time.sleep(chance.uniform(0, 1.5))
        fan_out.stop_watching()
        fan_out.node.kill()
        before = sum(map(bool, fan_out.times(HEALTHY)))
        fan_out.node.start()
        threading.Thread(target=fan_out.sockets.watch, args=(fan_out.node,), daemon=True).start()
        untold = fan_out.await_healthy(90)
        last = max((times[0] for times in fan_out.times(HEALTHY) if times), default=0.0)
        return before, untold, last, fan_out.sockets.most
    finally:
        fan_out.discard()


def run(setup):
    row, chance = Row("REL-10", setup), random.Random(setup.seed)
    rounds, kills, waits = (1, 1, WAITS[:2]) if setup.short else (4, 5, WAITS)
    large, small, delays, untold, most, first = [], [], [], 0, 0, None
    try:
        for number in range(rounds):
            fan_out = FanOut(setup, number)
            first = first or fan_out
            try:
                fan_out.begin(others=20)
                untold += fan_out.await_healthy(60)
                large, small = large + fan_out.ends[:1], small + fan_out.ends[1:]
                delays += [times[0] for times in fan_out.times(HEALTHY) if times]
                odd = [event for event in fan_out.history.events if event["outcome"] != "ok"]
                row.must(not odd, f"a sign-out was answered otherwise: {odd[:2]}")
            finally:
                if fan_out is not first:
                    fan_out.stop_watching()
                    most = max(most, fan_out.sockets.most)
                    fan_out.discard()
        told = [killed(setup, number, chance) for number in range(kills)]
        # The others were tried while the first one went on repeating.
        time.sleep(max(0.0, first.at + sum(waits) + 5 * len(waits) + LATE + 5 - time.monotonic()))
        row.exactly(f"{rounds} times, of {COUNTS[HEALTHY]} healthy apps among 1,000 not told", untold, 0)
        row.within(f"end_session p99 of {len(large)} with 1,000 apps and {len(small)} others meanwhile",
                   percentile(large + small, 0.99), 0.5)
        row.say(f"slowest with 1,000 apps {max(large) * 1000:.0f} ms")
        row.within("logout token at a healthy app p99", percentile(delays, 0.99), 5)
        row.say(f"median {percentile(delays, 0.5):.2f} s, slowest {max(delays):.2f} s")
        judge_waits(row, first, waits)
        if not setup.short:
            judge_end(row, first)
        told_before = [before for before, *_ in told]
        row.exactly(f"{kills} kills, after {min(told_before)} to {max(told_before)} were told: healthy apps not told",
                    sum(untold for _, untold, _, _ in told), 0)
        row.say(f"last one {max(last for _, _, last, _ in told):.1f} s after the end")
        row.at_most("sockets towards apps", max(most, first.sockets.most, *(count for *_, count in told)), 200)
        row.must("panicked" not in first.node.log(), "a panic is in the log")
    finally:
        if first:
            first.discard()
    return row
