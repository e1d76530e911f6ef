"""REL-1: kill -9 under load. After each kill the database is whole, the server is ready soon, and whatever was acknowledged is
there: what was issued works, what was ended does not."""

import random
import shutil
import sqlite3
import time

from history import History
from load import Deliveries, Load, apps
from row import Row, counted, percentile, remove

# A logout token that was on its way at the kill is sent again when its lease is over.
LEASE = 25


def integrity(setup, node):
    """What SQLite says of a copy of the files as the kill left them: opening the files themselves would mend them."""
    folder = setup.folder("copy")
    for file in node.data.iterdir():
        if file.name.startswith("latchkey.db") and not file.name.endswith("-shm"):
            shutil.copy(file, folder / file.name)
    connection = sqlite3.connect(folder / "latchkey.db")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
        remove(folder)


def run(setup):
    row = Row("REL-1", setup)
    kills = setup.kills or (15 if setup.short else 200)
    history, chance = History(), random.Random(setup.seed)
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    nodes = setup.servers("kill", clients)
    history.rules(nodes[0], clients, refresh="grace", reuse_grace=10, logout_patience=0)
    restarts, checks = [], []
    for node in nodes:
        node.start()
    load = Load(nodes, history, clients, workers=50, seed=setup.seed)
    load.look_at_keys(nodes[0])
    try:
        seen = {"grants": 0, "logins": 0, "unsure": 0, "redeemed": 0}
        for _ in range(kills):
            load.resume()
            time.sleep(chance.uniform(0.1, 0.9))
            at, node = time.monotonic(), chance.choice(nodes)
            node.kill()
            load.pause()
            history.add("crash", at=at)
            if setup.storage == "sqlite":
                checks.append(integrity(setup, node))
            restarts.append(node.start())
            load.look_at_keys(node)
            fresh = {name: getattr(load, name)[start:] for name, start in seen.items()}
            seen = {name: len(getattr(load, name)) for name in seen}
            older = chance.sample(load.grants, min(20, len(load.grants)))
            sample = lambda items, most: chance.sample(items, min(most, len(items)))  # noqa: E731
            # Whoever got no answer asks again; some codes that were redeemed are tried once more.
            again = fresh["unsure"] + sample(fresh["redeemed"], 6)
            load.look(node, sample(fresh["grants"], 60) + older, sample(fresh["logins"], 25), again)
            load.look(node, sample(fresh["grants"], 20), [])
        load.stop()
        share = 300 if setup.short else 3000
        load.look(node, chance.sample(load.grants, min(share, len(load.grants))), chance.sample(load.logins, min(share // 3, len(load.logins))))
        owed = {(event["client"], event["sid"]) for event in owed_logouts(history)}
        deadline = time.monotonic() + LEASE
        while owed - deliveries.told and time.monotonic() < deadline:
            time.sleep(0.1)
        late = time.monotonic() - (deadline - LEASE)
        load.look_at_keys(node)
        history.add("end")
        row.exactly("kills", len(restarts), kills)
        row.within("restart to ready p50", percentile(restarts, 0.5), 2)
        row.within("worst", max(restarts), 2)
        row.exactly("integrity_check ok", sum(check == "ok" for check in checks), len(checks), [check for check in checks if check != "ok"])
        report = row.judge(history)
        row.exactly("lost acks", sum(found.promise == "I2" or "(I2)" in found.what for found in report.broken), 0)
        row.exactly("double use", sum(found.promise == "I1" for found in report.broken), 0)
        row.say(f"{report.events} events of 50 connections ({report.unknown} without a certain answer), "
                f"{counted(history, 'redeem')['ok']} codes redeemed, {counted(history, 'refresh')['ok']} refreshed, "
                f"{counted(history, 'revoke')['ok']} revoked, {counted(history, 'logout')['ok']} signed out, "
                f"{report.checked['looks at consents']} looks at consents, last logout token {late:.1f} s after the last kill")
        for node in nodes:
            row.must(node.stop() == 0, "the exit code after SIGTERM is not 0")
            row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        load.over = True
        load.resume()
        for node in nodes:
            node.discard()
        deliveries.receiver.close()
    return row


def owed_logouts(history):
    """The redemptions whose apps are to hear of an acknowledged logout."""
    signed_out = {event["session"]: event["at"] for event in history.events if event["op"] == "logout" and event["outcome"] == "ok"}
    return [event for event in history.events if event["op"] == "redeem" and event["outcome"] == "ok"
            and event["done"] < signed_out.get(event["session"], 0)]
