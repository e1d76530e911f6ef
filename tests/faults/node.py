"""Starts, kills and stops the server under test. One function makes the text of the configuration and one the section of
its storage, so that another database or a second node is a matter of what they are given."""

import base64
import http.client
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import postgres
from ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("LATCHKEY_BIN") or str(ROOT / "target/debug/latchkey")
PASSWORD = "four quiet otters"
SECRET = "lks_a-secret-of-more-than-128-bits-for-tests"
PEOPLE = 60


@dataclass
class Client:
    """A registered app, as far as these tests need it."""

    client_id: str
    redirect_uri: str
    backchannel_logout_uri: str = ""
    consent: str = "skip"
    more: str = ""

    def block(self):
        lines = [
            "[[clients]]",
            f'client_id = "{self.client_id}"',
            f'client_secret = "{SECRET}"',
            f'redirect_uris = ["{self.redirect_uri}"]',
            f'post_logout_redirect_uris = ["{self.redirect_uri}/bye"]',
            'grant_types = ["authorization_code", "refresh_token"]',
            "require_pkce = false",
            f'consent = "{self.consent}"',
        ]
        if self.backchannel_logout_uri:
            lines.append(f'backchannel_logout_uri = "{self.backchannel_logout_uri}"')
        return "\n".join(lines) + "\n" + self.more + "\n"


@dataclass
class Machine(Client):
    """An app that gets tokens for itself, and proves who it is by a key behind `jwks_uri` where it has one."""

    redirect_uri: str = ""
    jwks_uri: str = ""

    def block(self):
        proof = f'token_endpoint_auth_method = "private_key_jwt"\njwks_uri = "{self.jwks_uri}"' if self.jwks_uri else f'client_secret = "{SECRET}"'
        return f'[[clients]]\nclient_id = "{self.client_id}"\n{proof}\ngrant_types = ["client_credentials"]\n'


def sqlite_storage(data):
    """The storage section of one node with the embedded database."""
    return f'[storage]\nurl = "sqlite://{data}/latchkey.db"\n'


# The backends by name: each makes the storage section from the data folder of the first node; nodes that share a database get
# the same section.
STORAGE = {"sqlite": sqlite_storage, "postgres": postgres.new_database}


def configuration(data, issuer_port, port, storage, clients, people=PEOPLE, tokens="", more=""):
    """The whole file. Passwords cost next to nothing here: what is tried is not the hashing."""
    names = (f'[[users]]\nusername = "p{n}"\npassword_hash = "{password_hash()}"\nsub = "sub-{n}"\n' for n in range(people))
    return "\n".join([
        f'server.issuer = "http://localhost:{issuer_port}"',
        f'server.listen = ["127.0.0.1:{port}"]',
        f'server.data_dir = "{data}"',
        "server.workers = 2",
        'login.argon2 = { memory = "8KiB", iterations = 1 }',
        "limits.hashing_queue = 1024",
        'limits.login_per_ip = "100000/15m"',
        'limits.client_auth_failures = "100000/1m"',
        tokens,
        more,
        *(client.block() for client in clients),
        *names,
        storage,
    ])


_hash = None


def password_hash(memory="8KiB", iterations=1):
    """The Argon2id hash of PASSWORD, made by the server's own command."""
    global _hash
    if _hash and (memory, iterations) == ("8KiB", 1):
        return _hash
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_text(f'server.data_dir = "{folder}/data"\nlogin.argon2 = {{ memory = "{memory}", iterations = {iterations} }}\n')
        made = subprocess.run([BINARY, "-c", file, "hash-password"], input=PASSWORD + "\n", capture_output=True, text=True)
        found = [word for word in made.stdout.split() if word.startswith("$argon2id$")]
        if not found:
            raise RuntimeError(f"hash-password gave no hash: {made.stdout} {made.stderr}")
    if (memory, iterations) == ("8KiB", 1):
        _hash = found[0]
    return found[0]


