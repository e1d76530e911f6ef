"""What an operator is promised of two nodes, in the order of docs/operations/several-nodes.md. Run by tests/nodes/run."""

import os
import signal
import socket
import statistics
import sys
import threading
import time
from collections import Counter

import files
from person import Person, Refused, send
from receiver import claims
from stream import Stream
from world import HOST, SECRET, World

passed = failed = 0


def check(sentence, holds, otherwise=""):
    """Prints one line."""
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(f"{'ok' if holds else 'not ok'} - {sentence}{'' if holds or not otherwise else f': {otherwise}'}", flush=True)


def at_once(count, work):
    """Runs `work(number)` in so many threads, and returns what went wrong."""
    faults = []

    def run(number):
        try:
            work(number)
        except Exception as error:  # every fault is told, and none stops the others
            faults.append(f"{type(error).__name__} {error}")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads, faults


def ended(threads):
    for thread in threads:
        thread.join()


def question(person):
    return f"https://app.example app {person.session_state}"


def a_flow_spreads_over_both_nodes(world):
    before = [node.requests() for node in world.nodes]
    for _ in range(3):
        Person(world.port).whole_flow()
    shares = [node.requests() - count for node, count in zip(world.nodes, before)]
    check(f"3 flows through the proxy, requests at the nodes: {shares[0]} and {shares[1]}", min(shares) > 0)


def a_stream_hears_of_a_sign_out_elsewhere(world):
    here, there = world.nodes
    took = []
    for _ in range(20):
        person = Person(there.port)
        person.sign_in()
        person.redeem()
        stream = Stream(here.port, question(person))
        begun = time.monotonic()
        person.sign_out()
        if not stream.over.wait(5):
            return check("a stream at one node hears of a sign-out at the other", False, "not within 5 s")
        took.append((stream.ended_at - begun) * 1000)
        stream.close()
    median, worst = statistics.median(took), max(took)
    check(f"a stream hears of 20 sign-outs at the other node: median {median:.0f} ms, worst {worst:.0f} ms",
          median <= 200 and worst < 1000)


def a_sign_out_outlives_its_node(world):
    """The node that was asked is killed right after its answer, which may be before it told anybody: the other one looks."""
    here, there = world.nodes
    took = []
    for _ in range(5):
        person = Person(there.port)
        person.sign_in()
        person.redeem()
        stream = Stream(here.port, question(person))
        person.sign_out()
        answered = time.monotonic()
        there.signal(signal.SIGKILL)
        is_told = stream.over.wait(5)
        there.ended()
        there.start()
        there.wait_until_ready()
        if not is_told:
            return check("a stream hears of a sign-out at a node that was killed after its answer", False, "not within 5 s")
        took.append(max(0, stream.ended_at - answered) * 1000)
        stream.close()
    check(f"a stream hears of 5 sign-outs at a node that was killed after its answer: worst {max(took):.0f} ms", max(took) < 1000)


def a_logout_token_outlives_its_node(world):
    """The node that sends it is killed before the app has answered; the other one sends it, once."""
    here, there = world.nodes
    took, again = [], []
    for _ in range(3):
        until = time.monotonic() + 15
        while here.untold() and time.monotonic() < until:
            time.sleep(0.1)
        person = Person(there.port)
        person.sign_in()
        person.redeem()
        sid = claims(person.tokens["id_token"])["sid"]
        world.receiver.hold()
        # Only the other one can take it now.
        here.signal(signal.SIGSTOP)
        try:
            person.sign_out()
            is_held = world.receiver.held.wait(5)
        finally:
            here.signal(signal.SIGCONT)
        there.signal(signal.SIGKILL)
        killed = time.monotonic()
        there.ended()
        if not is_held:
            check("the app is told of a sign-out", False, "not within 5 s")
        while is_held and len(world.receiver.times(sid)) < 2 and time.monotonic() < killed + 20:
            time.sleep(0.02)
        there.start()
        there.wait_until_ready()
        if len(world.receiver.times(sid)) < 2:
            return check("a logout token whose node was killed is sent by the other one", False, "not within 20 s")
        took.append(world.receiver.times(sid)[1] - killed)
        time.sleep(1.5)
        again.append(len(world.receiver.times(sid)) - 2)
    check(f"3 logout tokens whose node was killed are sent by the other one: worst {max(took):.1f} s", max(took) <= 10)
    check("and once", not any(again), again)


