"""REL-25: fail points. While one request of each kind is under way, the server is killed at the entry of one system call: before
the log of the database is written, between its pages, at its sync, after the sync, before the answer and after it; with
PostgreSQL, before a statement or COMMIT is sent, before its answer is read, before the answer to the client. Or the call fails
instead. One traced request of each kind tells which calls there are. Then whoever asked asks again, and everything is looked at."""

import re
import subprocess
import threading
import time
import urllib.parse
from collections import Counter

import rel_03_double_spend as double_spend
from history import History
from load import Deliveries, Load, apps, sign_out
from node import PASSWORD
from row import Row
from strace import Tracer, calls_of, needed, sockets
from visitor import FORM, BackEnd, Browser, NotSent, Unknown, authorization_url

CALLS = ["pwrite64", "write", "fsync", "fdatasync", "sendto", "recvfrom"]
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
# How often a place is tried again where the call that was meant did not come.
TRIES = 4
# Calls that fail instead: PostgreSQL is out of reach with the fate of a commit unknown, the disk takes no page or no sync.
ERRORS = {"write of the log": ["EIO"], "sync of the log": ["EIO"], "send of COMMIT": ["EPIPE"], "answer of COMMIT": ["ECONNRESET"]}


class Attempt:
    """One request that is about to be sent: by which connection, and what is looked at when the server is back."""

    def __init__(self, wire, ask, again=None, grants=(), logins=(), assertion=None):
        self.wire, self.ask, self.again = wire, ask, again or ask
        self.grants, self.logins, self.assertion = list(grants), list(logins), assertion


