"""Which process is killed as the PostgreSQL of a member: none that only has the number of an earlier one."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from patroni import postmaster


class ThePostmaster(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name)

    def found(self, number):
        (self.data / "postmaster.pid").write_text(f"{number}\n{self.data}\n")
        return postmaster(self.data)

    def test_is_the_process_over_its_folder(self):
        command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()", "-D", str(self.data)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            # Until it runs, its arguments are not to be read.
            process.stdout.readline()
            self.assertEqual(self.found(process.pid), [process.pid])
        finally:
            process.communicate()
        self.assertEqual(postmaster(self.data), [])

    def test_is_no_other_process_of_that_number(self):
        self.assertEqual(self.found(os.getpid()), [])

    def test_is_nobody_where_nothing_was_started(self):
        self.assertEqual(postmaster(self.data), [])


if __name__ == "__main__":
    unittest.main()
