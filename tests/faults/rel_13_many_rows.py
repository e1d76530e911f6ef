"""REL-13: a hundred thousand live sessions and a million rows that are over, beside a database with nothing in it. People sign in at
both servers in turn, among others at work, in several rounds of which the median counts, since the machine is noisy; passwords cost
next to nothing, so that a sign-in shows the database. Then the rows that are over are deleted, and writes are timed meanwhile."""

import base64
import hashlib
import json
import sqlite3
import statistics
import subprocess
import time

import postgres
import visitor
from history import History
from load import Load, apps
from node import Receiver
from row import Row, percentile
from visitor import BackEnd, Browser, authorization_url

PEOPLE = 1000
# Whatever somebody with a login, a grant and both tokens leaves.
TABLES = ["cookie_sessions", "sessions", "client_logins", "grants", "access_tokens", "refresh_tokens"]
# The columns that say until when something lives, or when it was.
TIMES = {"expires_at", "idle_expires_at", "created_at", "last_seen", "auth_time", "issued_at"}
# What lives longest lives for 90 days.
LONG_AGO = 100 * 24 * 3600
# The first sweep begins a minute after the start: a round is over before.
ROUND = 40
# The work of others beside what is timed.
WORKERS, STEPS_A_SECOND = 4, 8


class Tables:
    """The database of a stopped node, read and filled directly."""

    def __init__(self, node):
        self.node, self.is_sqlite = node, "sqlite" in node.storage
        self.name = node.storage.rsplit("/", 1)[1].strip('"\n')

    def ask(self, sql):
        """One value or none, as JSON where it is a row."""
        if not self.is_sqlite:
            return postgres.shared().query(sql, self.name)
        connection = sqlite3.connect(self.node.database, timeout=30)
        try:
            return (connection.execute(sql).fetchone() or ("",))[0]
        finally:
            connection.close()

    def row(self, table):
        """The first row of a table by column; octets as PostgreSQL writes them."""
        if not self.is_sqlite:
            return json.loads(self.ask(f"SELECT row_to_json(t) FROM {table} t LIMIT 1"))
        connection = sqlite3.connect(self.node.database)
        try:
            found = connection.execute(f"SELECT * FROM {table} LIMIT 1")
            names, values = [column[0] for column in found.description], found.fetchone()
            return {name: "\\x" + value.hex() if isinstance(value, bytes) else value for name, value in zip(names, values)}
        finally:
            connection.close()

    def fill(self, table, rows):
        """Adds rows, whose columns are in the order of the table."""
        if self.is_sqlite:
            connection = sqlite3.connect(self.node.database)
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -500000")
            marks = ",".join("?" * len(self.row(table)))
            with connection:
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", (octets(row) for row in rows))
            connection.close()
            return
        path = self.node.folder / f"{table}.copy"
        with open(path, "w", encoding="utf-8") as file:
            for row in rows:
                file.write("\t".join("\\N" if value is None else str(value).replace("\\", "\\\\") for value in row) + "\n")
        client = [f"{postgres.programs()}/psql", "-X", "-q", *postgres.shared().address(), "-d", self.name, "-v", "ON_ERROR_STOP=1"]
        subprocess.run([*client, "-c", f"\\copy {table} FROM '{path}'", "-c", f"ANALYZE {table}"], check=True, stdout=subprocess.DEVNULL)
        path.unlink()

    def over(self):
        """How many rows of two of the tables are over and still there."""
        now = int(time.time())
        return sum(int(self.ask(f"SELECT count(*) FROM {table} WHERE expires_at <= {now}")) for table in ("cookie_sessions", "refresh_tokens"))


def octets(row):
    """As SQLite keeps them."""
    return [bytes.fromhex(value[2:]) if isinstance(value, str) and value[:2] == "\\x" else value for value in row]


