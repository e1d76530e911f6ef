-- Whoever asks for the grants of a login knows whose login it is: one index serves people and their logins.
DROP INDEX grants_sub;
DROP INDEX grants_session;
CREATE INDEX grants_person ON grants (sub, session_id);
