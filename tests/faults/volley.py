"""Requests that arrive at the same moment: all of each but its last byte is sent ahead, then the last bytes together."""

import selectors
import socket
import time
import urllib.parse

from visitor import FORM, basic

PATIENCE = 20.0


class Shot:
    """What became of one request: `status` is None where no whole answer came."""

    def __init__(self):
        self.at = self.done = self.status = None
        self.body = ""

    @property
    def outcome(self):
        if self.status is None:
            return "unknown"
        if self.status >= 500 or self.status == 429:
            return "fault"
        return "ok" if self.status == 200 else "refused"


def post(node, path, client, fields):
    body = urllib.parse.urlencode(fields)
    return (f"POST {path} HTTP/1.1\r\nHost: {node.host}\r\nAuthorization: {basic(client.client_id)}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()


def get(node, path, headers=""):
    return f"GET {path} HTTP/1.1\r\nHost: {node.host}\r\n{headers}\r\n".encode()


def redemption(node, client, code):
    return post(node, "/token", client, {"grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri})


def refreshing(node, client, token):
    return post(node, "/token", client, {"grant_type": "refresh_token", "refresh_token": token})


def connect(node, timeout=PATIENCE):
    stream = socket.create_connection(("127.0.0.1", node.port), timeout)
    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return stream


class Line:
    """A row of connections to the nodes in turn; those that were closed are opened anew."""

    def __init__(self, nodes, length, pause=0.0):
        """`pause`: how long all but the last bytes lie with the server."""
        self.nodes, self.streams, self.last, self.pause = nodes, [None] * length, 0.0, pause

    def node(self, place):
        return self.nodes[place % len(self.nodes)]

    def fire(self, requests):
        """Sends one request on each connection, in step; returns their shots."""
        # The server closes what was idle for five seconds.
        if time.monotonic() - self.last > 3:
            self.close()
        shots = [Shot() for _ in requests]
        for place, request in enumerate(requests):
            if self.streams[place] is None:
                self.streams[place] = connect(self.node(place))
            self.streams[place].sendall(request[:-1])
        time.sleep(self.pause)
        for place, request in enumerate(requests):
            shots[place].at = time.monotonic()
            self.streams[place].sendall(request[-1:])
        self.receive(shots)
        self.last = time.monotonic()
        return shots

    def receive(self, shots):
        texts, deadline = [b""] * len(shots), time.monotonic() + PATIENCE
        with selectors.DefaultSelector() as waiting:
            for place in range(len(shots)):
                waiting.register(self.streams[place], selectors.EVENT_READ, place)
            while waiting.get_map() and time.monotonic() < deadline:
                for key, _ in waiting.select(1.0):
                    place = key.data
                    try:
                        piece = key.fileobj.recv(65536)
                    except OSError:
                        piece = b""
                    texts[place] += piece
                    if self.is_whole(texts[place], shots[place]) or not piece:
                        waiting.unregister(key.fileobj)
                        if not piece:
                            self.streams[place].close()
                            self.streams[place] = None

    @staticmethod
    def is_whole(text, shot):
        head, found, body = text.partition(b"\r\n\r\n")
        if not found:
            return False
        lines = head.split(b"\r\n")
        length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        if len(body) < length:
            return False
        shot.status, shot.body, shot.done = int(lines[0].split()[1]), body.decode("utf-8", "replace"), time.monotonic()
        return True

    def close(self):
        for place, stream in enumerate(self.streams):
            if stream is not None:
                stream.close()
            self.streams[place] = None
