-- The tables of store/sqlite/migrations, with the same names and columns, as they are after 0019.
-- Times are seconds since 1970, digests are octets, JSON is text: it may hold what jsonb refuses. Texts compare by octets.

CREATE TABLE users (
  sub                  text COLLATE "C" PRIMARY KEY,
  username             text COLLATE "C" NOT NULL,
  claims               text NOT NULL,
  email                text COLLATE "C",
  email_verified       boolean NOT NULL,
  groups               text NOT NULL,
  attributes           text NOT NULL,
  password_hash        text,
  locked               boolean NOT NULL,
  is_admin             boolean NOT NULL,
  from_config          boolean NOT NULL,
  created_at           bigint NOT NULL,
  updated_at           bigint NOT NULL,
  credentials_revision bigint NOT NULL DEFAULT 1,
  defined_in           text,
  left_at              bigint,
  left_ends_at         bigint,
  pinned_hash          text,
  is_known             boolean NOT NULL DEFAULT true
);
CREATE INDEX users_leaving ON users (left_ends_at) WHERE left_ends_at IS NOT NULL;

CREATE TABLE user_names (
  key text COLLATE "C" PRIMARY KEY,
  sub text COLLATE "C" NOT NULL
);
CREATE INDEX user_names_sub ON user_names (sub);

CREATE TABLE user_looks (
  look text COLLATE "C" NOT NULL,
  sub  text COLLATE "C" NOT NULL,
  PRIMARY KEY (look, sub)
);
CREATE INDEX user_looks_by_sub ON user_looks (sub);

CREATE TABLE cookie_sessions (
  digest     bytea PRIMARY KEY,
  state      text NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX cookie_sessions_expires ON cookie_sessions (expires_at);

CREATE TABLE sessions (
  id              text COLLATE "C" PRIMARY KEY,
  sub             text COLLATE "C" NOT NULL,
  auth_time       bigint NOT NULL,
  amr             text NOT NULL,
  acr             text NOT NULL,
  remember        boolean NOT NULL,
  created_at      bigint NOT NULL,
  last_seen       bigint NOT NULL,
  expires_at      bigint NOT NULL,
  idle_expires_at bigint NOT NULL,
  user_agent      text NOT NULL,
  ip              text NOT NULL,
  browser_state   text NOT NULL,
  ended_at        bigint,
  cause           text,
  state_id        bytea
);
CREATE INDEX sessions_sub ON sessions (sub);
CREATE INDEX sessions_state ON sessions (state_id);
CREATE INDEX sessions_due ON sessions (least(expires_at, idle_expires_at)) WHERE ended_at IS NULL;
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_begun ON sessions (created_at) WHERE ended_at IS NULL;

-- Browser states without a login that somebody signed in from: what they said is over.
CREATE TABLE anonymous_states (
  state_id     bytea PRIMARY KEY,
  signed_in_at bigint NOT NULL
);
CREATE INDEX anonymous_states_at ON anonymous_states (signed_in_at);

-- By which name a client knows a login.
CREATE TABLE client_logins (
  client_id  text COLLATE "C" NOT NULL,
  sid        text COLLATE "C" NOT NULL,
  session_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (client_id, sid)
);
CREATE INDEX client_logins_session ON client_logins (session_id);

CREATE TABLE finished_interactions (
  digest     bytea PRIMARY KEY,
  expires_at bigint NOT NULL
);
CREATE INDEX finished_interactions_expires ON finished_interactions (expires_at);

CREATE TABLE codes (
  digest        bytea PRIMARY KEY,
  session_id    text COLLATE "C" NOT NULL,
  "authorization" text NOT NULL,
  expires_at    bigint NOT NULL,
  used_at       bigint
);
CREATE INDEX codes_expires ON codes (expires_at);

CREATE TABLE grants (
  id         text COLLATE "C" PRIMARY KEY,
  client_id  text COLLATE "C" NOT NULL,
  sub        text COLLATE "C" NOT NULL,
  session_id text COLLATE "C" NOT NULL,
  offline    boolean NOT NULL,
  detail     text NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint,
  proven_by  text COLLATE "C"
);
CREATE INDEX grants_of_people ON grants (sub, session_id);
CREATE INDEX grants_client ON grants (client_id);

CREATE TABLE access_tokens (
  digest         bytea PRIMARY KEY,
  grant_id       text COLLATE "C" NOT NULL,
  scope          text NOT NULL,
  expires_at     bigint NOT NULL,
  tracked        boolean NOT NULL,
  first_used_at  bigint,
  issued_at      bigint,
  audience       text,
  jti            text,
  refresh_digest bytea
);
CREATE INDEX access_tokens_expires ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
  digest          bytea PRIMARY KEY,
  grant_id        text COLLATE "C" NOT NULL,
  idle_expires_at bigint NOT NULL,
  expires_at      bigint NOT NULL,
  access_digest   bytea NOT NULL,
  successor       bytea,
  spent_at        bigint,
  dead_at         bigint,
  access_used_at  bigint
);
CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);
CREATE INDEX refresh_tokens_grant ON refresh_tokens (grant_id);

