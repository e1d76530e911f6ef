-- What lists of people are found by, written by triggers alone: who is in which group, and the text that a search looks through.
-- What is no JSON, after a damage, is in no list and keeps nobody from mending it.
CREATE TABLE user_groups (
  name     TEXT NOT NULL,
  username TEXT NOT NULL,
  sub      TEXT NOT NULL,
  PRIMARY KEY (name, username, sub)
) WITHOUT ROWID;
CREATE TABLE user_texts (
  username TEXT NOT NULL,
  sub      TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (username, sub)
) WITHOUT ROWID;
INSERT OR IGNORE INTO user_groups SELECT one.value, username, sub FROM users, json_each(CASE WHEN json_valid(users.groups) THEN users.groups ELSE '[]' END) AS one;
INSERT INTO user_texts
  SELECT username, sub, username || char(10) || coalesce(email, '') || char(10) || coalesce(CASE WHEN json_valid(claims) THEN json_extract(claims, '$.name') END, '') FROM users;
CREATE TRIGGER user_groups_of_new AFTER INSERT ON users WHEN NEW.groups <> '[]' BEGIN
  INSERT OR IGNORE INTO user_groups SELECT value, NEW.username, NEW.sub FROM json_each(CASE WHEN json_valid(NEW.groups) THEN NEW.groups ELSE '[]' END);
END;
CREATE TRIGGER user_groups_of_changed AFTER UPDATE OF groups, username ON users
WHEN OLD.groups IS NOT NEW.groups OR OLD.username IS NOT NEW.username BEGIN
  DELETE FROM user_groups WHERE username = OLD.username AND sub = OLD.sub AND name IN (SELECT value FROM json_each(CASE WHEN json_valid(OLD.groups) THEN OLD.groups ELSE '[]' END));
  INSERT OR IGNORE INTO user_groups SELECT value, NEW.username, NEW.sub FROM json_each(CASE WHEN json_valid(NEW.groups) THEN NEW.groups ELSE '[]' END);
END;
CREATE TRIGGER user_groups_of_removed AFTER DELETE ON users WHEN OLD.groups <> '[]' BEGIN
  DELETE FROM user_groups WHERE username = OLD.username AND sub = OLD.sub AND name IN (SELECT value FROM json_each(CASE WHEN json_valid(OLD.groups) THEN OLD.groups ELSE '[]' END));
END;
CREATE TRIGGER user_texts_of_new AFTER INSERT ON users BEGIN
  INSERT INTO user_texts VALUES (NEW.username, NEW.sub,
    NEW.username || char(10) || coalesce(NEW.email, '') || char(10) || coalesce(CASE WHEN json_valid(NEW.claims) THEN json_extract(NEW.claims, '$.name') END, ''));
END;
CREATE TRIGGER user_texts_of_changed AFTER UPDATE OF username, email, claims ON users
WHEN OLD.username IS NOT NEW.username OR OLD.email IS NOT NEW.email OR OLD.claims IS NOT NEW.claims BEGIN
  DELETE FROM user_texts WHERE username = OLD.username AND sub = OLD.sub;
  INSERT INTO user_texts VALUES (NEW.username, NEW.sub,
    NEW.username || char(10) || coalesce(NEW.email, '') || char(10) || coalesce(CASE WHEN json_valid(NEW.claims) THEN json_extract(NEW.claims, '$.name') END, ''));
END;
CREATE TRIGGER user_texts_of_removed AFTER DELETE ON users BEGIN
  DELETE FROM user_texts WHERE username = OLD.username AND sub = OLD.sub;
END;
-- Events that are rare among many others.
CREATE INDEX audit_of_event ON audit (event, id);
