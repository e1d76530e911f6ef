"""The checker finds each fault that was put into a history, and accepts whatever a correct server may have done.

    python3 -m unittest discover tests/faults
"""

import base64
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import checker  # noqa: E402
import jws  # noqa: E402


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def prime(bits, source):
    while True:
        candidate = source.getrandbits(bits) | 1 | (3 << bits - 2)
        if candidate % 65537 != 1 and all(pow(base, candidate - 1, candidate) == 1 for base in (2, 3, 5, 7, 11)):
            return candidate


def rsa():
    source = random.Random(7)
    p, q = prime(512, source), prime(512, source)
    return p * q, pow(65537, -1, (p - 1) * (q - 1))


MODULUS, PRIVATE = rsa()


def octets(value):
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


RSA_KEY = {"kty": "RSA", "kid": "one", "alg": "RS256", "n": base64url(octets(MODULUS)), "e": "AQAB"}
EC_SECRET = 0x1234567890ABCDEF
EC_POINT = jws.times(EC_SECRET, jws.G)
EC_KEY = {"kty": "EC", "kid": "two", "alg": "ES256", "x": base64url(EC_POINT[0].to_bytes(32, "big")), "y": base64url(EC_POINT[1].to_bytes(32, "big"))}


def unsigned(alg, kid, iat=1000, exp=1600):
    header, claims = {"alg": alg, "kid": kid}, {"iat": iat, "exp": exp}
    return ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))


def signed_rs256(**life):
    text = unsigned("RS256", "one", **life)
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(text.encode()).digest()
    length = (MODULUS.bit_length() + 7) // 8
    padded = b"\x00\x01" + b"\xff" * (length - len(digest) - 3) + b"\x00" + digest
    return f"{text}.{base64url(pow(int.from_bytes(padded, 'big'), PRIVATE, MODULUS).to_bytes(length, 'big'))}"


def signed_es256():
    text = unsigned("ES256", "two")
    digest, nonce = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"), 987654321987654321
    r = jws.times(nonce, jws.G)[0] % jws.N
    s = pow(nonce, -1, jws.N) * (digest + r * EC_SECRET) % jws.N
    return f"{text}.{base64url(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


class History:
    """Writes a history as a driver does; each event takes a tenth of a second and begins a second after the one before."""

    def __init__(self, **rules):
        self.now, self.events = 0.0, []
        self.add("rules", issuer="http://op", redirect_uris={"app": ["http://rp/cb"], "query": ["http://rp/cb?x=1"]},
                 backchannel=["app"], **{"refresh": "once", **rules})

    def add(self, op, outcome="ok", at=None, done=None, **fields):
        at = self.now if at is None else at
        event = {"op": op, "at": at, "outcome": outcome, **fields}
        if outcome != "unknown":
            event["done"] = at + 0.1 if done is None else done
        self.events.append(event)
        self.now = max(self.now, at) + 1
        return event

    def sign_in(self, session="s", user="ada", code="c", client="app"):
        self.add("login", session=session, user=user)
        self.add("code", code=code, client=client, session=session, user=user)

    def redeem(self, outcome="ok", code="c", session="s", user="ada", client="app", offline=True, proven=True, **fields):
        made = {"access": f"a-{code}", "refresh": f"r-{code}", "sid": f"sid-{session}", "lifetime": 3600} if outcome == "ok" else {}
        return self.add("redeem", outcome, code=code, session=session, user=user, client=client, offline=offline, proven=proven, **{**made, **fields})

    def refresh(self, token="r-c", outcome="ok", grant="c", **fields):
        made = {"access": f"a2-{token}", "refresh": f"{token}+", "lifetime": 3600} if outcome == "ok" else {}
        return self.add("refresh", outcome, token=token, grant=grant, client="app", **{**made, **fields})

    def use(self, token="a-c", outcome="ok", **fields):
        return self.add("use", outcome, token=token, **fields)

    def granted(self, **fields):
        self.sign_in()
        self.redeem(**fields)
        return self

    def crash(self):
        self.add("crash")

    def found(self):
        return [f"{broken.promise}: {broken.what}" for broken in checker.check(self.events).broken]


