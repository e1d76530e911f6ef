"""How a client test reports: one line per scenario, and an exit status that says whether all of them held."""

import os
import sys
import traceback

failures = 0


def scenario(sentence):
    """Runs the decorated function at once and prints how it went; with ONLY set, just sentences that have it."""

    def run(function):
        global failures
        if os.environ.get("ONLY", "") not in sentence:
            return function
        try:
            function()
            print(f"ok - {sentence}", flush=True)
        except Exception:
            failures += 1
            print(f"not ok - {sentence}")
            print("    " + traceback.format_exc().replace("\n", "\n    "), flush=True)
        return function

    return run


def finish():
    sys.exit(1 if failures else 0)