CREATE TABLE client_access_tokens (
  digest     bytea PRIMARY KEY,
  client_id  text COLLATE "C" NOT NULL,
  scope      text NOT NULL,
  audience   text,
  jti        text,
  issued_at  bigint NOT NULL,
  expires_at bigint NOT NULL,
  proven_by  text COLLATE "C"
);
CREATE INDEX client_access_tokens_expires ON client_access_tokens (expires_at);
CREATE INDEX client_access_tokens_client ON client_access_tokens (client_id);

CREATE TABLE consents (
  sub        text COLLATE "C" NOT NULL,
  client_id  text COLLATE "C" NOT NULL,
  scope      text NOT NULL,
  claims     text NOT NULL,
  granted_at bigint NOT NULL,
  PRIMARY KEY (sub, client_id)
);
CREATE INDEX consents_client ON consents (client_id);

-- How often what a person gave a client was revoked as a whole, or everything that anybody gave it (sub '').
CREATE TABLE revocations (
  client_id text COLLATE "C" NOT NULL,
  sub       text COLLATE "C" NOT NULL,
  times     bigint NOT NULL,
  PRIMARY KEY (client_id, sub)
);

CREATE TABLE invitations (
  digest     bytea PRIMARY KEY,
  invitation text NOT NULL,
  is_setup   boolean NOT NULL,
  expires_at bigint NOT NULL,
  used_at    bigint,
  sub        text COLLATE "C"
);
CREATE INDEX invitations_sub ON invitations (sub);

CREATE TABLE signing_keys (
  kid        text COLLATE "C" PRIMARY KEY,
  alg        text NOT NULL,
  material   bytea NOT NULL,
  created_at bigint NOT NULL,
  signs_from bigint NOT NULL,
  retired_at bigint,
  remove_at  bigint,
  purpose    text NOT NULL DEFAULT 'sig'
);

CREATE TABLE secrets (
  name  text COLLATE "C" PRIMARY KEY,
  value bytea NOT NULL
);

CREATE TABLE sealing_secrets (
  id         text COLLATE "C" PRIMARY KEY,
  secret     bytea NOT NULL,
  created_at bigint NOT NULL,
  seals_from bigint NOT NULL
);

CREATE TABLE sealing_weeks (
  secret_id text COLLATE "C" NOT NULL,
  week      bigint NOT NULL,
  PRIMARY KEY (secret_id, week)
);

-- The outbox of back-channel logout: a row for each client of each login that ended.
CREATE TABLE logout_deliveries (
  session_id      text COLLATE "C" NOT NULL,
  client_id       text COLLATE "C" NOT NULL,
  sub             text COLLATE "C" NOT NULL,
  state           text COLLATE "C" NOT NULL,
  attempts        bigint NOT NULL,
  next_attempt_at bigint NOT NULL,
  leased_until    bigint NOT NULL,
  created_at      bigint NOT NULL,
  detail          text NOT NULL,
  PRIMARY KEY (session_id, client_id)
);
CREATE INDEX logout_deliveries_due ON logout_deliveries (next_attempt_at) WHERE state = 'pending';
CREATE INDEX logout_deliveries_client ON logout_deliveries (client_id, leased_until) WHERE state = 'pending';
CREATE INDEX logout_deliveries_created ON logout_deliveries (created_at);

CREATE TABLE assertions (
  digest     bytea PRIMARY KEY,
  expires_at bigint NOT NULL
);
CREATE INDEX assertions_expires ON assertions (expires_at);

