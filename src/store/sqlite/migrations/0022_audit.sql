-- What happened (SEC-72). A record is written in the transaction of the act; the job that chains the records gives it its
-- number and hash a moment later. Then it is never changed, and goes only when everything before it has.
CREATE TABLE audit (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  event      TEXT NOT NULL,
  actor      TEXT NOT NULL,
  sub        TEXT,
  client_id  TEXT,
  ip         TEXT NOT NULL,
  agent      TEXT NOT NULL,
  request_id TEXT NOT NULL,
  details    TEXT NOT NULL,
  number     INTEGER,
  hash       BLOB
) WITHOUT ROWID;
CREATE UNIQUE INDEX audit_number ON audit (number) WHERE number IS NOT NULL;
CREATE INDEX audit_unchained ON audit (id) WHERE number IS NULL;
CREATE INDEX audit_of_person ON audit (sub, id) WHERE sub IS NOT NULL;
-- The last record that retention removed: the chain goes on from it.
CREATE TABLE audit_start (
  number INTEGER PRIMARY KEY,
  hash   BLOB NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
WHEN OLD.number IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.event IS NOT OLD.event
  OR NEW.actor IS NOT OLD.actor OR NEW.sub IS NOT OLD.sub OR NEW.client_id IS NOT OLD.client_id OR NEW.ip IS NOT OLD.ip
  OR NEW.agent IS NOT OLD.agent OR NEW.request_id IS NOT OLD.request_id OR NEW.details IS NOT OLD.details
BEGIN SELECT RAISE(ABORT, 'a record of the audit is never changed'); END;
CREATE TRIGGER audit_goes_in_order BEFORE DELETE ON audit
WHEN OLD.number IS NULL OR OLD.number > coalesce((SELECT max(number) FROM audit_start), 0)
BEGIN SELECT RAISE(ABORT, 'a record of the audit goes only by retention'); END;
-- Lists of people go on from the last one shown.
CREATE INDEX users_by_username ON users (username);
CREATE INDEX users_by_age ON users (created_at, sub);
CREATE INDEX users_administrators ON users (username) WHERE is_admin = 1;
CREATE INDEX users_locked ON users (username) WHERE locked = 1;
