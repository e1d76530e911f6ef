"""What the disk of REL-4 loses: a page whose sync failed, until it is written again."""

import tempfile
import unittest
from pathlib import Path

from rel_04_no_sync import PAGE, Disk
from strace import whole


class AFailedSync(unittest.TestCase):
    def lost(self, *calls):
        """What a power cut takes of a log of two pages, one of them synced at the beginning."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "latchkey.db-wal"
            path.write_bytes(b"a" * PAGE)
            disk = Disk([path])
            path.write_bytes(b"b" * 2 * PAGE)
            disk.follow([f"7 {call.replace('LOG', f'11<{path}>').replace('OTHER', f'12<{path}>')}" for call in calls])
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

    def test_of_another_descriptor_leaves_what_waits_for_its_own(self):
        write, other = 'pwrite64(LOG, "b"..., 8192, 0) = 8192', "fsync(OTHER) = -1 EIO (Input/output error) (INJECTED)"
        self.assertEqual(self.lost(write, other, "fsync(LOG) = 0"), b"b" * 2 * PAGE)
        self.assertEqual(self.lost(write, other), b"a" * PAGE + bytes(PAGE))

    def test_takes_nothing_of_a_page_that_was_renewed_since(self):
        write = 'pwrite64(LOG, "b"..., 8192, 0) = 8192'
        self.assertEqual(self.lost(write, "fsync(LOG) = 0", write), b"b" * 2 * PAGE)

    def test_is_seen_while_another_thread_calls(self):
        left = self.lost('pwrite64(LOG, "b"..., 8192, 0 <unfinished ...>', "<... pwrite64 resumed>) = 8192", "fsync(LOG <unfinished ...>",
                         "<... fsync resumed>) = -1 EIO (Input/output error) (INJECTED)", "fsync(LOG) = 0")
        self.assertEqual(left, b"a" * PAGE + bytes(PAGE))

    def test_takes_what_was_being_written(self):
        for end in ("<unfinished ...>", "<detached ...>", "<unfinished ...>) = ?"):
            left = self.lost(f'pwrite64(LOG, "b"..., 8192, 0 {end}')
            self.assertEqual(left, b"a" * PAGE + bytes(PAGE))


class Lines(unittest.TestCase):
    def test_of_one_call_are_one(self):
        lines = ["1 fsync(3</a> <unfinished ...>", "2 fsync(3</a>) = 0", "1 <... fsync resumed>) = -1 EIO", "2 fsync(3</a> <unfinished ...>"]
        self.assertEqual(list(whole(lines)), ["2 fsync(3</a>) = 0", "1 fsync(3</a>) = -1 EIO", "2 fsync(3</a>) = ?"])


if __name__ == "__main__":
    unittest.main()
