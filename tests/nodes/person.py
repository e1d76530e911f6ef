"""A browser with its person, and the app that sends it to the provider. Each request has a connection of its own."""

import base64
import hashlib
import html
import http.client
import json
import os
import re
import time
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from world import HOST, PASSWORD, SECRET, connect

REDIRECT = "https://app.example/cb"
BASIC = "Basic " + base64.b64encode(f"app:{SECRET}".encode()).decode()


class Refused(Exception):
    """An answer that the flow cannot go on with."""

    def __init__(self, answer, step):
        super().__init__(f"{step}: {answer.status} {answer.location()} {answer.body[:300]}")
        self.answer, self.step = answer, step


class Answer:
    """What came; status 0 where the connection ended before the answer did."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def location(self):
        return self.headers.get("location", "")


def send(port, method, path, form=None, headers=None):
    """One request over a new connection, which ends with it."""
    headers = {"Host": HOST, "Connection": "close", **(headers or {})}
    body = None
    if form is not None:
        body = urlencode(form)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = connect(port)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        cookies = response.headers.get_all("set-cookie") or []
        got = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, got, response.read().decode(errors="replace"))
        answer.cookies = cookies
        return answer
    except (OSError, http.client.HTTPException) as error:
        answer = Answer(0, {}, repr(error))
        answer.cookies = []
        return answer
    finally:
        connection.close()


class Person:
    """ada in a browser of her own, and the app's side of her sign-in. `seen` is told of each answer."""

    def __init__(self, port, seen=None, patience=0.0):
        self.port, self.patience = port, patience
        self.seen = seen or (lambda method, path, answer: None)
        self.cookies, self.tokens = {}, {}

    def send(self, method, path, form=None, headers=None):
        """One request; with patience it is sent again for so long while nobody could answer it (502, 503)."""
        headers = dict(headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        until = time.monotonic() + self.patience
        while True:
            answer = send(self.port, method, path, form, headers)
            self.seen(method, path, answer)
            if answer.status not in (0, 502, 503) or time.monotonic() > until:
                break
            time.sleep(0.1)
        for line in answer.cookies:
            pair, _, attributes = line.partition(";")
            name, _, value = pair.partition("=")
            if "max-age=0" in attributes.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def expect(self, step, status, answer):
        if answer.status != status:
            raise Refused(answer, step)
        return answer

    def follow(self, answer):
        """To wherever the provider leads, until it leads away."""
        while answer.status in (302, 303) and urljoin(f"https://{HOST}", answer.location()).startswith(f"https://{HOST}/"):
            answer = self.send("GET", answer.location().removeprefix(f"https://{HOST}"))
        return answer

    def authorize(self):
        """Asks for a code; the login page, or the way back to the app."""
        self.verifier = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        query = urlencode({
            "response_type": "code", "client_id": "app", "redirect_uri": REDIRECT, "state": "st4te", "nonce": "n0nce",
            "scope": "openid email offline_access", "code_challenge": challenge,
            "code_challenge_method": "S256",
        })
        return self.follow(self.send("GET", f"/authorize?{query}"))

    def submit(self, page, **fields):
        """Sends the form of a page, and follows to where it leads."""
        action = html.unescape(re.search(r'<form method="post" action="([^"]*)"', page.body).group(1))
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.body)
        form = {name: html.unescape(value) for name, value in hidden} | fields
        path = urlsplit(action)
        return self.follow(self.send("POST", path.path + (f"?{path.query}" if path.query else ""), form))

    def sign_in(self):
        """Signs in where that is needed, and keeps the code."""
        answer = self.authorize()
        if answer.status == 200:
            answer = self.submit(answer, username="ada", password=PASSWORD)
        if answer.status not in (302, 303) or not answer.location().startswith(REDIRECT):
            raise Refused(answer, "sign-in")
        back = {name: values[0] for name, values in parse_qs(urlsplit(answer.location()).query).items()}
        if "code" not in back:
            raise Refused(answer, f"sign-in {back}")
        self.code, self.session_state = back["code"], back["session_state"]

    def token(self, step, form):
        answer = self.send("POST", "/token", form, {"Authorization": BASIC})
        self.tokens |= self.expect(step, 200, answer).json()

    def redeem(self):
        form = {"grant_type": "authorization_code", "code": self.code, "redirect_uri": REDIRECT}
        self.token("code", form | {"code_verifier": self.verifier})

    def refresh(self):
        self.token("refresh", {"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"]})

    def userinfo(self):
        bearer = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        assert self.expect("userinfo", 200, self.send("GET", "/userinfo", headers=bearer)).json()["email"]

    def sign_out(self):
        query = urlencode({
            "id_token_hint": self.tokens["id_token"], "post_logout_redirect_uri": "https://app.example/bye",
        })
        answer = self.send("GET", f"/end-session?{query}")
        if answer.status not in (200, 302, 303):
            raise Refused(answer, "sign-out")

    def whole_flow(self):
        self.sign_in()
        self.redeem()
        self.refresh()
        self.userinfo()
        self.sign_out()
