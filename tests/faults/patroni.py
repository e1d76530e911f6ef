"""Two PostgreSQL servers that Patroni looks after, with an etcd of one member: it makes them, replicates synchronously, and promotes
the standby when the primary is gone."""

import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import postgres
from ports import free_port

# Seconds: the shortest for which Patroni lets a primary hold its place without a sign of life.
TTL = 20


def why_missing():
    """Why nothing of this can be tried here, or None."""
    missing = [name for name in ("etcd", "patroni") if not shutil.which(name)]
    return f"{' and '.join(missing)} not installed (apt-get install etcd-server patroni)" if missing else None


def status(port, path):
    """The status of a GET, or None where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


class Etcd:
    """One member, which is a whole cluster."""

    def __init__(self):
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="latchkey-etcd-")), free_port()
        client, peer = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{free_port()}"
        command = ["etcd", "--name", "one", "--data-dir", str(self.folder / "data"),
                   "--listen-client-urls", client, "--advertise-client-urls", client,
                   "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"one={peer}"]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        postgres.wait_for(lambda: status(self.port, "/health") == 200, "etcd did not start")

    def discard(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def postmaster(data):
    """The process that its own file names, if it is there and is that of this folder."""
    try:
        number = int((data / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return []
    # The file of a server that was killed stays, and its number may be another process by now.
    return [number] if os.fsencode(data) in command and postgres.is_alive(number) else []


class Member(postgres.Server):
    """A PostgreSQL and the Patroni that runs it; `process` is Patroni's."""

    def __init__(self, name, etcd):
        super().__init__(name)
        self.rest = free_port()
        parameters = {"max_connections": 200, "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
                      "shared_buffers": "32MB", "unix_socket_directories": str(self.folder)}
        rules = {"ttl": TTL, "loop_wait": 1, "retry_timeout": 3, "synchronous_mode": True,
                 "postgresql": {"parameters": parameters, "use_pg_rewind": False}}
        # JSON is YAML.
        self.config = self.folder / "patroni.yml"
        self.config.write_text(json.dumps({
            "scope": "latchkey", "name": name,
            "restapi": {"listen": f"127.0.0.1:{self.rest}", "connect_address": f"127.0.0.1:{self.rest}"},
            "etcd3": {"hosts": [f"127.0.0.1:{etcd.port}"]},
            "bootstrap": {"dcs": rules, "initdb": [{"auth": "trust"}, {"locale": "C.UTF-8"}, {"encoding": "UTF8"}, "no-sync"]},
            "postgresql": {
                "listen": f"127.0.0.1:{self.port}", "connect_address": f"127.0.0.1:{self.port}",
                "data_dir": str(self.data), "bin_dir": postgres.programs(), "pgpass": str(self.folder / "pgpass"),
                "parameters": {"unix_socket_directories": str(self.folder)},
                "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust", "local all all trust"],
                "authentication": {"superuser": {"username": "latchkey"}, "replication": {"username": "replicator"}},
            },
        }))

    def start(self, patience=60.0):
        """Starts Patroni and waits until PostgreSQL answers; the seconds that took."""
        begun = time.monotonic()
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([*postgres.as_owner(), "patroni", str(self.config)], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, cwd=self.folder, start_new_session=True)
        try:
            postgres.wait_for(self.answers, "PostgreSQL did not start", patience)
        except RuntimeError as error:
            raise RuntimeError(f"{error}:\n{(self.folder / 'log').read_text()[-2000:]}") from error
        return time.monotonic() - begun

    def parents(self):
        """Patroni, and the postmaster, which lives on without it."""
        return super().parents() + postmaster(self.data)

    def is_writable(self):
        return status(self.rest, "/primary") == 200 and self.query("SHOW transaction_read_only") == "off"


class Pair:
    """A primary and its standby, which Patroni promotes."""

    def __init__(self):
        self.etcd = Etcd()
        self.primary, self.standby = Member("one", self.etcd), Member("two", self.etcd)
        try:
            self.primary.start()
            postgres.wait_for(self.primary.is_writable, "Patroni makes no primary")
            self.follow()
        except RuntimeError:
            self.discard()
            raise

    def follow(self):
        """The standby begins anew, as a copy of the primary, until it is the one that may be promoted."""
        postgres.remove(self.standby.data)
        self.standby.start()
        postgres.wait_for(lambda: status(self.standby.rest, "/synchronous") == 200, patience=60.0)

    def fail_over(self):
        """Waits until the standby is the primary; the seconds that took."""
        begun = time.monotonic()
        postgres.wait_for(self.standby.is_writable, "Patroni does not promote the standby", 3.0 * TTL)
        self.primary, self.standby = self.standby, self.primary
        return time.monotonic() - begun

    def discard(self):
        self.primary.discard()
        self.standby.discard()
        self.etcd.discard()