class Copies:
    """What one person left, again and again with identities of their own, which are the same in every table."""

    def __init__(self, template):
        session, self.template, self.begun = template["sessions"], template, int(time.time())
        # Identities with how another one is made from the hexadecimal digits of its date and from 32 octets.
        self.identities = [(session["id"], dated), (template["grants"]["id"], dated)]
        self.identities += [(template[table]["digest"][2:], lambda date, octets: date + octets.hex()[:52])
                            for table in ("cookie_sessions", "access_tokens", "refresh_tokens")]
        self.identities += [(session["state_id"][2:], lambda date, octets: octets.hex()[:len(session["state_id"]) - 2]),
                            (session["browser_state"], lambda date, octets: text(octets)),
                            (template["client_logins"]["sid"], lambda date, octets: text(octets))]

    def shape(self, row, over):
        """Each column of a row as it is, or as a text with places for identities."""
        shaped = []
        for name, value in row.items():
            if over and name in TIMES and value is not None:
                value -= LONG_AGO
            # Logins that expired were ended when they did.
            elif over and name == "ended_at":
                value = self.begun - LONG_AGO
            elif over and name == "cause":
                value = "expired"
            elif isinstance(value, str):
                marked = value.replace("%", "%%").replace(self.template["sessions"]["sub"], "%(sub)s")
                for place, (old, _) in enumerate(self.identities):
                    marked = marked.replace(old, f"%({place})s")
                value = Marked(marked) if marked != value else value
            shaped.append(value)
        return shaped

    def make(self, table, count, over):
        """The rows of one table: of the last 50 minutes, or of long ago."""
        shaped = self.shape(self.template[table], over)
        wanted = [(place, make) for place, (_, make) in enumerate(self.identities)
                  if any(f"%({place})s" in value for value in shaped if isinstance(value, Marked))]
        for number in range(count):
            at = self.begun - LONG_AGO if over else self.begun - 3000 * (count - number) // count
            seed = hashlib.sha256(f"{number} {over}".encode()).digest()
            date, made = at.to_bytes(4, "big").hex() + seed[:2].hex(), {"sub": f"sub-{number % PEOPLE}"}
            for place, make in wanted:
                made[str(place)] = make(date, hashlib.sha256(seed + bytes([place])).digest())
            yield [value % made if isinstance(value, Marked) else value for value in shaped]


def text(octets):
    return base64.urlsafe_b64encode(octets[:16]).decode().rstrip("=")


def dated(date, octets):
    return date + text(octets)


class Marked(str):
    """A text with places for identities."""


