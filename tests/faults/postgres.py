"""PostgreSQL servers of these tests, on loopback and with durable settings: started, stopped, killed, silenced, replicated. One of
them is shared by the rows, with a new database for each configuration; whoever replicates starts servers of their own."""

import atexit
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from ports import free_port

OWNER = "postgres"


def programs():
    """The folder of the programs of the newest version here, or None."""
    found = [folder for folder in glob.glob("/usr/lib/postgresql/*/bin") if os.access(folder + "/initdb", os.X_OK)]
    return max(found, key=lambda folder: int(folder.split("/")[-2])) if found else None


def why_missing():
    """Why nothing of this can be tried here, or None."""
    return None if programs() else "PostgreSQL is not installed (apt-get install postgresql)"


def as_owner():
    """PostgreSQL refuses to run as root."""
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []


def state(process):
    """The state of a process, as one letter, and its parent."""
    try:
        found, parent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
        return found, int(parent)
    except OSError:
        return "", 0


def is_alive(process):
    """Whether it is there, and not only waits for its parent to notice its end."""
    return state(process)[0] not in ("", "Z", "X")


class Server:
    """One server over a folder of its own, at a port that it keeps."""

    running = []

    def __init__(self, name="primary", settings=()):
        self.folder = Path(tempfile.mkdtemp(prefix=f"latchkey-{name}-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER)
        self.port, self.settings, self.process, self.stopped = free_port(), list(settings), None, []
        Server.running.append(self)

    def program(self, name, *arguments):
        done = subprocess.run([*as_owner(), f"{programs()}/{name}", *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{name} failed: {done.stdout} {done.stderr}")

    @property
    def data(self):
        return self.folder / "data"

    def create(self):
        self.program("initdb", "-D", str(self.data), "-A", "trust", "-U", "latchkey", "--locale=C.UTF-8", "-E", "UTF8", "-N")
        return self

    def copy(self, primary, name):
        """Makes this one a standby of `primary`, by that application_name."""
        source = f"host=127.0.0.1 port={primary.port} user=latchkey application_name={name}"
        self.program("pg_basebackup", "-d", source, "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "-N")
        return self

    def start(self, patience=30.0):
        """Starts it and waits until it answers; the seconds that took."""
        begun = time.monotonic()
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder,
                    "max_connections": 200, "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
                    "shared_buffers": "32MB"}
        chosen = [*(f"{name}={value}" for name, value in settings.items()), *self.settings]
        command = [*as_owner(), f"{programs()}/postgres", "-D", str(self.data)]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([*command, *(word for one in chosen for word in ("-c", one))], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, cwd=self.folder, start_new_session=True)
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > begun + patience:
                raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def answers(self):
        asked = [f"{programs()}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-t", "2"]
        return subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def parents(self):
        """The processes that start others: the postmaster."""
        return [self.process.pid] if self.process is not None and self.process.poll() is None else []

    def processes(self):
        """The postmaster and its children."""
        parents = self.parents()
        found = [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if state(entry.name)[1] in parents]
        return list(dict.fromkeys(parents + found))

    @staticmethod
    def send(number, processes):
        for process in processes:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def silence(self):
        """SIGSTOP: connections stay open, new ones are taken by the kernel, and nobody answers."""
        # Parents first, so that no further child is born meanwhile.
        self.send(signal.SIGSTOP, self.parents())
        self.stopped = self.processes()
        self.send(signal.SIGSTOP, self.stopped)

    def speak(self):
        self.send(signal.SIGCONT, self.stopped)
        self.stopped = []

    def kill(self):
        """kill -9 of every process of it: nothing is flushed and nobody is told."""
        self.silence()
        gone, self.stopped = self.stopped, []
        self.send(signal.SIGKILL, gone)
        self.end()
        while any(map(is_alive, gone)):
            time.sleep(0.005)

    def stop(self, how="fast"):
        """As an administrator does: `fast` and `immediate` are the modes of pg_ctl."""
        self.speak()
        self.send({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how], self.parents())
        self.end()

    def end(self):
        if self.process is not None:
            self.process.wait(30)

    def address(self):
        """For its client programs."""
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "latchkey"]

    def query(self, sql, database="postgres"):
        command = [f"{programs()}/psql", "-X", *self.address(), "-d", database, "-Atc", sql]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        if done.returncode:
            raise RuntimeError(f"{sql}: {done.stderr}")
        return done.stdout.strip()

    def damage(self, storage):
        """What pg_amcheck finds in the database of a storage section; nothing where all is well."""
        database = storage.rsplit("/", 1)[1].strip('"\n')
        command = [f"{programs()}/pg_amcheck", *self.address(), "--install-missing", database]
        done = subprocess.run(command, capture_output=True, text=True)
        return (done.stdout + done.stderr).strip() or ("" if done.returncode == 0 else f"exit code {done.returncode}")

    def discard(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self in Server.running:
            Server.running.remove(self)


def wait_for(condition, failure="replication does not begin", patience=30.0):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(failure)
        time.sleep(0.02)


_shared, _databases, _lock = None, 0, threading.RLock()


def shared():
    """The server that rows share, started when the first one asks."""
    global _shared
    if _shared is None:
        _shared = Server().create()
    if not _shared.processes():
        _shared.start()
    return _shared


def section(database, *servers):
    """The storage section for a database at these servers."""
    hosts = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    return f'[storage]\nurl = "postgres://latchkey@{hosts}/{database}"\n'


def new_database(_data):
    """A new database on the shared server, as a storage section."""
    global _databases
    # One after the other: the template cannot be copied twice at a time.
    with _lock:
        _databases += 1
        name = f"faults{_databases}"
        shared().query(f"CREATE DATABASE {name}")
    return section(name, shared())


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def end_all():
    for server in list(Server.running):
        server.discard()


atexit.register(end_all)
