"""REL-19: a database that something has damaged: bytes, pages, its end, its head, its version. The server refuses it with what to
do, or serves what can be read; it never gives a token for what it could not read, and nothing that had ended is back."""

import random
import re
import sqlite3
from collections import Counter

import visitor
from history import History
from load import Load, apps, sign_out
from node import PASSWORD, Receiver, new_node
from row import Row, Skip, looked_into
from visitor import BackEnd, Browser, NotSent, Unknown, authorization_url

PAGE = 4096
REMEDY = re.compile(r"restore|newer version", re.I)


def one_bit(octets, chance):
    at = chance.randrange(len(octets))
    octets[at] ^= 1 << chance.randrange(8)


def some_bytes(octets, chance):
    start = PAGE * chance.randrange(len(octets) // PAGE)
    for _ in range(chance.choice((4, 16, 64))):
        octets[start + chance.randrange(PAGE)] = chance.randrange(256)


def a_page(octets, chance):
    start = PAGE * chance.randrange(len(octets) // PAGE)
    octets[start:start + PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE)))


def two_pages(octets, chance):
    a, b = (PAGE * chance.randrange(1, len(octets) // PAGE) for _ in range(2))
    octets[a:a + PAGE], octets[b:b + PAGE] = octets[b:b + PAGE], octets[a:a + PAGE]


def its_end(octets, chance):
    del octets[chance.randrange(100, len(octets)):]


def its_head(octets, chance):
    octets[chance.randrange(100)] ^= 1 + chance.randrange(255)


DAMAGES = [one_bit, some_bytes, some_bytes, a_page, two_pages, its_end, its_head]


class Before:
    """A database with things that live and things that ended."""

    def __init__(self, setup):
        self.receiver = Receiver(lambda path, body: None)
        self.clients = apps(self.receiver)
        self.node, history = setup.node("damage", self.clients), History()
        node = self.node
        node.start()
        load, back_end = Load([node], history, self.clients, workers=0), BackEnd(node)
        self.dead_access, self.dead_refresh, self.used_codes, self.dead_logins, self.live = [], [], [], [], []
        for number in range(24):
            login, code = load._sign_in(Browser(node), self.clients[0], f"p{number}", f"l{number}", True)
            grant = load.redeem(back_end, self.clients[0], code, login, True)
            if number % 4 == 0:
                load.revoke(back_end, grant, grant.refresh)
                self.dead_access.append(grant.access[0])
                self.dead_refresh.append(grant.refresh)
            elif number % 4 == 1:
                load.redeem(back_end, self.clients[0], code, login, True)
                self.used_codes.append(code)
                self.dead_access.append(grant.access[0])
            elif number % 4 == 2:
                sign_out(history, login)
                self.dead_logins.append(dict(login.browser.cookies) or None)
                self.live.append(grant)
            else:
                self.live.append(grant)
        node.stop()
        self.octets = node.database.read_bytes()

    def copy(self, setup, octets):
        node = new_node(setup.base, "damaged", setup.storage, ())
        node.port, node.issuer_port = self.node.port, self.node.issuer_port
        node.write(self.node.config.read_text().replace(str(self.node.data), str(node.data)))
        node.database.write_bytes(octets)
        return node


class Seen:
    def __init__(self):
        self.refused = self.untold = self.served = self.without_faults = 0
        self.found_by_sqlite = 0
        # Given for what was never good; for what had ended; no answer at all.
        self.forged, self.given, self.ended, self.untold_texts = [], [], [], set()


def tries(before, node, seen, what):
    """What must not work, does not; returns how many faults were met."""
    back_end, client, faults = BackEnd(node, timeout=10), before.clients[0], 0

    def ask(name, request, gives, found=seen.given):
        nonlocal faults
        try:
            answer = request()
        except (NotSent, Unknown) as error:
            seen.ended.append(f"{what}: {name}: {error}")
            return
        faults += answer.status >= 500
        if gives(answer):
            found.append(f"{what}: {name}: {answer.status}")
    has_token = lambda answer: "access_token" in answer.json()  # noqa: E731
    for token in before.dead_access:
        ask("a dead token at userinfo", lambda: back_end.userinfo(token), lambda answer: answer.status == 200)
    for token in before.dead_refresh:
        ask("a revoked refresh token", lambda: back_end.refresh(client, token), has_token)
        ask("a cut refresh token", lambda: back_end.refresh(client, token[:-3] + "AAA"), has_token, seen.forged)
    for code in before.used_codes:
        ask("a used code", lambda: back_end.redeem(client, code), has_token)
    for cookies in filter(None, before.dead_logins):
        browser = Browser(node, timeout=10)
        browser.cookies = dict(cookies)
        ask("a login that ended", lambda: browser.get(authorization_url(node, client, prompt="none")), lambda answer: "code" in answer.parameters)
    browser = Browser(node, timeout=10)
    try:
        page = browser.visit(authorization_url(node, client))
        answer = browser.submit(page, username="p0", password="not " + PASSWORD)
        if "code" in answer.parameters:
            seen.forged.append(f"{what}: a wrong password")
        answer = visitor.sign_in(Browser(node, timeout=10), client, "p40")
        faults += answer.status >= 500
    except (NotSent, Unknown) as error:
        seen.ended.append(f"{what}: sign-in: {error}")
    for grant in before.live:
        ask("a live token", lambda: back_end.userinfo(grant.access[0]), lambda answer: False)
        ask("a live refresh token", lambda: back_end.refresh(client, grant.refresh), lambda answer: False)
    return faults


def start(node, seen, what):
    """Whether it serves; a refusal must say what to do."""
    try:
        node.start(patience=15)
        return True
    except RuntimeError as error:
        code = node.process.poll()
        if code is None:
            # It runs and says that it is not ready: that is a refusal, too, as long as it lives.
            if node.status("/livez") == 200:
                seen.served += 1
            else:
                seen.ended.append(f"{what}: it neither serves nor ends: {str(error)[-300:]}")
            return False
        if code < 0 or code == 101 or "panicked" in node.log():
            seen.ended.append(f"{what}: it ended with {code}: {node.log()[-300:]}")
        seen.refused += 1
        told = [line for line in node.log().splitlines() if line and not line.startswith("{")]
        if not REMEDY.search(" ".join(told)):
            seen.untold += 1
            seen.untold_texts.add(" ".join(told)[-160:])
        return False


def run(setup):
    if setup.storage != "sqlite":
        raise Skip("the files of this database are not ours to damage")
    row, chance, seen = Row("REL-19", setup), random.Random(setup.seed), Seen()
    before = Before(setup)
    try:
        count = 21 if setup.short else 1000
        for number in range(count):
            damage = DAMAGES[number % len(DAMAGES)]
            octets = bytearray(before.octets)
            damage(octets, chance)
            node, what = before.copy(setup, bytes(octets)), f"{number} {damage.__name__}"
            try:
                if start(node, seen, what):
                    seen.served += 1
                    seen.found_by_sqlite += whole(setup, octets) != "ok"
                    seen.without_faults += tries(before, node, seen, what) == 0
                    row.must(node.process.poll() is None, f"{what}: the process ended: {node.log()[-300:]}")
                    row.must("panicked" not in node.log(), f"{what}: a panic: {node.log()[-500:]}")
            finally:
                node.discard()
        row.say(f"{count} damaged files: {seen.refused} refused, {seen.served} served, of these {seen.without_faults} without any 5xx "
                f"and {seen.found_by_sqlite} that SQLite's integrity_check finds")
        row.exactly("given for what was never good", len(seen.forged), 0, seen.forged)
        row.exactly("crashes and silences", len(seen.ended), 0, seen.ended)
        row.known("given for what had ended", len(seen.given), 0, [f"{how}: {count} times" for how, count in Counter(kinds(seen.given)).items()])
        row.known("refusals that do not name the restore step", seen.untold, 0, sorted(seen.untold_texts))
        special(row, setup, before)
    finally:
        before.node.discard()
        before.receiver.close()
    return row


def whole(setup, octets):
    """What SQLite says when it is asked to look at everything."""
    folder = setup.folder("whole")
    (folder / "latchkey.db").write_bytes(octets)
    return looked_into(folder)


def kinds(given):
    """Without the numbers: what kind of damage gave what."""
    return (text.split(" ", 1)[1] for text in given)


def special(row, setup, before):
    """A newer version is refused untouched; a file that is no database is refused; an empty one holds nothing."""
    newer = before.copy(setup, before.octets)
    connection = sqlite3.connect(newer.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    octets, seen = newer.database.read_bytes(), Seen()
    row.must(not start(newer, seen, "newer version") and not seen.untold, f"a newer version is not refused with what to do: {newer.log()[-300:]}")
    row.must(newer.database.read_bytes() == octets, "a refused database was changed")
    newer.discard()
    text, seen = before.copy(setup, b"This is no database.\n" * 400), Seen()
    row.must(not start(text, seen, "no database"), "a file that is no database is served")
    text.discard()
    row.say("newer version refused untouched, no database refused")
    empty, seen = before.copy(setup, b""), Seen()
    served = start(empty, seen, "empty")
    if served:
        tries(before, empty, seen, "empty")
        row.exactly("given from an empty file", len(seen.given + seen.forged), 0, seen.given + seen.forged)
    row.say("zero-length file: " + ("begins as a new database" if served else "refused"))
    empty.discard()
