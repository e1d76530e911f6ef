"""Fail-over: a primary and a synchronous standby, people at work at two nodes that know both. The primary is killed, the standby is
promoted, and whatever was acknowledged holds there: nothing is good twice, nothing that was ended works. With --patroni, it is
Patroni that promotes it."""

import random
import threading
import time
from collections import Counter

import checker
import patroni
import postgres
from history import History
from load import Deliveries, Load, apps, sign_out
from node import Balanced
from postgres import wait_for
from rel_05_database_down import served, signed_in, time_to_serve
from row import Row, Skip
from visitor import BackEnd

NAME = "standby"


def follow(primary, standby, synchronous=True):
    """Makes `standby` the standby of `primary`, anew."""
    postgres.remove(standby.data)
    standby.copy(primary, NAME).start()
    # After the copy, so that the standby waits for nobody once it is promoted.
    primary.query(f"ALTER SYSTEM SET synchronous_standby_names = '{NAME if synchronous else ''}'")
    primary.query("SELECT pg_reload_conf()")
    wait_for(lambda: primary.query("SELECT sync_state FROM pg_stat_replication") == ("sync" if synchronous else "async"))


def promote(standby):
    """Returns the seconds until it can be written to."""
    begun = time.monotonic()
    standby.query("SELECT pg_promote()")
    wait_for(lambda: standby.query("SHOW transaction_read_only") == "off")
    return time.monotonic() - begun


class Pair:
    """A primary and its standby, which we promote."""

    def __init__(self):
        self.primary, self.standby = postgres.Server().create(), postgres.Server("standby")
        self.primary.start()
        self.follow()

    def follow(self, synchronous=True):
        follow(self.primary, self.standby, synchronous)

    def fail_over(self):
        """The standby is the primary then; the seconds until it can be written to."""
        took = promote(self.standby)
        self.primary, self.standby = self.standby, self.primary
        return took

    def discard(self):
        self.primary.discard()
        self.standby.discard()


class FailOver:
    def __init__(self, setup, pair):
        self.setup, self.history, self.chance, self.pair = setup, History(), random.Random(setup.seed), pair
        self.deliveries = Deliveries(self.history)
        clients = apps(self.deliveries.receiver)
        storage = postgres.section("postgres", pair.primary, pair.standby)
        self.nodes = setup.servers("over", clients, storage)
        self.front = Balanced(self.nodes)
        for node in self.nodes:
            node.start()
        self.history.rules(self.front, clients, refresh="grace", reuse_grace=10)
        self.load = Load([self.front], self.history, clients, workers=16, seed=setup.seed)
        self.load.look_at_keys(self.front)
        self.refused, self.promotions = [], []

    def under_load(self):
        """The primary dies while people work, and the standby takes its place."""
        load = self.load
        load.resume()
        time.sleep(self.chance.uniform(1, 3))
        self.lose_primary()
        time.sleep(self.chance.uniform(0.1, 0.6))
        self.promotions.append(self.pair.fail_over())
        self.refused.append(time_to_serve(self.front, load.own[0]))
        time.sleep(1)
        load.pause()
        self.look()

    def lose_primary(self):
        at = time.monotonic()
        self.pair.primary.kill()
        self.history.add("crash", at=at)

    def look(self):
        load = self.load
        load.look(self.front, load.grants, load.logins, load.unsure + load.redeemed[-20:])
        load.look_at_keys(self.front)

    def standby_away(self, restarts):
        """The standby is away, so nothing may be acknowledged. People are told to come again and do so, perhaps after a restart of
        the primary; whatever they are told then must hold when the primary dies and the standby takes over, which never heard of
        it. Returns what they were told."""
        load, pair = self.load, self.pair
        grants = signed_in(load, self.front, 6)
        pair.standby.kill()
        told = self.insist(grants)
        if restarts:
            pair.primary.kill()
            pair.primary.start()
            told += self.insist(grants)
        self.lose_primary()
        pair.standby.start()
        pair.fail_over()
        wait_for(lambda: served(self.front, load.own[0], ["p50"]))
        load.look(self.front, grants, [grant.login for grant in grants])
        return told

    def insist(self, grants):
        """People revoke and sign out, and do so again when they are told to come again. Returns what was acknowledged."""
        begun = len(self.history.events)

        def run(number, grant):
            for _ in range(2):
                if number % 2:
                    self.load.revoke(BackEnd(self.front), grant, grant.refresh)
                else:
                    sign_out(self.history, grant.login)
                # Longer than a statement may take.
                time.sleep(0.3)

        threads = [threading.Thread(target=run, args=each) for each in enumerate(grants)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [event["op"] for event in self.history.events[begun:] if event["outcome"] == "ok"]

    def discard(self):
        self.load.over = True
        self.load.resume()
        for node in self.nodes:
            node.discard()
        self.deliveries.receiver.close()


def counted(told):
    return ", ".join(f"{count} × {op}" for op, count in sorted(Counter(told).items())) or "nothing"


def away(row, over, before):
    """Fail-overs to a standby that was away."""
    def broken():
        return checker.check(over.history.events).broken[before:]

    over.pair.follow()
    told = over.standby_away(restarts=False)
    found = broken()
    row.exactly(f"the standby away: {counted(told)} acknowledged, forgotten", len(found), 0, map(str, found))
    # After a crash, PostgreSQL shows what it had not yet replicated: what is seen then to be done needs no commit.
    over.pair.follow()
    told = over.standby_away(restarts=True)
    found = broken()
    words = f"the standby away and the primary restarted: {counted(told)} acknowledged, forgotten"
    row.known(words, len(found), 0, map(str, found))
    # A harness that finds nothing where the standby is asynchronous proves nothing where it is not.
    before += len(found)
    over.pair.follow(synchronous=False)
    told = over.standby_away(restarts=False)
    row.at_least(f"found where the standby was asynchronous, of {counted(told)} acknowledged", len(broken()), 1)


def run(setup):
    setup = setup.on_postgres()
    if setup.patroni and patroni.why_missing():
        raise Skip(patroni.why_missing())
    row, pair = Row("REL-8b", setup), patroni.Pair() if setup.patroni else Pair()
    over = None
    try:
        over = FailOver(setup, pair)
        wanted = 1 if setup.short else 5
        for number in range(wanted):
            over.under_load()
            if number + 1 < wanted:
                pair.follow()
        row.say(f"{wanted} fail-overs{' by Patroni' if setup.patroni else ''}, promotion {max(over.promotions):.2f} s")
        row.within("then refused for", max(over.refused), 5)
        report = row.judge(over.history)
        row.say(f"{report.events} events ({report.unknown} without a certain answer)")
        # While its standby is away, a primary of Patroni's does without: it is no longer one that could be promoted.
        if not setup.short and not setup.patroni:
            away(row, over, len(report.broken))
        row.must(not any("panicked" in node.log() for node in over.nodes), "a panic is in the log")
    finally:
        if over:
            over.discard()
        pair.discard()
    return row
