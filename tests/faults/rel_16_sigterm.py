"""REL-16: SIGTERM with requests under way. What had arrived whole is answered, a slow body holds nobody up, nobody new is
admitted, the process ends by itself with 0, and a logout that was acknowledged is told by the next process."""

import signal
import socket
import time

from history import History, digest
from load import Deliveries, Load, apps, sign_out
from rel_03_double_spend import log
from row import Row
from visitor import BackEnd, Browser
from volley import Line, connect, post, refreshing


def refuses_connections(node):
    try:
        socket.create_connection(("127.0.0.1", node.port), 0.2).close()
        return False
    except OSError:
        return True


def once(setup, count, slow, pause=0.5):
    history = History()
    deliveries = Deliveries(history)
    clients = apps(deliveries.receiver)
    node = setup.node("term", clients)
    line = None
    try:
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        load, back_end, grants = Load([node], history, clients, workers=0), BackEnd(node), []
        browser = Browser(node)
        login, code = load._sign_in(browser, clients[0], "p0", "l", True)
        for _ in range(20):
            grants.append(load.redeem(back_end, clients[0], code, login, True))
            code = load.look_at_login(login, clients[0])
        other, code = load._sign_in(Browser(node), clients[1], "p1", "m", True)
        load.redeem(back_end, clients[1], code, other, True)
        bodies = [post(node, "/token", clients[0], {"grant_type": "refresh_token", "refresh_token": "x" * 200}) for _ in range(slow)]
        stalled = [connect(node) for _ in bodies]
        for stream, body in zip(stalled, bodies):
            stream.sendall(body[:-100])
        sign_out(history, other)
        line = Line([node], count, pause=pause)
        requests = [refreshing(node, clients[0], grants[number % len(grants)].refresh) for number in range(count)]
        # Each is under way with all but its last byte; the signal follows the last bytes at once.
        began = [0.0]

        def signalled(shots):
            began[0] = time.monotonic()
            node.process.send_signal(signal.SIGTERM)
            original(shots)
        original, line.receive = line.receive, signalled
        closed = [None]

        def watch():
            while closed[0] is None and time.monotonic() < began[0] + 20:
                if refuses_connections(node):
                    closed[0] = time.monotonic() - began[0]
                time.sleep(0.01)
        shots = line.fire(requests)
        watch()
        for number, shot in enumerate(shots):
            grant = grants[number % len(grants)]
            log(history, "refresh", shot, token=digest(grant.refresh), grant=digest(grant.code), client=clients[0].client_id)
        lost = [shot for shot in shots if shot.status is None]
        code = node.process.wait(40)
        ended = time.monotonic() - began[0]
        for stream in stalled:
            stream.close()
        line.close()
        at = time.monotonic()
        node.start()
        history.add("crash", at=at)
        load.look(node, load.grants, load.logins)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not any(client == "app1" for client, _ in deliveries.told):
            time.sleep(0.05)
        history.add("end")
        statuses = sorted({shot.status for shot in shots if shot.status})
        return {"lost": len(lost), "code": code, "ended": ended, "closed": closed[0] or 20.0, "statuses": statuses,
                "history": history, "log": node.log()}
    finally:
        if line:
            line.close()
        node.discard()
        deliveries.receiver.close()


def run(setup):
    row = Row("REL-16", setup)
    count = 200 if setup.short else 500
    for slow in (0, 20):
        found = once(setup, count, slow)
        what = f"{count} under way" + (f" and {slow} slow bodies" if slow else "")
        row.exactly(f"{what}: resets", found["lost"], 0)
        row.exactly("answered with", found["statuses"], [200])
        row.exactly("exit code", found["code"], 0)
        row.within("exit", found["ended"], 15)
        row.within("listener closed", found["closed"], 1)
        row.judge(found["history"], f"slow-{slow}")
        row.must("panicked" not in found["log"], "a panic is in the log")
    if not setup.short:
        # Whole requests on connections that came in the same milliseconds as the signal: no worker had taken them yet.
        resets = [once(setup, count, 0, pause=0)["lost"] for _ in range(4)]
        row.known(f"{count} that came with the signal: resets", max(resets), 0, [f"in four runs: {resets}"])
    return row
