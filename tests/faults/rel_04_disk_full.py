"""REL-4: the disk fills while everybody is at work. Writes are refused as unavailable, reads go on, nothing that anybody holds
is called wrong, and everything works again once there is room, without a restart. Then no sync succeeds: see rel_04_no_sync.py."""

import subprocess
import time

from history import History
from load import Deliveries, Load, apps
from rel_04_no_sync import first_success, no_sync, reads
from row import Row, Skip
from visitor import BackEnd

# MiB: more than the log may hold before it is moved into the database (16 MiB, and 32 MiB at most), and twice what is usual.
SIZE = 64


def mount(folder, size=SIZE):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=0700", "latchkey-faults", str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip(f"a file system of limited size cannot be mounted: {done.stderr.strip()}")


def fill(folder):
    """Takes all the room that is left."""
    path = folder / "filler"
    with open(path, "ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return path


def run(setup):
    if setup.storage != "sqlite":
        raise Skip("the disk of this database is not ours to fill")
    row, history = Row("REL-4", setup), History()
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    node = setup.node("full", clients)
    mount(node.data)
    load = None
    try:
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        load = Load([node], history, clients, workers=20, seed=setup.seed)
        load.look_at_keys(node)
        load.resume()
        time.sleep(1.0)
        grant = next(grant for grant in load.grants if grant.refresh)
        back_end, seen, slowest, recoveries = BackEnd(node), {}, 0.0, []
        for _ in range(2 if setup.short else 10):
            load.resume()
            started = time.monotonic()
            path = fill(node.data)
            until = time.monotonic() + (2.5 if setup.short else 5)
            while time.monotonic() < until:
                began = time.monotonic()
                reads(back_end, clients[0], grant.access[0], seen)
                slowest = max(slowest, time.monotonic() - began)
                # The log frees pages of its own when it is moved into the database.
                fill(node.data)
                time.sleep(0.05)
            ended = time.monotonic()
            path.unlink()
            recoveries.append(first_success(history, ended) - ended)
            load.pause()
            during = [event for event in history.events if started < event["at"] < ended and event["outcome"] == "fault"]
            row.must(during, "the disk was not full: no write was refused")
            load.look(node, load.grants[-100:], load.logins[-50:])
        load.stop()
        statuses = sorted({event["status"] for event in history.events if event["outcome"] == "fault"})
        faults = sum(event["outcome"] == "fault" for event in history.events)
        row.exactly("refused writes are", statuses, [503])
        for name, found in seen.items():
            row.exactly(name, sorted(found, key=str), [200])
        row.within("three reads at the slowest", slowest, 2)
        row.within("recovery", max(recoveries), 5)
        load.look(node, load.grants[-300:], load.logins[-100:])
        row.judge(history)
        row.say(f"{len(recoveries)} times full, {faults} writes refused")
        node.kill()
        row.within("restart after it", node.start(), 2)
        load.look(node, load.grants[-100:], load.logins[-50:])
        row.judge(history, "after-a-restart")
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        if load:
            load.over = True
            load.resume()
        node.kill()
        subprocess.run(["umount", str(node.data)], capture_output=True)
        node.discard()
        deliveries.receiver.close()
    try:
        no_sync(row, setup)
    except Skip as why:
        row.say(f"EIO skipped: {why}")
    return row
