#!/usr/bin/env python3
"""Reads a history of what clients did and were answered, and finds where a promise (I1 to I6) was broken.

    checker.py FILE...        exit status 0: every promise held; 1: one was broken; 2: the file is no history

A history is a file of JSON lines in any order. Every line has `op`, `at` (when it was sent, in seconds of one monotonic
clock) and, where an answer came, `done` (when it had arrived whole) and `outcome`:

    ok        it was answered as done           refused   it was answered as not allowed
    fault     5xx: it may have happened         unknown   no answer came: it may have happened

Codes, tokens and sessions are named by digests. What each `op` carries:

    rules      issuer, redirect_uris {client: [...]}, backchannel [client...], refresh "once" | "grace", reuse_grace,
               code_life, logout_patience
    login      session, user
    code       code, client, session, user             a code was issued
    redeem     code, client, session, user, offline, proven; when ok also access, refresh, sid, lifetime
    refresh    token, grant (the code's name), client; when ok also access, refresh, lifetime
    use        token                                   an access token at userinfo or introspection
    held       token                                   a refresh token at introspection: ok where it is active
    revoke     token
    logout     session
    session    session                                 ok: signed in; refused: login_required
    consent    user, client                            a person allowed the client
    withdraw   user, client
    consented  user, client, session                   ok: nobody was asked again; refused: consent_required
    redirect   client, location                        any answer with a Location (other ops may have `location` too)
    jwt        token                                   an issued JWT, whole
    jwks       keys, wall                              a key set as served, and the time on the wall
    delivered  client, sid                             a logout token arrived
    undelivered client, sid                            the provider recorded that it could not be delivered
    crash, end                                         end: all deliveries have had their time
    chaos      what                                    what was done to the server, for the reader

What happened while nothing was answered may have happened or not, at any time after it was sent: whatever could be
explained by it is accepted, and nothing else is.
"""

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field

from jws import parts, verifies

NEVER = float("inf")
# Clocks of two processes and whole seconds in between.
SLACK = 2.0


@dataclass
class Broken:
    promise: str
    what: str
    event: dict

    def __str__(self):
        shown = {name: value for name, value in self.event.items() if name not in ("keys",)}
        return f"{self.promise}: {self.what}: {json.dumps(shown)[:400]}"


@dataclass
class Report:
    broken: list = field(default_factory=list)
    events: int = 0
    unknown: int = 0
    checked: dict = field(default_factory=lambda: defaultdict(int))

    def promises(self):
        return sorted({found.promise for found in self.broken})


@dataclass
class End:
    """Something that ends a grant, a token or a session: surely from `done` on, perhaps from `at` on."""

    at: float
    done: float
    certain: bool


class Ends:
    """All that may have ended one thing."""

    def __init__(self):
        self.all = []

    def add(self, event, certain):
        self.all.append(End(event["at"], event.get("done") or NEVER, certain))

    def surely_before(self, moment):
        return any(end.certain and end.done < moment for end in self.all)

    def maybe_before(self, moment):
        return any(end.at < moment for end in self.all)


def done(event):
    found = event.get("done")
    return NEVER if found is None else found


def happened(event):
    """Whether it took effect for sure."""
    return event.get("outcome") == "ok"


def may_have_happened(event):
    return event.get("outcome") in ("ok", "unknown", "fault")


