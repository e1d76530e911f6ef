"""REL-3: what is good once is good once, however many present it in the same moment. A hundred codes, refresh tokens, assertions,
pushed requests, DPoP proofs, device codes and auth_req_ids with fifty presentations each, then small random histories of everything
that may meet."""

import base64
import hashlib
import hmac
import json
import random
import threading
import time
import urllib.parse

import checker
import visitor
from history import History, digest
from jws import Es256Key
from load import Deliveries, Login, apps, scope, sign_out
from node import SECRET, Balanced, Client
from row import Row
from visitor import FORM, BackEnd, Browser, authorization_url
from volley import Line, get, post, redemption, refreshing

AT_ONCE = 50
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
CIBA = "urn:openid:params:grant-type:ciba"
MACHINE = f"""[[clients]]
client_id = "machine"
client_secret = "{SECRET}"
token_endpoint_auth_method = "client_secret_jwt"
grant_types = ["client_credentials"]
scope = "api"

[[clients]]
client_id = "elsewhere"
client_secret = "{SECRET}"
grant_types = ["client_credentials", "{DEVICE}", "{CIBA}"]

[scopes.api]
"""
# An answer in the name of the person, so that no hundred pages are needed.
APPROVAL = "backchannel_authentication.automated_approval_for_tests = true"
STRICT = 'tokens.refresh_token = { retry = false, reuse_grace = "0s" }'


def log(history, op, shot, **fields):
    """Writes a shot down; returns what was answered."""
    event = {"op": op, "at": shot.at, "outcome": shot.outcome, **fields}
    if shot.done is not None:
        event.update(done=shot.done, status=shot.status)
    answer = json.loads(shot.body) if shot.body.startswith("{") else {}
    if shot.outcome == "ok" and op in ("redeem", "refresh"):
        event.update(access=digest(answer["access_token"]), refresh=digest(answer.get("refresh_token")), lifetime=answer["expires_in"])
    with history.lock:
        history.events.append(event)
    return answer


def code_of(history, browser, client, name, person, offline=True):
    """A code for a browser that is signed in, by prompt=none."""
    at = time.monotonic()
    answer = browser.get(authorization_url(browser.node, client, prompt="none", scope=scope(offline)))
    code = answer.parameters["code"]
    history.add("code", at=at, code=digest(code), client=client.client_id, session=name, user=person)
    return code


def signed_in(history, node, client, person, name):
    browser = Browser(node)
    answer = visitor.sign_in(browser, client, person)
    if "code" not in answer.parameters:
        raise RuntimeError(f"no sign-in: {answer.status} {answer.body[:300]}")
    history.add("login", session=name, user=person)
    return browser


def crowd(row, nodes, client, what, strict, count):
    """`count` codes or refresh tokens, each presented by AT_ONCE connections in one moment."""
    history, node = History(), nodes[0] if len(nodes) == 1 else Balanced(nodes)
    history.rules(node, [client], refresh="once" if strict else "grace", reuse_grace=10)
    browser, line = signed_in(history, node, client, "p0", "s"), Line(nodes, AT_ONCE)
    winners, faults, alive = [], 0, 0
    for _ in range(count):
        code = code_of(history, browser, client, "s", "p0")
        fields = {"code": digest(code), "client": client.client_id, "session": "s", "user": "p0", "offline": True, "proven": True}
        if what == "code":
            shots = line.fire([redemption(node, client, code)] * AT_ONCE)
            answers = [log(history, "redeem", shot, **fields) for shot in shots]
        else:
            first = log(history, "redeem", line.fire([redemption(node, client, code)])[0], **fields)["refresh_token"]
            shots = line.fire([refreshing(node, client, first)] * AT_ONCE)
            answers = [log(history, "refresh", shot, token=digest(first), grant=digest(code), client=client.client_id) for shot in shots]
        faults += sum(shot.outcome in ("fault", "unknown") for shot in shots)
        won = [answer for answer in answers if "access_token" in answer]
        winners.append(len({answer["refresh_token"] for answer in won}) if what == "refresh" and not strict else len(won))
        for answer in won[:1]:
            shot = line.fire([get(node, "/userinfo", f"Authorization: Bearer {answer['access_token']}\r\n")])[0]
            log(history, "use", shot, token=digest(answer["access_token"]))
            alive += shot.outcome == "ok"
    line.close()
    name = {"code": "codes", "refresh": "strict refresh tokens" if strict else "refresh tokens"}[what]
    meaning = "live branch each" if what == "refresh" and not strict else "success each"
    row.exactly(f"{count} {name} × {AT_ONCE}: {meaning}", sorted(set(winners)), [1])
    row.exactly("5xx", faults, 0)
    row.judge(history, name.replace(" ", "-"))
    return alive


