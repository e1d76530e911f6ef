"""What the disk of REL-4 loses: a page whose sync failed, until it is written again."""

import tempfile
import unittest
from pathlib import Path

from rel_04_no_sync import PAGE, Disk


class AFailedSync(unittest.TestCase):
    def lost(self, *calls):
        """What a power cut takes of a log of two pages, one of them synced at the beginning."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "latchkey.db-wal"
            path.write_bytes(b"a" * PAGE)
            disk = Disk([path])
            path.write_bytes(b"b" * 2 * PAGE)
            disk.follow([f"7 {call.replace('LOG', f'11<{path}>')}" for call in calls])
            disk.cut_power()
            return path.read_bytes()

    def test_takes_what_was_written_before_it(self):
        left = self.lost('pwrite64(LOG, "b"..., 8192, 0) = 8192', "fsync(LOG) = -1 EIO (Input/output error) (INJECTED)", "fsync(LOG) = 0")
        self.assertEqual(left, b"a" * PAGE + bytes(PAGE))

    def test_takes_no_page_that_is_written_again(self):
        left = self.lost('pwrite64(LOG, "b"..., 8192, 0) = 8192', "fsync(LOG) = -1 EIO (Input/output error) (INJECTED)",
                         'pwrite64(LOG, "b"..., 24, 4096) = 24', "fsync(LOG) = 0")
        self.assertEqual(left, b"a" * PAGE + b"b" * PAGE)

    def test_takes_what_waits_for_its_sync(self):
        self.assertEqual(self.lost('pwrite64(LOG, "b"..., 8192, 0) = 8192'), b"a" * PAGE + bytes(PAGE))

    def test_takes_nothing_where_each_succeeds(self):
        self.assertEqual(self.lost('pwrite64(LOG, "b"..., 8192, 0) = 8192', "fsync(LOG) = 0"), b"b" * 2 * PAGE)


if __name__ == "__main__":
    unittest.main()
