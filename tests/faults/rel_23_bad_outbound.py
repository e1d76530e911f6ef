"""REL-23: the servers behind the `jwks_uri` of apps are slow, huge, flapping, badly certified or silent, and apps change their keys.
The other apps notice nothing, no server is asked more than once in ten seconds, and new keys count within a minute."""

import asyncio
import itertools
import json
import shutil
import ssl
import subprocess
import threading
import time
import urllib.parse
from collections import Counter

from jws import Es256Key
from node import Machine
from row import Row, Skip, percentile
from sites import Sites, response
from visitor import FORM, BackEnd, NotSent, Unknown

INTERVAL, PICKED_UP = 10, 60
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class App:
    """An app whose key set is served at a port of its own."""

    numbers = itertools.count()

    def __init__(self, name, sites, answer=None, tls=None, scheme="http"):
        self.name, self.keys, self.down_until = name, [Es256Key(f"{name} 0")], 0.0
        self.port = sites.serve(answer or self.serve, tls)
        self.client = Machine(name, jwks_uri=f"{scheme}://localhost:{self.port}/jwks.json")

    async def serve(self, path, body, writer):
        """As it should be, but while it is down."""
        if time.monotonic() < self.down_until:
            writer.write(response(500))
        else:
            writer.write(response(200, json.dumps({"keys": [key.jwk for key in self.keys]}).encode(), "content-type: application/json\r\n"))

    def assertion(self, node, key=None):
        now = int(time.time())
        return (key or self.keys[-1]).sign({"iss": self.name, "sub": self.name, "aud": node.issuer, "jti": f"{next(self.numbers)}",
                                            "iat": now, "exp": now + 600})


def token(back_end, app=None, assertion=None):
    """What the token endpoint answers to an app; the status, or None where no answer came."""
    fields = {"grant_type": "client_credentials"}
    try:
        if app is None:
            return back_end.post("/token", Machine("secret"), fields).status
        fields |= {"client_assertion": assertion or app.assertion(back_end.node), "client_assertion_type": ASSERTION}
        return back_end.wire.send("POST", back_end.node.issuer + "/token", {"Content-Type": FORM}, urllib.parse.urlencode(fields)).status
    except (NotSent, Unknown):
        return None


# The ways to be bad.

async def slow(path, body, writer):
    await asyncio.sleep(30)
    writer.write(response(200, b'{"keys": []}'))


async def dripping(path, body, writer):
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(1000):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.2)


async def huge(path, body, writer):
    """A gigabyte, and says so."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n")
    await endless(writer, b" " * 65536)


async def endless_chunks(path, body, writer):
    """A gigabyte, of which nothing is said before."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    await endless(writer, b"10000\r\n" + b" " * 65536 + b"\r\n")


async def endless(writer, piece):
    for _ in range(16384):
        writer.write(piece)
        await writer.drain()


async def silent(path, body, writer):
    await asyncio.sleep(30)


class Flapping(App):
    """Says 500 at every other fetch."""

    def __init__(self, name, sites):
        self.turn = itertools.count()
        super().__init__(name, sites)

    async def serve(self, path, body, writer):
        if next(self.turn) % 2:
            writer.write(response(500))
        else:
            await super().serve(path, body, writer)


