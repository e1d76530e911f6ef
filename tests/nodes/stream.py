"""An open event stream of a page that watches a sign-in, at one node or through the proxy."""

import json
import socket
import threading
import time

from world import HOST, connect


class Stream:
    """Opened, and told what to watch; a thread reads it."""

    def __init__(self, port, question):
        self.heard, self.ended_at = [], None
        self.connection = connect(port)
        self.connection.connect()
        self.socket = self.connection.sock
        self.connection.request("GET", "/check-session-iframe/events", headers={"Host": HOST})
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.status
        self.begun = threading.Event()
        self.over = threading.Event()
        threading.Thread(target=self.read, daemon=True).start()
        assert self.begun.wait(5), "a stream's first event is held back"
        self.watch(port, question)

    def watch(self, port, question):
        """Through the proxy this may reach another node, which does not have the stream: a page then asks instead."""
        asker = connect(port)
        body = json.dumps({"w": [question], "stream": self.name})
        asker.request("POST", "/check-session-iframe/status", body, {"Host": HOST, "Content-Type": "application/json"})
        self.answer = json.loads(asker.getresponse().read())
        asker.close()

    def read(self):
        """Until the other side ends it, or `close` does."""
        try:
            self.take_events()
        except OSError:
            pass

    def take_events(self):
        event = None
        for line in iter(self.response.readline, b""):
            text = line.decode().strip()
            if text.startswith("event: "):
                event = text.removeprefix("event: ")
            elif text.startswith("data: ") and event == "id":
                self.name = text.removeprefix("data: ")
                self.begun.set()
            elif text.startswith("data: ") and event == "s":
                self.heard.append(json.loads(text.removeprefix("data: "))[1])
                if self.heard[-1] == "ended":
                    self.ended_at = time.monotonic()
                    self.over.set()

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
