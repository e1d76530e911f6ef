"""What becomes of the packets from and to one port on loopback: all are dropped, some are, or each is answered with a reset. Each
rule of iptables names that port, goes at the end of the run, and after a run that was killed with the next one."""

import atexit
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

MARK = "latchkey-faults"
_rules = []


def iptables(*arguments):
    # `-w`: somebody else may change rules at this moment.
    return subprocess.run(["iptables", "-w", *arguments], capture_output=True, text=True)


def why_missing():
    """Why packets cannot be dropped here, or None."""
    if not shutil.which("iptables"):
        return "iptables is not installed (apt-get install iptables)"
    asked = iptables("-S", "INPUT")
    return None if asked.returncode == 0 else f"iptables may not be used: {asked.stderr.strip()}"


def rules(port, match, target):
    """One for each direction: on loopback, whatever is sent comes in again."""
    mark = ["-m", "comment", "--comment", f"{MARK}-{os.getpid()}"]
    return [["INPUT", "-i", "lo", "-p", "tcp", side, str(port), *match, *mark, "-j", *target] for side in ("--dport", "--sport")]


def put(port, match, target):
    remove_left()
    for rule in rules(port, match, target):
        done = iptables("-I", *rule)
        if done.returncode:
            raise RuntimeError(f"iptables -I {shlex.join(rule)}: {done.stderr}")
        _rules.append(rule)


def drop(port):
    """Silence without end: no handshake, no acknowledgement, and nobody is told of a connection that is closed."""
    put(port, [], ["DROP"])


def lose(port, share):
    """So many of the packets of either direction, at random."""
    put(port, ["-m", "statistic", "--mode", "random", "--probability", str(share)], ["DROP"])


def reset(port):
    """Whoever sends something is told that there is no such connection, as by a firewall that forgot it."""
    # A reset itself passes, as the one that tells the server comes in by this rule too.
    put(port, ["--tcp-flags", "RST", "NONE"], ["REJECT", "--reject-with", "tcp-reset"])


def heal():
    """Everything arrives again."""
    while _rules:
        done = iptables("-D", *_rules[-1])
        if done.returncode:
            raise RuntimeError(f"iptables -D {shlex.join(_rules[-1])}: {done.stderr}")
        _rules.pop()


def left(listed, is_there):
    """Of the rules that `iptables -S` lists, those of runs that are over, as they are deleted."""
    found = []
    for line in listed.splitlines():
        run = re.search(rf'--comment "?{MARK}-([0-9]+)"?', line)
        if run and line.startswith("-A ") and not is_there(int(run[1])):
            found.append(shlex.split(line)[1:])
    return found


def remove_left():
    """A run that was killed could not take its rules with it."""
    for rule in left(iptables("-S", "INPUT").stdout, lambda run: Path(f"/proc/{run}").exists()):
        iptables("-D", *rule)


atexit.register(heal)
