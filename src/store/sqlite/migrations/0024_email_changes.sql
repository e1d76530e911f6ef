-- The address that a person says is theirs, until the link in a mail to it is opened: what they asked for last.
CREATE TABLE email_changes (
  sub        TEXT PRIMARY KEY,
  id         TEXT NOT NULL,
  email      TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  asked_at   INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  digest     BLOB
) WITHOUT ROWID;