CREATE TABLE clients (
  client_id          text COLLATE "C" PRIMARY KEY,
  revision           bigint NOT NULL,
  metadata           text NOT NULL,
  secret             bytea,
  sealed_secret      bytea,
  registration_token bytea NOT NULL,
  backchannel        boolean NOT NULL,
  created_at         bigint NOT NULL,
  updated_at         bigint NOT NULL,
  disabled_at        bigint,
  last_used_at       bigint,
  look               bigint NOT NULL DEFAULT 1,
  approved_at        bigint
);
CREATE INDEX clients_created ON clients (created_at);

CREATE TABLE client_origins (
  origin    text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (origin, client_id)
);
CREATE INDEX client_origins_client ON client_origins (client_id);

CREATE TABLE initial_access_tokens (
  digest     bytea PRIMARY KEY,
  id         text COLLATE "C" NOT NULL UNIQUE,
  uses       bigint NOT NULL,
  uses_left  bigint NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
);
CREATE INDEX initial_access_tokens_expires ON initial_access_tokens (expires_at);

CREATE TABLE configured_clients (
  client_id text COLLATE "C" PRIMARY KEY
);

CREATE TABLE withdrawn (
  client_id text COLLATE "C" PRIMARY KEY,
  since     bigint NOT NULL,
  ends_at   bigint NOT NULL
);

CREATE TABLE lowered (
  client_id text COLLATE "C" NOT NULL,
  proven_by text COLLATE "C" NOT NULL,
  since     bigint NOT NULL,
  ends_at   bigint NOT NULL,
  PRIMARY KEY (client_id, proven_by)
);

CREATE TABLE claims_unread (
  client_id  text COLLATE "C" PRIMARY KEY,
  noticed_at bigint NOT NULL
);

-- Tries to guess something: held before they are judged, and failed.
CREATE TABLE tries (
  counter bytea PRIMARY KEY,
  failed  bigint NOT NULL,
  held    bigint NOT NULL,
  until   bigint NOT NULL
);
CREATE INDEX tries_until ON tries (until);

-- A numbered note of whatever a verdict on a session_state rests on and that changed, whoever changed it. A number is drawn
-- before its transaction commits, so a lower one may become visible after a higher one: store/postgres/changes.rs waits
-- for those that are missing.
CREATE TABLE changes (
  number    bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  state_id  bytea,
  sub       text COLLATE "C",
  client_id text COLLATE "C"
);

CREATE FUNCTION note_change_of_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (state_id) VALUES (OLD.state_id);
  RETURN NULL;
END $$;
CREATE TRIGGER changes_of_logins AFTER UPDATE OF ended_at ON sessions FOR EACH ROW
WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_change_of_login();
CREATE TRIGGER changes_of_removed_logins AFTER DELETE ON sessions FOR EACH ROW
WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION note_change_of_login();

CREATE FUNCTION forget_names_of_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM client_logins WHERE session_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER client_logins_of_removed_logins AFTER DELETE ON sessions FOR EACH ROW
EXECUTE FUNCTION forget_names_of_login();

CREATE FUNCTION note_change_of_anonymous_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (state_id) VALUES (NEW.state_id);
  RETURN NULL;
END $$;
CREATE TRIGGER changes_of_anonymous_states AFTER INSERT OR UPDATE ON anonymous_states FOR EACH ROW
EXECUTE FUNCTION note_change_of_anonymous_state();

CREATE FUNCTION note_change_of_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (sub) VALUES (NEW.sub);
  RETURN NULL;
END $$;
CREATE TRIGGER changes_of_groups AFTER UPDATE OF groups ON users FOR EACH ROW
WHEN (OLD.groups IS DISTINCT FROM NEW.groups) EXECUTE FUNCTION note_change_of_groups();

CREATE FUNCTION note_change_of_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (client_id) VALUES (OLD.client_id);
  RETURN NULL;
END $$;
CREATE TRIGGER changes_of_clients AFTER UPDATE OF metadata, disabled_at ON clients FOR EACH ROW
WHEN (OLD.metadata IS DISTINCT FROM NEW.metadata OR OLD.disabled_at IS DISTINCT FROM NEW.disabled_at)
EXECUTE FUNCTION note_change_of_client();
CREATE TRIGGER changes_of_removed_clients AFTER DELETE ON clients FOR EACH ROW
EXECUTE FUNCTION note_change_of_client();

-- Every node listens, and looks at once.
CREATE FUNCTION tell_of_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('latchkey_changes', '');
  RETURN NULL;
END $$;
CREATE TRIGGER changes_are_told AFTER INSERT ON changes FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changes();
