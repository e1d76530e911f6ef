-- Clients that registered themselves (RFC 7591). Each change of a client raises its revision.
CREATE TABLE clients (
  client_id           TEXT PRIMARY KEY,
  revision            INTEGER NOT NULL,
  metadata            TEXT NOT NULL,
  secret              BLOB,
  sealed_secret       BLOB,
  registration_token  BLOB NOT NULL,
  backchannel         INTEGER NOT NULL,
  created_at          INTEGER NOT NULL,
  updated_at          INTEGER NOT NULL,
  disabled_at         INTEGER
) WITHOUT ROWID;
CREATE INDEX clients_created ON clients (created_at);

-- Origins from which a registered client's pages may call token and userinfo.
CREATE TABLE client_origins (
  origin    TEXT NOT NULL,
  client_id TEXT NOT NULL,
  PRIMARY KEY (origin, client_id)
) WITHOUT ROWID;
CREATE INDEX client_origins_client ON client_origins (client_id);

-- Initial access tokens (RFC 7591 §3): each good for some registrations.
CREATE TABLE initial_access_tokens (
  digest     BLOB PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  uses       INTEGER NOT NULL,
  uses_left  INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX initial_access_tokens_expires ON initial_access_tokens (expires_at);
