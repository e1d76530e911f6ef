-- What happened (SEC-72). A record is written in the transaction of the act; the job that chains the records gives it its
-- number and hash a moment later. Then it is never changed, and goes only when everything before it has.
CREATE TABLE audit (
  id         text COLLATE "C" PRIMARY KEY,
  at         bigint NOT NULL,
  event      text NOT NULL,
  actor      text NOT NULL,
  sub        text COLLATE "C",
  client_id  text COLLATE "C",
  ip         text NOT NULL,
  agent      text NOT NULL,
  request_id text NOT NULL,
  details    text NOT NULL,
  number     bigint,
  hash       bytea
);
CREATE UNIQUE INDEX audit_number ON audit (number) WHERE number IS NOT NULL;
CREATE INDEX audit_unchained ON audit (id) WHERE number IS NULL;
CREATE INDEX audit_of_person ON audit (sub, id) WHERE sub IS NOT NULL;
-- The last record that retention removed: the chain goes on from it.
CREATE TABLE audit_start (
  number bigint PRIMARY KEY,
  hash   bytea NOT NULL
);
CREATE FUNCTION audit_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NOT NULL
    OR (OLD.id, OLD.at, OLD.event, OLD.actor, OLD.sub, OLD.client_id, OLD.ip, OLD.agent, OLD.request_id, OLD.details)
      IS DISTINCT FROM (NEW.id, NEW.at, NEW.event, NEW.actor, NEW.sub, NEW.client_id, NEW.ip, NEW.agent, NEW.request_id, NEW.details)
  THEN RAISE EXCEPTION 'a record of the audit is never changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_not_changed();
CREATE FUNCTION audit_goes_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NULL OR OLD.number > coalesce((SELECT max(number) FROM audit_start), 0) THEN
    RAISE EXCEPTION 'a record of the audit goes only by retention';
  END IF;
  RETURN OLD;
END $$;
CREATE FUNCTION audit_goes_not_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a record of the audit goes only by retention'; END $$;
CREATE TRIGGER audit_goes_not_at_once BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_goes_not_at_once();
CREATE TRIGGER audit_goes_in_order BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_goes_in_order();
-- Lists of people go on from the last one shown.
CREATE INDEX users_by_username ON users (username COLLATE "C");
CREATE INDEX users_by_age ON users (created_at, sub);
CREATE INDEX users_administrators ON users (username COLLATE "C") WHERE is_admin;
CREATE INDEX users_locked ON users (username COLLATE "C") WHERE locked;
