"""REL-6: PostgreSQL restarts between the steps of a sign-in. The next step, asked at once, works or leads to a page that says to
try again; asked again when the database is there, it works."""

import time

import postgres
from load import apps
from node import PASSWORD, Balanced, Receiver
from row import Row
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

STEPS = ["authorize", "login", "consent", "token", "userinfo"]


class Flow:
    """One sign-in with a consent, in steps that may be asked again: a step that was answered well is not."""

    def __init__(self, front, client, person):
        self.front, self.client, self.person = front, client, person
        self.browser, self.back_end = Browser(front), BackEnd(front)
        self.page = self.code = self.tokens = None

    def step(self, name):
        """The answer of one step, and whether it did what it is for."""
        answer = getattr(self, name)()
        if name == "authorize":
            done = 'id="password"' in answer.body
        elif name == "login":
            done = answer.form() is not None and "/consent" in answer.form()[0]
        elif name == "consent":
            done = "code" in answer.parameters
            self.code = answer.parameters.get("code")
        else:
            done = answer.status == 200
        if done and name in ("authorize", "login"):
            self.page = answer
        if done and name == "token":
            self.tokens = answer.json()
        return answer, done

    def authorize(self):
        return self.browser.visit(authorization_url(self.front, self.client))

    def login(self):
        return self.browser.submit(self.page, username=self.person, password=PASSWORD)

    def consent(self):
        return self.browser.submit(self.page, decision="allow")

    def token(self):
        return self.back_end.redeem(self.client, self.code)

    def userinfo(self):
        return self.back_end.userinfo(self.tokens["access_token"])


def clean(answer):
    """Whether a page or answer of ours says to come again, and nothing else."""
    return answer.status == 503 and "retry-after" in answer.headers


class Restarts:
    def __init__(self, front, client):
        self.front, self.client, self.people = front, client, 0
        self.at_once = self.retried = self.finished = 0
        self.dirty = []

    def flow(self, at, disturb, restore):
        """A flow with something between the step `at` and the one before it."""
        self.people += 1
        flow = Flow(self.front, self.client, f"p{self.people}")
        for name in STEPS:
            if name == at:
                disturb()
                done = self.try_step(flow, name)
                restore()
                if done:
                    continue
            if not self.again(flow, name):
                return
        self.finished += 1

    def try_step(self, flow, name):
        """The step in the middle of it; whether it is done."""
        try:
            answer, done = flow.step(name)
        except (NotSent, Unknown) as error:
            self.dirty.append(f"{name}: {error!r}")
            return False
        self.at_once += done
        self.retried += not done
        if not done and not clean(answer):
            self.dirty.append(f"{name}: {answer.status} {answer.location or answer.body[:150]!r}")
        return done

    def again(self, flow, name):
        """The step, until it is done or its patience is over."""
        deadline = time.monotonic() + 10
        while True:
            answer, done = flow.step(name)
            if done or time.monotonic() > deadline:
                if not done:
                    self.dirty.append(f"{name}, asked again: {answer.status} {answer.location or answer.body[:150]!r}")
                return done
            if not clean(answer):
                self.dirty.append(f"{name}, asked again: {answer.status} {answer.location or answer.body[:150]!r}")
                return False
            time.sleep(0.1)


def run(setup):
    setup = setup.on_postgres()
    row, server = Row("REL-6", setup), postgres.shared()
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    nodes = setup.servers("flow", clients)
    front = Balanced(nodes)
    try:
        for node in nodes:
            node.start()
        restarts, wanted = Restarts(front, clients[2]), 0
        ways = ["fast"] if setup.short else ["fast", "immediate", "kill"]
        for way in ways:
            for name in STEPS:
                stop = server.kill if way == "kill" else lambda: server.stop(way)
                for away in (True, False):
                    # Away while the step is asked, or away and back before it: old connections are dead then.
                    wanted += 1
                    disturb = stop if away else lambda: (stop(), server.start())
                    restarts.flow(name, disturb, server.start if away else lambda: None)
        row.exactly(f"{wanted} flows, a restart before one of {len(STEPS)} steps: finished", restarts.finished, wanted)
        row.say(f"{restarts.at_once} steps worked at once, {restarts.retried} led to a page that says to try again")
        row.exactly("other answers", len(restarts.dirty), 0, restarts.dirty)
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        if not server.processes():
            server.start()
        for node in nodes:
            node.discard()
        receiver.close()
    return row
