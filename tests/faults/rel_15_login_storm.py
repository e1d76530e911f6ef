"""REL-15: a storm of sign-ins with passwords that cost what they cost in earnest. Everything that needs no hash goes on, the queue
is bounded, and whoever does not fit is told to come again."""

import threading
import time
import urllib.parse
from collections import Counter

import visitor
from history import History
from load import Load, apps
from node import PASSWORD, PEOPLE, Receiver, password_hash
from row import Row, percentile
from visitor import FORM, BackEnd, Browser, authorization_url
from volley import Line

COST = 'login.argon2 = { memory = "19MiB", iterations = 2 }'


def posted(node, browser, page, person):
    """The login form, filled in."""
    action, fields = page.form()
    body = urllib.parse.urlencode({**fields, "username": person, "password": PASSWORD})
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return (f"POST {urllib.parse.urlsplit(action).path} HTTP/1.1\r\nHost: {node.host}\r\nAccept: text/html\r\nOrigin: {node.issuer}\r\n"
            f"Cookie: {cookies}\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()


def run(setup):
    row, count, history = Row("REL-15", setup), 100 if setup.short else 500, History()
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node = setup.node("storm", clients)
    dear = password_hash("19MiB", 2)
    text = node.config.read_text().replace(password_hash(), dear)
    text = text.replace('login.argon2 = { memory = "8KiB", iterations = 1 }', COST).replace("limits.hashing_queue = 1024\n", "")
    node.write(text)
    try:
        node.start()
        load, back_end = Load([node], history, clients, workers=0), BackEnd(node)
        login, code = load._sign_in(Browser(node), clients[0], "p0", "l", True)
        grant = load.redeem(back_end, clients[0], code, login, True)
        memory = node.memory_mb()
        # All forms are open before the storm begins.
        forms = []
        for number in range(count):
            browser = Browser(node, timeout=120)
            forms.append((browser, browser.visit(authorization_url(node, clients[0])), f"p{number % PEOPLE}"))
            browser.close()
        line, shots = Line([node], count), []
        requests = [posted(node, browser, page, person) for browser, page, person in forms]
        storm = threading.Thread(target=lambda: shots.extend(line.fire(requests)), daemon=True)
        waits = {"discovery": [], "token": []}
        began, peak = time.monotonic(), memory
        storm.start()
        while storm.is_alive():
            at = time.monotonic()
            answer = back_end.wire.send("GET", node.issuer + "/.well-known/openid-configuration")
            waits["discovery"].append(time.monotonic() - at)
            row.must(answer.status == 200, f"discovery: {answer.status}")
            at = time.monotonic()
            outcome = load.refresh(back_end, grant)
            waits["token"].append(time.monotonic() - at)
            row.must(outcome == "ok", f"a refresh during the storm: {outcome}")
            peak = max(peak, node.memory_mb())
            time.sleep(0.01)
        took = time.monotonic() - began
        statuses = Counter(shot.status for shot in shots)
        line.close()
        row.exactly(f"{count} sign-ins: other answers than 303, 429, 503", sum(n for word, n in statuses.items() if word not in (303, 429, 503)), 0, [str(statuses)])
        row.say(f"{statuses[303]} signed in, {statuses[503] + statuses[429]} told to come again, in {took:.1f} s")
        for name, times in waits.items():
            row.within(f"{name} p99 of {len(times)}", percentile(times, 0.99), 0.1)
        row.at_most("memory +", peak - memory, 150, " MB")
        at = time.monotonic()
        answer = visitor.sign_in(Browser(node), clients[0], "p1")
        row.must("code" in answer.parameters, f"no sign-in after the storm: {answer.status}")
        row.within("a sign-in after it", time.monotonic() - at, 2)
        row.must("panicked" not in node.log(), "a panic is in the log")
    finally:
        node.discard()
        receiver.close()
    return row
