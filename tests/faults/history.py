"""Writes down what clients did and were answered, in the words that checker.py reads."""

import hashlib
import json
import re
import threading
import time

from visitor import NotSent, Unknown


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:20] if text else None


# In an address, a code is named by its digest as everywhere.
CODE = re.compile(r"([?&]code=)([^&#]*)")


class History:
    def __init__(self):
        self.events, self.lock = [], threading.Lock()

    def add(self, op, at=None, outcome="ok", **fields):
        """What is known at once; returns the event."""
        now = time.monotonic()
        if fields.get("location"):
            fields["location"] = CODE.sub(lambda found: found[1] + digest(found[2]), fields["location"])
        event = {"op": op, "at": now if at is None else at, "outcome": outcome, **fields}
        if outcome != "unknown":
            event["done"] = now
        with self.lock:
            self.events.append(event)
        return event

    def rules(self, node, clients, **more):
        self.add("rules", issuer=node.issuer,
                 redirect_uris={client.client_id: [client.redirect_uri, client.redirect_uri + "/bye"] for client in clients},
                 backchannel=[client.client_id for client in clients if client.backchannel_logout_uri], **more)

    def ask(self, op, request, judge, **fields):
        """Sends `request` and writes down its outcome: that of `judge`, which gets the answer and returns the outcome and
        what else is to be written. Nothing is written of what was never sent. Returns the outcome and the answer."""
        at = time.monotonic()
        try:
            answer = request()
        except NotSent:
            return "not sent", None
        except Unknown:
            self.add(op, at=at, outcome="unknown", **fields)
            return "unknown", None
        if answer.status >= 500 or answer.status == 429:
            self.add(op, at=at, outcome="fault", status=answer.status, **fields)
            return "fault", answer
        outcome, more = judge(answer)
        if outcome is not None:
            self.add(op, at=at, outcome=outcome, **{**fields, **more})
        return outcome, answer

    def write(self, path):
        with self.lock, open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(event) + "\n" for event in self.events)
