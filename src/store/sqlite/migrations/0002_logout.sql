ALTER TABLE sessions ADD COLUMN state_id BLOB;
CREATE INDEX sessions_state ON sessions (state_id);
CREATE INDEX sessions_due ON sessions (min(expires_at, idle_expires_at)) WHERE ended_at IS NULL;
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;

-- Browser states without a login that somebody signed in from: what they said is over.
CREATE TABLE anonymous_states (
  state_id     BLOB PRIMARY KEY,
  signed_in_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX anonymous_states_at ON anonymous_states (signed_in_at);

-- The outbox of back-channel logout: a row for each client of each login that ended.
CREATE TABLE logout_deliveries (
  session_id      TEXT NOT NULL,
  client_id       TEXT NOT NULL,
  sub             TEXT NOT NULL,
  state           TEXT NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  leased_until    INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  detail          TEXT NOT NULL,
  PRIMARY KEY (session_id, client_id)
) WITHOUT ROWID;
CREATE INDEX logout_deliveries_due ON logout_deliveries (next_attempt_at) WHERE state = 'pending';
CREATE INDEX logout_deliveries_client ON logout_deliveries (client_id, leased_until) WHERE state = 'pending';
CREATE INDEX logout_deliveries_created ON logout_deliveries (created_at);
