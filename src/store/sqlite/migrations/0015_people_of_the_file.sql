-- People whom the configuration defines: the file that does, and for those whom it names no longer since when, and until
-- when their logins and grants are kept for them (NULL when those have ended). The password hash as the file has it, which
-- the one in use may have replaced by a better one of the same password. And whether any login of theirs ever began: from
-- then on apps may know their sub. What was there before this was kept counts as known.
ALTER TABLE users ADD COLUMN defined_in TEXT;
ALTER TABLE users ADD COLUMN left_at INTEGER;
ALTER TABLE users ADD COLUMN left_ends_at INTEGER;
ALTER TABLE users ADD COLUMN pinned_hash TEXT;
ALTER TABLE users ADD COLUMN is_known INTEGER NOT NULL DEFAULT 1;
UPDATE users SET pinned_hash = password_hash WHERE from_config = 1;
CREATE INDEX users_leaving ON users (left_ends_at) WHERE left_ends_at IS NOT NULL;

-- The clients that the configuration named when it was taken in last, to tell what another one would change.
CREATE TABLE configured_clients (
  client_id TEXT PRIMARY KEY
) WITHOUT ROWID;
