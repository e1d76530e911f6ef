-- Which kinds of second factor a person has: 1 an authenticator app, 2 a passkey. What follows says the same at length.
ALTER TABLE users ADD COLUMN factors bigint NOT NULL DEFAULT 0;

-- Authenticator apps. A step counts once: last_step only grows.
CREATE TABLE totp (
  sub        text COLLATE "C" PRIMARY KEY,
  secret     bytea NOT NULL,
  last_step  bigint NOT NULL,
  created_at bigint NOT NULL,
  last_used  bigint NOT NULL
);

-- Digests of recovery codes that were not used yet.
CREATE TABLE recovery_codes (
  sub    text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (sub, digest)
);

-- Passkeys.
CREATE TABLE passkeys (
  id              bytea PRIMARY KEY,
  sub             text COLLATE "C" NOT NULL,
  name            text NOT NULL,
  public_key      bytea NOT NULL,
  sign_count      bigint NOT NULL,
  aaguid          bytea NOT NULL,
  backup_eligible boolean NOT NULL,
  backed_up       boolean NOT NULL,
  transports      text NOT NULL,
  created_at      bigint NOT NULL,
  last_used       bigint NOT NULL
);
CREATE INDEX passkeys_sub ON passkeys (sub);
