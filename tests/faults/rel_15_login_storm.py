"""REL-15: a storm of sign-ins with passwords that cost what they cost in earnest. Everything that needs no hash goes on, the queue
is bounded, and whoever does not fit is told to come again."""

import threading
import time
from collections import Counter

import visitor
from history import History
from load import Load, apps
from node import PASSWORD, PEOPLE, Receiver, password_hash
from row import Row, percentile
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

COST = 'login.argon2 = { memory = "19MiB", iterations = 2 }'


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
        statuses, lock, gate = Counter(), threading.Lock(), threading.Event()

        def post(browser, page, person):
            action, fields = page.form()
            gate.wait()
            try:
                answer = browser.post(action, {**fields, "username": person, "password": PASSWORD})
                word = answer.status
            except (NotSent, Unknown) as error:
                word = type(error).__name__
            with lock:
                statuses[word] += 1
        threads = [threading.Thread(target=post, args=form, daemon=True) for form in forms]
        for thread in threads:
            thread.start()
        waits = {"discovery": [], "token": []}
        began = time.monotonic()
        gate.set()
        peak = memory
        while any(thread.is_alive() for thread in threads) and time.monotonic() < began + 300:
            at = time.monotonic()
            answer = back_end.wire.send("GET", node.issuer + "/.well-known/openid-configuration")
            waits["discovery"].append(time.monotonic() - at)
            row.must(answer.status == 200, f"discovery: {answer.status}")
            at = time.monotonic()
            outcome = load.refresh(back_end, grant)
            waits["token"].append(time.monotonic() - at)
            row.must(outcome == "ok", f"a refresh during the storm: {outcome}")
            peak = max(peak, node.memory_mb())
        took = time.monotonic() - began
        for thread in threads:
            thread.join(1)
        row.exactly(f"{count} sign-ins: other answers than 303, 429, 503", sum(n for word, n in statuses.items() if word not in (303, 429, 503)), 0, [str(statuses)])
        row.say(f"{statuses[303]} signed in, {statuses[503] + statuses[429]} told to come again, in {took:.1f} s")
        for name, times in waits.items():
            row.within(f"{name} p99", percentile(times, 0.99), 0.1)
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
