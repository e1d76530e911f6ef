-- Mail that waits to be sent.
CREATE TABLE mails (
  id        text COLLATE "C" PRIMARY KEY,
  mail      text NOT NULL,
  queued_at bigint NOT NULL,
  attempts  bigint NOT NULL,
  due_at    bigint NOT NULL
);
CREATE INDEX mails_due ON mails (due_at);
