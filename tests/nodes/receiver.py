"""The app's server, which takes logout tokens."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Receiver:
    """Answers at once; but after `hold` the next token is taken and never answered."""

    def __init__(self):
        self.told = []
        self.to_hold, self.held = threading.Event(), threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                holds = receiver.to_hold.is_set()
                receiver.told.append((time.monotonic(), sid_of(parse_qs(body)["logout_token"][0])))
                if holds:
                    receiver.to_hold.clear()
                    receiver.held.set()
                    # Until whoever sent it gives up, or is gone.
                    self.rfile.read(1)
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.uri = f"http://127.0.0.1:{self.server.server_port}/backchannel"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hold(self):
        self.held.clear()
        self.to_hold.set()

    def times(self, sid):
        """When it was told of a login."""
        return [at for at, of in list(self.told) if of == sid]


def claims(token):
    """Of a JWT, as they are."""
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def sid_of(logout_token):
    return claims(logout_token)["sid"]
