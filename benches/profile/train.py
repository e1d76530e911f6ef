#!/usr/bin/env python3
"""Uses a server as apps and browsers do, so that a build that counts what runs (benches/profile/build) learns what runs often.

usage: benches/profile/train.py LATCHKEY [--rounds N]

LATCHKEY is started in a folder of its own, once over SQLite and, where LATCHKEY_TEST_POSTGRES names a database
(tests/with-postgres), once over PostgreSQL, and stopped as an operator stops it. Nothing is timed. Ends with 1 where an answer
is not the right one.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlencode

PASSWORD, SECRET = "seven calm herons", "lks_a-secret-of-more-than-128-bits-for-training"
CALLBACK, GOODBYE = "http://localhost/cb", "http://localhost/bye"
# They ask in two groups, and a group asks whole before it reads: requests share turns of the event loop and commits, as under load.
VISITORS = 32
# Seconds for a start, an answer and an end. A server that counts what runs is slow.
PATIENCE = 120
# The cheapest hash there is: the password's would be nearly all that is counted.
SETTINGS = """[server]
issuer = "http://localhost:{port}"
listen = ["127.0.0.1:{port}"]
data_dir = "data"
workers = 1
[login]
argon2 = {{ memory = "8KiB", iterations = 1, parallelism = 1 }}
[limits]
login_per_ip = "1000000/1m"
login_per_account = "1000000/1m"
{storage}
"""
CLIENT = """[[clients]]
client_id = "{name}"
client_secret_hash = "sha256:{digest}"
redirect_uris = ["{callback}"]
post_logout_redirect_uris = ["{goodbye}"]
grant_types = ["authorization_code", "refresh_token", "client_credentials"]
id_token_signed_response_alg = "{alg}"
require_pkce = false
consent = "skip"
"""
PERSON = """[[users]]
username = "ada"
name = "Ada Example"
email = "ada@example.com"
password_hash = "{password_hash}"
"""


class Wrong(Exception):
    """An answer that is not the right one."""


class Visitor:
    """A person's browser together with the app that they sign in to. A step is a request, whose answer is read later."""

    def __init__(self, port, client):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.socket.makefile("rb")
        self.client, self.cookies, self.tokens = client, {}, {}
        self.basic = "Basic " + base64.b64encode(f"{client}:{SECRET}".encode()).decode()
        self.asked, self.page, self.form, self.code = "", "", {}, ""

    def send(self, method, path, headers=(), form=None, is_app=False):
        self.asked = f"{method} {path}"
        head = [f"{self.asked} HTTP/1.1", "Host: localhost", *headers]
        if self.cookies and not is_app:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        body = urlencode(form) if form else ""
        if form:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self.socket.sendall("\r\n".join([*head, "", body]).encode())

    def receive(self, wanted):
        """The address that the answer leads to, and its body."""
        first = self.stream.readline()
        if not first:
            raise Wrong(f"{self.asked}: the connection was closed")
        status = int(first.split()[1])
        location, length = "", 0
        while line := self.stream.readline().strip().decode():
            name, value = line.split(": ", 1)
            match name.lower():
                case "location":
                    location = value
                case "content-length":
                    length = int(value)
                case "set-cookie":
                    cookie, content = value.split(";")[0].split("=", 1)
                    self.cookies[cookie] = content
        body = self.stream.read(length).decode()
        if status != wanted:
            raise Wrong(f"{self.asked}: {status} instead of {wanted}: {body}")
        return location, body

    def get(self, path):
        self.send("GET", path, ["Accept: text/html"])
        return lambda: self.receive(200)

    def discovery(self):
        return self.get("/.well-known/openid-configuration")

    def keys(self):
        return self.get("/jwks")

    def own_page(self):
        return self.get("/")

    def ready(self):
        return self.get("/readyz")

    def authorize(self, wanted="code="):
        query = {"response_type": "code", "client_id": self.client, "redirect_uri": CALLBACK}
        query |= {"scope": "openid profile email offline_access", "state": "st4te", "nonce": "n0nce"}
        self.send("GET", f"/authorize?{urlencode(query)}", ["Accept: text/html"])

        def read():
            self.page, _ = self.receive(303)
            if wanted not in self.page:
                raise Wrong(f"{self.asked}: on to {self.page}")
            self.code = "".join(re.findall("[?&]code=([^&]+)", self.page))

        return read

    def ask_to_sign_in(self):
        self.cookies = {}
        return self.authorize("interaction=")

    def open_login_page(self):
        self.send("GET", self.page, ["Accept: text/html", "Accept-Language: en"])

        def read():
            self.form = dict(re.findall('name="(interaction|csrf)" value="([^"]*)"', self.receive(200)[1]))

        return read

    def submit_login(self):
        self.send("POST", "/login", form=self.form | {"username": "ada", "password": PASSWORD})

        def read():
            self.code = re.findall("[?&]code=([^&]+)", self.receive(303)[0])[0]

        return read

    def token(self, form):
        self.send("POST", "/token", [f"Authorization: {self.basic}"], form, is_app=True)

        def read():
            self.tokens |= json.loads(self.receive(200)[1])

        return read

    def exchange(self):
        return self.token({"grant_type": "authorization_code", "code": self.code, "redirect_uri": CALLBACK})

    def refresh(self):
        return self.token({"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"]})

    def client_credentials(self):
        self.send("POST", "/token", [f"Authorization: {self.basic}"], {"grant_type": "client_credentials"}, is_app=True)
        return lambda: self.receive(200)

    def introspect(self):
        self.send("POST", "/introspect", [f"Authorization: {self.basic}"], {"token": self.tokens["access_token"]}, is_app=True)
        return lambda: self.receive(200)

    def userinfo(self):
        self.send("GET", "/userinfo", [f"Authorization: Bearer {self.tokens['access_token']}"], is_app=True)
        return lambda: self.receive(200)

    def end_session(self):
        query = {"id_token_hint": self.tokens["id_token"], "post_logout_redirect_uri": GOODBYE, "state": "st4te"}
        self.send("GET", f"/end-session?{urlencode(query)}", ["Accept: text/html"])
        return lambda: self.receive(303)