class World:
    """A server that is killed and started again, and people and apps with one request at a time."""

    def __init__(self, setup):
        self.setup, self.history = setup, History()
        self.deliveries = Deliveries(self.history)
        self.clients = apps(self.deliveries.receiver)
        self.node = setup.node("points", self.clients)
        self.node.write(self.node.config.read_text() + double_spend.MACHINE)
        self.node.start()
        self.history.rules(self.node, self.clients, refresh="grace", reuse_grace=10)
        self.load = Load([self.node], self.history, self.clients, workers=0)
        self.back_end, self.people, self.jtis = BackEnd(self.node), 0, {}
        self.whole = []

    # What each kind of request needs to be there, and the request.

    def login(self):
        """Somebody who signed in a moment ago, and a code."""
        self.people += 1
        return self.load._sign_in(Browser(self.node), self.load.own[0], f"p{self.people % 60}", f"l{self.people}", True)

    def grant(self):
        login, code = self.login()
        return login, self.load.redeem(self.back_end, self.load.own[0], code, login, True)

    def code_exchange(self):
        login, code = self.login()
        return Attempt(self.back_end.wire, lambda: self.load.redeem(self.back_end, self.load.own[0], code, login, True), logins=[login])

    def refresh(self):
        login, grant = self.grant()
        presented = grant.refresh
        return Attempt(self.back_end.wire, lambda: self.load.refresh(self.back_end, grant, presented), grants=[grant], logins=[login])

    def revoke_access(self):
        login, grant = self.grant()
        return Attempt(self.back_end.wire, lambda: self.load.revoke(self.back_end, grant, grant.access[0]), grants=[grant], logins=[login])

    def revoke_refresh(self):
        login, grant = self.grant()
        return Attempt(self.back_end.wire, lambda: self.load.revoke(self.back_end, grant, grant.refresh), grants=[grant], logins=[login])

    def sign_out(self):
        login, grant = self.grant()
        return Attempt(login.browser.wire, lambda: sign_out(self.history, login), grants=[grant], logins=[login])

    def sign_in(self):
        """The login form is open; whoever gets no answer posts it once more."""
        self.people += 1
        person, name, browser, client = f"p{self.people % 60}", f"l{self.people}", Browser(self.node), self.load.own[0]
        action, fields = browser.visit(authorization_url(self.node, client)).form()
        attempt = Attempt(browser.wire, None)

        def judge(answer):
            if "code" in answer.parameters:
                return "ok", {"location": answer.location}
            return ("refused" if answer.status < 500 else "odd"), {"status": answer.status}

        def ask():
            at = time.monotonic()
            send = lambda: browser.follow(browser.post(action, {**fields, "username": person, "password": PASSWORD}))  # noqa: E731
            outcome, answer = self.history.ask("login", send, judge, session=name, user=person, client=client.client_id)
            if outcome == "ok":
                code = answer.parameters["code"]
                self.history.add("code", at=at, code=double_spend.digest(code), client=client.client_id, session=name, user=person)
                attempt.logins = [double_spend.Login(name, person, browser)]
                grant = self.load.redeem(self.back_end, client, code, attempt.logins[0], True)
                attempt.grants = [grant] if grant else []
            return outcome

        attempt.ask = attempt.again = ask
        return attempt

    def code(self):
        """A code without a question, by a browser that is signed in."""
        login, _ = self.login()
        attempt = Attempt(login.browser.wire, None, logins=[login])

        def ask():
            code = self.load.look_at_login(login, self.load.own[1])
            grant = self.load.redeem(self.back_end, self.load.own[1], code, login, True) if code else None
            attempt.grants += [grant] if grant else []

        attempt.ask = attempt.again = ask
        return attempt

    def consent(self):
        login, _ = self.login()
        client = self.load.asking[self.people % len(self.load.asking)]
        self.forget(login, client)
        action, fields = login.browser.visit(authorization_url(self.node, client)).form()

        def judge(answer):
            # The request of the page was answered, and the page is asked for anew.
            return ("ok" if "code" in answer.parameters else "refused"), {"location": answer.location}

        def ask():
            outcome, _ = self.history.ask("consent", lambda: login.browser.post(action, {**fields, "decision": "allow"}), judge,
                                          user=login.person, client=client.client_id)
            if outcome == "ok":
                login.allowed.append(client)

        return Attempt(login.browser.wire, ask, lambda: self.load.allow(login, client), logins=[login])

    def forget(self, login, client):
        """Of somebody who allowed it before, in another browser."""
        if self.load.look_at_consent(login, client) == "ok":
            login.allowed.append(client)
            self.load.withdraw(login, client)

    def withdraw(self):
        login, _ = self.login()
        client = self.load.asking[self.people % len(self.load.asking)]
        self.load.allow(login, client)
        if client not in login.allowed:
            login.allowed.append(client)
        page = login.browser.visit(self.node.issuer + "/")
        token = re.search(r'name="csrf" value="([^"]*)"', page.body).group(1).replace("&#x2F;", "/")

        def judge(answer):
            return ("ok" if answer.status in (302, 303) else "odd"), {}

        def ask():
            fields = {"csrf": token, "client_id": client.client_id}
            self.history.ask("withdraw", lambda: login.browser.post(self.node.issuer + "/account/apps/remove", fields), judge,
                             user=login.person, client=client.client_id)

        return Attempt(login.browser.wire, ask, logins=[login])

    def assertion(self):
        self.people += 1
        text = double_spend.assertion(self.node, f"{self.people}.{self.setup.seed}")
        body = urllib.parse.urlencode({"grant_type": "client_credentials", "client_assertion": text, "client_assertion_type": ASSERTION})

        def ask():
            try:
                answer = self.back_end.wire.send("POST", self.node.issuer + "/token", {"Content-Type": FORM}, body)
            except (NotSent, Unknown):
                return
            taken, odd = self.jtis.get(text, (0, ""))
            self.jtis[text] = taken + (answer.status == 200), odd or ("" if answer.status in (200, 401, 503) else answer.body)

        self.jtis[text] = 0, ""
        return Attempt(self.back_end.wire, ask, assertion=text)

    KINDS = [code_exchange, refresh, revoke_access, revoke_refresh, sign_out, sign_in, code, consent, withdraw, assertion]

    # The server, killed at a place.

    def attempt(self, kind):
        """The request of this kind, by a connection that is open."""
        attempt = kind(self)
        self.back_end.jwks()
        return attempt

    def client_socket(self, attempt):
        connection = attempt.wire.open[self.node.port][0]
        return sockets(local=self.node.port, remote=connection.sock.getsockname()[1])

    def database(self):
        """What the server writes to: the log, or its connections to PostgreSQL."""
        if self.setup.storage == "sqlite":
            return [f"{self.node.database}-wal"]
        port = int(re.search(r"127\.0\.0\.1:(\d+)", self.node.storage).group(1))
        return sockets(remote=port)

    def fresh(self):
        """Started again, so that each request finds it in the same state."""
        self.node.kill()
        self.node.start()

    def never_sent(self, known, attempt):
        """What was asked since those events cannot have happened: asked again, it must work."""
        self.history.events[known:] = [event for event in self.history.events[known:] if event["outcome"] != "unknown"]
        self.whole.append(attempt.assertion)

    def look(self, attempt):
        """Asks again, of the same server; then once more, which must change nothing; and looks at all of it."""
        for _ in range(2):
            attempt.again()
            self.load.look(self.node, attempt.grants, attempt.logins, threads=1)

    def discard(self):
        self.node.discard()
        self.deliveries.receiver.close()


