"""REL-7: two nodes whose clocks differ by a minute and a half, requests spread over them. Both go by the database's clock: whatever
one gives is good at the other, ends there when it is due, and not before."""

import json
import threading
import time
import urllib.parse
from datetime import datetime

import postgres
import visitor
from load import Client
from node import claims
from rel_03_double_spend import MACHINE, assertion
from rel_21_clock import Wall, library
from row import Row
from visitor import FORM, BackEnd, Browser, authorization_url

APP = Client("app", "http://localhost:3000/cb")
# Whole seconds on either side, and the clock of a debug build on a busy machine.
RULE = 2.0
SHORT_LIVED = 'tokens = { access_token = "4s", authorization_code = "4s" }'
SKEWS = (90, -90)


class Skewed:
    """Sends everything twice: given here, used there."""

    def __init__(self, nodes):
        self.nodes, self.early, self.late, self.drift, self.done, self.ways = nodes, [], [], 0.0, 0, 0

    def one_way(self, skew, way, person):
        """Given by the node whose clock is wrong, or by the other one."""
        giver, taker = self.nodes if way == 0 else self.nodes[::-1]
        what = f"{skew:+d} s, given by the one that is {'wrong' if way == 0 else 'right'}"
        self.cross(what, giver, taker, person)
        self.lives(what, giver, taker, person, 4)
        self.ways += 1

    def good(self, what, condition):
        self.done += 1
        if not condition:
            self.early.append(what)
        return condition

    def cross(self, what, giver, taker, person):
        """What `giver` gives is good at `taker` at once."""
        browser = Browser(giver)
        code = visitor.sign_in(browser, APP, person).parameters.get("code")
        if not self.good(f"{what}: sign-in", code):
            return
        redeemed = BackEnd(taker).redeem(APP, code)
        if not self.good(f"{what}: code of the other: {redeemed.body[:100]}", redeemed.status == 200):
            return
        tokens = redeemed.json()
        said = claims(tokens["id_token"])
        self.drift = max(self.drift, abs(said["iat"] - time.time()), abs(said["auth_time"] - time.time()))
        self.good(f"{what}: access token of the other", BackEnd(giver).userinfo(tokens["access_token"]).status == 200)
        self.good(f"{what}: introspection", BackEnd(giver).introspect(APP, tokens["access_token"]).json().get("active"))
        refreshed = BackEnd(giver).refresh(APP, tokens["refresh_token"])
        self.good(f"{what}: refresh token of the other", refreshed.status == 200)
        browser.node = taker
        browser.wire.node = taker
        for name, more in (("login", {}), ("login newer than max_age", {"max_age": "60"})):
            answer = browser.get(authorization_url(taker, APP, prompt="none", **more))
            self.good(f"{what}: {name} of the other", "code" in answer.parameters)
        presented = assertion(giver, f"{what} {person}")
        self.good(f"{what}: assertion", self.present(giver, presented).status == 200)
        if self.present(taker, presented).status == 200:
            self.late.append(f"{what}: an assertion at both")
        form = Browser(giver)
        page = form.visit(authorization_url(giver, APP))
        form.node = form.wire.node = taker
        answer = form.submit(page, username=person, password=visitor.PASSWORD)
        self.good(f"{what}: open login form of the other", "code" in answer.parameters)

    @staticmethod
    def present(node, presented):
        fields = {"grant_type": "client_credentials", "client_assertion": presented,
                  "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}
        return BackEnd(node).wire.send("POST", node.issuer + "/token", {"Content-Type": FORM}, urllib.parse.urlencode(fields))

    def lives(self, what, giver, taker, person, life):
        """An access token and a code of `life` seconds, looked at by the other until they are over."""
        browser = Browser(giver)
        code = visitor.sign_in(browser, APP, person).parameters["code"]
        kept = browser.get(authorization_url(giver, APP, prompt="none")).parameters["code"]
        begun = time.monotonic()
        token = BackEnd(giver).redeem(APP, code).json()["access_token"]
        made = time.monotonic()
        last = first = None
        while time.monotonic() < made + life + RULE + 1 and first is None:
            asked = time.monotonic()
            if BackEnd(taker).userinfo(token).status == 200:
                last = asked
            else:
                first = time.monotonic()
            time.sleep(0.1)
        self.done += 2
        if first is not None and first < begun + life - RULE:
            self.early.append(f"{what}: an access token of {life} s ended after {first - begun:.1f} s")
        if last is not None and last > made + life + RULE:
            self.late.append(f"{what}: an access token of {life} s lived for {last - made:.1f} s")
        if BackEnd(taker).redeem(APP, kept).status == 200:
            self.late.append(f"{what}: a code of {life} s was redeemed after {time.monotonic() - begun:.1f} s")


def log_clock(node):
    """What the clock on this node's wall shows: its log goes by that, whatever the rest goes by."""
    last = json.loads(node.log().splitlines()[-1])
    return datetime.fromisoformat(last["timestamp"]).timestamp()


def skewed_by(row, setup, skew):
    """All of it with one node's clock wrong by `skew`."""
    nodes = setup.servers("skew", [APP], more=SHORT_LIVED)
    wall = Wall(nodes[0])
    wall.jump(skew)
    skewed = Skewed(nodes)
    try:
        # The one that is wrong is the first, and makes the keys.
        for node in nodes:
            node.write(node.config.read_text() + MACHINE)
            node.start()
        seen = log_clock(nodes[0]) - time.time()
        row.must(abs(seen - skew) < 30, f"its clock is not wrong by {skew:+d} s, but by {seen:+.0f} s")
        for turn in range(1 if setup.short else 20):
            both = [threading.Thread(target=skewed.one_way, args=(skew, way, f"p{2 * turn + way}")) for way in (0, 1)]
            together(both)
        # And a clock that is set wrong, or right, under way.
        for jump in (-skew, 0):
            wall.jump(jump)
            time.sleep(0.2)
            skewed.cross(f"{skew:+d} s, jumped to {jump:+d} s", *nodes, "p50")
        row.must(not any("panicked" in node.log() for node in nodes), "a panic is in the log")
    finally:
        for node in nodes:
            node.discard()
    return skewed


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def run(setup):
    setup = setup.on_postgres()
    library()
    postgres.shared()
    row, all_of_it = Row("REL-7", setup), []
    together([threading.Thread(target=lambda skew=skew: all_of_it.append(skewed_by(row, setup, skew))) for skew in SKEWS])
    row.must(len(all_of_it) == len(SKEWS), "a driver ended")
    early, late = ([each for skewed in all_of_it for each in getattr(skewed, name)] for name in ("early", "late"))
    done = sum(skewed.done for skewed in all_of_it)
    row.exactly(f"of {done} things given by one node and used at the other, skew ±90 s: ended early", len(early), 0, early)
    row.exactly("alive late", len(late), 0, late)
    row.must(done > 0 and all(skewed.ways == (2 if setup.short else 40) for skewed in all_of_it), "some of it was not tried")
    row.within("times said differ from the database's by at most", max(skewed.drift for skewed in all_of_it), 5)
    return row
