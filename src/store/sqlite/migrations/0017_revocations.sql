-- How often what a person gave a client was revoked as a whole, or everything that anybody gave it (sub ''). A code that
-- carries what it stands for names the sum that it was issued under; another one makes it void.
CREATE TABLE revocations (
  client_id TEXT NOT NULL,
  sub       TEXT NOT NULL,
  times     INTEGER NOT NULL,
  PRIMARY KEY (client_id, sub)
) WITHOUT ROWID;