class ItFinds(unittest.TestCase):
    def finds(self, history, words):
        found = history.found()
        self.assertTrue(any(words in text for text in found), f"{words!r} is not in {found}")

    def test_a_code_that_was_taken_twice(self):
        history = History().granted()
        history.redeem(access="other", refresh="another")
        self.finds(history, "I1: a code was redeemed twice")

    def test_a_code_that_was_taken_again_after_a_crash(self):
        history = History().granted()
        history.crash()
        history.redeem(access="other", refresh="another")
        self.finds(history, "I1: a code was redeemed twice")

    def test_a_refresh_token_that_was_accepted_again(self):
        history = History().granted()
        history.refresh()
        history.refresh(access="x", refresh="y")
        self.finds(history, "I1: a refresh token was used twice")

    def test_two_branches_from_one_refresh_token_within_the_grace(self):
        history = History(refresh="grace").granted()
        history.refresh()
        history.refresh(access="x", refresh="another branch")
        self.finds(history, "I1: two branches live")

    def test_theft_that_was_accepted_after_the_grace(self):
        history = History(refresh="grace", reuse_grace=10).granted()
        history.refresh()
        history.refresh("r-c+")
        history.now += 60
        history.refresh(access="x", refresh="r-c++")
        self.finds(history, "I1: a refresh token was accepted again after its successor was used")

    def test_a_lost_revocation(self):
        history = History().granted()
        history.add("revoke", token="a-c")
        history.use(outcome="refused")
        history.crash()
        history.use()
        self.finds(history, "I3: an ended token works, forgotten in a crash (I2)")

    def test_a_revoked_refresh_token_that_leaves_its_access_token_alive(self):
        history = History().granted()
        history.add("revoke", token="r-c")
        history.use()
        self.finds(history, "I3: an ended token works")

    def test_a_refresh_after_its_revocation(self):
        history = History().granted()
        history.add("revoke", token="r-c")
        history.refresh()
        self.finds(history, "I3: a refresh token of an ended grant was accepted")

    def test_a_lost_session(self):
        history = History().granted()
        history.crash()
        history.add("session", "refused", session="s")
        self.finds(history, "I2: a login that was acknowledged is gone")

    def test_a_lost_token(self):
        history = History().granted()
        history.crash()
        history.use(outcome="refused")
        self.finds(history, "I2: a token that was acknowledged is refused")

    def test_a_lost_refresh_token(self):
        history = History().granted()
        history.refresh()
        history.crash()
        history.refresh("r-c+", "refused")
        self.finds(history, "I2: a refresh token that was acknowledged is refused")

    def test_a_refresh_token_that_is_gone_or_back(self):
        history = History().granted()
        history.crash()
        history.add("held", "refused", token="r-c")
        self.finds(history, "I2: a refresh token that was acknowledged is gone")
        history = History().granted()
        history.add("revoke", token="r-c")
        history.crash()
        history.add("held", token="r-c")
        self.finds(history, "I3: a refresh token of an ended grant is active, forgotten in a crash (I2)")

    def test_a_lost_code(self):
        history = History()
        history.sign_in()
        history.crash()
        history.redeem("refused")
        self.finds(history, "I2: a code that was issued is unknown")

    def test_a_lost_consent(self):
        history = History()
        history.sign_in()
        history.add("consent", user="ada", client="app")
        history.crash()
        history.add("consented", "refused", user="ada", client="app", session="s")
        self.finds(history, "I2: a consent that was acknowledged is gone")

    def test_a_withdrawn_consent_that_counts(self):
        history = History()
        history.sign_in()
        history.add("consent", user="ada", client="app")
        history.add("withdraw", user="ada", client="app")
        history.add("consented", user="ada", client="app", session="s")
        self.finds(history, "I3: a withdrawn consent counts")

    def test_a_consent_that_nobody_gave(self):
        history = History()
        history.sign_in()
        history.add("consented", user="ada", client="app", session="s")
        self.finds(history, "I3: nobody was asked")

    def test_a_token_that_works_after_the_sign_out(self):
        history = History().granted(offline=False)
        history.add("logout", session="s")
        history.use()
        self.finds(history, "I3: an ended token works")

    def test_a_login_that_works_after_the_sign_out(self):
        history = History().granted()
        history.add("logout", session="s")
        history.crash()
        history.add("session", session="s")
        self.finds(history, "I3: a login works that was signed out, forgotten in a crash (I2)")

    def test_a_code_that_works_after_the_sign_out(self):
        history = History()
        history.sign_in()
        history.add("logout", session="s")
        history.redeem()
        self.finds(history, "I3: a code was redeemed after its login ended")

    def test_a_grant_that_lives_after_a_replay(self):
        history = History().granted()
        history.redeem("refused")
        history.use()
        self.finds(history, "I3: an ended token works")

    def test_a_family_that_lives_after_theft(self):
        history = History().granted()
        history.refresh()
        history.refresh(outcome="refused")
        history.refresh("r-c+")
        self.finds(history, "I3: a refresh token of an ended grant was accepted")

    def test_an_expired_token(self):
        history = History().granted(lifetime=10)
        history.now += 60
        history.use()
        self.finds(history, "I3: an expired token works")

    def test_a_redirect_to_a_foreign_address(self):
        for location in ("https://evil/cb?code=1", "http://rp/cb.evil", "http://rp/cb/../x?code=1", "//evil", "/\\evil", "http://op.evil/"):
            history = History()
            history.add("redirect", client="app", location=location)
            self.finds(history, "I4: a redirect")

    def test_a_redirect_to_the_address_of_another_app(self):
        history = History()
        history.add("redirect", client="query", location="http://rp/cb?code=1")
        self.finds(history, "I4: a redirect")

    def test_a_jwt_that_does_not_verify(self):
        for token in (signed_rs256()[:-8] + "AAAAAAAA", signed_es256()[:-8] + "AAAAAAAA"):
            history = History()
            history.add("jwks", keys=[RSA_KEY, EC_KEY], wall=1100)
            history.add("jwt", token=token)
            self.finds(history, "I5: a JWT does not verify")

    def test_a_jwt_without_a_signature(self):
        history = History()
        history.add("jwks", keys=[RSA_KEY], wall=1100)
        history.add("jwt", token=unsigned("none", "one") + ".")
        self.finds(history, "I5: a JWT does not verify")

    def test_a_key_that_left_the_set_before_its_last_token(self):
        history = History()
        history.add("jwks", keys=[RSA_KEY], wall=1100)
        history.add("jwks", keys=[EC_KEY], wall=1500)
        history.add("jwt", token=signed_rs256())
        self.finds(history, "I5: a key set that was served within its life lacks its key")

    def test_a_logout_that_nobody_was_told_of(self):
        history = History().granted()
        history.add("logout", session="s")
        history.crash()
        history.add("end")
        self.finds(history, "I6: app was told of no logout")

    def test_a_logout_that_nobody_asked_for(self):
        history = History().granted()
        history.add("delivered", client="app", sid="sid-s")
        self.finds(history, "I6: an app was told of a logout that nobody asked for")


