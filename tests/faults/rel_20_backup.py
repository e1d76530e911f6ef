"""REL-20: backup and restore. `latchkey backup` copies the database again and again while everybody is at work; each copy is restored
elsewhere, with logins and without, and is served. What was acknowledged before a backup holds there, what ended before it has ended,
and what ended after it is alive again, as docs/operations.md says. A restore that is killed leaves one database or the other."""

import copy
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import checker
import visitor
from history import History, digest
from load import Deliveries, Load, Login, apps, sign_out
from node import BINARY, Receiver, new_node
from row import Row, Skip, counted, looked_into, percentile
from strace import command, needed
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

RESTORING = ["rename", "renameat", "renameat2", "link", "linkat", "fsync", "fdatasync", "pwrite64", "copy_file_range", "unlink"]


class Moment:
    """What was known when a backup began: events so far, and what people and apps held."""

    def __init__(self, load, history):
        self.at = time.monotonic()
        with history.lock:
            self.events = list(history.events)
        with load.lock:
            grants, logins = list(load.grants), list(load.logins)
        self.grants = [copy.copy(grant) for grant in grants]
        for grant in self.grants:
            grant.access = list(grant.access)
        self.logins = [(login, dict(login.browser.cookies)) for login in logins]
        self.done = None

    def finish(self, history):
        """When it was over: what was asked meanwhile may be in it or not, what was asked later is not."""
        self.done = time.monotonic()
        with history.lock:
            self.events = list(history.events)
        # Whoever refreshed meanwhile went on from the answer, which this history must not know: nothing can be said of them.
        unsure = {event["grant"] for event in self.events if event["op"] == "refresh"
                  and event["at"] <= self.done and event.get("done", self.done) >= self.at}
        self.grants = [grant for grant in self.grants if digest(grant.code) not in unsure]

    def history(self):
        """What a server knows that goes on from the backup."""
        later = History()
        for event in self.events:
            if event["op"] == "delivered":
                # Of logout tokens, those are judged that the server under load sends.
                continue
            if event.get("done", self.done) < self.at:
                later.events.append(event)
            elif event["at"] <= self.done and event["op"] not in ("code", "jwt"):
                later.events.append({**event, "outcome": "unknown", "done": None})
        return later

    def logins_at(self, node):
        """The same browsers, as they were, before another server."""
        for login, cookies in self.logins:
            browser = Browser(node)
            browser.cookies = dict(cookies)
            there = Login(login.name, login.person, browser)
            there.id_token = login.id_token
            yield there


