-- What clients proved themselves by that counts no longer, and something was granted under: since when, and until when
-- that is kept for them.
CREATE TABLE lowered (
  client_id TEXT NOT NULL,
  proven_by TEXT NOT NULL,
  since     INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL,
  PRIMARY KEY (client_id, proven_by)
) WITHOUT ROWID;

-- What left from the authorization endpoint was proven there by nothing, but asked for by a client of one level.
UPDATE grants SET proven_by = 'confidential'
WHERE proven_by IS NULL AND json_extract(detail, '$.confidential');
