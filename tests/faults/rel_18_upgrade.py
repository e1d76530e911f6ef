"""REL-18: upgrades. Databases of every past schema, with what people and apps held, are brought up to date: by one command, by a
server, by several at once, and by one that is killed on its way. A database is as it was or up to date, whoever held something
holds it still, and a newer schema is refused untouched. Two versions over one PostgreSQL take turns under sign-ins."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import checker
import postgres
from history import History
from load import Deliveries, Load, Login, apps, sign_out
from node import BINARY, ROOT, Balanced, Receiver, new_node
from row import Row, Skip, looked_into
from strace import calls_of, command, needed
from visitor import BackEnd, Browser

MIGRATIONS = sorted((ROOT / "src/store/sqlite/migrations").glob("*.sql"))
KNOWN = len(MIGRATIONS)
OLD = os.environ.get("LATCHKEY_OLD_BIN")
READING, WRITING = "pread64", ("pwrite64", "fsync", "fdatasync", "ftruncate")
# Migrations of these are killed over all rows too.
ALL_ROWS = (1, 12)
# Rows that come in such numbers, and what tells them apart.
MANY = {"users": ("sub", "username"), "sessions": ("id", "sub"), "grants": ("id", "sub"), "access_tokens": ("digest",), "refresh_tokens": ("digest",)}


class Before:
    """What people and apps hold, by this version, and its database."""

    def __init__(self, setup):
        self.setup, self.history = setup, History()
        self.receiver = Receiver(lambda path, body: None)
        self.clients = apps(self.receiver)
        self.node = setup.node("before", self.clients)
        self.node.start()
        self.history.rules(self.node, self.clients, refresh="grace", reuse_grace=10)
        self.load, back_end = Load([self.node], self.history, self.clients, workers=0), BackEnd(self.node)
        for number in range(12):
            login, code = self.load._sign_in(Browser(self.node), self.clients[0], f"p{number}", f"l{number}", True)
            grant = self.load.redeem(back_end, self.clients[0], code, login, True)
            self.load.refresh(back_end, grant)
            self.load.allow(login, self.load.asking[number % 4])
            if number % 4 == 1:
                self.load.revoke(back_end, grant, grant.refresh)
            elif number % 4 == 2:
                sign_out(self.history, login)
            elif number % 4 == 3:
                self.load.withdraw(login, self.load.asking[number % 4])
        self.node.stop()

    def holders(self, node, history):
        """The same people and apps, before another server with a copy of the database."""
        load = Load([node], history, self.clients, workers=0)
        logins = []
        for login in self.load.logins:
            browser = Browser(node)
            browser.cookies = dict(login.browser.cookies)
            logins.append(Login(login.name, login.person, browser))
        return load, logins

    def broken_at(self, node):
        """The promises that a server broke which goes on with a copy of the database."""
        history = History()
        history.events = list(self.history.events)
        load, logins = self.holders(node, history)
        load.look(node, self.load.grants, logins, self.load.redeemed[:2], threads=2)
        load._sign_in(Browser(node), self.clients[0], "p40", "new", True)
        return [str(found) for found in checker.check(history.events).broken] + [
            f"odd: {event}" for event in history.events if event.get("outcome") in ("odd", "fault")]

    def copy(self, database):
        """A node that is not yet started, over a copy of this database."""
        node = new_node(self.setup.base, "upgrade", "sqlite", ())
        node.port, node.issuer_port = self.node.port, self.node.issuer_port
        node.write(self.node.config.read_text().replace(str(self.node.data), str(node.data)))
        shutil.copy(database, node.database)
        node.database.chmod(0o600)
        return node

    def discard(self):
        self.node.discard()
        self.receiver.close()


def of_version(before, version, rows):
    """A database as a server of that schema left it: the migrations until then, what people hold, and many rows more."""
    path = before.setup.folder("schema") / "latchkey.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    for file in MIGRATIONS[:version]:
        connection.executescript("BEGIN;" + file.read_text() + "COMMIT;")
    connection.execute("ATTACH ? AS present", (str(before.node.database),))
    connection.execute("BEGIN")
    for table in tables(connection, "main"):
        here, there = columns(connection, "main", table), columns(connection, "present", table)
        shared = [name for name in here if name in there]
        if shared:
            # What there was then and is no more has to be something.
            lost = [name for name, (must_be, default) in here.items() if must_be and default is None and name not in there]
            names, values = ", ".join(shared + lost), ", ".join(shared + ["''"] * len(lost))
            # Before version 3, keys signed and did nothing else.
            only = "WHERE purpose = 'sig'" if table == "signing_keys" and "purpose" not in here else ""
            connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) SELECT {values} FROM present.{table} {only}")
    if "sid" in columns(connection, "main", "grants"):
        connection.execute("UPDATE grants SET sid = (SELECT sid FROM present.client_logins AS known "
                           "WHERE known.session_id = grants.session_id AND known.client_id = grants.client_id)")
    if "sealing_secrets" not in tables(connection, "main"):
        connection.execute("INSERT OR REPLACE INTO secrets SELECT 'session_state_key', secret FROM present.sealing_secrets LIMIT 1")
    multiply(connection, rows // len(MANY))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
    connection.execute("DETACH present")
    connection.close()
    return path


def tables(connection, schema):
    return [name for name, in connection.execute(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]


def columns(connection, schema, table):
    """By name: whether it must be something, and what it is by default."""
    return {row[1]: (row[3] or row[5], row[4]) for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}


def multiply(connection, count):
    """As many rows more of each kind, all alike but for their names."""
    numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ?) SELECT n FROM n"
    connection.execute(f"CREATE TEMP TABLE numbers AS {numbers}", (count,))
    for table, named in MANY.items():
        values = []
        for name in columns(connection, "main", table):
            if name in named:
                values.append("CAST(printf('filler-%032d', n) AS BLOB)" if name == "digest" else "printf('filler-%d', n)")
            else:
                values.append({"grant_id": "printf('filler-%d', n)", "session_id": "printf('filler-%d', n)", "email": "NULL",
                               "from_config": "0", "defined_in": "NULL"}.get(name, name))
        connection.execute(f"INSERT INTO {table} SELECT {', '.join(values)} FROM (SELECT * FROM {table} LIMIT 1), numbers")
    connection.execute("DROP TABLE numbers")


def state(path):
    """Version, whether SQLite finds it whole, and how many of the many rows are there; of a copy, as opening it mends it."""
    folder = Path(str(path) + ".looked-at")
    folder.mkdir()
    for more in ("", "-wal"):
        if (path.parent / (path.name + more)).exists():
            shutil.copy(path.parent / (path.name + more), folder / ("latchkey.db" + more))
    connection = sqlite3.connect(folder / "latchkey.db")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    many = (f"SELECT count(*) FROM {table} WHERE CAST({named[0]} AS TEXT) LIKE 'filler-%'" for table, named in MANY.items())
    counts = [connection.execute(question).fetchone()[0] for question in many]
    connection.close()
    return version, looked_into(folder), counts


def migrate(node, what="run"):
    """The exit code and what was said."""
    asked = [BINARY, "-c", str(node.config), "--output", "json", "migrate", what]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=node.folder, timeout=300)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, done.stderr


class Upgrades:
    def __init__(self, setup):
        self.setup, self.chance = setup, random.Random(setup.seed)
        self.before = Before(setup)
        self.rows = self.most = 2_000 if setup.short else 100_000
        self.wrong, self.broken, self.kills, self.forward, self.untouched, self.slowest = [], [], 0, 0, 0, 0.0
        self.migrators = []

    def expected(self, node, versions, what):
        """Whether it is at one of these versions, whole, with all its rows; the version."""
        version, whole, counts = state(node.database)
        if version not in versions or whole != "ok" or counts != [self.rows // len(MANY)] * len(MANY):
            self.wrong.append(f"{what}: version {version}, {whole}, rows {counts}")
        return version

    def version(self, number):
        """All that is tried with databases of one version."""
        self.rows = self.most
        database = of_version(self.before, number, self.rows)
        self.by_command(database, number)
        self.by_servers(database, number)
        if number not in ALL_ROWS:
            # Still more than SQLite keeps in memory, so that it writes on the way.
            self.rows = self.most // 10
            database = of_version(self.before, number, self.rows)
        self.killed(database, number)

    def by_command(self, database, number):
        """`migrate status` changes nothing; of two `migrate run` at once one does it."""
        node = self.before.copy(database)
        octets = node.database.read_bytes()
        code, said = migrate(node, "status")
        if code != 7 or len(said["due"]) != KNOWN - number or node.database.read_bytes() != octets:
            self.wrong.append(f"status of version {number}: {code}, {said}")
        told, begun = [], time.monotonic()
        running = [threading.Thread(target=lambda: told.append(migrate(node))) for _ in range(2)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        self.slowest = max(self.slowest, time.monotonic() - begun)
        ran = [said["ran"] for code, said in told if code == 0]
        self.migrators.append(sum(map(bool, ran)))
        if sorted(map(len, ran)) != [0, KNOWN - number]:
            self.wrong.append(f"two that migrate version {number}: {told}")
        self.expected(node, [KNOWN], f"version {number}, two commands at once")
        if migrate(node, "status")[0] != 0:
            self.wrong.append(f"status after version {number} is not 0")
        node.discard()

    def by_servers(self, database, number):
        """Two servers that start at once; then everything that people held is looked at."""
        first = self.before.copy(database)
        second = new_node(self.setup.base, "second", "sqlite", (), beside=first)
        second.write(self.before.node.config.read_text().replace(str(self.before.node.data), str(first.data)).replace(
            f"127.0.0.1:{self.before.node.port}", f"127.0.0.1:{second.port}").replace(f'data_dir = "{first.data}"', f'data_dir = "{second.data}"'))
        try:
            for each in (first, second):
                each.launch()
            until = time.monotonic() + 60
            while not (first.is_ready() and second.is_ready()):
                if time.monotonic() > until or first.process.poll() is not None or second.process.poll() is not None:
                    self.wrong.append(f"version {number}, two servers at once: {first.log()[-300:]} {second.log()[-300:]}")
                    return
                time.sleep(0.01)
            for each in (first, second):
                self.broken += [f"version {number}: {found}" for found in self.before.broken_at(each)]
            for each in (second, first):
                each.stop()
            self.expected(first, [KNOWN], f"version {number}, two servers at once")
        finally:
            second.discard()
            first.discard()

    def killed(self, database, number):
        """Killed at calls all over the migration, and at random moments of it; then brought up to date by whoever comes next."""
        for kill in self.kills_of(database):
            node = self.before.copy(database)
            what = f"version {number}, killed at {kill}"
            if self.run_and_kill(node, kill):
                self.kills += 1
                version = self.expected(node, [number, KNOWN], what)
                self.forward, self.untouched = self.forward + (version == KNOWN), self.untouched + (version == number)
                code, said = migrate(node)
                if code != 0 or len(said["ran"]) != KNOWN - version:
                    self.wrong.append(f"{what}: then {code}, {said}")
                self.expected(node, [KNOWN], f"{what}, and run again")
            node.discard()

    def traced(self, node, inject=""):
        """`migrate run` under strace; the calls about the database."""
        output = node.folder / "strace"
        paths = [node.database, node.data / "latchkey.db-wal"]
        tracer = command(output, [READING, *WRITING], paths, inject)
        done = subprocess.run([*tracer, BINARY, "-c", str(node.config), "migrate", "run"], capture_output=True, cwd=node.folder, timeout=300)
        return done.returncode, calls_of(output.read_text(errors="replace").splitlines())

    def kills_of(self, database):
        """Places in the order of calls that one whole run makes: reads stand for steps, since each step begins with some."""
        node = self.before.copy(database)
        _, calls = self.traced(node)
        node.discard()
        found = []
        for name in (READING, *WRITING):
            count = sum(call.name == name for call in calls)
            most = 2 if self.setup.short else 4
            chosen = range(1, count + 1)
            if name in (READING, "pwrite64"):
                chosen = {1, count, *(1 + (count - 1) * step // most for step in range(1, most))}
            found += [f"{name}:signal=SIGKILL:when={number}" for number in sorted(chosen) if 0 < number <= count]
        return found

    def run_and_kill(self, node, kill):
        code, _ = self.traced(node, kill)
        return code != 0

    def newer(self):
        """Refused by everything that would write, and untouched."""
        node = self.before.copy(self.before.node.database)
        connection = sqlite3.connect(node.database)
        connection.execute(f"PRAGMA user_version = {KNOWN + 1}")
        connection.close()
        octets, text = node.database.read_bytes(), f"schema version {KNOWN + 1}, newer than the {KNOWN}"
        refused = []
        for what in ("status", "run"):
            code, said = migrate(node, what)
            refused.append(code == 5 and (text in str(said) or isinstance(said, dict)))
        try:
            node.start(patience=20)
        except RuntimeError as error:
            refused.append(text in str(error) and "run the newer version, or restore a backup" in str(error))
        untouched = node.database.read_bytes() == octets
        node.discard()
        return refused, untouched

    def discard(self):
        self.before.discard()


def embedded(row, setup):
    needed()
    upgrades = Upgrades(setup)
    try:
        for number in ALL_ROWS if setup.short else range(1, KNOWN):
            upgrades.version(number)
        row.say(f"schemas 1 to {KNOWN - 1}, {upgrades.most} rows each" if not setup.short else f"2 past schemas, {upgrades.most} rows each")
        row.say(f"slowest migration {upgrades.slowest:.1f} s")
        row.exactly("neither forward nor untouched", len(upgrades.wrong), 0, upgrades.wrong)
        row.at_least(f"kills ({upgrades.untouched} left it untouched, {upgrades.forward} up to date)", upgrades.kills, 9 if setup.short else 100)
        row.exactly("migrators of two at once", sorted(set(upgrades.migrators)), [1])
        row.exactly("broken promises after two servers at once", len(upgrades.broken), 0, upgrades.broken)
        refused, untouched = upgrades.newer()
        row.exactly("newer schema refused by status, run and serve", refused, [True, True, True])
        row.must(untouched, "a newer database was changed")
    finally:
        upgrades.discard()


def replaced(row, setup):
    """The older version at work over its own database; it stops, and this one goes on with what it left."""
    if not OLD:
        row.say("a database of the older version skipped: LATCHKEY_OLD_BIN names no older binary")
        return
    history = History()
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    node, load = setup.node("replaced", clients), None
    try:
        node.binary = OLD
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        load = Load([node], history, clients, workers=10, seed=setup.seed)
        load.look_at_keys(node)
        load.resume()
        time.sleep(2 if setup.short else 10)
        load.pause()
        node.stop()
        before, node.binary = stands(node)[0], BINARY
        node.start()
        load.look_at_keys(node)
        load.look(node, load.grants[-300:], load.logins[-100:], load.redeemed[-6:])
        load.resume()
        time.sleep(2 if setup.short else 10)
        load.stop()
        row.judge(history, "replaced")
        row.say(f"from schema {before} to {stands(node)[0]} under sign-ins: {len(history.events)} events, {len(load.grants)} codes redeemed")
    finally:
        if load:
            load.over = True
            load.resume()
        node.discard()
        deliveries.receiver.close()


def stands(node):
    """The schema of the database of a node, and the newest that this binary knows."""
    _, said = migrate(node, "status")
    return (said["schema"], said["known"]) if isinstance(said, dict) else (None, said)


def tables_of(database):
    return int(postgres.shared().query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database))


def first_starts(row, setup):
    """PostgreSQL has one schema yet: it is made by one of two nodes that start at once, or by who comes after one was killed."""
    chance, together, wrong, halves, late = random.Random(setup.seed), 0, [], [], []
    rounds = 3 if setup.short else 20
    for turn in range(rounds):
        pair = setup.servers("first")
        database = pair[0].storage.rsplit("/", 1)[1].strip('"\n')
        try:
            if turn % 2:
                pair[0].launch()
                time.sleep(chance.uniform(0.02, 0.5))
                pair[0].kill()
                left = tables_of(database)
            for each in pair:
                each.launch()
            until = time.monotonic() + 60
            while not all(each.is_ready() for each in pair) and time.monotonic() < until:
                time.sleep(0.02)
            ready = [each.is_ready() for each in pair]
            together += all(ready)
            if not all(ready):
                late += [f"{turn}: ready {ready}, ended with {[each.process.poll() for each in pair]}: {each.log()[-300:]}" for each in pair]
            if turn % 2 and left not in (0, tables_of(database)):
                halves.append(left)
            schema, known = stands(pair[0])
            versions = postgres.shared().query("SELECT version FROM schema_version", database)
            if schema != known or versions != str(known):
                wrong.append(f"schema {schema}, known {known}, rows {versions}")
        finally:
            for each in pair:
                each.discard()
    row.exactly("pairs of nodes ready over a new PostgreSQL database", together, rounds, late)
    row.exactly("schemas made twice or not", len(wrong), 0, wrong)
    row.exactly(f"half a schema after {rounds // 2} first starts that were killed", len(halves), 0, map(str, halves))
    newer_postgres(row, setup)


def newer_postgres(row, setup):
    node = setup.node("newer")
    database = node.storage.rsplit("/", 1)[1].strip('"\n')
    try:
        node.start()
        node.stop()
        postgres.shared().query("UPDATE schema_version SET version = version + 1", database)
        refused = [migrate(node, what)[0] == 5 for what in ("status", "run")]
        try:
            node.start(patience=20)
        except RuntimeError as error:
            refused.append("run the newer version, or restore a backup" in str(error))
        row.exactly("newer schema of PostgreSQL refused by status, run and serve", refused, [True, True, True])
    finally:
        node.discard()


def rolling(row, setup):
    """The older version at work; this one starts beside it and brings the database up to date; the older one goes."""
    if not OLD:
        row.say("two versions side by side skipped: LATCHKEY_OLD_BIN names no older binary")
        return
    history = History()
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    old, new = setup.servers("rolling", clients)
    old.binary, load = OLD, None
    try:
        try:
            old.start()
        except RuntimeError as error:
            if "not supported" not in str(error):
                raise
            row.say("two versions side by side skipped: the older binary knows no PostgreSQL")
            return
        before = stands(old)[0]
        history.rules(old, clients, refresh="grace", reuse_grace=10)
        # Where the new one does not listen yet, requests go to the other one.
        front = Balanced([old, new])
        load = Load([front], history, clients, workers=10, seed=setup.seed)
        load.resume()
        pause = 2 if setup.short else 10
        time.sleep(pause)
        new.start()
        time.sleep(pause)
        load.look_at_keys(front)
        # A proxy takes it out before it is stopped.
        front.nodes = [new]
        time.sleep(1)
        code = old.stop()
        time.sleep(pause)
        load.stop()
        load.look(new, load.grants[-300:], load.logins[-100:])
        history.add("end")
        faults = [event for event in history.events if event.get("outcome") in ("fault", "unknown")]
        row.exactly("refused or lost in a rolling upgrade", len(faults), 0, map(str, faults))
        row.judge(history, "rolling")
        row.exactly("exit code of the older one", code, 0)
        row.say(f"rolling upgrade from schema {before} to {stands(new)[0]}: {len(history.events)} events, {len(load.grants)} codes redeemed")
        row.must(not any("panicked" in each.log() for each in (old, new)), "a panic is in the log")
    finally:
        if load:
            load.over = True
            load.resume()
        for each in (old, new):
            each.discard()
        deliveries.receiver.close()


def run(setup):
    row = Row("REL-18", setup)
    if setup.storage == "sqlite":
        embedded(row, setup)
        replaced(row, setup)
    try:
        shared = setup.on_postgres()
    except Skip as why:
        row.say(f"PostgreSQL skipped: {why}")
        return row
    first_starts(row, shared)
    rolling(row, shared)
    return row