class Backups:
    def __init__(self, setup):
        self.setup, self.history, self.chance = setup, History(), random.Random(setup.seed)
        self.deliveries = Deliveries(self.history)
        self.clients = apps(self.deliveries.receiver)
        self.node = setup.node("backup", self.clients)
        self.node.start()
        self.history.rules(self.node, self.clients, refresh="grace", reuse_grace=10)
        self.load = Load([self.node], self.history, self.clients, workers=15, seed=setup.seed)
        self.load.look_at_keys(self.node)
        self.files = setup.folder("backups")
        self.back_end, self.people = BackEnd(self.node), 0
        self.damaged, self.failed, self.times, self.broken, self.wrong = [], [], [], [], []
        self.looked, self.revived, self.ended, self.served = 0, 0, 0, 0

    def person(self):
        """Somebody who is none of the load's."""
        self.people += 1
        login, code = self.load._sign_in(Browser(self.node), self.clients[0], f"p{30 + self.people % 30}", f"own{self.people}", True)
        return login, self.load.redeem(self.back_end, self.clients[0], code, login, True)

    def make(self):
        """One backup under load, and what was known then. Before and after it somebody revokes, and somebody signs out."""
        before, after = [self.person() for _ in range(2)], [self.person() for _ in range(2)]
        self.end(*before)
        moment, file = Moment(self.load, self.history), self.files / f"{len(self.times)}.db"
        done = self.node.command("backup", str(file))
        moment.finish(self.history)
        self.times.append(moment.done - moment.at)
        self.end(*after)
        if done.returncode != 0:
            self.failed.append(done.stderr)
        folder = self.setup.folder("look")
        shutil.copy(file, folder / "latchkey.db")
        whole = looked_into(folder)
        if whole != "ok":
            self.damaged.append(whole)
        return file, moment, before, after

    def end(self, revoking, leaving):
        self.load.revoke(self.back_end, revoking[1], revoking[1].refresh)
        sign_out(self.history, leaving[0])

    def elsewhere(self, receiver):
        """A server of the same issuer with an empty folder. Its logout tokens go to apps of its own."""
        node = new_node(self.setup.base, "restored", "sqlite", (), beside=self.node)
        text = self.node.config.read_text().replace(str(self.node.data), str(node.data))
        text = text.replace(f'server.listen = ["127.0.0.1:{self.node.port}"]', f'server.listen = ["127.0.0.1:{node.port}"]')
        node.write(text.replace(f"127.0.0.1:{self.deliveries.receiver.port}/", f"127.0.0.1:{receiver.port}/"))
        return node

    def restored(self, file, moment, before, after, keep):
        told = []
        receiver = Receiver(lambda path, body: told.append(path))
        node = self.elsewhere(receiver)
        try:
            done = node.command("restore", str(file), *(["--keep-logins"] if keep else []))
            if done.returncode != 0:
                self.wrong.append(f"restore: {done.stderr[-300:]}")
                return
            node.start()
            if node.command("restore", str(file), "--force").returncode == 0:
                self.wrong.append("a database in use was replaced")
            try:
                (self.goes_on if keep else self.begins_anew)(node, moment, before, after, told)
            except (NotSent, Unknown) as error:
                self.wrong.append(f"a restored server gave no answer: {error!r}, exit code {node.process.poll()}: {node.log()[-300:]}")
            self.served += 1
            if node.command("restore", str(file)).returncode == 0 or node.stop() != 0:
                self.wrong.append("restored over a database in use, or no clean exit")
            if node.command("restore", str(file)).returncode == 0:
                self.wrong.append("a database with accounts was replaced without --force")
            if "panicked" in node.log():
                self.wrong.append("a panic is in the log")
        finally:
            node.discard()
            receiver.close()

    def goes_on(self, node, moment, before, after, _):
        """With --keep-logins: everything as it was, whatever happened since."""
        history, back_end = moment.history(), BackEnd(node)
        load = Load([node], history, self.clients, workers=0)
        logins = {login.name: login for login in moment.logins_at(node)}
        own = {login.name for pair in before + after for login in pair[:1]}
        chosen = [login for login in logins.values() if login.name in own or self.chance.random() < 40 / len(logins)]
        grants = moment.grants[-60:]
        load.look(node, grants, chosen, threads=2)
        load.look_at_keys(node)
        for grant in grants:
            if grant.refresh:
                load.refresh(back_end, grant)
        for login in chosen[::4]:
            sign_out(history, login)
        load._sign_in(Browser(node), self.clients[0], "p29", "new", True)
        load.look(node, grants, chosen, threads=2)
        report = checker.check(history.events)
        self.looked += sum(report.checked.values())
        self.broken += map(str, report.broken)
        self.broken += [f"odd: {event}" for event in history.events if event.get("outcome") in ("odd", "fault") and event["at"] > moment.done]
        # As documented: who revoked or left after the backup is as before, and who did so earlier is not.
        last = {}
        for event in history.events:
            if event["at"] > moment.done and event["op"] == "session":
                last.setdefault(event["session"], event["outcome"])
        if last.get(before[1][0].name) != "refused" or last.get(after[1][0].name) != "ok":
            self.wrong.append(f"signed out before: {last.get(before[1][0].name)}, after: {last.get(after[1][0].name)}")
        dead, alive = (back_end.userinfo(pair[0][1].access[-1]).status for pair in (before, after))
        if (dead, alive) != (401, 200):
            self.wrong.append(f"revoked before the backup: {dead}, after it: {alive}")
        self.revived += alive == 200

    def found_in_older(self, older, newer):
        """A server that has forgotten what came between two backups: a harness that finds nothing there proves nothing here."""
        kept = self.broken, self.wrong, self.revived, self.served, self.looked
        self.broken, self.wrong = [], []
        self.restored(older[0], *newer[1:], True)
        found = len(self.broken)
        self.broken, self.wrong, self.revived, self.served, self.looked = kept
        return found

    def begins_anew(self, node, moment, before, after, told):
        """Without: all logins and tokens end, apps are told, and whoever signs in is served."""
        back_end = BackEnd(node)
        for grant in moment.grants[-40:]:
            answers = [back_end.userinfo(grant.access[-1]).status]
            if grant.refresh:
                answers.append(back_end.refresh(grant.client, grant.refresh).status)
            if not set(answers) <= {400, 401}:
                self.wrong.append(f"alive after a restore that ends logins: {answers}")
        for login in list(moment.logins_at(node))[-20:]:
            answer = login.browser.get(authorization_url(node, self.clients[0], prompt="none"))
            if answer.parameters.get("error") != "login_required":
                self.wrong.append(f"signed in after a restore that ends logins: {answer.location}")
        answer = visitor.sign_in(Browser(node), self.clients[0], "p29")
        tokens = back_end.redeem(self.clients[0], answer.parameters.get("code", "")).json()
        if back_end.userinfo(tokens.get("access_token", "")).status != 200:
            self.wrong.append(f"no sign-in after a restore: {answer.status} {tokens}")
        until = time.monotonic() + 20
        while not told and time.monotonic() < until:
            time.sleep(0.1)
        self.ended += bool(told)

    def killed(self, file, other):
        """A restore over a database that is there, killed at its system calls."""
        left = {"former": 0, "restored": 0}
        receiver = Receiver(lambda path, body: None)

        def attempt(inject=""):
            node = self.elsewhere(receiver)
            shutil.copy(other, node.database)
            folder, output = node.folder, node.folder / "strace"
            tracer = command(output, RESTORING, (), inject)
            restore = [BINARY, "-c", str(node.config), "restore", str(file), "--force"]
            done = subprocess.run([*tracer, *restore], capture_output=True, cwd=folder, timeout=120)
            return node, done.returncode, output.read_text(errors="replace").splitlines()

        node, _, lines = attempt()
        names = [line.split("(")[0].split()[-1] for line in lines if "(" in line]
        restored = look_at(node.database)
        node.discard()
        points = [(name, number) for name in dict.fromkeys(names) if name in RESTORING for number in range(1, names.count(name) + 1)]
        kept = self.chance.sample(points, min(len(points), 6 if self.setup.short else 60))
        # The steps that change places, and the syncs around them.
        kept += [point for point in points if point[0].startswith(("rename", "link", "fsync")) and point not in kept]
        for name, number in kept:
            node, code, _ = attempt(f"{name}:signal=SIGKILL:when={number}")
            if code != 0:
                found = look_at(node.database)
                state = "restored" if found == restored else "former" if found == look_at(other) else None
                if state is None:
                    self.wrong.append(f"restore killed at {name} {number}: {found}")
                else:
                    left[state] += 1
                again = node.command("restore", str(file), "--force")
                if again.returncode != 0 or look_at(node.database) != restored:
                    self.wrong.append(f"restore killed at {name} {number}, and again: {again.stderr[-300:]}")
            node.discard()
        receiver.close()
        return left

    def discard(self):
        self.load.over = True
        self.load.resume()
        self.node.discard()
        self.deliveries.receiver.close()