def the_proxy_passes_streams_on(world):
    answers = Counter()
    for _ in range(10):
        person = Person(world.port)
        person.sign_in()
        person.redeem()
        stream = Stream(world.port, question(person))
        answers[stream.answer["stream"]] += 1
        person.sign_out()
        if not stream.over.wait(5):
            answers["late"] += 1
        stream.close()
    check("10 streams through the proxy begin at once and are told of the sign-out", answers == {"open": 10}, answers)


def a_node_is_killed(world):
    """What was on its way to it is lost: the browser or the app sends it again, the proxy must not."""
    lost = Counter()
    victim = world.nodes[0]

    def flow(_):
        person = Person(world.port, lambda method, path, answer: lost.update([method] if answer.status in (0, 502) else []),
                        patience=5)
        for attempt in range(3):
            try:
                return person.whole_flow()
            except Refused as refused:
                # A code whose answer was lost: the app begins anew.
                if attempt == 2 or refused.step not in ("code", "sign-in") or not lost:
                    raise
                lost["begun anew"] += 1

    threads, faults = at_once(20, flow)
    time.sleep(0.4)
    victim.signal(signal.SIGKILL)
    victim.ended()
    ended(threads)
    check(f"kill -9 of a node under 20 flows: all end well (cut off: {dict(lost) or 'none'})", not faults, faults[:3])
    victim.start()
    victim.wait_until_ready()


def load(world, until, seen):
    """Requests of every kind, as fast as they are answered, of 6 people."""

    def work(_):
        while not until.is_set():
            person = Person(world.port, seen, patience=5)
            person.sign_in()
            person.redeem()
            for _ in range(5):
                person.refresh()
                person.userinfo()
            person.sign_out()

    return at_once(6, work)


def a_node_is_stopped(world):
    """A POST that arrives in the very moment in which the node closes its port may be cut off, and the proxy must not
    repeat it: one for each stop is let pass here, and told."""
    until, counts, cut_off, faults, stops, codes, took = threading.Event(), Counter(), [], [], [], [], []

    def seen(method, path, answer):
        counts[answer.status] += 1
        if answer.status == 0 or answer.status >= 500:
            in_that_moment = method == "POST" and answer.status == 502 and stops and time.monotonic() - stops[-1] < 2
            (cut_off if in_that_moment else faults).append(f"{method} {path.split('?')[0]} {answer.status} {answer.body[:80]}")

    threads, broken = load(world, until, seen)
    for turn in range(int(os.environ.get("STOPS", "4"))):
        time.sleep(0.5)
        node = world.nodes[turn % 2]
        stops.append(time.monotonic())
        node.signal(signal.SIGTERM)
        codes.append(node.ended())
        took.append(time.monotonic() - stops[-1])
        time.sleep(0.5)
        node.start()
        node.wait_until_ready()
        # Until the proxy tries it again.
        time.sleep(2.2)
    until.set()
    ended(threads)
    sentence = f"SIGTERM of one node after the other, {len(stops)} times, under {sum(counts.values())} requests"
    sentence += f": {len(faults)} failed, {len(cut_off)} cut off in that moment"
    check(sentence, not faults and len(cut_off) <= len(stops), (faults + cut_off)[:5])
    check("no flow broke", not broken, broken[:3])
    check(f"each ended with status 0 after {max(took):.1f} s at most", not any(codes) and max(took) < 12, codes)


