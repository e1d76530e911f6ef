"""People and apps at work, all at once: sign in, redeem, refresh, use, revoke, replay, allow, withdraw, sign out. Whatever they
are answered goes into a history, and what they hold can be looked at afterwards."""

import random
import re
import threading
import time
import urllib.parse

import visitor
from history import digest
from node import Client, Receiver, claims
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url


class Grant:
    """What one redeemed code gave."""

    def __init__(self, client, code, login, offline, tokens):
        self.client, self.code, self.login, self.offline = client, code, login, offline
        self.access, self.refresh = [tokens["access_token"]], tokens.get("refresh_token")


class Login:
    def __init__(self, name, person, browser):
        self.name, self.person, self.browser = name, person, browser
        self.id_token, self.allowed, self.busy = None, [], threading.Lock()


def apps(receiver):
    """Two apps that nobody is asked about, told of logouts, and four that need consent."""
    own = [Client(f"app{n}", f"http://localhost:3{n}00/cb", receiver.url(f"/app{n}")) for n in range(2)]
    return own + [Client(f"ask{n}", f"http://localhost:4{n}00/cb", consent="remember") for n in range(4)]


class Load:
    def __init__(self, nodes, history, clients, workers=50, seed=1, first=0, rate=None):
        """`first`: the number of the first worker's person; `rate`: the most steps a second of all workers together."""
        self.nodes, self.first, self.rate, self.turn_at = nodes, first, rate, 0.0
        self.history, self.seed = history, seed
        self.own = [client for client in clients if client.consent == "skip"]
        self.asking = [client for client in clients if client.consent != "skip"]
        self.open, self.over = threading.Event(), False
        self.lock, self.count = threading.Lock(), 0
        self.grants, self.logins, self.unsure, self.redeemed = [], [], [], []
        self.threads = [threading.Thread(target=self._work, args=(n,), daemon=True) for n in range(workers)]
        for thread in self.threads:
            thread.start()

    # The gate: closed, nobody begins a further step.

    def resume(self):
        self.open.set()

    def pause(self, patience=30.0):
        """Returns when everybody's last request has been answered or lost."""
        self.open.clear()
        deadline = time.monotonic() + patience
        while self.busy and time.monotonic() < deadline:
            time.sleep(0.002)

    @property
    def busy(self):
        with self.lock:
            return self.count

    def stop(self):
        self.over = True
        self.open.set()
        for thread in self.threads:
            thread.join(30)

    # One worker: one person, one browser after the other.

    def _work(self, number):
        chance = random.Random(f"{self.seed}/{number}")
        node = self.nodes[number % len(self.nodes)]
        back_end = BackEnd(node)
        turn = 0
        while not self.over:
            turn += 1
            journey = self._journey(node, back_end, chance, f"p{self.first + number}", f"{number}.{turn}")
            while True:
                self._await_turn()
                self.open.wait()
                with self.lock:
                    if not self.open.is_set():
                        continue
                    self.count += 1
                try:
                    if self.over:
                        return
                    next(journey)
                except StopIteration:
                    break
                except NotSent:
                    time.sleep(0.01)
                except Unknown:
                    break
                finally:
                    with self.lock:
                        self.count -= 1

    def _await_turn(self):
        if self.rate:
            with self.lock:
                self.turn_at = max(self.turn_at, time.monotonic()) + 1 / self.rate
                turn_at = self.turn_at
            time.sleep(max(0.0, turn_at - time.monotonic()))

    def _journey(self, node, back_end, chance, person, name):
        """A generator: between two steps the gate may close."""
        browser = Browser(node)
        client = chance.choice(self.own)
        offline = chance.random() < 0.7
        login, code = self._sign_in(browser, client, person, name, offline)
        if login is None:
            # Whoever is told to come again does not come at once.
            time.sleep(0.05)
            return
        yield
        grants = []
        grant = self.redeem(back_end, client, code, login, offline)
        if grant:
            grants.append(grant)
        yield
        for _ in range(chance.randint(1, 6)):
            step = chance.random()
            grant = chance.choice(grants) if grants else None
            if step < 0.35 and grant and grant.refresh:
                self.refresh(back_end, grant)
            elif step < 0.5 and grant:
                self.use(back_end, chance.choice(grant.access))
            elif step < 0.6 and grant:
                self.revoke(back_end, grant, chance.choice(grant.access))
            elif step < 0.65 and grant and grant.refresh:
                self.revoke(back_end, grant, grant.refresh)
            elif step < 0.7 and grant:
                self.redeem(back_end, grant.client, grant.code, login, grant.offline)
            elif step < 0.8:
                client, offline = chance.choice(self.own), chance.random() < 0.7
                code = self.look_at_login(login, client, offline)
                if code:
                    yield
                    grant = self.redeem(back_end, client, code, login, offline)
                    grants += [grant] if grant else []
            elif step < 0.95:
                self.allow(login, chance.choice(self.asking))
            elif login.allowed:
                self.withdraw(login, chance.choice(login.allowed))
            yield
        if chance.random() < 0.4:
            sign_out(self.history, login)
            yield

    # What each of them does, as one line of the history.

    def _sign_in(self, browser, client, person, name, offline):
        answer = [None]

        def request():
            answer[0] = visitor.sign_in(browser, client, person, scope=scope(offline))
            return answer[0]

        def judge(answer):
            said = {"location": answer.location, "status": answer.status}
            if "code" in answer.parameters:
                return "ok", said
            return "odd", said | {"title": answer.body.partition("<title>")[2].partition("<")[0]}

        at = time.monotonic()
        outcome, found = self.history.ask("login", request, judge, session=name, user=person, client=client.client_id)
        if outcome == "not sent":
            raise NotSent
        if outcome != "ok":
            return None, None
        code = found.parameters["code"]
        self.history.add("code", at=at, code=digest(code), client=client.client_id, session=name, user=person)
        login = Login(name, person, browser)
        with self.lock:
            self.logins.append(login)
        return login, code

    def redeem(self, back_end, client, code, login, offline):
        grant = [None]

        def judge(answer):
            if answer.status != 200:
                return ("refused" if answer.json().get("error") == "invalid_grant" else "odd"), {"status": answer.status}
            tokens = answer.json()
            grant[0] = Grant(client, code, login, offline, tokens)
            login.id_token = (tokens["id_token"], client)
            sid = claims(tokens["id_token"])["sid"]
            self.history.add("jwt", token=tokens["id_token"])
            return "ok", {"access": digest(tokens["access_token"]), "refresh": digest(tokens.get("refresh_token")),
                          "sid": sid, "lifetime": tokens["expires_in"]}

        outcome, _ = self.history.ask("redeem", lambda: back_end.redeem(client, code), judge, code=digest(code),
                                      client=client.client_id, session=login.name, user=login.person, offline=offline, proven=True)
        with self.lock:
            if grant[0]:
                self.grants.append(grant[0])
                self.redeemed.append((client, code, login, offline))
            elif outcome == "unknown":
                self.unsure.append((client, code, login, offline))
        return grant[0]

    def refresh(self, back_end, grant, presented=None):
        return self.ask_to_refresh(back_end, grant, presented)[0]

    def ask_to_refresh(self, back_end, grant, presented=None):
        """A refresh, and its answer."""
        presented = presented or grant.refresh

        def judge(answer):
            if answer.status != 200:
                return ("refused" if answer.json().get("error") == "invalid_grant" else "odd"), {"status": answer.status}
            tokens = answer.json()
            grant.access.append(tokens["access_token"])
            grant.refresh = tokens["refresh_token"]
            if "id_token" in tokens:
                self.history.add("jwt", token=tokens["id_token"])
            return "ok", {"access": digest(tokens["access_token"]), "refresh": digest(tokens["refresh_token"]), "lifetime": tokens["expires_in"]}

        return self.history.ask("refresh", lambda: back_end.refresh(grant.client, presented), judge, token=digest(presented),
                                grant=digest(grant.code), client=grant.client.client_id)

    def use(self, back_end, token):
        def judge(answer):
            return {200: "ok", 401: "refused"}.get(answer.status, "odd"), {}
        return self.history.ask("use", lambda: back_end.userinfo(token), judge, token=digest(token))[0]

    def hold(self, back_end, grant):
        def judge(answer):
            return ("ok" if answer.json().get("active") is True else "refused"), {}
        token = grant.refresh
        return self.history.ask("held", lambda: back_end.introspect(grant.client, token), judge, token=digest(token))[0]

    def revoke(self, back_end, grant, token):
        def judge(answer):
            return ("ok" if answer.status == 200 else "odd"), {}
        return self.history.ask("revoke", lambda: back_end.revoke(grant.client, token), judge, token=digest(token))[0]

    def look_at_login(self, login, client, offline=True):
        """prompt=none: whether the browser is signed in; a code where it is."""
        def judge(answer):
            parameters = answer.parameters
            outcome = "ok" if "code" in parameters else "refused" if parameters.get("error") == "login_required" else "odd"
            return outcome, {"location": answer.location}

        url = authorization_url(login.browser.node, client, prompt="none", scope=scope(offline))
        at = time.monotonic()
        outcome, answer = self.history.ask("session", lambda: login.browser.get(url), judge, session=login.name, client=client.client_id)
        if outcome != "ok":
            return None
        code = answer.parameters["code"]
        self.history.add("code", at=at, code=digest(code), client=client.client_id, session=login.name, user=login.person)
        return code

    def allow(self, login, client):
        """The consent page and its button, where there is one."""
        page = login.browser.visit(authorization_url(login.browser.node, client))
        form = page.form()
        if "code" in page.parameters:
            self.history.add("redirect", client=client.client_id, location=page.location)
            return
        if form is None or "/consent" not in form[0]:
            return
        action, fields = form

        def judge(answer):
            return ("ok" if "code" in answer.parameters else "odd"), {"location": answer.location}

        fields = {**fields, "decision": "allow"}
        outcome, _ = self.history.ask("consent", lambda: login.browser.post(action, fields), judge, user=login.person, client=client.client_id)
        if outcome == "ok":
            login.allowed.append(client)

    def look_at_consent(self, login, client):
        def judge(answer):
            parameters = answer.parameters
            outcome = "ok" if "code" in parameters else "refused" if parameters.get("error") == "consent_required" else None
            return outcome, {"location": answer.location}

        url = authorization_url(login.browser.node, client, prompt="none")
        return self.history.ask("consented", lambda: login.browser.get(url), judge, user=login.person, client=client.client_id, session=login.name)[0]

    def withdraw(self, login, client):
        issuer = login.browser.node.issuer
        page = login.browser.visit(issuer + "/")
        token = re.search(r'name="csrf" value="([^"]*)"', page.body)
        if not token:
            return

        def judge(answer):
            return ("ok" if answer.status in (302, 303) else "odd"), {}

        fields = {"csrf": token.group(1).replace("&#x2F;", "/"), "client_id": client.client_id}
        outcome, _ = self.history.ask("withdraw", lambda: login.browser.post(issuer + "/account/apps/remove", fields), judge,
                                      user=login.person, client=client.client_id)
        if outcome == "ok":
            login.allowed.remove(client)

    # What is looked at when the server is back.

    def look(self, node, grants, logins, again=(), threads=8):
        """Looks at everything in these lists, and presents the codes of `again` once more."""
        work = [("grant", grant) for grant in grants] + [("login", login) for login in logins] + [("again", item) for item in again]
        lock = threading.Lock()

        def run():
            back_end = BackEnd(node)
            while True:
                with lock:
                    if not work:
                        return
                    kind, item = work.pop()
                if kind == "grant":
                    for token in item.access[-3:]:
                        self.use(back_end, token)
                    if item.refresh:
                        self.hold(back_end, item)
                elif kind == "login":
                    with item.busy:
                        self.look_at_login(item, self.own[0])
                        for client in {client.client_id: client for client in [*item.allowed, self.asking[0]]}.values():
                            self.look_at_consent(item, client)
                else:
                    client, code, login, offline = item
                    self.redeem(back_end, client, code, login, offline)

        running = [threading.Thread(target=run) for _ in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        return self

    def look_at_keys(self, node):
        try:
            answer = BackEnd(node).jwks()
        except (NotSent, Unknown):
            return
        if answer.status == 200:
            self.history.add("jwks", keys=answer.json()["keys"], wall=time.time())


def scope(offline):
    return "openid offline_access" if offline else "openid"


def sign_out(history, login):
    """By the app's link with its ID token, which needs no question."""
    if login.id_token is None:
        return
    hint, client = login.id_token
    parameters = {"id_token_hint": hint, "post_logout_redirect_uri": client.redirect_uri + "/bye"}
    url = f"{login.browser.node.issuer}/end-session?{urllib.parse.urlencode(parameters)}"

    def judge(answer):
        return ("ok" if answer.location == client.redirect_uri + "/bye" else "odd"), {"location": answer.location}

    history.ask("logout", lambda: login.browser.get(url), judge, session=login.name, client=client.client_id)


class Deliveries:
    """The apps' side of back-channel logout, written into the history."""

    def __init__(self, history):
        self.history, self.told = history, set()
        self.receiver = Receiver(self.take)

    def take(self, path, body):
        token = dict(urllib.parse.parse_qsl(body)).get("logout_token", "")
        sid = claims(token)["sid"]
        self.history.add("delivered", client=path.strip("/"), sid=sid)
        self.history.add("jwt", token=token)
        self.told.add((path.strip("/"), sid))
