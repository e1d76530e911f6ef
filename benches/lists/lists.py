#!/usr/bin/env python3
"""How long the administrators' lists take with many accounts, logins, deliveries and records.

    cargo build --release
    benches/lists/lists.py [--binary target/release/latchkey] [--accounts 100000]

Fills a database while no server has it open, then asks for each list in turn over one connection: first page,
last page, searches that find much, little and nothing, each filter and each order. Prints the median and the
slowest of each beside a page that reads no list (the floor), and says which took longer than 50 ms.
"""
import argparse, http.client, os, re, socket, sqlite3, statistics, subprocess, tempfile, time
from urllib.parse import urlencode

PASSWORD = "seven calm herons"
BOUND = 0.050


def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, binary, folder, at):
        self.at = at
        self.process = subprocess.Popen([binary, "serve", "--config", f"{folder}/config.toml"],
                                        stdout=open(f"{folder}/log", "a"), stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", at), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(open(f"{folder}/log").read())

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Browser:
    def __init__(self, at):
        self.connection = http.client.HTTPConnection("localhost", at)
        self.cookies = {}

    def ask(self, method, path, form=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Accept": "text/html"}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, content = value.split(";")[0].split("=", 1)
                self.cookies[cookie] = content
        return answer.status, answer.getheader("location"), text

    def sign_in(self):
        _, location, page = self.ask("GET", "/admin")
        while location:
            _, location, page = self.ask("GET", location)
        hidden = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', page))
        form = {name: hidden[name] for name in ("csrf", "interaction") if name in hidden}
        status, location, page = self.ask("POST", "/login", form | {"username": "root", "password": PASSWORD})
        assert status == 303, (status, page)


def configuration(binary, folder, at):
    digest = subprocess.run([binary, "hash-password"], input=PASSWORD, text=True, capture_output=True, check=True).stdout.strip()
    clients = "".join(f'[[clients]]\nclient_id = "app{n}"\nclient_secret = "{"s" * 40}{n}"\n'
                      f'redirect_uris = ["http://localhost/cb"]\n' for n in range(10))
    with open(f"{folder}/config.toml", "w") as file:
        file.write(f'[server]\nissuer = "http://localhost:{at}"\nlisten = ["127.0.0.1:{at}"]\ndata_dir = "data"\n'
                   f'[[users]]\nusername = "root"\nemail = "root@example.com"\nadmin = true\npassword_hash = "{digest}"\n{clients}')


def fill(database, count):
    """What `count` people leave, each with a group of two hundred, a login, a delivery and a record. One in a thousand is locked."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    connection.execute("CREATE TEMP TABLE ranks AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n",
                       [count])
    now = int(time.time())

    def copy(table, taken, replaced):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(replaced.get(column, column) for column in columns)
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM ranks, (SELECT * FROM {table} WHERE {taken} LIMIT 1)")

    # A number that is spread over all names, so that the order of names is not the one in which they came.
    spread = f"printf('%07d', (i * 7919) % {count * 10 + 7})"
    copy("users", "username = 'root'", {
        "sub": "'sub-' || i", "username": f"'person-' || {spread}", "email": f"'person-' || {spread} || '@example.com'",
        "claims": "json_object('name', 'Person Number ' || i)", "groups": "json_array('group-' || (i % 200))",
        "is_admin": "0", "from_config": "0", "locked": "i % 1000 = 0", "created_at": f"{now} - i", "defined_in": "NULL",
    })
    # As those of the server: when it began, and what tells it from others.
    session = f"printf('%08x%04x%022d', {now} - i % 3000, i % 65536, i)"
    copy("sessions", "1", {
        "id": session, "sub": "'sub-' || i", "state_id": "CAST('state-' || i AS BLOB)", "created_at": f"{now} - i % 3000",
        "last_seen": f"{now} - (i * 7919) % 3000", "ip": "'10.' || (i % 7) || '.' || (i % 250) || '.' || (i % 199)", "ended_at": "NULL", "cause": "NULL",
    })
    connection.execute(f"INSERT INTO client_logins SELECT 'app' || (i % 10), 'sid-' || i, {session} FROM ranks")
    connection.execute(f"INSERT INTO logout_deliveries SELECT {session}, 'app' || (i % 10), 'sub-' || i, "
                       f"CASE i % 50 WHEN 0 THEN 'failed' ELSE 'delivered' END, 1, 0, 0, {now} - i, '', i % 300 FROM ranks")
    first = connection.execute("SELECT max(number) FROM audit").fetchone()[0] or 0
    copy("audit", "1", {
        "id": "'9' || printf('%025d', i)", "event": "CASE i % 10 WHEN 0 THEN 'session.end' WHEN 1 THEN 'app.sign_in' ELSE 'login.ok' END",
        "client_id": "CASE i % 10 WHEN 1 THEN 'app' || (i % 7) END",
        "sub": "'sub-' || (i % 1000)", "number": f"{first} + i", "at": f"{now} - {count} + i",
    })
    connection.commit()
    connection.close()


def links(page, path):
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page) if link.split("?")[0] == path]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default="target/release/latchkey")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as folder:
        at = port()
        configuration(binary, folder, at)
        server = Server(binary, folder, at)
        Browser(at).sign_in()
        server.stop()
        fill(f"{folder}/data/latchkey.db", options.accounts)
        server = Server(binary, folder, at)
        try:
            measure(at, options)
        finally:
            server.stop()


def measure(at, options):
    browser = Browser(at)
    browser.sign_in()
    middle = f"person-{options.accounts * 5:07d}"
    asked = [
        ("the overview", "/admin"),
        ("people", "/admin/people"),
        ("people, newest first", "/admin/people?sort=newest"),
        ("people, search that all match", "/admin/people?q=person"),
        ("people, search that few match", "/admin/people?q=777"),
        ("people, search that nobody matches", "/admin/people?q=nobody-at-all"),
        ("people, search of one letter", "/admin/people?q=7"),
        ("people of a group", "/admin/people?group=group-7"),
        ("people of a group that nobody is in", "/admin/people?group=none"),
        ("people who are locked", "/admin/people?only=locked"),
        ("people who wait", "/admin/people?only=waiting"),
        ("administrators", "/admin/people?only=administrators"),
        ("people, a page in the middle", f"/admin/people?after={middle}"),
        ("people, a search in the middle", f"/admin/people?q=Number&after={middle}"),
        ("one person", "/admin/people/sub-4711"),
        ("groups", "/admin/groups"),
        ("groups, most people first", "/admin/groups?sort=people"),
        ("groups, search that some match", "/admin/groups?q=7"),
        ("groups, search that none matches", "/admin/groups?q=none-at-all"),
        ("apps", "/admin/apps"),
        ("apps, busiest first", "/admin/apps?sort=busiest"),
        ("apps, search", "/admin/apps?q=app7"),
        ("sessions", "/admin/sessions"),
        ("sessions, last used first", "/admin/sessions?sort=used"),
        ("sessions, by person", "/admin/sessions?sort=person"),
        *((f"sessions{order}, search {what}", f"/admin/sessions?q={text}{sort}")
          for order, sort in [("", ""), (" used last", "&sort=used"), (" by person", "&sort=person")]
          for what, text in [("that all match", "person"), ("that few match", "777"), ("that none matches", "none-at-all"),
                             ("of an app", "app7"), ("of a person", "Person+Number+4711"), ("of an address", "10.3.17."),
                             ("of many addresses", "10.3")]),
        ("logout deliveries", "/admin/deliveries"),
        ("logout deliveries, oldest first", "/admin/deliveries?sort=oldest"),
        ("logout deliveries, by app", "/admin/deliveries?sort=app"),
        ("logout deliveries that were given up", "/admin/deliveries?only=failed"),
        ("logout deliveries that wait", "/admin/deliveries?only=waiting"),
        ("logout deliveries, search of an app", "/admin/deliveries?q=app0"),
        ("logout deliveries, search that none matches", "/admin/deliveries?q=none-at-all&sort=app"),
        ("keys", "/admin/keys"),
        ("health", "/admin/health"),
        ("activity", "/admin/activity"),
        ("activity of one kind", "/admin/activity?event=session"),
        ("activity of a kind that never was", "/admin/activity?event=passkey"),
        ("activity of one person", "/admin/activity?person=sub-7"),
        ("activity, oldest first", "/admin/activity?sort=oldest"),
        ("activity of one kind, oldest first", "/admin/activity?event=session&sort=oldest"),
        ("activity, search that all match", "/admin/activity?q=person"),
        ("activity, search of a person", "/admin/activity?q=Person+Number+77"),
        ("activity, search of an app", "/admin/activity?q=app3"),
        ("activity, search of an app, oldest first", "/admin/activity?q=app3&sort=oldest"),
        ("activity, search of an app and a kind that never was", "/admin/activity?q=app3&event=passkey"),
        ("activity, search that none matches", "/admin/activity?q=none-at-all"),
    ]
    # The second page of each list, by its own link.
    for name, path in list(asked):
        status, _, page = browser.ask("GET", path)
        assert status == 200, (path, status, page[:2000])
        further = [link for link in links(page, path.split("?")[0]) if re.search(r"[?&](after|before)=", link)]
        if further and "middle" not in name:
            asked.append((f"{name}: the next page", further[-1]))
    times = {name: [] for name, _ in asked}
    floor = []
    for _ in range(options.rounds):
        begun = time.perf_counter()
        browser.ask("GET", "/account")
        floor.append(time.perf_counter() - begun)
        for name, path in asked:
            begun = time.perf_counter()
            status, _, _ = browser.ask("GET", path)
            times[name].append(time.perf_counter() - begun)
            assert status == 200, path
    least = statistics.median(floor)
    print(f"{options.accounts} accounts; the floor is a page that reads no list: {least * 1000:.1f} ms")
    print(f"{'':<58} {'median':>9} {'slowest':>9} {'of floor':>9}")
    slow = 0
    for name, path in asked:
        median, most = statistics.median(times[name]), max(times[name])
        slow += median > BOUND
        print(f"{name:<58} {median * 1000:>6.1f} ms {most * 1000:>6.1f} ms {median / least:>9.1f}{'  TOO SLOW' if median > BOUND else ''}")
    print(f"{len(asked) - slow} of {len(asked)} within {BOUND * 1000:.0f} ms")


if __name__ == "__main__":
    main()
