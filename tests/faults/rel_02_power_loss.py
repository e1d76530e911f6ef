"""REL-2: power loss. kill -9 never tests durability, for the kernel keeps what was written. So the order of system calls is looked
at (log written, synced, only then answered), and the log of the database is cut and torn at many points: whatever was
acknowledged before a point was in the file by then, and must be there when the database is opened again."""

import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time

import checker
from history import History
from load import Load, Login, apps, sign_out
from node import Receiver, new_node
from row import Row, Skip, remove
from visitor import BackEnd, Browser

FRAME = 24 + 4096


class Quiet(Load):
    """The same steps, one after the other and by nobody else."""

    def __init__(self, node, history, clients):
        super().__init__([node], history, clients, workers=0)


def counts(path):
    """Rows that only ever grow in number."""
    with_uri = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return tuple(with_uri.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("sessions", "grants"))
    finally:
        with_uri.close()


class Journal:
    """What was acknowledged, and how long the log was by then."""

    def __init__(self, node):
        self.wal = node.data / "latchkey.db-wal"
        self.database = node.database
        self.marks = []

    def mark(self, history):
        self.marks.append((self.wal.stat().st_size, len(history.events), counts(self.database)))

    def known_at(self, point):
        """Number of events and rows that were acknowledged when the log had that length."""
        events, rows = 0, (0, 0)
        for size, events_then, rows_then in self.marks:
            if size > point:
                break
            events, rows = events_then, rows_then
        return events, rows


def write_a_log(node, history, clients, steps, chance):
    """People and apps one after the other, so that each acknowledgement has its place in the log."""
    load, journal, back_end = Quiet(node, history, clients), Journal(node), BackEnd(node)
    journal.mark(history)
    for turn in range(steps):
        browser, client = Browser(node), load.own[turn % 2]
        login, code = load._sign_in(browser, client, f"p{turn % 40}", f"l{turn}", True)
        journal.mark(history)
        grant = load.redeem(back_end, client, code, login, True)
        journal.mark(history)
        for _ in range(chance.randint(0, 2)):
            load.refresh(back_end, grant)
            journal.mark(history)
        ending = chance.random()
        if ending < 0.2:
            load.revoke(back_end, grant, grant.refresh)
        elif ending < 0.4:
            load.revoke(back_end, grant, grant.access[-1])
        elif ending < 0.6:
            sign_out(history, login)
        elif ending < 0.8:
            load.allow(login, chance.choice(load.asking))
        journal.mark(history)
    return load, journal


def tear(log, point, how, chance):
    """The log as a power cut may leave it: cut off, or with something else where the rest should be."""
    if how == "cut":
        return log[:point]
    if how == "zeros":
        return log[:point] + bytes(len(log) - point)
    noise = chance.randbytes(min(512, len(log) - point))
    return log[:point] + noise + log[point + len(noise):]


def points(log, count, chance):
    """Random ones, and those around the borders of frames."""
    for number in range(count):
        at = chance.randrange(len(log))
        if number % 3 == 0:
            at = 32 + FRAME * (at // FRAME) + chance.choice((0, 1, 23, 24, 25, -1))
        yield max(0, min(at, len(log) - 1)), chance.choice(("cut", "zeros", "noise"))


def open_by_sqlite(folder, database, log):
    """Whether the copy is whole, and its rows."""
    (folder / "latchkey.db").write_bytes(database)
    (folder / "latchkey.db-wal").write_bytes(log)
    for rest in folder.glob("*-shm"):
        rest.unlink()
    connection = sqlite3.connect(folder / "latchkey.db")
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        # Before the end of the first migration there is an empty database, whole as it is.
        if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            return whole, (0, 0)
        rows = tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("sessions", "grants"))
        return whole, rows
    except sqlite3.DatabaseError as error:
        return str(error), (0, 0)
    finally:
        connection.close()


def open_by_binary(setup, original, database, log, history, known, load):
    """Starts the server over the copy. What was acknowledged before the point must hold, everything later may or may not."""
    node = new_node(setup.base, "torn", setup.storage, (), beside=None)
    node.port, node.issuer_port = original.port, original.issuer_port
    node.write(original.config.read_text().replace(str(original.data), str(node.data)))
    (node.database).write_bytes(database)
    (node.data / "latchkey.db-wal").write_bytes(log)
    later = History()
    # Whatever was answered after the point is as if no answer had come.
    for event in history.events[:known]:
        later.events.append(event)
    for event in history.events[known:]:
        if event["op"] in ("code", "jwt"):
            continue
        later.events.append({**event, "outcome": "unknown", "done": None})
    try:
        seconds = node.start()
        view = Quiet(node, later, load.own + load.asking)
        back_end = BackEnd(node)
        for grant in load.grants:
            for token in grant.access:
                view.use(back_end, token)
            view.hold(back_end, grant)
        for login in load.logins:
            browser = Browser(node)
            browser.cookies = dict(login.browser.cookies)
            there = Login(login.name, login.person, browser)
            view.look_at_login(there, load.own[0])
            for client in load.asking:
                view.look_at_consent(there, client)
        return seconds, later
    finally:
        node.discard()


