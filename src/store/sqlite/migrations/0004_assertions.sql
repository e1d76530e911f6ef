-- Client assertions that were used: each is good once.
CREATE TABLE assertions (
  digest     BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX assertions_expires ON assertions (expires_at);
