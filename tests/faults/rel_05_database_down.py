"""REL-5: PostgreSQL is stopped, killed, and falls silent, and the network before it drops or refuses everything, each under two
nodes with people at work. Nobody waits for long, whoever cannot be served is told to come again, nothing is called invalid, and
nothing is lost."""

import random
import threading
import time

import network
import postgres
import visitor
from history import History
from load import Deliveries, Load, apps
from node import Balanced
from row import Row, percentile, shown
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

# What a busy machine adds to the two seconds that a request may wait for the database.
MARGIN = 1.0
# What needs no database.
STATIC = ["/.well-known/openid-configuration", "/jwks"]
# The most connections of a node: `storage.max_connections` and the one that listens.
POOL = 16 + 1
# How PostgreSQL goes away, and how it comes back.
WAYS = {
    "stopped": (postgres.Server.stop, postgres.Server.start),
    "killed": (postgres.Server.kill, postgres.Server.start),
    "silent": (postgres.Server.silence, postgres.Server.speak),
}
# The same of the network before it.
CUT = {
    "dropped": (lambda server: network.drop(server.port), lambda _: network.heal()),
    "reset": (lambda server: network.reset(server.port), lambda _: network.heal()),
}


class Down:
    """What clients see while the database is away."""

    def __init__(self, load, front):
        self.load, self.front = load, front
        self.waits, self.under_way, self.refused, self.static, self.over = [], [], 0, 0, False
        self.begun = float("inf")
        self.wrong, self.lock = [], threading.Lock()

    def watch(self, seconds, request, answer):
        """Looks at every answer, those to the people at work too."""
        with self.lock:
            # What was under way at the fault is judged by itself: of its questions, some had been answered.
            is_after = time.monotonic() - seconds > self.begun
            (self.waits if is_after else self.under_way).append((seconds, request))
            if answer.status == 503:
                self.refused += 1
                if "retry-after" not in answer.headers:
                    self.wrong.append(f"{request}: 503 without Retry-After")
            elif answer.status >= 500 or "invalid_client" in answer.body:
                self.wrong.append(f"{request}: {answer.status} {answer.body[:120]!r}")

    def note(self, what, asked, good):
        """Asks, and judges the answer; `good` are statuses beside 503 that are right."""
        try:
            answer = asked()
        except (NotSent, Unknown) as error:
            with self.lock:
                self.wrong.append(f"{what}: {error!r}")
            return None
        if answer.status not in (503, *good) or answer.parameters.get("error"):
            with self.lock:
                self.wrong.append(f"{what}: {answer.status} {answer.location or answer.body[:120]!r}")
        return answer

    def run(self, number, grant):
        """One client that goes round what people and apps ask; the tokens of `grant` are good and nothing here ends them."""
        back_end, browser, chance = BackEnd(self.front), Browser(self.front), random.Random(number)
        kinds = [
            ("refresh", lambda: self.renew(back_end, grant), (200,)),
            ("userinfo", lambda: back_end.userinfo(grant.access[-1]), (200,)),
            ("introspect", lambda: back_end.introspect(grant.client, grant.refresh), (200,)),
            ("authorize", lambda: browser.get(authorization_url(self.front, grant.client)), (200, 302, 303)),
            ("prompt=none", lambda: grant.login.browser.get(authorization_url(self.front, grant.client, prompt="none")),
             (302, 303)),
        ]
        while not self.over:
            self.note(*chance.choice(kinds))
            # Whoever is told to come again does not come at once.
            time.sleep(0.05)

    def renew(self, back_end, grant):
        outcome, answer = self.load.ask_to_refresh(back_end, grant)
        if answer is None:
            raise Unknown(outcome)
        return answer

    def look_at_static(self):
        """Discovery and the key set, at every node."""
        wires = [BackEnd(Balanced([node], watch=self.watch)).wire for node in self.front.nodes]
        while not self.over:
            for wire in wires:
                for path in STATIC:
                    answer = self.note(path, lambda: wire.send("GET", self.front.issuer + path), (200,))
                    self.static += answer is not None and answer.status == 200
                    if answer is not None and answer.status != 200:
                        self.wrong.append(f"{path}: {answer.status}")
            time.sleep(0.1)


def signed_in(load, front, count):
    """So many people with a grant each."""
    grants = []
    for number in range(count):
        client = load.own[number % 2]
        login, code = load._sign_in(Browser(front), client, f"p{number}", f"down{number}", True)
        grants.append(load.redeem(BackEnd(front), client, code, login, True))
    return grants


def served(front, client, people):
    """Whether all of them can sign in and redeem, at whichever node."""
    for person in people:
        try:
            code = visitor.sign_in(Browser(front), client, person).parameters.get("code")
            if not code or BackEnd(front).redeem(client, code).status != 200:
                return False
        except (NotSent, Unknown):
            return False
    return True


def time_to_serve(front, client):
    """How long until everything works again."""
    begun = time.monotonic()
    while not served(front, client, ["p50", "p51"]) and time.monotonic() < begun + 60:
        time.sleep(0.05)
    return time.monotonic() - begun


