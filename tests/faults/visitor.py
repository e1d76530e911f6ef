"""A browser without script, and the back end of an app: sign in, redeem, refresh, revoke, introspect, sign out over HTTP."""

import base64
import html
import http.client
import json
import re
import socket
import time
import urllib.parse

from node import PASSWORD, SECRET

FORM = "application/x-www-form-urlencoded"


class NotSent(Exception):
    """Nothing of the request reached the server: it did not happen."""


class Unknown(Exception):
    """The request was sent and no whole answer came: it may have happened."""


class Answer:
    """An answer, read whole."""

    def __init__(self, status, headers, body, url):
        self.status, self.headers, self.body, self.url = status, headers, body, url

    @property
    def location(self):
        found = self.headers.get("location")
        return urllib.parse.urljoin(self.url, found) if found else None

    @property
    def parameters(self):
        """Of the query that it redirects with."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.location or "").query))

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return {}

    def form(self):
        """Action and hidden fields of the main form, or None."""
        main = self.body.split("<main", 1)[-1]
        if "<form" not in main:
            return None
        opening, _, rest = main.split("<form", 1)[1].partition(">")
        inside = rest.split("</form>", 1)[0]
        action = attribute(opening, "action") or ""
        fields = {}
        for tag in re.findall(r"<input([^>]*)>", inside):
            if attribute(tag, "type") == "hidden":
                fields[attribute(tag, "name")] = attribute(tag, "value") or ""
        return urllib.parse.urljoin(self.url, action), fields


def attribute(tag, name):
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else None


class Wire:
    """Kept-alive connections to a node, or to each of several that are balanced, opened when they are needed."""

    def __init__(self, node, timeout=20.0):
        self.node, self.timeout, self.open, self.set_cookie = node, timeout, {}, []

    def close(self):
        for connection, _, _ in self.open.values():
            connection.close()
        self.open = {}

    def connection(self, node):
        """One to this node; raises NotSent where nobody listens."""
        connection, launched, last = self.open.pop(node.port, (None, 0, 0.0))
        # The server closes connections that were idle for five seconds, and one to an earlier process is dead.
        if connection is not None and (launched != node.launched or time.monotonic() - last > 2):
            connection.close()
            connection = None
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=self.timeout)
            try:
                connection.connect()
            except OSError as error:
                raise NotSent(str(error)) from error
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def send(self, method, url, headers=None, body=None):
        begun = time.monotonic()
        try:
            return self.send_to_any(method, url, headers, body)
        except (NotSent, Unknown) as error:
            if self.node.missed is not None:
                self.node.missed(time.monotonic() - begun, f"{method} {urllib.parse.urlsplit(url).path}", error)
            raise

    def send_to_any(self, method, url, headers, body):
        nodes = self.node.order()
        for node in nodes[:-1]:
            try:
                return self.send_to(node, method, url, headers, body)
            except NotSent:
                continue
        return self.send_to(nodes[-1], method, url, headers, body)

    def send_to(self, node, method, url, headers, body):
        split = urllib.parse.urlsplit(url)
        target = split.path + (f"?{split.query}" if split.query else "")
        launched, begun = node.launched, time.monotonic()
        connection = self.connection(node)
        try:
            connection.request(method, target, body=body, headers={"Host": node.host, **(headers or {})})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise Unknown(f"{type(error).__name__}: {error}") from error
        if response.will_close:
            connection.close()
        else:
            self.open[node.port] = connection, launched, time.monotonic()
        self.set_cookie = response.headers.get_all("set-cookie") or []
        names = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(response.status, names, text, url)
        if self.node.watch is not None:
            self.node.watch(time.monotonic() - begun, f"{method} {split.path}", answer)
        return answer


class Browser:
    """Keeps cookies, follows redirects within the provider only."""

    def __init__(self, node, timeout=20.0):
        self.node, self.cookies, self.wire = node, {}, Wire(node, timeout)

    def _send(self, method, url, fields=None):
        headers = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            headers["Content-Type"] = FORM
            headers["Origin"] = self.node.issuer
            body = urllib.parse.urlencode(fields)
        answer = self.wire.send(method, url, headers, body)
        for cookie in self.wire.set_cookie:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            if "max-age=0" in cookie.lower() or value == "":
                self.cookies.pop(name.strip(), None)
            else:
                self.cookies[name.strip()] = value
        return answer

    def get(self, url):
        return self._send("GET", url)

    def post(self, url, fields):
        return self._send("POST", url, fields)

    def visit(self, url):
        return self.follow(self.get(url))

    def follow(self, answer):
        while answer.location and answer.location.startswith(self.node.issuer + "/"):
            answer = self.get(answer.location)
        return answer

    def submit(self, page, **filled):
        form = page.form()
        if form is None:
            return page
        action, fields = form
        return self.follow(self.post(action, {**fields, **filled}))

    def close(self):
        self.wire.close()


def authorization_url(node, client, **changes):
    parameters = {"response_type": "code", "client_id": client.client_id, "redirect_uri": client.redirect_uri,
                  "scope": "openid offline_access", "state": "st4te", "nonce": "n0nce", **changes}
    kept = {name: value for name, value in parameters.items() if value}
    return f"{node.issuer}/authorize?{urllib.parse.urlencode(kept)}"


def sign_in(browser, client, person, **changes):
    """By the login page; the answer that leads back, or whatever page came instead."""
    page = browser.visit(authorization_url(browser.node, client, **changes))
    if 'id="password"' not in page.body:
        return page
    return browser.submit(page, username=person, password=PASSWORD)


def basic(client_id):
    return "Basic " + base64.b64encode(f"{client_id}:{SECRET}".encode()).decode()


class BackEnd:
    """The app's server: what it asks of the provider without a browser."""

    def __init__(self, node, timeout=20.0):
        self.node, self.wire = node, Wire(node, timeout)

    def post(self, path, client, fields):
        headers = {"Authorization": basic(client.client_id), "Content-Type": FORM, "Accept": "application/json"}
        return self.wire.send("POST", self.node.issuer + path, headers, urllib.parse.urlencode(fields))

    def redeem(self, client, code):
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri}
        return self.post("/token", client, fields)

    def refresh(self, client, token):
        return self.post("/token", client, {"grant_type": "refresh_token", "refresh_token": token})

    def revoke(self, client, token):
        return self.post("/revoke", client, {"token": token})

    def introspect(self, client, token):
        return self.post("/introspect", client, {"token": token})

    def userinfo(self, token):
        return self.wire.send("GET", self.node.issuer + "/userinfo", {"Authorization": f"Bearer {token}"})

    def jwks(self):
        return self.wire.send("GET", self.node.issuer + "/jwks")

    def close(self):
        self.wire.close()
