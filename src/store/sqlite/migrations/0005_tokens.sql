-- What introspection tells of an access token, and the refresh token that was born beside it.
ALTER TABLE access_tokens ADD COLUMN issued_at INTEGER;
ALTER TABLE access_tokens ADD COLUMN audience TEXT;
ALTER TABLE access_tokens ADD COLUMN jti TEXT;
ALTER TABLE access_tokens ADD COLUMN refresh_digest BLOB;

-- First use of the access token that was born beside it; the access token's own row goes when it expires.
ALTER TABLE refresh_tokens ADD COLUMN access_used_at INTEGER;

-- Access tokens that a client got for itself (RFC 6749 §4.4): no person, no login, no grant.
CREATE TABLE client_access_tokens (
  digest     BLOB PRIMARY KEY,
  client_id  TEXT NOT NULL,
  scope      TEXT NOT NULL,
  audience   TEXT,
  jti        TEXT,
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX client_access_tokens_expires ON client_access_tokens (expires_at);
