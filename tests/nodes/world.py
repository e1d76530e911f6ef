"""The world of compose.yaml without containers: its configuration, its nodes and its proxy, at other addresses."""

import http.client
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml
from ports import free_port
from receiver import Receiver

DOCS = Path(__file__).resolve().parents[2] / "docs" / "operations"
BIN = os.environ["LATCHKEY_BIN"]
HOST = "auth.example.com"
# The ports at which there is TLS: the proxy's.
ENCRYPTED = set()
PASSWORD = "correct horse battery staple"
SECRET = "lks_a-secret-of-the-tests-and-of-nothing-else"
# What an operator adds to the folder: an app and a person. Hashes are made cheap, as this is a debug build.
OWN = """
[[clients]]
client_id = "app"
client_secret = "{secret}"
redirect_uris = ["https://app.example/cb"]
post_logout_redirect_uris = ["https://app.example/bye"]
backchannel_logout_uri = "{backchannel}"
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

# What the image's own nginx.conf says around the file.
MAIN = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
access_log off;
client_body_temp_path {folder}/nginx-body;
proxy_temp_path {folder}/nginx-proxy;
fastcgi_temp_path {folder}/nginx-fastcgi;
uwsgi_temp_path {folder}/nginx-uwsgi;
scgi_temp_path {folder}/nginx-scgi;
"""


def connect(port):
    """A connection of HTTP to this machine."""
    if port in ENCRYPTED:
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=ssl._create_unverified_context())
    return http.client.HTTPConnection("127.0.0.1", port, timeout=20)


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

    def measured(self):
        """The lines of its metrics."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=10) as answer:
            return answer.read().decode().splitlines()

    def untold(self):
        """How many logout tokens wait, or are on their way."""
        [line] = [line for line in self.measured() if line.startswith("latchkey_logout_deliveries_pending ")]
        return int(float(line.rsplit(" ", 1)[1]))

    def requests(self):
        """How many requests it answered, but probes."""
        counts = (line for line in self.measured() if line.startswith("latchkey_http_requests_total{") and "readyz" not in line)
        return sum(int(float(line.rsplit(" ", 1)[1])) for line in counts)


class World:
    """Everything, started; `close` ends it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="latchkey-nodes-"))
        self.folder.chmod(0o755)
        self.compose = yaml.safe_load((DOCS / "compose.yaml").read_text())
        self.postgres = Postgres()
        self.postgres.create_database()
        self.receiver = Receiver()
        self.config = self.prepare_config()
        self.nodes = [Node(self, name) for name in self.compose["services"] if name.startswith("latchkey")]
        self.port, self.proxy = free_port(), None
        ENCRYPTED.add(self.port)

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
            "172.30.90.10/32": "127.0.0.1/32",
        }
        file = config / "config.toml"
        file.write_text(replaced(file.read_text(), changes))
        digest = subprocess.run([BIN, "hash-password"], input=PASSWORD.encode(), capture_output=True, check=True)
        (config / "config.d").mkdir(exist_ok=True)
        text = OWN.format(secret=SECRET, backchannel=self.receiver.uri, password_hash=digest.stdout.decode().strip())
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
        """nginx with the file that compose.yaml mounts, and a certificate of its own."""
        service = self.compose["services"]["proxy"]
        folder = next(DOCS / entry.split(":")[0] for entry in service["volumes"] if "/conf.d:" in entry)
        [source] = folder.glob("*.conf")
        changes = {
            "listen 8080;": f"listen 127.0.0.1:{free_port()};",
            "listen 8443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            # Debian's is older than this word.
            "http2 on;": "",
            "/run/secrets/": f"{self.folder}/",
        }
        for node in self.nodes:
            address = self.compose["services"][node.name]["networks"]["proxied"]["ipv4_address"]
            changes[f"{address}:8000"] = f"127.0.0.1:{node.port}"
        file = self.folder / "nginx.conf"
        file.write_text(MAIN.format(folder=self.folder) + replaced(source.read_text(), changes) + "}\n")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", f"/CN={HOST}", "-keyout", self.folder / "certificate_key", "-out", self.folder / "certificate"],
                       check=True, stderr=subprocess.DEVNULL)
        with (self.folder / "nginx.log").open("w") as log:
            command = [os.environ["LATCHKEY_NGINX"], "-p", str(self.folder), "-e", "stderr", "-c", str(file)]
            self.proxy = subprocess.Popen(command, stdout=log, stderr=log)
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.proxy.poll() is None, (self.folder / "nginx.log").read_text()[-2000:]
            time.sleep(0.05)
        raise AssertionError("the proxy does not start")

    def close(self, keep):
        for process, how in [(self.proxy, signal.SIGTERM), *((node.process, signal.SIGKILL) for node in self.nodes)]:
            if process and process.poll() is None:
                process.send_signal(how)
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

    def control(self, *arguments):
        """pg_ctl, as the owner of its folder."""
        owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*owner, str(self.bin / "pg_ctl"), *arguments, "-w", "-D", self.folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def restart(self):
        self.control("restart", "-m", "fast", "-l", f"{self.folder}/log")

    def stop(self):
        # What it was started with: its port is not in its folder.
        self.options = " ".join(shlex.split((Path(self.folder) / "postmaster.opts").read_text())[1:])
        self.control("stop", "-m", "fast")

    def start(self):
        self.control("start", "-l", f"{self.folder}/log", "-o", self.options)