class Worlds:
    """Small random histories, by several threads, each with browsers and connections of its own."""

    def __init__(self, nodes, history, clients, seed, until, most):
        self.nodes, self.node = nodes, nodes[0] if len(nodes) == 1 else Balanced(nodes)
        self.history, self.clients, self.until, self.most = history, clients, until, most
        self.count, self.lock = 0, threading.Lock()
        self.faults, self.problem = 0, None
        self.threads = [threading.Thread(target=self.run, args=(n, random.Random(f"{seed}/{n}"))) for n in range(6)]
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def run(self, number, chance):
        try:
            line, turn, browser = Line(self.nodes, 6), 0, None
            while time.monotonic() < self.until and self.count < self.most and not self.problem:
                if browser is None or chance.random() < 0.1:
                    turn += 1
                    person, name = f"p{number}", f"{number}.{turn}"
                    browser = signed_in(self.history, self.node, self.clients[0], person, name)
                browser = self.one(line, chance, browser, name, person)
                with self.lock:
                    self.count += 1
        except Exception as problem:  # noqa: BLE001 - told by the row
            self.problem = self.problem or repr(problem)

    def one(self, line, chance, browser, name, person):
        """One code and all that comes of it. Returns the browser, or None where its login ended."""
        client, offline = chance.choice(self.clients), chance.random() < 0.7
        code = code_of(self.history, browser, client, name, person, offline)
        known = {"access": [], "refresh": []}
        self.volley(line, client, code, name, person, offline, known, ["redeem"] * chance.randint(1, 4))
        for _ in range(chance.randint(1, 3)):
            kinds = ["use", "use", "refresh", "refresh", "refresh", "revoke access", "revoke refresh", "redeem", "stranger"]
            self.volley(line, client, code, name, person, offline, known, chance.choices(kinds, k=chance.randint(2, 6)), chance)
        ended = chance.random() < 0.05
        if ended:
            login = Login(name, person, browser)
            login.id_token = (known["id_token"], client) if known.get("id_token") else None
            sign_out(self.history, login)
            ended = login.id_token is not None
        self.volley(line, client, code, name, person, offline, known, ["use"] * min(2, len(known["access"])), chance)
        return None if ended else browser

    def volley(self, line, client, code, name, person, offline, known, kinds, chance=random):
        node, requests, notes = self.node, [], []
        other = next(other for other in self.clients if other is not client)
        for kind in kinds:
            fields = {"code": digest(code), "client": client.client_id, "session": name, "user": person, "offline": offline, "proven": True}
            token = chance.choice(known["refresh"]) if known["refresh"] else None
            access = chance.choice(known["access"]) if known["access"] else None
            if kind == "redeem":
                requests.append(redemption(node, client, code))
                notes.append(("redeem", fields))
            elif kind == "stranger":
                requests.append(redemption(node, other, code))
                notes.append(("redeem", {**fields, "client": other.client_id, "proven": False}))
            elif kind == "refresh" and token:
                requests.append(refreshing(node, client, token))
                notes.append(("refresh", {"token": digest(token), "grant": digest(code), "client": client.client_id}))
            elif kind == "revoke refresh" and token and chance.random() < 0.3:
                requests.append(post(node, "/revoke", client, {"token": token}))
                notes.append(("revoke", {"token": digest(token)}))
            elif kind == "revoke access" and access:
                requests.append(post(node, "/revoke", client, {"token": access}))
                notes.append(("revoke", {"token": digest(access)}))
            elif kind == "use" and access:
                requests.append(get(node, "/userinfo", f"Authorization: Bearer {access}\r\n"))
                notes.append(("use", {"token": digest(access)}))
        for shot, (op, fields) in zip(line.fire(requests), notes):
            answer = log(self.history, op, shot, **fields)
            self.faults += shot.outcome in ("fault", "unknown")
            if "access_token" in answer:
                known["access"].append(answer["access_token"])
                if "refresh_token" in answer:
                    known["refresh"].append(answer["refresh_token"])
                known.setdefault("id_token", answer.get("id_token"))