@dataclass
class Node:
    """One process of the server over a folder of its own, at a port that it keeps over restarts."""

    folder: Path
    port: int
    issuer_port: int
    storage: str
    environment: dict = field(default_factory=dict)
    prefix: list = field(default_factory=list)
    process: subprocess.Popen = None
    log_file: Path = None
    # How often it was launched: connections to an earlier process are dead.
    launched: int = 0
    # As those of Balanced.
    watch: object = None
    missed: object = None
    # Another version than the one under test.
    binary: str = BINARY

    def order(self):
        """The nodes for one request: see Balanced."""
        return [self]

    @property
    def config(self):
        return self.folder / "config.toml"

    @property
    def data(self):
        return self.folder / "data"

    @property
    def database(self):
        return self.data / "latchkey.db"

    @property
    def issuer(self):
        return f"http://localhost:{self.issuer_port}"

    @property
    def host(self):
        """For the Host header."""
        return f"localhost:{self.issuer_port}"

    def write(self, text):
        self.config.write_text(text)

    def launch(self):
        """Starts the process and does not wait."""
        self.log_file = self.folder / "log"
        self.launched += 1
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LATCHKEY__")}
        environment.pop("LATCHKEY_CONFIG", None)
        environment.update(RUST_BACKTRACE="0", **self.environment)
        with open(self.log_file, "ab") as log:
            command = [*self.prefix, self.binary, "-c", str(self.config), "serve", "--no-demo"]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                            env=environment, cwd=self.folder, start_new_session=True)

    def start(self, patience=30.0):
        """Starts it and returns the seconds until it was ready."""
        begun = time.monotonic()
        self.launch()
        while time.monotonic() - begun < patience:
            if self.is_ready():
                return time.monotonic() - begun
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self.log()[-2000:]}")
            time.sleep(0.005)
        raise RuntimeError(f"not ready after {patience} s:\n{self.log()[-2000:]}")

    def is_ready(self):
        return self.status("/readyz") == 200

    def status(self, path, timeout=5.0):
        """The status of a GET, or None where nothing answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Host": self.host})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def kill(self):
        """kill -9, of the process itself: nothing is flushed and nobody is told."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self, patience=30.0):
        """SIGTERM; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience)

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file and self.log_file.exists() else ""

    def command(self, *arguments):
        """Another command of the binary with this node's configuration."""
        return subprocess.run([BINARY, "-c", str(self.config), *arguments], capture_output=True, text=True, cwd=self.folder, timeout=60)

    def memory_mb(self, kind="VmRSS"):
        """What it has in memory: all of it, or `RssAnon` without the pages of its program and of files."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(kind + ":"):
                return int(line.split()[1]) / 1024
        return 0.0

    def discard(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Balanced:
    """Several nodes behind one issuer, as a proxy shows them: each request goes to the next one in turn, and where nobody
    listens there, to another one. It is taken for a node wherever requests are sent."""

    nodes: list
    turn: itertools.count = field(default_factory=itertools.count)
    # Told of each answer: the seconds it took, the request and the answer.
    watch: object = None
    # Told of each request without an answer: the seconds that took, the request and the error.
    missed: object = None

    @property
    def issuer(self):
        return self.nodes[0].issuer

    @property
    def host(self):
        return self.nodes[0].host

    def order(self):
        """The nodes for one request, the first one first."""
        first = next(self.turn) % len(self.nodes)
        return self.nodes[first:] + self.nodes[:first]


def new_node(base, name, storage="sqlite", clients=(), beside=None, **settings):
    """A node that is configured and not yet started. `storage` is a name of STORAGE or a storage section; a node `beside`
    another one shares its issuer and its database."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
    data, port = folder / "data", free_port()
    data.mkdir(mode=0o700)
    make = STORAGE.get(storage, lambda _: storage)
    node = Node(folder, port, beside.issuer_port if beside else port, beside.storage if beside else make(data))
    node.write(configuration(data, node.issuer_port, port, node.storage, clients, **settings))
    return node


class Receiver:
    """The server of a relying party: takes logout tokens, by path, and answers 200."""

    def __init__(self, take):
        self.take = take
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self):
        self.listener.close()

    def _serve(self):
        while True:
            try:
                stream, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(stream,), daemon=True).start()

    def _one(self, stream):
        with stream:
            stream.settimeout(10)
            text = b""
            try:
                while b"\r\n\r\n" not in text:
                    piece = stream.recv(65536)
                    if not piece:
                        return
                    text += piece
                head, _, body = text.partition(b"\r\n\r\n")
                length = 0
                for line in head.split(b"\r\n"):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                while len(body) < length:
                    piece = stream.recv(65536)
                    if not piece:
                        return
                    body += piece
                self.take(head.split(b" ")[1].decode(), body.decode())
                stream.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            except OSError:
                return


def claims(jwt):
    """The claims of a JWT, unverified."""
    part = jwt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
