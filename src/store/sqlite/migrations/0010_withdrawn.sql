-- Clients that the configuration names no longer and that hold something: since when, and until when it is kept for them.
CREATE TABLE withdrawn (
  client_id TEXT PRIMARY KEY,
  since     INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL
) WITHOUT ROWID;
