-- Tokens that are bound to a key (RFC 9449), by its thumbprint.
ALTER TABLE access_tokens ADD COLUMN jkt TEXT;
ALTER TABLE client_access_tokens ADD COLUMN jkt TEXT;
ALTER TABLE refresh_tokens ADD COLUMN jkt TEXT;

-- DPoP proofs that came. They lie in the order in which they were made, and go in that order.
CREATE TABLE dpop_proofs (
  issued_at INTEGER NOT NULL,
  digest    BLOB NOT NULL,
  PRIMARY KEY (issued_at, digest)
) WITHOUT ROWID;
