"""strace as the one that puts faults into system calls of a running server: kills it at one, or lets one fail."""

import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from row import Skip

PATIENCE = 10.0


def needed():
    if not shutil.which("strace"):
        raise Skip("strace is not installed (apt-get install strace)")


def command(output, calls, paths=(), inject=""):
    """`calls` are looked at where they are about one of `paths`, which may be `socket:[inode]`; `inject` is strace's own word for
    what happens in them (each thread counts for itself)."""
    words = ["strace", "-f", "-qq", "-y", "-s", "400", "-e", "trace=" + ",".join(calls), "-o", str(output)]
    for path in paths:
        words += ["-P", str(path)]
    return words + (["-e", "inject=" + inject] if inject else [])


class Tracer:
    """Attached to every thread of a running server until it ends or is let go."""

    def __init__(self, node, calls, paths=(), inject=""):
        self.output = node.folder / "strace"
        self.output.unlink(missing_ok=True)
        attached = [*command(self.output, calls, paths, inject), "-p", str(node.process.pid)]
        self.process = subprocess.Popen(attached, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.wait(node.process)

    def wait(self, server):
        """Until it sees everything, or the server is killed already."""
        until = time.monotonic() + PATIENCE
        while not is_traced(server.pid) and server.poll() is None:
            if self.process.poll() is not None and server.poll() is None:
                raise Skip(f"strace may not look: {self.process.stderr.read().strip()[:200]}")
            if time.monotonic() > until:
                raise RuntimeError("strace did not attach itself")
            time.sleep(0.005)

    def lines(self):
        return self.output.read_text(errors="replace").splitlines()

    def let_go(self):
        """Detaches; the lines that it wrote."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.process.stderr.close()
        return self.lines()


def is_traced(process):
    """Whether somebody traces every thread of it."""
    try:
        found = [status.read_text() for status in Path(f"/proc/{process}/task").glob("*/status")]
    except OSError:
        # A thread that ended meanwhile.
        return False
    return bool(found) and all(re.search(r"^TracerPid:\s*[1-9]", status, re.M) for status in found)


def sockets(local=None, remote=None):
    """TCP connections of this machine with these ports, as paths for strace."""
    found = []
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        words = line.split()
        here, there = (int(words[place].split(":")[1], 16) for place in (1, 2))
        if local in (None, here) and remote in (None, there) and words[9] != "0" and there != 0:
            found.append(f"socket:[{words[9]}]")
    return found


CALL = re.compile(r"^(?P<thread>\d+)\s+(?P<name>\w+)\((?P<fd>\d+)<(?P<path>.*?)>(?P<rest>.*)$")


class Call:
    """One line of its output, where it is the entry of a call about a file or socket."""

    def __init__(self, found):
        self.thread, self.name, self.fd = found["thread"], found["name"], found["fd"]
        self.path, self.rest = found["path"], found["rest"]


UNFINISHED = re.compile(r"^(?P<begun>(?P<thread>\d+)\s+.*) <(?:unfinished|detached) \.\.\.>(?:\) += \?)?$")
RESUMED = re.compile(r"^(?P<thread>\d+)\s+<\.\.\. \w+ resumed>(?P<rest>.*)$")


def whole(lines):
    """The same with calls during which another thread made one in one line, where they ended; those that never did come last."""
    begun = {}
    for line in lines:
        if found := UNFINISHED.match(line):
            begun[found["thread"]] = found["begun"]
        elif found := RESUMED.match(line):
            if first := begun.pop(found["thread"], None):
                yield first + found["rest"]
        else:
            yield line
    for first in begun.values():
        yield f"{first}) = ?"


def calls_of(lines):
    return [Call(found) for found in map(CALL.match, lines) if found]
