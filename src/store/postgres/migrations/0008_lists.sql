-- What lists of people are found by, written by a trigger alone: who is in which group, and the text that a search looks through.
-- What is no JSON, after a damage, is in no list and keeps nobody from mending it.
CREATE FUNCTION readable_json(given text) RETURNS json LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN given::json;
EXCEPTION WHEN invalid_text_representation THEN
  RETURN NULL;
END $$;
CREATE TABLE user_groups (
  name     text COLLATE "C" NOT NULL,
  username text COLLATE "C" NOT NULL,
  sub      text COLLATE "C" NOT NULL,
  PRIMARY KEY (name, username, sub)
);
CREATE INDEX user_groups_of_person ON user_groups (sub);
CREATE TABLE user_texts (
  sub  text COLLATE "C" PRIMARY KEY,
  text text NOT NULL
);
INSERT INTO user_groups
  SELECT one, username, sub FROM users, json_array_elements_text(readable_json(users.groups)) AS one ON CONFLICT DO NOTHING;
INSERT INTO user_texts
  SELECT sub, username || chr(10) || coalesce(email, '') || chr(10) || coalesce(readable_json(claims) ->> 'name', '') FROM users;
CREATE FUNCTION note_what_people_are_found_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM user_groups WHERE sub = OLD.sub;
    DELETE FROM user_texts WHERE sub = OLD.sub;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO user_groups
      SELECT one, NEW.username, NEW.sub FROM json_array_elements_text(readable_json(NEW.groups)) AS one ON CONFLICT DO NOTHING;
    INSERT INTO user_texts VALUES (NEW.sub,
      NEW.username || chr(10) || coalesce(NEW.email, '') || chr(10) || coalesce(readable_json(NEW.claims) ->> 'name', ''));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER found_by_new AFTER INSERT OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION note_what_people_are_found_by();
CREATE TRIGGER found_by_changed AFTER UPDATE OF username, email, claims, groups ON users FOR EACH ROW
WHEN (OLD.username IS DISTINCT FROM NEW.username OR OLD.email IS DISTINCT FROM NEW.email
  OR OLD.claims IS DISTINCT FROM NEW.claims OR OLD.groups IS DISTINCT FROM NEW.groups)
EXECUTE FUNCTION note_what_people_are_found_by();
-- Events that are rare among many others.
CREATE INDEX audit_of_event ON audit (event, id);
