"""REL-9: keys rotate every 30 s under load on two nodes, and nodes are killed in the midst of it. Whoever keeps the key set for 30 s
and never fetches it for an unknown `kid` verifies every token, at once and to the end of its life, and the set stays small."""

import itertools
import random
import subprocess
import threading
import time
from collections import Counter, deque

import jws
import visitor
from node import BINARY, Balanced, Client, Machine
from row import Row
from visitor import BackEnd, Browser, NotSent, Unknown

EVERY, AHEAD, LIFE, KEPT = 30, 30, 60, 30
RATE = 500
# No setting rotates as often: the command does.
KEYS = f'keys = {{ algorithms = ["RS256"], rotate_every = "never", publish_ahead = "{AHEAD}s" }}\nlog.requests = "errors"'
TOKENS = f'tokens = {{ id_token = "{LIFE}s", access_token = "{LIFE}s", access_token_format = "jwt" }}'
APP = Client("app", "http://localhost:3000/cb")
MACHINE = Machine("machine")
# The ages at which a token that was kept is verified again.
AGES = (15, 30, 45, LIFE - 2)


class Verifier:
    """An API, or an app, that keeps the key set for KEPT seconds whatever it meets."""

    def __init__(self, front, phase):
        self.back_end, self.lock = BackEnd(front), threading.Lock()
        self.keys, self.fetched = {}, time.monotonic() - KEPT + phase
        self.fetch(self.fetched)

    def fetch(self, at):
        keys = self.back_end.jwks().json()["keys"]
        self.keys, self.fetched = {key["kid"]: key for key in keys if key["use"] == "sig"}, at

    def current(self):
        """The keys it has, and how old they are; None where no node could be asked for newer ones."""
        with self.lock:
            for _ in range(5):
                now = time.monotonic()
                if now - self.fetched < KEPT:
                    return self.keys, now - self.fetched
                try:
                    self.fetch(now)
                except (NotSent, Unknown):
                    # A node that was killed meanwhile; the other one is asked next.
                    time.sleep(0.05)
        return None

    def fault(self, token):
        """The `kid` and the age of the keys with which it does not verify, or None."""
        current = self.current()
        if current is None:
            return None
        header, _, signed, signature = jws.parts(token)
        key = current[0].get(header["kid"])
        return None if key and jws.verifies(header, key, signed, signature) else (header["kid"], current[1])


class Load:
    """Tokens at RATE a second, or as many as the machine gives: JWTs for a machine, and at every fifth request an ID token."""

    def __init__(self, front, seed, workers=12):
        self.front, self.chance = front, random.Random(seed)
        # One of them fetches every half second.
        self.verifiers = [Verifier(front, half / 2) for half in range(2 * KEPT)]
        self.turn, self.begun, self.over = itertools.count(), time.monotonic(), False
        self.kept, self.faults, self.answers, self.lost = deque(), [], Counter(), 0
        # When the first token by each key came.
        self.signs = {}
        self.verified = 0
        runs = [(self.work, (number,)) for number in range(workers)] + [(self.verify_later, ())]
        self.threads = [threading.Thread(target=run, args=given, daemon=True) for run, given in runs]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        back_end, refresh = BackEnd(self.front), self.refresh_token(number)
        while not self.over:
            turn = next(self.turn)
            time.sleep(max(0.0, self.begun + turn / RATE - time.monotonic()))
            try:
                if turn % 5 == 0:
                    answer = back_end.refresh(APP, refresh)
                    token = answer.json().get("id_token")
                    refresh = answer.json().get("refresh_token", refresh)
                else:
                    answer = back_end.post("/token", MACHINE, {"grant_type": "client_credentials"})
                    token = answer.json().get("access_token")
            except (NotSent, Unknown):
                self.lost += 1
                continue
            self.answers[answer.status] += 1
            if token:
                self.take(token, turn)

    def refresh_token(self, number):
        """Of a sign-in, of which parts may be lost with a node."""
        code = visitor.sign_in(Browser(self.front), APP, f"p{number}").parameters["code"]
        return BackEnd(self.front).redeem(APP, code).json()["refresh_token"]

    def take(self, token, turn):
        self.signs.setdefault(jws.parts(token)[0]["kid"], time.monotonic())
        self.verify(token, self.verifiers[turn % len(self.verifiers)])
        # Whose keys are the oldest has the best chance not to know this one.
        self.verify(token, min(self.verifiers, key=lambda verifier: verifier.fetched))
        if turn % 25 < 2:
            self.kept.append((time.monotonic(), token))

    def verify(self, token, verifier):
        self.verified += 1
        fault = verifier.fault(token)
        if fault:
            self.faults.append(fault)

    def verify_later(self):
        """One token of twelve, by one verifier of six, until it expires."""
        waiting = [deque() for _ in AGES]
        while not self.over:
            while self.kept:
                waiting[0].append(self.kept.popleft())
            for place, age in enumerate(AGES):
                while waiting[place] and time.monotonic() >= waiting[place][0][0] + age:
                    at, token = waiting[place].popleft()
                    if jws.parts(token)[1]["exp"] > time.time():
                        for verifier in self.verifiers[self.verified % 6::6]:
                            self.verify(token, verifier)
                    if place + 1 < len(AGES):
                        waiting[place + 1].append((at, token))
            time.sleep(0.2)

    def told(self):
        """What failed, key by key."""
        ages = {}
        for kid, age in self.faults:
            ages.setdefault(kid, []).append(age)
        return [f"{kid}: {len(found)} times, with keys of {min(found):.1f} to {max(found):.1f} s ago" for kid, found in ages.items()]

    def stop(self):
        self.over = True
        for thread in self.threads:
            thread.join(30)


