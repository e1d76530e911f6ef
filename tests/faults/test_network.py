"""The rules of iptables: each names one port on loopback, and those of a run that was killed are found again."""

import unittest

import network


class Rules(unittest.TestCase):
    def test_name_loopback_and_one_port_in_either_direction(self):
        both = network.rules(4321, ["--tcp-flags", "RST", "NONE"], ["DROP"])
        self.assertEqual([rule[:7] for rule in both], [["INPUT", "-i", "lo", "-p", "tcp", side, "4321"] for side in ("--dport", "--sport")])

    def test_of_a_run_that_is_over_are_found_among_others(self):
        listed = "\n".join([
            "-P INPUT ACCEPT",
            '-A INPUT -i lo -p tcp -m tcp --dport 4321 -m comment --comment "latchkey-faults-7" -j DROP',
            "-A INPUT -i lo -p tcp -m tcp --sport 4321 -m comment --comment latchkey-faults-8 -j REJECT --reject-with tcp-reset",
            "-A INPUT -p tcp -m tcp --dport 4321 -j DROP",
            "-A INPUT -p tcp -m comment --comment another-7 -j DROP",
        ])
        found = network.left(listed, lambda run: run == 8)
        self.assertEqual(found, ["INPUT -i lo -p tcp -m tcp --dport 4321 -m comment --comment latchkey-faults-7 -j DROP".split()])

    def test_of_a_run_that_goes_on_stay(self):
        listed = "-A INPUT -i lo -p tcp -m tcp --dport 4321 -m comment --comment latchkey-faults-7 -j DROP"
        self.assertEqual(network.left(listed, lambda run: True), [])


if __name__ == "__main__":
    unittest.main()