def outage(row, server, front, load, way, seconds, under_way):
    """PostgreSQL away in one way; how much memory that took. `under_way` gets the waits of what had been begun before."""
    grants = signed_in(load, front, 6)
    row.must(all(grants), f"{way}: no tokens before it")
    before = [node.memory_mb() for node in front.nodes]
    down = Down(load, front)
    front.watch = down.watch
    threads = [threading.Thread(target=down.run, args=(number, grant)) for number, grant in enumerate(grants)]
    threads.append(threading.Thread(target=down.look_at_static))
    take_away, bring_back = (WAYS | CUT)[way]
    take_away(server)
    down.begun = time.monotonic()
    for thread in threads:
        thread.start()
    load.resume()
    time.sleep(seconds)
    down.over = True
    for thread in threads:
        thread.join()
    grown = max(node.memory_mb() - mb for node, mb in zip(front.nodes, before))
    load.pause()
    front.watch = None
    bring_back(server)
    back = time_to_serve(front, load.own[0])
    # Whatever a client holds is good: nothing was spent, ended or counted by what was refused.
    for grant in grants:
        outcome = load.refresh(BackEnd(front), grant)
        row.must(outcome == "ok", f"{way}: a refresh token afterwards: {outcome}")
    slowest = max(down.waits, default=(0, "nothing"))
    row.within(f"{way} for {seconds:g} s: slowest ({slowest[1]})", slowest[0], 2 + MARGIN)
    under_way.extend((wait, f"{way}: {request}: {wait:.2f} s") for wait, request in down.under_way)
    row.exactly(f"{down.refused} × 503, {down.static} times discovery or keys, other answers", len(down.wrong), 0, down.wrong)
    row.must(down.static > 0 and down.refused > 0, f"{way}: nothing was asked")
    row.within("back after", back, 5)
    return grown


def late_of(down):
    """How many took too long, how many may, and which they were."""
    late = sorted((wait, request) for wait, request in down.waits if wait > 2 + MARGIN)
    return len(late), 0, [f"{request}: {wait:.1f} s" for wait, request in reversed(late)]


def slow(row, server, front, load, seconds=20):
    """PostgreSQL speaks for a moment every second and a half: each question is answered in time, and a request asks several."""
    down = Down(load, front)
    front.watch, down.begun, until = down.watch, time.monotonic(), time.monotonic() + seconds
    load.resume()
    while time.monotonic() < until:
        server.silence()
        time.sleep(1.4)
        server.speak()
        time.sleep(0.1)
    load.pause()
    front.watch = None
    row.known(f"speaks every 1.5 s: of {len(down.waits)} requests took more than 3 s", *late_of(down))
    row.exactly(f"{down.refused} × 503, other answers", len(down.wrong), 0, down.wrong)


def lossy(row, server, front, load, share, seconds):
    """Some of the packets get lost, and TCP sends them again, later each time."""
    down = Down(load, front)
    front.watch, down.begun = down.watch, time.monotonic()
    network.lose(server.port, share)
    load.resume()
    time.sleep(seconds)
    load.pause()
    front.watch = None
    network.heal()
    back = time_to_serve(front, load.own[0])
    waits = [wait for wait, _ in down.waits]
    row.must(waits, f"{share:.0%} lost: nothing was asked")
    row.say(f"{share:.0%} of the packets lost for {seconds:g} s: {len(waits)} answers, {shown(percentile(waits, 0.5))} (median), "
            f"{shown(percentile(waits, 0.99))} (p99)")
    # As where PostgreSQL is slow: each question is answered in time, and a request asks several.
    row.known("took more than 3 s", *late_of(down))
    row.exactly(f"{down.refused} × 503, other answers", len(down.wrong), 0, down.wrong)
    row.within("back after", back, 5)


def held(server, nodes, patience=30.0):
    """How many connections of the nodes PostgreSQL keeps, as soon as it keeps no dead one: those whose end it was never told of."""
    ask = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'latchkey'"
    until = time.monotonic() + patience
    while (count := int(server.query(ask))) > nodes * POOL and time.monotonic() < until:
        time.sleep(0.5)
    return count


def run(setup):
    setup = setup.on_postgres()
    row, history, server = Row("REL-5", setup), History(), postgres.shared()
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    nodes = setup.servers("down", clients)
    front = Balanced(nodes)
    load = None
    try:
        for node in nodes:
            node.start()
        history.rules(front, clients, refresh="grace", reuse_grace=10)
        load = Load([front], history, clients, workers=4 if setup.short else 20, seed=setup.seed)
        grown, under_way, uncut = [], [], network.why_missing()
        if uncut:
            row.say(f"not tried: {', '.join(CUT)} and lost packets, as {uncut}")
        for _ in range(1 if setup.short else 3):
            for way in WAYS if uncut else WAYS | CUT:
                load.resume()
                time.sleep(0.5)
                grown.append(outage(row, server, front, load, way, 2.5 if setup.short else 30, under_way))
        # A page that fails is followed by keeping the browser's session, which waits as long again.
        late = [words for wait, words in sorted(under_way, reverse=True) if wait > 2 + MARGIN]
        row.known(f"of {len(under_way)} under way at the fault took more than 3 s", len(late), 0, late)
        if not setup.short:
            slow(row, server, front, load)
        for share in () if uncut else (0.05, 0.3):
            lossy(row, server, front, load, share, 5 if setup.short else 30)
        load.stop()
        row.at_most("connections that PostgreSQL keeps", held(server, len(nodes)), len(nodes) * POOL)
        row.at_most("memory grown", max(grown), 20, " MB")
        again = load.unsure
        load.look(front, load.grants, load.logins, again)
        load.look_at_keys(front)
        row.judge(history)
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        network.heal()
        server.speak()
        if load:
            load.over = True
            load.resume()
        for node in nodes:
            node.discard()
        deliveries.receiver.close()
    return row
