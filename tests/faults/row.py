"""One row of the table: what it measured beside what passes, and what it was run with."""

import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import checker
import postgres
from node import new_node

# A debug build on a busy machine is slow: in the short form times are printed and only absurd ones fail.
GENEROUS = 10


class Skip(Exception):
    """Cannot be tried on this machine, and why."""


@dataclass
class Setup:
    """What every row is run with. `storage` is a name of node.STORAGE, `nodes` how many servers share it."""

    base: Path
    storage: str = "sqlite"
    nodes: int = 1
    short: bool = False
    seed: int = 1
    kills: int = 0
    histories: int = 0
    keep: bool = False
    minutes: float = 0
    patroni: bool = False

    def node(self, name, clients=(), **settings):
        return new_node(self.base, name, self.storage, clients, **settings)

    def servers(self, name, clients=(), storage="", **settings):
        """As many nodes over one database as were asked for: a new one, or that of a storage section."""
        first = new_node(self.base, name, storage or self.storage, clients, **settings)
        return [first] + [new_node(self.base, name, self.storage, clients, beside=first, **settings) for _ in range(1, self.nodes)]

    def on_postgres(self, nodes=2):
        """The same with several nodes over PostgreSQL, whatever was asked for."""
        if postgres.why_missing():
            raise Skip(postgres.why_missing())
        return replace(self, storage="postgres", nodes=nodes)

    def folder(self, name):
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.base))


@dataclass
class Row:
    """Collects figures; the row has passed if none of them is wrong."""

    name: str
    setup: Setup
    figures: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def say(self, text):
        self.figures.append(text)

    def exactly(self, what, value, wanted, details=()):
        """A figure that must be that one."""
        self.figures.append(f"{what} {value} ({wanted})")
        if value != wanted:
            self.faults.append(f"{what}: {value} instead of {wanted}")
            self.faults += [f"  {detail}" for detail in list(details)[:10]]

    def known(self, what, value, wanted, details=()):
        """A figure that is known to miss what is wanted (docs/reliability.md says so): told, and not failed."""
        missed = value != wanted
        self.figures.append(f"{what} {value} ({wanted}" + (", known)" if missed else ")"))
        if missed:
            self.notes += [f"known: {what}: {value} instead of {wanted}", *(f"  {detail}" for detail in list(details)[:5])]

    def at_least(self, what, value, least):
        self.figures.append(f"{what} {value} (≥ {least})")
        if value < least:
            self.faults.append(f"{what}: {value}, less than {least}")

    def at_most(self, what, value, most, unit=""):
        """A figure of memory or count."""
        self.figures.append(f"{what} {value:.0f}{unit} (≤ {most:g}{unit})")
        if value > most:
            self.faults.append(f"{what}: {value:.0f}{unit}, more than {most:g}{unit}")

    def within(self, what, seconds, most):
        """A time."""
        self.figures.append(f"{what} {shown(seconds)} (≤ {shown(most)})")
        if seconds > most * (GENEROUS if self.setup.short else 1):
            self.faults.append(f"{what}: {shown(seconds)}, more than {shown(most)}")

    def must(self, condition, fault):
        if not condition:
            self.faults.append(fault)
        return condition

    def judge(self, history, name="history"):
        """Checks the history, keeps it where it is wrong or wanted, and returns the report."""
        report = checker.check(history.events)
        path = self.setup.base / f"{self.name}-{name}.jsonl"
        if report.broken or self.setup.keep:
            history.write(path)
        self.exactly("broken promises", len(report.broken), 0, [*map(str, report.broken), f"history: {path}"])
        odd = [event for event in history.events if event.get("outcome") == "odd"]
        if odd:
            history.write(path)
            self.faults.append(f"{len(odd)} answers that are neither yes nor no, such as {odd[0]}; history: {path}")
        return report

    def line(self):
        verdict = "failed" if self.faults else "passed"
        return f"{self.name:<7} {verdict:<7} {', '.join(self.figures)} [{time.monotonic() - self.begun:.0f} s]"


def shown(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def counted(history, op):
    """How often each outcome of `op` is in the history."""
    return Counter(event["outcome"] for event in history.events if event["op"] == op)


def remove(path):
    shutil.rmtree(path, ignore_errors=True)


def looked_into(folder):
    """What SQLite says of every page of the database in a folder, which is removed then."""
    connection = sqlite3.connect(folder / "latchkey.db")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
        remove(folder)