class ItAccepts(unittest.TestCase):
    def accepts(self, history):
        self.assertEqual(history.found(), [])

    def test_a_life_without_faults(self):
        history = History().granted()
        history.use()
        history.refresh()
        history.use("a2-r-c")
        history.crash()
        history.add("held", "refused", token="r-c")
        history.add("held", token="r-c+")
        history.use()
        history.add("session", session="s")
        history.add("revoke", token="r-c+")
        history.use(outcome="refused")
        history.refresh("r-c+", "refused")
        history.add("logout", session="s")
        history.add("session", "refused", session="s")
        history.add("delivered", client="app", sid="sid-s")
        history.add("redirect", client="app", location="http://rp/cb?code=1")
        history.add("redirect", client="query", location="http://rp/cb?x=1&code=1")
        history.add("redirect", client="app", location="http://op/login?i=1")
        history.add("jwks", keys=[RSA_KEY, EC_KEY], wall=1100)
        history.add("jwt", token=signed_rs256())
        history.add("jwt", token=signed_es256())
        history.add("end")
        self.accepts(history)

    def test_a_redemption_without_an_answer_that_happened_or_not(self):
        for outcome in ("ok", "refused"):
            history = History()
            history.sign_in()
            history.redeem("unknown")
            history.crash()
            history.redeem(outcome)
            self.accepts(history)

    def test_a_revocation_without_an_answer_that_happened_or_not(self):
        for outcome in ("ok", "refused"):
            history = History().granted()
            history.add("revoke", "unknown", token="a-c")
            history.crash()
            history.use(outcome=outcome)
            self.accepts(history)

    def test_a_sign_out_without_an_answer_that_happened_or_not(self):
        for outcome in ("ok", "refused"):
            history = History().granted(offline=False)
            history.add("logout", "unknown", session="s")
            history.crash()
            history.add("session", outcome, session="s")
            history.use(outcome=outcome)
            history.add("end")
            self.accepts(history)

    def test_a_refresh_without_an_answer(self):
        history = History().granted()
        history.refresh(outcome="unknown")
        history.refresh(outcome="refused")
        history.use(outcome="refused")
        self.accepts(history)
        history = History(refresh="grace").granted()
        history.refresh(outcome="unknown")
        history.crash()
        history.now += 600
        history.refresh()
        self.accepts(history)

    def test_a_refresh_without_an_answer_must_be_repeatable_within_the_rule_of_grace(self):
        history = History(refresh="grace").granted()
        history.refresh(outcome="unknown")
        history.refresh(outcome="refused")
        self.assertEqual(history.found(), ["I2: a refresh token that was acknowledged is refused"])

    def test_several_tabs_within_the_grace(self):
        history = History(refresh="grace").granted()
        history.refresh(at=10, done=12)
        history.refresh(at=10, done=12, access="b")
        history.refresh("r-c+", at=13)
        history.refresh(at=15, access="c", refresh="r-c++")
        self.accepts(history)

    def test_a_consent_without_an_answer(self):
        for outcome in ("ok", "refused"):
            history = History()
            history.sign_in()
            history.add("consent", "unknown", user="ada", client="app")
            history.add("consented", outcome, user="ada", client="app", session="s")
            self.accepts(history)

    def test_requests_at_the_same_time_in_either_order(self):
        for outcome in ("ok", "refused"):
            history = History().granted()
            history.add("revoke", token="a-c", at=20, done=22)
            history.use(outcome=outcome, at=21, done=21.5)
            self.accepts(history)

    def test_fifty_redemptions_at_once_of_which_one_succeeds(self):
        history = History()
        history.sign_in()
        history.redeem(at=5, done=7)
        for _ in range(49):
            history.redeem("refused", at=5, done=7)
        history.use(outcome="refused")
        self.accepts(history)

    def test_a_stranger_who_tries_a_code_and_spoils_nothing(self):
        history = History()
        history.sign_in()
        history.redeem("refused", client="other", proven=False)
        history.redeem()
        history.redeem("refused", client="other", proven=False)
        history.use()
        self.accepts(history)

    def test_faults_that_say_nothing(self):
        history = History().granted()
        history.use(outcome="fault")
        history.add("revoke", "fault", token="a-c")
        history.use(outcome="refused")
        history.add("session", "fault", session="s")
        self.accepts(history)

    def test_a_recorded_failure_instead_of_a_delivery(self):
        history = History().granted()
        history.add("logout", session="s")
        history.add("undelivered", client="app", sid="sid-s")
        history.add("end")
        self.accepts(history)

    def test_an_offline_grant_that_outlives_its_login(self):
        history = History().granted(offline=True)
        history.add("logout", session="s")
        history.use()
        history.refresh()
        history.add("delivered", client="app", sid="sid-s")
        self.accepts(history)


class TheProgram(unittest.TestCase):
    def run_on(self, history):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(event) + "\n" for event in history.events)
            file.flush()
            return subprocess.run([sys.executable, os.path.join(HERE, "checker.py"), file.name], capture_output=True, text=True)

    def test_it_says_so_by_its_status(self):
        good, bad = History().granted(), History().granted()
        bad.redeem()
        self.assertEqual(self.run_on(good).returncode, 0)
        answer = self.run_on(bad)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("a code was redeemed twice", answer.stdout)


if __name__ == "__main__":
    unittest.main()
