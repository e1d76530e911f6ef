"""REL-1: kill -9 under load. After each kill the database is whole, the server is ready soon, and whatever was acknowledged is
there: what was issued works, what was ended does not. Two nodes take requests in turn, and a node or PostgreSQL is killed."""

import random
import shutil
import time

import checker
import postgres
from history import History
from load import Deliveries, Load, apps
from node import Balanced
from row import Row, counted, looked_into, percentile

# A logout token that was on its way at the kill is sent again when its lease is over.
LEASE = 25


def integrity(setup, node):
    """What SQLite says of a copy of the files as the kill left them: opening the files themselves would mend them."""
    folder = setup.folder("copy")
    for file in node.data.iterdir():
        if file.name.startswith("latchkey.db") and not file.name.endswith("-shm"):
            shutil.copy(file, folder / file.name)
    return looked_into(folder)


def cut(node):
    """What a database does that acknowledges too early: the end of the log is lost. Behind it may lie what is left of a longer one."""
    log = node.data / "latchkey.db-wal"
    with open(log, "r+b") as file:
        head = file.read(32)
        if len(head) < 32:
            return
        frame = 24 + int.from_bytes(head[8:12])
        frames = 0
        while file.seek(32 + frames * frame) and file.read(24)[8:16] == head[16:24]:
            frames += 1
        file.truncate(32 + frames * 9 // 10 * frame)


class Kills:
    """One server or several under load, killed again and again."""

    def __init__(self, setup, sabotage=False):
        self.setup, self.sabotage = setup, sabotage
        self.history, self.chance = History(), random.Random(setup.seed)
        self.deliveries = Deliveries(self.history)
        clients = apps(self.deliveries.receiver)
        self.nodes = setup.servers("kill", clients)
        self.history.rules(self.nodes[0], clients, refresh="grace", reuse_grace=10, logout_patience=0)
        self.restarts, self.checks, self.returns = [], [], []
        for node in self.nodes:
            node.start()
        self.front = Balanced(self.nodes) if len(self.nodes) > 1 else self.nodes[0]
        self.load = Load([self.front], self.history, clients, workers=50, seed=setup.seed)
        self.load.look_at_keys(self.front)
        self.seen = {"grants": 0, "logins": 0, "unsure": 0, "redeemed": 0}

    def sample(self, items, most):
        return self.chance.sample(items, min(most, len(items)))

    def kill(self):
        """Load, a kill at a random moment, the restart, and a look at everything since the last one."""
        load, history = self.load, self.history
        load.resume()
        time.sleep(self.chance.uniform(0.1, 0.9))
        if self.setup.storage == "postgres" and self.chance.random() < 0.4:
            self.kill_database()
        else:
            self.kill_node(self.chance.choice(self.nodes))
        load.look_at_keys(self.front)
        fresh = {name: getattr(load, name)[start:] for name, start in self.seen.items()}
        self.seen = {name: start + len(fresh[name]) for name, start in self.seen.items()}
        # Whoever got no answer asks again; some codes that were redeemed are tried once more.
        again = fresh["unsure"] + self.sample(fresh["redeemed"], 6)
        load.look(self.front, fresh["grants"] + self.sample(load.grants, 20), fresh["logins"], again)
        load.look(self.front, self.sample(fresh["grants"], 20), [])

    def kill_node(self, node):
        at = time.monotonic()
        node.kill()
        if len(self.nodes) > 1:
            # The other one goes on.
            time.sleep(self.chance.uniform(0, 0.3))
        self.load.pause()
        self.history.add("crash", at=at)
        if self.setup.storage == "sqlite":
            self.checks.append(integrity(self.setup, node))
        if self.sabotage:
            cut(node)
        self.restarts.append(node.start())

    def kill_database(self):
        """Kills PostgreSQL under nodes that go on; they are ready soon after its return."""
        server, at = postgres.shared(), time.monotonic()
        server.kill()
        self.load.pause()
        self.history.add("crash", at=at)
        server.start()
        begun = time.monotonic()
        while not all(node.is_ready() for node in self.nodes) and time.monotonic() < begun + 30:
            time.sleep(0.01)
        self.returns.append(time.monotonic() - begun)

    def end(self):
        """A last look at what is left of all of it; the seconds until the last logout token came."""
        load, history, node = self.load, self.history, self.front
        load.stop()
        share = 300 if self.setup.short else 3000
        load.look(node, self.sample(load.grants, share), self.sample(load.logins, share // 3))
        owed = {(event["client"], event["sid"]) for event in owed_logouts(history)}
        began = time.monotonic()
        while owed - self.deliveries.told and time.monotonic() < began + LEASE:
            time.sleep(0.1)
        load.look_at_keys(node)
        history.add("end")
        return time.monotonic() - began

    def discard(self):
        self.load.over = True
        self.load.resume()
        for node in self.nodes:
            node.discard()
        self.deliveries.receiver.close()


def run(setup):
    row, wanted = Row("REL-1", setup), setup.kills or (15 if setup.short else 200)
    found_in_sabotaged(row, setup)
    kills = Kills(setup)
    try:
        for _ in range(wanted):
            kills.kill()
        late, history = kills.end(), kills.history
        row.exactly("kills", len(kills.restarts) + len(kills.returns), wanted)
        row.within("restart to ready p50", percentile(kills.restarts, 0.5), 2)
        row.within("worst", max(kills.restarts, default=0), 2)
        if setup.storage == "sqlite":
            row.exactly("integrity_check ok", kills.checks.count("ok"), len(kills.checks), set(kills.checks))
        else:
            row.within(f"ready after {len(kills.returns)} returns of a killed PostgreSQL", max(kills.returns, default=0), 5)
            row.exactly("pg_amcheck", postgres.shared().damage(kills.nodes[0].storage), "")
        report = row.judge(history)
        row.exactly("lost acks", sum(found.promise == "I2" or "(I2)" in found.what for found in report.broken), 0)
        row.exactly("double use", sum(found.promise == "I1" for found in report.broken), 0)
        row.say(f"{report.events} events of 50 connections ({report.unknown} without a certain answer), "
                f"{counted(history, 'redeem')['ok']} codes redeemed, {counted(history, 'refresh')['ok']} refreshed, "
                f"{counted(history, 'revoke')['ok']} revoked, {counted(history, 'withdraw')['ok']} consents withdrawn, "
                f"{counted(history, 'logout')['ok']} signed out, "
                f"{report.checked['looks at consents']} looks at consents, last logout token {late:.1f} s after the last kill")
        for node in kills.nodes:
            row.must(node.stop() == 0, "the exit code after SIGTERM is not 0")
            row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        kills.discard()
    return row


def found_in_sabotaged(row, setup):
    """The same with a server whose log is cut after each kill: a harness that finds nothing there proves nothing here."""
    if setup.storage != "sqlite":
        return
    kills = Kills(setup, sabotage=True)
    try:
        # What was moved into the database right before the kill is not lost with the log.
        lost, tries = 0, 0
        while lost == 0 and tries < 6:
            tries += 1
            kills.kill()
            report = checker.check(kills.history.events)
            lost = sum(found.promise in ("I1", "I2") or "(I2)" in found.what for found in report.broken)
        row.at_least("found where the log was cut", lost, 1)
    finally:
        kills.discard()


def owed_logouts(history):
    """The redemptions whose apps are to hear of an acknowledged logout."""
    signed_out = {event["session"]: event["at"] for event in history.events if event["op"] == "logout" and event["outcome"] == "ok"}
    return [event for event in history.events if event["op"] == "redeem" and event["outcome"] == "ok"
            and event["done"] < signed_out.get(event["session"], 0)]