class Place:
    """A call about the database, the log lines or the client: the `number`th of its name there, of one thread."""

    def __init__(self, where, call, number, name):
        self.where, self.call, self.number, self.name = where, call, number, name


def names_of(calls, storage):
    """The calls of one request in words, in their order, as far as something may be lost or doubled there."""
    counts, places, committing = {}, [], False
    for where, call in calls:
        number = counts[where, call.name] = counts.get((where, call.name), 0) + 1
        if where == "database" and storage == "sqlite":
            what = "sync" if call.name in ("fsync", "fdatasync") else "write"
            places.append(Place(where, call.name, number, f"{what} {number} of the log"))
        elif where == "database":
            if call.name == "sendto":
                committing = "COMMIT" in call.rest
            what = "COMMIT" if committing else f"statement {counts.get((where, 'sendto'), 0)}"
            places.append(Place(where, call.name, number, f"{'send' if call.name == 'sendto' else 'answer'} of {what}"))
        elif where == "lines":
            places.append(Place(where, call.name, number, "line of the server's log"))
        elif call.name == "sendto":
            places.append(Place(where, call.name, number, "answer to the client"))
    return places


class Trace:
    """What one request does, as strace sees it: of the connection that asks, the database and the log lines."""

    def __init__(self, world, attempt, inject="", only=None):
        self.world = world
        groups = {"database": world.database(), "client": world.client_socket(attempt), "lines": [world.node.log_file]}
        self.groups = {str(path): where for where, paths in groups.items() for path in paths if only in (None, where)}
        self.tracer = Tracer(world.node, CALLS, list(self.groups), inject)

    def places(self, is_last=lambda call: False):
        """From the arrival of the request until its answer, or the first call that `is_last`."""
        begun, calls = False, []
        for call in calls_of(self.tracer.let_go()):
            where = self.groups.get(call.path)
            begun = begun or (where == "client" and call.name == "recvfrom")
            if begun and where:
                calls.append((where, call))
                if is_last(call) or (where == "client" and call.name == "sendto"):
                    break
        return names_of(calls, self.world.setup.storage)


def traced(world, kind):
    """The places of a request of this kind that nothing happens to."""
    world.fresh()
    attempt = world.attempt(kind)
    trace = Trace(world, attempt)
    attempt.ask()
    places = trace.places()
    world.look(attempt)
    return places


def nothing_is_kept(places, storage):
    """Whether a kill at the last one comes before all that could be kept of the request."""
    if storage == "sqlite":
        return all(place.name.startswith("write") for place in places)
    return [place.name for place in places] == ["send of statement 1"]


def killed_at(world, kind, place, shift):
    """Kills the server at the entry of a call; where that was, or nothing where the request was not under way."""
    world.fresh()
    attempt = world.attempt(kind)
    known = len(world.history.events)
    only = place.where if place.where != "database" else None
    trace = Trace(world, attempt, f"{place.call}:signal=SIGKILL:when={place.number + shift}", only)
    at = time.monotonic()
    attempt.ask()
    try:
        world.node.process.wait(0.5)
    except subprocess.TimeoutExpired:
        trace.tracer.let_go()
        world.node.kill()
        hit = None
    else:
        there = trace.places(lambda call: call.rest.endswith(("= ?", "<unfinished ...>")))
        hit = place.name if only else there[-1].name if there else None
        if hit and not only and nothing_is_kept(there, world.setup.storage):
            world.never_sent(known, attempt)
    come_back(world, attempt, at)
    return hit


