"""REL-22: twenty restarts under open browsers, every other one by kill -9. The same cookie signs in, the iframe says unchanged,
the login form that was open before still posts, and tokens work."""

import json

import visitor
from history import History
from load import Load, apps
from node import PASSWORD, Receiver
from row import Row, percentile
from visitor import BackEnd, Browser, authorization_url


def iframe_says(back_end, client, session_state):
    origin = client.redirect_uri.rsplit("/", 1)[0]
    body = json.dumps({"w": [f"{origin} {client.client_id} {session_state}"]})
    answer = back_end.wire.send("POST", back_end.node.issuer + "/check-session-iframe/status", {"Content-Type": "application/json"}, body)
    return (answer.json().get("s") or [answer.status])[0]


def run(setup):
    row, history = Row("REL-22", setup), History()
    receiver = Receiver(lambda path, body: None)
    clients = apps(receiver)
    node = setup.node("restart", clients)
    restarts, people = 20, 5
    try:
        node.start()
        history.rules(node, clients, refresh="grace", reuse_grace=10)
        load = Load([node], history, clients, workers=0)
        back_end, browsers, states, starts = BackEnd(node), [], [], []
        for number in range(people):
            browser, client = Browser(node), clients[number % 2]
            answer = visitor.sign_in(browser, client, f"p{number}")
            browsers.append((browser, client))
            states.append(answer.parameters["session_state"])
        login, code = load._sign_in(Browser(node), clients[0], "p9", "l", True)
        grant = load.redeem(back_end, clients[0], code, login, True)
        kept = unchanged = posted = 0
        said = set()
        for number in range(restarts):
            waiting = Browser(node)
            form = waiting.visit(authorization_url(node, clients[0]))
            node.kill() if number % 2 else row.must(node.stop() == 0, "the exit code after SIGTERM is not 0")
            starts.append(node.start())
            for (browser, client), state in zip(browsers, states):
                kept += "code" in browser.get(authorization_url(node, client, prompt="none")).parameters
                says = iframe_says(back_end, client, state)
                said.add(says)
                unchanged += says in ("live", "unchanged")
            posted += "code" in waiting.submit(form, username="p20", password=PASSWORD).parameters
            load.refresh(back_end, grant)
            load.use(back_end, grant.access[0])
        row.exactly("same cookie signs in", kept, restarts * people)
        row.exactly("iframe says unchanged", unchanged, restarts * people, [f"it said {said}"])
        row.exactly("open login form posts", posted, restarts)
        row.within("restart to ready p50", percentile(starts, 0.5), 2)
        row.within("worst", max(starts), 2)
        row.judge(history)
    finally:
        node.discard()
        receiver.close()
    return row
