"""What tests/ports.py promises to tests that run at the same time."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GIVER = Path(__file__).resolve().parents[1] / "ports.py"


class Ports(unittest.TestCase):
    def test_no_port_is_given_twice_while_nobody_listens_at_it(self):
        with tempfile.TemporaryDirectory() as folder:
            shared = {**os.environ, "PORTS_DIR": folder}
            asking = [subprocess.Popen([sys.executable, "-B", GIVER, "400"], env=shared, stdout=subprocess.PIPE) for _ in range(4)]
            given = [int(line) for one in asking for line in one.communicate()[0].split()]
        self.assertEqual(len(given), 1600)
        self.assertEqual(len(set(given)), 1600)

    def test_none_is_one_that_connections_get(self):
        given = subprocess.run([sys.executable, "-B", GIVER, "100"], capture_output=True, check=True).stdout.split()
        self.assertLess(max(map(int, given)), 32_768)
