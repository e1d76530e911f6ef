#!/usr/bin/env python3
"""Whether a server grows while it works: memory and database, sampled through an hour of mixed load.

    cargo build --release
    benches/growth/growth.py [--binary target/release/latchkey] [--seconds 3600] [--rate 10]

A round is a sign-in by the page, the exchange of its code, userinfo, a silent authorization with its exchange,
introspection, a refresh and a client_credentials token, and for every second person a sign-out. Tokens and logins live
for two to five minutes, so what is stored is steady after that but for the audit, which is kept. Prints a line every half
minute, and at the end how much the memory grew since the tenth minute (or since a sixth of a shorter run).
"""
import argparse, base64, hashlib, http.client, os, re, socket, subprocess, tempfile, time
from urllib.parse import parse_qs, urlencode, urlsplit

PASSWORD = "seven calm herons"
SECRET = "lks_a-secret-of-more-than-128-bits-for-the-bench"
CALLBACK, GOODBYE = "http://localhost/cb", "http://localhost/bye"
SCOPE = "openid offline_access"


def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def configure(binary, folder, at):
    base = (f'[server]\nissuer = "http://localhost:{at}"\nlisten = ["127.0.0.1:{at}"]\ndata_dir = "data"\n'
            '[login]\nargon2 = { memory = "8KiB", iterations = 1, parallelism = 1 }\n'
            '[limits]\nlogin_per_ip = "1000000/1m"\nlogin_per_account = "1000000/1m"\n'
            '[tokens]\naccess_token = "2m"\nid_token = "2m"\nrefresh_token = { idle = "3m", absolute = "5m" }\n'
            '[session]\nidle = "3m"\nabsolute = "5m"\n')
    path = f"{folder}/config.toml"
    with open(path, "w") as file:
        file.write(base)
    made = subprocess.run([binary, "-c", path, "hash-password"], input=f"{PASSWORD}\n{PASSWORD}\n", capture_output=True,
                          text=True, check=True)
    with open(path, "w") as file:
        digest = hashlib.sha256(SECRET.encode()).hexdigest()
        file.write(f'{base}[[users]]\nusername = "ada"\npassword_hash = "{made.stdout.split()[-1]}"\n'
                   f'[[clients]]\nclient_id = "app"\nclient_secret_hash = "sha256:{digest}"\n'
                   f'redirect_uris = ["{CALLBACK}"]\npost_logout_redirect_uris = ["{GOODBYE}"]\n'
                   'grant_types = ["authorization_code", "refresh_token", "client_credentials"]\n'
                   'consent = "skip"\nrequire_pkce = false\nid_token_signed_response_alg = "ES256"\n')
    return path


class Person:
    """A browser, and the app that its person signs in to."""

    def __init__(self, at):
        self.connection = http.client.HTTPConnection("localhost", at)
        self.cookies = {}

    def ask(self, method, path, form=None, expected=200, **headers):
        body = None if form is None else urlencode(form)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != expected:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:400]}")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, content = value.split(";")[0].split("=", 1)
                self.cookies[cookie] = content
        return answer.getheader("location"), text

    def visit(self, method, path, form=None, expected=303):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self.ask(method, path, form, expected, Accept="text/html", Cookie=cookies)

    def app(self, path, **form):
        proof = base64.b64encode(f"app:{SECRET}".encode()).decode()
        return self.ask("POST", path, form, Authorization=f"Basic {proof}")[1]

    def authorize(self):
        asked = urlencode({"response_type": "code", "client_id": "app", "redirect_uri": CALLBACK, "scope": SCOPE, "state": "s"})
        return self.visit("GET", f"/authorize?{asked}")[0]

    def exchange(self, location):
        code = parse_qs(urlsplit(location).query)["code"][0]
        return self.app("/token", grant_type="authorization_code", code=code, redirect_uri=CALLBACK)

    def round(self, signs_out):
        self.cookies = {}
        _, page = self.visit("GET", self.authorize(), expected=200)
        form = dict(re.findall(r'name="(csrf|interaction)" value="([^"]+)"', page))
        tokens = self.exchange(self.visit("POST", "/login", {**form, "username": "ada", "password": PASSWORD})[0])
        self.ask("GET", "/userinfo", Authorization=f"Bearer {member(tokens, 'access_token')}")
        again = self.exchange(self.authorize())
        self.app("/introspect", token=member(again, "access_token"))
        self.app("/token", grant_type="refresh_token", refresh_token=member(tokens, "refresh_token"))
        self.app("/token", grant_type="client_credentials")
        if signs_out:
            hint = urlencode({"id_token_hint": member(tokens, "id_token"), "post_logout_redirect_uri": GOODBYE})
            self.visit("GET", f"/end-session?{hint}")


def member(answer, name):
    return re.search(rf'"{name}":"([^"]+)"', answer).group(1)


def sizes(server, folder):
    """KiB: the whole memory, the server's own, the database."""
    with open(f"/proc/{server.pid}/status") as file:
        status = dict(re.findall(r"(\w+):\s+(\d+) kB", file.read()))
    data = sum(os.path.getsize(f"{folder}/data/{name}") for name in os.listdir(f"{folder}/data") if name.startswith("latchkey.db"))
    return int(status["VmRSS"]), int(status["RssAnon"]), data // 1024


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default="target/release/latchkey")
    options.add_argument("--seconds", type=float, default=3600)
    options.add_argument("--rate", type=float, default=10, help="rounds a second")
    wanted = options.parse_args()
    binary = os.path.abspath(wanted.binary)
    with tempfile.TemporaryDirectory() as folder:
        at = port()
        path = configure(binary, folder, at)
        server = subprocess.Popen([binary, "-c", path, "serve"], stdout=open(f"{folder}/log", "w"), stderr=subprocess.STDOUT)
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", at), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            people = [Person(at) for _ in range(4)]
            print(f"{'second':>8}{'rounds':>10}{'memory KiB':>12}{'own KiB':>10}{'database KiB':>14}")
            begun, rounds, told, settled = time.monotonic(), 0, -30.0, None
            while (elapsed := time.monotonic() - begun) < wanted.seconds:
                people[rounds % 4].round(rounds % 2 == 0)
                rounds += 1
                if elapsed - told >= 30:
                    told = elapsed
                    memory = sizes(server, folder)
                    print(f"{elapsed:8.0f}{rounds:10}{memory[0]:12}{memory[1]:10}{memory[2]:14}", flush=True)
                if settled is None and elapsed >= min(600, wanted.seconds / 6):
                    settled = sizes(server, folder)
                time.sleep(max(0, begun + rounds / wanted.rate - time.monotonic()))
            grown = sizes(server, folder)[0] - settled[0]
            print(f"{rounds} rounds; memory grew by {grown} KiB since it had settled")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
