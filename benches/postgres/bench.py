#!/usr/bin/env python3
"""What requests cost on PostgreSQL: one and two nodes, with 0, 10⁵ and 10⁶ people signed in, and with 10⁷ rows that are over.

    LATCHKEY_BIN=target/release/latchkey benches/postgres/bench.py [--sizes 0,100000,1000000] [--expired 10000000] [--seconds 6]

Takes some 20 minutes with a release build: 5 for the rows, of which PostgreSQL makes 100,000 a second, and 10 seconds for each line that
is timed. Starts PostgreSQL itself, on loopback and with its defaults for durability. Four clients ask, each for one thing at a time, so
latencies are those of a server that is busy and not overrun; they contain the client's own time, which is the first row: a
document that needs no database. Processor time is that of the nodes and of PostgreSQL; it depends on the machine, but hardly on
what else runs there. Statements, rows and WAL do not depend on it.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / "tests/faults"), str(Path(__file__).resolve().parent)]

import postgres  # noqa: E402
import visitor  # noqa: E402
from fill import Fill  # noqa: E402
from node import Balanced, Client, claims, new_node  # noqa: E402
from visitor import BackEnd, Browser, authorization_url  # noqa: E402

CLIENTS, TICK = 4, os.sysconf("SC_CLK_TCK")
# Seconds after its start in which a node begins to sweep, and a few more.
SWEEPS_AFTER = 65
APP = Client("app", "http://localhost:3000/cb")
DATABASE = "latchkey"


def processor_time(processes):
    """Seconds that these processes have used, and those that they started and that ended: PostgreSQL's for a connection that is
    closed no longer stand for themselves."""
    total = 0
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:15])
        except OSError:
            continue
    return total / TICK


class Bench:
    def __init__(self, options, base):
        self.options = options
        settings = ["shared_buffers=512MB", "max_wal_size=4GB", "shared_preload_libraries=pg_stat_statements", "autovacuum_naptime=1h"]
        self.server = postgres.Server("bench", settings).create()
        self.server.start()
        self.server.query(f"CREATE DATABASE {DATABASE}")
        self.query("CREATE EXTENSION pg_stat_statements")
        more = 'limits.login_per_account = "1000000/1m"'
        storage = postgres.section(DATABASE, self.server)
        self.nodes = [new_node(base, "bench", storage, [APP], more=more)]
        self.nodes.append(new_node(base, "bench", storage, [APP], beside=self.nodes[0], more=more))
        self.known = []

    def query(self, sql):
        command = [f"{postgres.programs()}/psql", "-X", *self.server.address(), "-d", DATABASE, "-At", "-v", "ON_ERROR_STOP=1"]
        done = postgres.subprocess.run(command, input=sql, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{sql[:2000]}: {done.stderr[:2000]}")
        return done.stdout.strip()

    def counted(self):
        """Statements, rows written and octets of WAL so far, without what nodes ask by themselves and this here."""
        calls = self.query("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query !~* 'pg_stat|^(begin|commit|rollback)'")
        rows = self.query(f"SELECT pg_stat_clear_snapshot(), tup_inserted + tup_updated + tup_deleted FROM pg_stat_database "
                          f"WHERE datname = '{DATABASE}'").split("|")[1]
        wal = self.query("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        return [float(calls), float(rows), float(wal)]

    def row(self, name, node, processes, step):
        """One kind of request by all clients at once; `step` is called with a client's own things and returns a time, or None
        where it only prepared something."""
        times, faults, lock = [], [], threading.Lock()
        ready, go = threading.Barrier(CLIENTS + 1), threading.Event()

        def work(number):
            mine, own = step(node, number), []
            try:
                # Whatever it prepares is not measured, nor is the first time.
                next(mine)
                ready.wait()
                go.wait()
                stop = time.monotonic() + self.options.seconds
                while time.monotonic() < stop:
                    own.append(next(mine))
            except Exception as error:  # Told with the row, whatever it is.
                faults.append(f"{type(error).__name__}: {error}")
                if not go.is_set():
                    ready.wait()
            with lock:
                times.extend(own)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        ready.wait()
        # PostgreSQL counts rows a second later.
        time.sleep(1.1)
        before = self.counted()
        used, database = processor_time(processes), processor_time(self.server.processes())
        begun = time.monotonic()
        go.set()
        for thread in threads:
            thread.join()
        took = time.monotonic() - begun
        used, database = processor_time(processes) - used, processor_time(self.server.processes()) - database
        time.sleep(1.1)
        # What nodes ask by themselves, some 25 statements a second, is taken off by what they asked while nothing else was.
        statements, rows, wal = (after - earlier for after, earlier in zip(self.counted(), before))
        count = max(len(times), 1)
        statements = max(statements - self.idle * (took + 2.2), 0)
        times.sort()
        shown = [times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0 for share in (0.5, 0.99, 0.999)]
        print(f"| {name} | {count / took:,.0f} | {shown[0]:.1f} / {shown[1]:.1f} / {shown[2]:.1f} | {used / count * 1e6:,.0f} "
              f"| {database / count * 1e6:,.0f} | {statements / count:.1f} | {rows / count:.1f} | {wal / count / 1000:.2f} |", flush=True)
        for fault in faults[:2]:
            print(f"  fault: {fault}")

    def rows(self, title, nodes):
        node = nodes[0] if len(nodes) == 1 else Balanced(nodes)
        processes = [each.process.pid for each in nodes]
        earlier = self.counted()
        time.sleep(4)
        self.idle = (self.counted()[0] - earlier[0]) / 4
        print(f"\n{title}, {len(nodes)} node{'s' if len(nodes) > 1 else ''} (which ask {self.idle:.0f} statements a second by themselves)\n")
        print("| | A second | p50 / p99 / p99.9, ms | Nodes, µs | PostgreSQL, µs | Statements | Rows written | WAL, kB |")
        print("|---|---|---|---|---|---|---|---|")
        for name, step in (("discovery", discovery), ("sign-in", sign_in), ("silent authorization", silent), ("silent authorization, exchange", exchange),
                           ("refresh", refresh), ("userinfo", userinfo), ("introspection", introspection), ("sign-in, exchange, sign-out", sign_out)):
            self.row(name, node, processes, step)
        if self.known:
            self.row("userinfo, any of the old", node, processes, self.userinfo_of_old)
            self.row("refresh, any of the old", node, processes, self.refresh_of_old)

    def userinfo_of_old(self, node, number):
        back_end, turn = BackEnd(node), number
        while True:
            turn = (turn + 7_919) % len(self.known)
            yield timed(back_end.userinfo, self.known[turn][0], wanted=200)

    def refresh_of_old(self, node, number):
        back_end, turn = BackEnd(node), number
        while True:
            # Each client has its own: a token that two of them showed would end what it belongs to.
            turn = (turn + CLIENTS) % len(self.known)
            begun = time.monotonic()
            answer = back_end.refresh(APP, self.known[turn][1])
            took = time.monotonic() - begun
            if answer.status != 200:
                raise RuntimeError(f"{answer.status} instead of 200: {answer.body[:200]}")
            self.known[turn] = tuple(answer.json()[name] for name in ("access_token", "refresh_token"))
            yield took

    def run(self):
        begun = time.monotonic()
        for node in self.nodes:
            node.start()
        browser = Browser(self.nodes[0])
        code = visitor.sign_in(browser, APP, "p0").parameters["code"]
        BackEnd(self.nodes[0]).redeem(APP, code)
        print(f"{CLIENTS} clients, each row {self.options.seconds:g} s, PostgreSQL {self.server_version()}")
        have = 0
        for size in self.options.sizes:
            if size > have:
                fill = Fill(self.query, True)
                took = self.filled(fill, size - have, f"live{size}-")
                have, self.known = size, fill.known(4_000)
                print(f"\n{size:,} people signed in: filled within {took:.0f} s, {self.size()}")
            self.both(f"{size:,} people signed in")
        if self.options.expired:
            took = self.filled(Fill(self.query, False), self.options.expired // 6, "over-")
            print(f"\n{self.options.expired:,} rows that are over: filled within {took:.0f} s, {self.size()}")
            self.known = Fill(self.query, True).known(4_000)
            time.sleep(SWEEPS_AFTER)
            self.both(f"{have:,} people signed in, {self.options.expired:,} rows that are over")
        print(f"\nAll of it within {(time.monotonic() - begun) / 60:.0f} minutes", flush=True)

    def filled(self, fill, count, name):
        """Fills while no node runs: tables are locked meanwhile. How many seconds it took."""
        for node in self.nodes:
            node.stop()
        took = fill.copies(count, name)
        for node in self.nodes:
            node.start()
        return took

    def both(self, title):
        self.query("CHECKPOINT")
        self.nodes[1].stop()
        self.rows(title, self.nodes[:1])
        self.nodes[1].start()
        self.rows(title, self.nodes)

    def size(self):
        return self.query(f"SELECT pg_size_pretty(pg_database_size('{DATABASE}'))")

    def server_version(self):
        return self.query("SHOW server_version").split()[0]


def timed(what, *with_, wanted):
    begun = time.monotonic()
    answer = what(*with_)
    took = time.monotonic() - begun
    if answer.status != wanted:
        raise RuntimeError(f"{answer.status} instead of {wanted}: {answer.body[:200]}")
    return took


def discovery(node, _number):
    back_end = BackEnd(node)
    while True:
        yield timed(back_end.wire.send, "GET", node.issuer + "/.well-known/openid-configuration", wanted=200)


def sign_in(node, number):
    while True:
        browser, begun = Browser(node), time.monotonic()
        answer = visitor.sign_in(browser, APP, f"p{number + 1}")
        took = time.monotonic() - begun
        if "code" not in answer.parameters:
            raise RuntimeError(f"no code: {answer.status}")
        browser.close()
        yield took


def signed_in(node, number):
    browser = Browser(node)
    answer = visitor.sign_in(browser, APP, f"p{number + 1}")
    return browser, BackEnd(node), answer.parameters["code"]


def a_code(browser, node):
    return browser.get(authorization_url(node, APP, prompt="none"))


def silent(node, number):
    browser, _, _ = signed_in(node, number)
    while True:
        yield timed(a_code, browser, node, wanted=303)


def exchange(node, number):
    browser, back_end, _ = signed_in(node, number)
    while True:
        begun = time.monotonic()
        code = a_code(browser, node).parameters["code"]
        timed(back_end.redeem, APP, code, wanted=200)
        yield time.monotonic() - begun


def refresh(node, number):
    _, back_end, code = signed_in(node, number)
    token = back_end.redeem(APP, code).json()["refresh_token"]
    while True:
        begun = time.monotonic()
        answer = back_end.refresh(APP, token)
        took = time.monotonic() - begun
        token = answer.json()["refresh_token"]
        yield took


def userinfo(node, number):
    _, back_end, code = signed_in(node, number)
    token = back_end.redeem(APP, code).json()["access_token"]
    while True:
        yield timed(back_end.userinfo, token, wanted=200)


def introspection(node, number):
    _, back_end, code = signed_in(node, number)
    token = back_end.redeem(APP, code).json()["access_token"]
    while True:
        yield timed(back_end.introspect, APP, token, wanted=200)


def sign_out(node, number):
    while True:
        begun = time.monotonic()
        browser, back_end, code = signed_in(node, number)
        hint = back_end.redeem(APP, code).json()["id_token"]
        assert claims(hint)["iss"] == node.issuer
        timed(browser.get, f"{node.issuer}/end-session?id_token_hint={hint}", wanted=303)
        took = time.monotonic() - begun
        browser.close()
        back_end.wire.close()
        yield took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda text: [int(size) for size in text.split(",")]  # noqa: E731
    parser.add_argument("--sizes", type=sizes, default=[0, 100_000, 1_000_000], help="people signed in, growing")
    parser.add_argument("--expired", type=int, default=10_000_000, help="rows that are over, in the end; 0: none")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long each row is timed")
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as base:
        bench = Bench(parser.parse_args(), Path(base))
        try:
            bench.run()
        finally:
            for node in bench.nodes:
                node.discard()
            bench.server.discard()


if __name__ == "__main__":
    main()
