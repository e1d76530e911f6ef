CREATE TABLE users (
  sub            TEXT PRIMARY KEY,
  username       TEXT NOT NULL,
  claims         TEXT NOT NULL,
  email          TEXT,
  email_verified INTEGER NOT NULL,
  groups         TEXT NOT NULL,
  attributes     TEXT NOT NULL,
  password_hash  TEXT,
  locked         INTEGER NOT NULL,
  is_admin       INTEGER NOT NULL,
  from_config    INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
) WITHOUT ROWID;

-- Usernames and email addresses share one space: neither may be another account's other one.
CREATE TABLE user_names (
  key  TEXT PRIMARY KEY,
  sub  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX user_names_sub ON user_names (sub);

CREATE TABLE cookie_sessions (
  digest     BLOB PRIMARY KEY,
  state      TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cookie_sessions_expires ON cookie_sessions (expires_at);

CREATE TABLE sessions (
  id              TEXT PRIMARY KEY,
  sub             TEXT NOT NULL,
  auth_time       INTEGER NOT NULL,
  amr             TEXT NOT NULL,
  acr             TEXT NOT NULL,
  remember        INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  last_seen       INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  user_agent      TEXT NOT NULL,
  ip              TEXT NOT NULL,
  browser_state   TEXT NOT NULL,
  ended_at        INTEGER,
  cause           TEXT
) WITHOUT ROWID;
CREATE INDEX sessions_sub ON sessions (sub);

CREATE TABLE interactions (
  digest     BLOB PRIMARY KEY,
  browser    BLOB NOT NULL,
  request    TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX interactions_expires ON interactions (expires_at);

-- A code is as good as its session: no row changes when the session ends.
CREATE TABLE codes (
  digest        BLOB PRIMARY KEY,
  session_id    TEXT NOT NULL,
  authorization TEXT NOT NULL,
  expires_at    INTEGER NOT NULL,
  used_at       INTEGER
) WITHOUT ROWID;
CREATE INDEX codes_expires ON codes (expires_at);

CREATE TABLE grants (
  id         TEXT PRIMARY KEY,
  client_id  TEXT NOT NULL,
  sub        TEXT NOT NULL,
  session_id TEXT NOT NULL,
  offline    INTEGER NOT NULL,
  detail     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX grants_sub ON grants (sub, client_id);
CREATE INDEX grants_session ON grants (session_id);

-- first_used_at is kept only for tokens that came from a refresh (tracked): a retry depends on it.
CREATE TABLE access_tokens (
  digest        BLOB PRIMARY KEY,
  grant_id      TEXT NOT NULL,
  scope         TEXT NOT NULL,
  expires_at    INTEGER NOT NULL,
  tracked       INTEGER NOT NULL,
  first_used_at INTEGER
) WITHOUT ROWID;
CREATE INDEX access_tokens_expires ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
  digest          BLOB PRIMARY KEY,
  grant_id        TEXT NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  access_digest   BLOB NOT NULL,
  successor       BLOB,
  spent_at        INTEGER,
  dead_at         INTEGER
) WITHOUT ROWID;
CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);
CREATE INDEX refresh_tokens_grant ON refresh_tokens (grant_id);

CREATE TABLE consents (
  sub        TEXT NOT NULL,
  client_id  TEXT NOT NULL,
  scope      TEXT NOT NULL,
  claims     TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (sub, client_id)
) WITHOUT ROWID;

CREATE TABLE invitations (
  digest     BLOB PRIMARY KEY,
  invitation TEXT NOT NULL,
  is_setup   INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) WITHOUT ROWID;

CREATE TABLE signing_keys (
  kid        TEXT PRIMARY KEY,
  alg        TEXT NOT NULL,
  material   BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  signs_from INTEGER NOT NULL,
  retired_at INTEGER,
  remove_at  INTEGER
) WITHOUT ROWID;

CREATE TABLE secrets (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;