class Checker:
    def __init__(self, events):
        self.report = Report(events=len(events))
        self.by_op = defaultdict(list)
        for event in sorted(events, key=lambda event: event["at"]):
            self.by_op[event["op"]].append(event)
            self.report.unknown += event.get("outcome") in ("unknown", "fault")
        self.rules = {}
        for event in self.by_op["rules"]:
            self.rules.update(event)
        self.issued, self.grants = {}, {}
        self.grant_of_refresh, self.grant_of_access, self.made_by = {}, {}, {}
        self.redeems, self.uses_of_refresh = defaultdict(list), defaultdict(list)
        self.ends = defaultdict(Ends)
        self.first_use = {}

    def broken(self, promise, what, event):
        self.report.broken.append(Broken(promise, what, event))

    def run(self):
        self.index()
        self.find_ends()
        self.codes_once()
        self.refresh_once()
        self.tokens_live_and_end()
        self.refresh_tokens_are_held()
        self.sessions_live_and_end()
        self.consents_live_and_end()
        self.redirects()
        self.signatures()
        self.logouts_told()
        return self.report

    # What belongs to what.

    def index(self):
        for event in self.by_op["code"]:
            self.issued.setdefault(event["code"], event)
        for event in self.by_op["redeem"]:
            self.redeems[event["code"]].append(event)
            if happened(event):
                self.grants.setdefault(event["code"], event)
                self.made(event, event["code"])
        for event in self.by_op["refresh"]:
            self.uses_of_refresh[event["token"]].append(event)
            if happened(event):
                self.made(event, event["grant"])
        for event in self.by_op["use"] + self.by_op["revoke"]:
            if event.get("outcome") == "ok":
                self.first_use[event["token"]] = min(self.first_use.get(event["token"], NEVER), done(event))

    def made(self, event, grant):
        if event.get("access"):
            self.grant_of_access[event["access"]] = grant
            self.made_by[event["access"]] = event
        if event.get("refresh"):
            self.grant_of_refresh.setdefault(event["refresh"], grant)
            self.made_by.setdefault(event["refresh"], event)

    def find_ends(self):
        ended_sessions, withdrawn = defaultdict(list), defaultdict(list)
        for event in self.by_op["logout"]:
            if may_have_happened(event):
                self.ends["session", event["session"]].add(event, happened(event))
                ended_sessions[event["session"]].append(event)
        for event in self.by_op["withdraw"]:
            if may_have_happened(event):
                self.ends["consent", event["user"], event["client"]].add(event, happened(event))
                withdrawn[event["user"], event["client"]].append(event)
        for event in self.by_op["revoke"]:
            if not may_have_happened(event):
                continue
            self.ends["token", event["token"]].add(event, happened(event))
            if event["token"] in self.grant_of_refresh:
                self.ends["grant", self.grant_of_refresh[event["token"]]].add(event, happened(event))
        for code, grant in self.grants.items():
            ends = self.ends["grant", code]
            if not grant.get("offline"):
                for event in ended_sessions[grant.get("session")]:
                    ends.add(event, happened(event))
            for event in withdrawn[grant.get("user"), grant.get("client")]:
                ends.add(event, happened(event))
            self.replays(self.redeems[code], ends)
        for token, uses in self.uses_of_refresh.items():
            if token in self.grant_of_refresh:
                # Within the grace, a use whose answers were all lost is no theft.
                if self.rules.get("refresh") != "grace" or any(happened(use) for use in uses):
                    self.replays(uses, self.ends["grant", self.grant_of_refresh[token]])

    @staticmethod
    def replays(uses, ends):
        """A refused second use ends the grant: surely where it began after the first one was answered (SEC-21, SEC-24)."""
        answered = min((done(use) for use in uses if happened(use)), default=NEVER)
        for use in uses:
            if happened(use) or not use.get("proven", True) or len(uses) < 2:
                continue
            ends.add(use, use.get("outcome") == "refused" and answered < use["at"])

    # I1

    def codes_once(self):
        for code, redeems in self.redeems.items():
            self.report.checked["codes"] += 1
            succeeded = [event for event in redeems if happened(event)]
            for event in succeeded[1:]:
                self.broken("I1", "a code was redeemed twice", event)
            for event in redeems:
                self.code_alone(code, event, redeems)

    def code_alone(self, code, event, redeems):
        """A code that nobody else tried works; one whose login surely ended does not."""
        session = self.ends["session", event.get("session")]
        if happened(event) and session.surely_before(event["at"]):
            self.broken("I3", "a code was redeemed after its login ended", event)
        if event.get("outcome") != "refused" or not event.get("proven", True):
            return
        others = [other for other in redeems if other is not event and other.get("proven", True) and other["at"] < done(event)]
        issued = self.issued.get(code)
        in_time = issued and done(event) < issued["at"] + self.rules.get("code_life", 60) - SLACK
        excused = session.maybe_before(done(event)) or \
            self.ends["consent", event.get("user"), event.get("client")].maybe_before(done(event))
        if in_time and not others and not excused:
            self.broken("I2", "a code that was issued is unknown", event)

    def refresh_once(self):
        grace = self.rules.get("refresh", "once") == "grace"
        for token, uses in self.uses_of_refresh.items():
            self.report.checked["refresh tokens"] += 1
            succeeded = [event for event in uses if happened(event)]
            if grace:
                self.one_branch(succeeded)
            else:
                for event in succeeded[1:]:
                    self.broken("I1", "a refresh token was used twice", event)
            for event in uses:
                self.refresh_alone(token, event, uses, grace)

    def one_branch(self, succeeded):
        """Uses within the grace lead to one chain; a later one succeeds only while nothing of the answer was used."""
        reuse_grace = self.rules.get("reuse_grace", 10)
        for earlier, event in zip(succeeded, succeeded[1:]):
            if not (self.leads_to(earlier["refresh"], event["refresh"]) or self.leads_to(event["refresh"], earlier["refresh"])):
                self.broken("I1", "two branches live from one refresh token", event)
            late = event["at"] > max(done(use) for use in succeeded if use["at"] <= earlier["at"]) + reuse_grace + SLACK
            used = [other for other in self.uses_of_refresh.get(earlier["refresh"], ()) if happened(other) and done(other) < event["at"]]
            if late and (used or self.first_use.get(earlier.get("access"), NEVER) < event["at"]):
                self.broken("I1", "a refresh token was accepted again after its successor was used", event)

    def leads_to(self, start, wanted):
        seen, waiting = set(), [start]
        while waiting:
            token = waiting.pop()
            if token == wanted:
                return True
            if token not in seen:
                seen.add(token)
                waiting += [use["refresh"] for use in self.uses_of_refresh.get(token, ()) if happened(use)]
        return False

    def refresh_alone(self, token, event, uses, grace):
        grant = self.grant_of_refresh.get(token)
        ends = self.ends["grant", grant]
        if happened(event) and ends.surely_before(event["at"]):
            self.broken("I3", "a refresh token of an ended grant was accepted" + self.after_crash(ends, event), event)
        if event.get("outcome") != "refused" or grant is None:
            return
        others = [other for other in uses if other is not event and other["at"] < done(event) and other.get("proven", True)]
        if grace:
            # Who lost every answer used nothing of it, and may ask again.
            others = [other for other in others if happened(other) or other.get("outcome") == "refused"]
        without_this = any(end.at < done(event) and end.at != event["at"] for end in ends.all)
        if not others and not without_this:
            self.broken("I2", "a refresh token that was acknowledged is refused", event)

    # I2 and I3

    def tokens_live_and_end(self):
        for event in self.by_op["use"]:
            token = event["token"]
            grant = self.grant_of_access.get(token)
            if grant is None:
                continue
            self.report.checked["uses of access tokens"] += 1
            made = self.made_by[token]
            lifetime = made.get("lifetime", NEVER)
            ends = [self.ends["grant", grant], self.ends["token", token]]
            if happened(event):
                for end in ends:
                    if end.surely_before(event["at"]):
                        self.broken("I3", "an ended token works" + self.after_crash(end, event), event)
                        break
                if event["at"] > done(made) + lifetime + SLACK:
                    self.broken("I3", "an expired token works", event)
            elif event.get("outcome") == "refused":
                excused = any(end.maybe_before(done(event)) for end in ends) or done(event) > made["at"] + lifetime - SLACK
                if not excused:
                    self.broken("I2", "a token that was acknowledged is refused", event)

    def refresh_tokens_are_held(self):
        """A refresh token that nobody presented is active until its grant ends."""
        for event in self.by_op["held"]:
            grant = self.grant_of_refresh.get(event["token"])
            if grant is None:
                continue
            self.report.checked["looks at refresh tokens"] += 1
            ends = self.ends["grant", grant]
            if happened(event) and ends.surely_before(event["at"]):
                self.broken("I3", "a refresh token of an ended grant is active" + self.after_crash(ends, event), event)
            presented = any(use["at"] < done(event) for use in self.uses_of_refresh.get(event["token"], ()))
            if event.get("outcome") == "refused" and not presented and not ends.maybe_before(done(event)):
                self.broken("I2", "a refresh token that was acknowledged is gone", event)

    def after_crash(self, ends, event):
        """Whether it was forgotten in a crash, in words."""
        ended = min((end.done for end in ends.all if end.certain), default=NEVER)
        return ", forgotten in a crash (I2)" if any(ended <= crash["at"] < event["at"] for crash in self.by_op["crash"]) else ""

    def sessions_live_and_end(self):
        begun = {}
        for event in self.by_op["login"]:
            if happened(event):
                begun.setdefault(event["session"], event)
        for event in self.by_op["session"]:
            ends = self.ends["session", event["session"]]
            self.report.checked["looks at sessions"] += 1
            if happened(event) and ends.surely_before(event["at"]):
                self.broken("I3", "a login works that was signed out" + self.after_crash(ends, event), event)
            login = begun.get(event["session"])
            if event.get("outcome") == "refused" and login and done(login) < event["at"] and not ends.maybe_before(done(event)):
                self.broken("I2", "a login that was acknowledged is gone", event)

    def consents_live_and_end(self):
        given = defaultdict(list)
        for event in self.by_op["consent"]:
            given[event["user"], event["client"]].append(event)
        for event in self.by_op["consented"]:
            key = event["user"], event["client"]
            ends = self.ends["consent", *key]
            self.report.checked["looks at consents"] += 1
            surely_given = [consent for consent in given[key] if happened(consent) and done(consent) < event["at"]]
            maybe_given = [consent for consent in given[key] if may_have_happened(consent) and consent["at"] < done(event)]
            if event.get("outcome") == "refused" and surely_given and not ends.maybe_before(done(event)):
                self.broken("I2", "a consent that was acknowledged is gone", event)
            if happened(event) and not maybe_given:
                self.broken("I3", "nobody was asked for a consent that nobody gave", event)
            if happened(event):
                last_end = max((end.done for end in ends.all if end.certain and end.done < event["at"]), default=None)
                if last_end is not None and not any(done(consent) > last_end for consent in maybe_given):
                    self.broken("I3", "a withdrawn consent counts" + self.after_crash(ends, event), event)

    # I4

    def redirects(self):
        registered = self.rules.get("redirect_uris", {})
        issuer = self.rules.get("issuer", "")
        for events in list(self.by_op.values()):
            for event in events:
                location = event.get("location")
                if not location:
                    continue
                self.report.checked["redirects"] += 1
                at_home = issuer and (location == issuer or location.startswith(issuer + "/")) or \
                    (location.startswith("/") and location[1:2] not in ("/", "\\"))
                of_client = registered.get(event.get("client"), ())
                if not at_home and not any(self.is_at(location, uri) for uri in of_client):
                    self.broken("I4", "a redirect to an address that is not registered", event)

    @staticmethod
    def is_at(location, uri):
        more = ("&", "#") if "?" in uri else ("?", "#")
        return location == uri or location.startswith(tuple(uri + mark for mark in more))

    # I5

    def signatures(self):
        sets = [(event.get("wall", 0), event["keys"]) for event in self.by_op["jwks"]]
        verified = {}
        for event in self.by_op["jwt"]:
            self.report.checked["JWTs"] += 1
            try:
                header, claims, signed, signature = parts(event["token"])
            except (ValueError, KeyError):
                self.broken("I5", "what was issued is no JWT", event)
                continue
            # A logout token lives two minutes and the clocks of a history are not those of the keys.
            within = [keys for wall, keys in sets if claims.get("iat", 0) - SLACK <= wall <= claims.get("exp", NEVER) + SLACK]
            if not within:
                continue
            for keys in within:
                key = next((key for key in keys if key.get("kid") == header.get("kid") and key.get("use", "sig") == "sig"), None)
                if key is None:
                    self.broken("I5", "a key set that was served within its life lacks its key", event)
                    break
                name = (event["token"], json.dumps(key, sort_keys=True))
                if name not in verified:
                    verified[name] = verifies(header, key, signed, signature)
                if not verified[name]:
                    self.broken("I5", "a JWT does not verify", event)
                    break

    # I6

    def logouts_told(self):
        end = max((event["at"] for event in self.by_op["end"]), default=0)
        told = defaultdict(list)
        for event in self.by_op["delivered"] + self.by_op["undelivered"]:
            told[event["client"], event["sid"]].append(event["at"])
        parties, session_of = defaultdict(dict), {}
        for event in self.by_op["redeem"]:
            if happened(event) and event.get("sid"):
                parties[event["session"]].setdefault((event["client"], event["sid"]), event)
                session_of[event["client"], event["sid"]] = event["session"]
        backchannel = set(self.rules.get("backchannel", ()))
        patience = self.rules.get("logout_patience", 0)
        logouts = defaultdict(list)
        for event in self.by_op["logout"]:
            if may_have_happened(event):
                logouts[event["session"]].append(event)
            if not happened(event) or end < done(event) + patience:
                continue
            for (client, sid), redeem in parties[event["session"]].items():
                if client not in backchannel or done(redeem) >= event["at"]:
                    continue
                self.report.checked["logout tokens"] += 1
                # An attempt in the second in which it was asked for is of this logout: a login ends once.
                if not told[client, sid]:
                    self.broken("I6", f"{client} was told of no logout, and no failure is recorded", event)
        for event in self.by_op["delivered"]:
            session = session_of.get((event["client"], event["sid"]))
            if session is not None and not any(logout["at"] <= event["at"] for logout in logouts[session]):
                self.broken("I6", "an app was told of a logout that nobody asked for", event)


def check(events):
    return Checker(events).run()


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main(paths):
    if not paths:
        print(__doc__.split("\n\n")[1])
        return 2
    worst = 0
    for path in paths:
        try:
            report = check(read(path))
        except (OSError, ValueError, KeyError) as error:
            print(f"{path}: no history: {error!r}")
            return 2
        for found in report.broken[:50]:
            print(found)
        counted = ", ".join(f"{count} {what}" for what, count in report.checked.items())
        print(f"{path}: {len(report.broken)} broken; {report.events} events, {report.unknown} without a certain answer; {counted}")
        worst = max(worst, 1 if report.broken else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