SIGN_IN = [Visitor.ask_to_sign_in, Visitor.open_login_page, Visitor.submit_login, Visitor.exchange]
FLOW = [Visitor.authorize, Visitor.exchange, Visitor.userinfo]
# What a visitor does in a round: a login, and what its apps do while it lives.
ROUND = [Visitor.discovery, Visitor.keys, *SIGN_IN, *3 * FLOW, Visitor.own_page]
ROUND += 3 * [Visitor.userinfo, Visitor.introspect, Visitor.refresh, Visitor.client_credentials]
ROUND += [Visitor.ready, Visitor.end_session]


def use(port, rounds):
    """Lets all visitors go through so many rounds."""
    visitors = [Visitor(port, ("es", "rs")[number % 8 == 0]) for number in range(VISITORS)]
    for step in rounds * ROUND:
        for group in visitors[: VISITORS // 2], visitors[VISITORS // 2 :]:
            for read in [step(visitor) for visitor in group]:
                read()
    print(f"{rounds * len(ROUND) * VISITORS} requests", flush=True)


class Prepared:
    """A folder with the configuration of a server over `storage`, its clients and a person."""

    def __init__(self, program, storage, folder):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.folder = folder
        settings = SETTINGS.format(port=self.port, storage=storage)
        path = f"{folder}/config.toml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(settings)
        hashed = subprocess.run(
            [program, "-c", path, "hash-password"], input=PASSWORD + "\n", stdout=subprocess.PIPE, text=True, check=True
        ).stdout.split()[-1]
        digest = hashlib.sha256(SECRET.encode()).hexdigest()
        clients = [
            CLIENT.format(name=alg[:2].lower(), digest=digest, alg=alg, callback=CALLBACK, goodbye=GOODBYE)
            for alg in ("ES256", "RS256")
        ]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([settings, *clients, PERSON.format(password_hash=hashed)]))
        self.arguments = ["-c", path, "serve"]

    def serve(self, command, work):
        """Starts it by `command`, lets `work` use it and stops it. The program ends with 1 where that fails."""
        with open(f"{self.folder}/log", "w+", encoding="utf-8") as log:
            server = subprocess.Popen([*command, *self.arguments], cwd=self.folder, stdout=log, stderr=log)
            fault = None
            try:
                until = time.monotonic() + PATIENCE
                while server.poll() is None and not listens(self.port):
                    if time.monotonic() > until:
                        raise TimeoutError("it does not listen")
                    time.sleep(0.1)
                if server.poll() is None:
                    work(self.port)
                server.send_signal(signal.SIGTERM)
                if status := server.wait(PATIENCE):
                    fault = f"it ended with {status}"
            except (OSError, Wrong, subprocess.TimeoutExpired) as error:
                fault = str(error)
            finally:
                server.kill()
            if fault:
                log.seek(0)
                sys.exit(f"{fault}\nits log ends with: {log.read()[-2000:]}")


def storages():
    """What a server stores in: SQLite, and PostgreSQL where there is one."""
    url = os.environ.get("LATCHKEY_TEST_POSTGRES")
    return ["", *([f'[storage]\nurl = "{url}"\n'] if url else [])]


def listens(port):
    """Whether somebody takes connections there."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("latchkey", metavar="LATCHKEY")
    parser.add_argument("--rounds", type=int, default=40, metavar="N")
    options = parser.parse_args()
    program = os.path.abspath(options.latchkey)
    for storage in storages():
        with tempfile.TemporaryDirectory() as folder:
            Prepared(program, storage, folder).serve([program], lambda port: use(port, options.rounds))


if __name__ == "__main__":
    main()
