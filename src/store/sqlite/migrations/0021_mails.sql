-- Mail that waits to be sent.
CREATE TABLE mails (
  id        TEXT PRIMARY KEY,
  mail      TEXT NOT NULL,
  queued_at INTEGER NOT NULL,
  attempts  INTEGER NOT NULL,
  due_at    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX mails_due ON mails (due_at);
