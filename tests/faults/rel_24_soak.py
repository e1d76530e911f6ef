"""REL-24: an hour of work under disturbances in random order: kill -9, a stopped process, restarts, a full disk, a clock that is
wrong, new keys, reloads, broken configurations; PostgreSQL is killed, restarted and silenced. It is judged in episodes of some
minutes, each with people of its own, over the same servers and database: every promise holds, and whatever is asked outside of a
fault's window is answered without an error."""

import math
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import postgres
from history import History
from jws import parts
from load import Deliveries, Load, apps
from node import Balanced
from rel_01_kill import LEASE, integrity, owed_logouts
from rel_04_disk_full import fill, mount
from rel_05_database_down import served
from rel_17_reload import BROKEN
from rel_21_clock import Wall
from row import Row, Skip
from visitor import Browser, authorization_url

# Minutes of an episode: a history of so many is judged in one piece.
EPISODE = 4
WORKERS = 24
# People whose sign-in shows that the server is back; the others belong to the episodes.
PROBES = ["p0", "p1"]
# Of the load. A step takes one request or up to six, as a sign-in does.
STEPS_A_SECOND = 80
# With SQLite, the server goes by its own clock: less than a code lives, to and fro.
SKEW = {"sqlite": 20, "postgres": 90}
CODE_LIFE = 60
# MiB. What an hour leaves fits in.
DISK = 1024
# A new key signs half a minute after every node has it, and an hour has many generations of keys.
SETTINGS = 'keys.publish_ahead = "30s"\nbranding.name = "Soak 0"'
TOKENS = 'tokens = { access_token = "20m", id_token = "20m" }'


class Requests:
    """What every request met: how many were answered, and those that were not, or with an error of the server."""

    def __init__(self, front):
        self.answered, self.failed, self.lock = 0, [], threading.Lock()
        front.watch, front.missed = self.watch, self.missed

    def watch(self, seconds, request, answer):
        with self.lock:
            self.answered += 1
        if answer.status >= 500 or answer.status == 429:
            self.add(seconds, f"{request}: {answer.status} {answer.body[:100]!r}")

    def missed(self, seconds, request, error):
        self.add(seconds, f"{request}: {error!r}")

    def add(self, seconds, what):
        now = time.monotonic()
        with self.lock:
            self.failed.append((now - seconds, now, what))

    def outside(self, windows, disturbances):
        """The failures of requests that met no window, by what they were and what had been done last, and how many."""
        found = [failure for failure in list(self.failed)
                 if not any(failure[0] <= closed and opened <= failure[1] for opened, closed in windows)]
        kinds = Counter()
        for _, ended, what in found:
            kinds[f"{what}, after: {next((name for at, name in reversed(disturbances) if at <= ended), 'nothing')}"] += 1
        return [f"{number} × {what}" for what, number in kinds.most_common()], len(found)


