-- Browsers that are known for people, by the digests of the tokens in their cookies. factor_since to factor_revision: the
-- second factor that is remembered, while users.credentials_revision is what it was.
CREATE TABLE known_browsers (
  digest          BLOB PRIMARY KEY,
  sub             TEXT NOT NULL,
  user_agent      TEXT NOT NULL,
  first_seen      INTEGER NOT NULL,
  last_seen       INTEGER NOT NULL,
  factor_since    INTEGER,
  factor_until    INTEGER,
  factor_revision INTEGER
) WITHOUT ROWID;
CREATE INDEX known_browsers_sub ON known_browsers (sub, last_seen);
CREATE INDEX known_browsers_last_seen ON known_browsers (last_seen);

-- Sign-ins in browsers that were new to their people, who may disown them by a link.
CREATE TABLE new_sign_ins (
  session_id   TEXT PRIMARY KEY,
  sub          TEXT NOT NULL,
  since        INTEGER NOT NULL,
  signed_in_at INTEGER NOT NULL,
  user_agent   TEXT NOT NULL,
  ip           TEXT NOT NULL,
  email        TEXT NOT NULL,
  link         BLOB,
  expires_at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX new_sign_ins_sub ON new_sign_ins (sub);
CREATE UNIQUE INDEX new_sign_ins_link ON new_sign_ins (link);
