-- Which kinds of second factor a person has: 1 an authenticator app, 2 a passkey. What follows says the same at length.
ALTER TABLE users ADD COLUMN factors INTEGER NOT NULL DEFAULT 0;

-- Authenticator apps. A step counts once: last_step only grows.
CREATE TABLE totp (
  sub        TEXT PRIMARY KEY,
  secret     BLOB NOT NULL,
  last_step  INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_used  INTEGER NOT NULL
) WITHOUT ROWID;

-- Digests of recovery codes that were not used yet.
CREATE TABLE recovery_codes (
  sub    TEXT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (sub, digest)
) WITHOUT ROWID;

-- Passkeys.
CREATE TABLE passkeys (
  id              BLOB PRIMARY KEY,
  sub             TEXT NOT NULL,
  name            TEXT NOT NULL,
  public_key      BLOB NOT NULL,
  sign_count      INTEGER NOT NULL,
  aaguid          BLOB NOT NULL,
  backup_eligible INTEGER NOT NULL,
  backed_up       INTEGER NOT NULL,
  transports      TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  last_used       INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX passkeys_sub ON passkeys (sub);
