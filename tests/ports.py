#!/usr/bin/env python3
"""Ports for the servers of tests: tests/ports.py 3 prints three, a line each.

    PORTS_DIR   a folder that tests of the same time share; no port is given to two of them

A test binds its port later, and again after each restart of its server. In between, the port looks free to everybody else.
So no port is given twice: each one given is a file in PORTS_DIR. And all lie below 32,768, where Linux begins to give ports
to connections.
"""

import os
import random
import socket
import sys
from pathlib import Path

FIRST, LAST = 12_000, 31_999
given = set()


def claimed(port):
    """Whether the port is ours from now on."""
    if port in given:
        return False
    given.add(port)
    if folder := os.environ.get("PORTS_DIR"):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / str(port)).touch(exist_ok=False)
        except FileExistsError:
            return False
    return True


def unused(port):
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port():
    for port in random.sample(range(FIRST, LAST + 1), LAST + 1 - FIRST):
        if claimed(port) and unused(port):
            return port
    raise RuntimeError(f"no port from {FIRST} to {LAST} is free")


if __name__ == "__main__":
    for _ in range(int(sys.argv[1])):
        print(free_port())
