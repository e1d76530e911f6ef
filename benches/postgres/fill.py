"""Fills a database of PostgreSQL: what one visitor left is copied so often, each copy with identities of its own. Some copies have
tokens that are known, so that old rows can be asked for, too."""

import base64
import hashlib
import secrets
import struct
import time

# Whatever a visitor with a login, a grant and both tokens leaves.
TABLES = ("sessions", "client_logins", "grants", "access_tokens", "refresh_tokens", "cookie_sessions")
# The columns that say until when something lives, or when it was.
TIMES = {"expires_at", "idle_expires_at", "created_at", "last_seen", "auth_time", "issued_at", "ended_at", "spent_at"}
# Seconds by which all that is over came earlier: what lives longest lives for 90 days.
LONG_AGO = 100 * 24 * 60 * 60
# Live ones came within so many seconds, in which nothing expired.
WITHIN = 3_000


def known_token(prefix, at):
    """A token and what the database has of it."""
    date = struct.pack(">IH", at, secrets.randbelow(65_536))
    token = f"{prefix}_{base64.urlsafe_b64encode(date).decode()}{secrets.token_urlsafe(32)}"
    return token, date + hashlib.sha256(token.encode()).digest()[:26]


class Fill:
    def __init__(self, run, live):
        """`run` runs SQL; the database has one visitor. `live`: such who are signed in, or such who are over."""
        self.run, self.live = run, live
        self.columns = {table: run(
            f"SELECT string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position) FROM information_schema.columns "
            f"WHERE table_schema = 'public' AND table_name = '{table}'").split(",") for table in TABLES}

    def value(self, table, column, name):
        """The expression for a column of copy `g`, which came `age` seconds ago; `name` tells this filling from others."""
        date = "lpad(to_hex((extract(epoch FROM now())::bigint - age)), 8, '0') || lpad(to_hex(g % 65536), 4, '0')"

        def text(of):
            return f"rtrim(translate(encode(substr(sha256(('{name}{of}' || g)::bytea), 1, 16), 'base64'), '+/', '-_'), '=')"

        def blob(of):
            return f"decode({date}, 'hex') || substr(sha256(('{name}{of}' || g)::bytea), 1, 26)"

        login, grant = f"{date} || {text('login')}", f"{date} || {text('grant')}"
        return {
            ("sessions", "id"): login, ("client_logins", "session_id"): login, ("grants", "session_id"): login,
            ("sessions", "sub"): f"'{name}' || g", ("grants", "sub"): f"'{name}' || g",
            ("sessions", "state_id"): f"substr(sha256(('{name}state' || g)::bytea), 1, length(t.state_id))",
            ("sessions", "browser_state"): text('browser'), ("client_logins", "sid"): text('sid'),
            ("grants", "id"): grant, ("access_tokens", "grant_id"): grant, ("refresh_tokens", "grant_id"): grant,
            ("access_tokens", "digest"): blob('access'), ("refresh_tokens", "access_digest"): blob('access'),
            ("refresh_tokens", "digest"): blob('refresh'), ("cookie_sessions", "digest"): blob('cookie'),
            ("access_tokens", "refresh_digest"): f"CASE WHEN t.refresh_digest IS NULL THEN NULL ELSE {blob('refresh')} END",
            ("access_tokens", "jti"): f"CASE WHEN t.jti IS NULL THEN NULL ELSE {text('jti')} END",
        }.get((table, column)) or self.time(column)

    def time(self, column):
        name = column.strip('"')
        if self.live or name not in TIMES | {"cause"}:
            return f"t.{column}"
        if name == "cause":
            return "'expired'"
        over = f"t.{column} - {LONG_AGO}"
        return f"coalesce({over}, extract(epoch FROM now())::bigint - {LONG_AGO})" if name == "ended_at" else over

    def indexes(self, table):
        """What drops the indexes of a table that no constraint needs, and what makes them again: once for all rows is quicker than row
        by row."""
        found = self.run(f"SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename = '{table}' "
                         f"AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname) ORDER BY 1")
        pairs = [line.split("|", 1) for line in found.splitlines()]
        return "".join(f"DROP INDEX {name}; " for name, _ in pairs), "".join(f"{made}; " for _, made in pairs)

    def copies(self, count, name):
        """So many copies of the visitor that came first. Nobody else may use the database meanwhile: its tables are locked."""
        age = f"(({count} - g) * {WITHIN} / {count})" if self.live else str(LONG_AGO)
        template = {table: f"(SELECT * FROM {table} ORDER BY ctid LIMIT 1)" for table in TABLES}
        begun = time.monotonic()
        for table in TABLES:
            columns = self.columns[table]
            values = ", ".join(self.value(table, column, name) for column in columns)
            without, again = self.indexes(table)
            # All that is on the disk at the checkpoint before what is timed. What changes is told to nobody.
            self.run(f"BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL maintenance_work_mem = '512MB'; "
                     f"SET LOCAL session_replication_role = replica; {without}"
                     f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {template[table]} t, "
                     f"(SELECT g::bigint, {age}::bigint AS age FROM generate_series(1::bigint, {count}) g) s; {again}COMMIT")
        self.run("ANALYZE")
        return time.monotonic() - begun

    def known(self, count):
        """As many more, whose access and refresh tokens are returned."""
        now, tokens, digests = int(time.time()), [], []
        for number in range(count):
            at = now - WITHIN * number // count
            access, refresh = known_token("lka", at), known_token("lkr", at)
            tokens.append((access[0], refresh[0]))
            digests.append(f"('\\x{access[1].hex()}'::bytea, '\\x{refresh[1].hex()}'::bytea)")
        for table in ("access_tokens", "refresh_tokens"):
            columns = self.columns[table]
            changed = {"digest": "access" if table == "access_tokens" else "refresh", "access_digest": "access"}
            values = (f"v.{changed[column]}" if column in changed else f"t.{column}" for column in columns)
            self.run(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM "
                     f"(SELECT * FROM {table} ORDER BY ctid LIMIT 1) t, (VALUES {', '.join(digests)}) v (access, refresh)")
        return tokens
