-- Requests that their clients poll the token endpoint for (RFC 8628), until they are answered, redeemed or over. What the
-- client polls with, and what people type, are digests.
CREATE TABLE polled_requests (
  digest        BLOB PRIMARY KEY,
  grant_type    TEXT NOT NULL,
  client_id     TEXT NOT NULL,
  user_code     BLOB UNIQUE,
  sub           TEXT,
  request       TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  poll_interval INTEGER NOT NULL,
  polled_at     INTEGER,
  answered_at   INTEGER,
  authorization TEXT,
  redeemed_at   INTEGER
) WITHOUT ROWID;
CREATE INDEX polled_requests_of_clients ON polled_requests (client_id, expires_at);
CREATE INDEX polled_requests_of_people ON polled_requests (sub) WHERE sub IS NOT NULL;
CREATE INDEX polled_requests_by_expiry ON polled_requests (expires_at);