def killed_after(world, kind, place):
    """Kills it when a call is over and the next one has not begun: the thread is held there meanwhile."""
    world.fresh()
    attempt = world.attempt(kind)
    trace = Trace(world, attempt, f"{place.call}:delay_exit=5s:when={place.number}", "database")
    asking, at = threading.Thread(target=attempt.ask), time.monotonic()
    asking.start()
    time.sleep(0.4)
    world.node.kill()
    asking.join()
    hit = any(line for line in trace.tracer.let_go() if f" {place.call}(" in line)
    come_back(world, attempt, at)
    return f"after {place.name}" if hit else None


def killed_when_answered(world, kind):
    world.fresh()
    attempt, at = world.attempt(kind), time.monotonic()
    attempt.ask()
    world.node.kill()
    come_back(world, attempt, at)
    return "after the answer"


def failed_at(world, kind, place, error, shift):
    """Lets a call fail. The server goes on, and is asked again; then it is killed."""
    world.fresh()
    attempt = world.attempt(kind)
    trace = Trace(world, attempt, f"{place.call}:error={error}:when={place.number + shift}")
    attempt.ask()
    there = trace.places(lambda call: "(INJECTED)" in call.rest)
    hit = there and "client" not in there[-1].name
    world.look(attempt)
    at = time.monotonic()
    world.node.kill()
    come_back(world, attempt, at)
    return f"{error} at {there[-1].name}" if hit else None


def come_back(world, attempt, at):
    """Starts it over what the kill left."""
    world.history.add("crash", at=at)
    world.node.start()
    world.look(attempt)


def chosen(places, short):
    """Of the writes or statements the first two and the last one; of the rest all."""
    def is_bulk(place):
        return place.name.startswith(("write", "send of statement", "answer of statement"))
    bulk = [place for place in places if is_bulk(place)]
    kept = bulk[:1] if short else bulk[:2] + bulk[-2:]
    return [place for place in places if place in kept or not is_bulk(place)]


def all_places(world, kind, short):
    """Tries each place of one kind of request; yields what was hit."""
    places = traced(world, kind)
    for place in chosen(places, short):
        yield place.name, lambda shift, place=place: killed_at(world, kind, place, shift)
        if short:
            continue
        if place.name.startswith("sync"):
            yield f"after {place.name}", lambda shift, place=place: killed_after(world, kind, place)
        for error in ERRORS.get(re.sub(r"\d+ ", "", place.name), ()):
            yield f"{error} at {place.name}", lambda shift, place=place, error=error: failed_at(world, kind, place, error, shift)
    yield "after the answer", lambda shift: killed_when_answered(world, kind)


def run(setup):
    needed()
    row, world = Row("REL-25", setup), World(setup)
    hits, missed = Counter(), []
    try:
        for kind in World.KINDS[::3] if setup.short else World.KINDS:
            for name, attempt in all_places(world, kind, setup.short):
                for shift in range(TRIES):
                    hit = attempt(shift if setup.storage == "postgres" else 0)
                    if hit:
                        hits[kind.__name__, hit] += 1
                    # Statements of the server's own may come in between; the commit itself must be met.
                    if hit == name or (hit and "COMMIT" not in name):
                        break
                else:
                    missed.append(f"{kind.__name__}: {name}")
        world.history.add("end")
        row.at_least("places", len(hits), 12 if setup.short else 30)
        row.say(f"{sum(hits.values())} faults, {len(missed)} places not met, {len(world.whole)} kills before anything was kept")
        row.judge(world.history)
        row.exactly("assertions taken twice", sum(taken > 1 for taken, _ in world.jtis.values()), 0)
        row.exactly("odd answers to assertions", [odd for _, odd in world.jtis.values() if odd], [])
        refused = [text for text in world.whole if text and world.jtis[text][0] == 0]
        row.exactly("assertions refused that nothing had taken", len(refused), 0)
        row.must("panicked" not in world.node.log(), "a panic is in the log")
        row.notes += [f"{kind}: {count} places" for kind, count in Counter(kind for kind, _ in hits).items()]
        row.notes += [f"not met: {name}" for name in missed]
    finally:
        world.discard()
    return row