def look_at(database):
    """What SQLite says of a database, and what tells it from others: its logins, open and ended."""
    folder = Path(tempfile.mkdtemp(prefix="looked-at-", dir=database.parent))
    for more in ("", "-wal"):
        if (file := database.with_name(database.name + more)).exists():
            shutil.copy(file, folder / ("latchkey.db" + more))
    connection = sqlite3.connect(folder / "latchkey.db")
    logins = connection.execute("SELECT count(*), count(ended_at) FROM sessions").fetchone()
    connection.close()
    return looked_into(folder), *logins


def run(setup):
    if setup.storage != "sqlite":
        raise Skip("this database has backups of its own (docs/operations/postgresql.md)")
    row, backups = Row("REL-20", setup), Backups(setup)
    count, made = 2 if setup.short else 20, []
    try:
        backups.load.resume()
        time.sleep(1)
        for number in range(count):
            time.sleep(backups.chance.uniform(0.1, 0.5 if setup.short else 2))
            made.append(backups.make())
            for keep in (True, False):
                backups.restored(*made[-1], keep)
        backups.load.stop()
        backups.history.add("end")
        row.at_least("found where an older backup was restored", backups.found_in_older(made[0], made[-1]), 1)
        row.exactly("backups under load", count - len(backups.failed), count, backups.failed)
        row.exactly("integrity_check ok", count - len(backups.damaged), count, backups.damaged)
        row.exactly("restored and served", backups.served, 2 * count)
        row.exactly("broken promises of restored servers", len(backups.broken), 0, backups.broken)
        row.exactly("revoked or signed out after the backup, and alive as documented", backups.revived, count)
        row.exactly("apps told where logins end", backups.ended, count)
        try:
            needed()
            left = backups.killed(made[-1][0], made[0][0])
            row.say(f"restore killed at {sum(left.values())} calls: {left['former']} times the former database, "
                    f"{left['restored']} times the restored one")
        except Skip as why:
            row.say(f"a restore that is killed skipped: {why}")
        row.exactly("other things that went wrong", len(backups.wrong), 0, backups.wrong)
        row.judge(backups.history, "under-backups")
        row.say(f"{backups.looked} things looked at; a backup takes {percentile(backups.times, 0.5):.1f} s beside the load, "
                f"{counted(backups.history, 'redeem')['ok']} codes redeemed meanwhile")
        row.must("panicked" not in backups.node.log(), "a panic is in the log")
    finally:
        backups.discard()
    return row
