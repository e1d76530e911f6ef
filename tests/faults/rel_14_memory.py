"""REL-14: what a server takes when nobody is there, and whether that grows. Half an hour of people and apps at work, in rounds: memory
is looked at every second, open files and threads between the rounds, when every client has hung up. The first quarter is the
warm-up. A slope over the minute of the short form says nothing of an hour, so it is told there and not judged. Threads for blocking
work (passwords are hashed there, and names of hosts asked for) come with it and leave ten seconds after it: they are counted by
themselves, and all of them must be gone when there was none for so long."""

import time
from collections import Counter
from pathlib import Path
from statistics import linear_regression

from history import History
from load import Load, apps
from node import Receiver
from row import Row

ROUNDS, WARM_UP = 12, 3
# At such a rate a debug build keeps up on a busy machine.
STEPS_A_SECOND, WORKERS = 40, 16
QUIET = 10
# What tokio calls threads for blocking work. All others are made at the start.
BLOCKING = "tokio-rt-worker"


def open_files(node):
    return len(list(Path(f"/proc/{node.process.pid}/fd").iterdir()))


def threads(node):
    """How many the process has, by name."""
    names = Counter()
    for thread in Path(f"/proc/{node.process.pid}/task").iterdir():
        try:
            names[(thread / "comm").read_text().strip()] += 1
        except (FileNotFoundError, ProcessLookupError):
            # It has just ended.
            pass
    return names


def lasting_threads(node):
    return sum(count for name, count in threads(node).items() if name != BLOCKING)


def blocking_threads_left(node, patience=20.0):
    """How many stay, though there is no work for them."""
    deadline = time.monotonic() + patience
    while threads(node)[BLOCKING] and time.monotonic() < deadline:
        time.sleep(0.5)
    return threads(node)[BLOCKING]


def settled(node, patience=15.0):
    """Open files and threads when they no longer become fewer: connections that clients closed end a moment later."""
    deadline, least = time.monotonic() + patience, float("inf")
    while time.monotonic() < deadline:
        now = open_files(node), lasting_threads(node)
        if sum(now) >= least:
            return now
        least = sum(now)
        time.sleep(0.5)
    return now


def one_round(node, clients, seed, until, samples):
    """People of this round at work; returns how many events that made."""
    history = History()
    load = Load([node], history, clients, workers=WORKERS, seed=seed, rate=STEPS_A_SECOND)
    load.resume()
    try:
        while time.monotonic() < until:
            samples.append((time.monotonic(), node.memory_mb(), node.memory_mb("RssAnon")))
            time.sleep(min(1.0, max(0.0, until - time.monotonic())))
    finally:
        load.stop()
    for login in load.logins:
        login.browser.close()
    return history.events


def run(setup):
    row, minutes = Row("REL-14", setup), setup.minutes or (1 if setup.short else 30)
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node = setup.node("memory", clients)
    try:
        node.start()
        time.sleep(QUIET)
        row.at_most("idle", node.memory_mb(), 40, " MB")
        samples, counts, asked, odd, blocking = [], [], 0, [], []
        begun = time.monotonic()
        for number in range(ROUNDS):
            fresh = []
            events = one_round(node, clients, f"{setup.seed}/{number}", begun + minutes * 60 * (number + 1) / ROUNDS, fresh)
            asked += len(events)
            odd += [event for event in events if event["outcome"] not in ("ok", "refused")]
            blocking.append(threads(node)[BLOCKING])
            counts.append(settled(node))
            if number >= WARM_UP:
                samples += fresh
        hours, whole, anonymous = zip(*((at / 3600, *mb) for at, *mb in samples))
        slope, of_anonymous = (linear_regression(hours, each).slope for each in (whole, anonymous))
        if setup.short:
            row.say(f"slope {slope:.1f} MB/h over so short a time (≤ 1 MB/h in the long form)")
        else:
            row.figures.append(f"slope {slope:.2f} MB/h (≤ 1 MB/h)")
            row.must(slope <= 1, f"slope: {slope:.2f} MB/h, more than 1 MB/h")
        row.say(f"{whole[0]:.1f} MB after the warm-up, {whole[-1]:.1f} MB at the end, {max(whole):.1f} MB at most; without pages of files "
                f"{anonymous[0]:.1f} MB, {anonymous[-1]:.1f} MB, {of_anonymous:.2f} MB/h")
        for what, place in (("open files", 0), ("threads", 1)):
            # The least of some rounds: what is under way after an answer may have a file open.
            seen = [each[place] for each in counts[WARM_UP:]]
            early, late = min(seen[:3]), min(seen[-3:])
            row.at_most(f"{what} {early} early, {late} late, {max(seen)} at most: grown by", late - early, 0)
        left = blocking_threads_left(node)
        row.must(any(blocking), f"no thread is called {BLOCKING}: what is counted as lasting?")
        row.at_most(f"threads for blocking work {max(blocking)} at most after a round, and when there is none", left, 0)
        row.exactly(f"of {asked} events in {minutes:g} min, failed", len(odd), 0, odd)
        row.must("panicked" not in node.log(), "a panic is in the log")
        row.exactly("exit code", node.stop(), 0)
    finally:
        node.discard()
        receiver.close()
    return row