def a_draining_node_says_so(world):
    """Told at the address of [metrics]; the public port takes no connection any more, and what is open is answered."""
    node = world.nodes[1]
    with socket.create_connection(("127.0.0.1", node.port), 10) as slow:
        slow.sendall(f"POST /token HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     "Content-Length: 20\r\n\r\ngrant_type".encode())
        time.sleep(0.3)
        node.signal(signal.SIGTERM)
        time.sleep(0.5)
        status, alive = node.ready(), node.ready("/livez")
        refused = send(node.port, "GET", "/livez").status == 0
        slow.sendall(b"=nonsense!")
        answer = slow.recv(4096).decode(errors="replace").split("\r\n")[0]
    begun = time.monotonic()
    code = node.ended()
    check("a node that drains is not ready (503) and alive (200), and takes no new connection",
          (status, alive, refused) == (503, 200, True), (status, alive, refused))
    check(f"and answers what was begun ({answer[9:12]}), then ends {time.monotonic() - begun:.1f} s later",
          answer.startswith("HTTP/1.1 4") and code == 0, (answer, code))
    node.start()
    node.wait_until_ready()


def the_database_restarts(world):
    counts, wrong, refused, anew = Counter(), [], [], []

    def seen(method, path, answer):
        counts[answer.status] += 1
        if answer.status >= 500 and (answer.status != 503 or "retry-after" not in answer.headers):
            wrong.append(f"{method} {path.split('?')[0]} {answer.status} {answer.body[:100]}")
        if "invalid_grant" in answer.body:
            refused.append(f"{method} {path.split('?')[0]} {answer.body[:100]}")

    until = threading.Event()

    def flows(_):
        while not until.is_set():
            unknown = []

            def look(method, path, answer):
                seen(method, path, answer)
                if answer.status == 503 and method == "POST":
                    unknown.append(path)
            try:
                Person(world.port, look, patience=15).whole_flow()
            except Refused as late:
                # A commit that was cut off may have happened: what is good once is used then, and the app begins anew.
                if not unknown or late.step not in ("sign-in", "code"):
                    raise
                anew.append(late.step)

    threads, faults = at_once(6, flows)
    time.sleep(0.8)
    begun = time.monotonic()
    world.postgres.restart()
    away = time.monotonic() - begun
    time.sleep(2)
    until.set()
    ended(threads)
    told = ", ".join(f"{count} times {status}" for status, count in sorted(counts.items()))
    check(f"PostgreSQL restarted within {away:.1f} s, answers: {told}; never anything else", not wrong, wrong[:5])
    check(f"what was good once was refused only after a commit was cut off, and begun anew: {len(anew)}",
          len(refused) <= len(anew), refused[:5])
    check("all flows ended well", not faults, faults[:3])
    begun = time.monotonic()
    for node in world.nodes:
        node.wait_until_ready()
    Person(world.port).whole_flow()
    check("all is well afterwards", True)


def the_database_stays_away(world):
    """What needs none is answered, everything else is told so in time."""
    person = Person(world.port)
    person.sign_in()
    person.redeem()
    world.postgres.stop()
    time.sleep(1)
    begun = time.monotonic()
    discovery = [send(world.port, "GET", "/.well-known/openid-configuration").status for _ in range(4)]
    answers = [person.send("GET", "/userinfo", headers={"Authorization": f"Bearer {person.tokens['access_token']}"})]
    answers += [send(world.port, "POST", "/token", {"grant_type": "refresh_token", "client_id": "app", "client_secret": SECRET,
                                                    "refresh_token": person.tokens["refresh_token"]})]
    took = time.monotonic() - begun
    statuses = [(answer.status, answer.headers.get("retry-after")) for answer in answers]
    world.postgres.start()
    for node in world.nodes:
        node.wait_until_ready()
    check("without a database discovery is answered", discovery == [200] * 4, discovery)
    told = all(status == 503 and again for status, again in statuses) and took < 6
    check(f"and userinfo and token say 503 with Retry-After, both within {took:.1f} s", told, statuses)
    person.refresh()
    person.userinfo()
    check("the same refresh token is good once there is one again", True)


def nothing_lasts_in_data(world):
    there = [path.relative_to(world.folder) for node in world.nodes for path in (world.folder / node.name).rglob("*")]
    # By which `latchkey reload` finds the server; the next one takes them away.
    left = [str(path) for path in there if not path.name.startswith("running-")]
    check("nothing lasts in data_dir", not left, left)


def main():
    begun = time.monotonic()
    world = World()
    try:
        files.examine(check, world)
        world.start()
        for part in (a_flow_spreads_over_both_nodes, a_stream_hears_of_a_sign_out_elsewhere, a_sign_out_outlives_its_node,
                     a_logout_token_outlives_its_node, the_proxy_passes_streams_on, a_node_is_killed, a_node_is_stopped, a_draining_node_says_so,
                     the_database_restarts, the_database_stays_away, nothing_lasts_in_data):
            if part.__name__ not in os.environ.get("PARTS", part.__name__):
                continue
            at = time.monotonic()
            part(world)
            if os.environ.get("TIMES"):
                print(f"   {part.__name__} {time.monotonic() - at:.1f} s")
    finally:
        world.close(keep=failed or os.environ.get("KEEP"))
    print(f"{passed} passed, {failed} failed in {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