def certificates(folder):
    """An authority of the operator's own, and contexts with a certificate of it for localhost, one of another name, one that nobody
    vouches for, and a good one with a version of TLS that nobody speaks any more."""
    if not shutil.which("openssl"):
        raise Skip("openssl is not installed")

    def run(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=authority", "-days", "2")
    contexts = {}
    for name, host, authority in (("other name", "elsewhere.example", True), ("unknown authority", "localhost", False),
                                  ("old TLS", "localhost", True), ("good", "localhost", True)):
        by = ["-CA", "ca.pem", "-CAkey", "ca.key"] if authority else []
        extensions = ["-addext", f"subjectAltName=DNS:{host}", "-addext", "basicConstraints=critical,CA:FALSE"]
        run("req", "-x509", *key, *by, "-keyout", "key", "-out", "certificate", "-subj", f"/CN={host}", *extensions, "-days", "2")
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[name].load_cert_chain(folder / "certificate", folder / "key")
    contexts["old TLS"].maximum_version = ssl.TLSVersion.TLSv1_1
    return contexts


class Others:
    """Two apps in order, one with a secret and one with a key: their token requests, paced, and how long they took."""

    def __init__(self, node, app):
        self.node, self.app, self.took, self.refused = node, app, [], Counter()

    def ask(self, seconds):
        self.took = []
        threads = [threading.Thread(target=self.work, args=(seconds, app, every)) for app, every in ((None, 0.05), (None, 0.05), (self.app, 0.2))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.took

    def work(self, seconds, app, every):
        back_end, until = BackEnd(self.node), time.monotonic() + seconds
        while time.monotonic() < until:
            assertion = app and app.assertion(self.node)
            begun = time.monotonic()
            status = token(back_end, app, assertion)
            self.took.append(time.monotonic() - begun)
            if status != 200:
                self.refused[status] += 1
            time.sleep(every)


class Trouble:
    """Apps whose keys cannot be had, and apps that are asked with keys that nobody knows: four callers each, while it is on."""

    def __init__(self, node, bad, steady):
        self.node, self.on, self.over, self.statuses = node, threading.Event(), False, Counter()
        for app, every in [*((app, 1) for app in bad), *((app, 0.3) for app in steady)]:
            # Where its key is unknown, an assertion is never spent.
            unknown = app.assertion(node, Es256Key("unknown"))
            for _ in range(4):
                threading.Thread(target=self.work, args=(app, unknown, every), daemon=True).start()

    def work(self, app, unknown, every):
        back_end = BackEnd(self.node)
        while not self.over:
            self.on.wait()
            status = token(back_end, app, unknown)
            self.statuses[app.name, status] += 1
            time.sleep(every)


def seconds_to_pick_up(node, app, key, patience=90.0):
    """How long the app's new key is refused; an app tries again."""
    back_end, begun = BackEnd(node), time.monotonic()
    app.keys = [key]
    while time.monotonic() < begun + patience:
        if token(back_end, app) == 200:
            return time.monotonic() - begun
        time.sleep(0.5)
    return patience


def rotations(node, apps, count):
    """Each of these apps changes its key so often, all at the same time; the seconds until the new key counted, by app."""
    found = {app.name: [] for app in apps}

    def work(app):
        for number in range(count):
            same = app.name == "same kid"
            app.down_until = time.monotonic() + 5 if app.name == "down meanwhile" else 0.0
            found[app.name].append(seconds_to_pick_up(node, app, Es256Key(f"{app.name} {0 if same else number + 1}")))
            time.sleep(2)

    threads = [threading.Thread(target=work, args=(app,)) for app in apps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def least_gap(sites, app):
    calls = sites.calls[app.port]
    return min((later - earlier for earlier, later in zip(calls, calls[1:])), default=float("inf"))


def run(setup):
    row, sites = Row("REL-23", setup), Sites()
    folder = setup.folder("authority")
    contexts = certificates(folder)
    good = App("good", sites, tls=contexts["good"], scheme="https")
    bad = [App("slow", sites, slow), App("dripping", sites, dripping), App("huge", sites, huge), App("endless", sites, endless_chunks),
           App("unknown authority", sites, tls=contexts["unknown authority"], scheme="https"),
           App("other name", sites, tls=contexts["other name"], scheme="https"),
           App("old TLS", sites, tls=contexts["old TLS"], scheme="https"),
           App("silent", sites, silent), App("silent handshake", sites, scheme="https")]
    # These have keys; somebody else keeps asking with keys that they do not have.
    steady = [Flapping("flapping", sites), App("asked for others", sites)]
    changing = [App("new kid", sites), App("same kid", sites), App("down meanwhile", sites), *steady]
    apps = [good, *bad, *changing]
    node = setup.node("outbound", [Machine("secret"), *(app.client for app in apps)], more=f'outbound.extra_ca_file = "{folder}/ca.pem"')
    rounds, quiet, loud, changes = (1, 6, 15, 1) if setup.short else (4, 15, 45, 6)
    before, beside, trouble = [], [], None
    try:
        node.start()
        for app in (good, *changing):
            row.must(token(BackEnd(node), app) == 200, f"{app.name} gets no token")
        memory = node.memory_mb()
        others, trouble = Others(node, good), Trouble(node, bad, steady)
        for _ in range(rounds):
            trouble.on.clear()
            # Those under way have ended then.
            time.sleep(6)
            before += others.ask(quiet)
            trouble.on.set()
            time.sleep(0.5)
            beside += others.ask(loud)
        row.exactly(f"of {len(before) + len(beside)} token requests of others not answered with tokens", others.refused.total(), 0, [others.refused])
        calm = percentile(before, 0.99)
        row.say(f"they take {percentile(before, 0.5) * 1000:.0f} ms (median), p99 {calm * 1000:.0f} ms")
        row.within("median beside the bad ones", percentile(beside, 0.5), 2 * percentile(before, 0.5) + 0.01)
        row.within("p99", percentile(beside, 0.99), 2 * calm + 0.05)
        row.say(f"slowest {max(beside) * 1000:.0f} ms")
        picked_up = rotations(node, changing, changes)
        row.within(f"{sum(map(len, picked_up.values()))} new keys count after, slowest", max(max(times) for times in picked_up.values()), PICKED_UP)
        row.say(", ".join(f"{name} {max(times):.1f} s" for name, times in picked_up.items()))
        trouble.over = True
        gaps = {app.name: least_gap(sites, app) for app in apps}
        name = min(gaps, key=gaps.get)
        row.say(f"{sum(len(sites.calls[app.port]) for app in apps)} fetches, the closest two of one app {gaps[name]:.2f} s apart ({name})")
        close = [f"{name}: {gap:.2f} s" for name, gap in gaps.items() if gap < INTERVAL - 0.1]
        row.exactly(f"apps asked twice within {INTERVAL} s", len(close), 0, close)
        tokens = {name for (name, status), _ in trouble.statuses.items() if status == 200}
        row.exactly("tokens for keys that nobody knows", len(tokens), 0, tokens)
        row.notes.append(f"the bad ones were answered {dict(sorted(trouble.statuses.items(), key=str))}")
        row.at_most("more memory", node.memory_mb() - memory, 50, " MB")
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        if trouble:
            trouble.over = True
            trouble.on.set()
        node.discard()
        sites.close()
    return row