def torn(row, setup):
    chance, history = random.Random(setup.seed), History()
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node = setup.node("power", clients)
    try:
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        base = node.database.stat().st_size
        load, journal = write_a_log(node, history, clients, 25, chance)
        node.kill()
        database, log = node.database.read_bytes(), journal.wal.read_bytes()
        row.must(len(database) == base, "the log was moved into the database meanwhile: fewer steps are needed")
        folder, corrupt, lost = setup.folder("sqlite"), [], []
        count = 300 if setup.short else 5000
        for point, how in points(log, count, chance):
            whole, rows = open_by_sqlite(folder, database, tear(log, point, how, chance))
            # A point within the log that was there before the first mark is before any acknowledgement.
            wanted = journal.known_at(point)[1]
            if whole != "ok":
                corrupt.append(f"{how} at {point}: {whole}")
            elif any(there < known for there, known in zip(rows, wanted)):
                lost.append(f"{how} at {point}: {rows} rows instead of {wanted}")
        remove(folder)
        row.exactly(f"{count} torn logs read by SQLite: corrupt", len(corrupt), 0, corrupt)
        row.exactly("acknowledged rows lost", len(lost), 0, lost)
        opens, broken, slowest = 12 if setup.short else 150, [], 0.0
        first = journal.marks[0][0]
        for number in range(opens):
            point = len(log) if number == 0 else chance.randrange(first, len(log))
            how = chance.choice(("cut", "zeros", "noise"))
            copy = log if number == 0 else tear(log, point, how, chance)
            try:
                seconds, later = open_by_binary(setup, node, database, copy, history, journal.known_at(point)[0], load)
            except RuntimeError as error:
                broken.append(f"{how} at {point}: {error}")
                continue
            slowest = max(slowest, seconds)
            report = checker.check(later.events)
            broken += [f"{how} at {point}: {found}" for found in report.broken]
        row.exactly(f"{opens} opened by the server: lost or brought back", len(broken), 0, broken)
        row.within("slowest start", slowest, 2)
    finally:
        node.discard()
        receiver.close()


CALL = re.compile(r"^(\d+)\s+(?:<\.\.\. )?(\w+)(.*)$")


def order_of_calls(lines):
    """Reads what strace wrote. Returns the answers, those that were sent before a sync of what was written, and those that were
    sent without anything written since the one before."""
    written = synced = at_last_answer = 0
    syncing, answers, early, empty = {}, 0, [], []
    for line in lines:
        found = CALL.match(line)
        if not found:
            continue
        thread, call, rest = found.groups()
        resumed = "resumed>" in rest
        if call in ("pwrite64", "write", "pwritev") and "-wal>" in rest and not resumed:
            written += 1
        elif call in ("fdatasync", "fsync"):
            if resumed:
                if thread in syncing and "= 0" in rest:
                    synced = max(synced, syncing.pop(thread))
            elif "-wal>" in rest:
                if "unfinished" in rest:
                    syncing[thread] = written
                elif "= 0" in rest:
                    synced = max(synced, written)
        elif call in ("write", "writev", "sendto", "sendmsg") and not resumed and '"HTTP/1.1 200' in rest:
            answers += 1
            if synced < written:
                early.append(line[:200])
            if written == at_last_answer:
                empty.append(line[:200])
            at_last_answer = written
    return answers, early, empty


def calls(row, setup):
    if not shutil.which("strace"):
        row.say("order of system calls skipped: strace is not installed")
        return
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node, history = setup.node("calls", clients), History()
    trace = node.folder / "trace"
    try:
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        load, back_end, wanted = Quiet(node, history, clients), BackEnd(node), 150 if setup.short else 1000
        browser = Browser(node)
        login, code = load._sign_in(browser, load.own[0], "p0", "l", True)
        codes = [code] + [load.look_at_login(login, load.own[0]) for _ in range(wanted // 10)]
        tracer = subprocess.Popen(["strace", "-f", "-qq", "-y", "-s", "32", "-e", "trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fdatasync,fsync",
                                   "-o", str(trace), "-p", str(node.process.pid)], stderr=subprocess.PIPE, text=True)
        time.sleep(1.0)
        if tracer.poll() is not None:
            row.say(f"order of system calls skipped: strace may not look: {tracer.stderr.read().strip()[:100]}")
            return
        acknowledged = 0
        grants = []
        for code in codes:
            grants.append(load.redeem(back_end, load.own[0], code, login, True))
        while acknowledged + len(codes) < wanted:
            grant = grants[acknowledged % len(grants)]
            load.refresh(back_end, grant)
            acknowledged += 1
            if acknowledged % 10 == 0:
                load.revoke(back_end, grant, grant.access[0] if len(grant.access) < 2 else grant.access.pop(0))
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)
        answers, early, empty = order_of_calls(trace.read_text(errors="replace").splitlines())
        row.at_least("acknowledgements under strace", answers, wanted)
        row.exactly("sent before the sync", len(early), 0, early)
        row.exactly("sent without a write", len(empty), 0, empty)
        row.judge(history, "calls")
    finally:
        node.discard()
        receiver.close()


def run(setup):
    if setup.storage != "sqlite":
        raise Skip("the log of this database is not ours to tear")
    row = Row("REL-2", setup)
    calls(row, setup)
    torn(row, setup)
    return row
