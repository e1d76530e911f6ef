-- A numbered note of whatever a verdict on a session_state rests on and that changed, whoever changed it: logins that ended,
-- anonymous browser states that somebody signed in from, the groups of a person, a registered client. Numbers follow the
-- order in which changes become visible, which times do not: a process that remembers the last number misses nothing. The
-- latest some thousand stay.
CREATE TABLE changes (
  number    INTEGER PRIMARY KEY AUTOINCREMENT,
  state_id  BLOB,
  sub       TEXT,
  client_id TEXT
) STRICT;
CREATE TRIGGER changes_of_logins AFTER UPDATE OF ended_at ON sessions
WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
BEGIN INSERT INTO changes (state_id) VALUES (NEW.state_id); END;
CREATE TRIGGER changes_of_removed_logins AFTER DELETE ON sessions WHEN OLD.ended_at IS NULL
BEGIN INSERT INTO changes (state_id) VALUES (OLD.state_id); END;
CREATE TRIGGER changes_of_anonymous_states AFTER INSERT ON anonymous_states
BEGIN INSERT INTO changes (state_id) VALUES (NEW.state_id); END;
CREATE TRIGGER changes_of_groups AFTER UPDATE OF groups ON users WHEN OLD.groups IS NOT NEW.groups
BEGIN INSERT INTO changes (sub) VALUES (NEW.sub); END;
CREATE TRIGGER changes_of_clients AFTER UPDATE OF metadata, disabled_at ON clients
WHEN OLD.metadata IS NOT NEW.metadata OR OLD.disabled_at IS NOT NEW.disabled_at
BEGIN INSERT INTO changes (client_id) VALUES (NEW.client_id); END;
CREATE TRIGGER changes_of_removed_clients AFTER DELETE ON clients
BEGIN INSERT INTO changes (client_id) VALUES (OLD.client_id); END;