class Operator:
    """Rotates by the command, looks at the key sets, and kills."""

    def __init__(self, nodes, seed):
        self.nodes, self.chance = nodes, random.Random(seed)
        self.most, self.counts, self.killed, self.cut = Counter(), Counter(), 0, 0
        # When each node was first seen to serve each key.
        self.published, self.over, self.faults, self.took = {}, threading.Event(), [], []

    def rotate(self, cut):
        """By the command, which is killed under way where `cut`: nothing, one key or all of them are stored then."""
        begun = time.monotonic()
        command = [BINARY, "-c", str(self.nodes[0].config), "keys", "rotate"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.nodes[0].folder)
        if cut:
            time.sleep(self.chance.uniform(0.02, 0.3))
            self.cut += process.poll() is None
            process.kill()
            process.wait()
        elif process.wait(60):
            self.faults.append(f"keys rotate: {process.stderr.read().decode()}")
        else:
            self.took.append(time.monotonic() - begun)

    def kill_in_rotation(self):
        """Kills the node that retires a key, as soon as it says so: it does these one after the other."""
        logs = [(node, open(node.log_file, errors="replace")) for node in self.nodes]
        for _, log in logs:
            log.seek(0, 2)
        while not self.over.is_set():
            for node, log in logs:
                for line in log:
                    if "key retired" in line and not self.over.is_set():
                        node.kill()
                        self.killed += 1
                        node.start()
                        # What it says from now on is of the next rotation; the other one has its turn, too.
                        self.over.wait(EVERY / 2)
                        log.seek(0, 2)
                        break
            time.sleep(0.001)
        for _, log in logs:
            log.close()

    def look(self):
        """At what each node serves now."""
        for node in self.nodes:
            try:
                answer = BackEnd(node).jwks()
            except (NotSent, Unknown):
                continue
            keys = answer.json().get("keys", ())
            for key in keys:
                self.published.setdefault((key["kid"], node.port), time.monotonic())
            uses = Counter(key["use"] for key in keys)
            self.most["enc"] = max(self.most["enc"], uses["enc"])
            self.counts[uses["sig"]] += 1

    def ahead(self, signs):
        """How long each key was in the sets of all nodes before the first token by it; the first key waits for nobody."""
        at = {kid: max(self.published[kid, node.port] for node in self.nodes) for kid in signs if (kid, self.nodes[0].port) in self.published}
        return [signs[kid] - at[kid] for kid in sorted(at, key=signs.get)[1:]]


def run(setup):
    setup = setup.on_postgres()
    row, seconds = Row("REL-9", setup), 60 if setup.short else 600
    nodes = setup.servers("rotate", [APP, MACHINE], tokens=TOKENS, more=KEYS)
    operator = None
    try:
        for node in nodes:
            node.start()
        operator, load = Operator(nodes, setup.seed), Load(Balanced(nodes), setup.seed)
        killer = threading.Thread(target=operator.kill_in_rotation, daemon=True)
        killer.start()
        begun, rotations = time.monotonic(), 0
        while time.monotonic() < begun + seconds:
            if time.monotonic() >= begun + EVERY * rotations:
                rotations += 1
                # Every fifth command is killed itself.
                threading.Thread(target=operator.rotate, args=(rotations % 5 == 0,), daemon=True).start()
            operator.look()
            time.sleep(0.2)
        lasted = time.monotonic() - begun
        load.stop()
        row.exactly(f"rotated every {EVERY} s for {seconds} s: failed verifications of {load.verified}", len(load.faults), 0, load.told())
        row.exactly("other answers than 200", sum(load.answers.values()) - load.answers[200], 0, [dict(load.answers)])
        row.at_most("signing keys in the JWKS", max(operator.counts), 5)
        row.notes.append(f"looks at the key sets, by the number of signing keys: {dict(sorted(operator.counts.items()))}")
        row.say(f"encryption keys {operator.most['enc']}")
        ahead = operator.ahead(load.signs)
        row.say(f"{len(load.signs)} keys signed, each {min(ahead, default=0):.1f} s or longer after both nodes served it ({AHEAD} s)")
        row.say(f"`keys rotate` takes {max(operator.took, default=0):.1f} s at most")
        row.say(f"{sum(load.answers.values()) / lasted:.0f} requests/s (of {RATE})")
        row.say(f"{load.lost} lost with a node")
        row.at_least("kills of a node in a rotation", operator.killed, 1)
        row.say(f"{operator.cut} of the command")
        row.faults += operator.faults
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        if operator:
            operator.over.set()
            killer.join()
        for node in nodes:
            node.discard()
    return row
