-- The rows of these tables lie in the order in which they came, and the sweep goes through them in that order.
DROP INDEX access_tokens_expires;
DROP INDEX client_access_tokens_expires;
DROP INDEX refresh_tokens_expires;

-- By which name a client knows a login: once for each login, and no longer with each of its grants.
CREATE TABLE client_logins (
  client_id  TEXT NOT NULL,
  sid        TEXT NOT NULL,
  session_id TEXT NOT NULL,
  PRIMARY KEY (client_id, sid)
) WITHOUT ROWID;
CREATE INDEX client_logins_session ON client_logins (session_id);
CREATE TRIGGER client_logins_of_removed_logins AFTER DELETE ON sessions
BEGIN DELETE FROM client_logins WHERE session_id = OLD.id; END;
INSERT OR IGNORE INTO client_logins SELECT client_id, sid, session_id FROM grants
WHERE sid IS NOT NULL AND EXISTS (SELECT 1 FROM sessions WHERE sessions.id = grants.session_id);

DROP INDEX grants_client;
ALTER TABLE grants DROP COLUMN sid;
CREATE INDEX grants_client ON grants (client_id);
