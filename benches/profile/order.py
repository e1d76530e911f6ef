#!/usr/bin/env python3
"""Prints the names of the functions that run while a server starts and waits, for the linker to lay them beside each other.

usage: benches/profile/order.py LATCHKEY [--profdata LLVM-PROFDATA]

LATCHKEY is started over a database that is there already: over SQLite and, where LATCHKEY_TEST_POSTGRES names a database
(tests/with-postgres), over PostgreSQL. It must have its symbols. Needs valgrind, which sees whatever runs, the C code and the
standard library too. With --profdata, LATCHKEY is a build that counts what runs, and what it counted tells of functions that
have no name of their own in this build, because they were put into their callers.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

from train import Prepared, Visitor, storages

# Seconds in which an idle server goes through whatever it does again and again.
IDLE = 10


def first_answers(port):
    """What a server is asked first."""
    visitor = Visitor(port, "es")
    for step in Visitor.ready, Visitor.discovery, Visitor.keys:
        step(visitor)()
    time.sleep(IDLE)


def seen(path):
    """The functions in what callgrind wrote. A function's first mention says its name."""
    with open(path, encoding="utf-8") as file:
        return [found.group(1) for line in file if (found := re.match(r"c?fn=\(\d+\) (\S+)$", line))]


def counted(profdata, folder):
    """The functions with a counter that is not zero. Those of one file only are named after it."""
    merged = f"{folder}/merged"
    subprocess.run([profdata, "merge", "-o", merged, f"{folder}/counts"], check=True)
    shown = subprocess.run(
        [profdata, "show", "--all-functions", "--counts", merged], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    ran = re.findall(r"^  (?:\S*;)?(\S+):\n(?:    .*\n)*?    Block counts: \[.*[1-9].*\]$", shown, re.MULTILINE)
    return ran


def started(program, storage, profdata):
    """The functions of a start over `storage`."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Prepared(program, storage, folder)
        prepared.serve([program], lambda port: None)
        os.environ["LLVM_PROFILE_FILE"] = f"{folder}/counts/%p.profraw"
        trace = f"{folder}/callgrind"
        watched = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={trace}", program]
        prepared.serve(watched, first_answers)
        del os.environ["LLVM_PROFILE_FILE"]
        return seen(trace) + (counted(profdata, folder) if profdata else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("latchkey", metavar="LATCHKEY")
    parser.add_argument("--profdata", metavar="LLVM-PROFDATA")
    options = parser.parse_args()
    program = os.path.abspath(options.latchkey)
    # A function that several starts need stands where the first one needs it.
    order = dict.fromkeys(name for storage in storages() for name in started(program, storage, options.profdata))
    print("\n".join(order))
    print(f"{len(order)} functions run while a server starts", file=sys.stderr)


if __name__ == "__main__":
    main()
