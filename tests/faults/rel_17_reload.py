"""REL-17 and I7: twenty broken configurations, one after the other, put before a running server. It goes on with the one it
has, says what is wrong and where, and `latchkey check` and the metric say so too."""

import re
import signal
import time
import urllib.request

import visitor
from load import Client
from node import SECRET, free_port
from row import Row
from visitor import Browser

APP = Client("app", "http://localhost:3000/cb")


def block(client_id="other", uri="http://localhost:3001/cb", secret=f'client_secret = "{SECRET}"', more=""):
    return f'\n[[clients]]\nclient_id = "{client_id}"\nredirect_uris = ["{uri}"]\n{secret}\n{more}\n'


# The line is that of the key; the message has the value.
REDIRECT = ["redirect_uris", "absolute URI", "fragment", "wildcard", "scheme that a browser would run"]

# Each with what is put into the file, and words of which the message must have one.
BROKEN = [
    ("an unfinished list", "[branding]\nname = [\n", ["branding", "name", "array", "expected"]),
    ("an unfinished text", '[branding]\nname = "Hou\n', ["string", "name"]),
    ("a text for a number", '[login.password]\nmin_length = "twelve"\n', ["min_length"]),
    ("an unknown key", "[tokens]\nacces_token = '5m'\n", ["acces_token"]),
    ("an unknown section", "[sesion]\nidle = '5m'\n", ["sesion"]),
    ("a client twice", block("app"), ["app"]),
    ("a relative redirect URI", block(uri="/cb"), REDIRECT),
    ("a redirect URI with a fragment", block(uri="https://rp.example/cb#x"), REDIRECT),
    ("a redirect URI with a wildcard", block(uri="https://*.rp.example/cb"), REDIRECT),
    ("a redirect URI with script", block(uri="javascript:alert(1)"), REDIRECT),
    ("plain http beyond this machine", block(uri="http://rp.example/cb"), ["allow_http_redirect"]),
    ("a secret file that is missing", block(secret='client_secret_file = "missing"'), ["client_secret_file", "missing"]),
    ("a secret file that everybody may read", block(secret='client_secret_file = "open-secret"'), ["client_secret_file", "open-secret"]),
    ("two forms of one secret", block(more='client_secret_env = "HOME"'), ["client_secret"]),
    ("an unknown word", block(more='consent = "perhaps"'), ["consent", "perhaps"]),
    ("a unit that is none", "[tokens]\naccess_token = '5 parsecs'\n", ["access_token"]),
    ("a duration out of bounds", "[tokens]\nauthorization_code = '2h'\n", ["authorization_code"]),
    ("a person twice", '\n[[users]]\nusername = "p0"\n', ["p0"]),
    ("a password hash that is none", '\n[[users]]\nusername = "new"\npassword_hash = "$argon2id$v=19$oops"\n', ["password_hash"]),
    ("algorithms without RS256", "[keys]\nalgorithms = ['ES256']\n", ["algorithms", "RS256"]),
]


def wait_for(node, start, words, patience=15.0):
    """The part of the log since `start`, once it has one of these words."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        text = node.log()[start:]
        if any(word in text for word in words):
            time.sleep(0.02)
            return node.log()[start:]
        time.sleep(0.02)
    return ""


def metric(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        found = re.search(r"^latchkey_config_reload_ok (\d)$", answer.read().decode(), re.M)
    return found and found.group(1)


def run(setup):
    row, port = Row("REL-17", setup), free_port()
    node = setup.node("reload", [APP], people=3, more=f'metrics.listen = "127.0.0.1:{port}"')
    try:
        secret = node.folder / "open-secret"
        secret.write_text(SECRET)
        secret.chmod(0o644)
        node.start()
        good = node.config.read_text()
        kept = told = nonzero = measured = 0
        slowest = 0.0
        for name, addition, words in BROKEN:
            # In front of the storage section, where a client or a section may stand.
            before = good.replace("[storage]", addition + "\n[storage]")
            start, began = len(node.log()), time.monotonic()
            node.write(before)
            node.process.send_signal(signal.SIGHUP)
            text = wait_for(node, start, ["configuration not reloaded", "configuration reloaded"])
            slowest = max(slowest, time.monotonic() - began)
            refused = "configuration not reloaded" in text
            answer = visitor.sign_in(Browser(node), APP, "p0")
            kept += row.must(refused and "code" in answer.parameters, f"{name}: the old configuration does not serve: {text[-300:]}")
            at_line = re.search(r"config\.toml:\d+", text)
            told += row.must(at_line and any(word in text for word in words), f"{name}: file, line and key are not named: {text[-600:]}")
            measured += row.must(metric(port) == "0", f"{name}: the metric says that all is well")
            check = node.command("check")
            nonzero += row.must(check.returncode != 0, f"{name}: `latchkey check` ended with 0: {check.stdout[-300:]}")
            start = len(node.log())
            node.write(good)
            node.process.send_signal(signal.SIGHUP)
            back = wait_for(node, start, ["configuration reloaded"])
            row.must(back and metric(port) == "1", f"{name}: the good configuration was not taken in again")
        row.exactly("broken files that changed nothing", kept, len(BROKEN))
        row.exactly("told with file, line and key", told, len(BROKEN))
        row.exactly("check ended in failure", nonzero, len(BROKEN))
        row.exactly("metric was 0", measured, len(BROKEN))
        row.within("told", slowest, 2)
        row.exactly("exit code", node.stop(), 0)
    finally:
        node.discard()
    return row