def seeded(node, client, sessions, expired):
    """Fills the database of a node, which is started for that and stopped."""
    node.start()
    code = visitor.sign_in(Browser(node), client, "p0").parameters["code"]
    BackEnd(node).redeem(client, code)
    node.stop()
    tables = Tables(node)
    copies = Copies({table: tables.row(table) for table in TABLES})
    for table in TABLES:
        tables.fill(table, copies.make(table, sessions, False))
        tables.fill(table, copies.make(table, expired // len(TABLES), True))
    return tables


class AtWork:
    """Others at work at some nodes, until they are stopped."""

    def __init__(self, nodes, clients, seed):
        self.histories = [History() for _ in nodes]
        self.loads = [Load([node], history, clients, workers=WORKERS, seed=f"{seed}/{place}", rate=STEPS_A_SECOND)
                      for place, (node, history) in enumerate(zip(nodes, self.histories))]
        for load in self.loads:
            load.resume()

    def stop(self):
        """Ends it; what failed."""
        for load in self.loads:
            load.stop()
        return [event for history in self.histories for event in history.events if event["outcome"] not in ("ok", "refused")]


def in_turn(nodes, timed, seconds, pause=0.0):
    """Times one thing at each node in turn, the first one alternating; the times by node."""
    times, until, turn = [[] for _ in nodes], time.monotonic() + seconds, 0
    while time.monotonic() < until:
        turn += 1
        for place in range(len(nodes)) if turn % 2 else reversed(range(len(nodes))):
            begun = time.monotonic()
            timed(place, turn)
            times[place].append(time.monotonic() - begun)
            time.sleep(pause)
    return times


def logins(row, nodes, clients, seed, seconds):
    """One round of sign-ins at fresh processes: the times by node, and the most memory of the last one."""
    for node in nodes:
        node.start()
    others = AtWork(nodes, clients, seed)

    def sign_in(place, turn):
        browser = Browser(nodes[place])
        answer = visitor.sign_in(browser, clients[0], f"p{100 + turn % 800}")
        row.must("code" in answer.parameters, f"no sign-in: {answer.status}")
        browser.close()

    times = in_turn(nodes, sign_in, seconds)
    failed, memory = others.stop(), nodes[-1].memory_mb()
    row.must(not failed, f"{len(failed)} requests failed, such as {failed[:1]}")
    for node in nodes:
        node.stop()
    return times, memory


def sweep(row, nodes, tables, clients, setup):
    """The rows that are over are deleted under work: writes meanwhile, at both nodes in turn."""
    for node in nodes:
        node.start()
    browsers = [Browser(node) for node in nodes]
    for node, browser in zip(nodes, browsers):
        visitor.sign_in(browser, clients[0], "p1")
    others, times, first, memory = AtWork(nodes, clients, setup.seed), [[], []], tables.over(), 0.0

    def write(place, _):
        """A code for somebody who is signed in: a row, and no signature."""
        answer = browsers[place].get(authorization_url(nodes[place], clients[0], prompt="none"))
        row.must("code" in answer.parameters, f"no code: {answer.status}")

    deadline, left, begun = time.monotonic() + (120 if setup.short else 600), first, None
    while left and time.monotonic() < deadline:
        seen = in_turn(nodes, write, 5, pause=0.005)
        now_left = tables.over()
        memory = max(memory, nodes[-1].memory_mb())
        if now_left < left:
            begun = begun or time.monotonic() - 5
            times = [before + more for before, more in zip(times, seen)]
        left = now_left
    failed = others.stop()
    row.must(not failed, f"{len(failed)} requests failed during the sweep, such as {failed[:1]}")
    row.exactly(f"of {first} rows of two tables, left after the sweep", left, 0)
    slowest, late = [max(each, default=0) for each in times], [sum(wait > 0.05 for wait in each) for each in times]
    row.within(f"slowest of {len(times[1])} writes during the sweep", slowest[1], 0.05)
    row.say(f"{late[1]} of them took longer, p99 {percentile(times[1], 0.99) * 1000:.0f} ms; of as many at the empty one meanwhile {late[0]}, "
            f"p99 {percentile(times[0], 0.99) * 1000:.0f} ms, slowest {slowest[0] * 1000:.0f} ms")
    row.say(f"swept in {time.monotonic() - begun:.0f} s" if begun else "never swept")
    return memory


def run(setup):
    row = Row("REL-13", setup)
    sessions, expired, rounds = (5_000, 50_000, 3) if setup.short else (100_000, 1_000_000, 7)
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    nodes = [setup.node(name, clients, people=PEOPLE) for name in ("empty", "seeded")]
    try:
        begun = time.monotonic()
        tables = seeded(nodes[1], clients[0], sessions, expired)
        row.say(f"{sessions} live sessions, {expired} rows that are over, filled in {time.monotonic() - begun:.0f} s")
        ratios, every, memory = [], [[], []], 0.0
        for number in range(rounds):
            times, seen = logins(row, nodes, clients, f"{setup.seed}/{number}", 6 if setup.short else ROUND)
            memory = max(memory, seen)
            ratios.append(percentile(times[1], 0.99) / percentile(times[0], 0.99))
            every = [before + more for before, more in zip(every, times)]
        ratio = statistics.median(ratios)
        row.figures.append(f"login p99 {ratio:.2f} × that of an empty database (≤ 1.2), median of {rounds} rounds")
        row.must(ratio <= 1.2 or setup.short, f"login p99: {ratio:.2f} times that of an empty database, more than 1.2")
        row.say(f"rounds {', '.join(f'{each:.2f}' for each in sorted(ratios))}")
        for name, each in zip(("empty", "seeded"), every):
            row.say(f"{name}: {len(each)} sign-ins, median {percentile(each, 0.5) * 1000:.0f} ms, p99 {percentile(each, 0.99) * 1000:.0f} ms")
        memory = max(memory, sweep(row, nodes, tables, clients, setup))
        row.at_most("RSS", memory, 150, " MB")
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        for node in nodes:
            node.discard()
        receiver.close()
    return row
