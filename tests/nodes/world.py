"""The world of compose.yaml without containers: its configuration, its nodes and its proxy, at other addresses."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs" / "operations"
BIN = os.environ["LATCHKEY_BIN"]
HOST = "auth.example.com"
PASSWORD = "correct horse battery staple"
SECRET = "lks_a-secret-of-the-tests-and-of-nothing-else"
# What an operator adds to the folder: an app and a person. Hashes are made cheap, as this is a debug build.
OWN = """
[[clients]]
client_id = "app"
client_secret = "{secret}"
redirect_uris = ["https://app.example/cb"]
post_logout_redirect_uris = ["https://app.example/bye"]
consent = "skip"

[[users]]
username = "ada"
name = "Ada Example"
email = "ada@example.com"
password_hash = '{password_hash}'

[login]
argon2 = {{ memory = "64KiB", iterations = 1, parallelism = 1 }}

[limits]
login_per_account = "100000/15m"
login_per_ip = "100000/15m"
"""


def free_port():
    """A port below those that connections get."""
    while True:
        port = 12_000 + int.from_bytes(os.urandom(2), "big") % 20_000
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def replaced(text, changes):
    """Each pattern must be there: what is no longer in the file would be tested no longer."""
    for old, new in changes.items():
        assert old in text, f"{old!r} is not in the file any more"
        text = text.replace(old, new)
    return text


class Node:
    """One node: the service `name` of compose.yaml."""

    def __init__(self, world, name):
        self.name, self.world = name, world
        self.port, self.metrics = free_port(), free_port()
        self.log = world.folder / f"{name}.log"
        self.process = None

    def start(self):
        environment = dict(
            os.environ,
            LATCHKEY__SERVER__LISTEN=f'["127.0.0.1:{self.port}"]',
            LATCHKEY__SERVER__DATA_DIR=str(self.world.folder / self.name),
            LATCHKEY__METRICS__LISTEN=f"127.0.0.1:{self.metrics}",
        )
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [BIN, "serve", "-c", str(self.world.config / "config.toml")], env=environment, stdout=log, stderr=log
            )

    def ready(self, path="/readyz"):
        """The status at the address of [metrics], which answers while a node drains; None where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}{path}", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def wait_until_ready(self):
        for _ in range(600):
            if self.ready() == 200:
                return
            assert self.process.poll() is None, f"{self.name} ended: {self.log.read_text()[-2000:]}"
            time.sleep(0.05)
        raise AssertionError(f"{self.name} does not get ready: {self.log.read_text()[-2000:]}")

    def signal(self, number):
        self.process.send_signal(number)

    def ended(self):
        return self.process.wait(30)

    def requests(self):
        """How many requests it answered, but probes."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        counts = (line for line in lines if line.startswith("latchkey_http_requests_total{") and "readyz" not in line)
        return sum(int(float(line.rsplit(" ", 1)[1])) for line in counts)


class World:
    """Everything, started; `close` ends it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="latchkey-nodes-"))
        self.folder.chmod(0o755)
        self.compose = yaml.safe_load((DOCS / "compose.yaml").read_text())
        self.postgres = Postgres()
        self.postgres.create_database()
        self.config = self.prepare_config()
        self.nodes = [Node(self, name) for name in self.compose["services"] if name.startswith("latchkey")]
        self.port, self.proxy = free_port(), None

    def prepare_config(self):
        """What compose.yaml mounts at /config, with the paths of its secrets and the address of its database."""
        mounts = dict(entry.split(":")[:2] for entry in self.compose["services"]["latchkey-1"]["volumes"])
        source = next(DOCS / source for source, target in mounts.items() if target == "/config")
        config = self.folder / "config"
        shutil.copytree(source, config)
        secrets = self.folder / "secrets"
        secrets.mkdir(0o700)
        for name in self.compose["services"]["latchkey-1"]["secrets"]:
            (secrets / name).write_text(os.urandom(32).hex() + "\n")
            (secrets / name).chmod(0o400)
        changes = {
            "/run/secrets/": f"{secrets}/",
            "@db/": f"@{self.postgres.address}/",
            "172.16.0.0/12": "127.0.0.0/8",
        }
        file = config / "config.toml"
        file.write_text(replaced(file.read_text(), changes))
        digest = subprocess.run([BIN, "hash-password"], input=PASSWORD.encode(), capture_output=True, check=True)
        (config / "config.d").mkdir(exist_ok=True)
        text = OWN.format(secret=SECRET, password_hash=digest.stdout.decode().strip())
        (config / "config.d" / "own.toml").write_text(text)
        (config / "config.d" / "own.toml").chmod(0o600)
        return config

    def start(self):
        for node in self.nodes:
            node.start()
        for node in self.nodes:
            node.wait_until_ready()
        self.start_proxy()

    def start_proxy(self):
        """Caddy with the file that compose.yaml mounts; http, as there is no certificate for that name here."""
        changes = {f"{HOST} {{": f"http://{HOST}:{self.port} {{"}
        changes.update({f"{node.name}:8000": f"127.0.0.1:{node.port}" for node in self.nodes})
        mounts = dict(entry.split(":")[:2] for entry in self.compose["services"]["caddy"]["volumes"])
        source = next(DOCS / source for source, target in mounts.items() if target == "/etc/caddy/Caddyfile")
        file = self.folder / "Caddyfile"
        file.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + replaced(source.read_text(), changes))
        environment = dict(os.environ, XDG_DATA_HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder))
        with (self.folder / "caddy.log").open("w") as log:
            command = [os.environ["CADDY"], "run", "--adapter", "caddyfile", "--config", str(file)]
            self.proxy = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.proxy.poll() is None, (self.folder / "caddy.log").read_text()[-2000:]
            time.sleep(0.05)
        raise AssertionError("the proxy does not start")

    def close(self, keep):
        for process in [self.proxy, *(node.process for node in self.nodes)]:
            if process and process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        if keep:
            print(f"left for you to look at: {self.folder}")
        else:
            shutil.rmtree(self.folder)


class Postgres:
    """The server of tests/with-postgres."""

    def __init__(self):
        self.url = os.environ["LATCHKEY_TEST_POSTGRES"]
        self.bin = Path(os.environ["LATCHKEY_TEST_POSTGRES_BIN"])
        self.address = re.search(r"@([^/]+)/", self.url).group(1)

    def ask(self, sql):
        command = [str(self.bin / "psql"), self.url, "-XAtqc", sql]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()

    def create_database(self):
        self.ask("CREATE DATABASE latchkey")
        self.folder = self.ask("SHOW data_directory")

    def restart(self):
        owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*owner, str(self.bin / "pg_ctl"), "restart", "-w", "-m", "fast", "-D", self.folder]
        command += ["-l", f"{self.folder}/data.log"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
