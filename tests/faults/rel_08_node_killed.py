"""REL-8: two nodes behind one issuer, and one is killed under a step of many sign-ins at once. What it was asked is asked again of
the other one, as proxies and people do, and the flows go on there. No code gives tokens twice."""

import random
import threading
import time

from history import History, digest
from load import apps
from node import PASSWORD, Balanced, Receiver
from row import Row
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

STEPS = ["authorize", "login", "consent", "token", "userinfo", "refresh"]


class Flow:
    """One sign-in at an app that asks for consent. A step that was lost is asked again; where its effect is spent (a redeemed
    code whose tokens were lost), the app begins anew, as it does after any error."""

    def __init__(self, history, front, client, person, name):
        self.history, self.front, self.client, self.person, self.name = history, front, client, person, name
        self.browser, self.back_end = Browser(front), BackEnd(front)
        self.page = self.code = self.tokens = None
        self.again = self.anew = 0
        self.answer = None

    def step(self, name):
        """Whether it is done, perhaps after it was asked again."""
        attempt = lambda: getattr(self, name)()  # noqa: E731
        for _ in range(6):
            try:
                if attempt():
                    return True
            except (NotSent, Unknown):
                self.again += 1
                continue
            if self.answer.status == 503:
                self.again += 1
                time.sleep(0.1)
            elif self.again and not self.anew:
                self.anew += 1
                attempt = lambda: self.start_anew(name)  # noqa: E731
            else:
                return False
        return False

    def start_anew(self, name):
        for each in STEPS[:STEPS.index(name) + 1]:
            if each not in ("login", "consent") or self.page is not None:
                if not getattr(self, each)():
                    return False
        return True

    def authorize(self):
        self.answer = self.browser.visit(authorization_url(self.front, self.client))
        return self.seen()

    def seen(self):
        """What a page leads to: the login form, the question for consent, or back to the app with a code."""
        self.page = self.answer if self.answer.form() is not None and self.answer.status == 200 else None
        if "code" in self.answer.parameters:
            self.code = self.answer.parameters["code"]
            self.history.add("code", code=digest(self.code), client=self.client.client_id, session=self.name, user=self.person)
        return self.page is not None or "code" in self.answer.parameters

    def login(self):
        if self.page is None or "/consent" in self.page.form()[0]:
            return True
        self.answer = self.browser.submit(self.page, username=self.person, password=PASSWORD)
        return self.seen()

    def consent(self):
        if self.page is None:
            return self.code is not None
        self.answer = self.browser.submit(self.page, decision="allow")
        return self.seen() and self.page is None

    def token(self):
        return self.tokens_by("redeem", lambda: self.back_end.redeem(self.client, self.code), code=digest(self.code),
                              client=self.client.client_id, session=self.name, user=self.person, offline=True, proven=True)

    def refresh(self):
        token = self.tokens["refresh_token"]
        return self.tokens_by("refresh", lambda: self.back_end.refresh(self.client, token), token=digest(token),
                              grant=digest(self.code), client=self.client.client_id)

    def tokens_by(self, op, request, **fields):
        def judge(answer):
            self.answer = answer
            if answer.status != 200:
                return "refused", {"status": answer.status}
            self.tokens = answer.json()
            return "ok", {"access": digest(self.tokens["access_token"]), "refresh": digest(self.tokens["refresh_token"]),
                          "lifetime": self.tokens["expires_in"]}

        outcome, answer = self.history.ask(op, request, judge, **fields)
        if answer is None:
            raise Unknown(outcome)
        self.answer = answer
        return outcome == "ok"

    def userinfo(self):
        self.answer = self.back_end.userinfo(self.tokens["access_token"])
        return self.answer.status == 200


def together(flows, step, at=None):
    """The step of all these flows at once; those that did it."""
    done, lock = [], threading.Lock()

    def run(flow):
        if at is not None:
            time.sleep(max(0.0, at - time.monotonic()))
        if flow.step(step):
            with lock:
                done.append(flow)

    threads = [threading.Thread(target=run, args=(flow,)) for flow in flows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def run(setup):
    setup = setup.on_postgres()
    row, history, chance = Row("REL-8", setup), History(), random.Random(setup.seed)
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    nodes = setup.servers("pair", clients, people=200)
    front = Balanced(nodes)
    # So many kills, and so many flows under way at each.
    rounds, count = (6, 10) if setup.short else (60, 17)
    wanted, finished, again, anew = rounds * count, 0, 0, 0
    lost = []
    try:
        for node in nodes:
            node.start()
        history.rules(front, clients, refresh="grace", reuse_grace=10)
        for number in range(rounds):
            victim_step, started = STEPS[number % len(STEPS)], number * count
            flows = [Flow(history, front, clients[2 + each % 4], f"p{(started + each) % 200}", f"f{started + each}")
                     for each in range(count)]
            alive = flows
            for step in STEPS:
                if step != victim_step:
                    alive = together(alive, step)
                    continue
                victim, at = chance.choice(nodes), time.monotonic() + 0.05
                killer = threading.Timer(0.05 + chance.uniform(0, 0.08), victim.kill)
                killer.start()
                alive = together(alive, step, at)
                killer.join()
            lost += [f"{flow.name}: {flow.answer and (flow.answer.status, flow.answer.location or flow.answer.body[:150])} "
                     f"(killed at {victim_step})" for flow in flows if flow not in alive]
            finished += len(alive)
            again, anew = again + sum(flow.again for flow in flows), anew + sum(flow.anew for flow in flows)
            victim.start()
        row.at_least(f"of {wanted} flows, a node killed under one of {len(STEPS)} steps: finished", finished, wanted * 99 // 100)
        row.say(f"{again} requests asked again, {anew} begun anew")
        for told in lost[:5]:
            row.notes.append(told)
        report = row.judge(history)
        row.exactly("duplicate tokens", sum(found.promise == "I1" for found in report.broken), 0)
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        for node in nodes:
            node.discard()
        receiver.close()
    return row
