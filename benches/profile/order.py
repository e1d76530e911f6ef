#!/usr/bin/env python3
"""Prints the names of the functions that run while a server starts and waits, for the linker (ordering-cc) to lay them side by side.

usage: benches/profile/order.py LATCHKEY

LATCHKEY, which must have its symbols, is started over a database that is there already: over SQLite and, where
LATCHKEY_TEST_POSTGRES names a database (tests/with-postgres), over PostgreSQL. Needs valgrind, which sees whatever runs, the C
code and the standard library too.
"""

import argparse
import os
import re
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


def functions(trace):
    """The functions in what callgrind wrote. Where one is mentioned first, it is named."""
    with open(trace, encoding="utf-8") as file:
        return [found.group(1) for line in file if (found := re.match(r"c?fn=\(\d+\) (\S+)$", line))]


def started(program, storage):
    """The functions of a start over `storage`."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Prepared(program, storage, folder)
        prepared.serve([program], lambda port: Visitor(port, "es").ready()())
        trace = f"{folder}/callgrind"
        watched = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={trace}", program]
        prepared.serve(watched, first_answers)
        return functions(trace)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("latchkey", metavar="LATCHKEY")
    program = os.path.abspath(parser.parse_args().latchkey)
    # What several starts need stands where the first one needs it.
    order = dict.fromkeys(name for storage in storages() for name in started(program, storage))
    print("\n".join(order))
    print(f"{len(order)} functions run while a server starts", file=sys.stderr)


if __name__ == "__main__":
    main()
