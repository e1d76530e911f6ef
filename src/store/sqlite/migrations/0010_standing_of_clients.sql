-- Clients that the configuration names no longer and that hold something: since when, and until when it is kept for them.
CREATE TABLE withdrawn (
  client_id TEXT PRIMARY KEY,
  since     INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL
) WITHOUT ROWID;

-- Registered clients: how often what people see of one changed, and when a person or an administrator approved its present
-- look. Whoever was allowed something before this was kept is approved.
ALTER TABLE clients ADD COLUMN look INTEGER NOT NULL DEFAULT 1;
ALTER TABLE clients ADD COLUMN approved_at INTEGER;
UPDATE clients SET approved_at = unixepoch() WHERE client_id IN (SELECT client_id FROM consents);
