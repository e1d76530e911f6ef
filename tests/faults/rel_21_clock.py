"""REL-21: the clock of the wall jumps under a running server: back, ahead, far ahead, to and fro. Nothing that was used is good
again, people can go on signing in, and time limits of connections keep to the real time."""

import glob
import os
import socket
import threading
import time
import urllib.parse

import visitor
from load import Client
from node import claims
from rel_03_double_spend import MACHINE, assertion
from row import Row, Skip
from visitor import FORM, BackEnd, Browser

APP = Client("app", "http://localhost:3000/cb")


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + glob.glob("/usr/lib*/faketime/libfaketimeMT.so.1")
    if not found:
        raise Skip("libfaketime is not installed (apt-get install faketime)")
    return found[0]


class Wall:
    """The clock of one node."""

    def __init__(self, node):
        self.path = node.folder / "clock"
        self.seconds = 0
        self.jump(0)
        node.environment = {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(self.path), "FAKETIME_NO_CACHE": "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}

    def jump(self, seconds):
        beside = self.path.with_suffix(".new")
        beside.write_text(f"{seconds:+d}\n")
        os.replace(beside, self.path)
        self.seconds = seconds

    def now(self):
        return time.time() + self.seconds


class Spent:
    """What is good once, and was used."""

    def __init__(self, node, wall, back_end):
        self.node, self.wall, self.back_end, self.jti = node, wall, back_end, 0
        self.codes, self.assertions, self.revoked = [], [], []

    def assertion_answer(self, presented):
        fields = {"grant_type": "client_credentials", "client_assertion": presented,
                  "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}
        return self.back_end.wire.send("POST", self.node.issuer + "/token", {"Content-Type": FORM}, urllib.parse.urlencode(fields))

    def spend(self, row, what, person):
        """A whole sign-in, a revocation and an assertion that lives as long as one may, at this time."""
        answer = visitor.sign_in(Browser(self.node), APP, person)
        code = answer.parameters.get("code")
        if not row.must(code, f"{what}: no sign-in: {answer.status} {answer.parameters}"):
            return
        redeemed = self.back_end.redeem(APP, code)
        tokens = redeemed.json()
        if not row.must(redeemed.status == 200, f"{what}: a fresh code is refused: {redeemed.body}"):
            return
        self.codes.append(code)
        drift = abs(claims(tokens["id_token"])["iat"] - self.wall.now())
        row.must(drift < 5, f"{what}: the clock of the server did not follow: {drift:.0f} s")
        row.must(self.back_end.userinfo(tokens["access_token"]).status == 200, f"{what}: a fresh token is refused")
        row.must(self.back_end.refresh(APP, tokens["refresh_token"]).status == 200, f"{what}: a fresh refresh token is refused")
        row.must(self.back_end.revoke(APP, tokens["access_token"]).status == 200, f"{what}: no revocation")
        self.revoked.append(tokens["access_token"])
        self.jti += 1
        presented = assertion(self.node, f"{what} {self.jti}", int(self.wall.now()), 3000)
        answer = self.assertion_answer(presented)
        row.must(answer.status == 200, f"{what}: a fresh assertion is refused: {answer.body}")
        self.assertions.append(presented)

    def reused(self, what):
        """What of it is good again."""
        found = []
        for code in self.codes:
            if self.back_end.redeem(APP, code).status == 200:
                found.append(f"{what}: a code")
        for presented in self.assertions:
            if self.assertion_answer(presented).status == 200:
                found.append(f"{what}: an assertion")
        for token in self.revoked:
            if self.back_end.userinfo(token).status == 200:
                found.append(f"{what}: a revoked token")
        return found


def slow_head(node, result):
    """How long a head that never ends is waited for."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", node.port), 5) as stream:
        stream.sendall(b"GET / HTTP/1.1\r\nHost:")
        stream.settimeout(30)
        try:
            while stream.recv(4096):
                pass
        except OSError:
            pass
    result.append(time.monotonic() - began)


HOUR, DAY, YEARS = 3600, 86400, 10 * 365 * 86400


def born(setup, name, days):
    """A node whose keys are that old, with its clock."""
    node = setup.node(name, [APP])
    wall = Wall(node)
    node.write(node.config.read_text() + MACHINE)
    wall.jump(-days * DAY)
    node.start()
    wall.jump(0)
    return node, wall


def run(setup):
    row = Row("REL-21", setup)
    library()
    node, wall = born(setup, "clock", 2)
    try:
        spent, reused, waits = Spent(node, wall, BackEnd(node)), [], []
        spent.spend(row, "before", "p0")
        heads = []
        for number, (name, seconds) in enumerate([("-1 h", -HOUR), ("+1 h", HOUR), ("+10 y", YEARS), ("back", 0)]):
            waiting = threading.Thread(target=slow_head, args=(node, waits))
            waiting.start()
            heads.append(waiting)
            time.sleep(0.1)
            wall.jump(seconds)
            time.sleep(0.3)
            spent.spend(row, name, f"p{number + 1}")
            reused += spent.reused(name)
            row.must(node.status("/readyz") == 200, f"{name}: not ready")
        for number in range(6 if setup.short else 40):
            wall.jump(-5 if number % 2 else 0)
            spent.spend(row, "to and fro", f"p{10 + number % 20}")
            time.sleep(0.05)
        wall.jump(0)
        for waiting in heads:
            waiting.join()
        reused += spent.reused("at the end")
        row.exactly("good again", len(reused), 0, reused)
        row.within("a head that never ends waited at most", max(waits), 8)
        row.must(min(waits) > 3, f"a head that never ended was given up after {min(waits):.1f} s, because of a jump")
        row.must(node.process.poll() is None and "panicked" not in node.log(), f"it panicked: {node.log()[-500:]}")
        row.exactly("exit code", node.stop(), 0)
    finally:
        node.discard()
    young(row, setup)
    if not setup.short:
        swept(row, setup)
    return row


def works(node, wall, person):
    """Whether somebody can sign in and an app gets tokens."""
    trial = Row("", None)
    Spent(node, wall, BackEnd(node)).spend(trial, "", person)
    return ("yes", ()) if not trial.faults else ("no", trial.faults)


def young(row, setup):
    """The clock goes back behind the making of the keys, as when it was wrong at the first start."""
    node, wall = born(setup, "young", 0)
    try:
        wall.jump(-HOUR)
        time.sleep(0.3)
        answer, why = works(node, wall, "p0")
        row.known("signs when its keys are younger than the jump", answer, "yes", why)
        row.must(node.process.poll() is None and "panicked" not in node.log(), f"it panicked: {node.log()[-500:]}")
    finally:
        node.discard()


def swept(row, setup):
    """An excursion that is long enough for the sweep of what has expired, and back before it: what was used stays used."""
    for name, seconds in (("+1 h", HOUR), ("+10 y", YEARS)):
        node, wall = born(setup, "swept", 2)
        try:
            spent = Spent(node, wall, BackEnd(node))
            spent.spend(row, "before", "p0")
            wall.jump(seconds)
            time.sleep(75)
            # To the second at which they were used, as after a clock that was set wrong and right again.
            wall.jump(-76)
            time.sleep(0.3)
            reused = spent.reused(f"after {name} for 75 s")
            row.known(f"good again after {name} for 75 s", len(reused), 0, reused)
            answer, why = works(node, wall, "p1")
            row.known("signs after it", answer, "yes", why)
            row.must(node.process.poll() is None and "panicked" not in node.log(), f"it panicked: {node.log()[-500:]}")
        finally:
            node.discard()
