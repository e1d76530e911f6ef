-- The secrets that seal what browsers keep for the server.
CREATE TABLE sealing_secrets (
  id         TEXT PRIMARY KEY,
  secret     BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  seals_from INTEGER NOT NULL
) WITHOUT ROWID;

-- The weeks since 1970 in which each of them sealed.
CREATE TABLE sealing_weeks (
  secret_id TEXT NOT NULL,
  week      INTEGER NOT NULL,
  PRIMARY KEY (secret_id, week)
) WITHOUT ROWID;

-- Which login has lasted longest: what it was told once must still be understood.
CREATE INDEX sessions_begun ON sessions (created_at) WHERE ended_at IS NULL;

-- The one secret until now has no birth. It is as old as the oldest thing that is known, and sealed in each week since:
-- in more of them than it did, never in fewer that matter. Dates of a clock that was not set yet do not count.
CREATE TEMP TABLE sealing_span AS SELECT
  coalesce((SELECT min(at) FROM (SELECT min(created_at) AS at FROM users WHERE created_at >= 1577836800
    UNION ALL SELECT min(created_at) FROM sessions WHERE created_at >= 1577836800
    UNION ALL SELECT min(created_at) FROM grants WHERE created_at >= 1577836800
    UNION ALL SELECT min(created_at) FROM signing_keys WHERE created_at >= 1577836800)), unixepoch()) AS born,
  max(unixepoch(), coalesce((SELECT max(last_seen) FROM sessions), 0)) AS latest;
UPDATE sealing_span SET born = min(born, latest);

INSERT INTO sealing_secrets
  SELECT lower(hex(randomblob(11))), secrets.value, born, born FROM secrets, sealing_span
  WHERE secrets.name = 'session_state_key';
WITH RECURSIVE weeks(week) AS (
  SELECT born / 604800 FROM sealing_span
  UNION ALL SELECT week + 1 FROM weeks, sealing_span WHERE week < latest / 604800
)
INSERT INTO sealing_weeks SELECT sealing_secrets.id, weeks.week FROM sealing_secrets, weeks;
DELETE FROM secrets WHERE name = 'session_state_key';
DROP TABLE sealing_span;
