-- Links that let somebody make an account: in a mail to `email`, or handed over by an administrator.
CREATE TABLE sign_up_links (
  digest      BLOB PRIMARY KEY,
  email       TEXT,
  interaction TEXT,
  uses_left   INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_up_links_by_expiry ON sign_up_links (expires_at);

-- Accounts that their people made. Who waits for an administrator is locked meanwhile, and may have named an address that a mail
-- has yet to confirm.
CREATE TABLE sign_ups (
  sub     TEXT PRIMARY KEY,
  how     TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  waits   INTEGER NOT NULL,
  email   TEXT
) WITHOUT ROWID;
CREATE INDEX sign_ups_that_wait ON sign_ups (made_at) WHERE waits = 1;