def assertion(node, jti, now=None, life=60):
    """A client's assertion with an HMAC of its secret (RFC 7523), good once."""
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    now = int(time.time()) if now is None else now
    signed = part({"alg": "HS256"}) + "." + part({"iss": "machine", "sub": "machine", "aud": node.issuer, "jti": f"j{jti}", "iat": now, "exp": now + life})
    signature = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def assertions(row, nodes, count):
    """A `jti`, presented by everybody at once."""
    node, line, winners, faults = nodes[0], Line(nodes, AT_ONCE), set(), 0
    for number in range(count):
        body = urllib.parse.urlencode({"grant_type": "client_credentials", "client_assertion": assertion(node, number),
                                       "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"})
        request = (f"POST /token HTTP/1.1\r\nHost: {node.host}\r\nContent-Type: {FORM}\r\n"
                   f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
        shots = line.fire([request] * AT_ONCE)
        winners.add(sum(shot.status == 200 for shot in shots))
        faults += sum(shot.status is None or shot.status >= 500 for shot in shots)
    line.close()
    row.exactly(f"{count} assertions × {AT_ONCE}: success each", sorted(winners), [1])
    row.exactly("5xx", faults, 0)


def once(row, nodes, what, requests, is_success):
    """Each of these requests, presented by everybody at once."""
    line, winners, faults, count = Line(nodes, AT_ONCE), set(), 0, 0
    for request in requests:
        shots = line.fire([request] * AT_ONCE)
        winners.add(sum(is_success(shot) for shot in shots))
        faults += sum(shot.status is None or shot.status >= 500 for shot in shots)
        count += 1
    line.close()
    row.exactly(f"{count} {what} × {AT_ONCE}: success each", sorted(winners), [1])
    row.exactly("5xx", faults, 0)


def pushed(nodes, client, count):
    """A browser that is signed in, arriving with a pushed request."""
    node, browser, back_end = Balanced(nodes) if len(nodes) > 1 else nodes[0], Browser(nodes[0]), BackEnd(nodes[0])
    visitor.sign_in(browser, client, "p0")
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    fields = {"response_type": "code", "redirect_uri": client.redirect_uri, "scope": "openid", "nonce": "n0nce", "prompt": "none"}
    for _ in range(count):
        answer = back_end.post("/par", client, fields)
        query = urllib.parse.urlencode({"client_id": client.client_id, "request_uri": answer.json()["request_uri"]})
        yield get(node, f"/authorize?{query}", f"Cookie: {cookie}\r\n")


def proofs(nodes, count):
    """A token for the app itself, bound to a key, with one proof."""
    node, client, key = nodes[0], Client("elsewhere", ""), Es256Key("proofs")
    for number in range(count):
        proof = key.prove({"jti": f"proof-{number}", "htm": "POST", "htu": f"{node.issuer}/token", "iat": int(time.time())})
        head, _, body = post(node, "/token", client, {"grant_type": "client_credentials"}).partition(b"\r\n\r\n")
        yield head + f"\r\nDPoP: {proof}\r\n\r\n".encode() + body


def device_codes(nodes, count):
    """A poll of a device, which a person has allowed."""
    node, client, browser, back_end = nodes[0], Client("elsewhere", ""), Browser(nodes[0]), BackEnd(nodes[0])
    for _ in range(count):
        asked = back_end.post("/device_authorization", client, {"scope": "openid"}).json()
        page = browser.visit(asked["verification_uri_complete"])
        if 'id="password"' in page.body:
            page = browser.submit(page, username="p0", password=visitor.PASSWORD)
        told = browser.submit(browser.submit(page, user_code=asked["user_code"]), decision="allow")
        if "done=" not in told.url:
            raise RuntimeError(f"the device was not allowed: {told.status} {told.url} {told.body[:300]}")
        yield post(node, "/token", client, {"grant_type": DEVICE, "device_code": asked["device_code"]})


def auth_req_ids(nodes, count):
    """A poll of an app that asked a person by name, who has allowed it."""
    node, client, back_end = nodes[0], Client("elsewhere", ""), BackEnd(nodes[0])
    for _ in range(count):
        asked = back_end.post("/backchannel_authentication", client, {"scope": "openid", "login_hint": "p0"}).json()["auth_req_id"]
        approval = urllib.parse.urlencode({"auth_req_id": asked, "action": "allow"})
        told = back_end.post(f"/backchannel_authentication/automated_approval?{approval}", client, {})
        if told.status != 200:
            raise RuntimeError(f"the request was not allowed: {told.status} {told.body[:300]}")
        yield post(node, "/token", client, {"grant_type": CIBA, "auth_req_id": asked})


def is_answered(shot):
    return shot.status == 200


def leads_back(shot):
    """Where a browser arrives with a code; a request that was answered before has a page."""
    return shot.status in (302, 303)


# So many histories are judged together.
CHUNK = 2_000


def worlds(row, setup, nodes, clients, deliveries, strict):
    """Small random histories: as many as fit into four seconds, or all that were asked for."""
    wanted = setup.histories or (CHUNK if setup.short else 50_000)
    until, count, faults, broken, judged = time.monotonic() + (4 if setup.short else 3600), 0, 0, [], 0
    while count < wanted and time.monotonic() < until:
        history = History()
        deliveries.history = history
        history.rules(nodes[0], clients, refresh="once" if strict else "grace", reuse_grace=10)
        part = Worlds(nodes, history, clients, f"{setup.seed}/{count}", until, min(CHUNK, wanted - count))
        count, faults = count + part.count, faults + part.faults
        report = checker.check(history.events)
        judged += report.events
        broken += report.broken
        if report.broken or setup.keep:
            history.write(setup.base / f"REL-3-histories-{count}.jsonl")
        if not row.must(part.problem is None, f"a driver ended: {part.problem}") or report.broken:
            break
    kind = "strict" if strict else "default"
    row.say(f"{count} {kind} histories" + ("" if setup.short else " (50,000)") + f" of {judged} events")
    row.exactly("5xx", faults, 0)
    row.exactly("broken promises", len(broken), 0, map(str, broken))


def run(setup):
    row = Row("REL-3", setup)
    history = History()
    deliveries = Deliveries(history)
    clients = [client for client in apps(deliveries.receiver) if client.consent == "skip"]
    count = 20 if setup.short else 100
    for strict in (False, True):
        nodes = setup.servers("spend", clients, tokens=STRICT if strict else "", more=APPROVAL)
        node = nodes[0]
        try:
            for each in nodes:
                each.write(each.config.read_text() + MACHINE)
                each.start()
            if not strict:
                row.exactly("codes whose tokens outlived their replays", crowd(row, nodes, clients[0], "code", strict, count), 0)
                assertions(row, nodes, count)
                once(row, nodes, "pushed requests", pushed(nodes, clients[0], count), leads_back)
                once(row, nodes, "DPoP proofs", proofs(nodes, count), is_answered)
                once(row, nodes, "device codes", device_codes(nodes, count), is_answered)
                once(row, nodes, "auth_req_ids", auth_req_ids(nodes, count), is_answered)
            crowd(row, nodes, clients[0], "refresh", strict, count)
            worlds(row, setup, nodes, clients, deliveries, strict)
            row.must(not any("panicked" in each.log() for each in nodes), "a panic is in the log")
        finally:
            for each in nodes:
                each.discard()
    deliveries.receiver.close()
    return row