class Witness:
    """Asks PostgreSQL as much as a sign-in does, again and again, beside the servers: one question after the other, and a commit. Where
    that takes a second, the machine is at fault, and a server that says so to those who ask is right: such times are windows
    too, and are told."""

    TOO_LONG, QUESTIONS = 1.0, 12

    def __init__(self):
        # To ask for the shared one again would start it where it was stopped.
        self.windows, self.over, self.server = [], False, postgres.shared()
        self.server.query("CREATE TABLE IF NOT EXISTS witness (at double precision)")
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.over:
            command = [f"{postgres.programs()}/psql", "-X", "-q", "-t", "-A", *self.server.address(), "-d", "postgres"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as client:
                try:
                    while not self.over and self.commits(client):
                        time.sleep(0.1)
                except OSError:
                    pass
                client.kill()
            time.sleep(0.1)

    def commits(self, client):
        begun = time.monotonic()
        questions = "SELECT 1 WHERE false;\n" * self.QUESTIONS
        client.stdin.write(f"BEGIN;\n{questions}INSERT INTO witness VALUES ({begun});\nCOMMIT;\n\\echo done\n")
        client.stdin.flush()
        answered = client.stdout.readline() == "done\n"
        if time.monotonic() > begun + self.TOO_LONG:
            self.windows.append((begun, time.monotonic()))
        return answered

    def beside(self, windows):
        """The seconds of each of its windows that met none of these."""
        return [ended - begun for begun, ended in self.windows
                if not any(begun <= closed and opened <= ended for opened, closed in windows)]

    def stop(self):
        self.over = True
        self.thread.join(10)


class Soak:
    """The servers, their load, and what is done to them."""

    def __init__(self, row, setup, episodes):
        self.row, self.setup, self.chance = row, setup, random.Random(setup.seed)
        self.history = History()
        self.deliveries = Deliveries(self.history)
        self.clients = apps(self.deliveries.receiver)
        people = len(PROBES) + WORKERS * episodes
        self.nodes = setup.servers("soak", self.clients, people=people, tokens=TOKENS, more=SETTINGS)
        self.front = Balanced(self.nodes) if len(self.nodes) > 1 else self.nodes[0]
        self.requests, self.windows, self.returns, self.done, self.without = Requests(self.front), [], [], [], []
        self.load, self.generation, self.deck = None, 0, []
        self.events, self.unsure, self.broken, self.kids, self.late = 0, 0, 0, set(), 0.0
        self.kinds = self.all_kinds()
        self.witness = Witness() if setup.storage == "postgres" else None

    def all_kinds(self):
        """What can be done to these servers on this machine."""
        kinds = [self.kill, self.pause, self.restart, self.rotate, self.reload, self.break_configuration]
        if self.setup.storage == "postgres":
            kinds += [self.kill_database, self.restart_database, self.silence_database]
        else:
            kinds += self.where_possible("a full disk", lambda: mount(self.nodes[0].data, DISK), self.fill_disk)
        return kinds + self.where_possible("a wrong clock", lambda: setattr(self, "walls", [Wall(node) for node in self.nodes]), self.skew)

    def where_possible(self, what, prepare, kind):
        try:
            prepare()
        except Skip as why:
            self.without.append(f"without {what}: {why}")
            return []
        return [kind]

    def discard(self):
        if self.setup.storage == "postgres":
            postgres.shared().speak()
            self.witness.stop()
        if self.load:
            self.load.over = True
            self.load.resume()
        for node in self.nodes:
            node.kill()
            os.system(f"umount -q {node.data} 2>/dev/null")
            node.discard()
        self.deliveries.receiver.close()

    # An episode.

    def episode(self, number, until):
        """People of its own at work, and one disturbance after the other, until it is time; then all of it is judged."""
        self.history = self.deliveries.history = History()
        self.deliveries.told.clear()
        self.history.rules(self.front, self.clients, refresh="grace", reuse_grace=10, logout_patience=0,
                           code_life=CODE_LIFE - (0 if self.setup.storage == "postgres" else 2 * SKEW["sqlite"]))
        self.load = Load([self.front], self.history, self.clients, workers=WORKERS, seed=f"{self.setup.seed}/{number}",
                         first=len(PROBES) + WORKERS * number, rate=STEPS_A_SECOND)
        self.seen = {"grants": 0, "logins": 0, "unsure": 0, "redeemed": 0}
        self.load.look_at_keys(self.front)
        while time.monotonic() < until:
            self.load.resume()
            self.calm()
            if not self.deck:
                self.deck = self.chance.sample(self.kinds, len(self.kinds))
            self.disturb(self.deck.pop())
            self.calm()
            self.load.pause()
            self.look()
        self.end()
        self.judge(number)

    def outside(self):
        """The failures outside of all windows, by kind, and how many there are."""
        return self.requests.outside(self.windows + (self.witness.windows if self.witness else []), self.done)

    def calm(self):
        time.sleep(self.chance.uniform(0.5, 1.5) if self.setup.short else self.chance.uniform(1, 4))

    def moment(self):
        time.sleep(self.chance.uniform(0.5, 1.5) if self.setup.short else self.chance.uniform(1, 6))

    def disturb(self, kind):
        begun, name = time.monotonic(), kind.__name__.replace("_", " ")
        self.kind = name
        self.done.append((begun, name))
        self.history.add("chaos", at=begun, what=f"{name} {kind() or ''}".strip())

    def look(self):
        """Everything since the last look, and some of what was before."""
        load = self.load
        fresh = {name: getattr(load, name)[start:] for name, start in self.seen.items()}
        self.seen = {name: start + len(fresh[name]) for name, start in self.seen.items()}
        # Whoever got no answer asks again; some codes that were redeemed are tried once more.
        again = fresh["unsure"] + self.sample(fresh["redeemed"], 3)
        load.look_at_keys(self.front)
        load.look(self.front, self.sample(fresh["grants"], 60) + self.sample(load.grants, 20), self.sample(fresh["logins"], 30), again)

    def sample(self, items, most):
        return self.chance.sample(items, min(most, len(items)))

    def end(self):
        """A last look at all of it, and the time that is due to the last logout tokens."""
        load = self.load
        load.stop()
        load.look(self.front, self.sample(load.grants, 1000), self.sample(load.logins, 500))
        owed = {(event["client"], event["sid"]) for event in owed_logouts(self.history)}
        began = time.monotonic()
        # A lease that began while the clock was ahead ends later.
        while owed - self.deliveries.told and time.monotonic() < began + LEASE + 2 * SKEW[self.setup.storage]:
            time.sleep(0.1)
        self.late = max(self.late, time.monotonic() - began)
        load.look_at_keys(self.front)
        self.history.add("end")

    def judge(self, number):
        judged = Row(self.row.name, self.setup)
        report = judged.judge(self.history, f"episode-{number + 1}")
        self.row.faults += judged.faults
        self.events, self.unsure, self.broken = self.events + report.events, self.unsure + report.unknown, self.broken + len(report.broken)
        self.kids |= {parts(event["token"])[0]["kid"] for event in self.history.events if event["op"] == "jwt"}
        for node in self.nodes:
            self.row.must("panicked" not in node.log(), "a panic is in the log")
            self.shorten_log(node, number)
        if not self.setup.short:
            print(f"        episode {number + 1}: {report.events} events, {len(report.broken)} promises broken, "
                  f"{self.outside()[1]} failures outside of windows so far", file=sys.stderr, flush=True)

    def shorten_log(self, node, number):
        """An hour of log lines is not needed, and each look at them reads them all: where histories are kept, what was not done is."""
        if self.setup.keep:
            told = [line for line in node.log().splitlines(True) if "invalid_grant" not in line
                    and any(word in line for word in ('"code":5', '"ERROR"', "temporarily_unavailable", "reloaded", "panicked"))]
            (self.setup.base / f"{self.row.name}-episode-{number + 1}-{node.port}.log").write_text("".join(told))
        os.truncate(node.log_file, 0)

    # What is done, without an error for anybody.

    def skew(self):
        """The clock of one node's wall is wrong for a while."""
        wall, seconds = self.chance.choice(self.walls), SKEW[self.setup.storage] * self.chance.choice((1, -1))
        wall.jump(seconds)
        self.moment()
        wall.jump(0)
        return f"{seconds:+d} s"

    def rotate(self):
        node = self.chance.choice(self.nodes)
        made = node.command("keys", "rotate")
        self.row.must(made.returncode == 0, f"keys rotate: {made.stdout} {made.stderr}")
        if self.chance.random() < 0.5:
            node.process.send_signal(signal.SIGHUP)
        self.moment()

    def reload(self):
        """A new name, which the login page shows."""
        node = self.chance.choice(self.nodes)
        self.generation += 1
        text = node.config.read_text()
        old = text.partition("branding.name = ")[2].partition("\n")[0]
        self.take_in(node, text.replace(old, f'"Soak {self.generation}"', 1))
        page = Browser(node).visit(authorization_url(node, self.clients[0]))
        self.row.must(f"Soak {self.generation}" in page.body, f"a reload changed nothing: {page.status}")

    def break_configuration(self):
        """I7: it goes on with the one it has."""
        node, good = self.chance.choice(self.nodes), None
        name, addition, _ = self.chance.choice([broken for broken in BROKEN if broken[0] != "a client twice"])
        good = node.config.read_text()
        start = node.log_file.stat().st_size
        put(node, good.replace("[storage]", addition + "\n[storage]"))
        node.process.send_signal(signal.SIGHUP)
        self.row.must(told(node, start, "configuration not reloaded"), f"{name}: not refused")
        self.moment()
        self.row.must(served(node, self.clients[0], PROBES[:1]), f"{name}: the old configuration does not serve")
        self.take_in(node, good)
        return name

    def take_in(self, node, text):
        start = node.log_file.stat().st_size
        put(node, text)
        node.process.send_signal(signal.SIGHUP)
        self.row.must(told(node, start, "configuration reloaded"), "a good configuration was not taken in")

    # What is done, with a window in which requests may fail.

    def kill(self):
        node = self.chance.choice(self.nodes)
        opened = time.monotonic()
        node.kill()
        self.history.add("crash", at=opened)
        time.sleep(self.chance.uniform(0, 1))
        node.start()
        self.back(opened)

    def pause(self):
        """SIGSTOP: its connections stay open, and nobody answers."""
        node = self.chance.choice(self.nodes)
        opened = time.monotonic()
        node.process.send_signal(signal.SIGSTOP)
        # A head that has not been read after five seconds is answered with 408, which is right and no yes or no.
        time.sleep(self.chance.uniform(0.5, 3))
        node.process.send_signal(signal.SIGCONT)
        self.back(opened)

    def restart(self):
        node = self.chance.choice(self.nodes)
        opened = time.monotonic()
        self.row.must(node.stop() == 0, "the exit code after SIGTERM is not 0")
        begun = time.monotonic()
        node.start()
        self.back(opened, begun)

    def fill_disk(self):
        node, opened = self.nodes[0], time.monotonic()
        path, until = fill(node.data), time.monotonic() + 2
        while time.monotonic() < until:
            # The log frees pages of its own when it is moved into the database.
            fill(node.data)
            time.sleep(0.05)
        begun = time.monotonic()
        path.unlink()
        self.back(opened, begun)

    def kill_database(self):
        opened = time.monotonic()
        postgres.shared().kill()
        self.history.add("crash", at=opened)
        self.moment()
        postgres.shared().start()
        self.back(opened)

    def restart_database(self):
        opened = time.monotonic()
        postgres.shared().stop(self.chance.choice(("fast", "immediate")))
        self.moment()
        postgres.shared().start()
        self.back(opened)

    def silence_database(self):
        opened = time.monotonic()
        postgres.shared().silence()
        self.moment()
        postgres.shared().speak()
        self.back(opened)

    def back(self, opened, begun=None):
        """Closes a window when every node serves again."""
        begun = begun or time.monotonic()
        while not all(node.is_ready() and served(node, self.clients[0], PROBES) for node in self.nodes):
            if time.monotonic() > begun + 60:
                self.row.must(False, "not back after a minute")
                break
            time.sleep(0.02)
        self.windows.append((opened, time.monotonic()))
        self.returns.append((time.monotonic() - begun, self.kind))


def put(node, text):
    """In one step, as the file may be watched."""
    beside = node.config.with_suffix(".new")
    beside.write_text(text)
    os.replace(beside, node.config)


def told(node, start, words, patience=15.0):
    """Whether these words come into the log after `start`."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with open(node.log_file, "rb") as log:
            log.seek(start)
            if words.encode() in log.read():
                return True
        time.sleep(0.02)
    return False


def run(setup):
    row, minutes = Row("REL-24", setup), setup.minutes or (1 if setup.short else 60)
    episodes = math.ceil(minutes / EPISODE)
    soak = Soak(row, setup, episodes)
    try:
        for node in soak.nodes:
            node.start()
        begun = time.monotonic()
        for number in range(episodes):
            soak.episode(number, begun + minutes * 60 * (number + 1) / episodes)
        took = time.monotonic() - begun
        (kinds, outside), away = soak.outside(), sum(closed - opened for opened, closed in soak.windows)
        row.exactly("broken promises", soak.broken, 0)
        row.exactly(f"of {soak.requests.answered} answers, failures outside of fault windows", outside, 0, kinds)
        slowest, kind = max(soak.returns, default=(0, "none"))
        row.within(f"back after {len(soak.windows)} faults, at the slowest ({kind})", slowest, 5)
        row.must(soak.windows and soak.requests.failed, "no fault was met: nothing failed within the windows")
        row.say(f"{minutes:g} min in {episodes} episodes, {away / took:.0%} of it in windows, {soak.requests.answered / took:.0f} req/s, "
                f"{len(soak.requests.failed) - outside} failures in windows, {soak.events} events ({soak.unsure} without a certain answer)")
        row.say(", ".join(f"{name} {count}" for name, count in sorted(Counter(name for _, name in soak.done).items())))
        row.say(f"{len(soak.kids)} keys signed, last logout token {soak.late:.1f} s after an episode, "
                f"memory of this test {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        for words in soak.without:
            row.say(words)
        if soak.witness:
            stalls = soak.witness.beside(soak.windows)
            row.say(f"the machine was at fault {len(stalls)} times, {sum(stalls):.0f} s")
        if setup.storage == "postgres":
            row.exactly("pg_amcheck", postgres.shared().damage(soak.nodes[0].storage), "")
        else:
            soak.nodes[0].kill()
            row.exactly("integrity_check after a last kill", integrity(setup, soak.nodes[0]), "ok")
            soak.nodes[0].start()
        for node in soak.nodes:
            row.exactly("exit code", node.stop(), 0)
            row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        soak.discard()
    return row
